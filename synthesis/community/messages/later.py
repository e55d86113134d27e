"""What meetings decided after a session on what its messages say: proposals, each with the reason.

A decision is proposed for a message if its meeting was held after the session and both say the same telling
words, two at least, or one where they carry the same theme; rarer words count more.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from synthesis.coding.topics.terms import find_terms
from synthesis.community.messages.subjects import SPOKEN
from synthesis.models import Decision, Meeting, Message, Session, Snapshot

MOST = 3
"""Decisions that are proposed for a message."""

THEME_WEIGHT = 1.0
"""What the same theme is worth beside the rarity of the words."""

SCORE_FROM = 4.0


@dataclass(frozen=True, slots=True)
class LaterDecision:
    """A decision that may have taken up a message, how strongly that is proposed, and why."""

    message_id: str
    decision: Decision
    meeting: Meeting
    score: float
    words: tuple[str, ...]
    theme_ids: tuple[str, ...]


def later_decisions(
    session: Session, messages: Sequence[Message], snapshot: Snapshot
) -> tuple[LaterDecision, ...]:
    """Propose decisions for the messages, at most `MOST` for each, the best first; none without a day."""
    if session.held_on is None:
        return ()
    meetings = {
        each.id: each for each in snapshot.meetings if each.held_on and each.held_on > session.held_on
    }
    decisions = [
        each
        for each in snapshot.decisions
        if each.meeting_id in meetings and each.review != "rejected" and each.kind != "information"
    ]
    said = {each.id: _terms(each.quote) for each in decisions}
    in_decisions = Counter(key for terms in said.values() for key in terms)
    themes = _themes(snapshot)
    found: list[LaterDecision] = []
    for message in messages:
        own = _terms(" ".join(_said(session, message)))
        scored = [
            _compared(
                message,
                each,
                meetings[each.meeting_id],
                own,
                said[each.id],
                themes,
                in_decisions,
                len(decisions),
            )
            for each in decisions
        ]
        likely = sorted(
            (each for each in scored if each.score >= SCORE_FROM),
            key=lambda each: (-each.score, each.decision.id),
        )
        found += likely[:MOST]
    return tuple(found)


def _said(session: Session, message: Message) -> Iterator[str]:
    """Yield what a message says: its places, and its words where people worded it.

    The words of a draft stand in its places; beside them they have names of speakers, which tie nothing.
    """
    if message.is_edited:
        yield message.text
    yield from (session.text[span.start : span.end] for span in message.cites)


def _compared(
    message: Message,
    decision: Decision,
    meeting: Meeting,
    own: Mapping[str, str],
    other: Mapping[str, str],
    themes: Mapping[str, frozenset[str]],
    in_decisions: Mapping[str, int],
    n: int,
) -> LaterDecision:
    shared = [key for key in own if key in other]
    both = tuple(sorted(themes.get(decision.id, frozenset()) & set(message.theme_ids)))
    rarity = {key: math.log((1 + n) / (1 + in_decisions[key])) for key in shared}
    enough = len(shared) >= 2 or (shared and both)
    score = sum(rarity.values()) + (THEME_WEIGHT if both else 0.0) if enough else 0.0
    words = tuple(own[key] for key in sorted(shared, key=lambda key: (-rarity[key], key))[:3])
    return LaterDecision(message.id, decision, meeting, score, words, both)


def _themes(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for link in snapshot.links:
        if link.theme_id and link.status != "rejected":
            found.setdefault(link.decision_id, set()).add(link.theme_id)
    return {decision: frozenset(themes) for decision, themes in found.items()}


def _terms(text: str) -> dict[str, str]:
    return {term.key: term.text for term in find_terms(text, SPOKEN) if " " not in term.key}
