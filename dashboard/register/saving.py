"""What a person does to the register, kept with the name; told once, undone, and settled where two met.

A change answers to the item as this person has seen it. Where somebody else has changed that meanwhile,
nothing is stored: both are shown, and the person says which stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from dashboard import acting, data, looking_back, navigation, ui
from synthesis import pipeline
from synthesis.errors import ConflictError
from synthesis.meetings.register import Changes
from synthesis.models import Decision
from synthesis.outputs.words import DECISION_REVIEW_WORDS, KIND_WORDS, PROGRESS_WORDS, PROPOSAL_WORDS
from synthesis.store import DecisionVersion

PLACE = "register"

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
    with acting.attempt(PLACE):
        make(Change(item, ask(), by, told, note))


def make(change: Change) -> None:
    """Store a change; a conflict is kept to be settled."""
    with acting.attempt(PLACE, change):
        store = data.store(data.current().url)
        try:
            version = pipeline.change_item(store, change.item, change.changes, change.by, change.note)
        except ConflictError:
            if not _is_done(change):
                raise
        else:
            kept(Mine(change.item.id, change.item.version, version), change.told)


def _is_done(change: Change) -> bool:
    """Whether somebody else did the very same: then there is nothing to settle."""
    now = data.store(data.current().url).decision_history(change.item.id)[-1]
    if any(getattr(now.decision, field) != value for field, value in change.changes.items()):
        return False
    close()
    acting.tell(PLACE, f"{now.changed_by} has just done the same.")
    return True


def add(item: Decision, by: str, told: str) -> None:
    """Store an item that this person found; it stands in an attempt of whoever asks."""
    pipeline.add_item(data.store(data.current().url), item, by)
    kept(Mine(item.id, 0, 1), told)


def kept(mine: Mine, told: str) -> None:
    """Remember what was done, to be undone, and close what was open."""
    acting.mine(PLACE).append(mine)
    acting.tell(PLACE, told)
    navigation.write("item", "")
    close()


def open_form(place: str, action: str, item: Decision | None) -> None:
    """Open a form for an item as it stands now, or for a new one."""
    st.session_state["register_open"] = (place, action, item)


def close() -> None:
    """Close the open form, and forget a conflict."""
    st.session_state.pop("register_open", None)
    acting.leave(PLACE)


def opened(place: str) -> tuple[str, Decision | None]:
    """Return which form is open at a place, and the item as it was then."""
    found = st.session_state.get("register_open")
    if found is None or found[0] != place:
        return "", None
    return found[1], found[2]


def told(by: str, *, has_keys: bool = False) -> None:
    """Show, once, what was done or why it was not, and a way to undo what was done."""
    acting.told(PLACE)
    if by and acting.mine(PLACE):
        st.button(
            "Undo my last change",
            key="undo_register",
            type="tertiary",
            shortcut="Z" if has_keys else None,
            on_click=acting.undo,
            args=(PLACE, partial(_take_back, by)),
        )


def restored(item: Decision, base_version: int, by: str, version: int) -> None:
    """Let an earlier version of an item stand again."""
    with acting.attempt(PLACE):
        store = data.store(data.current().url)
        new = pipeline.restore_item(store, item.id, version, by, base_version)
        kept(Mine(item.id, base_version, new), f"Version {version} stands again.")


def _take_back(by: str, last: Mine) -> None:
    store = data.store(data.current().url)
    if last.before:
        version = pipeline.restore_item(store, last.item_id, last.before, by, last.version)
    else:
        changes: Changes = {"review": "rejected", "reason": "Added by mistake"}
        version = store.review_decision(last.item_id, changes, by, last.version)
    mine = acting.mine(PLACE)
    # what was done to the same item before that can be undone next
    mine[:] = [
        replace(each, version=version)
        if each.item_id == last.item_id and each.version == last.before
        else each
        for each in mine
    ]
    close()
    acting.tell(PLACE, "Your last change is undone.")


def conflict(state: data.State, by: str) -> bool:
    """Show two changes of one item side by side, to be settled; return whether there is such a case."""
    change = acting.case(PLACE, Change)
    if change is None:
        return False
    history = data.store(state.url).decision_history(change.item.id)
    now = history[-1]
    who = now.changed_by or "The program"
    mine = {field: value for field, value in change.changes.items() if value != getattr(change.item, field)}
    acting.two_sides(
        PLACE,
        f"{who} has changed this item while you did.",
        (who, _listed(_difference(change.item, now.decision))),
        (f"{by} (you)", _listed(mine)),
        about=[f'<blockquote class="quote" {ui.BIDI}>{ui.text(now.decision.quote)}</blockquote>'],
    )
    acting.settle(PLACE, partial(make, replace(change, item=now.decision, by=by)), keep=close)
    return True


def _difference(before: Decision, after: Decision) -> Changes:
    return {
        field: getattr(after, field)
        for field in FIELD_WORDS
        if getattr(before, field) != getattr(after, field)
    }


def _listed(changes: Changes) -> str:
    return looking_back.listed(
        f"{FIELD_WORDS[field]}: {ui.text(_value_words(field, value))}" for field, value in changes.items()
    )


def _value_words(field: str, value: str | date | None) -> str:
    tables = {"kind": KIND_WORDS, "review": DECISION_REVIEW_WORDS, "progress": PROGRESS_WORDS}
    return tables.get(field, {}).get(str(value), str(value or "nothing"))


def history(versions: tuple[DecisionVersion, ...]) -> None:
    """Show every version of an item, the last first: who, when, and what it changed."""
    events = []
    for before, after in zip((None, *versions), versions, strict=False):
        who = after.changed_by or "The program"
        what = _listed(_difference(before.decision, after.decision)) if before else "<p>Entered it.</p>"
        events.append(looking_back.version(who, after.at, after.version, what, after.note))
    looking_back.history(events)
