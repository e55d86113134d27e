"""Who contradicts whom, and who joins whom: phrases of disagreement and agreement, and whom they are said to.

"With respect, the municipality changes its party" after "the brother from the Pacific" answers somebody; the
name of another speaker in the same paragraph says whom, else the speaker before does in a short answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from synthesis.coding.words import fold
from synthesis.community.messages.phrases import pattern
from synthesis.community.messages.speech import Sentence

ReplyKind = Literal["against", "with"]

SHORT_ANSWER = 120
"""Words of a turn that is taken to answer the one before it."""

NEAR = 2
"""Sentences around a phrase in which a name says whom it is for."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody answers somebody: the sentence (by its place in the list) that says so, and to whom."""

    at: int
    speaker: str
    to: str
    kind: ReplyKind
    is_named: bool


def find_replies(sentences: Sequence[Sentence]) -> tuple[Reply, ...]:
    """Find the replies among sentences in their order; one to nobody is to "" where nobody can be told."""
    names = _names(sentences)
    found: list[Reply] = []
    for at, each in enumerate(sentences):
        text = each.text.replace("’", "'")
        kind: ReplyKind | None = (
            "against" if pattern("against").search(text) else "with" if pattern("with").search(text) else None
        )
        if kind is None or each.is_order:
            continue
        named = _named_near(sentences, at, names)
        to = named or _before(sentences, at)
        found.append(Reply(at, each.speaker, to, kind, bool(named)))
    return tuple(found)


def _names(sentences: Sequence[Sentence]) -> Mapping[str, str]:
    """Map each part of a name, folded, that only one speaker has to the speaker."""
    owners: dict[str, set[str]] = {}
    for speaker in {each.speaker for each in sentences if each.speaker and not each.is_order}:
        for part in re.findall(r"[^\W_]{3,}", fold(speaker)):
            owners.setdefault(part, set()).add(speaker)
    return {part: next(iter(own)) for part, own in owners.items() if len(own) == 1}


def _named_near(sentences: Sequence[Sentence], at: int, names: Mapping[str, str]) -> str:
    """Return the speaker whose name stands nearest to a phrase, in its own sentence before those beside."""
    own = sentences[at]
    beside = [at]
    for step in range(1, NEAR + 1):
        beside += [at - step, at + step]
    for place in beside:
        if not 0 <= place < len(sentences) or sentences[place].turn != own.turn:
            continue
        for found in re.finditer(r"[^\W_]{3,}", sentences[place].text):
            speaker = names.get(fold(found[0])) if found[0][0].isupper() else None
            if speaker and speaker != own.speaker:
                return speaker
    return ""


def _before(sentences: Sequence[Sentence], at: int) -> str:
    """Return who spoke before, if this is a short answer; those who keep the order left aside."""
    own = sentences[at]
    n_words = sum(len(each.text.split()) for each in sentences if each.turn == own.turn)
    if n_words > SHORT_ANSWER:
        return ""
    for place in range(at - 1, -1, -1):
        other = sentences[place]
        if other.turn < own.turn - 3:
            return ""
        if other.turn != own.turn and not other.is_order and other.speaker != own.speaker:
            return other.speaker
    return ""
