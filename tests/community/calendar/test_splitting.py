"""A change of all later times goes out as two series, which take place when the changed one does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.community.calendar.reader import read_calendar
from synthesis.community.calendar.recurrence import occurrences
from synthesis.community.calendar.rules import walls
from synthesis.community.calendar.splitting import BY_DATE, apart
from synthesis.community.calendar.writer import write_calendar
from synthesis.models import Event

YEAR = datetime(2018, 1, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC)
WEEKLY = Event(
    "call@host",
    "Call",
    datetime(2018, 2, 6, 14),
    datetime(2018, 2, 6, 15),
    "Europe/Paris",
    rules=("FREQ=WEEKLY;BYDAY=TU;COUNT=10",),
)
"""Tuesdays from 6 February to 10 April 2018."""

RULES = (
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
    "FREQ=DAILY;UNTIL=20180601",
    "FREQ=MONTHLY;BYDAY=1TU",
    "FREQ=MONTHLY;BYMONTHDAY=6;COUNT=9",
    "FREQ=WEEKLY;BYDAY=TU;COUNT=12",
)


def changed(series: Event, day: datetime, shift: timedelta, title: str, **more) -> Event:
    starts, ends = day + shift, day + shift + (series.ends - series.starts)
    given = {"rules": (), "added": (), "left_out": (), "title": title, "starts": starts, "ends": ends}
    return replace(series, **(given | {"replaces": day, "and_later": True} | more))


def times(events) -> list[tuple[datetime, datetime, str, str]]:
    found = occurrences(events, *YEAR)
    return sorted((each.starts_at, each.ends_at, each.event.title, each.event.status) for each in found)


def sent(events) -> tuple[Event, ...]:
    return read_calendar(write_calendar(events, for_everybody=True), "sent.ics").events


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(RULES),
    st.sampled_from(("Europe/Paris", "UTC", "America/Sao_Paulo")),
    st.lists(st.tuples(st.integers(0, 8), st.integers(-80, 80)), max_size=3, unique_by=lambda each: each[0]),
    st.lists(st.tuples(st.integers(0, 8), st.integers(-80, 80)), max_size=2, unique_by=lambda each: each[0]),
    st.sets(st.integers(1, 8), max_size=2),
)
def test_whoever_follows_the_parts_is_there_when_the_changed_series_takes_place(
    rule, zone, changes, ones, left_out
):
    bare = replace(WEEKLY, rules=(rule,), zone=zone)
    days = [each.starts_at for each in occurrences([bare], *YEAR)][:9]
    walls = [day.astimezone(icalendar_zone(zone)).replace(tzinfo=None) for day in days]
    series = replace(bare, left_out=tuple(walls[n] for n in sorted(left_out)))
    later = [changed(series, walls[n], timedelta(hours=h), f"Later {n}") for n, h in changes]
    taken = {n for n, _ in changes} | left_out
    single = [
        changed(series, walls[n], timedelta(hours=h), f"One {n}", and_later=False)
        for n, h in ones
        if n not in taken
    ]
    made = [series, *later, *single]
    assert times(sent(made)) == times(made)
    assert not any(event.and_later for event in sent(made))


def icalendar_zone(zone: str):
    return icalendar.timezone.tzp.timezone(zone)


def test_the_new_part_repeats_by_the_rule_on_its_own_day_and_names_the_first():
    moved = changed(WEEKLY, datetime(2018, 3, 6, 14), timedelta(days=1, hours=2), "Later call")
    file = icalendar.Calendar.from_ical(write_calendar([WEEKLY, moved], for_everybody=True))
    first, second = file.events
    assert (first["UID"], first["RRULE"].to_ical()) == ("call@host", b"FREQ=WEEKLY;COUNT=4;BYDAY=TU")
    assert second["UID"] == "call_R20180306T140000@host"
    assert second["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=6;BYDAY=WE;WKST=TU"
    assert (second["RELATED-TO"], second["RELATED-TO"].params["RELTYPE"]) == ("call@host", "FIRST")
    assert second.start == datetime(2018, 3, 7, 16, tzinfo=second.start.tzinfo)
    assert "RECURRENCE-ID" not in second


def test_what_no_rule_says_is_given_by_date():
    endless = replace(WEEKLY, rules=("FREQ=MONTHLY;BYDAY=1TU",))
    moved = changed(endless, datetime(2018, 3, 6, 14), timedelta(days=1), "Day after the first Tuesday")
    part = apart([endless, moved])[1].event
    assert part.rules == ()
    assert part.added[:2] == (datetime(2018, 4, 4, 14), datetime(2018, 5, 2, 14))
    assert part.added[-1] == datetime(2018 + BY_DATE, 12, 6, 14)
    assert len(part.added) == 9 + 12 * BY_DATE


def both(rule: str, shift: timedelta, years: int) -> tuple[list[datetime], list[datetime]]:
    """When a series, changed from its second time on, takes place by the page and by what is sent."""
    series = replace(WEEKLY, zone="UTC", rules=(rule,))
    second = next(islice(walls(rule, series.starts, "UTC"), 1, None))
    made = [series, changed(series, second, shift, "Later")]
    span = YEAR[0], YEAR[0].replace(year=2018 + years)
    page, feed = ([each.starts_at for each in occurrences(events, *span)] for events in (made, sent(made)))
    return page, feed


def test_a_series_with_an_end_is_sent_to_its_end_where_no_rule_says_its_times():
    page, feed = both("FREQ=DAILY;COUNT=400;BYHOUR=14", timedelta(hours=2), 4)
    assert len(page) == 400
    assert feed == page


MOST_MONTHS = "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,9,10,11,12"


@pytest.mark.parametrize("rule", [MOST_MONTHS, "FREQ=DAILY;BYHOUR=14"])
def test_an_endless_series_that_no_rule_says_is_sent_for_ten_years_however_often_it_comes(rule):
    page, feed = both(rule, timedelta(days=1, hours=1), 1 + BY_DATE)
    assert feed == page
    assert page[-1].year == 2018 + BY_DATE


def test_an_endless_series_of_rare_times_is_sent_for_a_dozen_of_them():
    rule = "FREQ=YEARLY;INTERVAL=11;BYMONTH=2;BYDAY=1TU"
    page, feed = both(rule, timedelta(days=1), 120)
    assert feed == page
    assert len(page) == 11


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=1,2,3,4,5,6",
        "FREQ=DAILY;BYMONTH=2,3,4,5,6,7,8,9,10,11,12",
        "FREQ=YEARLY;BYMONTH=2;BYDAY=1TU",
    ],
)
def test_an_endless_rule_is_taken_only_if_it_agrees_in_all_years(rule):
    page, feed = both(rule, timedelta(days=1), 1 + BY_DATE)
    assert feed == page


def test_a_day_of_the_month_that_no_short_month_lacks_moves_with_its_rule():
    moved = [replace(WEEKLY, rules=("FREQ=MONTHLY",))]
    moved.append(changed(moved[0], datetime(2018, 3, 6, 14), timedelta(days=1), "Later"))
    assert apart(moved)[1].event.rules == ("FREQ=MONTHLY",)


def test_where_only_the_hour_moves_an_endless_rule_stays_as_it_is():
    endless = replace(WEEKLY, rules=("FREQ=MONTHLY;BYDAY=1TU",))
    moved = changed(endless, datetime(2018, 3, 6, 14), timedelta(hours=2), "Later call")
    assert apart([endless, moved])[1].event.rules == endless.rules


def test_what_stands_for_one_time_goes_with_the_part_that_the_time_belongs_to():
    moved = changed(WEEKLY, datetime(2018, 3, 6, 14), timedelta(hours=2), "Later call")
    one = changed(WEEKLY, datetime(2018, 3, 20, 14), timedelta(days=2), "Once", and_later=False)
    (found,) = [each for each in sent([WEEKLY, moved, one]) if each.title == "Once"]
    assert (found.uid, found.replaces) == ("call_R20180306T140000@host", datetime(2018, 3, 20, 16))


def test_a_change_from_the_first_time_on_takes_the_place_of_the_series():
    moved = changed(WEEKLY, WEEKLY.starts, timedelta(hours=2), "Later call")
    assert [event.title for event in sent([WEEKLY, moved])] == ["Later call"]


def test_a_part_names_the_first_series_only_where_that_is_sent():
    of_all = changed(WEEKLY, WEEKLY.starts, timedelta(hours=2), "Later call")
    of_some = changed(WEEKLY, datetime(2018, 3, 6, 14), timedelta(hours=3), "Still later")
    assert [part.event.extra for part in apart([WEEKLY, of_all, of_some])] == [(), ()]
    named = [part.event.extra for part in apart([of_some, WEEKLY])]
    assert named == [("RELATED-TO;RELTYPE=FIRST:call@host",), ()]


def test_each_part_was_changed_last_when_the_change_was_made():
    at = datetime(2018, 5, 1, tzinfo=UTC)
    moved = changed(WEEKLY, datetime(2018, 3, 6, 14), timedelta(hours=2), "Later call")
    stamps = {WEEKLY.id: datetime(2018, 1, 1, tzinfo=UTC), moved.id: at}
    file = icalendar.Calendar.from_ical(write_calendar([WEEKLY, moved], stamps, for_everybody=True))
    assert {event["DTSTAMP"].dt for event in file.events} == {at}


@pytest.mark.parametrize("and_later", [True, False])
def test_what_has_no_series_here_and_what_has_no_change_stay_as_they_are(and_later: bool):
    alone = changed(WEEKLY, datetime(2018, 3, 6, 14), timedelta(hours=2), "Alone", and_later=and_later)
    assert [part.event for part in apart([alone])] == [alone]
    assert [part.event for part in apart([WEEKLY])] == [WEEKLY]


def test_a_file_that_is_kept_says_the_change_as_the_standard_does():
    moved = changed(WEEKLY, datetime(2018, 3, 6, 14), timedelta(hours=2), "Later call")
    assert b"RANGE=THISANDFUTURE" in write_calendar([WEEKLY, moved])
    assert b"RANGE=THISANDFUTURE" not in write_calendar([WEEKLY, moved], for_everybody=True)
