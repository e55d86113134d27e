"""Calendar files -> the common calendar of a store, what is there staying unless a file is later; clashes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from synthesis.community.calendar.clashes import Clash, clashes
from synthesis.community.calendar.lines import MAX_BYTES
from synthesis.community.calendar.public import for_everybody
from synthesis.community.calendar.reader import Read, read_calendar
from synthesis.community.calendar.recurrence import occurrences
from synthesis.community.calendar.revisions import says_the_same
from synthesis.community.calendar.splitting import apart
from synthesis.community.groups.names import Directory
from synthesis.community.groups.people import certain_groups, memberships
from synthesis.corpus.sources import find_sources
from synthesis.errors import InputError, UnreadableFileError
from synthesis.models import Event, Group, Problem
from synthesis.pipeline.retrying import while_others_store
from synthesis.store import Entry, Store


@dataclass(frozen=True, slots=True)
class CalendarReport:
    """What became of one file: `received == loaded + merged + refused`, counted in events."""

    file: str
    received: int = 0
    loaded: int = 0
    merged: int = 0
    refused: int = 0
    problems: tuple[Problem, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return what `calendar import --json` prints of a file."""
        counts = {name: getattr(self, name) for name in ("file", "received", "loaded", "merged", "refused")}
        said = [{"row": each.row, "column": each.column, "reason": each.reason} for each in self.problems]
        return {**counts, "problems": said}


def import_calendars(store: Store, paths: Sequence[Path | str], by: str) -> tuple[CalendarReport, ...]:
    """Enter the events of files and folders, file by file; one that cannot be read stops no other."""
    store.require_writable()
    if not by.strip():
        raise InputError("A calendar is entered by name.", hint="Say who enters it.")
    sources, problems = find_sources(paths)
    refused = [
        CalendarReport(each.file, 1, refused=1, problems=(each,)) for each in problems if each.is_refusal
    ]
    return (*(_import_file(store, source.path, source.name, by) for source in sources), *refused)


def _import_file(store: Store, path: Path, name: str, by: str) -> CalendarReport:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFileError(f"The file is larger than {MAX_BYTES // 1024**2} MB.", name)
        return enter_calendar(store, path.read_bytes(), name, by)
    except InputError as error:
        reason = f"{error.message} {error.hint}".strip()
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror}."
    return CalendarReport(name, 1, refused=1, problems=(Problem(name, reason, is_refusal=True),))


def enter_calendar(store: Store, raw: bytes, name: str, by: str) -> CalendarReport:
    """Enter the events of one calendar, given as bytes.

    An event that says what is stored is merged, and so is an earlier revision, which is told. What people
    gave an event here and the file does not know (groups, themes, how to take part) stays; what somebody
    saves while the file is read does too.

    Raises
    ------
    UnreadableFileError
        If it is no calendar at all.
    """
    store.require_writable()
    return while_others_store(lambda: _enter(store, raw, name, by))


def _enter(store: Store, raw: bytes, name: str, by: str) -> CalendarReport:
    groups = [entry.record for entry in store.community.entries(Group)]
    entries = store.community.entries(Event)
    stored = {entry.record.id: entry.record for entry in entries}
    read = read_calendar(raw, name, groups, stored.values())
    told = list(read.problems)
    fresh: list[Event] = []
    given_out = _given_out(read, stored.values())
    told += [_is_in_parts(event, name) for event in read.events if given_out.get(event.uid) == event.id]
    for event in read.events:
        if event.uid in given_out:
            continue
        known = stored.get(event.id)
        filled = _filled(event, known, read) if known else event
        if known and known.sequence > event.sequence and not says_the_same(filled, known):
            told.append(_is_earlier(event, known, name))
        elif known is None or not says_the_same(filled, known):
            fresh.append(filled)
    gone = {entry.record.id: entry for entry in store.community.removed(Event)}
    told += [_is_back(gone[event.id], name) for event in fresh if event.id in gone]
    base = {entry.record.id: entry.version for entry in entries}
    store.community.save(fresh, by, f"From the calendar file {name}", base)
    merged = read.received - read.refused - len(fresh)
    return CalendarReport(name, read.received, len(fresh), merged, read.refused, tuple(told))


def open_events(store: Store) -> tuple[Event, ...]:
    """Return the events that are for everybody: no private ones, and no ways in among their words."""
    return for_everybody(entry.record for entry in store.community.entries(Event))


def fill_calendar(store: Store, path: Path, by: str) -> None:
    """Enter the shipped events that this store never had: what people changed or removed stays so."""
    groups = [entry.record for entry in store.community.entries(Group)]
    stored = [entry.record for entry in store.community.entries(Event)]
    read = read_calendar(path.read_bytes(), path.name, groups, stored)
    store.community.fill(read.events, by, note=f"From the calendar file {path.name}")


def find_clashes(store: Store, since: datetime, until: datetime) -> tuple[Clash, ...]:
    """Find what takes place at the same hour though groups, people or concerns are shared."""
    from synthesis.community.together.remits import remit_likeness

    events = open_events(store)
    groups = tuple(entry.record for entry in store.community.entries(Group))
    sits_in = certain_groups(memberships(store.snapshot().meetings, events, Directory(groups)))
    names = {group.id: group.short_name for group in groups}
    times = occurrences(events, since, until)
    return clashes(times, sits_in, remit_likeness(groups), names=names)


def _filled(event: Event, known: Event, read: Read) -> Event:
    """Keep what people gave an event here, where the file says nothing of it."""
    names = ("group_ids", "theme_ids", "people", "how_to_join", "access_link")
    missing = {name: getattr(known, name) for name in names if not getattr(event, name)}
    filled = replace(event, **missing)
    if not read.is_own:
        return replace(filled, kind=known.kind)
    # our own export may be one without links, and then lacks lines
    return replace(filled, extra=known.extra) if set(event.extra) <= set(known.extra) else filled


def _given_out(read: Read, stored: Collection[Event]) -> dict[str, str]:
    """Return the UIDs in a file of ours of series that went out in parts, with the id of their first part.

    The series stands here with its change; read in again, its parts would stand beside it.
    """
    found: dict[str, str] = {}
    here = {event.uid for event in read.events} if read.is_own else set()
    for uid in {event.uid for event in stored if event.and_later}:
        own = list(
            dict.fromkeys(part.event.uid for part in apart(each for each in stored if each.uid == uid))
        )
        if here & {*own} - {uid}:
            found |= dict.fromkeys(own, next(each for each in own if each in here))
    return found


def _is_in_parts(event: Event, name: str) -> Problem:
    reason = (
        f"{event.title!r} ({event.id}) is a series of this calendar that was changed from some time on, and "
        "was given out in parts: it stays as it is here. Change it on the page."
    )
    return Problem(name, reason, column="UID")


def _is_back(removed: Entry[Event], name: str) -> Problem:
    reason = (
        f"{removed.record.title!r} ({removed.record.id}) had been taken out of the calendar by {removed.by}; "
        "the file brings it back. Take it out again where it should not stand."
    )
    return Problem(name, reason, column="UID")


def _is_earlier(event: Event, known: Event, name: str) -> Problem:
    reason = (
        f"{event.title!r} ({event.id}) is revision {event.sequence} in the file and {known.sequence} in the "
        "calendar: the later one is kept."
    )
    return Problem(name, reason, column="SEQUENCE")
