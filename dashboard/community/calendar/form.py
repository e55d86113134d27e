"""The form of an entry: a new one, a whole entry or series, one time of a series, or all from one time on."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import acting, data, navigation, person, ui, visitor
from dashboard.community.calendar import diary, saving
from dashboard.community.calendar.given import AS_IT_IS, ONCE, entered, entered_times
from dashboard.community.calendar.saving import OfSeries
from dashboard.community.calendar.showing import View
from synthesis.community.calendar.entry import faults, faults_of_times
from synthesis.community.calendar.moments import YEARS
from synthesis.community.calendar.public import WORDS
from synthesis.community.calendar.recurrence import days_of, occurrences, standing_for
from synthesis.community.calendar.zones import known_zones, to_utc, to_wall
from synthesis.errors import InputError
from synthesis.models import EVENT_KINDS, Event, Occurrence
from synthesis.outputs.agenda import KIND_WORDS
from synthesis.outputs.agenda.listing import is_series
from synthesis.outputs.agenda.series import series_words
from synthesis.outputs.agenda.times import when_words
from synthesis.outputs.phrases import counted, day_words, joined
from synthesis.store import Entry

EDITS = ("entry", "time", "later")
"""What the address can ask to edit: all of an entry, one time of a series, or this and all later times."""

LONGEST = 5_000

FOLLOWING = 3
"""Later times that are named where all of them are moved."""

LAST_ASKED = date(9998, 12, 31)
"""The last day that can be entered: a field that lets the year 9999 through halts the browser."""


def new(state: data.State, view: View) -> None:
    """Ask for a new entry."""
    ui.section("Add an entry")
    if state.is_read_only:
        ui.empty_state("This dashboard is read-only.", "Where it is not, people add entries here.")
        return
    starts, ends = _proposed(view)
    known = diary.groups(state)
    is_slot = "starts" in st.query_params
    asked = st.query_params.get_all("meet") if is_slot else view.groups
    hosts = tuple(each for each in asked if each in known)
    title = f"Meeting of {joined([known[each] for each in hosts])}" if is_slot and hosts else ""
    event = Event("", title, starts, ends, view.zone, group_ids=hosts, place="Virtual")
    _draw(state, event, 0, None, "new")


def _proposed(view: View) -> tuple[datetime, datetime]:
    """Return the hours that the address proposes, as a free slot does; else one of the day asked for."""
    day = visitor.today() if view.is_shifted else view.day
    try:
        at = datetime.fromisoformat(st.query_params.get("starts", ""))
        minutes = int(st.query_params.get("long", "60"))
    except ValueError:
        at, minutes = datetime.combine(day, time(14)), 60
    if at.year not in YEARS:
        at = datetime.combine(day, time(14))
    starts = to_wall(at, view.zone) if at.tzinfo else at
    return starts, starts + timedelta(minutes=min(max(minutes, 5), 24 * 60))


def edit(state: data.State, entry: Entry[Event], edited: str, wall: datetime | None) -> None:
    """Ask for other values of an entry as it is now, of one time of a series, or of all from it on."""
    event, version, words = _asked(state, entry, edited, wall)
    ui.section(f"Edit {words}".strip())
    if version == 0 and event.and_later:
        _what_stays(state, event)
    base = st.session_state.get("agenda_base")
    if not base or (base[0].id, base[0].and_later) != (event.id, event.and_later):
        base = (event, version, None if version else saving.seen(state, event))
        st.session_state["agenda_base"] = base
    seen, seen_version, of = base
    _draw(state, seen, seen_version, of, edited)


def _asked(
    state: data.State, entry: Entry[Event], edited: str, wall: datetime | None
) -> tuple[Event, int, str]:
    """Return what is to be edited, as it is so far, its version (0 for what is none yet), and its name."""
    event = entry.record
    if edited == "time" and wall:
        return one_of(state, event, wall), 0, "only this time"
    if edited == "later" and wall and has_earlier(event, wall):
        return one_of(state, event, wall, and_later=True), 0, "this and all later times"
    return event, entry.version, edited_words(event)


def _what_stays(state: data.State, event: Event) -> None:
    """Say what a change of all later times does not reach."""
    later = diary.changed_after(state, event)
    n_own = sum(not each.and_later for each in later)
    until = next((each.replaces for each in later if each.and_later and each.replaces), None)
    words = f"From {day_words(event.starts)} on the series goes on as you say here; what came before stays."
    if until:
        words += f" From {day_words(until)} on another change holds, as before."
    if n_own:
        words += f" {counted(n_own, 'later time')} with an entry of {'its' if n_own == 1 else 'their'} own "
        words += f"{'stays' if n_own == 1 else 'stay'} as {'it is' if n_own == 1 else 'they are'}."
    rhythm = "It repeats as before: for another rhythm, cancel this and all later times and add a new series."
    ui.note(f"{words} {rhythm}")


def edited_words(event: Event) -> str:
    """Say what of a series an entry is; empty for one that takes place once."""
    if event.and_later:
        return f"this part of the series, from {day_words(event.starts)} on"
    return "the series" if is_series(event) else ""


def one_of(state: data.State, event: Event, wall: datetime, *, and_later: bool = False) -> Event:
    """Return what stands for one time of a series, or for it and all later ones, as it is so far."""
    return standing_for(event, diary.series_of(state, event), wall, and_later=and_later)


def has_earlier(event: Event, wall: datetime) -> bool:
    """Whether a series, or a part of it, has a time before one; else all later times are all of it."""
    return wall > event.starts


def _draw(state: data.State, event: Event, version: int, of: OfSeries | None, place: str) -> None:
    by = person.name()
    acting.told(saving.PLACE)
    if saving.conflict(state, by):
        return
    key = f"entry_{place}_{event.id}"
    shown = diary.shown(event)
    if any(getattr(shown, field) != getattr(event, field) for field in WORDS):
        ui.note("Links and codes that let somebody in are not shown in these fields; what is there stays.")
    # These stand outside the form, as what is entered in them is answered at once.
    _words(state, shown, key)
    _times(state, event, key)
    if event.replaces is None:
        _repeats(event, key)
    # Enter would save where the button is hidden, as it is while a field refuses what is typed.
    with st.form(f"form_{key}", enter_to_submit=False, border=False):
        _more(state, shown, key, has_link=bool(event.access_link))
        note = f"{key}_note"
        st.text_input("A note on this change, if you wish", key=note, max_chars=300)
        with st.container(horizontal=True, gap="small", key="entry_acts"):
            words = "A day or hour marked red is not taken: mend it, then save."
            st.html(f'<p class="note refused" role="status">{words}</p>', width="content")
            st.form_submit_button(
                "Save", type="primary", key=f"{key}_save", on_click=_keep, args=(event, version, of, key)
            )
            st.form_submit_button("Do not save", type="tertiary", key=f"{key}_leave", on_click=_leave)
    if not by:
        ui.note("To save, give your name above.")


def _words(state: data.State, event: Event, key: str) -> None:
    names = diary.groups(state)
    _line("Title", event.title, f"{key}_title", 300)
    left, right = st.columns((1, 2), gap="small")
    left.selectbox(
        "Kind",
        EVENT_KINDS,
        EVENT_KINDS.index(event.kind),
        format_func=KIND_WORDS.__getitem__,
        key=f"{key}_kind",
    )
    offered = list(dict.fromkeys([*sorted(names, key=lambda each: names[each]), *event.group_ids]))
    hosts = right.multiselect(
        "Hosted by",
        offered,
        list(event.group_ids),
        format_func=lambda each: names.get(each, each),
        key=f"{key}_group_ids",
        select_all=False,
    )
    if not (hosts or event.hosted_by):
        ui.note("Nobody is named as host. Choose who hosts it, or leave it open.")


def _times(state: data.State, event: Event, key: str) -> None:
    last = event.ends - timedelta(days=1) if event.is_all_day and event.ends > event.starts else event.ends
    columns = st.container(key="entry_times").columns((1.2, 1, 1.2, 1, 1.6), gap="small")
    first = st.session_state.setdefault(f"{key}_first", event.starts.date())
    st.session_state.setdefault(f"{key}_last", last.date())
    _day(columns[0], "First day", f"{key}_first", on_change=_follow, args=(key, first))
    columns[1].time_input("Starts at", event.starts.time(), key=f"{key}_starts", step=300)
    _day(columns[2], "Last day", f"{key}_last")
    columns[3].time_input("Ends at", event.ends.time(), key=f"{key}_ends", step=300)
    zones = sorted({*known_zones(), event.zone} - {""})
    columns[4].selectbox(
        "Time zone of these hours", zones, zones.index(event.zone or "UTC"), key=f"{key}_zone"
    )
    st.checkbox("Whole days: the hours above do not count", event.is_all_day, key=f"{key}_is_all_day")
    _what_counts(state, event, key)


def _what_counts(state: data.State, event: Event, key: str) -> None:
    """Say at once which times would be saved: a field keeps what it had where it refuses what is typed."""
    now = entered_times(event, _given(key))
    if found := tuple(faults_of_times(now)):
        for fault in found:
            ui.warning(f"{fault.message} {fault.hint}")
        return
    time = Occurrence(now, to_utc(now.starts, now.zone), to_utc(now.ends, now.zone))
    zone = "" if now.is_all_day else f" in {now.zone}"
    ui.note(
        f"What counts: {when_words(time, now.zone)}{zone}. "
        "A day, hour or zone that a field marks red or does not find is not taken; the one before it stays."
    )
    if now.and_later:
        _what_follows(state, now, time.starts_at)


def _what_follows(state: data.State, change: Event, since: datetime) -> None:
    """Say when the later times of a series would be: moved days may fall otherwise than somebody thinks."""
    family = (each for each in diary.family(state, change) if each.id != change.id)
    found = occurrences((*family, change), since, since + timedelta(days=400))
    later = [each for each in found if each.event.id == change.id and each.starts_at > since]
    days = joined([day_words(days_of(each, change.zone)[0]) for each in later[:FOLLOWING]])
    if days:
        ui.note(
            f"The next ones by the same difference: {days}{', and so on' if len(later) > FOLLOWING else ''}."
        )


def _given(key: str) -> dict[str, Any]:
    """Return what the fields of the form hold, by their names."""
    own = (str(field) for field in st.session_state if str(field).startswith(f"{key}_"))
    return {field.removeprefix(f"{key}_"): st.session_state[field] for field in own}


def _day(column: DeltaGenerator, label: str, key: str, **more: Any) -> None:
    """Ask for a day.

    Every day can be entered: one that the calendar does not know is refused in words on saving, where the
    control would put another day in its place.
    """
    column.date_input(label, key=key, min_value=date.min, max_value=LAST_ASKED, format="YYYY-MM-DD", **more)


def _follow(key: str, before: date) -> None:
    """Let the last day go with the first where they were the same."""
    if st.session_state[f"{key}_last"] == before:
        st.session_state[f"{key}_last"] = st.session_state[f"{key}_first"]


def _repeats(event: Event, key: str) -> None:
    is_own = bool(event.rules or event.added)
    offered = {ONCE: "does not repeat"}
    if is_own:
        offered = {AS_IT_IS: f"as it is: {series_words(event)}"} | offered
    offered |= {
        "week": "every week on the day of the first",
        "fortnight": "every two weeks on the day of the first",
        "month": "every month on the same weekday, such as the second Tuesday",
    }
    left, right = st.columns((2, 1), gap="small")
    chosen = left.selectbox("Repeats", list(offered), format_func=offered.__getitem__, key=f"{key}_repeats")
    is_counted = chosen not in (ONCE, AS_IT_IS)
    right.number_input("How many times in all", 2, 366, 12, key=f"{key}_count", disabled=not is_counted)


def _line(label: str, value: str, key: str, longest: int) -> None:
    """Ask for one line; one that is longer already is not cut."""
    st.text_input(label, value, key=key, max_chars=max(longest, len(value)))


def _lines(label: str, value: str, key: str, height: int) -> None:
    """Ask for several lines; a text that is longer already is not cut."""
    st.text_area(label, value, key=key, height=height, max_chars=max(LONGEST, len(value)))


def _more(state: data.State, event: Event, key: str, *, has_link: bool) -> None:
    themes = data.theme_names(state)
    _line("Place", event.place, f"{key}_place", 300)
    _lines("How to take part", event.how_to_join, f"{key}_how_to_join", 80)
    if diary.shows_access_links() or not has_link:
        words = "Access link; shown and sent only where this dashboard is set to"
        _line(words, event.access_link, f"{key}_access_link", 1000)
    _lines("Agenda", event.agenda, f"{key}_agenda", 120)
    st.multiselect(
        "Themes",
        list(dict.fromkeys([*themes, *event.theme_ids])),
        list(event.theme_ids),
        format_func=lambda each: themes.get(each, each),
        key=f"{key}_theme_ids",
        select_all=False,
    )
    _lines("People expected, one a line", "\n".join(event.people), f"{key}_people", 80)


def _leave() -> None:
    saving.close()
    navigation.write_all({"edit": ""})


def _keep(event: Event, version: int, of: OfSeries | None, key: str) -> None:
    """Check what was entered and keep it; what is wrong is told and nothing is stored."""
    by = person.name()
    given = _given(key)
    event_now = entered(event, diary.shown(event), given)
    found = list(faults(event_now))
    if not by:
        found.append(InputError("A change is kept with a name.", person.WHERE, "Give it, then save again."))
    if found:
        acting.tell(saving.PLACE, *found)
        return
    if not event_now.uid:
        event_now = replace(event_now, uid=f"{secrets.token_hex(8)}@stakeholder-synthesis")
    saving.save(
        event_now,
        version,
        by,
        given["note"],
        f"Saved: “{diary.shown(event_now).title}”.",
        of,
    )
