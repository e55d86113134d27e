"""The register: what meetings decided, by meeting, by theme or as a table, kept by people."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from dashboard import (
    cards,
    data,
    filters,
    navigation,
    person,
    register_adding,
    register_controls,
    register_forms,
    register_queue,
    register_table,
    registering,
    ui,
)
from synthesis.models import Filters, Meeting
from synthesis.outputs import narrative
from synthesis.outputs.phrases import counted, due_words, of_total
from synthesis.outputs.registered import narrowed_register
from synthesis.outputs.words import DECISION_REVIEW_WORDS, KIND_WORDS, progress_words

PAGE_SIZE = 20


def panel(state: data.State, chosen: Filters, today: date) -> None:
    """Show the items that pass the filters, and let a person who gives a name keep them."""
    narrowed = data.narrowed(state, filters.of_decisions(chosen))
    if len(narrowed.decisions) == 0:
        ui.empty_state(
            "No decision is here.", "Load the report of a meeting on the page Data, or remove a filter."
        )
        by = "" if state.is_read_only else person.name()
        registering.told(by)
        register_table.panel(state, data.register(state, filters.of_decisions(chosen), "meeting"), by)
        return
    everything = data.register(state, filters.of_decisions(chosen), "meeting")
    view, wanted = register_controls.ask(everything)
    order: Literal["meeting", "theme"] = "theme" if view == "theme" else "meeting"
    listed = data.register(state, filters.of_decisions(chosen), order)
    found = narrowed_register(listed, wanted, today)
    words, who = st.columns((2.2, 1.8), vertical_alignment="center")
    with words:
        ui.note(_count_words(listed, found))
    with who:
        by = "" if state.is_read_only else person.name()
    registering.told(by, has_keys=view == "one")
    if by and registering.conflict(state, by):
        return
    if found.empty:
        ui.empty_state("No item is of this kind and state.", "Choose fewer kinds or states, or other words.")
        return
    if view == "one":
        register_queue.panel(state, found, by)
        return
    register_table.panel(state, found, by)
    if view != "table":
        ui.note(narrative.gaps_sentence(narrowed))
    shown = register_controls.page_of(found, PAGE_SIZE)
    if view == "theme":
        _by_theme(state, shown, by)
    elif view == "table":
        _as_table(shown)
    else:
        _by_meeting(state, shown, by)
    register_controls.pages(len(found), PAGE_SIZE)


def _count_words(listed: pd.DataFrame, found: pd.DataFrame) -> str:
    """Say how many items are shown and how many of them a person has still to look at."""
    shown, everything = found.drop_duplicates("id"), listed.drop_duplicates("id")
    n_waiting = int((shown["review"] == "proposed").sum())
    n_said = int((shown["progress_by"] != "").sum())
    return (
        f"Listed: {of_total(len(shown), len(everything), 'item')} of the register. "
        f"To be confirmed by a person: {n_waiting:,} of {len(shown):,}. "
        f"State said by a person: {n_said:,} of {len(shown):,}."
    )


def _by_meeting(state: data.State, listed: Any, by: str) -> None:
    meetings = data.records(state).meetings
    for meeting_id, rows in listed.groupby("meeting_id", sort=False):
        meeting = meetings[meeting_id]
        day = meeting.held_on.isoformat() if meeting.held_on else "date unknown"
        is_table = meeting.format == "table"
        said = "A table of proposals" if is_table else day
        ui.section(meeting.title, f"{said}. {counted(len(rows), 'item')} below.")
        if not is_table:
            _around(meeting)
        if by and not is_table:
            register_adding.panel(meeting, by)
        _cards(state, rows, str(meeting_id), by, has_meeting=False)


def _around(meeting: Meeting) -> None:
    with st.expander("Agenda and participants", key=f"meeting_{meeting.id}"):
        agenda = "".join(f"<li {ui.BIDI}>{ui.text(line)}</li>" for line in meeting.agenda)
        people = "".join(
            f"<li {ui.BIDI}>{ui.text(person.name)}"
            f"{ui.text(' (' + ', '.join(person.affiliations) + ')') if person.affiliations else ''}</li>"
            for person in meeting.participants
        )
        st.html(
            f"<h3>Agenda</h3>{f'<ol>{agenda}</ol>' if agenda else '<p>The report has no agenda.</p>'}"
            f"<h3>Participants</h3>{f'<ul>{people}</ul>' if people else '<p>The report lists nobody.</p>'}"
            f'<p class="note">Source: {ui.text(meeting.source or "not named")}</p>'
        )


def _by_theme(state: data.State, listed: Any, by: str) -> None:
    for theme, rows in listed.groupby("theme", sort=False):
        ui.section(theme or "Linked to no theme", f"{counted(len(rows), 'item')} below.")
        _cards(state, rows, str(rows["theme_id"].iloc[0]), by, has_meeting=True)


def _as_table(listed: Any) -> None:
    """Show the items as one plain table."""
    columns = {
        "Words of the report": listed["quote"],
        "Meeting": [cards.meeting_words(row) for row in listed.to_dict("records")],
        "Kind": listed["kind"].map(KIND_WORDS),
        "Owner": listed["owner"],
        "Due": [due_words(*due) for due in zip(listed["due"], listed["due_on"], strict=True)],
        "State": [
            progress_words(*said) for said in zip(listed["progress"], listed["progress_by"], strict=True)
        ],
        "Review": listed["review"].map(DECISION_REVIEW_WORDS),
    }
    st.html(ui.html_table(pd.DataFrame(columns), f"{counted(len(listed), 'item')} of the register"))


def _cards(state: data.State, rows: Any, place: str, by: str, *, has_meeting: bool) -> None:
    """Show decisions two abreast; what is no decision of its own comes after them, folded away."""
    decided, told = rows[rows["is_decision"]], rows[~rows["is_decision"]]
    _abreast(state, decided, place, by, has_meeting=has_meeting)
    if len(told):
        with st.expander(f"{_folded_words(told)} ({len(told)})", key=f"information_{place}"):
            _abreast(state, told, place, by, has_meeting=has_meeting)


def _folded_words(told: Any) -> str:
    """Name what is folded away by what is there: mere information, items merged with an earlier one."""
    if not told["is_merged"].any():
        return "Information given"
    if told["is_merged"].all():
        return "Repetitions of earlier decisions"
    return "Information given, and repetitions of earlier decisions"


def _abreast(state: data.State, rows: Any, place: str, by: str, *, has_meeting: bool) -> None:
    records = rows.to_dict("records")
    for first in range(0, len(records), 2):
        for column, row in zip(st.columns(2, gap="small"), records[first : first + 2], strict=False):
            with column:
                _decision(state, row, place, by, has_meeting=has_meeting)


def _decision(state: data.State, row: Any, place: str, by: str, *, has_meeting: bool) -> None:
    themes, why = ("", row["why"]) if has_meeting else (row["themes"], "")
    with st.container(key=f"card_decision_{place}_{row['id']}"):
        st.html(cards.decision_card(row, why, themes=themes, has_meeting=has_meeting))
        with st.expander(f"The paragraph behind it ({navigation.plain(row['paragraph'] or 'not numbered')})"):
            st.html(cards.paragraph(row["paragraph_text"], row["quote"]))
        if by:
            item = data.records(state).decisions[row["id"]]
            register_forms.actions(state, item, f"{place}_{row['id']}", by)
