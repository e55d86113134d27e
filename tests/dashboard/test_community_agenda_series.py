"""The section Calendar: a series and single times of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from synthesis.models import Event
from synthesis.store import open_store
from tests.dashboard.agenda import SERIES, Show, field, named, press_save, save, stored
from tests.dashboard.conftest import words


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


def test_a_series_goes_with_its_changed_times(show: Show, url: str) -> None:
    one = replace(SERIES, rules=(), replaces=datetime(2018, 3, 20, 14, 30), starts=datetime(2018, 3, 20, 14))
    save(url, one, "A. Keeper")
    named(show(event="series")).button(key="agenda_remove").click().run()
    assert stored(url, "series") is None
    assert stored(url, one.id) is None


def test_a_series_stays_whole_where_somebody_changed_one_of_its_times_meanwhile(show: Show, url: str) -> None:
    one = replace(SERIES, rules=(), replaces=datetime(2018, 3, 20, 14, 30), starts=datetime(2018, 3, 20, 14))
    save(url, one, "A. Keeper")
    app = named(show(event="series"))
    save(url, replace(one, title="Another room"), "A. Keeper")
    app = app.button(key="agenda_remove").click().run()
    assert 'class="fault"' in words(app)
    assert stored(url, "series") is not None
    assert stored(url, one.id) is not None


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
