"""Calendars as two other programs export them, composed by us after RFC 5545 and the programs' public notes.

`google` writes as the export of Google Calendar does (PRODID "Google Inc", X-LIC-LOCATION, times of series
with TZID and single ones in UTC, X-GOOGLE-CONFERENCE, guests, alarms), `outlook` as Outlook and Exchange do
(zones by their Windows names with rules since 1601, folding by tabs, X-ALT-DESC, X-MICROSOFT-..., a zone that
somebody made).
"""

from __future__ import annotations

import itertools
import random
from datetime import date, datetime, timedelta

WORDS = (
    "Monthly call",
    "Réunion de coordination",
    "Рабочая встреча",
    "اجتماع الفريق",
    "议程讨论",
    "Planning; open, to all",
    'The "outreach" hour',
    "Back\\slash and, commas; too",
)
PLACES = ("Room XII, Palais", "Salle 4; 2e étage", "")
FIRST = datetime(2018, 1, 8, 9)


def google(n_events: int, seed: int = 1) -> bytes:
    """Return a calendar of so many events."""
    rng = random.Random(seed)
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Coalition calls",
        "X-WR-TIMEZONE:Europe/Zurich",
        "X-WR-CALDESC:All calls of the year",
        *_zone("Europe/Zurich", "X-LIC-LOCATION:Europe/Zurich", "19700329T020000", "19701025T030000"),
    ]
    turns = (event for turn in itertools.count() for event in _google_events(turn, rng))
    lines += [line for event in itertools.islice(turns, n_events) for line in event]
    return _file([*lines, "END:VCALENDAR"], b"\r\n ")


def _google_events(number: int, rng: random.Random) -> list[list[str]]:
    kind = number % 5
    day = FIRST + timedelta(days=number % 360, minutes=30 * rng.randrange(12))
    uid = f"{rng.getrandbits(64):016x}@google.com"
    if kind == 0:
        series = _google(uid, rng, _local("DTSTART", day), _local("DTEND", day + timedelta(hours=1)))
        series[3:3] = [
            "RRULE:FREQ=WEEKLY;WKST=MO;COUNT=9;INTERVAL=2",
            _local("EXDATE", day + timedelta(days=28)),
        ]
        moved = day + timedelta(days=15, hours=1)
        other = _google(uid, rng, _local("DTSTART", moved), _local("DTEND", moved + timedelta(minutes=45)))
        other[3:3] = [_local("RECURRENCE-ID", day + timedelta(days=14))]
        return [series, other]
    if kind == 1:
        first = day.date()
        return [_google(uid, rng, _whole("DTSTART", first), _whole("DTEND", first + timedelta(days=2)))]
    if kind == 2:
        series = _google(uid, rng, _local("DTSTART", day), _local("DTEND", day + timedelta(minutes=90)))
        series[3:3] = ["RRULE:FREQ=MONTHLY;UNTIL=20191231T225959Z;BYDAY=2TU"]
        return [series]
    utc = (_utc("DTSTART", day), _utc("DTEND", day + timedelta(minutes=50)))
    return [_google(uid, rng, *utc)]


def _google(uid: str, rng: random.Random, starts: str, ends: str) -> list[str]:
    code = f"{rng.getrandbits(30):010x}"
    has_link = rng.random() < 0.6
    link = f"https://meet.google.com/{code[:3]}-{code[3:7]}-{code[7:]}"
    text = f"1. {rng.choice(WORDS)}\n2. Notes of the last call\n\n{'é' * rng.randrange(90)}"
    if has_link:
        text += f"\n\n-::~:~::~:~:~::~:~::-\nJoin with Google Meet: {link}"
        text += f"\nOr dial: (CH) +41 43 000 00 00 PIN: {code}#"
    lines = [
        "BEGIN:VEVENT",
        starts,
        ends,
        "DTSTAMP:20180901T101500Z",
        'ORGANIZER;CN="Calls of the coalition":mailto:calls-group@group.calendar.google.com',
        f"UID:{uid}",
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ayo Ben"
        "son;X-NUM-GUESTS=0:mailto:ayo@example.org",
        'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;CN="Lind, Maja"'
        ";X-NUM-GUESTS=0:mailto:maja@example.org",
        *([f"X-GOOGLE-CONFERENCE:{link}"] if has_link else []),
        "CREATED:20171203T160000Z",
        f"DESCRIPTION:{_text(text)}",
        f"LAST-MODIFIED:2018030{rng.randrange(1, 9)}T080000Z",
        f"LOCATION:{_text(rng.choice(PLACES))}",
        f"SEQUENCE:{rng.randrange(4)}",
        f"STATUS:{rng.choice(('CONFIRMED', 'CONFIRMED', 'TENTATIVE', 'CANCELLED'))}",
        f"SUMMARY:{_text(rng.choice(WORDS))}",
        "TRANSP:OPAQUE",
    ]
    alarm = [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:This is an event reminder",
        "TRIGGER:-P0DT0H10M0S",
    ]
    return [*lines, *alarm, "END:VALARM", "END:VEVENT"]


def outlook(n_events: int, seed: int = 2) -> bytes:
    """Return a calendar of so many events."""
    rng = random.Random(seed)
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "X-CALSTART:20180101T000000Z",
        "X-WR-RELCALID:{0000002E-1C5B-7A1A-8A38-44D1A1A7F011}",
        "X-WR-CALNAME:Calendar",
        "X-PRIMARY-CALENDAR:TRUE",
        *_zone("W. Europe Standard Time", "", "16010325T020000", "16011028T030000"),
        *_zone("Customized Time Zone", "", "16010325T010000", "16011028T020000", 0),
    ]
    turns = (event for turn in itertools.count() for event in _outlook_events(turn, rng))
    lines += [line for event in itertools.islice(turns, n_events) for line in event]
    return _file([*lines, "END:VCALENDAR"], b"\r\n\t")


