r"""Events -> iCalendar (RFC 5545); the same events give the same bytes.

>>> from datetime import datetime
>>> call = Event("call", "Call", datetime(2018, 3, 6, 14), datetime(2018, 3, 6, 15), "Europe/Paris")
>>> b"DTSTART;TZID=Europe/Paris:20180306T140000\r\n" in write_calendar([call])
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from synthesis.community.calendar import own
from synthesis.community.calendar.fields import public_text
from synthesis.community.calendar.lines import Line, escape, escape_list, fold, read_line, unescape
from synthesis.community.calendar.links import access_link, is_private_line, without_access
from synthesis.community.calendar.moments import write_moment
from synthesis.community.calendar.revisions import open_to_all
from synthesis.community.calendar.splitting import Part, apart
from synthesis.community.calendar.vtimezone import vtimezone
from synthesis.models import EPOCH, Event

NAME = "Common calendar"
_NOT_IN_ADDRESSES = re.compile(r"[\s\\]")
_TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION")
_FOR_EVERYBODY = frozenset(
    {"CLASS", "TRANSP", "PRIORITY", "GEO", "CREATED", "LAST-MODIFIED", "COLOR", "URL", own.UNKNOWN_ZONE}
)
"""Lines of other programs that say nothing about people, and so stand in feeds, too."""


def write_calendar(
    events: Iterable[Event],
    stamps: Mapping[str, datetime] | None = None,
    *,
    with_links: bool = False,
    for_everybody: bool = False,
    name: str = NAME,
) -> bytes:
    """Write events as one calendar.

    Parameters
    ----------
    events : iterable of Event
    stamps : mapping of id to aware datetime, optional
        When each was changed last (DTSTAMP); what another program wrote stands before it.
    with_links : bool
        Whether access links are written, and what other programs wrote about access.
    for_everybody : bool
        Whether the file is for anybody: without the people of an event, and without lines of other programs
        that may name some; without events that were marked as private. A series that was changed from some
        time on stands in it as two, which every program follows.
    name : str
        What programs call the calendar.
    """
    changed = stamps or {}
    if for_everybody:
        parts = apart(open_to_all(events))
        events = [part.event for part in parts]
        changed = {part.event.id: last for part in parts if (last := _last(part, changed))}
    chosen = sorted(events, key=lambda event: (event.starts, event.uid, event.id))
    writing = _Writing(chosen, changed, with_links, for_everybody)
    return b"".join(fold(line) for line in (*_head(name), *writing.lines(), "END:VCALENDAR"))


def _last(part: Part, stamps: Mapping[str, datetime]) -> datetime | None:
    return max((stamps[each] for each in part.made_of if each in stamps), default=None)


def _head(name: str) -> tuple[str, ...]:
    return (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{own.PRODID}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escape(name)}",
        f"NAME:{escape(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a file said of an event, and the link into it."""

    lines: Sequence[Line]
    link: str


