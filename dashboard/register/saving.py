"""What a person does to the register, kept with the name; told once, undone, and settled where two met.

A change answers to the item as this person has seen it. Where somebody else has changed that meanwhile,
nothing is stored: both are shown, and the person says which stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from dashboard import data, navigation, ui
from synthesis import pipeline
from synthesis.errors import ConflictError, SynthesisError
from synthesis.meetings.register import Changes
from synthesis.models import Decision
from synthesis.outputs.words import DECISION_REVIEW_WORDS, KIND_WORDS, PROGRESS_WORDS, PROPOSAL_WORDS
from synthesis.store import DecisionVersion

FIELD_WORDS = {
    "quote": "Words of the report",
    "kind": "Kind",
    "owner": "Owner",
    "due": "Due, as written",
    "due_on": "Due, as a date",
    "review": "Review",
    "reason": "Rejected because",
    "progress": "State",
    "progress_by": "State said by",
    "progress_reason": "Reason of the state",
    "superseded_by": "Superseded by",
    "restates": "Restates",
    "context": "Context",
    **PROPOSAL_WORDS,
}


@dataclass(frozen=True, slots=True)
class Change:
    """A change that a person asked for, of an item as the person has seen it."""

    item: Decision
    changes: Changes
    by: str
    told: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mine:
    """A change that this person made in this session: the version before it, and its own."""

    item_id: str
    before: int
    version: int


def asked(ask: Callable[[], Changes], item: Decision, by: str, told: str, note: str = "") -> None:
    """Make a change that the rules of the register may refuse; a refusal is told and changes nothing."""
    try:
        changes = ask()
    except SynthesisError as error:
        refused(error)
        return
    make(Change(item, changes, by, told, note))


def make(change: Change) -> None:
    """Store a change; a conflict is kept to be settled."""
    try:
        store = data.store(data.current().url, False)
        version = pipeline.change_item(store, change.item, change.changes, change.by, change.note)
    except ConflictError:
        _meet(change)
        return
    except SynthesisError as error:
        refused(error)
        return
    kept(Mine(change.item.id, change.item.version, version), change.told)


def _meet(change: Change) -> None:
    """Keep a conflict to be settled; where the other did the very same there is nothing to settle."""
    now = data.store(data.current().url, False).decision_history(change.item.id)[-1]
    if all(getattr(now.decision, field) == value for field, value in change.changes.items()):
        close()
        st.session_state["register_told"] = f"{now.changed_by} has just done the same."
    else:
        st.session_state["register_conflict"] = change


def add(item: Decision, by: str, told: str) -> None:
    """Store an item that this person found."""
    try:
        pipeline.add_item(data.store(data.current().url, False), item, by)
    except SynthesisError as error:
        refused(error)
        return
    kept(Mine(item.id, 0, 1), told)


def kept(mine: Mine, told: str) -> None:
    """Remember what was done, to be undone, and close what was open."""
    st.session_state.setdefault("my_changes", []).append(mine)
    st.session_state["register_told"] = told
    navigation.write("item", "")
    close()


def refused(error: SynthesisError) -> None:
    """Keep what could not be done, to be told."""
    st.session_state["register_problem"] = error


def open_form(place: str, action: str, item: Decision | None) -> None:
    """Open a form for an item as it stands now, or for a new one."""
    st.session_state["register_open"] = (place, action, item)


def close() -> None:
    """Close the open form, and forget a conflict."""
    for each in ("register_open", "register_conflict"):
        st.session_state.pop(each, None)


def opened(place: str) -> tuple[str, Decision | None]:
    """Return which form is open at a place, and the item as it was then."""
    found = st.session_state.get("register_open")
    if found is None or found[0] != place:
        return "", None
    return found[1], found[2]


def told(by: str, *, has_keys: bool = False) -> None:
    """Show, once, what was done, with a way to undo it; or why it was not done."""
    words = st.session_state.pop("register_told", "")
    if words:
        ui.done(words)
    error = st.session_state.pop("register_problem", None)
    if isinstance(error, SynthesisError):
        ui.error_box(error.message, error.where, error.hint)
    if by and st.session_state.get("my_changes"):
        st.button(
            "Undo my last change",
            key="undo_register",
            type="tertiary",
            shortcut="Z" if has_keys else None,
            on_click=_undo,
            args=(by,),
        )


def restored(item: Decision, version: int, base_version: int, by: str) -> None:
    """Let an earlier version of an item stand again."""
    try:
        store = data.store(data.current().url, False)
        new = pipeline.restore_item(store, item.id, version, by, base_version)
    except SynthesisError as error:
        refused(error)
        return
    kept(Mine(item.id, base_version, new), f"Version {version} stands again.")


def _undo(by: str) -> None:
    mine: list[Mine] = st.session_state["my_changes"]
    last = mine.pop()
    store = data.store(data.current().url, False)
    try:
        if last.before:
            version = pipeline.restore_item(store, last.item_id, last.before, by, last.version)
        else:
            changes: Changes = {"review": "rejected", "reason": "Added by mistake"}
            version = store.review_decision(last.item_id, changes, by, last.version)
    except SynthesisError as error:
        refused(error)
        return
    # what was done to the same item before that can be undone next
    st.session_state["my_changes"] = [
        replace(each, version=version)
        if each.item_id == last.item_id and each.version == last.before
        else each
        for each in mine
    ]
    close()
    st.session_state["register_told"] = "Your last change is undone."


def conflict(state: data.State, by: str) -> bool:
    """Show two changes of one item side by side, to be settled; return whether there is such a case."""
    change = st.session_state.get("register_conflict")
    if not isinstance(change, Change):
        return False
    history = data.store(state.url, state.is_read_only).decision_history(change.item.id)
    now = history[-1]
    who = now.changed_by or "The program"
    ui.error_box(
        f"{who} has changed this item while you did.",
        hint="Nothing is lost: both changes are below. Say which one stands.",
    )
    st.html(f'<blockquote class="quote" {ui.BIDI}>{ui.text(now.decision.quote)}</blockquote>')
    theirs = _difference(change.item, now.decision)
    mine = {field: value for field, value in change.changes.items() if value != getattr(change.item, field)}
    for whom, changes in ((who, theirs), (f"{by} (you)", mine)):
        st.html(f'<p class="said"><b {ui.BIDI}>{ui.text(whom)}</b></p>{_listed(changes)}')
    with st.container(horizontal=True, gap="small", key="settle"):
        st.button("Keep theirs", key="keep_theirs", on_click=close)
        st.button(
            "Put mine in its place",
            key="put_mine",
            on_click=make,
            args=(replace(change, item=now.decision, by=by),),
        )
    return True


def _difference(before: Decision, after: Decision) -> Changes:
    return {
        field: getattr(after, field)
        for field in FIELD_WORDS
        if getattr(before, field) != getattr(after, field)
    }


def _listed(changes: Changes) -> str:
    items = "".join(
        f"<li {ui.BIDI}>{FIELD_WORDS[field]}: {ui.text(_value_words(field, value))}</li>"
        for field, value in changes.items()
    )
    return f'<ul class="said">{items or "<li>The same as before.</li>"}</ul>'


def _value_words(field: str, value: str | date | None) -> str:
    tables = {"kind": KIND_WORDS, "review": DECISION_REVIEW_WORDS, "progress": PROGRESS_WORDS}
    return tables.get(field, {}).get(str(value), str(value or "nothing"))


def history(versions: tuple[DecisionVersion, ...]) -> str:
    """Return every version of an item as a list, the last first: who, when, and what it changed."""
    events = []
    for before, after in zip((None, *versions), versions, strict=False):
        who = after.changed_by or "The program"
        when = after.at.strftime("%d %B %Y, %H:%M UTC").lstrip("0") if after.at else "at an unknown time"
        what = _listed(_difference(before.decision, after.decision)) if before else "<p>Entered it.</p>"
        noted = f"<p>“{ui.text(after.note)}”</p>" if after.note else ""
        events.append(
            f'<li {ui.BIDI}><b>{ui.text(who)}</b> <span class="note">{ui.text(when)}, version '
            f"{after.version}</span>{what}{noted}</li>"
        )
    return f'<ul class="said history">{"".join(reversed(events))}</ul>'
