"""One entry of the calendar: what it says, when it comes next, what it clashes with, and its history."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import streamlit as st

from dashboard import data, ui
from dashboard.community import agenda_form, agenda_held, agenda_list, agenda_saving, held
from dashboard.community.agenda_view import View, address, anchor, event_link
from synthesis.community.calendar.recurrence import occurrences
from synthesis.community.calendar.zones import to_utc, to_wall
from synthesis.models import Event, Occurrence
from synthesis.outputs.agenda import KIND_WORDS
from synthesis.outputs.agenda.listing import is_series, open_texts
from synthesis.outputs.agenda.series import series_words
from synthesis.outputs.agenda.times import utc_words, when_words
from synthesis.store import Entry

NEXT = 8
"""Times of a series that are listed."""


def show(state: data.State, view: View) -> None:
    """Draw the entry of the address, or the form for a new one."""
    st.html(f'<nav class="steps" aria-label="Back">{_back()}</nav>')
    if view.event_id == "new":
        agenda_form.new(state, view)
        return
    entry = next((each for each in held.entries(state, Event) if each.record.id == view.event_id), None)
    if entry is None:
        _gone(state, view)
        return
    if agenda_held.is_hidden(entry.record):
        ui.empty_state(
            "This entry is not shown.",
            "Whoever sent it marked it as private; the calendar keeps it as it came.",
        )
        return
    edited = st.query_params.get("edit", "")
    if edited in agenda_form.EDITS and not state.is_read_only:
        agenda_form.edit(state, view, entry, edited, at(entry.record))
        return
    st.session_state.pop("agenda_base", None)
    agenda_saving.told()
    _entry(state, view, entry)


def _back() -> str:
    return anchor(address(event="", at="", edit="", starts=""), "‹ Back to the calendar", kind="step")


def at(event: Event) -> datetime | None:
    """Return which time of a series the address means; None for all of it."""
    if not is_series(event):
        return None
    try:
        return datetime.fromisoformat(st.query_params.get("at", "")).replace(tzinfo=None)
    except ValueError:
        return None


def _gone(state: data.State, view: View) -> None:
    history = data.store(state.url, state.is_read_only).community.history(Event, view.event_id)
    agenda_saving.told()
    if not history:
        ui.error_box(
            "There is no such entry in this calendar.", view.event_id[:120], "It may be in another store."
        )
        return
    last = history[-1]
    ui.section(last.record.title)
    ui.warning(f"{last.by} took this entry out of the calendar. Its versions are kept.")
    by = "" if state.is_read_only else agenda_saving.name()
    if not state.is_read_only:
        st.button(
            "Bring it back",
            key="agenda_bring_back",
            disabled=not by,
            on_click=agenda_saving.save,
            args=(last.record, last.version, by, "Brought back", f"“{last.record.title}” is back."),
        )
    agenda_saving.history(state, history, "")


def _entry(state: data.State, view: View, entry: Entry[Event]) -> None:
    event, wall = entry.record, at(entry.record)
    st.html(f'<h2 {ui.BIDI}>{ui.text(event.title)}</h2><p class="badges">{_badges(event)}</p>')
    time = _time(event, wall, view)
    st.html(_facts(state, view, event, time))
    _series(view, event, wall)
    _actions(state, view, entry, wall)
    with st.expander("History of changes", key="agenda_history"):
        versions = data.store(state.url, state.is_read_only).community.history(Event, event.id)
        agenda_saving.history(state, versions, st.session_state.get("keeper", "").strip())


def _badges(event: Event) -> str:
    badges = ui.badge(KIND_WORDS[event.kind], f"entry-kind {event.kind}")
    badges += ui.badge("Series", "kind") if is_series(event) else ""
    badges += ui.badge("Replaces one of a series", "kind") if event.replaces else ""
    badges += ui.badge(event.status.capitalize(), "rejected") if event.status != "confirmed" else ""
    return badges + ('<span class="mark-sample">Sample data</span>' if event.is_sample else "")


def _time(event: Event, wall: datetime | None, view: View) -> Occurrence:
    """Return the time that is meant: of a series the one asked for, else its next, else its first."""
    if wall is None and is_series(event):
        since = to_utc(datetime(view.day.year, view.day.month, view.day.day), view.zone)
        ahead = occurrences([event], since, since + timedelta(days=366))
        if ahead:
            return ahead[0]
    starts = wall or event.starts
    return Occurrence(
        event, to_utc(starts, event.zone), to_utc(starts + (event.ends - event.starts), event.zone)
    )


def _facts(state: data.State, view: View, event: Event, time: Occurrence) -> str:
    also = utc_words(time, view.zone)
    own = (
        when_words(time, event.zone)
        if event.zone not in ("", "UTC", view.zone) and not event.is_all_day
        else ""
    )
    groups, themes = agenda_held.groups(state), agenda_held.themes(state)
    row = {"group_ids": event.group_ids, "hosts": event.hosted_by}
    place, how, agenda = open_texts(event, with_links=agenda_held.shows_access_links())
    facts = [
        (f"When, in {view.zone}" if not event.is_all_day else "When", ui.text(when_words(time, view.zone))),
        ("Also", ui.text(also)),
        (f"There, in {event.zone}", ui.text(own)),
        ("Repeats", ui.text(series_words(event))),
        ("Hosted by", agenda_list.hosts(row, groups)),
        ("Place", _said(place)),
        ("How to take part", _said(how)),
        ("Access link", _access(event)),
        ("People expected", _said(", ".join(event.people))),
        ("Themes", _said(", ".join(themes.get(each, each) for each in event.theme_ids))),
        ("Categories", _said(", ".join(event.categories))),
    ]
    told = "".join(f"<div><dt>{ui.text(name)}</dt><dd>{said}</dd></div>" for name, said in facts if said)
    lines = f'<h3>Agenda</h3><p class="lines" {ui.BIDI}>{ui.text(agenda)}</p>' if agenda else ""
    return f'<dl class="facts key">{told}</dl>{lines}'


def _said(value: str) -> str:
    return f"<span {ui.BIDI}>{ui.text(value)}</span>" if value else ""


def _access(event: Event) -> str:
    if not event.access_link:
        return ""
    if not agenda_held.shows_access_links():
        return "Not shown here. Ask the host for it: see how to take part, or the page of the group."
    link = ui.text(event.access_link)
    if not event.access_link.startswith(("https://", "http://")):
        return link
    return f'<a href="{link}" target="_blank" rel="noopener noreferrer">{link}</a>'


def _series(view: View, event: Event, wall: datetime | None) -> None:
    """List the next times of a series, each leading to itself."""
    if not is_series(event):
        return
    since = to_utc(datetime(view.day.year, view.day.month, view.day.day), view.zone)
    ahead = occurrences([event], since, since + timedelta(days=366))
    which = "This is one time of a series." if wall else f"A series; as of {view.day.isoformat()} it comes"
    times = "".join(f"<li>{_one_time(each, view, wall)}</li>" for each in ahead[:NEXT])
    more = f"<li>and {len(ahead) - NEXT} more within a year</li>" if len(ahead) > NEXT else ""
    none = "" if ahead else '<p class="said">No time of it lies ahead.</p>'
    whole = anchor(address(at="", edit=""), "The whole series", kind="step") if wall else ""
    st.html(f'<h3>Times</h3><p class="said">{which}</p><ul class="said">{times}{more}</ul>{none}{whole}')


def _one_time(each: Occurrence, view: View, wall: datetime | None) -> str:
    own = to_wall(each.starts_at, each.event.zone)
    words = ui.text(when_words(each, view.zone))
    return (
        f"<b>{words}</b>"
        if own == wall
        else event_link(each.event.id, words, own.isoformat(timespec="minutes"))
    )


def _actions(state: data.State, view: View, entry: Entry[Event], wall: datetime | None) -> None:
    """Offer what can be done with the entry to whoever gives a name."""
    if state.is_read_only:
        return
    event = entry.record
    ui.section("Change this entry", level=3)
    by = agenda_saving.name()
    if agenda_saving.conflict(state, by):
        return
    st.html(f'<nav class="steps" aria-label="Edit">{_edits(event, wall)}</nav>')
    with st.container(horizontal=True, gap="small", key="agenda_acts"):
        if wall is not None:
            one = agenda_form.one_of(event, wall)
            _button(
                "Cancel only this time", "cancel_one", by, replace(one, status="cancelled"), 0, "Cancelled"
            )
        elif event.status == "cancelled":
            _button(
                "Put it on again", "put_on", by, replace(event, status="confirmed"), entry.version, "On again"
            )
        else:
            cancelled = replace(event, status="cancelled")
            words = "Cancel the whole series" if is_series(event) else "Cancel it"
            _button(words, "cancel", by, cancelled, entry.version, "Cancelled")
    if wall is None:
        _removing(state, entry, by)


def _edits(event: Event, wall: datetime | None) -> str:
    if not is_series(event):
        return anchor(address(edit="entry"), "Edit", kind="step")
    series = anchor(address(edit="entry", at=""), "Edit the series", kind="step")
    return (anchor(address(edit="time"), "Edit only this time", kind="step") if wall else "") + series


def _button(label: str, key: str, by: str, event: Event, version: int, note: str) -> None:
    st.button(
        label,
        key=f"agenda_{key}",
        disabled=not by,
        on_click=agenda_saving.save,
        args=(event, version, by, note, f"{note}: “{event.title}”."),
    )


def _removing(state: data.State, entry: Entry[Event], by: str) -> None:
    """Ask once more before an entry goes."""
    own = [entry]
    if is_series(entry.record):
        own += [
            each
            for each in held.entries(state, Event)
            if each.record.uid == entry.record.uid and each.record.replaces is not None
        ]
    with st.expander("Take it out of the calendar", key="agenda_removing"):
        beside = f" with {len(own) - 1} changed times of the series" if len(own) > 1 else ""
        ui.note(
            "What was cancelled should stay here as cancelled, so that people see it. "
            f"What never was, goes{beside}; "
            "it can be brought back."
        )
        why = st.text_input("Why", key="agenda_why", max_chars=300)
        st.button(
            "Take it out",
            key="agenda_remove",
            disabled=not by,
            on_click=agenda_saving.remove,
            args=(own, by, why),
        )


def offer_new(state: data.State) -> None:
    """Offer to add an entry, where the calendar can be changed."""
    if not state.is_read_only:
        link = anchor(address(event="new", at="", edit="", starts=""), "Add an entry", kind="step")
        st.html(f'<p class="steps">{link}</p>', width="content")


def told() -> None:
    """Show, once, what was done."""
    agenda_saving.told()
