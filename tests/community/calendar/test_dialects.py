"""Calendars of other programs come back as they were: nothing that they carry is lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

import icalendar
import pytest

from synthesis.community.calendar.lines import Component, Line, parse, unescape
from synthesis.community.calendar.moments import read_moment
from synthesis.community.calendar.reader import Read, read_calendar
from synthesis.community.calendar.recurrence import occurrences
from synthesis.community.calendar.writer import write_calendar
from synthesis.community.calendar.zones import iana_name, to_utc
from tests.community.calendar.dialects import google, outlook

DIALECTS = [pytest.param(google, id="google"), pytest.param(outlook, id="outlook")]
ZONES = {"Customized Time Zone": "Europe/London"}
WHOLE_LIFE = (datetime(2017, 1, 1, tzinfo=UTC), datetime(2022, 1, 1, tzinfo=UTC))
Dialect = Callable[[int], bytes]


def carried(raw: bytes) -> dict[str, Counter[tuple[str, ...]]]:
    """What each event of a file says, line by line, times as moments: zones may be called by another name."""
    (calendar,) = parse(raw).calendars
    events = [child for child in calendar.children if child.name == "VEVENT"]
    return {key(event): Counter(said(line) for line in lines(event)) for event in events}


def key(event: Component) -> str:
    replaced = event.first("RECURRENCE-ID")
    return f"{event.first('UID').value}/{said(replaced)[-1] if replaced else ''}"


def lines(component: Component) -> list[Line]:
    inner = [line for child in component.children for line in lines(child)]
    marks = [Line(0, child.name, child.name) for child in component.children]
    return [*component.lines, *marks, *inner]


def said(line: Line) -> tuple[str, ...]:
    tzid = line.parameters.get("TZID", "")
    zone = ZONES.get(tzid) or iana_name(tzid)
    others = sorted(f"{name}={value}" for name, value in line.parameters.items() if name != "TZID")
    if line.name in ("DTSTART", "DTEND", "EXDATE", "RECURRENCE-ID"):
        moments = (read_moment(value, zone) for value in line.value.split(","))
        return (line.name, *others, *(to_utc(each.wall, each.zone).isoformat() for each in moments))
    return (line.name, *others, unescape(line.value))


def read(raw: bytes) -> Read:
    found = read_calendar(raw, "theirs.ics")
    assert all("is taken as Europe/London" in problem.reason for problem in found.problems)
    return found


@pytest.mark.parametrize("dialect", DIALECTS)
def test_five_hundred_events_come_back_without_loss_of_what_they_carry(dialect: Dialect):
    raw = dialect(500)
    found = read(raw)
    assert (found.received, len(found.events), found.merged) == (500, 500, 0)
    theirs, ours = carried(raw), carried(write_calendar(found.events, with_links=True))
    assert theirs.keys() == ours.keys()
    lost = {uid: theirs[uid] - ours[uid] for uid in theirs if theirs[uid] - ours[uid]}
    empty = {("LOCATION", ""), ("LOCATION", "LANGUAGE=en-us", "")}
    assert [line for missing in lost.values() for line in missing if line not in empty] == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_dialect_has_series_moved_ones_whole_days_and_links(dialect: Dialect):
    events = read(dialect(60)).events
    assert {event.is_all_day for event in events} == {True, False}
    assert any(event.rules and event.left_out for event in events)
    assert any(event.replaces for event in events)
    assert {bool(event.access_link) for event in events} == {True, False}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_second_way_round_changes_nothing(dialect: Dialect):
    once = read(dialect(500)).events
    written = write_calendar(once, with_links=True)
    again = read_calendar(written, "ours.ics").events
    assert {event.id: event for event in again} == {event.id: event for event in once}
    assert write_calendar(again, with_links=True) == written


@pytest.mark.parametrize("dialect", DIALECTS)
def test_another_library_reads_the_same_times_in_what_is_written(dialect: Dialect):
    events = read(dialect(120)).events
    theirs = icalendar.Calendar.from_ical(dialect(120)).events
    ours = icalendar.Calendar.from_ical(write_calendar(events, with_links=True)).events

    def times(found: list[icalendar.Event]) -> list[tuple[str, str, str]]:
        return sorted((str(each["UID"]), _moment(each.start), _moment(each.end)) for each in found)

    assert times(ours) == times(theirs)
    assert [each.errors for each in ours if each.errors] == []


def _moment(when: object) -> str:
    return when.astimezone(UTC).isoformat() if isinstance(when, datetime) else str(when)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_time_of_every_series_is_the_same_after_the_way_round(dialect: Dialect):
    events = read(dialect(500)).events
    again = read_calendar(write_calendar(events, with_links=True), "ours.ics").events
    times = [(each.event.id, each.starts_at, each.ends_at) for each in occurrences(events, *WHOLE_LIFE)]
    assert len(times) > 1000
    assert [(e.event.id, e.starts_at, e.ends_at) for e in occurrences(again, *WHOLE_LIFE)] == times


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_lets_somebody_in_is_in_no_file_without_links(dialect: Dialect):
    raw = write_calendar(read(dialect(500)).events).replace(b"\r\n ", b"")
    for secret in (b"meet.google.com", b"teams.microsoft.com", b"Passcode", b"Meeting ID", b"PIN:"):
        assert secret not in raw


def test_the_link_of_an_event_is_found_and_kept_apart_from_its_agenda():
    linked = [event for event in read(outlook(60)).events if event.access_link]
    assert linked
    assert all(event.access_link.startswith("https://teams.microsoft.com/l/meetup-join/") for event in linked)
    assert not any("teams.microsoft" in event.agenda + event.place for event in linked)
    assert all("Agenda follows." in event.agenda for event in linked)


def test_zones_by_their_windows_names_and_zones_that_somebody_made_become_known_ones():
    assert {event.zone for event in read(outlook(60)).events if not event.is_all_day} == {
        "Europe/Berlin",
        "Europe/London",
    }


def test_people_who_are_invited_are_named_and_rooms_are_not():
    assert {event.people for event in read(outlook(20)).events} == {("Okafor, Ada",)}
    assert {event.people for event in read(google(20)).events} == {("Ayo Benson", "Lind, Maja")}


def test_a_file_for_everybody_names_nobody_who_is_invited():
    raw = write_calendar(read(google(20)).events, for_everybody=True).replace(b"\r\n ", b"")
    assert b"Benson" not in raw
    assert b"mailto:" not in raw
