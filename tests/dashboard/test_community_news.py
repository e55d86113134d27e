"""The section News of the page Community, and the line on the page Overview."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dashboard import visitor
from synthesis.models import Event, Group
from synthesis.store import open_store
from tests.dashboard.conftest import RunPage, words

IOT = Group(
    "dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", theme_ids=("visibility",)
)
CALL = Event(
    "call",
    "A <b>call</b>",
    datetime(2018, 4, 10, 14),
    datetime(2018, 4, 10, 15),
    theme_ids=("programme_size",),
)
LONG_AGO = "2001-01-01"


@pytest.fixture
def own_url(own_url: str) -> str:
    with open_store(own_url, read_only=False) as store:
        store.community.save([IOT], "S. Cretary")
        store.community.save([CALL], "A. Keeper")
        store.review_decision("d1", {"progress": "done"}, "A. Keeper", 1, note="seen online")
    return own_url


@pytest.fixture
def last_visit(monkeypatch: pytest.MonkeyPatch) -> datetime:
    moment = datetime.now(UTC) - timedelta(days=400)
    monkeypatch.setattr(visitor, "last_visit", lambda: moment)
    return moment


def test_a_first_visit_is_told_as_such_and_sees_the_newest(run_page: RunPage, own_url: str) -> None:
    app = run_page("community", own_url, section="News")
    shown = words(app)
    assert not app.exception
    assert "This is your first visit, or your browser keeps no cookie of the last one." in shown
    assert "New group: Dynamic Coalition on the Internet of Things" in shown


def test_what_people_wrote_is_shown_as_they_wrote_it_and_not_as_markup(
    run_page: RunPage, own_url: str
) -> None:
    shown = words(run_page("community", own_url, section="News", since=LONG_AGO))
    assert "“A &lt;b&gt;call&lt;/b&gt;”" in shown
    assert "<b>call" not in shown


def test_since_the_last_visit_each_notice_stands_under_its_day(
    run_page: RunPage, own_url: str, last_visit: datetime
) -> None:
    shown = words(run_page("community", own_url, section="News"))
    assert "since your last visit on" in shown
    assert shown.index("Note: seen online") < shown.index("New meeting in the calendar")
    assert "Machine proposal" in shown


def test_nothing_new_is_said(run_page: RunPage, own_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor, "last_visit", lambda: datetime.now(UTC))
    shown = words(run_page("community", own_url, section="News"))
    assert "0 notices since your last visit" in shown
    assert "Nothing new is here." in shown


def test_a_day_in_the_address_goes_before_the_last_visit(
    run_page: RunPage, own_url: str, last_visit: datetime
) -> None:
    app = run_page("community", own_url, section="News", since="2018-03-01")
    assert "since 1 March 2018" in words(app)
    assert str(app.date_input(key="news_since").value) == "2018-03-01"


def test_kind_group_and_theme_narrow_the_list_and_the_count(run_page: RunPage, own_url: str) -> None:
    of_kind = words(run_page("community", own_url, section="News", since=LONG_AGO, notice=["group"]))
    assert "1 of " in of_kind
    assert "New meeting" not in of_kind
    of_group = words(run_page("community", own_url, section="News", since=LONG_AGO, about="dc-iot"))
    assert "New group" in of_group
    assert "New meeting" not in of_group
    of_theme = words(run_page("community", own_url, section="News", since=LONG_AGO, theme=["programme_size"]))
    assert "New meeting" in of_theme
    assert "New group" not in of_theme


def test_the_feed_is_offered_with_the_filters_that_are_chosen(run_page: RunPage, own_url: str) -> None:
    shown = words(
        run_page(
            "community",
            own_url,
            section="News",
            theme=["visibility"],
            about="dc-iot",
            notice=["group", "state"],
        )
    )
    assert "notices.atom?theme=visibility&amp;group=dc-iot&amp;kind=group&amp;kind=state" in shown


def test_what_a_link_asks_for_and_nothing_here_has_is_told(run_page: RunPage, own_url: str) -> None:
    shown = words(
        run_page("community", own_url, section="News", since="tomorrow", about="dc-trees", notice=["all"])
    )
    assert "What this link is narrowed to is not here, so it is left out." in shown
    assert all(each in shown for each in ("since: tomorrow", "about: dc-trees", "notice: all"))


def test_a_choice_is_written_into_the_address(run_page: RunPage, own_url: str) -> None:
    app = run_page("community", own_url, section="News", since=LONG_AGO)
    app.multiselect(key="news_kinds").set_value(["state"]).run()
    assert app.query_params["notice"] == "state"
    assert "Now done" in words(app)
    assert "New group" not in words(app)


def test_the_table_has_every_record_of_the_list(run_page: RunPage, own_url: str) -> None:
    shown = words(run_page("community", own_url, section="News", since=LONG_AGO, notice=["group", "meeting"]))
    assert "Notices, one row per record: 2 of 2 rows" in shown


def test_overview_says_how_much_is_new_since_the_last_visit(
    run_page: RunPage, own_url: str, last_visit: datetime
) -> None:
    app = run_page("overview", own_url)
    (line,) = [link for link in app.get("page_link") if "since your last visit" in link.proto.label]
    assert "section=News" in line.proto.query_string
    listed = words(run_page("community", own_url, section="News"))
    n = line.proto.label.split(" ", 1)[0]
    assert f"{n} notices since your last visit" in listed


def test_overview_is_silent_on_a_first_visit_and_where_nothing_is_new(
    run_page: RunPage, own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lines() -> list[str]:
        labels = [link.proto.label for link in run_page("overview", own_url).get("page_link")]
        return [label for label in labels if "since your last visit" in label]

    assert lines() == []
    monkeypatch.setattr(visitor, "last_visit", lambda: datetime.now(UTC))
    assert lines() == []


def test_a_store_that_nobody_may_write_to_tells_its_news_too(run_page: RunPage, own_url: str) -> None:
    app = run_page("community", own_url, read_only=True, section="News", since=LONG_AGO)
    assert not app.exception
    assert "New group" in words(app)
