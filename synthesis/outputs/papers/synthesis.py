"""Frames -> the synthesis paper: all themes, in the order of how many contributions speak about each."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from synthesis.models import Topic
from synthesis.outputs import narrative
from synthesis.outputs.facts import Facts
from synthesis.outputs.papers.beyond import beyond, campaigns, not_covered
from synthesis.outputs.papers.blocks import Block, Contents, Heading, Paragraph, Statement, Table
from synthesis.outputs.papers.decided import decided, without_input
from synthesis.outputs.papers.opening import callouts, introduction, method, words_of_quantity
from synthesis.outputs.papers.sources import foreign, listing, sources_of
from synthesis.outputs.papers.theme_section import tell, theme_section
from synthesis.outputs.papers.year_section import year_section
from synthesis.outputs.phrases import percent, quoted
from synthesis.outputs.tables import Frames, theme_table
from synthesis.outputs.words import SIDES


def synthesis_paper(
    narrowed: Frames, about: Facts, agreement: str = "", topics: Sequence[Topic] = ()
) -> Iterator[Block]:
    """Put the paper together."""
    sources = sources_of(narrowed)
    yield from callouts(narrowed, about, agreement)
    yield Contents()
    yield from introduction(narrowed)
    if len(narrowed.universe):
        yield from words_of_quantity(narrowed)
    yield from at_a_glance(narrowed)
    for theme_id in themes_by_number(narrowed):
        told = tell(narrowed, theme_id, sources)
        yield from theme_section(told)
        yield from decided(told)
    yield from year_section(narrowed)
    yield from campaigns(narrowed, sources)
    yield from beyond(narrowed, topics, sources)
    if len(narrowed.universe):
        yield from not_covered(narrowed, sources)
    yield from without_input(narrowed)
    yield from method(narrowed, about)
    if len(narrowed.universe):
        yield Heading(1, "Annex: contributions")
        yield listing(narrowed, sources)


def themes_by_number(narrowed: Frames) -> list[str]:
    """Order the themes by how many contributions speak about each, the most first."""
    table = theme_table(narrowed)
    table = table[table["kind"] == "theme"].sort_values("n", ascending=False, kind="stable")
    return list(table["theme_id"])


def at_a_glance(narrowed: Frames) -> Iterator[Block]:
    """Set the themes side by side, and say what for and against mean on each."""
    yield Heading(1, "The themes at a glance")
    if not len(narrowed.universe):
        yield Statement("themes/coverage", narrative.coverage_sentence(narrowed))
    table = theme_table(narrowed)
    is_theme = table["kind"] == "theme"
    ranked = table[is_theme].sort_values("n", ascending=False, kind="stable")
    table = pd.concat([ranked, table[~is_theme]])
    if table.empty:
        return
    sides = SIDES if table["has_sides"].any() else {}
    headings = ("Theme", "Contributions", "Share", *sides.values(), "Groups", "Decisions")
    rows = tuple(_theme_cells(row, tuple(sides)) for row in table.to_dict("records"))
    yield Table(headings, rows, caption="Themes by number of contributions")
    yield from _meanings(ranked)


def _theme_cells(row: Mapping[Hashable, Any], sides: Sequence[str]) -> tuple[str, ...]:
    n, total = int(row["n"]), int(row["N"])
    counts = [f"{row[side]:,}" if row["has_sides"] else "" for side in sides]
    decisions = f"{row['n_decisions']:,}" if row["kind"] == "theme" else ""
    return (
        str(row["name"]),
        f"{n:,} of {total:,}",
        percent(n, total),
        *counts,
        f"{row['n_groups']:,}",
        decisions,
    )


def _meanings(table: pd.DataFrame) -> Iterator[Block]:
    """Say below the table what its columns For and Against mean for each theme that has labels."""
    said = []
    for name, *labels in zip(table["name"], table["for_label"], table["against_label"], strict=True):
        sides = [f"{side}: {label}" for side, label in zip(("for", "against"), labels, strict=True) if label]
        if sides:
            said.append(f"{quoted(foreign(name))}, {'; '.join(sides)}.")
    if said:
        yield Paragraph(f"What for and against mean. {' '.join(said)}")
