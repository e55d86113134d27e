"""When a series takes place: rules, what is added, left out or replaced, and the hours when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.community.calendar.asof import AsOf, as_of
from synthesis.community.calendar.recurrence import days_of, occurrences, original, upcoming
from synthesis.community.calendar.rules import read_rule
from synthesis.errors import InputError
from synthesis.models import Event

YEAR = (datetime(2018, 1, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC))


def a_call(starts: datetime = datetime(2018, 2, 6, 14), **more) -> Event:
    given = {"uid": "call", "title": "Call", "ends": starts + timedelta(hours=1), "zone": "Europe/Paris"}
    return Event(**(given | {"starts": starts} | more))


def begins(events, since=YEAR[0], until=YEAR[1]) -> list[str]:
    return [f"{each.starts_at:%m-%d %H:%M}" for each in occurrences(events, since, until)]


def test_a_monthly_call_in_paris_keeps_its_hour_there_when_the_clocks_change():
    call = a_call(rules=("FREQ=MONTHLY;BYDAY=1TU;COUNT=11",))
    found = begins([call])
    assert found[1:3] == ["03-06 13:00", "04-03 12:00"]
    assert found[8:10] == ["10-02 12:00", "11-06 13:00"]
    assert len(found) == 11


def test_a_time_that_the_clocks_skip_counts_by_the_offset_before():
    night = a_call(datetime(2018, 3, 25, 2, 30))
    assert begins([night]) == ["03-25 01:30"]


def test_a_time_that_comes_twice_is_the_first():
    night = a_call(datetime(2018, 10, 28, 2, 30), ends=datetime(2018, 10, 28, 3, 30))
    (found,) = occurrences([night], *YEAR)
    assert found.starts_at == datetime(2018, 10, 28, 0, 30, tzinfo=UTC)
    assert found.ends_at == datetime(2018, 10, 28, 2, 30, tzinfo=UTC)


def test_a_daily_call_across_the_change_of_clocks_is_as_long_on_every_day():
    call = a_call(datetime(2018, 3, 24, 1, 30), rules=("FREQ=DAILY;COUNT=3",))
    found = occurrences([call], *YEAR)
    assert [each.ends_at - each.starts_at for each in found] == [timedelta(hours=1)] * 3


def test_whole_days_stay_whole_when_a_day_has_23_hours():
    days = a_call(datetime(2018, 3, 24), ends=datetime(2018, 3, 26), is_all_day=True)
    (found,) = occurrences([days], *YEAR)
    assert found.ends_at - found.starts_at == timedelta(hours=47)
    assert days_of(found, "America/New_York") == (date(2018, 3, 24), date(2018, 3, 25))


def test_an_event_with_hours_falls_on_the_day_of_the_person_who_looks():
    (found,) = occurrences([a_call(datetime(2018, 2, 6, 1))], *YEAR)
    assert days_of(found, "America/New_York") == (date(2018, 2, 5), date(2018, 2, 5))
    assert days_of(found, "Europe/Paris") == (date(2018, 2, 6), date(2018, 2, 6))


def test_what_is_left_out_does_not_take_place_and_what_is_added_does():
    call = a_call(
        rules=("FREQ=WEEKLY;COUNT=3",),
        left_out=(datetime(2018, 2, 13, 14),),
        added=(datetime(2018, 2, 14, 9), datetime(2018, 2, 20, 14)),
    )
    assert begins([call]) == ["02-06 13:00", "02-14 08:00", "02-20 13:00"]


def test_one_that_is_moved_stands_in_the_place_of_the_one_of_the_series():
    call = a_call(rules=("FREQ=WEEKLY;COUNT=3",))
    moved = a_call(datetime(2018, 2, 15, 16), replaces=datetime(2018, 2, 13, 14))
    assert begins([moved, call]) == ["02-06 13:00", "02-15 15:00", "02-20 13:00"]


def test_one_that_is_cancelled_is_listed_with_its_status():
    call = a_call(rules=("FREQ=WEEKLY;COUNT=2",))
    off = a_call(datetime(2018, 2, 13, 14), replaces=datetime(2018, 2, 13, 14), status="cancelled")
    assert [each.event.status for each in occurrences([call, off], *YEAR)] == ["confirmed", "cancelled"]


def test_one_of_a_series_that_is_not_here_is_listed_for_itself():
    alone = a_call(datetime(2018, 2, 15, 16), replaces=datetime(2018, 2, 13, 14))
    assert begins([alone]) == ["02-15 15:00"]


def test_an_endless_series_ends_with_the_span_that_is_asked_for():
    assert len(begins([a_call(rules=("FREQ=DAILY",))], until=datetime(2018, 2, 16, tzinfo=UTC))) == 10


def test_what_is_under_way_at_the_beginning_of_the_span_is_listed_and_what_has_ended_is_not():
    call = a_call()
    assert begins([call], since=datetime(2018, 2, 6, 13, 30, tzinfo=UTC)) == ["02-06 13:00"]
    assert begins([call], since=datetime(2018, 2, 6, 14, tzinfo=UTC)) == []


def test_a_moment_without_length_at_the_beginning_of_the_span_is_listed():
    moment = a_call(ends=datetime(2018, 2, 6, 14))
    assert begins([moment], since=datetime(2018, 2, 6, 13, tzinfo=UTC)) == ["02-06 13:00"]


def test_the_first_time_counts_even_where_the_rule_would_not_choose_it():
    call = a_call(datetime(2018, 2, 7, 14), rules=("FREQ=WEEKLY;BYDAY=TU;COUNT=3",))
    assert begins([call]) == ["02-07 13:00", "02-13 13:00", "02-20 13:00"]


@pytest.mark.parametrize(
    ("until", "expected"),
    [("20180220T130000Z", 3), ("20180220T125959Z", 2), ("20180220T140000", 3), ("20180220", 3)],
)
def test_the_last_time_of_a_rule_is_a_moment_a_wall_time_or_a_whole_day(until: str, expected: int):
    assert len(begins([a_call(rules=(f"FREQ=WEEKLY;UNTIL={until}",))])) == expected


@settings(deadline=None)
@given(
    st.sampled_from(
        ("DAILY", "WEEKLY", "WEEKLY;BYDAY=MO,TH", "WEEKLY;WKST=SU;BYDAY=SU,TU", "DAILY;BYMONTH=3,7")
    ),
    st.integers(1, 5),
    st.dates(date(2018, 1, 1), date(2018, 12, 1)),
    st.integers(1, 200),
)
def test_a_span_of_a_long_series_is_part_of_the_whole(rule: str, interval: int, day: date, hours: int):
    starts = datetime(2010, 5, 12, 14)
    call = a_call(starts, ends=starts + timedelta(hours=hours), rules=(f"FREQ={rule};INTERVAL={interval}",))
    since = datetime(day.year, day.month, day.day, tzinfo=UTC)
    span = since, since + timedelta(days=40)
    whole = occurrences([call], datetime(2000, 1, 1, tzinfo=UTC), span[1])
    assert occurrences([call], *span) == tuple(each for each in whole if each.ends_at > since)


def test_floating_times_count_as_utc():
    assert begins([a_call(zone="")]) == ["02-06 14:00"]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "BYDAY=MO",
        "FREQ=NEVER",
        "FREQ=SECONDLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYMONTHDAY=99",
        "FREQ=DAILY;UNTIL=20181399",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=8,9,10,11;BYMINUTE=0,5,10,15,20,25,30",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=10",
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused_and_gives_the_first_time_only(rule: str):
    with pytest.raises(InputError):
        read_rule(rule)
    assert begins([a_call(rules=(rule,))]) == ["02-06 13:00"]


def test_the_last_day_of_february_of_a_leap_year_is_a_day():
    assert read_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")["FREQ"] == "YEARLY"


def test_a_page_looks_ahead_from_today_where_something_lies_ahead():
    assert as_of([a_call(rules=("FREQ=WEEKLY",))], date(2026, 11, 30)) == AsOf(date(2026, 11, 30), False)


def test_a_page_of_past_events_looks_from_the_year_of_the_last():
    cancelled = a_call(datetime(2030, 1, 1), status="cancelled")
    assert as_of([a_call(), cancelled], date(2026, 11, 30)) == AsOf(date(2017, 3, 1), True)


def test_a_page_looks_from_the_day_that_is_asked_for():
    assert as_of([a_call()], date(2026, 11, 30), date(2018, 3, 15)) == AsOf(date(2018, 3, 15), True)
    assert as_of([], date(2026, 11, 30), date(2026, 11, 30)) == AsOf(date(2026, 11, 30), False)


def test_a_calendar_without_events_looks_from_today():
    assert as_of([], date(2026, 11, 30)) == AsOf(date(2026, 11, 30), False)


def test_what_comes_is_read_of_an_endless_series_without_end():
    found = upcoming([a_call(rules=("FREQ=YEARLY",))], datetime(2040, 1, 1, tzinfo=UTC))
    assert next(found).starts_at.year == 2040


WEEKLY = a_call(rules=("FREQ=WEEKLY;COUNT=10",))
"""Tuesdays from 6 February to 10 April 2018, 14:00 in Paris: 13:00 UTC, from 25 March on 12:00."""


def from_then_on(replaces: datetime, starts: datetime, **more) -> Event:
    return a_call(starts, replaces=replaces, and_later=True, **more)


def test_when_one_is_rescheduled_all_later_ones_are_by_the_same_difference():
    moved = from_then_on(datetime(2018, 3, 6, 14), datetime(2018, 3, 6, 16), title="Later call")
    found = occurrences([WEEKLY, moved], *YEAR)
    assert [f"{each.starts_at:%m-%d %H:%M}" for each in found] == [
        *("02-06 13:00", "02-13 13:00", "02-20 13:00", "02-27 13:00"),
        *("03-06 15:00", "03-13 15:00", "03-20 15:00", "03-27 14:00", "04-03 14:00", "04-10 14:00"),
    ]
    assert [each.event.title for each in found] == ["Call"] * 4 + ["Later call"] * 6


def test_later_ones_have_the_length_of_the_one_that_was_changed():
    longer = from_then_on(
        datetime(2018, 3, 27, 14), datetime(2018, 3, 27, 14), ends=datetime(2018, 3, 27, 16)
    )
    lengths = [each.ends_at - each.starts_at for each in occurrences([WEEKLY, longer], *YEAR)]
    assert lengths == [timedelta(hours=1)] * 7 + [timedelta(hours=2)] * 3


def test_later_ones_with_an_entry_of_their_own_are_not_moved():
    moved = from_then_on(datetime(2018, 3, 20, 14), datetime(2018, 3, 21, 9))
    own = a_call(datetime(2018, 3, 29, 18), replaces=datetime(2018, 3, 27, 14))
    found = begins([WEEKLY, moved, own], since=datetime(2018, 3, 14, tzinfo=UTC))
    assert found == ["03-21 08:00", "03-29 16:00", "04-04 07:00", "04-11 07:00"]


def test_which_ones_are_later_is_told_by_the_series_not_by_when_they_take_place_now():
    moved = from_then_on(datetime(2018, 3, 20, 14), datetime(2018, 3, 20, 16))
    brought_forward = a_call(datetime(2018, 3, 1, 9), replaces=datetime(2018, 3, 27, 14))
    found = begins([WEEKLY, moved, brought_forward], since=datetime(2018, 2, 28, tzinfo=UTC))
    assert found == ["03-01 08:00", "03-06 13:00", "03-13 13:00", "03-20 15:00", "04-03 14:00", "04-10 14:00"]


def test_of_several_changes_each_holds_until_the_next_and_counts_from_the_series():
    one = from_then_on(datetime(2018, 2, 20, 14), datetime(2018, 2, 20, 15))
    two = from_then_on(datetime(2018, 3, 27, 14), datetime(2018, 3, 26, 10), status="cancelled")
    found = occurrences([two, one, WEEKLY], *YEAR)
    assert [f"{each.starts_at:%m-%d %H:%M}" for each in found][1:8] == [
        *("02-13 13:00", "02-20 14:00", "02-27 14:00", "03-06 14:00", "03-13 14:00", "03-20 14:00"),
        "03-26 08:00",
    ]
    assert [each.event.status for each in found][-3:] == ["cancelled"] * 3


def test_what_a_series_leaves_out_after_a_change_stays_left_out_and_what_it_adds_moves():
    series = a_call(
        rules=("FREQ=WEEKLY;COUNT=10",),
        left_out=(datetime(2018, 4, 3, 14),),
        added=(datetime(2018, 4, 12, 14),),
    )
    moved = from_then_on(datetime(2018, 3, 27, 14), datetime(2018, 3, 27, 15))
    found = begins([series, moved], since=datetime(2018, 3, 21, tzinfo=UTC))
    assert found == ["03-27 13:00", "04-10 13:00", "04-12 13:00"]


def test_a_change_told_by_other_clocks_moves_by_the_clocks_of_the_series():
    moved = from_then_on(
        datetime(2018, 3, 6, 14),
        datetime(2018, 3, 6, 10),
        ends=datetime(2018, 3, 6, 11),
        zone="America/New_York",
    )
    found = begins([WEEKLY, moved], since=datetime(2018, 3, 1, tzinfo=UTC))
    assert found == ["03-06 15:00", "03-13 15:00", "03-20 15:00", "03-27 14:00", "04-03 14:00", "04-10 14:00"]


def test_whole_days_are_moved_by_days():
    series = a_call(
        datetime(2018, 3, 19), ends=datetime(2018, 3, 20), is_all_day=True, rules=("FREQ=WEEKLY;COUNT=3",)
    )
    moved = from_then_on(
        datetime(2018, 3, 26), datetime(2018, 3, 27), ends=datetime(2018, 3, 29), is_all_day=True
    )
    days = [days_of(each) for each in occurrences([series, moved], *YEAR)]
    assert days[1:] == [(date(2018, 3, 27), date(2018, 3, 28)), (date(2018, 4, 3), date(2018, 4, 4))]


def test_a_change_of_a_series_that_is_not_here_is_listed_for_itself():
    assert begins([from_then_on(datetime(2018, 3, 6, 14), datetime(2018, 3, 6, 16))]) == ["03-06 15:00"]


@settings(deadline=None)
@given(st.integers(-300, 300), st.dates(date(2018, 1, 1), date(2018, 6, 1)))
def test_a_span_of_a_changed_series_is_part_of_the_whole(hours: int, day: date):
    moved = datetime(2018, 3, 6, 14)
    change = from_then_on(moved, moved + timedelta(hours=hours))
    since = datetime(day.year, day.month, day.day, tzinfo=UTC)
    whole = occurrences([WEEKLY, change], *YEAR)
    until = since + timedelta(days=30)
    expected = tuple(each for each in whole if each.ends_at > since and each.starts_at < until)
    assert occurrences([WEEKLY, change], since, until) == expected


def test_a_later_time_of_a_change_is_traced_back_to_its_time_in_the_series():
    moved = from_then_on(
        datetime(2018, 3, 6, 14),
        datetime(2018, 3, 6, 10),
        ends=datetime(2018, 3, 6, 11),
        zone="America/New_York",
    )
    assert original(moved, WEEKLY, datetime(2018, 3, 13, 11)) == datetime(2018, 3, 13, 14)