def _outlook_events(number: int, rng: random.Random) -> list[list[str]]:
    day = FIRST + timedelta(days=number % 350, minutes=15 * rng.randrange(30))
    uid = f"040000008200E00074C5B7101A82E008{rng.getrandbits(96):024X}"
    zone = "W. Europe Standard Time" if number % 4 else "Customized Time Zone"
    if number % 6 == 0:
        series = _outlook(uid, rng, day, day + timedelta(hours=1), zone)
        gone = day + timedelta(days=21)
        series[2:2] = [
            "RRULE:FREQ=WEEKLY;COUNT=12;BYDAY=" + ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day.weekday()],
            f'EXDATE;TZID="{zone}":{gone:%Y%m%dT%H%M%S}',
        ]
        moved = day + timedelta(days=8)
        other = _outlook(uid, rng, moved, moved + timedelta(hours=2), zone)
        other[2:2] = [f'RECURRENCE-ID;TZID="{zone}":{day + timedelta(days=7):%Y%m%dT%H%M%S}']
        return [series, other]
    if number % 6 == 1:
        first = day.date()
        days = [_whole("DTSTART", first), _whole("DTEND", first + timedelta(days=1))]
        whole = _outlook(uid, rng, day, day, zone)
        kept = [line for line in whole[1:] if not line.startswith(("DTSTART", "DTEND"))]
        return [[whole[0], *days, "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", *kept]]
    return [_outlook(uid, rng, day, day + timedelta(minutes=75), zone)]


def _outlook(uid: str, rng: random.Random, starts: datetime, ends: datetime, zone: str) -> list[str]:
    url = (
        f"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{rng.getrandbits(40):010x}/0?context=%7b%7d"
    )
    has_link = rng.random() < 0.5
    text = f"{rng.choice(WORDS)}\n\nAgenda follows.\n"
    if has_link:
        text += f"\n________________\nMicrosoft Teams meeting\nJoin: {url}\n"
        text += "Meeting ID: 300 000 000\nPasscode: aBcDeF\n"
    address = url if has_link else "https://example.org"
    html = f'<html><body><p>{rng.choice(WORDS)}</p><a href="{address}">More</a></body></html>'
    return [
        "BEGIN:VEVENT",
        "CLASS:PUBLIC",
        "CREATED:20171101T080000Z",
        f"DESCRIPTION;LANGUAGE=en-us:{_text(text)}",
        f'DTEND;TZID="{zone}":{ends:%Y%m%dT%H%M%S}',
        "DTSTAMP:20180110T080000Z",
        f'DTSTART;TZID="{zone}":{starts:%Y%m%dT%H%M%S}',
        "LAST-MODIFIED:20180110T080000Z",
        f"LOCATION;LANGUAGE=en-us:{'Microsoft Teams Meeting' if has_link else _text(rng.choice(PLACES))}",
        "PRIORITY:5",
        f"SEQUENCE:{rng.randrange(3)}",
        f"SUMMARY;LANGUAGE=en-us:{_text(rng.choice(WORDS))}",
        "TRANSP:OPAQUE",
        "ORGANIZER;CN=Internet Governance Desk:mailto:desk@example.org",
        "ATTENDEE;CN=Room 4;CUTYPE=ROOM;ROLE=NON-PARTICIPANT:mailto:room4@example.org",
        'ATTENDEE;CN="Okafor, Ada";ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:ada@example.org',
        "CATEGORIES:Blue category," + rng.choice(("Call", "Board\\, open")),
        f"UID:{uid}",
        f"X-ALT-DESC;FMTTYPE=text/html:{_text(html)}",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "X-MICROSOFT-CDO-IMPORTANCE:1",
        "X-MICROSOFT-DISALLOW-COUNTER:FALSE",
        *([f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{url}"] if has_link else []),
        "X-MS-OLK-AUTOFILLLOCATION:FALSE",
        "BEGIN:VALARM",
        "TRIGGER:-PT15M",
        "ACTION:DISPLAY",
        "DESCRIPTION:Reminder",
        "END:VALARM",
        "END:VEVENT",
    ]


def _zone(tzid: str, more: str, summer: str, winter: str, east: int = 1) -> list[str]:
    return [
        "BEGIN:VTIMEZONE",
        f"TZID:{tzid}",
        *([more] if more else []),
        "BEGIN:STANDARD",
        f"DTSTART:{winter}",
        f"TZOFFSETFROM:+0{east + 1}00",
        f"TZOFFSETTO:+0{east}00",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        f"DTSTART:{summer}",
        f"TZOFFSETFROM:+0{east}00",
        f"TZOFFSETTO:+0{east + 1}00",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]


def _local(name: str, wall: datetime) -> str:
    return f"{name};TZID=Europe/Zurich:{wall:%Y%m%dT%H%M%S}"


def _utc(name: str, wall: datetime) -> str:
    return f"{name}:{wall:%Y%m%dT%H%M%S}Z"


def _whole(name: str, day: date) -> str:
    return f"{name};VALUE=DATE:{day:%Y%m%d}"


def _text(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _file(lines: list[str], fold: bytes) -> bytes:
    return b"".join(_folded(line.encode(), fold) + b"\r\n" for line in lines)


def _folded(line: bytes, fold: bytes) -> bytes:
    """Fold as older programs do: by bytes, within a letter if it comes to that."""
    return fold.join([line[:75], *(line[n : n + 74] for n in range(75, len(line), 74))])
