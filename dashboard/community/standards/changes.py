"""What a person does to a proposal, kept with the name; conflicts are settled, versions looked back on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from dashboard import acting, data, looking_back, navigation, person, ui
from dashboard.community import held
from synthesis.models import SessionProposal
from synthesis.outputs.standards.history import differences, listed_version
from synthesis.store import Entry

PLACE = "proposals"


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wanted to save, the version it was made from, the note to it, and whether it is new."""

    proposal: SessionProposal
    base: int
    by: str
    note: str = ""
    is_new: bool = False


def name(state: data.State, why: str) -> str:
    """Return who changes something, or say what is missing; empty where nothing can be changed."""
    if state.is_read_only:
        ui.note("This dashboard is read-only: nothing can be added or changed here.")
        return ""
    given = person.name()
    if not given:
        ui.note(f"{why}, give your name above.")
    return given


def save(change: Change) -> None:
    """Store a proposal as a person left it; what somebody else did meanwhile is kept to be settled."""
    base = {change.proposal.id: change.base}
    with acting.attempt(PLACE, change):
        community = data.store(data.current().url).community
        saved = community.save([change.proposal], change.by, change.note, base)
        acting.tell(PLACE, "There was nothing to change." if saved.same else "The proposal is saved.")
        navigation.write("proposal", change.proposal.id)
        if change.is_new:  # the form for a new one is emptied
            st.session_state["n_proposals"] = st.session_state.get("n_proposals", 0) + 1


def remove(proposal: SessionProposal, base: int, by: str) -> None:
    """Take a proposal out; its versions are kept."""
    with acting.attempt(PLACE):
        data.store(data.current().url).community.remove(SessionProposal, proposal.id, by, base)
        acting.tell(PLACE, f"The proposal “{proposal.title}” is taken out; its versions are kept.")
        navigation.write("proposal", "")


def told() -> None:
    """Show, once, what was done or why it was not, and a conflict until it is settled."""
    acting.told(PLACE)
    if (change := acting.case(PLACE, Change)) is not None:
        _conflict(change)


def _conflict(change: Change) -> None:
    state = data.current()
    versions = data.store(state.url).community.history(SessionProposal, change.proposal.id)
    now = versions[-1]
    before = next((each.record for each in versions if each.version == change.base), None)
    theirs = ["They took it out."] if now.is_removed else differences(before, now.record)
    acting.two_sides(
        PLACE,
        f"{now.by} has changed this proposal while you did.",
        (now.by, _items(theirs)),
        (f"{change.by} (you)", _items(differences(before, change.proposal))),
    )
    acting.settle(PLACE, partial(save, replace(change, base=now.version)))


def _items(items: Sequence[str]) -> str:
    return looking_back.listed(map(ui.text, items))


def base_of(state: data.State, proposal_id: str) -> int:
    """Return the version of a proposal that is shown; 0 for one that is new."""
    return next((e.version for e in held.entries(state, SessionProposal) if e.record.id == proposal_id), 0)


def history(state: data.State, proposal: SessionProposal, by: str) -> None:
    """Show every version, the last first, and let an earlier one stand again."""
    store = data.store(state.url)
    versions = store.community.history(SessionProposal, proposal.id)
    with st.expander(f"Versions ({len(versions)})", key="proposal_versions"):
        for before, after in reversed(list(zip((None, *versions), versions, strict=False))):
            st.html(_version(before, after))
        if by:
            earlier = [each.version for each in versions[:-1] if not each.is_removed]
            looking_back.stand_again(PLACE, earlier, partial(_restore, versions, by))


def _restore(versions: Sequence[Entry[SessionProposal]], by: str, number: int) -> None:
    record = next(each.record for each in versions if each.version == number)
    save(Change(record, versions[-1].version, by, f"Version {number} stands again"))


def _version(before: Entry[SessionProposal] | None, after: Entry[SessionProposal]) -> str:
    head, items = listed_version(before, after)
    return f'<p class="said" {ui.BIDI}>{ui.text(head)}</p>{_items(items)}'
