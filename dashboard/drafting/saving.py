"""Saving a draft: what a person did to the version they saw becomes the next one, or a case to be settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

import streamlit as st

from dashboard import data, ui
from synthesis.errors import ConflictError, SynthesisError
from synthesis.models import Draft, DraftVersion
from synthesis.outputs.papers.blocks import Paper, PaperKind

Action = Callable[[Draft, Paper], Draft]
"""What a person does to a draft, so that it can be done to a later version too."""


class Base(Protocol):
    """The version of a draft that somebody looks at."""

    @property
    def draft_id(self) -> str:
        """The draft."""

    @property
    def version(self) -> int:
        """Its number, from 1 on."""


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody wanted to save on a version that is not the newest any more."""

    draft_id: str
    version: int
    action: Action
    note: str


def button(
    label: str,
    key: str,
    state: data.State,
    base: Base,
    by: str,
    action: Action,
    note: str,
    *,
    disabled: bool = False,
    is_main: bool = False,
    keeps_words: bool = False,
) -> None:
    """Show a button that does something to a draft and saves it.

    With `keeps_words` what stands in the text area, not saved yet, goes on standing there.
    """
    st.button(
        label,
        key=key,
        type="primary" if is_main else "secondary",
        disabled=disabled or not by,
        on_click=save,
        args=(state, base, by, action, note),
        kwargs={"keeps_words": keeps_words},
    )


def save(
    state: data.State, base: Base, by: str, action: Action, note: str, *, keeps_words: bool = False
) -> None:
    """Do something to the version that a person looks at, and save it as the next one."""
    history = data.draft_history(state, base.draft_id)
    before = history[base.version - 1].draft
    saved = _write(state, base, by, note, lambda: action(before, paper_of(state, before)), action=action)
    held = st.session_state.get("editing")
    if saved and keeps_words and held is not None:
        held.version = saved
    elif saved:
        st.session_state.pop("editing", None)


def undo(state: data.State, base: Base, by: str) -> None:
    """Show the button that brings the version before back, as often as there is one."""
    history = data.draft_history(state, base.draft_id)
    earlier = standing(history) - 1
    st.button(
        "Undo",
        key="undo_version",
        disabled=earlier < 1 or not by,
        on_click=bring_back,
        args=(state, base, by, earlier),
        help="Brings the version before back; every version is kept.",
    )


def standing(history: Sequence[DraftVersion]) -> int:
    """Return the version whose content the newest one has: another where that brought one back."""
    version = history[-1]
    while version.restores:
        version = history[version.restores - 1]
    return version.version


def bring_back(state: data.State, base: Base, by: str, earlier: int) -> None:
    """Save an earlier version as the newest."""
    draft = data.draft_history(state, base.draft_id)[earlier - 1].draft
    note = f"Brought version {earlier} back"
    if _write(state, base, by, note, lambda: draft, restores=earlier):
        st.session_state.pop("editing", None)


def _write(
    state: data.State,
    base: Base,
    by: str,
    note: str,
    make: Callable[[], Draft],
    *,
    action: Action | None = None,
    restores: int = 0,
) -> int:
    """Save a version and return its number; 0 where that has to be settled first, or cannot be done."""
    try:
        version = data.store(state.url, False).save_draft(
            base.draft_id, make(), by, base.version, note, restores
        )
    except ConflictError:
        brought = data.draft_history(state, base.draft_id)[restores - 1].draft if restores else None
        redone: Action = action or (lambda draft, paper: brought or draft)
        st.session_state["draft_case"] = Case(base.draft_id, base.version, redone, note)
        return 0
    except SynthesisError as error:
        st.session_state["draft_problem"] = error
        st.session_state.pop("draft_case", None)
        return 0
    st.session_state["draft_told"] = f"Saved as version {version}: {note[:1].lower()}{note[1:]}."
    for held in ("draft_case", "doubt"):
        st.session_state.pop(held, None)
    return version


def told() -> None:
    """Show, once, what the last action came to."""
    if words := st.session_state.pop("draft_told", ""):
        ui.done(words)
    error = st.session_state.pop("draft_problem", None)
    if isinstance(error, SynthesisError):
        ui.error_box(error.message, error.where, error.hint)


def paper_of(state: data.State, draft: Draft) -> Paper:
    """Return the paper of a draft as the program writes it now."""
    return data.paper(state, kind_of(draft), draft.theme, draft.filters)


def kind_of(draft: Draft) -> PaperKind:
    """Return which paper it is; as the store has it, and `make_paper` refuses what is none."""
    return cast(PaperKind, draft.kind)


def leave_case() -> None:
    """Drop what was not saved, and what was open."""
    for held in ("draft_case", "editing", "doubt"):
        st.session_state.pop(held, None)
