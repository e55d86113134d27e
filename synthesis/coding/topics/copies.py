"""Passages in, those that say the same in the same or nearly the same words together out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from synthesis.coding.words import fold
from synthesis.corpus.duplicates import group_copies
from synthesis.models import Contribution, Passage


def group_passages(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Put passages that are the same, or nearly so, together.

    Returns
    -------
    list of lists of Passage
        Groups by the first of each, and within a group, in the order given.
    """
    same: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        same[fold(passage.text)].append(passage)
    firsts = [Contribution(id=own[0].id, text=own[0].text) for own in same.values()]
    leader = {
        copy: group.contribution_ids[0]
        for group in group_copies(firsts)
        for copy in group.contribution_ids[1:]
    }
    groups: dict[str, list[Passage]] = defaultdict(list)
    for own in same.values():
        groups[leader.get(own[0].id, own[0].id)] += own
    return list(groups.values())
