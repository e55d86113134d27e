"""Pairs of groups -> rows of groups and arcs between them: the same pairs, the same picture.

An arc diagram needs no layout that runs until it settles: groups stand one a row, so that every name can be
read at any width, and an arc tells no more than its pair does. Groups that are tied stand close (reverse
Cuthill-McKee), which keeps arcs short and apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import reverse_cuthill_mckee

from synthesis.community.together import Pair
from synthesis.community.together.affinity import PartName
from synthesis.models import Group
from synthesis.outputs.together import groups_of, labels, value_of

MOST_ARCS = 20
"""Pairs drawn, the nearest first: more lie over each other. The list and the matrix have the others."""

STEPS = 24
"""Straight pieces of an arc."""


def network(pairs: Sequence[Pair], part: PartName | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the groups of the nearest pairs their rows.

    Returns
    -------
    nodes : DataFrame
        `id, name, kind, row`, the first row 0.
    arcs : DataFrame
        `one, other, one_name, other_name, first, last, value, in_contact`: from row `first` to row `last`.
    """
    drawn = pairs[:MOST_ARCS]
    groups = _tied_close(groups_of(drawn), drawn)
    row = {group.id: place for place, group in enumerate(groups)}
    names = labels(groups)
    nodes = [(group.id, names[group.id], group.kind, row[group.id]) for group in groups]
    arcs = [
        (
            pair.one.id,
            pair.other.id,
            names[pair.one.id],
            names[pair.other.id],
            min(row[pair.one.id], row[pair.other.id]),
            max(row[pair.one.id], row[pair.other.id]),
            value_of(pair, part),
            pair.in_contact,
        )
        for pair in drawn
    ]
    columns = ["one", "other", "one_name", "other_name", "first", "last", "value", "in_contact"]
    return pd.DataFrame(nodes, columns=["id", "name", "kind", "row"]), pd.DataFrame(arcs, columns=columns)


def _tied_close(groups: Sequence[Group], pairs: Sequence[Pair]) -> list[Group]:
    """Order groups so that those of a pair stand close to each other."""
    place = {group.id: number for number, group in enumerate(groups)}
    ends = np.array([(place[pair.one.id], place[pair.other.id]) for pair in pairs], dtype=int).reshape(-1, 2)
    both = np.concatenate([ends, ends[:, ::-1]])
    shape = (len(groups), len(groups))
    tied = sparse.csr_matrix((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=shape)
    return [groups[int(number)] for number in reverse_cuthill_mckee(tied, symmetric_mode=True)]


def arc(first: int, last: int) -> tuple[list[float], list[float]]:
    """Return x and y of half an ellipse between two rows; it bulges by half of how far they are apart.

    >>> x, y = arc(0, 2)
    >>> y[0], y[-1], max(x)
    (0.0, 2.0, 1.0)
    """
    turns = [pi * step / STEPS for step in range(STEPS + 1)]
    half = (last - first) / 2
    return [round(half * sin(turn), 4) for turn in turns], [
        round(first + half * (1 - cos(turn)), 4) for turn in turns
    ]
