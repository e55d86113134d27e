"""Broken, doubtful and hostile calendars: what can be read is read, the rest is told, nothing disappears."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from synthesis.community.calendar.lines import MAX_BYTES
from synthesis.community.calendar.reader import Read, read_calendar
from synthesis.community.calendar.recurrence import occurrences
from synthesis.community.calendar.revisions import is_private, open_to_all, revised
from synthesis.community.calendar.writer import write_calendar
from synthesis.errors import UnreadableFileError
from synthesis.models import Group

IOT = Group(
    "dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", "DC-IoT", ("IoT DC",)
)
CANADA = Group("nri-canada", "Canadian IGF", "national or regional initiative", "CIGF")
CARIBBEAN = Group("nri-caribbean", "Caribbean IGF", "national or regional initiative", "CIGF")
WHEN = ("DTSTART:20180306T130000Z", "DTEND:20180306T140000Z")


def event(*lines: str, uid: str = "a", title: str = "Call") -> list[str]:
    given = [f"UID:{uid}"] if uid else []
    return ["BEGIN:VEVENT", *given, f"SUMMARY:{title}", *lines, "END:VEVENT"]


def calendar(*events: list[str], head: tuple[str, ...] = ()) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        *head,
        *(line for each in events for line in each),
        "END:VCALENDAR",
    ]
    return "\r\n".join([*lines, ""]).encode()


def read(*events: list[str], head: tuple[str, ...] = (), groups: tuple[Group, ...] = ()) -> Read:
    found = read_calendar(calendar(*events, head=head), "their.ics", groups)
    assert found.received == len(found.events) + found.merged + found.refused
    return found


def reasons(found: Read) -> str:
    return "\n".join(problem.reason for problem in found.problems)


def test_an_event_that_ends_before_it_starts_is_refused_with_its_line_and_its_uid():
    found = read(event("DTSTART:20180306T130000Z", "DTEND:20180306T120000Z"), event(*WHEN, uid="b"))
    (problem,) = found.problems
    assert [each.uid for each in found.events] == ["b"]
    assert (problem.file, problem.row, problem.column, problem.is_refusal) == ("their.ics", 7, "DTEND", True)
    assert "(UID a)" in problem.reason
    assert "ends before it begins" in problem.reason


def test_a_negative_length_is_an_end_before_the_beginning():
    assert read(event("DTSTART:20180306T130000Z", "DURATION:-PT1H")).refused == 1


@pytest.mark.parametrize(
    ("length", "ends"),
    [
        ("PT1H30M", "06 14:30"),
        ("P1D", "07 13:00"),
        ("P1W", "13 13:00"),
        ("P1DT2H", "07 15:00"),
        ("PT0S", "06 13:00"),
    ],
)
def test_a_length_stands_for_an_end(length: str, ends: str):
    (found,) = read(event("DTSTART:20180306T130000Z", f"DURATION:{length}")).events
    assert f"{found.ends:%d %H:%M}" == ends


def test_a_time_without_a_zone_is_kept_so_and_told():
    found = read(event("DTSTART:20180306T130000", "DTEND:20180306T140000"))
    assert found.events[0].zone == ""
    assert "no zone" in reasons(found)
    assert b"DTSTART:20180306T130000\r\n" in write_calendar(found.events)


def test_an_unknown_zone_is_kept_as_none_and_its_name_comes_back():
    lines = ("DTSTART;TZID=Middle Earth:20180306T130000", "DTEND;TZID=Middle Earth:20180306T140000")
    found = read(event(*lines))
    assert found.events[0].zone == ""
    assert "'Middle Earth' is not known" in reasons(found)
    written = write_calendar(found.events)
    assert b"X-SYNTHESIS-UNKNOWN-ZONE:Middle Earth" in written
    again = read_calendar(written, "their.ics")
    assert again.events == found.events
    assert "'Middle Earth' is not known" in again.problems[0].reason


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Eastern Standard Time", "America/New_York"),
        ("/citadel.org/20180101/Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("GMT", "UTC"),
    ],
)
def test_names_of_zones_in_other_programs_become_iana_names(tzid: str, zone: str):
    (found,) = read(event(f'DTSTART;TZID="{tzid}":20180306T130000')).events
    assert found.zone == zone


def test_a_zone_of_a_strange_name_is_told_by_what_its_clocks_do():
    zone = (
        "BEGIN:VTIMEZONE", "TZID:(UTC-05:00) East", "BEGIN:STANDARD", "DTSTART:16011104T020000",
        "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:16010311T020000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
    )  # fmt: skip
    found = read(event('DTSTART;TZID="(UTC-05:00) East":20180306T130000'), head=zone)
    assert found.events[0].zone == "America/New_York"
    assert "'(UTC-05:00) East' is taken as America/New_York" in reasons(found)


def test_an_end_in_another_zone_is_the_same_moment():
    lines = ("DTSTART;TZID=Europe/Paris:20180306T130000", "DTEND;TZID=America/New_York:20180306T090000")
    (found,) = read(event(*lines)).events
    assert (found.zone, f"{found.ends:%H:%M}") == ("Europe/Paris", "15:00")


def test_an_end_in_the_second_of_two_equal_hours_keeps_its_moment():
    found = read(event("DTSTART;TZID=Europe/Paris:20181028T023000", "DURATION:PT1H"))
    (each,) = occurrences(found.events, datetime(2018, 1, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC))
    assert each.starts_at == datetime(2018, 10, 28, 0, 30, tzinfo=UTC)
    assert each.ends_at == datetime(2018, 10, 28, 1, 30, tzinfo=UTC)
    assert "clocks of Europe/Paris change" in reasons(found)


def test_of_two_revisions_of_an_event_the_later_is_kept_and_told():
    found = read(event(*WHEN, "SEQUENCE:2", title="New"), event(*WHEN, "SEQUENCE:1", title="Old"))
    assert [each.title for each in found.events] == ["New"]
    assert found.merged == 1
    assert "'Old' (a)" in reasons(found)
    assert "a higher SEQUENCE" in reasons(found)


def test_of_two_equal_revisions_the_one_that_was_changed_later_is_kept():
    later = event(*WHEN, "LAST-MODIFIED:20180302T080000Z", title="New")
    found = read(later, event(*WHEN, "LAST-MODIFIED:20180301T080000Z", title="Old"))
    assert [each.title for each in found.events] == ["New"]
    assert "a later LAST-MODIFIED" in reasons(found)


def test_the_same_event_twice_is_merged_without_a_word():
    found = read(event(*WHEN), event(*WHEN))
    assert (len(found.events), found.merged, found.problems) == (1, 1, ())


def test_an_event_without_a_uid_gets_the_same_one_at_every_reading():
    once, again = read(event(*WHEN, uid="")), read(event(*WHEN, uid=""))
    assert once.events[0].uid == again.events[0].uid != ""
    assert "has no UID" in reasons(once)
    assert read(event(*WHEN, uid="", title="Other")).events[0].uid != once.events[0].uid


@pytest.mark.parametrize(
    "start", ["", "DTSTART:tomorrow", "DTSTART:20181399T130000Z", "DTSTART:00010101T000000Z"]
)
def test_an_event_without_a_readable_beginning_is_refused(start: str):
    found = read(event(*([start] if start else [])), event(*WHEN, uid="b"))
    assert (found.refused, len(found.events)) == (1, 1)
    assert found.problems[0].column == "DTSTART"


def test_an_unreadable_end_is_kept_as_it_is_and_told():
    found = read(event("DTSTART:20180306T130000Z", "DTEND:soon"))
    assert found.events[0].ends == found.events[0].starts
    assert "Its end cannot be read" in reasons(found)
    assert b"DTEND:soon" in write_calendar(found.events)


def test_an_invalid_rule_makes_a_single_event_and_is_kept_as_it_is():
    found = read(event(*WHEN, "RRULE:FREQ=SOMETIMES"))
    assert found.events[0].rules == ()
    assert "kept as a single event" in reasons(found)
    written = write_calendar(found.events)
    assert b"X-SYNTHESIS-UNREAD:RRULE:FREQ=SOMETIMES" in written
    assert b"\r\nRRULE" not in written


def test_a_series_without_end_stays_without_end():
    (found,) = read(event(*WHEN, "RRULE:FREQ=WEEKLY")).events
    assert found.rules == ("FREQ=WEEKLY",)


def test_a_moved_one_of_a_series_is_named_by_the_clocks_of_the_series():
    series = event("DTSTART;TZID=Europe/Paris:20180306T140000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event(
        "DTSTART:20180314T150000Z", "DURATION:PT1H", "RECURRENCE-ID:20180313T130000Z", title="Moved"
    )
    found = read(moved, series)
    assert found.events[0].replaces == datetime(2018, 3, 13, 14)
    times = occurrences(found.events, datetime(2018, 3, 1, tzinfo=UTC), datetime(2018, 4, 1, tzinfo=UTC))
    assert [f"{each.starts_at:%d %H}" for each in times] == ["06 13", "14 15", "20 13"]
    assert b"RECURRENCE-ID;TZID=Europe/Paris:20180313T140000" in write_calendar(found.events)


def test_one_that_stands_for_all_later_ones_moves_them_and_comes_back_so():
    series = event("DTSTART:20180306T130000Z", "DTEND:20180306T140000Z", "RRULE:FREQ=WEEKLY;COUNT=4")
    moved = event(
        *("DTSTART:20180320T150000Z", "DTEND:20180320T160000Z"),
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20180320T130000Z",
        title="Later call",
    )
    found = read(series, moved)
    assert found.problems == ()
    times = occurrences(found.events, datetime(2018, 1, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC))
    told = [(f"{each.starts_at:%d %H}", each.event.title) for each in times]
    assert told == [("06 13", "Call"), ("13 13", "Call"), ("20 15", "Later call"), ("27 15", "Later call")]
    again = write_calendar(found.events)
    assert b"RECURRENCE-ID;RANGE=THISANDFUTURE:20180320T130000Z" in again
    assert read_calendar(again, "their.ics").events == found.events


def test_a_range_that_the_standard_no_longer_has_is_told_and_kept():
    before = event(*WHEN, "RECURRENCE-ID;RANGE=THISANDPRIOR:20180306T130000Z")
    found = read(before)
    assert "'THISANDPRIOR' is not followed" in reasons(found)
    assert not found.events[0].and_later
    assert b"RANGE=THISANDPRIOR" in write_calendar(found.events)


def test_a_private_change_of_all_later_times_ends_the_series_for_everybody():
    series = event("DTSTART:20180306T130000Z", "DTEND:20180306T140000Z", "RRULE:FREQ=WEEKLY;UNTIL=20190306")
    hidden = event(
        *("DTSTART:20180320T150000Z", "CLASS:PRIVATE", "RECURRENCE-ID;RANGE=THISANDFUTURE:20180320T130000Z"),
        title="Secret",
    )
    (shown,) = open_to_all(read(series, hidden).events)
    assert shown.rules == ("FREQ=WEEKLY;COUNT=2",)
    from_the_first = event(
        *("DTSTART:20180306T150000Z", "CLASS:PRIVATE", "RECURRENCE-ID;RANGE=THISANDFUTURE:20180306T130000Z")
    )
    assert open_to_all(read(series, from_the_first).events) == ()


def test_an_empty_text_says_nothing_and_is_not_written_again():
    found = read(event(*WHEN, "LOCATION;LANGUAGE=en-us:"))
    assert b"LOCATION" not in write_calendar(found.events)


def test_a_day_that_is_left_out_of_a_series_with_hours_is_left_out():
    (found,) = read(event(*WHEN, "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20180307")).events
    assert found.left_out == (datetime(2018, 3, 7, 13),)


def test_whole_days_end_with_the_day_before_their_end():
    (found,) = read(event("DTSTART;VALUE=DATE:20181112", "DTEND;VALUE=DATE:20181115")).events
    assert found.is_all_day
    assert found.ends == datetime(2018, 11, 15)
    (one_day,) = read(event("DTSTART;VALUE=DATE:20181112")).events
    assert one_day.ends == datetime(2018, 11, 13)


def test_tasks_and_journals_are_refused_with_a_reason():
    task = ["BEGIN:VTODO", "UID:t", "SUMMARY:Write", "END:VTODO"]
    journal = ["BEGIN:VJOURNAL", "UID:j", "END:VJOURNAL"]
    found = read(task, journal, event(*WHEN))
    assert (found.received, found.refused, len(found.events)) == (3, 2, 1)
    assert "a task (VTODO)" in reasons(found)


def test_a_line_that_cannot_be_read_is_kept_and_told():
    found = read(event(*WHEN, "this is no line of a calendar"))
    assert found.problems[0].row == 8
    written = write_calendar(found.events)
    assert b"X-SYNTHESIS-UNREAD:this is no line of a calendar" in written
    assert read_calendar(written, "their.ics").events == found.events


def test_a_file_that_is_cut_off_gives_what_it_has():
    raw = calendar(event(*WHEN), event(*WHEN, uid="b", title="Cut"))
    found = read_calendar(raw[: raw.index(b"Cut") + 3], "cut.ics")
    assert [each.uid for each in found.events] == ["a"]
    assert (found.received, found.refused) == (2, 1)
    assert "has no end (END:VEVENT)" in reasons(found)
    assert "may have been cut off" in reasons(found)


def test_an_event_that_lost_its_end_does_not_take_the_next_one_with_it():
    found = read(event(*WHEN)[:-1], event(*WHEN, uid="b"))
    assert [each.uid for each in found.events] == ["b"]
    assert found.refused == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_come_through_in_the_encodings_that_people_send(encoding: str):
    text = calendar(event(*WHEN, "LOCATION:Salle « Müller », 2e étage", title="Réunion à Genève")).decode()
    (found,) = read_calendar(text.encode(encoding), "their.ics").events
    assert (found.title, found.place) == ("Réunion à Genève", "Salle « Müller », 2e étage")


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_may_end_as_on_any_system(end: str):
    raw = calendar(event(*WHEN)).replace(b"\r\n", end.encode())
    assert len(read_calendar(raw).events) == 1


@pytest.mark.parametrize(
    "raw", [b"", b"   \r\n", b"<html>Sign in</html>", b"\x89PNG\r\n\x1a\n\x00\x00", b"BEGIN:VCARD\r\n"]
)
def test_what_is_no_calendar_is_refused(raw: bytes):
    with pytest.raises(UnreadableFileError):
        read_calendar(raw, "x.ics")


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(UnreadableFileError, match="larger than"):
        read_calendar(b"x" * (MAX_BYTES + 1), "x.ics")


def test_a_line_of_a_million_signs_takes_no_time_to_speak_of():
    nasty = (
        "join zoom " + "x" * 300_000,
        "+1234567" * 40_000,
        "a," * 100_000 + "\\",
        "!" * 300_000 + "https://zoom.us/j",
    )
    lines = [
        f"{name}:{text}" for text in nasty for name in ("LOCATION", "DESCRIPTION", "CATEGORIES", "X-ALT-DESC")
    ]
    for line in lines:
        assert len(read(event(*WHEN, line)).events) == 1


def test_components_within_one_another_without_end_stop_nothing():
    raw = calendar(event(*WHEN, *["BEGIN:VALARM"] * 5000))
    assert len(read_calendar(raw).events) == 1


def test_hosts_are_found_by_exactly_their_names():
    for name in ("Dynamic Coalition on the Internet of Things", "dc-iot", "IOT DC"):
        (found,) = read(event(*WHEN, f"ORGANIZER;CN={name}:mailto:a@example.org"), groups=(IOT,)).events
        assert (found.group_ids, found.hosted_by) == (("dc-iot",), "")
    (other,) = read(
        event(*WHEN, "ORGANIZER;CN=Internet of Things:mailto:a@example.org"), groups=(IOT,)
    ).events
    assert (other.group_ids, other.hosted_by) == ((), "Internet of Things")


def test_an_acronym_of_two_groups_is_left_to_a_person():
    found = read(event(*WHEN, "ORGANIZER;CN=CIGF:mailto:a@example.org"), groups=(CANADA, CARIBBEAN))
    assert (found.events[0].group_ids, found.events[0].hosted_by) == ((), "CIGF")
    assert "nri-canada, nri-caribbean" in reasons(found)


def test_a_private_event_is_kept_told_and_in_no_file_for_everybody():
    found = read(event(*WHEN, "CLASS:PRIVATE"))
    assert is_private(found.events[0])
    assert "marked as private" in reasons(found)
    assert b"BEGIN:VEVENT" not in write_calendar(found.events, for_everybody=True)
    assert b"CLASS:PRIVATE" in write_calendar(found.events)


def test_a_private_time_of_an_open_series_shows_nowhere_and_a_private_series_takes_its_times_with_it():
    series = event(*WHEN, "RRULE:FREQ=WEEKLY;COUNT=2")
    moved = event(
        "DTSTART:20180314T130000Z", "DURATION:PT1H", "RECURRENCE-ID:20180313T130000Z", "CLASS:PRIVATE"
    )
    other = [line.replace("CLASS:PRIVATE", "CLASS:PUBLIC") for line in moved]
    year = datetime(2018, 1, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC)
    written = write_calendar(read(series, moved).events, for_everybody=True)
    assert [f"{each.starts_at:%d}" for each in occurrences(read_calendar(written).events, *year)] == ["06"]
    hidden = read([*series[:-1], "CLASS:PRIVATE", series[-1]], other).events
    assert b"BEGIN:VEVENT" not in write_calendar(hidden, for_everybody=True)


def test_a_calendar_that_cancels_its_events_cancels_them():
    found = read(event(*WHEN), head=("METHOD:CANCEL",))
    assert found.events[0].status == "cancelled"


def test_a_status_that_events_do_not_have_counts_as_confirmed_and_is_kept():
    found = read(event(*WHEN, "STATUS:COMPLETED"))
    assert found.events[0].status == "confirmed"
    assert b"STATUS:COMPLETED" in write_calendar(found.events)


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("LOCATION:https://us02web.zoom.us/j/88?pwd=x", "https://us02web.zoom.us/j/88?pwd=x"),
        ("URL:https://meet.jit.si/dccg", "https://meet.jit.si/dccg"),
        ("CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://video.example.net/9", "https://video.example.net/9"),
        ("DESCRIPTION:Agenda\\nJoin https://igf.webex.com/m/1.", "https://igf.webex.com/m/1"),
        (
            'X-ALT-DESC;FMTTYPE=text/html:<a href="https://meet.google.com/abc">Join</a>',
            "https://meet.google.com/abc",
        ),
        ("URL:https://www.intgovforum.org/dccg", ""),
    ],
)
def test_the_link_into_a_meeting_is_found_and_kept_out_of_public_files(line: str, link: str):
    (found,) = read(event(*WHEN, line)).events
    assert found.access_link == link
    public = write_calendar([found], for_everybody=True).replace(b"\r\n ", b"")
    assert not link or link.encode() not in public
    assert (b"intgovforum.org/dccg" in public) == (not link)


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("SUMMARY:Call https://zoom.us/j/5", "https://zoom.us/j/5"),
        ("LOCATION:us02web.zoom.us/j/123?pwd=abc", "https://us02web.zoom.us/j/123?pwd=abc"),
        ("DESCRIPTION:Join meet.google.com/abc-defg-hij", "https://meet.google.com/abc-defg-hij"),
        ("DESCRIPTION:Dial https://tel.meet/abc-defg-hij?pin=1", "https://tel.meet/abc-defg-hij?pin=1"),
    ],
)
def test_a_link_that_is_hard_to_see_stands_in_no_public_file_and_is_not_lost(line: str, link: str):
    lines = [each for each in event(*WHEN, line) if line[:7] != "SUMMARY" or each != "SUMMARY:Call"]
    (found,) = read(lines).events
    assert found.title == "Call"
    assert found.access_link == link
    public = write_calendar([found], for_everybody=True).replace(b"\r\n ", b"")
    for host in (b"zoom.us", b"google.com", b"tel.meet"):
        assert host not in public
    assert line.encode() in write_calendar([found], with_links=True).replace(b"\r\n ", b"")


def test_a_link_of_an_unknown_host_is_taken_out_of_the_other_lines():
    link = "https://rooms.example.net/9"
    lines = (f"CONFERENCE;VALUE=URI:{link}", f"LOCATION:Room 5\\, {link}", f"DESCRIPTION:Agenda\\nSee {link}")
    (found,) = read(event(*WHEN, *lines, f"URL:{link}")).events
    assert (found.access_link, found.place, found.agenda) == (link, "Room 5", "Agenda")
    for everybody in (True, False):
        assert link.encode() not in write_calendar([found], for_everybody=everybody).replace(b"\r\n ", b"")


def test_a_place_that_is_a_link_alone_is_virtual():
    (found,) = read(event(*WHEN, "LOCATION:https://us02web.zoom.us/j/88")).events
    assert found.place == "Virtual"


def test_what_a_person_changes_is_the_next_revision_and_no_longer_stamped_by_another_program():
    (found,) = read(
        event(*WHEN, "SEQUENCE:3", "LAST-MODIFIED:20180101T000000Z", "DTSTAMP:20180101T000000Z")
    ).events
    changed = revised(found, found)
    assert (changed.sequence, changed.extra) == (4, ())
