"""Saving a draft: what a person did to the version they saw becomes the next one, or a case to be settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

import streamlit as st

from dashboard import acting, data
from synthesis.models import Draft, DraftVersion
from synthesis.outputs.papers.blocks import Paper, PaperKind

PLACE = "drafts"

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
    state: data.State,
    base: Base,
    by: str,
    action: Action,
    note: str,
    *,
    keeps_words: bool = False,
    empties: str = "",
) -> None:
    """Do something to the version that a person looks at, and save it as the next one.

    With `keeps_words` what was open stays open; the field with the key `empties` is emptied once it is saved.
    """
    with acting.attempt(PLACE, Case(base.draft_id, base.version, action, note)):
        before = data.draft_history(state, base.draft_id)[base.version - 1].draft
        saved = _write(state, base, by, note, action(before, paper_of(state, before)))
        held = st.session_state.get("editing")
        if keeps_words and held is not None:
            held.version = saved
        else:
            st.session_state.pop("editing", None)
        if empties:
            st.session_state[empties] = ""


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
    with acting.attempt(PLACE, Case(base.draft_id, base.version, lambda *_: draft, note)):
        _write(state, base, by, note, draft, restores=earlier)
        st.session_state.pop("editing", None)


def _write(state: data.State, base: Base, by: str, note: str, draft: Draft, *, restores: int = 0) -> int:
    """Save a version and return its number."""
    version = data.store(state.url).save_draft(base.draft_id, draft, by, base.version, note, restores)
    acting.tell(PLACE, f"Saved as version {version}: {note[:1].lower()}{note[1:]}.")
    st.session_state.pop("doubt", None)
    return version


def paper_of(state: data.State, draft: Draft) -> Paper:
    """Return the paper of a draft as the program writes it now."""
    return data.paper(state, kind_of(draft), draft.theme, draft.filters)


def kind_of(draft: Draft) -> PaperKind:
    """Return which paper it is; as the store has it, and `make_paper` refuses what is none."""
    return cast(PaperKind, draft.kind)


def leave_case() -> None:
    """Drop what was not saved, and what was open."""
    acting.leave(PLACE)
    for held in ("editing", "doubt"):
        st.session_state.pop(held, None)
