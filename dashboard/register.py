"""The register: what meetings decided, by meeting or by theme, each with its paragraph."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import cards, data, navigation, ui
from synthesis.models import Meeting
from synthesis.outputs import narrative, tables
from synthesis.outputs.phrases import counted
from synthesis.outputs.words import KIND_WORDS, PROGRESS_WORDS

BY = {"meeting": "By meeting", "theme": "By theme"}


def panel(state: data.State, narrowed: tables.Frames) -> None:
    """Show the decisions that pass the filters."""
    if len(narrowed.decisions) == 0:
        ui.empty_state(
            "No decision is here.", "Load the report of a meeting on the page Data, or remove a filter."
        )
        return
    ui.note(narrative.gaps_sentence(narrowed))
    by, kinds, states = _controls()
    listed = _kept(tables.decision_table(narrowed, by=by), kinds, states)
    if listed.empty:
        ui.empty_state("No decision is of this kind and state.", "Choose fewer kinds or states.")
    elif by == "meeting":
        _by_meeting(listed, data.records(state))
    else:
        _by_theme(listed)


def _controls() -> Any:
    view, kind, progress = st.columns((2, 1.8, 1.8), vertical_alignment="bottom")
    by = view.segmented_control(
        "View", list(BY), format_func=BY.get, default="meeting", required=True, key="by", bind="query-params"
    )
    kinds = kind.multiselect(
        "Kind",
        list(KIND_WORDS),
        format_func=KIND_WORDS.get,
        placeholder="All kinds",
        key="kind",
        bind="query-params",
    )
    states = progress.multiselect(
        "State",
        list(PROGRESS_WORDS),
        format_func=PROGRESS_WORDS.get,
        placeholder="All states",
        key="state",
        bind="query-params",
    )
    return by or "meeting", kinds, states


def _kept(listed: Any, kinds: list[str], states: list[str]) -> Any:
    if kinds:
        listed = listed[listed["kind"].isin(kinds)]
    return listed[listed["progress"].isin(states)] if states else listed


def _by_meeting(listed: Any, records: data.Records) -> None:
    for meeting_id, rows in listed.groupby("meeting_id", sort=False):
        meeting = records.meetings[meeting_id]
        day = meeting.held_on.isoformat() if meeting.held_on else "date unknown"
        ui.section(meeting.title, f"{day}. {counted(len(rows), 'item')} below.")
        _around(meeting)
        _cards(rows, str(meeting_id), has_meeting=False)


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


def _by_theme(listed: Any) -> None:
    for theme, rows in listed.groupby("theme", sort=False):
        ui.section(theme or "Linked to no theme", f"{counted(len(rows), 'item')} below.")
        _cards(rows, str(rows["theme_id"].iloc[0]), has_meeting=True)


def _cards(rows: Any, place: str, *, has_meeting: bool) -> None:
    """Show decisions two abreast; what is mere information comes after them, folded away."""
    decided, told = rows[rows["is_decision"]], rows[~rows["is_decision"]]
    _abreast(decided, place, has_meeting=has_meeting)
    if len(told):
        with st.expander(f"Information given ({len(told)})", key=f"information_{place}"):
            _abreast(told, place, has_meeting=has_meeting)


def _abreast(rows: Any, place: str, *, has_meeting: bool) -> None:
    records = rows.to_dict("records")
    for first in range(0, len(records), 2):
        for column, row in zip(st.columns(2, gap="small"), records[first : first + 2], strict=False):
            with column:
                _decision(row, place, has_meeting=has_meeting)


def _decision(row: Any, place: str, *, has_meeting: bool) -> None:
    themes, why = ("", row["why"]) if has_meeting else (row["themes"], "")
    with st.container(key=f"card_decision_{place}_{row['id']}"):
        st.html(cards.decision_card(row, why, themes=themes, has_meeting=has_meeting))
        with st.expander(f"The paragraph behind it ({navigation.plain(row['paragraph'] or 'not numbered')})"):
            st.html(cards.paragraph(row["paragraph_text"], row["quote"]))
