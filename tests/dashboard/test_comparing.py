"""A contribution that others sent too, beside one of them; what is said again; what says nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from synthesis.models import CopyGroup, Filters
from synthesis.outputs import narrative, tables
from synthesis.store import open_store
from tests.dashboard.conftest import RunPage, fill, words
from tests.outputs.conftest import a_snapshot as a_stocktaking
from tests.outputs.test_repeats import a_snapshot


@pytest.fixture(scope="module")
def repeating_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a store in which an organisation says the same three times."""
    return fill(f"sqlite:///{tmp_path_factory.mktemp('store') / 'repeating.db'}", a_snapshot())


def test_a_contribution_says_who_else_sent_its_text(run_page: RunPage) -> None:
    app = run_page("explore", contribution="c03")
    assert "1 other contribution has the same or nearly the same text" in [e.label for e in app.expander]
    assert not [e for e in run_page("explore", contribution="c01").expander if "same text" in e.label]


def test_two_copies_stand_beside_each_other_with_the_words_marked_that_differ(run_page: RunPage) -> None:
    app = run_page("explore", contribution="c03")
    assert "compared" not in words(app)
    shown = words(app.selectbox(key="beside_choice").select("c04").run())
    assert app.query_params["beside"] in ("c04", ["c04"])
    assert shown.count('<article class="compared">') == 2
    assert '<mark class="differs">More publicity would turn coalitions into shows</mark>' in shown
    assert '<mark class="differs">Kind regards</mark>' in shown
    assert shown.count('<mark class="differs">') == 2


def test_an_address_that_compares_with_a_stranger_compares_nothing(run_page: RunPage) -> None:
    app = run_page("explore", contribution="c03", beside="c01")
    assert not app.exception
    assert "compared" not in words(app)


def test_what_differs_is_escaped(run_page: RunPage, tmp_path: Path) -> None:
    made = replace(a_stocktaking(), copies=(CopyGroup("k", ("c11", "c12"), is_exact=False),))
    url = fill(f"sqlite:///{tmp_path / 'attack.db'}", made)
    shown = words(run_page("explore", url, contribution="c12", beside="c11"))
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown


def test_a_repeated_passage_tells_the_year_it_was_said_in_before(
    run_page: RunPage, repeating_store: str
) -> None:
    assert "Said in the same words in 2016" in words(run_page("explore", repeating_store, contribution="b"))
    listed = words(run_page("explore", repeating_store))
    assert "Said again in the same words in 2017 and 2018" in listed


def test_a_filler_is_shown_as_one(run_page: RunPage, repeating_store: str) -> None:
    shown = words(run_page("explore", repeating_store, contribution="d"))
    assert "Says nothing: filler" in shown
    assert "1 passage, of which 0 coded to a theme; 1 says nothing." in shown
    assert "Says nothing: filler" in words(run_page("explore", repeating_store, outcome="filler"))
    assert "None of the themes" not in words(run_page("explore", repeating_store))


def test_what_is_repeated_can_be_left_out_of_every_count(run_page: RunPage, repeating_store: str) -> None:
    with open_store(repeating_store, read_only=True) as store:
        own = tables.narrow(tables.frames(store.snapshot()), Filters(without_repeats=True))
    app = run_page("overview", repeating_store)
    app.toggle(key="count_without_repeats").set_value(True).run()
    assert app.query_params["repeats"] in ("out", ["out"])
    assert narrative.repeats_sentence(own) in words(app)
    for row in tables.theme_table(own).to_dict("records"):
        assert f"<b>{row['n']} of {row['N']}</b> contributions" in words(app)


def test_no_way_of_counting_is_offered_where_it_changes_nothing(
    run_page: RunPage, repeating_store: str
) -> None:
    assert [toggle.key for toggle in run_page("overview").toggle] == ["count_copies_once"]
    assert [t.key for t in run_page("overview", repeating_store).toggle] == ["count_without_repeats"]


@pytest.mark.parametrize(
    ("repeats", "told"), [({}, "that say nothing"), ({"repeats": "out"}, "that say nothing new")]
)
def test_what_only_repeats_is_not_told_to_say_nothing_at_all(
    repeats: dict[str, str], told: str, run_page: RunPage, repeating_store: str
) -> None:
    app = run_page("explore", repeating_store, outcome="filler", **repeats)
    assert app.button(key="chip_outcome").label == f"Contributions {told} ×"
    assert f" {told}." in words(app)
