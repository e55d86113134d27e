"""Entries of the calendar -> the store, by name; what two people did to one entry is shown to be settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from dashboard import acting, data, looking_back, navigation, ui
from dashboard.community.calendar import diary
from synthesis.community.calendar.recurrence import has_time
from synthesis.community.calendar.revisions import is_private, revised
from synthesis.models import Event
from synthesis.outputs.agenda.changes import differences
from synthesis.store import Entry
from synthesis.store.community import Community

PLACE = "agenda"


@dataclass(frozen=True, slots=True)
class OfSeries:
    """A series as somebody saw it, and what they saw of one time of it, or of all from it on."""

    series: Entry[Event]
    time: Event


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody wanted to keep of an entry that is another by now; `version` is what they had seen.

    Of a time of a series it may be the series that is another.
    """

    event: Event
    version: int
    note: str
    of: OfSeries | None = None


def seen(state: data.State, time: Event) -> OfSeries | None:
    """Return what somebody sees who is about to change times of a series; None where it is not here."""
    series = diary.series_entry(state, time)
    return OfSeries(series, time) if series else None


def save(event: Event, version: int, by: str, note: str, told: str, of: OfSeries | None = None) -> None:
    """Keep an entry as its next version; a conflict is kept to be settled.

    Where a series moves, what stands for single times of it moves with it. What is said of times of a series
    is kept only while the series is as it was seen, since it repeats what the series says.
    """
    numbered = revised(event, event) if version else event
    with acting.attempt(PLACE, Case(event, version, note, of)):
        community = data.store(data.current().url).community
        moved = _moved(community, event, version)
        why = f"The series moved. {note}".strip() if moved else note
        there = {each.id for each in moved.values()}
        base = {event.id: version} | {entry.record.id: entry.version for entry in moved}
        left = [entry for entry in moved if entry.record.id not in there]
        series = [of.series] if of else []
        base |= {each.record.id: each.version for each in series}
        records = [numbered, *moved.values(), *(each.record for each in series)]
        community.save(records, by, why, base, removed=left)
        _done(told)
        month = f"{event.starts:%Y-%m}"
        navigation.write_all({"event": event.id, "month": month, "at": "", "edit": "", "starts": ""})


def _moved(community: Community, event: Event, version: int) -> dict[Entry[Event], Event]:
    """Return what stands for single times of a series, with what it becomes where the series moves."""
    if not version or event.replaces is not None or not (event.rules or event.added):
        return {}
    before = community.history(Event, event.id)[version - 1].record
    shift = event.starts - before.starts
    if not shift or before.rules != event.rules:
        return {}
    return {
        entry: replace(entry.record, replaces=entry.record.replaces + shift)
        for entry in community.entries(Event)
        if entry.record.uid == event.uid and entry.record.replaces is not None
    }


def remove(events: Sequence[Entry[Event]], by: str, note: str) -> None:
    """Take an entry away, a series with what stands for single times of it; all versions are kept."""
    with acting.attempt(PLACE):
        data.store(data.current().url).community.save([], by, note, removed=events)
        title = diary.shown(events[0].record).title
        what = "The change of" if events[0].record.replaces else ""
        done = "is undone" if what else "is taken out of the calendar"
        _done(f"{what} “{title}” {done}; it can be brought back.".strip())
        navigation.write_all({"at": "", "edit": ""})


def _done(told: str) -> None:
    acting.tell(PLACE, told)
    close()


def close() -> None:
    """Forget what was open, and what waits to be settled."""
    st.session_state.pop("agenda_base", None)
    acting.leave(PLACE)


def drop_case() -> None:
    """Leave what another person kept as it is."""
    _done("The other change stands; yours was not kept.")
    navigation.write_all({"edit": ""})