class _Writing:
    def __init__(
        self, events: Sequence[Event], stamps: Mapping[str, datetime], with_links: bool, for_everybody: bool
    ) -> None:
        self.events = events
        self.stamps = stamps
        self.with_links = with_links
        self.for_everybody = for_everybody
        self.series = {event.uid: event for event in events if event.replaces is None}

    def lines(self) -> Iterator[str]:
        for zone, years in sorted(_zones_used(self.events).items()):
            yield from vtimezone(zone, min(years), max(years))
        for event in self.events:
            yield from self.event(event)

    def event(self, event: Event) -> Iterator[str]:
        extra = [read_line(text) for text in _own_level(event.extra)]
        yield "BEGIN:VEVENT"
        yield f"UID:{escape(event.uid)}"
        yield from self.stamp(event, extra)
        yield from self.times(event)
        yield from self.texts(event, extra)
        yield f"STATUS:{event.status.upper()}"
        yield f"SEQUENCE:{event.sequence}"
        if event.categories:
            yield f"CATEGORIES:{escape_list(event.categories)}"
        yield from self.own(event)
        yield from self.rest(event)
        yield "END:VEVENT"

    def stamp(self, event: Event, extra: Sequence[Line]) -> Iterator[str]:
        received = next((line for line in extra if line.name == "DTSTAMP"), None)
        if received is None:
            at = self.stamps.get(event.id, EPOCH).astimezone(UTC)
            yield f"DTSTAMP:{write_moment(at.replace(tzinfo=None), 'UTC')}"
        else:
            yield received.text
            yield f"{own.STAMP}:received"

    def times(self, event: Event) -> Iterator[str]:
        yield _timed("DTSTART", [event.starts], event.zone, event.is_all_day)
        if event.ends > event.starts:
            yield _timed("DTEND", [event.ends], event.zone, event.is_all_day)
        yield from (f"RRULE:{rule}" for rule in event.rules)
        if event.added:
            yield _timed("RDATE", event.added, event.zone, event.is_all_day)
        if event.left_out:
            yield _timed("EXDATE", event.left_out, event.zone, event.is_all_day)
        if event.replaces is not None:
            of = self.series.get(event.uid, event)
            name = "RECURRENCE-ID;RANGE=THISANDFUTURE" if event.and_later else "RECURRENCE-ID"
            yield _timed(name, [event.replaces], of.zone, of.is_all_day)

    def texts(self, event: Event, extra: Sequence[Line]) -> Iterator[str]:
        title = "" if event.title == own.NO_TITLE else event.title
        link = event.access_link if self.with_links and access_link(extra) != event.access_link else ""
        ending = str(own.Ending(self.how_to_join(event), link, event.is_sample))
        said = _Said(extra, event.access_link)
        yield from self.text("SUMMARY", title, said)
        yield from self.text("LOCATION", event.place, said)
        yield from self.text("DESCRIPTION", event.agenda, said, ending)
        if link:
            yield f"CONFERENCE;VALUE=URI:{_NOT_IN_ADDRESSES.sub('', link)}"

    def text(self, name: str, text: str, said: _Said, ending: str = "") -> Iterator[str]:
        """Write a text as the line that it was read from, while that says the same and may be shown."""
        line = self.received(name, text, said)
        if line is not None:
            text = unescape(line.value)
        elif not self.with_links:
            text = public_text(name, text, said.link)
        head = line.head if line else f"{name}:"
        if line or text or ending:
            yield head + escape("\n\n".join(part for part in (text, ending) if part))

    def received(self, name: str, text: str, said: _Said) -> Line | None:
        for line in said.lines:
            is_same = line.name == name and public_text(name, unescape(line.value), said.link) == text
            if is_same and not self.for_everybody and (self.with_links or unescape(line.value) == text):
                return line
        return None

    def how_to_join(self, event: Event) -> str:
        text = event.how_to_join
        return text if self.with_links else without_access(text, (event.access_link,))

    def own(self, event: Event) -> Iterator[str]:
        yield f"{own.KIND}:{event.kind}"
        if event.is_all_day and event.zone:
            yield f"{own.ZONE}:{escape(event.zone)}"
        people = () if self.for_everybody else event.people
        for name, texts in (
            (own.GROUPS, event.group_ids),
            (own.THEMES, event.theme_ids),
            (own.PEOPLE, people),
        ):
            if texts:
                yield f"{name}:{escape_list(texts)}"
        said = (
            (own.HOST, event.hosted_by),
            (own.HOW_TO_JOIN, self.how_to_join(event)),
            (own.SOURCE, event.source),
        )
        yield from (f"{name}:{escape(text)}" for name, text in said if text)

    def relates(self, line: Line) -> bool:
        """Whether a line names another event of this file."""
        return line.name == "RELATED-TO" and unescape(line.value) in self.series

    def rest(self, event: Event) -> Iterator[str]:
        """Write what other programs wrote and nothing here reads."""
        known = (event.access_link,)
        if self.for_everybody:
            own_level = (read_line(text) for text in _own_level(event.extra))
            yield from (
                line.text
                for line in own_level
                if (line.name in _FOR_EVERYBODY or self.relates(line)) and not is_private_line(line, known)
            )
            return
        depth = 0
        for text in event.extra:
            line = read_line(text)
            depth += line.name == "BEGIN"
            is_written = depth == 0 and line.name in (*_TEXTS, "DTSTAMP")
            if not is_written and (self.with_links or not is_private_line(line, known)):
                yield text
            depth -= line.name == "END"


def _own_level(extra: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the event itself, without those of what stands within it."""
    depth = 0
    for text in extra:
        depth += text.upper().startswith("BEGIN:")
        if depth == 0:
            yield text
        depth -= text.upper().startswith("END:")


def _zones_used(events: Sequence[Event]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for event in events:
        if event.zone not in ("", "UTC") and not event.is_all_day:
            found.setdefault(event.zone, set()).update((event.starts.year, event.ends.year))
    return found


def _timed(name: str, walls: Sequence[datetime], zone: str, is_date: bool) -> str:
    values = ",".join(write_moment(wall, zone, is_date) for wall in walls)
    if is_date:
        return f"{name};VALUE=DATE:{values}"
    return f"{name};TZID={zone}:{values}" if zone not in ("", "UTC") else f"{name}:{values}"
