"""A stocktaking whose codebook says what for and against mean, and the papers of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from synthesis.models import Assignment, Codebook, Filters, PositionGuide, Snapshot
from synthesis.outputs.papers import make_paper
from synthesis.outputs.papers.blocks import Paper, Statement, Table
from synthesis.outputs.tables import Frames, frames, stances
from tests.outputs.conftest import THEMES, a_snapshot

NO_FILTER = Filters()
WAYS = [
    NO_FILTER,
    Filters(copies_once=True),
    Filters(cycles=(2017,)),
    Filters(stakeholder_groups=("Civil Society",)),
    Filters(review=("accepted",)),
    Filters(themes=("visibility", "programme_size")),
    Filters(regions=("African Group",), without_repeats=True),
]
GUIDED = (
    PositionGuide("Wants coalitions seen more, or praises where they were.", label="seen more"),
    PositionGuide("Finds coalitions seen enough.", label="seen enough"),
)


def guided(snapshot: Snapshot) -> Snapshot:
    """The same stocktaking, whose codebook says what for and against mean on visibility."""
    first = replace(THEMES[0], position_for=GUIDED[0], position_against=GUIDED[1])
    return replace(snapshot, codebook=Codebook("Test themes", "1.3", (first, *THEMES[1:])))


GUIDED_FRAMES = frames(guided(a_snapshot()))


@cache
def guided_paper(kind: Any, filters: Filters) -> Paper:
    """Make a paper of the guided stocktaking, once for all tests; the theme summary is on visibility."""
    return make_paper(GUIDED_FRAMES, filters, kind, "visibility" if kind == "theme" else "")


def all_confirmed(snapshot: Snapshot) -> Snapshot:
    def confirm(each: Assignment) -> Assignment:
        return replace(each, codings=tuple(replace(c, status="accepted") for c in each.codings))

    return replace(
        snapshot,
        assignments=tuple(confirm(each) for each in snapshot.assignments),
        decisions=tuple(replace(d, review="confirmed") for d in snapshot.decisions),
        links=tuple(replace(link, status="confirmed") for link in snapshot.links),
    )


def statement(paper: Paper, key: str) -> Statement:
    (found,) = [each for each in paper.statements if each.key == key]
    return found


def words(paper: Paper) -> str:
    return "\n".join(
        str(getattr(block, "text", "")) if not isinstance(block, Table) else repr(block.rows)
        for block in paper.blocks
    )


def of_theme(paper: Paper, narrowed: Frames) -> Iterator[tuple[str, str, Statement]]:
    """Give each statement on what was said about a theme: the theme, the position or `spoke`."""
    for each in paper.statements:
        theme_id, _, position = each.key.partition("/")
        if theme_id in set(narrowed.themes["id"]) and position in (
            "spoke",
            "for",
            "against",
            "mixed",
            "unclear",
        ):
            yield theme_id, position, each


def takers(narrowed: Frames, theme_id: str, position: str) -> set[str]:
    said = stances(narrowed)
    said = said[said["theme_id"] == theme_id]
    return set(said["counts_as"] if position == "spoke" else said[said["position"] == position]["counts_as"])
