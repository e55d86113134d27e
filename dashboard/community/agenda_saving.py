"""Entries of the calendar -> the store, by name; what two people did to one entry is shown to be settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from dashboard import data, navigation, ui
from dashboard.community import agenda_held
from synthesis.community.calendar.recurrence import has_time
from synthesis.community.calendar.revisions import is_private, revised
from synthesis.errors import ConflictError, SynthesisError
from synthesis.models import Event
from synthesis.outputs.agenda.changes import differences
from synthesis.store import Entry
from synthesis.store.community import Community


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
    series = agenda_held.series_entry(state, time)
    return OfSeries(series, time) if series else None


def save(event: Event, version: int, by: str, note: str, told: str, of: OfSeries | None = None) -> None:
    """Keep an entry as its next version; a conflict is kept to be settled.

    Where a series moves, what stands for single times of it moves with it. What is said of times of a series
    is kept only while the series is as it was seen, since it repeats what the series says.
    """
    numbered = revised(event, event) if version else event
    community = data.store(data.current().url, False).community
    try:
        moved = _moved(community, event, version)
        why = f"The series moved. {note}".strip() if moved else note
        there = {each.id for each in moved.values()}
        base = {event.id: version} | {entry.record.id: entry.version for entry in moved}
        left = [entry for entry in moved if entry.record.id not in there]
        series = [of.series] if of else []
        base |= {each.record.id: each.version for each in series}
        records = [numbered, *moved.values(), *(each.record for each in series)]
        community.save(records, by, why, base, removed=left)
    except ConflictError:
        st.session_state["agenda_case"] = Case(event, version, note, of)
        return
    except SynthesisError as error:
        st.session_state["agenda_faults"] = (error,)
        return
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
    community = data.store(data.current().url, False).community
    try:
        for entry in events:
            community.remove(Event, entry.record.id, by, entry.version, note)
    except SynthesisError as error:
        st.session_state["agenda_faults"] = (error,)
        return
    title = agenda_held.shown(events[0].record).title
    what = "The change of" if events[0].record.replaces else ""
    done = "is undone" if what else "is taken out of the calendar"
    _done(f"{what} “{title}” {done}; it can be brought back.".strip())
    navigation.write_all({"at": "", "edit": ""})


def _done(told: str) -> None:
    st.session_state["agenda_told"] = told
    for each in ("agenda_case", "agenda_base", "agenda_faults"):
        st.session_state.pop(each, None)


def drop_case() -> None:
    """Leave what another person kept as it is."""
    _done("The other change stands; yours was not kept.")
    navigation.write_all({"edit": ""})


def told() -> None:
    """Show, once, what was done, or why it was not."""
    words = st.session_state.pop("agenda_told", "")
    if words:
        ui.done(words)
    for error in st.session_state.pop("agenda_faults", ()):
        ui.error_box(error.message, error.where, error.hint)


def conflict(state: data.State, by: str) -> bool:
    """Show two changes of one entry beside each other; return whether there is such a case."""
    case = st.session_state.get("agenda_case")
    if not isinstance(case, Case):
        return False
    community = data.store(state.url, state.is_read_only).community
    history = community.history(Event, case.event.id)
    if case.of and not (history and _is_overtaken(case, history[-1])):
        _of_changed_series(state, community, case, case.of, by)
        return True
    now = history[-1]
    before = history[case.version - 1].record if case.version else now.record
    ui.error_box(
        f"{now.by} has changed this entry while you did.",
        hint="Nothing is lost: both changes are below. Say which one stands.",
    )
    _both(state, now, (before, now.record), (before, case.event), by)
    with st.container(horizontal=True, gap="small", key="agenda_settle"):
        st.button("Keep theirs", key="agenda_keep_theirs", on_click=drop_case)
        st.button(
            "Put mine in its place",
            key="agenda_put_mine",
            disabled=not by,
            on_click=save,
            args=(
                replace(case.event, sequence=now.record.sequence),
                now.version,
                by,
                case.note,
                f"Your version of “{agenda_held.shown(case.event).title}” stands.",
                case.of,
            ),
        )
    return True


def _is_overtaken(case: Case, now: Entry[Event]) -> bool:
    return now.version != case.version and (case.version > 0 or not now.is_removed)


def _both(
    state: data.State, now: Entry[Event], theirs: tuple[Event, Event], mine: tuple[Event, Event], by: str
) -> None:
    """Show what each of two people changed, from before to after."""
    for whom, change, is_removed in ((now.by, theirs, now.is_removed), (f"{by} (you)", mine, False)):
        what = "<p>Took it out of the calendar.</p>" if is_removed else listed(state, *change)
        st.html(f'<p class="said"><b {ui.BIDI}>{ui.text(whom)}</b></p>{what}')


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
    ui.error_box(
        f"{now.by} has changed the series while you changed times of it.",
        hint=f"Nothing is lost: both changes are below. {so}",
    )
    _both(state, now, (of.series.record, now.record), (of.time, case.event), by)
    told = f"Your change of “{agenda_held.shown(case.event).title}” stands beside theirs."
    with st.container(horizontal=True, gap="small", key="agenda_settle"):
        st.button("Leave mine", key="agenda_keep_theirs", on_click=drop_case)
        st.button(
            "Keep mine too",
            key="agenda_put_mine",
            disabled=not (by and is_there),
            on_click=save,
            args=(case.event, case.version, by, case.note, told, replace(of, series=now)),
        )


def listed(state: data.State, before: Event, after: Event) -> str:
    """Return what differs between two versions as a list."""
    names = {**agenda_held.themes(state), **agenda_held.groups(state)}
    found = differences(before, after, names, shows_access=agenda_held.shows_access_links())
    items = "".join(
        f'<li {ui.BIDI}>{field}: {ui.text(new)} <span class="note">(before: {ui.text(old)})</span></li>'
        for field, old, new in found
    )
    return f'<ul class="said">{items or "<li>The same as before.</li>"}</ul>'


def _changed(state: data.State, before: Event, after: Event) -> str:
    """Return what differs, unless one of the two was marked as private then."""
    if not agenda_held.shows_access_links() and (is_private(before) or is_private(after)):
        return "<p>Not shown: its sender had marked it as private.</p>"
    return listed(state, before, after)


def history(state: data.State, versions: Sequence[Entry[Event]], by: str) -> None:
    """Show every version of an entry, the last first, and let an earlier one stand again."""
    events = []
    for before, after in zip((None, *versions), versions, strict=False):
        when = f"{after.at.day} {after.at:%B %Y, %H:%M} UTC" if after.at else "at an unknown time"
        what = "<p>Entered it.</p>" if before is None else _changed(state, before.record, after.record)
        if after.is_removed:
            what = "<p>Took it out of the calendar.</p>"
        noted = f"<p>“{ui.text(after.note)}”</p>" if after.note else ""
        events.append(
            f"<li {ui.BIDI}><b>{ui.text(after.by)}</b> "
            f'<span class="note">{when}, version {after.version}</span>{what}{noted}</li>'
        )
    st.html(f'<ul class="said history">{"".join(reversed(events))}</ul>')
    earlier = [entry.version for entry in versions[:-1] if not entry.is_removed]
    if earlier and by and not state.is_read_only:
        _let_stand_again(versions, earlier, by)


def _let_stand_again(versions: Sequence[Entry[Event]], earlier: Sequence[int], by: str) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        version = st.selectbox(
            "Go back to",
            earlier[::-1],
            format_func=lambda each: f"Version {each}",
            key="agenda_version",
            width=160,
        )
        newest = versions[-1]
        event = replace(versions[version - 1].record, sequence=newest.record.sequence)
        st.button(
            "Let it stand again",
            key="agenda_restore",
            on_click=save,
            args=(
                event,
                newest.version,
                by,
                f"Brought version {version} back",
                f"Version {version} stands again.",
            ),
        )
