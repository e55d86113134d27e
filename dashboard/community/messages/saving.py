"""Saving what people do to messages: the next version or, where somebody was faster, a case to settle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard import acting, data, ui
from dashboard.community import held
from synthesis.errors import SynthesisError
from synthesis.models import SessionMessages
from synthesis.store import Entry

PLACE = "messages"

Action = Callable[[SessionMessages], SessionMessages]
"""What a person does to the messages, so that it can be done to a later version too."""


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody wanted to save on a version that is not the newest any more."""

    session_id: str
    version: int
    action: Action
    note: str


def entry_of(state: data.State, session_id: str) -> Entry[SessionMessages] | None:
    """Return the messages of a session as they stand."""
    return next((each for each in held.entries(state, SessionMessages) if each.record.id == session_id), None)


def save(state: data.State, base: Entry[SessionMessages], by: str, action: Action, note: str) -> None:
    """Do something to the version that a person looks at, and keep it as the next one."""
    session_id = base.record.id
    with acting.attempt(PLACE, Case(session_id, base.version, action, note)):
        changed = action(base.record)
        saved = data.store(state.url).community.save([changed], by, note, {session_id: base.version})
        is_same = session_id in saved.same
        acting.tell(PLACE, "Nothing was changed." if is_same else f"Saved: {note[:1].lower()}{note[1:]}.")


def conflict(
    state: data.State, newest: Entry[SessionMessages], before: SessionMessages | None, by: str
) -> bool:
    """Show what two people did to one version; return whether there is such a case."""
    case = acting.case(PLACE, Case)
    if case is None or case.session_id != newest.record.id:
        return False
    ui.error_box(
        "Somebody else has changed these messages while you had them open.",
        hint="Nothing is lost: theirs stands on the left, yours on the right. Say what becomes of yours.",
    )
    theirs, mine = st.columns(2, gap="large")
    with theirs:
        ui.section(f"Saved by {newest.by}, version {newest.version}", level=3)
        _listed(before, newest.record)
    with mine:
        ui.section(f"{by or 'You'}: {case.note[:1].lower()}{case.note[1:]}, not saved yet", level=3)
        try:
            wanted = case.action(before or newest.record)
            _listed(before, wanted)
        except SynthesisError as error:
            ui.error_box(error.message, error.where, error.hint)
    put = partial(save, state, newest, by, case.action, case.note)
    acting.settle(PLACE, put, words=acting.ON_TOP, can_put=bool(by))
    return True


def _listed(before: SessionMessages | None, after: SessionMessages) -> None:
    """List the messages that are other than before."""
    known = {each.id: each for each in before.messages} if before else {}
    changed = [each for each in after.messages if known.get(each.id) != each]
    lines = "".join(
        f"<li {ui.BIDI}>{ui.text(each.text)}{' (struck)' if each.is_struck else ''}</li>" for each in changed
    )
    st.html(f'<ul class="gaps">{lines}</ul>' if lines else '<p class="said">Another order.</p>')
