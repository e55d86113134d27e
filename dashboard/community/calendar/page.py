"""Draw the section: its head, what can be chosen, and its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import acting, data, filters, ui
from dashboard.community.calendar import (
    clashes,
    deadlines,
    diary,
    event_card,
    feed,
    listing,
    month,
    saving,
    showing,
    slots,
)
from dashboard.community.calendar.showing import View
from synthesis.community.calendar.moments import YEARS
from synthesis.community.calendar.zones import known_zones
from synthesis.models import EVENT_KINDS, Filters
from synthesis.outputs.agenda import KIND_WORDS, count_by, narrow
from synthesis.outputs.agenda.times import day_words
from synthesis.outputs.phrases import counted

LEAD = "When and where the groups meet, and how to take part."

PARTS: dict[str, Callable[[data.State, View], None]] = {
    "Month": month.show,
    "List": listing.show,
    "Clashes": clashes.show,
    "Free slots": slots.show,
    "Deadlines": deadlines.show,
}


def panel(state: data.State, chosen: Filters) -> None:
    """Draw the section."""
    showing.stay_on_the_page()
    view = showing.read(state, chosen)
    if view.event_id or view.is_new:
        _strange(view)
        event_card.show(state, view)
        return
    _browse(chosen)


@st.fragment
def _browse(chosen: Filters) -> None:
    """Draw the calendar; a filter of it draws only this part of the page again.

    Whatever leads to an entry is a link, which draws the whole page.
    """
    state = data.current()
    view = showing.read(state, chosen)
    _strange(view)
    acting.told(saving.PLACE)
    if not diary.events(state):
        ui.empty_state(
            "Nothing stands in the calendar yet.", "Add an entry, or import an iCalendar file (.ics)."
        )
        event_card.offer_new(state)
        feed.show(state, view)
        return
    _controls(state, view, chosen)
    _as_of(view)
    PARTS[view.show](state, view)
    feed.show(state, view)


def _strange(view: View) -> None:
    if view.strange_day:
        ui.error_box(
            f"“{view.strange_day[:80]}” is no day that the calendar knows.",
            "The day to look ahead from, in the address of this page",
            f"Give it as 2018-03-15, in the years {YEARS[0]} to {YEARS[-1]}, or choose it below.",
        )
    if view.strange:
        ui.error_box(
            "What this link asks of the calendar is not here, so it is left out.",
            "; ".join(each[:80] for each in view.strange),
            "It may be in another store, or mistyped. What is shown is not narrowed by it.",
        )


def _as_of(view: View) -> None:
    if view.is_shifted:
        ui.note(
            f"Nothing lies ahead of today, so the calendar is shown as of {day_words(view.day)}. "
            "Another day can be chosen at “Look ahead from”."
        )


def _controls(state: data.State, view: View, chosen: Filters) -> None:
    """Show what is shown, the filters with their counts, and whose clocks are meant."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="agenda_top"):
        showing.control(
            st.segmented_control, "What of the calendar", "show", showing.SHOWN, view.show, required=True
        )
        event_card.offer_new(state)
    events = diary.events(state)
    names = diary.groups(state)
    of_group = count_by(narrow(events, (), view.kinds, view.themes), "group")
    of_kind = count_by(narrow(events, view.groups, (), view.themes), "kind")
    hosts, kinds, clocks, days = st.container(key="agenda_filters").columns((2, 1.4, 1.4, 1.1), gap="small")
    with hosts:
        _several("Hosted by", "host", [*of_group], view.groups, names, of_group, "All groups")
    with kinds:
        _several("Kind of entry", "kind", [*EVENT_KINDS], view.kinds, KIND_WORDS, of_kind, "All kinds")
    with clocks:
        zones = sorted(known_zones())
        showing.control(st.selectbox, "Time zone", "tz", zones, view.zone)
    with days:
        showing.day_control("Look ahead from", "on", view.day)
    _how_many(state, view)
    if chosen != replace(filters.only_counting(chosen), themes=chosen.themes):
        ui.note(
            "Of the filters at the left only the theme narrows the calendar; the others choose contributions."
        )


def _several(
    label: str,
    name: str,
    options: Sequence[str],
    chosen: Sequence[str],
    names: Mapping[Any, str],
    counts: Mapping[str, int],
    placeholder: str,
) -> None:
    offered = sorted({*options, *chosen}, key=lambda each: (-counts.get(each, 0), names.get(each, each)))
    showing.control(
        st.multiselect,
        label,
        name,
        offered,
        list(chosen),
        format_func=lambda each: f"{names.get(each, each)} ({counts.get(each, 0)})",
        placeholder=placeholder,
        select_all=False,
    )


def _how_many(state: data.State, view: View) -> None:
    events = diary.events(state)
    n_sample = len({each.uid for each in events if each.is_sample})
    n_all, n = (len({each.uid for each in some}) for some in (events, view.narrow(events)))
    amount = (
        f"{n:,} of {counted(n_all, 'entry', 'entries')}"
        if view.is_narrowed
        else counted(n, "entry", "entries")
    )
    by_theme = " of the themes chosen at the left" if view.themes else ""
    ui.note(
        f"{amount} of the calendar{by_theme}; a series counts once. "
        "Numbers in brackets count entries, given the other filters."
    )
    if hidden := diary.n_hidden(state):
        amount = counted(hidden, "entry", "entries")
        ui.note(f"{amount} marked as private by whoever sent them, kept and not shown.")
    if n_sample:
        ui.sample_banner(
            f"Sample data: {n_sample} of {n_all} entries of the calendar were composed for this project."
        )
