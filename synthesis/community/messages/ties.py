"""What a message is about and what took it up: ties that the program proposes, and over them what people say.

>>> from synthesis.models import Message, Span
>>> given = SessionMessages("s", (Message("m1", "message", "Fewer.", (Span(0, 6),), ("size",)),))
>>> [(tie.theme_id, tie.status) for tie in theme_ties(given)]
[('size', 'proposed')]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from synthesis.community.messages.later import LaterDecision, later_decisions
from synthesis.errors import InputError
from synthesis.models import LinkStatus, Message, MessageTie, Session, SessionMessages, Snapshot

ADDED_BY_HAND = "added by a person"
"""The reason of a tie that the program did not propose, where the person gave none."""

LONGEST_NOTE = 200

_BY_CODER = "the program codes the words of the message so"


def theme_ties(given: SessionMessages) -> tuple[MessageTie, ...]:
    """Propose the themes that the coder found in the messages, in the order of the messages."""
    return tuple(
        MessageTie(given.id, message.id, theme_id=theme, why=_BY_CODER)
        for message in given.messages
        for theme in message.theme_ids
    )


def ties_of(
    session: Session, given: SessionMessages, snapshot: Snapshot, said: Iterable[MessageTie]
) -> tuple[MessageTie, ...]:
    """Return the ties of the messages of a session: what people said stands over what is proposed.

    Parameters
    ----------
    session, given
        The session and its messages.
    snapshot : Snapshot
        With the codebook, meetings and decisions; a tie to what is not there any more is left out.
    said : iterable of MessageTie
        What people said last of each tie, of any session.

    Returns
    -------
    tuple of MessageTie
        By message; confirmed ones first, then proposed, then rejected ones, themes before decisions.
    """
    names = {theme.id: theme.name for theme in snapshot.codebook.themes}
    later = later_decisions(session, given.messages, snapshot)
    proposed = [*theme_ties(given), *(_to_decision(given.id, each, names) for each in later)]
    ties = {tie.id: tie for tie in proposed} | {tie.id: tie for tie in said if tie.session_id == given.id}
    known = names.keys() | {decision.id for decision in snapshot.decisions}
    place = {message.id: at for at, message in enumerate(given.messages)}
    standing = [
        tie for tie in ties.values() if (tie.theme_id or tie.decision_id) in known and tie.message_id in place
    ]
    return tuple(sorted(standing, key=lambda tie: (place[tie.message_id], *_order(tie))))


def _order(tie: MessageTie) -> tuple[int, bool, float, str]:
    return ("confirmed", "proposed", "rejected").index(tie.status), not tie.theme_id, -tie.score, tie.id


def _to_decision(session_id: str, found: LaterDecision, names: Mapping[str, str]) -> MessageTie:
    words = ", ".join(f"“{word}”" for word in found.words)
    themes = ", ".join(names.get(each, each) for each in found.theme_ids)
    why = f"both say {words}" + (f", and both are about {themes}" if themes else "")
    return MessageTie(
        session_id, found.message_id, decision_id=found.decision.id, score=round(found.score, 2), why=why
    )


def judged_tie(
    ties: Sequence[MessageTie], wanted: MessageTie, status: LinkStatus, note: str = ""
) -> MessageTie:
    """Return a tie as a person leaves it: one of `ties` confirmed or rejected, or a new one confirmed.

    Raises
    ------
    InputError
        If a tie is to be rejected that nobody proposed, or the note is too long.
    """
    said = " ".join(note.split())
    if len(said) > LONGEST_NOTE:
        raise InputError(f"A note must have at most {LONGEST_NOTE} characters. Got {len(said)} instead.")
    seen = next((tie for tie in ties if tie.id == wanted.id), None)
    if seen is None and status == "rejected":
        hint = "`messages ties` lists those there are."
        raise InputError("There is no such tie to reject.", wanted.id, hint)
    return replace(seen or replace(wanted, score=1.0, why=said or ADDED_BY_HAND), status=status)


def confirmed_for(
    said: Iterable[MessageTie], messages: Mapping[str, SessionMessages], target: str
) -> list[tuple[MessageTie, Message]]:
    """Return the confirmed ties to a theme or decision with their messages; struck messages are left out."""
    found = []
    for tie in said:
        if tie.status != "confirmed" or target not in (tie.theme_id, tie.decision_id):
            continue
        own = messages.get(tie.session_id, SessionMessages(tie.session_id)).messages
        found += [(tie, each) for each in own if each.id == tie.message_id and not each.is_struck]
    return found
