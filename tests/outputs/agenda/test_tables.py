"""Clashes, free slots and deadlines as tables and in sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from synthesis.community.calendar.clashes import clashes
from synthesis.community.calendar.deadlines import deadlines, near
from synthesis.community.calendar.recurrence import occurrences
from synthesis.community.calendar.slots import free_slots
from synthesis.models import Event
from synthesis.outputs.agenda.clashing import clash_listing, clash_sentence, clash_table
from synthesis.outputs.agenda.deadlines import deadline_table, deadlines_sentence, near_sentence
from synthesis.outputs.agenda.slots import slot_reason, slot_sentence, slot_table

SPAN = datetime(2018, 1, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC)
NAMES = {"iot": "DC-IoT", "ai": "BPF AI"}


def weekly(uid: str, minute: int, group: str) -> Event:
    starts = datetime(2018, 3, 13, 14, minute)
    return Event(
        uid,
        uid,
        starts,
        starts + timedelta(hours=1),
        group_ids=(group,),
        rules=("FREQ=WEEKLY;COUNT=3",),
        people=("Ann",),
    )


def due(uid: str, day: int, **more: Any) -> Event:
    starts = datetime(2018, 9, day)
    asked = {"title": "Call for contributions", "group_ids": ("iot",)} | more
    return Event(
        uid, starts=starts, ends=starts + timedelta(days=1), is_all_day=True, kind="deadline", **asked
    )


def test_two_series_that_clash_each_week_are_one_row_with_their_days() -> None:
    times = occurrences([weekly("a", 0, "iot"), weekly("b", 30, "ai")], *SPAN)
    found = clashes(times, {}, {})
    (row,) = clash_table(found, NAMES, "UTC").to_dict("records")
    assert (row["n"], row["dates"]) == (3, ("2018-03-13", "2018-03-20", "2018-03-27"))
    assert (row["one"], row["other_hosts"], row["why"]) == ("a", "BPF AI", "Ann is expected at both.")
    assert len(clash_listing(found, NAMES, "UTC")) == 3
    assert (
        clash_sentence(found, 1, times)
        == "6 of 6 times clash with another: 1 pair of entries, 3 times in all."
    )


def test_only_the_times_looked_at_are_counted_as_clashing() -> None:
    times = occurrences([weekly("a", 0, "iot"), weekly("b", 30, "ai")], *SPAN)
    own = [each for each in times if each.event.uid == "a"]
    assert clash_sentence(clashes(times, {}, {}), 1, own).startswith("3 of 3 times clash with another")


def test_without_a_clash_the_sentence_says_of_how_much() -> None:
    times = occurrences([weekly("a", 0, "iot")], *SPAN)
    assert clash_sentence((), 0, times) == "None of 3 times clashes with another."
    assert clash_table((), NAMES, "UTC").empty


def test_a_slot_is_told_by_every_clock_with_who_is_free() -> None:
    (slot,) = free_slots(
        [],
        ["iot"],
        {},
        length=timedelta(hours=1),
        first=date(2018, 3, 13),
        last=date(2018, 3, 13),
        zones=["Europe/Paris", "America/Los_Angeles"],
        working=(time(9), time(17)),
    )
    assert slot_sentence(slot) == "Tue 13 Mar 15:30 UTC: 16:30 in Paris and 08:30 in Los Angeles."
    assert slot_reason(slot) == (
        "Working hours in 0 of 2 places; after the working day in Paris; before the working day in Los "
        "Angeles."
    )
    assert list(slot_table([slot]).columns) == ["UTC", "Paris", "Los Angeles"]


def test_lanes_are_kinds_of_process_or_groups() -> None:
    found = deadlines(
        occurrences([due("a", 7), due("b", 11, title="Reports", group_ids=("iot", "ai"))], *SPAN)
    )
    assert list(deadline_table(found, NAMES)["lane"]) == ["Reports", "Calls for contributions"]
    assert list(deadline_table(found, NAMES, "group")["lane"]) == ["BPF AI", "DC-IoT", "DC-IoT"]


def test_what_could_be_aligned_is_a_sentence_with_days_and_dates() -> None:
    found = deadlines(occurrences([due("a", 7), due("b", 11, group_ids=("ai",))], *SPAN))
    close = near(found)
    assert near_sentence(close[0], NAMES) == (
        "Calls for contributions: 2 deadlines within 4 days, from Fri 7 Sep 2018 to Tue 11 Sep 2018: "
        "“Call for contributions” (7 Sep) and “Call for contributions” (11 Sep). They could be aligned on "
        "Tue 11 Sep 2018, so that whoever answers several of them plans once."
    )
    assert deadlines_sentence(found, close, 14).startswith("2 deadlines from Fri 7 Sep 2018")
    assert deadlines_sentence((), (), 14) == "No deadline lies ahead."


def test_a_slot_says_for_whom_it_is_night_and_for_whom_a_day_of_rest() -> None:
    def reason(day: date, *zones: str) -> str:
        found = free_slots([], [], {}, length=timedelta(hours=1), first=day, last=day, zones=zones)
        return slot_reason(found[0])

    tuesday, saturday = date(2018, 3, 13), date(2018, 3, 17)
    assert reason(tuesday, "Europe/Paris", "Asia/Shanghai") == "Working hours in every place."
    assert reason(tuesday, "UTC") == "Working hours in UTC."
    assert reason(tuesday, "Europe/Paris", "America/Los_Angeles", "Asia/Tokyo") == (
        "Working hours in 1 of 3 places (Tokyo); night in Paris; after the working day in Los Angeles."
    )
    assert reason(saturday, "Europe/Paris") == "Outside working hours; Saturday in Paris."
