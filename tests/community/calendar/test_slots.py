"""Free slots: what is taken, whose clocks count, and which comes first."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from synthesis.community.calendar.slots import Slot, busy, free_slots
from synthesis.models import Event, Occurrence

TUESDAY = date(2018, 3, 13)
HOUR = timedelta(hours=1)


def at(uid: str, begins: float, ends: float, *groups: str, **more: Any) -> Occurrence:
    day = datetime(2018, 3, 13)
    starts, stops = day + timedelta(hours=begins), day + timedelta(hours=ends)
    event = Event(uid, uid, starts, stops, group_ids=groups, **more)
    return Occurrence(event, starts.replace(tzinfo=UTC), stops.replace(tzinfo=UTC))


def slots(*taken: Occurrence, groups: tuple[str, ...] = ("iot",), **more: Any) -> tuple[Slot, ...]:
    asked = {"length": HOUR, "first": TUESDAY, "last": TUESDAY, "zones": ["UTC"], "memberships": {}} | more
    return free_slots(taken, groups, asked.pop("memberships"), **asked)


def begins(found: tuple[Slot, ...]) -> list[str]:
    return [f"{slot.starts_at:%d %H:%M}" for slot in found]


def test_a_free_day_offers_its_first_working_hour() -> None:
    assert begins(slots()) == ["13 09:00"]


def test_a_meeting_of_a_group_is_taken_to_its_last_minute() -> None:
    assert begins(slots(at("a", 9, 10.25, "iot"))) == ["13 10:30"]
    assert begins(slots(at("a", 9, 10, "iot"))) == ["13 10:00"]


def test_meetings_of_other_groups_are_in_nobodys_way() -> None:
    assert begins(slots(at("a", 9, 17, "pal"))) == ["13 09:00"]


def test_a_meeting_of_a_member_is_taken_too() -> None:
    call = at("a", 9, 10, "pal", people=("ann LEE",))
    assert begins(slots(call, memberships={"Ann Lee": ["iot"]})) == ["13 10:00"]


def test_people_whom_a_groups_own_meetings_name_count_as_its_people() -> None:
    own, other = at("own", 15, 16, "iot", people=("Ann Lee",)), at("a", 9, 10, "pal", people=("Ann Lee",))
    assert busy([own, other], ["iot"], {}) == (own, other)
    assert begins(slots(own, other)) == ["13 10:00"]


def test_deadlines_and_what_is_cancelled_take_no_time() -> None:
    taken = at("a", 9, 18, "iot", kind="deadline"), at("b", 9, 18, "iot", status="cancelled")
    assert begins(slots(*taken)) == ["13 09:00"]


def test_the_slot_is_within_working_hours_of_every_zone_where_there_is_one() -> None:
    (slot,) = slots(zones=["Europe/Paris", "Asia/Kolkata"])
    assert all(clock.is_working for clock in slot.clocks)
    assert [f"{clock.starts:%H:%M}" for clock in slot.clocks] == ["09:00", "13:30"]


def test_where_there_is_none_the_worst_clock_is_as_good_as_it_can_be() -> None:
    (slot,) = slots(zones=["America/New_York", "Asia/Shanghai"])
    off = [clock.hours_off for clock in slot.clocks]
    assert max(off) == 2.0
    assert not any(clock.is_working for clock in slot.clocks)


def test_a_working_day_comes_before_any_hour_of_a_weekend() -> None:
    found = slots(first=date(2018, 3, 10), last=date(2018, 3, 12))
    assert [day[:2] for day in begins(found)] == ["12", "10", "11"]


def test_days_are_those_of_the_first_zone() -> None:
    (slot,) = slots(zones=["Pacific/Auckland"])
    assert slot.clocks[0].starts == datetime(2018, 3, 13, 9)
    assert slot.starts_at == datetime(2018, 3, 12, 20, tzinfo=UTC)


def test_the_hour_follows_the_clocks_where_they_change_in_between() -> None:
    days = [date(2018, 3, 23), date(2018, 3, 26)]
    found = [slots(zones=["Europe/Paris"], first=day, last=day) for day in days]
    assert [begins(each) for each in found] == [["23 08:00"], ["26 07:00"]]


def test_a_day_that_is_full_offers_nothing() -> None:
    assert slots(at("a", -24, 48, "iot")) == ()


def test_other_working_hours_move_the_slot() -> None:
    assert begins(slots(working=(time(14), time(20)))) == ["13 14:00"]


def test_suggestions_lie_on_different_days_and_at_different_hours() -> None:
    found = slots(last=TUESDAY + timedelta(days=3))
    assert begins(found) == ["13 09:00", "14 11:00", "15 13:00", "16 15:00"]


def test_an_hour_comes_again_before_one_that_is_far_outside_working_hours() -> None:
    found = slots(last=TUESDAY + timedelta(days=2), working=(time(9), time(10)))
    assert [slot.starts_at.hour for slot in found] == [9, 9, 7]


def test_slots_outside_working_hours_are_listed_after_later_days_within_them() -> None:
    found = slots(last=TUESDAY + timedelta(days=8), zones=["UTC", "Europe/Paris"])
    n_off = [sum(not clock.is_working for clock in slot.clocks) for slot in found if slot.day.weekday() < 5]
    assert n_off == sorted(n_off)
    assert n_off[-1] > 0
    days = [slot.day for slot in found]
    assert days != sorted(days)
    assert [day.weekday() for day in days[-2:]] == [5, 6]


def test_an_hour_is_night_by_any_of_its_minutes() -> None:
    (slot,) = slots(working=(time(21, 30), time(22, 30)))
    assert slot.clocks[0].is_working
    assert slot.clocks[0].is_night
    (slot,) = slots(working=(time(21), time(22)))
    assert not slot.clocks[0].is_night
