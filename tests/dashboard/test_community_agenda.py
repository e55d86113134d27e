"""The section Calendar: moved and later times of a series, days of the address, files that hold nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

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
