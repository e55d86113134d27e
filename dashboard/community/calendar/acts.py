"""What can be done with an entry: edit it or one time of it, cancel it, take it out of the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import streamlit as st

from dashboard import data, person, ui
from dashboard.community import held
from dashboard.community.calendar import diary, form, saving
from dashboard.community.calendar.showing import address, anchor
from synthesis.models import Event
from synthesis.outputs.agenda.listing import is_series
from synthesis.outputs.phrases import day_words
from synthesis.store import Entry


def show(state: data.State, entry: Entry[Event], wall: datetime | None) -> None:
    """Offer what can be done with the entry to whoever gives a name."""
    if state.is_read_only:
        return
    event = entry.record
    ui.section("Change this entry", level=3)
    by = person.name()
    if not by:
        ui.note("To change it, give your name above.")
    if saving.conflict(state, by):
        return
    st.html(f'<nav class="steps" aria-label="Edit">{_edits(event, wall)}</nav>')
    with st.container(horizontal=True, gap="small", key="agenda_acts"):
        if wall is not None:
            _cancelling(state, event, wall, by)
        elif event.status == "cancelled":
            _button(
                "Put it on again", "put_on", by, replace(event, status="confirmed"), entry.version, "On again"
            )
        else:
            cancelled = replace(event, status="cancelled")
            words = "Cancel the whole series" if is_series(event) else "Cancel it"
            words = f"Cancel {form.edited_words(event)}" if event.and_later else words
            _button(words, "cancel", by, cancelled, entry.version, "Cancelled")
    if wall is None:
        _removing(state, entry, by)


def _cancelling(state: data.State, event: Event, wall: datetime, by: str) -> None:
    """Offer to cancel one time of a series, or it and all later ones."""
    later = form.has_earlier(event, wall)
    for label, key, and_later in (
        ("Cancel only this time", "cancel_one", False),
        ("Cancel this and all later times", "cancel_later", True),
    ):
        if later or not and_later:
            one = form.one_of(state, event, wall, and_later=and_later)
            of = saving.seen(state, one)
            _button(label, key, by, replace(one, status="cancelled"), 0, "Cancelled", of)


def _edits(event: Event, wall: datetime | None) -> str:
    if not is_series(event):
        return anchor(address(edit="entry"), "Edit", kind="step")
    words = f"Edit {form.edited_words(event)}"
    series = anchor(address(edit="entry", at=""), words, kind="step")
    if wall is None:
        return series
    one = anchor(address(edit="time"), "Edit only this time", kind="step")
    later = anchor(address(edit="later"), "Edit this and all later times", kind="step")
    return one + (later if form.has_earlier(event, wall) else "") + series


def _button(
    label: str,
    key: str,
    by: str,
    event: Event,
    version: int,
    done: str,
    of: saving.OfSeries | None = None,
) -> None:
    st.button(
        label,
        key=f"agenda_{key}",
        disabled=not by,
        on_click=saving.save,
        args=(event, version, by, "", f"{done}: “{diary.shown(event).title}”.", of),
    )


def _removing(state: data.State, entry: Entry[Event], by: str) -> None:
    """Ask once more before an entry goes."""
    own = [entry]
    if entry.record.replaces and (series := diary.series_of(state, entry.record)):
        what, words, act = "Undo this change", _undone(entry.record, series), "Undo it"
    else:
        what, words, act = "Take it out of the calendar", "", "Take it out"
    if is_series(entry.record) and entry.record.replaces is None:
        own += [
            each
            for each in held.entries(state, Event)
            if each.record.uid == entry.record.uid and each.record.replaces is not None
        ]
    with st.expander(what, key="agenda_removing"):
        beside = f" with {len(own) - 1} changed times of the series" if len(own) > 1 else ""
        ui.note(
            words
            or "What was cancelled should stay here as cancelled, so that people see it. "
            f"What never was, goes{beside}; "
            "it can be brought back."
        )
        why = st.text_input("Why", key="agenda_why", max_chars=300)
        st.button(
            act,
            key="agenda_remove",
            disabled=not by,
            on_click=saving.remove,
            args=(own, by, why),
        )


def _undone(event: Event, series: Event) -> str:
    """Say what becomes of the times of a series where their change is undone."""
    times = (
        f"From {day_words(event.replaces)} on they take"
        if event.and_later and event.replaces
        else "This time takes"
    )
    own = " Times with an entry of their own stay as they are." if event.and_later else ""
    title = diary.shown(series).title
    return f"{times} place again as the series “{title}” says.{own} The change can be brought back."
