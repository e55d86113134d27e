"""The address in the browser <-> what is shown."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from streamlit.runtime.state.query_params import QueryParams
from streamlit.testing.v1 import AppTest

from dashboard import filters
from synthesis.models import Filters
from synthesis.outputs import narrative, tables
from synthesis.outputs.tables import Frames
from tests.dashboard.conftest import RunPage, words


def options(app: AppTest, name: str) -> list[str]:
    return list(app.multiselect(key=f"filter_{name}").options)


def test_each_value_says_what_choosing_it_would_give(run_page: RunPage, stored: Frames) -> None:
    app = run_page("overview", cycle=["2017"])
    counted = tables.facet_counts(stored, Filters(cycles=(2017,)))["stakeholder_groups"]
    expected = [
        f"{'Unknown' if value == 'unknown' else value} ({n})"
        for value, n in zip(counted["value"], counted["n"], strict=True)
        if n
    ]
    assert options(app, "group") == expected


def test_choosing_in_the_sidebar_writes_the_address(run_page: RunPage) -> None:
    app = run_page("overview")
    app.multiselect(key="filter_group").select("Civil Society").run()
    assert app.query_params["group"] in ("Civil Society", ["Civil Society"])
    assert "Filtered:" in words(app)


def test_a_chip_takes_its_own_filter_away_and_no_other(run_page: RunPage) -> None:
    app = run_page("explore", group=["Civil Society", "Government"], cycle=["2017"], page="2")
    app.button(key="chip_group_Government").click().run()
    assert app.query_params["group"] in ("Civil Society", ["Civil Society"])
    assert app.query_params["cycle"] in ("2017", ["2017"])
    assert "page" not in app.query_params


def test_clear_takes_every_filter_away_and_leaves_the_rest(run_page: RunPage) -> None:
    app = run_page("themes", group=["Civil Society"], cycle=["2017"], theme_id="visibility")
    app.button(key="clear_filters").click().run()
    assert "group" not in app.query_params
    assert "cycle" not in app.query_params
    assert app.query_params["theme_id"] in ("visibility", ["visibility"])
    assert "Filtered:" not in words(app)


@pytest.mark.parametrize("key", ["clear_filters", "chip_group_Government"])
def test_a_change_of_filters_is_one_step_that_the_back_button_goes_back(
    key: str, run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page("explore", group=["Government"], cycle=["2017"], page="2")
    steps: list[str] = []

    def note(address: QueryParams) -> None:
        steps.append(urlencode(address._query_params, doseq=True))

    monkeypatch.setattr(QueryParams, "_send_query_param_msg", note)
    app.button(key=key).click().run()
    assert len(dict.fromkeys(steps)) == 1


@pytest.mark.parametrize("value", ["Martians", "", "civil society", "<b>"])
def test_a_value_that_nobody_knows_filters_nothing(value: str, run_page: RunPage) -> None:
    app = run_page("overview", group=[value])
    assert "Filtered:" not in words(app)
    assert "group" not in app.query_params


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("group", "Martians", "Stakeholder group: Martians"),
        ("cycle", "1999", "Cycle: 1999"),
        ("theme", "gone", "Theme: gone"),
        ("review", "<b>", "Review state: &lt;b&gt;"),
    ],
)
@pytest.mark.parametrize("page", ["overview", "themes", "explore", "decisions", "data"])
def test_a_value_that_nobody_knows_is_said_to_be_left_out(
    page: str, name: str, value: str, told: str, run_page: RunPage
) -> None:
    app = run_page(page, region=["African Group"], **{name: [value]})
    assert "What this link is narrowed to is not here" in words(app)
    assert f"<code>{told}</code>" in words(app)
    assert app.query_params["region"] in ("African Group", ["African Group"])
    assert name not in app.query_params
    assert 'role="alert"' not in words(app.run())


def test_what_is_known_of_a_filter_stays_when_the_rest_is_left_out(run_page: RunPage) -> None:
    app = run_page("overview", group=["Martians", "Government"])
    assert "<code>Stakeholder group: Martians</code>" in words(app)
    assert "Filtered: <b>3 of 12</b>" in words(app)
    assert app.query_params["group"] in ("Government", ["Government"])


def test_a_filter_that_leaves_nobody_says_so(run_page: RunPage) -> None:
    app = run_page("overview", group=["Private Sector"], cycle=["2016"])
    assert not app.exception
    shown = words(app)
    assert "Filtered: <b>0 of" in shown
    assert "No contribution passes the filters." in shown
    assert "There is nothing to show." in shown
    assert "Nothing is coded yet." not in shown
    assert "0 of 0" not in shown


def test_the_query_of_filters_holds_every_field_and_what_else_a_link_says() -> None:
    chosen = Filters((2017,), ("Civil Society",), ("Other",), ("en",), ("visibility",), ("proposed",))
    assert filters.query_of(chosen, theme_id="visibility", q="") == {
        "cycle": ["2017"],
        "group": ["Civil Society"],
        "region": ["Other"],
        "language": ["en"],
        "theme": ["visibility"],
        "review": ["proposed"],
        "theme_id": "visibility",
    }


def test_copies_are_counted_once_where_the_address_says_so(run_page: RunPage, stored: Frames) -> None:
    once = tables.narrow(stored, Filters(copies_once=True))
    shown = words(run_page("overview", copies="once"))
    assert narrative.copies_sentence(once) in shown
    for row in tables.theme_table(once).to_dict("records"):
        assert f"<b>{row['n']} of {row['N']}</b> contributions" in shown
    assert "25 passages in 11 contributions." in words(run_page("explore", copies="once"))
    assert "25 passages in 12 contributions." in words(run_page("explore"))


def test_the_switch_for_copies_writes_the_address_and_links_keep_it(run_page: RunPage) -> None:
    app = run_page("overview")
    app.toggle(key="count_copies_once").set_value(True).run()
    assert app.query_params["copies"] in ("once", ["once"])
    assert filters.query_of(Filters(copies_once=True), theme_id="x") == {"copies": "once", "theme_id": "x"}
    app.toggle(key="count_copies_once").set_value(False).run()
    assert "copies" not in app.query_params


def test_a_way_of_counting_that_nobody_knows_is_said_to_be_left_out(run_page: RunPage) -> None:
    app = run_page("overview", copies="twice")
    assert "<code>Count copies once: twice</code>" in words(app)
    assert "copies" not in app.query_params


def test_a_filter_says_how_many_are_left_of_how_many_counted_the_same_way(run_page: RunPage) -> None:
    assert "Filtered: <b>4 of 11</b>" in words(run_page("overview", group=["Civil Society"], copies="once"))
