"""The passage before a reviewer and the answer begun on it: both stay until it is answered or skipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from dashboard import acting, data, navigation
from synthesis.models import Assignment, Filters, Position
from synthesis.outputs.words import POSITION_WORDS

PLACE = "review"


@dataclass
class Draft:
    """The answer as it stands on the screen, and the version of the passage that it answers to."""

    passage_id: str
    version: int
    themes: dict[str, Position] = field(default_factory=dict)
    last: str = ""
    """The theme chosen last: the keys for positions are its own."""
    came_up: Filters | None = None
    """The filters under which it came up as the next one; None where the address asked for it."""


def drafted() -> Draft | None:
    """Return the answer begun, None if there is none."""
    draft = st.session_state.get("draft")
    return draft if isinstance(draft, Draft) else None


def begun(state: data.State, chosen: Filters, left: Sequence[str]) -> str:
    """Return the passage that came up already, empty if there is none.

    It stays until this person answers or skips it, whatever others answer meanwhile: what is pressed next is
    meant for it. Only filters that leave it out bring up another.
    """
    draft = drafted()
    if draft is None or draft.came_up is None:
        return ""
    is_kept = draft.came_up == chosen or draft.passage_id in left
    return draft.passage_id if is_kept else ""


def draft_of(assignment: Assignment, chosen: Filters) -> Draft:
    """Return the answer begun on this passage; a new one starts from what stands or is proposed."""
    draft = drafted()
    if draft is None or draft.passage_id != assignment.passage_id:
        themes = {c.theme_id: c.position for c in assignment.codings if c.status != "rejected"}
        draft = Draft(assignment.passage_id, assignment.version, themes, next(iter(themes), ""))
        st.session_state["draft"] = draft
        st.session_state["review_note"] = ""
    is_asked_for = st.query_params.get("passage", "") == assignment.passage_id
    draft.came_up = None if is_asked_for else chosen
    return draft


def leave() -> None:
    """Go on to the next passage."""
    st.session_state.pop("draft", None)
    acting.leave(PLACE)
    navigation.write("passage", "")


def verdict_words(themes: Mapping[str, Position], names: Mapping[str, str]) -> str:
    """Return what was found in a passage in words.

    >>> verdict_words({"size": "for"}, {"size": "Size"})
    'Size (for)'
    >>> verdict_words({}, {})
    'none of the themes'
    """
    if not themes:
        return "none of the themes"
    return ", ".join(
        f"{names.get(theme, theme)} ({POSITION_WORDS[position].lower()})"
        for theme, position in themes.items()
    )