def conflict(state: data.State, by: str) -> bool:
    """Show two changes of one entry beside each other; return whether there is such a case."""
    case = acting.case(PLACE, Case)
    if case is None:
        return False
    community = data.store(state.url).community
    history = community.history(Event, case.event.id)
    if case.of and not (history and _is_overtaken(case, history[-1])):
        _of_changed_series(state, community, case, case.of, by)
        return True
    now = history[-1]
    before = history[case.version - 1].record if case.version else now.record
    acting.two_sides(
        PLACE,
        f"{now.by} has changed this entry while you did.",
        *_both(state, now, (before, now.record), (before, case.event), by),
    )
    mine = replace(case.event, sequence=now.record.sequence)
    stands = f"Your version of “{diary.shown(case.event).title}” stands."
    put = partial(save, mine, now.version, by, case.note, stands, case.of)
    acting.settle(PLACE, put, keep=drop_case, can_put=bool(by))
    return True


def _is_overtaken(case: Case, now: Entry[Event]) -> bool:
    return now.version != case.version and (case.version > 0 or not now.is_removed)


def _both(
    state: data.State, now: Entry[Event], theirs: tuple[Event, Event], mine: tuple[Event, Event], by: str
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return who changed what, from before to after."""
    done = "<p>Took it out of the calendar.</p>" if now.is_removed else listed(state, *theirs)
    return (now.by, done), (f"{by} (you)", listed(state, *mine))


def _of_changed_series(state: data.State, kept: Community, case: Case, of: OfSeries, by: str) -> None:
    """Let somebody say whether their change of times of a series stands beside a change of the series."""
    now = kept.history(Event, of.series.record.id)[-1]
    time = case.event.replaces
    is_there = time is not None and not now.is_removed and has_time(now.record, time)
    so = (
        "Yours can stand beside theirs."
        if is_there
        else "The series no longer has this time: choose another."
    )
    acting.two_sides(
        PLACE,
        f"{now.by} has changed the series while you changed times of it.",
        *_both(state, now, (of.series.record, now.record), (of.time, case.event), by),
        hint=f"Nothing is lost: both changes are below. {so}",
    )
    told = f"Your change of “{diary.shown(case.event).title}” stands beside theirs."
    put = partial(save, case.event, case.version, by, case.note, told, replace(of, series=now))
    words = ("Leave mine", "Keep mine too")
    acting.settle(PLACE, put, keep=drop_case, words=words, can_put=bool(by) and is_there)


def listed(state: data.State, before: Event, after: Event) -> str:
    """Return what differs between two versions as a list."""
    names = {**data.theme_names(state), **diary.groups(state)}
    found = differences(before, after, names, shows_access=diary.shows_access_links())
    return looking_back.listed(
        f'{field}: {ui.text(new)} <span class="note">(before: {ui.text(old)})</span>'
        for field, old, new in found
    )


def _changed(state: data.State, before: Event, after: Event) -> str:
    """Return what differs, unless one of the two was marked as private then."""
    if not diary.shows_access_links() and (is_private(before) or is_private(after)):
        return "<p>Not shown: its sender had marked it as private.</p>"
    return listed(state, before, after)


def history(state: data.State, versions: Sequence[Entry[Event]], by: str) -> None:
    """Show every version of an entry, the last first, and let an earlier one stand again."""
    events = []
    for before, after in zip((None, *versions), versions, strict=False):
        what = "<p>Entered it.</p>" if before is None else _changed(state, before.record, after.record)
        if after.is_removed:
            what = "<p>Took it out of the calendar.</p>"
        events.append(looking_back.version(after.by, after.at, after.version, what, after.note))
    looking_back.history(events)
    earlier = [entry.version for entry in versions[:-1] if not entry.is_removed]
    if by and not state.is_read_only:
        looking_back.stand_again(PLACE, earlier, partial(_restore, versions, by))


def _restore(versions: Sequence[Entry[Event]], by: str, number: int) -> None:
    newest = versions[-1]
    event = replace(versions[number - 1].record, sequence=newest.record.sequence)
    save(event, newest.version, by, f"Brought version {number} back", f"Version {number} stands again.")
