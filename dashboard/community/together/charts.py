"""Pairs of groups as a matrix and as a network; both are drawn, and both are written as a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import ui
from dashboard.community import grids
from dashboard.community.together import choosing, figures
from synthesis.community.together import Pair
from synthesis.community.together.affinity import PartName
from synthesis.outputs import together
from synthesis.outputs.network import network as placed
from synthesis.outputs.phrases import counted

MOST_GROUPS = 24
"""Groups of a matrix: with more, a cell is too small to be hit."""


def matrix(passing: Sequence[Pair], part: PartName | None) -> None:
    """Show groups against groups; a click on a cell sets the two beside each other."""
    groups = together.groups_of(passing, MOST_GROUPS)
    if not groups:
        ui.empty_state("No pair passes.", "Ask for less nearness, or choose more kinds of group.")
        return
    cells = together.matrix(passing, groups, part)
    sentence = (
        f"{counted(len(groups), 'group')} that pass, those of the nearest pairs. The darker, the nearer; a "
        "dotted frame: not yet in contact. Click a cell, or choose the two below, to see why."
    )
    square = cells.pivot(index="row", columns="column", values="value") if len(cells) else pd.DataFrame()
    names = [*together.labels(groups).values()]
    with st.container(key="wide_pairs"):
        ui.chart_with_table(
            "pairs_matrix",
            figures.matrix(cells, groups),
            sentence,
            _written(square, names),
            on_select=lambda: _open("pairs_matrix"),
        )


def _written(square: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    laid_out = square.reindex(index=names, columns=names)
    words = laid_out.map(lambda value: "" if pd.isna(value) else f"{value:.2f}")
    return words.rename_axis("Group").reset_index()


def _open(chart: str) -> None:
    if found := grids.clicked(st.session_state[chart]):
        choosing.show_two(*found)


def _drawn_words(n_passing: int, arcs: pd.DataFrame) -> str:
    """Say which of the pairs that pass are drawn, and from what nearness on."""
    if len(arcs) == n_passing:
        return f"{counted(n_passing, 'pair')}, all that pass."
    least = float(arcs["value"].min())
    return (
        f"The {counted(len(arcs), 'pair')} nearest to each other of the {n_passing:,} that pass, "
        f"{least:.2f} and more; the list and the matrix show the others."
    )


def network(passing: Sequence[Pair], part: PartName | None) -> None:
    """Show the groups of the nearest pairs one a row, with arcs between those of a pair."""
    nodes, arcs = placed(passing, part)
    if nodes.empty:
        ui.empty_state("No pair passes.", "Ask for less nearness, or choose more kinds of group.")
        return
    sentence = (
        f"{_drawn_words(len(passing), arcs)} A solid line: in contact; a dashed line: not yet. "
        "The wider, the nearer. Click the dot of a line, or choose the two below, to see why."
    )
    table = pd.DataFrame(
        {
            "Group": arcs["one_name"],
            "And": arcs["other_name"],
            "Nearness": [f"{value:.2f}" for value in arcs["value"]],
            "Contact": arcs["in_contact"].map(together.CONTACT_WORDS),
        }
    )
    figure = figures.network(nodes, arcs)
    ui.chart_with_table("pairs_network", figure, sentence, table, on_select=lambda: _open("pairs_network"))
