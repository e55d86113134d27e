"""The section Calendar as it is read: month, list, one entry, and what an address asks for."""

from __future__ import annotations

import html

import pytest

from dashboard.community.calendar import diary
from tests.dashboard.agenda import Show
from tests.dashboard.conftest import RunPage, words


def test_the_month_is_a_table_of_weeks_from_monday(show: Show) -> None:
    shown = words(show())
    assert '<table class="month">' in shown
    assert shown.index(">Mon<") < shown.index(">Sun<")
    assert "March 2018" in shown
    assert shown.count("Tuesday 13 March") == 1


def test_an_entry_of_the_month_leads_to_itself_with_its_hour(show: Show) -> None:
    shown = words(show())
    assert "<b>14:00</b>" in shown
    assert "event=call" in shown
    assert "event=series&amp;at=2018-03-27T14%3A30" in shown


def test_what_people_wrote_is_never_markup(show: Show) -> None:
    assert "Open <b>call</b>" not in words(show()) + words(show(show="List")) + words(show(event="call"))
    assert html.escape("Open <b>call</b>") in words(show(event="call"))


def test_what_spans_days_stands_on_each_and_whole_days_stay_those_of_the_place(show: Show) -> None:
    shown = words(show(tz="America/New_York"))
    assert shown.count('<span dir="auto">Yearly forum</span>') == 3
    assert "day 3 of 3" in shown


def test_the_hours_are_those_of_the_zone_in_the_address(show: Show) -> None:
    shown = words(show(show="List", tz="Asia/Tokyo"))
    assert "Tue 13 Mar 2018, 23:00 to Wed 14 Mar 2018, 00:00" in shown
    assert "14:00 to 15:00 UTC" in shown


def test_the_list_begins_with_what_comes_next(show: Show) -> None:
    shown = words(show(show="List", on="2018-03-15"))
    assert shown.index("Proposals due") < shown.index("Yearly forum") < shown.index("Drafting call")
    assert "Open &lt;b&gt;call" not in shown


def test_hosts_lead_to_the_section_groups(show: Show) -> None:
    assert "?section=Groups&amp;community_group=dc-iot" in words(show(show="List"))


def test_filters_narrow_the_calendar_and_count(show: Show) -> None:
    app = show(host="bpf-ai")
    shown = words(app)
    assert "Drafting call" in shown
    assert "event=call" not in shown
    assert "1 of 5 entries" in shown
    assert {"DC-IoT (3)", "BPF AI (1)"} <= set(app.multiselect(key="agenda_host").options)
    assert "Deadline (0)" in app.multiselect(key="agenda_kind").options


def test_the_theme_of_the_page_narrows_the_calendar(show: Show) -> None:
    shown = words(show(theme=["visibility"]))
    assert "1 of 5 entries" in shown
    assert "Drafting call" not in shown


def test_what_an_address_asks_and_is_not_here_is_said(show: Show) -> None:
    shown = words(show(host=["nobody"], tz="Mars/Base", on="soon"))
    assert "What this link asks of the calendar is not here" in shown
    assert "nobody; Mars/Base" in shown


def test_where_nothing_lies_ahead_the_year_is_shown_and_said(run_page: RunPage, url: str) -> None:
    shown = words(run_page("community", url, section="Calendar", tz="UTC"))
    assert "Nothing lies ahead of today, so the calendar is shown as of" in shown


def test_a_link_into_a_meeting_is_shown_only_where_that_is_set(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = words(show(event="call")) + words(show(show="List"))
    assert "meet.example.org" not in shown
    assert "Not shown here. Ask the host for it" in shown
    monkeypatch.setenv("SYNTHESIS_ACCESS_LINKS", "1")
    assert 'href="https://meet.example.org/iot"' in words(show(event="call"))


@pytest.mark.parametrize(
    "query",
    [
        {"on": "9999-12-31"},
        {"on": "0001-01-01", "show": "List"},
        {"on": "1900-01-01", "show": "List"},
        {"on": "2200-12-31", "show": "Clashes"},
        {"month": "2018-13"},
        {"month": "99999-01"},
        {"show": "List", "from": "9999-12-31", "page": "9" * 40},
        {"show": "Nothing", "tz": "../etc"},
        {"event": "series", "at": "yesterday", "edit": "time"},
        {"event": "series", "at": "9999-12-31T23:59"},
        {"event": "<script>alert(1)</script>"},
        {"edit": "new", "starts": "9999-12-31T23:59+00:00", "long": "-5"},
        {"show": "Free slots", "meet": "nobody", "long": "7", "span": "x", "hours": "-", "since": "x"},
        {"show": "Deadlines", "lanes": "x", "days": "-1"},
    ],
)
def test_an_address_that_makes_no_sense_breaks_nothing(show: Show, query: dict[str, str]) -> None:
    shown = words(show(**query))
    assert "Something went wrong" not in shown
    assert "<script>alert" not in shown


def test_a_filter_lays_nothing_out_anew(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    app = show()
    laid_out: list[object] = []
    monkeypatch.setattr(diary, "agenda_table", lambda *args, **more: laid_out.append(args))
    monkeypatch.setattr(diary, "occurrences", lambda *args: laid_out.append(args))
    app = app.multiselect(key="agenda_host").set_value(["bpf-ai"]).run()
    assert "1 of 5 entries" in words(app)
    assert laid_out == []


def test_a_read_only_dashboard_offers_no_change(show: Show) -> None:
    for query in ({}, {"event": "call"}, {"event": "call", "edit": "entry"}, {"edit": "new"}):
        app = show(read_only=True, **query)
        assert not [each for each in app.button if each.key and each.key.startswith(("agenda", "entry"))]
        assert "Add an entry</a>" not in words(app)
        assert not [each for each in app.text_input if each.key == "reviewer"]
