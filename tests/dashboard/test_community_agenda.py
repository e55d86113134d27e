"""The section Calendar of the page Community, run without a browser."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.community import agenda_form, agenda_held, agenda_view
from synthesis.models import Event, Group
from synthesis.outputs.export.ics_file import CalendarFilters, as_ics
from synthesis.pipeline.calendar import enter_calendar
from synthesis.store import open_store
from synthesis.store.entries import Entry
from tests.dashboard.conftest import RunPage, words

IOT = Group("dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", "DC-IoT")
AI = Group("bpf-ai", "Best Practice Forum on Artificial Intelligence", "best practice forum", "BPF AI")

CALL = Event(
    "call",
    "Open <b>call</b>",
    datetime(2018, 3, 13, 15),
    datetime(2018, 3, 13, 16),
    "Europe/Paris",
    group_ids=("dc-iot",),
    place="Virtual",
    access_link="https://meet.example.org/iot",
    how_to_join="Everybody may join.",
    agenda="1. News",
    theme_ids=("visibility",),
    people=("Ann Lee",),
    source="Sample data: composed",
)
SERIES = Event(
    "series",
    "Drafting call",
    datetime(2018, 3, 13, 14, 30),
    datetime(2018, 3, 13, 15, 30),
    "UTC",
    group_ids=("bpf-ai",),
    people=("Ann Lee",),
    rules=("FREQ=WEEKLY;BYDAY=TU;COUNT=4",),
)
FORUM = Event(
    "forum",
    "Yearly forum",
    datetime(2018, 3, 20),
    datetime(2018, 3, 23),
    "Europe/Paris",
    is_all_day=True,
    kind="event",
)
DUE = Event(
    "due",
    "Proposals due",
    datetime(2018, 3, 16),
    datetime(2018, 3, 17),
    is_all_day=True,
    kind="deadline",
    group_ids=("dc-iot",),
)
DUE_TOO = replace(
    DUE, uid="due2", title="Requests due", starts=datetime(2018, 3, 22), ends=datetime(2018, 3, 23)
)
EVENTS = (CALL, SERIES, FORUM, DUE, DUE_TOO)

Show = Callable[..., AppTest]


@pytest.fixture
def url(filled_store: str, tmp_path: Path) -> str:
    path = tmp_path / "own.db"
    path.write_bytes(Path(filled_store.removeprefix("sqlite:///")).read_bytes())
    found = f"sqlite:///{path}"
    with open_store(found) as store:
        store.community.save([IOT, AI], "A. Keeper")
        store.community.save(EVENTS, "A. Keeper")
    return found


@pytest.fixture
def show(run_page: RunPage, url: str) -> Show:
    def run(read_only: bool = False, **query: Any) -> AppTest:
        asked = {"on": "2018-03-01", "tz": "UTC"} | query
        app = run_page("community", url, read_only=read_only, section="Calendar", **asked)
        assert not app.exception
        return app

    return run


def stored(url: str, event_id: str) -> Entry[Event] | None:
    with open_store(url, read_only=True) as store:
        entries = store.community.entries(Event)
    return next((each for each in entries if each.record.id == event_id), None)


def save(url: str, event: Event, by: str) -> None:
    with open_store(url) as store:
        store.community.save([event], by)


def named(app: AppTest, name: str = "B. Editor") -> AppTest:
    return app.text_input(key="reviewer").set_value(name).run()


def field(app: AppTest, kind: str, name: str) -> Any:
    return next(each for each in getattr(app, kind) if each.key and each.key.endswith(f"_{name}"))


def press_save(app: AppTest) -> AppTest:
    return next(each for each in app.button if each.label == "Save").click().run()


TEXTS = (
    ("text_input", "title"),
    ("text_input", "place"),
    ("text_area", "how_to_join"),
    ("text_area", "agenda"),
)


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


def test_what_was_sent_as_private_is_kept_and_not_shown(show: Show, url: str) -> None:
    save(url, replace(CALL, uid="secret", title="Salary talk", extra=("CLASS:PRIVATE",)), "A. Keeper")
    shown = words(show()) + words(show(event="secret"))
    assert "Salary talk" not in shown
    assert "1 entry marked as private" in shown
    assert "marked it as private" in shown


def test_what_was_private_stays_unseen_when_it_is_taken_out(show: Show, url: str) -> None:
    save(url, replace(CALL, uid="secret", title="Salary talk", extra=("CLASS:PRIVATE",)), "A. Keeper")
    with open_store(url) as store:
        store.community.remove(Event, "secret", "A. Keeper", 1)
    shown = words(show(event="secret"))
    assert "Salary talk" not in shown
    assert "marked it as private" in shown


def test_what_an_entry_said_while_it_was_private_is_not_in_its_history(show: Show, url: str) -> None:
    save(url, replace(CALL, uid="once", title="Salary talk", extra=("CLASS:PRIVATE",)), "A. Keeper")
    save(url, replace(CALL, uid="once", title="Open talk"), "A. Keeper")
    shown = words(show(event="once"))
    assert "Open talk" in shown
    assert "Salary talk" not in shown


def test_a_file_is_taken_in_and_what_became_of_it_is_told(show: Show, url: str) -> None:
    raw = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n"
        b"BEGIN:VEVENT\r\nUID:a@x\r\nDTSTART:20180315T100000Z\r\nDTEND:20180315T110000Z\r\n"
        b"SUMMARY:Taken in\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nUID:b@x\r\nDTSTART:nonsense\r\nSUMMARY:Broken\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )
    app = named(show())
    app.file_uploader[0].upload("two.ics", raw, "text/calendar").run()
    app = app.button(key="agenda_import_now").click().run()
    assert not app.exception
    assert "1 of 2 entries was loaded from two.ics: 2 entries received = 1 loaded + 0 merged + 1" in words(
        app
    )
    assert "Refused" in words(app)
    assert 'class="done"' not in words(app)
    assert stored(url, "a@x") is not None


def test_a_private_time_of_an_open_series_leaves_a_gap_and_nothing_else(show: Show, url: str) -> None:
    at = datetime(2018, 3, 20, 14, 30)
    one = replace(SERIES, rules=(), replaces=at, title="Salary talk", extra=("CLASS:PRIVATE",))
    save(url, one, "A. Keeper")
    shown = words(show())
    assert "Salary talk" not in shown
    assert shown.count("Drafting call</span>") == 2


def test_an_empty_calendar_says_so_and_takes_files_in(run_page: RunPage, filled_store: str) -> None:
    app = run_page("community", filled_store, section="Calendar")
    assert not app.exception
    assert "Nothing stands in the calendar yet." in words(app)
    assert app.file_uploader[0].label == "iCalendar files"


def test_clashes_are_told_with_their_reason(show: Show) -> None:
    shown = words(show(show="Clashes"))
    assert "1 pair of entries" in shown
    assert "Ann Lee is expected at both." in shown


def test_a_free_slot_keeps_clear_of_meetings_and_says_what_the_clocks_show(show: Show) -> None:
    asked = {"meet": ["dc-iot", "bpf-ai"], "places": ["Europe/Paris", "Asia/Shanghai"], "since": "2018-03-13"}
    shown = words(show(show="Free slots", span="7", **asked))
    assert "Tue 13 Mar 08:00 UTC: 09:00 in Paris and 16:00 in Shanghai" in shown
    assert "Working hours in every place." in shown
    assert "of DC-IoT and BPF AI or of their people" in shown


def test_a_group_that_wants_to_meet_and_is_not_here_is_told(show: Show) -> None:
    shown = words(show(show="Free slots", meet=["dc-iot", "dc-nobody"], places=["Europe/Pariss"]))
    assert "What this link asks of the calendar is not here" in shown
    assert "dc-nobody; Europe/Pariss" in shown


def test_a_free_slot_can_be_put_into_the_calendar_for_its_groups(show: Show, url: str) -> None:
    slot = {"starts": "2018-03-14T09:00+00:00", "meet": ["dc-iot", "bpf-ai"], "long": "90"}
    app = named(show(edit="new", **slot))
    field(app, "text_input", "title").set_value("Joint call")
    press_save(app)
    with open_store(url, read_only=True) as store:
        (found,) = [
            each.record for each in store.community.entries(Event) if each.record.title == "Joint call"
        ]
    assert (found.starts, found.ends) == (datetime(2018, 3, 14, 9), datetime(2018, 3, 14, 10, 30))
    assert found.group_ids == ("dc-iot", "bpf-ai")


def test_deadlines_close_together_are_told_and_the_days_are_in_the_address(show: Show) -> None:
    shown = words(show(show="Deadlines"))
    assert "2 deadlines within 6 days" in shown
    assert "They could be aligned on Thu 22 Mar 2018" in shown
    assert "No two deadlines" in words(show(show="Deadlines", days="3"))


def test_an_entry_is_added_by_a_person_with_a_name(show: Show, url: str) -> None:
    app = named(show(edit="new"))
    field(app, "text_input", "title").set_value("Coordination call")
    app = press_save(app)
    with open_store(url, read_only=True) as store:
        (found,) = [
            each for each in store.community.entries(Event) if each.record.title == "Coordination call"
        ]
    assert (found.by, found.version) == ("B. Editor", 1)
    assert found.record.starts == datetime(2018, 3, 1, 14)
    assert "Saved: “Coordination call”." in words(app)


LINKED = replace(
    CALL,
    title="Call zoom.us/j/1",
    place="Room 5; https://zoom.us/j/1",
    how_to_join="Everybody may join.\nPasscode: 4711",
    agenda="1. News\nhttps://zoom.us/j/1",
)


def test_the_form_and_the_history_show_no_way_in_and_saving_loses_none(show: Show, url: str) -> None:
    save(url, LINKED, "A. Keeper")
    app = named(show(event="call", edit="entry"))
    shown = [field(app, kind, name).value for kind, name in TEXTS]
    assert shown == ["Call", "Room 5", "Everybody may join.", "1. News"]
    field(app, "text_area", "agenda").set_value("1. Reports")
    app = press_save(app)
    assert not app.exception
    entry = stored(url, "call")
    assert entry is not None
    assert entry.record == replace(LINKED, agenda="1. Reports\nhttps://zoom.us/j/1", sequence=1)
    told = words(app) + words(show(event="call")) + words(show(event="call", read_only=True))
    for secret in ("zoom.us", "4711"):
        assert secret not in told


def test_where_links_are_shown_the_form_has_them_and_they_can_be_taken_out(
    show: Show, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNTHESIS_ACCESS_LINKS", "1")
    save(url, LINKED, "A. Keeper")
    app = named(show(event="call", edit="entry"))
    field(app, "text_input", "place").set_value("Room 5")
    press_save(app)
    entry = stored(url, "call")
    assert entry is not None
    assert entry.record == replace(LINKED, place="Room 5", sequence=1)


def test_a_long_text_is_not_cut_when_its_entry_is_edited(show: Show, url: str) -> None:
    long = replace(
        CALL,
        title="t" * 400,
        place="p" * 400,
        how_to_join="h" * 6_000,
        agenda="a" * 6_000,
        access_link="",
        people=tuple(f"Person {n} of a long list" for n in range(300)),
    )
    save(url, long, "A. Keeper")
    app = named(show(event="call", edit="entry"))
    for kind, name in (*TEXTS, ("text_area", "people")):
        box = field(app, kind, name)
        assert box.proto.max_chars >= len(box.value) >= 400
    field(app, "selectbox", "kind").set_value("session")
    press_save(app)
    entry = stored(url, "call")
    assert entry is not None
    assert entry.record == replace(long, kind="session", sequence=1)


def test_an_entry_is_opened_whatever_its_uid(show: Show, url: str) -> None:
    save(url, replace(CALL, uid="new", title="A call named new"), "A. Keeper")
    assert "A call named new" in words(show(event="new"))
    assert "Add an entry" in words(show(edit="new"))


def test_nothing_is_kept_without_a_name_and_what_was_entered_stays(show: Show, url: str) -> None:
    app = show(event="call", edit="entry")
    field(app, "text_input", "title").set_value("Another")
    app = press_save(app)
    assert "A change is kept with a name." in words(app)
    assert field(app, "text_input", "title").value == "Another"
    entry = stored(url, "call")
    assert entry is not None
    assert entry.version == 1


def test_an_end_before_the_start_is_refused_in_words(show: Show, url: str) -> None:
    app = named(show(event="call", edit="entry"))
    field(app, "time_input", "ends").set_value(time(14))
    app = press_save(app)
    assert "This ends before it starts: 13 March 2018, 15:00 to 13 March 2018, 14:00." in words(app)
    entry = stored(url, "call")
    assert entry is not None
    assert entry.version == 1


def test_an_hour_that_the_clocks_leave_out_is_refused_in_words(show: Show) -> None:
    app = named(show(event="call", edit="entry"))
    field(app, "date_input", "first").set_value(date(2018, 3, 25))
    field(app, "time_input", "starts").set_value(time(2, 30))
    field(app, "date_input", "last").set_value(date(2018, 3, 25))
    app = press_save(app)
    assert "On 25 March 2018 the clocks of Europe/Paris leave out 02:30" in words(app)


def test_an_edit_raises_the_revision_and_stands_in_the_history(show: Show, url: str) -> None:
    app = named(show(event="call", edit="entry"))
    field(app, "text_input", "place").set_value("Room XII")
    app = press_save(app)
    entry = stored(url, "call")
    assert entry is not None
    assert (entry.record.place, entry.record.sequence, entry.version) == ("Room XII", 1, 2)
    assert "Place: Room XII" in words(app)
    assert "(before: Virtual)" in words(app)


def test_two_editors_see_both_changes_and_one_says_which_stands(show: Show, url: str) -> None:
    app = named(show(event="call", edit="entry"))
    save(url, replace(CALL, place="Room I"), "A. Keeper")
    field(app, "text_input", "title").set_value("Renamed")
    app = press_save(app)
    shown = words(app)
    assert "A. Keeper has changed this entry while you did." in shown
    assert "Place: Room I" in shown
    assert "Title: Renamed" in shown
    app = app.button(key="agenda_put_mine").click().run()
    entry = stored(url, "call")
    assert entry is not None
    assert (entry.record.title, entry.version) == ("Renamed", 3)


def test_one_time_of_a_series_is_edited_alone(show: Show, url: str) -> None:
    at = "2018-03-20T14:30"
    app = named(show(event="series", at=at, edit="time"))
    field(app, "time_input", "starts").set_value(time(16))
    field(app, "time_input", "ends").set_value(time(17))
    press_save(app)
    entry = stored(url, "series/2018-03-20T14:30:00")
    assert entry is not None
    assert (entry.record.starts.hour, entry.record.rules) == (16, ())
    shown = words(show())
    assert shown.count("Drafting call</span>") == 3
    assert shown.count("<b>16:00</b>") == 1


def test_one_time_of_a_series_is_cancelled_and_stays_to_be_seen(show: Show, url: str) -> None:
    app = named(show(event="series", at="2018-03-20T14:30"))
    app.button(key="agenda_cancel_one").click().run()
    entry = stored(url, "series/2018-03-20T14:30:00")
    assert entry is not None
    assert (entry.record.status, entry.note) == ("cancelled", "")  # a note would only say it again
    assert "<b>Cancelled:</b>" in words(show())


def test_a_series_lists_its_times_as_they_are_now(show: Show, url: str) -> None:
    day, week = SERIES.starts, timedelta(days=7)
    one = replace(SERIES, rules=(), starts=day + week, ends=SERIES.ends + week, replaces=day + week)
    save(url, replace(one, status="cancelled"), "A. Keeper")
    shown = words(show(event="series"))
    assert shown.count("Tue 20 Mar 2018, 14:30 to 15:30") == 1
    assert "(cancelled)" in shown


def test_a_time_that_a_series_does_not_have_is_not_offered_to_be_edited(show: Show) -> None:
    assert "Edit only this time" in words(show(event="series", at="2018-03-20T14:30"))
    assert "Edit only this time" not in words(show(event="series", at="2018-03-21T14:30"))


def test_an_entry_taken_out_can_be_brought_back(show: Show, url: str) -> None:
    app = named(show(event="call"))
    app = app.button(key="agenda_remove").click().run()
    assert stored(url, "call") is None
    assert "B. Editor took this entry out of the calendar." in words(app)
    app.button(key="agenda_bring_back").click().run()
    assert stored(url, "call") is not None


def test_a_series_goes_with_its_changed_times(show: Show, url: str) -> None:
    one = replace(SERIES, rules=(), replaces=datetime(2018, 3, 20, 14, 30), starts=datetime(2018, 3, 20, 14))
    save(url, one, "A. Keeper")
    named(show(event="series")).button(key="agenda_remove").click().run()
    assert stored(url, "series") is None
    assert stored(url, one.id) is None


def test_where_a_series_moves_its_changed_times_move_with_it(show: Show, url: str) -> None:
    one = replace(SERIES, rules=(), replaces=datetime(2018, 3, 20, 14, 30), title="Another room")
    save(url, one, "A. Keeper")
    app = named(show(event="series", edit="entry"))
    field(app, "time_input", "starts").set_value(time(15))
    field(app, "time_input", "ends").set_value(time(16))
    press_save(app)
    assert stored(url, one.id) is None
    moved = stored(url, "series/2018-03-20T15:00:00")
    assert moved is not None
    shown = words(show())
    assert (shown.count("Drafting call</span>"), shown.count("Another room</span>")) == (2, 1)


def test_a_series_that_was_moved_can_be_moved_back(show: Show, url: str) -> None:
    one = replace(SERIES, rules=(), replaces=datetime(2018, 3, 20, 14, 30), title="Another room")
    save(url, one, "A. Keeper")
    for starts, ends in ((time(15), time(16)), (time(14, 30), time(15, 30))):
        app = named(show(event="series", edit="entry"))
        field(app, "time_input", "starts").set_value(starts)
        field(app, "time_input", "ends").set_value(ends)
        press_save(app)
    series, back = stored(url, "series"), stored(url, one.id)
    assert series is not None
    assert back is not None
    assert (series.record.starts, back.record.title, back.version) == (SERIES.starts, "Another room", 3)
    assert stored(url, "series/2018-03-20T15:00:00") is None


def test_a_changed_time_takes_the_place_of_the_next_where_a_series_moves_by_a_week(
    show: Show, url: str
) -> None:
    week = timedelta(days=7)
    first = replace(SERIES, rules=(), replaces=datetime(2018, 3, 20, 14, 30), title="First room")
    second = replace(first, replaces=datetime(2018, 3, 27, 14, 30), title="Second room")
    save(url, first, "A. Keeper")
    save(url, second, "A. Keeper")
    app = named(show(event="series", edit="entry"))
    field(app, "date_input", "first").set_value((SERIES.starts + week).date())
    field(app, "date_input", "last").set_value((SERIES.ends + week).date())
    press_save(app)
    found = [stored(url, f"series/2018-{day}T14:30:00") for day in ("03-20", "03-27", "04-03")]
    assert [each and each.record.title for each in found] == [None, "First room", "Second room"]


def test_a_time_whose_change_was_taken_out_is_edited_or_cancelled_again(show: Show, url: str) -> None:
    one = replace(SERIES, rules=(), replaces=datetime(2018, 3, 20, 14, 30), title="Another room")
    save(url, one, "A. Keeper")
    with open_store(url) as store:
        store.community.remove(Event, one.id, "A. Keeper", 1)
    named(show(event="series", at="2018-03-20T14:30")).button(key="agenda_cancel_one").click().run()
    again = stored(url, one.id)
    assert again is not None
    assert (again.record.status, again.by) == ("cancelled", "B. Editor")


def test_an_entry_tells_what_it_clashes_with(show: Show) -> None:
    shown = words(show(event="call"))
    assert "Clashes (1)" in shown
    assert "Ann Lee is expected at both." in shown


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
    monkeypatch.setattr(agenda_held, "agenda_table", lambda *args, **more: laid_out.append(args))
    monkeypatch.setattr(agenda_held, "occurrences", lambda *args: laid_out.append(args))
    app = app.multiselect(key="agenda_host").set_value(["bpf-ai"]).run()
    assert "1 of 5 entries" in words(app)
    assert laid_out == []


def test_a_read_only_dashboard_offers_no_change(show: Show) -> None:
    for query in ({}, {"event": "call"}, {"event": "call", "edit": "entry"}, {"edit": "new"}):
        app = show(read_only=True, **query)
        assert not [each for each in app.button if each.key and each.key.startswith(("agenda", "entry"))]
        assert "Add an entry</a>" not in words(app)
        assert not [each for each in app.text_input if each.key == "reviewer"]


def test_a_day_of_a_year_that_the_calendar_does_not_know_is_refused_in_words(show: Show, url: str) -> None:
    app = named(show(edit="new"))
    field(app, "text_input", "title").set_value("Far away")
    for name in ("first", "last"):
        field(app, "date_input", name).set_value(date(9998, 12, 31))
    for is_all_day in (False, True):
        field(app, "checkbox", "is_all_day").set_value(is_all_day)
        app = press_save(app)
        assert not app.exception
        shown = words(app)
        assert "The calendar does not know the year 9998." in shown
        assert "Choose a day of the years 1900 to 2200." in shown
        assert field(app, "date_input", "first").value == date(9998, 12, 31)
    with open_store(url, read_only=True) as store:
        assert "Far away" not in {each.record.title for each in store.community.entries(Event)}


def test_the_form_says_at_once_which_times_count(show: Show) -> None:
    app = show(event="call", edit="entry")
    assert "What counts: Tue 13 Mar 2018, 15:00 to 16:00 in Europe/Paris." in words(app)
    app = field(app, "time_input", "ends").set_value(time(14)).run()
    assert "This ends before it starts" in words(app)
    assert "What counts" not in words(app)
    app = field(app, "date_input", "last").set_value(date(2018, 3, 14)).run()
    assert "What counts: Tue 13 Mar 2018, 15:00 to Wed 14 Mar 2018, 14:00" in words(app)
    app = field(app, "checkbox", "is_all_day").set_value(True).run()
    assert "What counts: Tue 13 Mar 2018 to Wed 14 Mar 2018." in words(app)


def test_how_many_times_is_asked_only_of_what_is_to_repeat(show: Show) -> None:
    app = show(edit="new")
    assert field(app, "number_input", "count").disabled
    app = field(app, "selectbox", "repeats").set_value("week").run()
    assert not field(app, "number_input", "count").disabled
    assert field(show(event="series", edit="entry"), "number_input", "count").disabled


def test_a_new_entry_starts_today_where_the_page_looks_ahead_from_an_earlier_year(
    run_page: RunPage, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agenda_view, "today", lambda: date(2026, 11, 30))
    monkeypatch.setattr(agenda_form, "today", lambda: date(2026, 11, 30))
    for asked, day in (({}, date(2026, 11, 30)), ({"on": "2018-03-15"}, date(2018, 3, 15))):
        app = run_page("community", url, section="Calendar", tz="UTC", edit="new", **asked)
        assert field(app, "date_input", "first").value == day


def test_under_a_filter_only_the_times_that_pass_are_counted_as_clashing(show: Show) -> None:
    assert "1 of 4 times clashes with another" in words(show(show="Clashes", host="bpf-ai"))


def test_the_last_day_follows_the_first_where_they_were_the_same(show: Show, url: str) -> None:
    app = named(show(event="series", at="2018-03-20T14:30", edit="time"))
    app = field(app, "date_input", "first").set_value(date(2018, 3, 22)).run()
    assert field(app, "date_input", "last").value == date(2018, 3, 22)
    press_save(app)
    entry = stored(url, "series/2018-03-20T14:30:00")
    assert entry is not None
    assert (entry.record.starts.day, entry.record.ends.day) == (22, 22)


def test_a_last_day_of_its_own_stays_where_the_first_is_changed(show: Show) -> None:
    app = named(show(event="forum", edit="entry"))
    app = field(app, "date_input", "first").set_value(date(2018, 3, 21)).run()
    assert field(app, "date_input", "last").value == date(2018, 3, 22)


def test_a_fault_names_the_field_as_the_form_does(show: Show) -> None:
    app = named(show(event="call", edit="entry"))
    field(app, "time_input", "ends").set_value(time(14))
    assert "Last day, ends at" in words(press_save(app))


def test_an_entry_without_a_host_is_pointed_out_before_it_is_saved(show: Show) -> None:
    app = show(edit="new")
    assert "Nobody is named as host." in words(app)
    app = field(app, "multiselect", "group_ids").set_value(["dc-iot"]).run()
    assert "Nobody is named as host." not in words(app)


def test_a_free_slot_proposes_a_title_of_its_groups(show: Show) -> None:
    app = show(edit="new", starts="2018-03-14T09:00+00:00", meet=["dc-iot", "bpf-ai"], long="60")
    assert field(app, "text_input", "title").value == "Meeting of DC-IoT and BPF AI"


MOVED = replace(
    SERIES,
    rules=(),
    replaces=datetime(2018, 3, 20, 14, 30),
    starts=datetime(2018, 3, 21, 14, 30),
    ends=datetime(2018, 3, 21, 15, 30),
)


def test_a_moved_time_says_which_it_replaces_and_leads_to_its_series(show: Show, url: str) -> None:
    save(url, MOVED, "A. Keeper")
    shown = words(show(event=MOVED.id))
    assert "Tue 20 Mar 2018, 14:30 in UTC, of the series" in shown
    assert "event=series" in shown
    assert "moved from 20 March" in shown
    assert "moved from 20 March" in words(show(show="List"))
    assert "(moved from 20 March)" in words(show(event="series"))


FROM_THEN_ON = replace(
    MOVED,
    title="Later call",
    starts=datetime(2018, 3, 20, 16),
    ends=datetime(2018, 3, 20, 17),
    and_later=True,
)


def test_a_change_of_all_later_times_is_shown_as_a_series_from_then_on(show: Show, url: str) -> None:
    save(url, FROM_THEN_ON, "A. Keeper")
    shown = words(show(event=FROM_THEN_ON.id))
    assert "Tue 20 Mar 2018, 14:30 in UTC and all later times, of the series" in shown
    assert "as its series does, from 20 March 2018 on" in shown
    assert "Edit this part of the series, from 20 March 2018 on" in shown
    assert "Edit only this time" not in shown
    listed = words(show(show="List"))
    assert listed.count("Drafting call</span>") == 1
    assert listed.count("Later call</span>") == 3
    assert "moved from 14:30" in listed


def test_at_a_later_time_it_says_from_which_day_on_the_part_would_be_edited(show: Show, url: str) -> None:
    save(url, FROM_THEN_ON, "A. Keeper")
    shown = words(show(event=FROM_THEN_ON.id, at="2018-03-27T16:00"))
    assert "Edit only this time" in shown
    assert "Edit this part of the series, from 20 March 2018 on" in shown
    asked = show(event=FROM_THEN_ON.id, edit="entry")
    assert "Edit this part of the series, from 20 March 2018 on" in words(asked)


def test_from_a_part_of_a_series_the_times_before_it_do_not_read_as_changed(show: Show, url: str) -> None:
    save(url, FROM_THEN_ON, "A. Keeper")
    shown = words(show(event=FROM_THEN_ON.id))
    assert "Tue 13 Mar 2018, 14:30" in shown
    assert "(changed)" not in shown
    assert "(moved from 14:30)" in words(show(event="series"))


def test_one_of_the_later_times_is_changed_by_itself(show: Show, url: str) -> None:
    save(url, FROM_THEN_ON, "A. Keeper")
    app = named(show(event=FROM_THEN_ON.id, at="2018-03-27T16:00", edit="time"))
    field(app, "text_input", "place").set_value("Room 5")
    press_save(app)
    entry = stored(url, "series/2018-03-27T14:30:00")
    assert entry is not None
    assert (entry.record.place, entry.record.title, entry.record.and_later) == ("Room 5", "Later call", False)
    assert entry.record.starts == datetime(2018, 3, 27, 16)
    kept = stored(url, FROM_THEN_ON.id)
    assert kept is not None
    assert kept.record.and_later


AT = "2018-03-20T14:30"
LATER_ID = "series/2018-03-20T14:30:00"


def move(app: AppTest, hour: int) -> AppTest:
    field(app, "time_input", "starts").set_value(time(hour))
    field(app, "time_input", "ends").set_value(time(hour + 1))
    return press_save(app)


def test_this_and_all_later_times_of_a_series_are_moved_and_earlier_ones_stay(show: Show, url: str) -> None:
    assert "Edit this and all later times" in words(show(event="series", at=AT))
    app = named(show(event="series", at=AT, edit="later"))
    assert "From 20 March 2018 on the series goes on as you say here" in words(app)
    assert "The next ones by the same difference: 27 March 2018 and 3 April 2018." in words(app)
    app = move(app, 16)
    entry, series = stored(url, LATER_ID), stored(url, "series")
    assert entry is not None
    assert series is not None
    assert (entry.record.and_later, entry.by, entry.version) == (True, "B. Editor", 1)
    assert (series.record, series.version) == (SERIES, 1)
    assert "B. Editor" in words(app)
    shown = words(show())
    assert (shown.count("<b>14:30</b>"), shown.count("<b>16:00</b>")) == (1, 2)


def test_the_first_time_of_a_series_with_all_later_ones_is_the_series(show: Show) -> None:
    shown = words(show(event="series", at="2018-03-13T14:30"))
    assert "Edit only this time" in shown
    assert "this and all later times" not in shown
    assert "Edit the series" in words(show(event="series", at="2018-03-13T14:30", edit="later"))


def test_from_a_later_time_of_a_change_on_another_change_is_made(show: Show, url: str) -> None:
    save(url, FROM_THEN_ON, "A. Keeper")
    move(named(show(event=LATER_ID, at="2018-03-27T16:00", edit="later")), 18)
    entry = stored(url, "series/2018-03-27T14:30:00")
    assert entry is not None
    assert (entry.record.title, entry.record.and_later) == ("Later call", True)
    shown = words(show())
    assert [shown.count(f"<b>{hour}:00</b>") for hour in (16, 18)] == [1, 1]


def test_the_form_says_what_a_change_of_all_later_times_does_not_reach(show: Show, url: str) -> None:
    day, last = datetime(2018, 3, 27, 14, 30), datetime(2018, 4, 3, 14, 30)
    save(url, replace(MOVED, replaces=day), "A. Keeper")
    save(url, replace(FROM_THEN_ON, replaces=last, starts=last, ends=last + timedelta(hours=1)), "A. Keeper")
    shown = words(show(event="series", at=AT, edit="later"))
    assert "From 3 April 2018 on another change holds, as before." in shown
    assert "1 later time with an entry of its own stays as it is." in shown


def test_this_and_all_later_times_are_cancelled_and_put_on_again(show: Show, url: str) -> None:
    app = named(show(event="series", at=AT))
    app.button(key="agenda_cancel_later").click().run()
    assert words(show()).count("<b>Cancelled:</b>") == 2
    named(show(event=LATER_ID)).button(key="agenda_put_on").click().run()
    assert "<b>Cancelled:</b>" not in words(show())


def test_a_change_of_all_later_times_is_undone_and_brought_back(show: Show, url: str) -> None:
    save(url, FROM_THEN_ON, "A. Keeper")
    app = named(show(event=LATER_ID))
    assert "From 20 March 2018 on they take place again as the series “Drafting call” says." in words(app)
    app = app.button(key="agenda_remove").click().run()
    shown = words(app)
    assert "The change of “Later call” is undone; it can be brought back." in shown
    assert "B. Editor undid this change of times of a series." in shown
    assert words(show()).count("Drafting call</span>") == 3
    app.button(key="agenda_bring_back").click().run()
    assert words(show()).count("Later call</span>") == 2


def test_who_changes_later_times_of_a_series_that_another_person_changed_meanwhile_sees_both(
    show: Show, url: str
) -> None:
    app = named(show(event="series", at=AT, edit="later"))
    save(url, replace(SERIES, place="Room I"), "A. Keeper")
    app = move(app, 16)
    shown = words(app)
    assert stored(url, LATER_ID) is None
    assert "A. Keeper has changed the series while you changed times of it." in shown
    assert "Place: Room I" in shown
    assert "Start: 20 Mar 2018, 16:00" in shown
    app.button(key="agenda_put_mine").click().run()
    entry, series = stored(url, LATER_ID), stored(url, "series")
    assert entry is not None
    assert series is not None
    assert (entry.record.starts, series.record.place) == (datetime(2018, 3, 20, 16), "Room I")


def test_what_was_changed_of_a_time_that_its_series_no_longer_has_cannot_be_kept(
    show: Show, url: str
) -> None:
    app = named(show(event="series", at=AT, edit="later"))
    hour = timedelta(hours=1)
    save(url, replace(SERIES, starts=SERIES.starts + hour, ends=SERIES.ends + hour), "A. Keeper")
    app = move(app, 16)
    assert "The series no longer has this time: choose another." in words(app)
    assert app.button(key="agenda_put_mine").disabled
    app.button(key="agenda_keep_theirs").click().run()
    assert stored(url, LATER_ID) is None


def test_two_people_who_change_the_same_later_times_settle_it(show: Show, url: str) -> None:
    app = named(show(event="series", at=AT, edit="later"))
    save(url, FROM_THEN_ON, "A. Keeper")
    app = move(app, 18)
    assert "A. Keeper has changed this entry while you did." in words(app)
    app.button(key="agenda_put_mine").click().run()
    entry = stored(url, LATER_ID)
    assert entry is not None
    assert (entry.record.starts.hour, entry.version) == (18, 2)


def test_the_file_of_the_page_has_no_ranges_and_taken_in_again_adds_nothing(url: str) -> None:
    save(url, FROM_THEN_ON, "A. Keeper")
    with open_store(url) as store:
        before = store.community.entries(Event)
        raw = as_ics([entry.record for entry in before], CalendarFilters(), for_everybody=True)
        assert b"RANGE" not in raw
        assert b"UID:series_R20180320T143000" in raw
        report = enter_calendar(store, raw, "calendar.ics", "B. Editor")
        after = store.community.entries(Event)
    of_series = [[entry for entry in some if entry.record.uid == "series"] for some in (before, after)]
    assert of_series[0] == of_series[1]
    assert len(after) == len(before)
    assert [each.reason for each in report.problems if "was given out in parts" in each.reason]


def test_taking_a_change_out_leaves_the_other_times_of_its_series_as_they_are(show: Show, url: str) -> None:
    own = replace(MOVED, replaces=datetime(2018, 3, 27, 14, 30), starts=datetime(2018, 3, 28, 9))
    save(url, FROM_THEN_ON, "A. Keeper")
    save(url, replace(own, ends=datetime(2018, 3, 28, 10)), "A. Keeper")
    app = named(show(event=FROM_THEN_ON.id))
    app.button(key="agenda_remove").click().run()
    assert stored(url, FROM_THEN_ON.id) is None
    assert stored(url, own.id) is not None


def test_a_series_names_the_days_that_it_leaves_out(show: Show, url: str) -> None:
    with open_store(url) as store:
        without = replace(SERIES, left_out=(datetime(2018, 3, 20, 14, 30), datetime(2018, 3, 27, 14, 30)))
        store.community.save([without], "A. Keeper", base={"series": 1})
    assert "4 times, except 20 March and 27 March 2018" in words(show(event="series"))


def test_the_day_is_chosen_with_a_field_that_writes_the_address(show: Show) -> None:
    app = show(month="2018-05")
    day = app.date_input(key="agenda_on")
    assert (day.label, day.value) == ("Look ahead from", date(2018, 3, 1))
    app = day.set_value(date(2018, 3, 15)).run()
    assert app.query_params["on"] == "2018-03-15"
    assert "March 2018" in words(app)


@pytest.mark.parametrize("day", ["soon", "9999-12-31", "2018-02-30"])
def test_a_wrong_day_in_the_address_is_told_as_a_day(show: Show, day: str) -> None:
    shown = words(show(on=day))
    assert f"“{day}” is no day that the calendar knows." in shown
    assert "so the calendar is shown as of" in shown


@pytest.mark.parametrize("month", ["9999-12", "2018-13", "March"])
def test_a_month_of_the_address_that_is_none_is_said_as_other_strange_filters_are(
    show: Show, month: str
) -> None:
    shown = words(show(month=month))
    assert "What this link asks of the calendar is not here, so it is left out." in shown
    assert f"the month “{month}”" in shown
    assert "March 2018" in shown
    assert "What this link asks" not in words(show(month="2018-05"))


def test_a_view_that_there_is_not_is_said(show: Show) -> None:
    assert "the view “Nothing”" in words(show(show="Nothing"))


def test_a_file_of_which_nothing_is_loaded_says_so_with_its_notes_by_line(show: Show) -> None:
    event = "BEGIN:VEVENT\r\nUID:{0}@x\r\nDTSTART:{1}\r\nSUMMARY:X\r\nEND:VEVENT\r\n"
    lines = event.format("a", "nonsense") + event.format("b", "neither")
    raw = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{lines}END:VCALENDAR\r\n".encode()
    app = named(show())
    app.file_uploader[0].upload("broken.ics", raw, "text/calendar").run()
    shown = words(app.button(key="agenda_import_now").click().run())
    assert "Nothing was loaded from broken.ics" in shown
    assert 'class="done"' not in shown
    assert shown.index("nonsense") < shown.index("neither")
