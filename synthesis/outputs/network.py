"""Pairs of groups -> places on a circle and the lines between them: the same pairs, the same picture.

A circle needs no layout that runs until it settles: groups of a kind stand side by side, and a line tells no
more than its pair does.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

import pandas as pd

from synthesis.community.together import Pair
from synthesis.community.together.affinity import PartName
from synthesis.outputs.together import groups_of, value_of

MOST_GROUPS = 40
"""Groups drawn; with more, their names stand over each other."""

MOST_LINES = 80
"""Lines drawn, the nearest pairs first."""


def network(pairs: Sequence[Pair], part: PartName | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Place the groups of the nearest pairs on a circle.

    Returns
    -------
    nodes : DataFrame
        `id, name, kind, x, y, angle` (radians, the first at the top, clockwise).
    lines : DataFrame
        `one, other, x0, y0, x1, y1, value, in_contact`.
    """
    groups = groups_of(pairs[:MOST_LINES], MOST_GROUPS)
    placed = {group.id: _place(number, len(groups)) for number, group in enumerate(groups)}
    nodes = [(group.id, group.short_name, group.kind, *placed[group.id]) for group in groups]
    drawn = [pair for pair in pairs[:MOST_LINES] if pair.one.id in placed and pair.other.id in placed]
    lines = [
        (pair.one.id, pair.other.id, *placed[pair.one.id][:2], *placed[pair.other.id][:2])
        + (value_of(pair, part), pair.in_contact)
        for pair in drawn
    ]
    return (
        pd.DataFrame(nodes, columns=["id", "name", "kind", "x", "y", "angle"]),
        pd.DataFrame(lines, columns=["one", "other", "x0", "y0", "x1", "y1", "value", "in_contact"]),
    )


def _place(number: int, n: int) -> tuple[float, float, float]:
    angle = pi / 2 - 2 * pi * number / n
    return round(cos(angle), 4), round(sin(angle), 4), angle
