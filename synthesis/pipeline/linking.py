"""Decisions -> links to the themes and passages that they answer: proposed here, judged by people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from synthesis.coding.assign import ThemeCoder
from synthesis.errors import StoreError
from synthesis.models import Decision, DecisionLink, LinkStatus, Meeting, Snapshot
from synthesis.store import Linked, Store


def propose_links(
    snapshot: Snapshot, decisions: Sequence[Decision], meetings: Sequence[Meeting], coder: ThemeCoder
) -> tuple[DecisionLink, ...]:
    """Propose the themes that decisions answer, and the passages of a snapshot on these themes.

    What people said of links to themes counts: a rejected one leads to no passage.
    """
    from synthesis.meetings.answers import link_passages
    from synthesis.meetings.trace import link_decisions

    proposed = link_decisions(decisions, meetings, coder.codebook, coder)
    judged = {link.key: link for link in snapshot.links if link.theme_id and link.status != "proposed"}
    on_themes = {link.key: link for link in proposed} | judged
    asked = replace(snapshot, decisions=tuple(decisions), meetings=tuple(meetings))
    return (*proposed, *link_passages(asked, tuple(on_themes.values()), coder))


def propose_anew(snapshot: Snapshot, coder: ThemeCoder, items: Iterable[Decision] | None = None) -> Linked:
    """Propose what the decisions of a snapshot, all or these, are linked to as it stands.

    With each go the others of its paragraph, which take up each other's themes. Asked before something is
    stored, of the snapshot as it will stand then: links and items are stored together, or neither is.
    """
    asked = snapshot.decisions if items is None else items
    places = {(each.meeting_id, each.paragraph) for each in asked}
    decisions = tuple(each for each in snapshot.decisions if (each.meeting_id, each.paragraph) in places)
    links = propose_links(snapshot, decisions, snapshot.meetings, coder) if decisions else ()
    return Linked(decisions, links)


def with_items(snapshot: Snapshot, items: Iterable[Decision], *meetings: Meeting) -> Snapshot:
    """Return a snapshot as it will stand when these items are stored, new ones after those of before."""
    decisions = {each.id: each for each in (*snapshot.decisions, *items)}
    known = {each.id: each for each in (*snapshot.meetings, *meetings)}
    return replace(snapshot, decisions=tuple(decisions.values()), meetings=tuple(known.values()))


def judge_link(
    store: Store, target: DecisionLink, status: LinkStatus, by: str, note: str = ""
) -> DecisionLink:
    """Confirm or reject the link between these ends as it stands now, or add it; return it as it stands then.

    Raises
    ------
    StoreError
        If the decision, theme or passage is not there, or there is nothing to reject.
    """
    standing = {link.key: link for link in store.snapshot().links}.get(target.key, target)
    store.review_link(standing, status, by, note)
    found = {link.key: link for link in store.snapshot().links}.get(target.key)
    if found is None:
        raise StoreError("The theme of this link left the codebook meanwhile.", where=target.theme_id)
    return found
