"""The form for a proposal: a new one, or one that is there; speakers are written one a line."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard import acting, data, ui
from dashboard.community import held
from dashboard.community.standards import asked, changes
from synthesis.community.standards.speakers import has_too_many_parts, read_speakers, write_speakers
from synthesis.community.standards.table import id_of
from synthesis.errors import InputError
from synthesis.models import SESSION_TYPES, SessionProposal

LONGEST = 20_000
SPEAKERS_ADVICE = (
    "One speaker a line: name; organisation; stakeholder group; region; gender; role; confirmed (yes or no). "
    "Leave out what is not given; nobody has to say a gender."
)
ATTENDS = {None: "Not said", True: "Yes", False: "No"}


def new(state: data.State, by: str) -> None:
    """Offer the form for a new proposal."""
    if state.is_read_only:
        return
    with st.expander("Add a proposal", key="add_proposal"):
        _form(state, None, by, f"new_{st.session_state.get('n_proposals', 0)}")


def change(state: data.State, proposal: SessionProposal, by: str) -> None:
    """Offer the form for a proposal that is there, and to take it out."""
    if state.is_read_only:
        return
    with st.expander("Edit this proposal", key="edit_proposal"):
        base = changes.base_of(state, proposal.id)
        _form(state, proposal, by, f"{proposal.id}_{base}")
        st.button(
            "Take this proposal out",
            key="remove_proposal",
            type="tertiary",
            disabled=not by,
            on_click=changes.remove,
            args=(proposal, base, by),
        )


def _form(state: data.State, proposal: SessionProposal | None, by: str, place: str) -> None:
    was = proposal or SessionProposal("", "", "DC session", _latest_year(state))
    key = partial("proposal_{1}_{0}".format, place)
    speakers = write_speakers(was.speakers)
    with st.form(f"proposal_form_{place}", border=False):
        st.text_input("Title", was.title, key=key("title"), max_chars=_room(was.title, 300))
        _about(state, was, key)
        st.text_area(
            "Description",
            was.description,
            key=key("description"),
            height=180,
            max_chars=_room(was.description, LONGEST),
        )
        st.text_area(
            "Speakers", speakers, key=key("speakers"), height=180, max_chars=_room(speakers, LONGEST),
            help=SPEAKERS_ADVICE,
        )  # fmt: skip
        ui.note(SPEAKERS_ADVICE)
        _proof(state, was, key)
        st.text_input("A note for the next reader, if you wish", key=key("note"), max_chars=300)
        base = changes.base_of(state, was.id) if proposal else 0
        st.form_submit_button(
            "Save the proposal", type="primary", disabled=not by, on_click=_keep, args=(was, base, key, by),
            key=f"save_{place}",
        )  # fmt: skip


def _latest_year(state: data.State) -> int | None:
    """Return the year of the newest proposals, for which the next one most likely is."""
    return max((each.cycle for each in held.records(state, SessionProposal) if each.cycle), default=None)


def _room(text: str, most: int) -> int:
    """Return how many characters a field takes: what is stored has to fit, however long it is."""
    return max(most, len(text))


def _about(state: data.State, was: SessionProposal, key: Any) -> None:
    names = asked.group_names(state)
    groups = {"": "No group"} | ({was.group_id: was.group_id} if was.group_id else {}) | names
    left, right = st.columns(2)
    left.selectbox(
        "Session type", SESSION_TYPES, SESSION_TYPES.index(was.session_type), key=key("session_type")
    )
    right.number_input("Year of the IGF", 2005, 2100, was.cycle, key=key("cycle"))
    left.selectbox(
        "Group",
        list(groups),
        list(groups).index(was.group_id),
        format_func=groups.__getitem__,
        key=key("group_id"),
    )
    right.text_input("Organiser", was.organiser, key=key("organiser"), max_chars=_room(was.organiser, 300))
    left.text_input("Format", was.format, key=key("format"), max_chars=_room(was.format, 300))
    right.number_input(
        "Duration in minutes",
        min(1, was.duration_minutes or 1),
        max(600, was.duration_minutes or 0),
        was.duration_minutes,
        key=key("duration_minutes"),
    )
    left.date_input(
        "Submitted on",
        was.submitted_on,
        min_value=date(2005, 1, 1),
        max_value=date(2100, 12, 31),
        key=key("submitted_on"),
        format="YYYY-MM-DD",
    )


def _proof(state: data.State, was: SessionProposal, key: Any) -> None:
    for label, field in (
        ("Activity report: what, when, where to find it", "activity_report"),
        ("Report of the last session", "last_session_report"),
        ("Outcome: what is to come out of it", "outcome"),
        ("Online participation", "online_participation"),
    ):
        st.text_area(
            label,
            getattr(was, field),
            key=key(field),
            height=80,
            max_chars=_room(getattr(was, field), LONGEST),
        )
    st.radio(
        "Does the group take part regularly in the coordination meetings?",
        list(ATTENDS),
        list(ATTENDS).index(was.attends_coordination),
        format_func=ATTENDS.__getitem__,
        horizontal=True,
        key=key("attends_coordination"),
    )
    themes = {each: each for each in was.theme_ids} | dict(data.theme_names(state))
    st.multiselect(
        "Themes", list(themes), list(was.theme_ids), format_func=themes.__getitem__, key=key("theme_ids")
    )


def _keep(was: SessionProposal, base: int, key: Any, by: str) -> None:
    """Save what the form says; what cannot be a proposal is told and stays in the form."""
    said = {field: st.session_state[key(field)] for field in _FIELDS}
    with acting.attempt(changes.PLACE):
        proposal = _made(was, said)
        note = st.session_state[key("note")]
        changes.save(changes.Change(proposal, base, by, note, is_new=not base))


_FIELDS = (
    "title", "session_type", "cycle", "group_id", "organiser", "description", "format", "duration_minutes",
    "submitted_on", "speakers", "activity_report", "last_session_report", "attends_coordination", "outcome",
    "online_participation", "theme_ids",
)  # fmt: skip


def _made(was: SessionProposal, said: dict[str, Any]) -> SessionProposal:
    """Make a proposal of what the form says.

    Raises
    ------
    InputError
        If it has no title, or a line of speakers says more than there are parts.
    """
    values: dict[str, Any] = {
        field: value.strip() if isinstance(value, str) else value for field, value in said.items()
    }
    if not values["title"]:
        raise InputError("The proposal has no title; nothing was saved.", "Title", "Write one.")
    if has_too_many_parts(values["speakers"]):
        hint = "Put a backslash before a semicolon that belongs to a value."
        raise InputError("A line of speakers has more than seven parts; nothing was saved.", "Speakers", hint)
    values |= {"speakers": read_speakers(values["speakers"]), "theme_ids": tuple(values["theme_ids"])}
    made = SessionProposal(was.id, source=was.source or "Entered on the page", **values)
    return made if made.id else SessionProposal(id_of(made), source=made.source, **values)
