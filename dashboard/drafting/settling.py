"""What a draft waits for: two people saved at once, or the data have changed under it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import acting, data, navigation, ui
from dashboard.drafting import saving, versions
from synthesis.errors import SynthesisError
from synthesis.models import DraftVersion
from synthesis.outputs.papers import edits
from synthesis.outputs.papers.blocks import Paper
from synthesis.outputs.papers.changed import (
    DataChange,
    compare,
    data_changes,
    forget,
    keep_as_own,
    telling,
)
from synthesis.outputs.phrases import counted, verb


def conflict(state: data.State, paper: Paper, history: Sequence[DraftVersion], by: str) -> bool:
    """Show what two people did to one version beside each other; return whether there is such a case."""
    case = acting.case(saving.PLACE, saving.Case)
    if case is None or case.draft_id != history[-1].draft_id:
        return False
    before, newest = history[case.version - 1].draft, history[-1]
    try:
        wanted = case.action(before, paper)
    except SynthesisError as error:  # the data have changed as well, and the statement is gone
        saving.leave_case()
        ui.error_box(error.message, error.where, error.hint)
        return False
    ui.error_box(
        "Somebody else has saved this draft while you had it open.",
        hint="Nothing is lost: both changes stand below. Say what becomes of yours.",
    )
    theirs, mine = st.columns(2, gap="large")
    with theirs:
        ui.section(f"Saved by {newest.by}, version {newest.version}", level=3)
        versions.differences(compare(paper, before, newest.draft))
    with mine:
        ui.section(f"{by or 'You'}: {case.note[:1].lower()}{case.note[1:]}, not saved yet", level=3)
        versions.differences(compare(paper, before, wanted))
    acting.told(saving.PLACE)
    acting.settle(
        saving.PLACE,
        partial(saving.save, state, newest, by, case.action, case.note),
        keep=saving.leave_case,
        words=acting.ON_TOP,
        can_put=bool(by),
    )
    return True


def changed(state: data.State, paper: Paper, newest: DraftVersion, by: str) -> None:
    """Show what the data did to the statements since the drafters took note, and settle it."""
    found = data_changes(paper, newest.draft)
    if not found:
        return
    waiting = [change for change in found if change.is_open]
    quiet = [change for change in found if not change.is_open]
    n = counted(len(found), "statement")
    with st.container(key="data_changed"):
        ui.section(
            "The data have changed",
            f"{n} {verb(len(found), 'is', 'are')} not as when the drafters last looked; "
            f"{len(waiting)} of them {verb(len(waiting), 'waits', 'wait')} for you to settle.",
        )
        for place, change in enumerate(waiting):
            with st.container(key=f"card_change_{place}", gap="small"):
                _change(change)
                _choices(state, newest, change, by, place)
        if quiet:
            _quiet(state, newest, quiet, by)


def _quiet(state: data.State, newest: DraftVersion, quiet: Sequence[DataChange], by: str) -> None:
    """List what nobody had edited: it is in the draft as it is now."""
    with st.expander(f"New, gone or taken over as they are: {len(quiet)}", key="quiet_changes"):
        for change in quiet:
            _change(change)
        saving.button(
            "I have seen these",
            "take_note",
            state,
            newest,
            by,
            edits.take_note,
            "Took note of what the data changed",
            keeps_words=True,
        )


_KINDS = {
    "edited": "Edited, and the program's statement is another now",
    "reworded": "Not edited: the new statement is in the draft",
    "new": "New: it is in the draft",
    "gone": "Gone: no contribution that passes the filters says it any more",
}


def _change(change: DataChange) -> None:
    told_numbers = f" {telling(change.before, change.now)}" if change.before and change.now else ""
    st.html(f'<p class="said"><b>{_KINDS[change.kind]}.</b>{ui.text(told_numbers)}</p>')
    if change.kind in ("edited", "reworded"):
        versions.side_by_side(("As it was", change.before), ("As it is now", change.now))
    else:
        st.html(f'<p class="said" {ui.BIDI}>{ui.text(change.before or change.now)}</p>')
    if change.words:
        st.html(f'<p class="note">Your words</p><p class="said" {ui.BIDI}>{ui.text(change.words)}</p>')


def _choices(state: data.State, base: saving.Base, change: DataChange, by: str, place: int) -> None:
    with st.container(horizontal=True, gap="small", key=f"choices_{place}"):
        if change.kind == "edited":
            _settle_edited(state, base, change, by, place)
        else:
            _settle_gone(state, base, change, by, place)


def _settle_edited(state: data.State, base: saving.Base, change: DataChange, by: str, place: int) -> None:
    key = change.key
    keep_words = "Keep my words" if change.words else "Leave it struck"
    saving.button(
        keep_words, f"keep_{place}", state, base, by, lambda d, p: edits.keep(d, p, key), "Kept an edit"
    )
    saving.button(
        "Take the new statement",
        f"take_{place}",
        state,
        base,
        by,
        lambda d, p: edits.as_generated(d, p, key),
        "Took the new statement",
    )
    st.button("Edit", key=f"edit_{place}", on_click=navigation.write, args=("statement", key))


def _settle_gone(state: data.State, base: saving.Base, change: DataChange, by: str, place: int) -> None:
    key = change.key
    saving.button(
        "Keep my words as a paragraph of our own",
        f"own_{place}",
        state,
        base,
        by,
        lambda d, p: keep_as_own(d, p, key),
        "Kept words whose statement is gone",
    )
    saving.button("Drop them", f"drop_{place}", state, base, by, lambda d, p: forget(d, key), "Dropped words")
