"""The section Calendar: moved and later times of a series, days of the address, files that hold nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from synthesis.models import Event
from synthesis.outputs.export.ics_file import CalendarFilters, as_ics
from synthesis.pipeline.calendar import enter_calendar
from synthesis.store import open_store
from tests.dashboard.agenda import SERIES, Show, field, named, press_save, save, stored
from tests.dashboard.conftest import words

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


def test_a_filter_that_does_not_narrow_the_calendar_says_so(show: Show, url: str) -> None:
    save(url, SERIES, "A. Keeper")
    told = "Of the filters at the left only the theme narrows the calendar"
    assert told in words(show(group="Government"))
    assert told not in words(show(show="List"))
