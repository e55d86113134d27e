"""What is written is iCalendar that others read, the same bytes twice, and comes back as the same events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.community.calendar.lines import escape, escape_list, fold, unescape, unescape_list
from synthesis.community.calendar.moments import Length, read_length
from synthesis.community.calendar.reader import read_calendar
from synthesis.community.calendar.vtimezone import vtimezone
from synthesis.community.calendar.writer import write_calendar
from synthesis.community.calendar.zones import known_zones, to_utc
from synthesis.models import EVENT_KINDS, Event

LINK = "https://meet.example.org/dccg"
RULES = (
    "FREQ=WEEKLY;COUNT=5",
    "FREQ=MONTHLY;BYDAY=2TU;COUNT=8",
    "FREQ=YEARLY",
    "FREQ=DAILY;UNTIL=20190101T000000Z",
)
ZONES = ("", "UTC", "Europe/Paris", "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Casablanca")

texts = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n"), max_size=60).filter(
    lambda text: "://" not in text and ":" not in text and "#" not in text
)
names = st.lists(texts.filter(bool), max_size=3).map(tuple)
minutes = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
    lambda at: at.replace(second=0, microsecond=0)
)


@st.composite
def events(draw: st.DrawFn) -> Event:
    is_all_day = draw(st.booleans())
    starts = draw(minutes)
    length = (
        timedelta(days=draw(st.integers(1, 5)))
        if is_all_day
        else timedelta(minutes=draw(st.integers(0, 3000)))
    )
    starts = starts.replace(hour=0, minute=0) if is_all_day else starts
    in_series = [starts + timedelta(days=7 * n) for n in draw(st.sets(st.integers(1, 9), max_size=3))]
    return Event(
        uid=draw(st.uuids()).hex,
        title=draw(texts.filter(bool)),
        starts=starts,
        ends=starts + length,
        zone=draw(st.sampled_from(ZONES)),
        is_all_day=is_all_day,
        kind=draw(st.sampled_from(EVENT_KINDS)),
        status=draw(st.sampled_from(("confirmed", "tentative", "cancelled"))),
        group_ids=draw(names),
        hosted_by=draw(texts),
        place=draw(texts),
        access_link=draw(st.sampled_from(("", LINK))),
        how_to_join=draw(texts),
        agenda=draw(texts),
        theme_ids=draw(names),
        categories=draw(names),
        people=draw(names),
        rules=draw(st.lists(st.sampled_from(RULES), max_size=1).map(tuple)),
        added=tuple(sorted(in_series)),
        left_out=tuple(sorted(in_series[:1])),
        replaces=(replaces := draw(st.sampled_from((None, starts)))),
        and_later=replaces is not None and draw(st.booleans()),
        sequence=draw(st.integers(0, 99)),
        source=draw(st.sampled_from(("their.ics", "Sample data: calendar"))),
    )


@settings(deadline=None)  # the machine may be busy
@given(st.lists(events(), max_size=4))
def test_events_come_back_as_they_were(made: list[Event]):
    written = write_calendar(made, with_links=True)
    read = read_calendar(written, "their.ics")
    assert {event.id: event for event in read.events} == {event.id: event for event in made}
    assert not any(problem.is_refusal for problem in read.problems)
    assert write_calendar(reversed(made), with_links=True) == written


@settings(deadline=None)  # the machine may be busy
@given(st.lists(events(), max_size=3))
def test_every_file_is_one_that_another_library_reads(made: list[Event]):
    for_everybody = write_calendar(made, for_everybody=True)
    found = icalendar.Calendar.from_ical(for_everybody)
    assert len(found.events) == len(made)
    assert [part.errors for part in found.walk() if part.errors] == []
    assert all(len(line) <= 75 for line in for_everybody.split(b"\r\n"))
    assert LINK.encode() not in for_everybody.replace(b"\r\n ", b"")


@given(texts, names)
def test_texts_and_lists_come_back_as_they_were(text: str, listed: tuple[str, ...]):
    assert unescape(escape(text)) == text
    assert unescape_list(escape_list(listed)) == listed


@pytest.mark.parametrize(
    ("written", "days", "exact"),
    [
        ("PT0S", 0, timedelta(0)),
        ("p2w", 14, timedelta(0)),
        ("+P1DT2H30M5S", 1, timedelta(hours=2, minutes=30, seconds=5)),
        ("-P1DT15M", -1, timedelta(minutes=-15)),
    ],
)
def test_a_length_is_read_with_its_sign_in_days_and_in_exact_time(written: str, days: int, exact: timedelta):
    assert read_length(written) == Length(days, exact)


@given(st.text())
def test_folded_lines_are_short_and_unfold_to_the_text(text: str):
    plain = text.replace("\r", "").replace("\n", "").encode("utf-8", "replace").decode()
    folded = fold(plain)
    assert all(len(piece) <= 75 for piece in folded.split(b"\r\n"))
    assert folded.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode() == plain
    assert all(piece.decode() is not None for piece in folded.split(b"\r\n"))


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_at_all_make_the_reader_fail(raw: bytes):
    framed = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20180306T130000Z\r\n" + raw + b"\r\nEND:VEVENT\r\n"
    try:
        read = read_calendar(framed, "x.ics")
    except Exception as error:
        assert type(error).__name__ == "UnreadableFileError"  # noqa: PT017
    else:
        assert read.received == len(read.events) + read.merged + read.refused


NAMES = (
    "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "SUMMARY", "LOCATION",
    "DESCRIPTION", "STATUS", "SEQUENCE", "CATEGORIES", "CLASS", "URL", "CONFERENCE", "ORGANIZER", "ATTENDEE",
    "DTSTAMP", "LAST-MODIFIED", "X-SYNTHESIS-KIND", "X-SYNTHESIS-ZONE", "X-SYNTHESIS-HOW-TO-JOIN",
    "X-SYNTHESIS-STAMP", "X-SYNTHESIS-UNREAD", "X-ALT-DESC", "BEGIN", "END", "NOT A LINE",
)  # fmt: skip
PARAMETERS = (
    "", "", "", ";VALUE=DATE", ";TZID=Europe/Paris", ';TZID="W. Europe Standard Time"', ";TZID=Nowhere",
    ";LANGUAGE=fr", ';CN="Able, Ann"', ";RANGE=THISANDFUTURE", ";VALUE=URI", ";BROKEN",
)  # fmt: skip
VALUES = (
    "20180306", "20180306T130000", "20180306T130000Z", "20181028T023000", "20180325T023000", "20180301",
    "PT1H", "-P1D", "P2W", "FREQ=WEEKLY;COUNT=3", "FREQ=NEVER", "20180306T130000Z/PT1H", "",
    "text\\, more\\nlines\\",
    "https://meet.example.org/a", "Join: https://zoom.us/j/1", "CANCELLED", "3", "-1", "PRIVATE",
    "VALARM", "VEVENT", "meeting", "deadline", "Europe/Rome", "mailto:a@example.org", "How to take part: x",
)  # fmt: skip
content = st.tuples(*map(st.sampled_from, (NAMES, PARAMETERS, VALUES))).map(
    lambda parts: "{}{}:{}".format(*parts)
)


@settings(deadline=None)
@given(st.lists(st.lists(content, max_size=9), min_size=1, max_size=3))
def test_whatever_stands_in_a_file_is_counted_and_settles_once_written(bodies: list[list[str]]):
    framed = [
        line for body in bodies for line in ("BEGIN:VEVENT", "DTSTART:20180306T120000Z", *body, "END:VEVENT")
    ]
    raw = "\r\n".join(["BEGIN:VCALENDAR", *framed, "END:VCALENDAR"]).encode()
    read = read_calendar(raw, "x.ics")
    assert read.received == len(read.events) + read.merged + read.refused >= len(bodies)
    written = write_calendar(read.events, with_links=True)
    assert [part.errors for part in icalendar.Calendar.from_ical(written).walk("VEVENT") if part.errors] == []
    again = read_calendar(written, "x.ics")
    assert {event.id: event for event in again.events} == {event.id: event for event in read.events}
    assert write_calendar(again.events, with_links=True) == written


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Paris",
        "America/Sao_Paulo",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "America/Caracas",
    ],
)
def test_the_clocks_of_a_zone_are_written_as_they_go(zone: str):
    lines = ("BEGIN:VCALENDAR", *vtimezone(zone, 2015, 2019), "END:VCALENDAR")
    component = icalendar.Calendar.from_ical("\r\n".join(lines)).timezones[0]
    theirs = component.to_tz(lookup_tzid=False)
    for n in range(0, 365 * 5, 3):
        wall = datetime(2015, 1, 1, 12) + timedelta(days=n)
        assert wall.replace(tzinfo=theirs).astimezone(UTC) == to_utc(wall, zone), wall


def test_changes_that_keep_to_a_rule_are_written_as_one_for_summer_and_one_for_winter():
    lines = vtimezone("Europe/Paris", 2018, 2018)
    assert [line for line in lines if line.startswith("RRULE")] == [
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]
    assert lines.count("BEGIN:STANDARD") == lines.count("BEGIN:DAYLIGHT") == 1


def test_the_time_of_the_last_change_stands_in_the_file():
    call = Event("a", "Call", datetime(2018, 3, 6, 14), datetime(2018, 3, 6, 15))
    assert b"DTSTAMP:20180301T080000Z" in write_calendar([call], {"a": datetime(2018, 3, 1, 8, tzinfo=UTC)})


def test_access_links_are_left_out_unless_asked_for_and_stand_in_the_text_where_they_are():
    call = Event(
        "a", "Call", datetime(2018, 3, 6, 14), datetime(2018, 3, 6, 15), access_link=LINK, how_to_join="Open."
    )
    assert LINK.encode() not in write_calendar([call])
    written = write_calendar([call], with_links=True).replace(b"\r\n ", b"")
    assert f"DESCRIPTION:How to take part: Open.\\nJoin: {LINK}".encode() in written
    assert f"CONFERENCE;VALUE=URI:{LINK}".encode() in written


def test_a_link_that_somebody_typed_into_the_agenda_is_left_out_too():
    call = Event(
        "a", "Call", datetime(2018, 3, 6, 14), datetime(2018, 3, 6, 15), agenda=f"Roll call\nJoin {LINK}"
    )
    written = write_calendar([call])
    assert b"DESCRIPTION:Roll call\r\n" in written
    assert LINK.encode() not in written


def test_an_event_of_the_sample_says_that_it_does_not_take_place():
    call = Event(
        "a", "Call", datetime(2018, 3, 6, 14), datetime(2018, 3, 6, 15), source="Sample data: calendar"
    )
    assert b"Sample data" in write_calendar([call])
    assert read_calendar(write_calendar([call])).events == (call,)


def test_what_a_name_holds_cannot_make_lines_of_its_own():
    call = Event(
        "a\r\nEND:VEVENT",
        "x\r\nSUMMARY:y",
        datetime(2018, 3, 6, 14),
        datetime(2018, 3, 6, 15),
        access_link="a\r\nb",
    )
    written = write_calendar([call], with_links=True)
    assert written.count(b"\r\nEND:VEVENT\r\n") == 1
    assert b"\r\nSUMMARY:y" not in written


def test_every_zone_that_there_is_can_be_written():
    for zone in sorted(known_zones()):
        assert vtimezone(zone, 2018, 2018)[1] == f"TZID:{zone}"
