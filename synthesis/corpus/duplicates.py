"""Contributions that share their text are grouped, counted and never dropped: copies and campaign letters."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from synthesis.corpus.alike import bare_words, group_alike
from synthesis.models import Contribution, CopyGroup

N_IN_ROW = 5
"""Words in a row that are compared; shorter texts ("No comment") are nobody's copies."""


def group_copies(contributions: Sequence[Contribution]) -> tuple[CopyGroup, ...]:
    """Return the groups of two or more whose texts are the same or nearly so, in the order given."""
    members = _members_by_text(contributions)
    texts = list(members)
    return tuple(
        _copy_group([at for i in group for at in members[texts[i]]], contributions, is_exact=len(group) == 1)
        for group in group_alike(texts, N_IN_ROW)
        if sum(len(members[texts[i]]) for i in group) > 1
    )


def _members_by_text(contributions: Sequence[Contribution]) -> dict[tuple[str, ...], list[int]]:
    """Gather the places of each text, compared without case, accents, punctuation and spacing."""
    members: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, contribution in enumerate(contributions):
        words = tuple(bare_words(contribution.text))
        if len(words) >= N_IN_ROW:
            members[words].append(i)
    return members


def _copy_group(places: list[int], contributions: Sequence[Contribution], *, is_exact: bool) -> CopyGroup:
    ids = tuple(contributions[place].id for place in sorted(places))
    name = hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:12]
    return CopyGroup(f"copies-{name}", ids, is_exact)


def copies_among(contributions: Iterable[Contribution]) -> tuple[CopyGroup, ...]:
    """Group copies in the order of ids, so that two orders of loading give the same groups."""
    return group_copies(sorted(contributions, key=lambda contribution: contribution.id))
