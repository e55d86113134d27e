"""Pairs of groups as a matrix and as a network; both are drawn, and both are written as a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import ui
from dashboard.community import pair_choice, pair_figures
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
    names = [group.short_name for group in groups]
    ui.chart_with_table(
        "pairs_matrix",
        pair_figures.matrix(cells, groups),
        sentence,
        _written(square, names),
        on_select=_open_cell,
    )


def _written(square: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    laid_out = square.reindex(index=names, columns=names)
    words = laid_out.map(lambda value: "" if pd.isna(value) else f"{value:.2f}")
    return words.rename_axis("Group").reset_index()


def _open_cell() -> None:
    points = st.session_state["pairs_matrix"]["selection"]["points"]
    if points:
        one, other = points[0]["customdata"][:2]
        pair_choice.show_two(one, other)


def network(passing: Sequence[Pair], part: PartName | None) -> None:
    """Show the groups of the nearest pairs on a circle with lines between them."""
    nodes, lines = placed(passing, part)
    if nodes.empty:
        ui.empty_state("No pair passes.", "Ask for less nearness, or choose more kinds of group.")
        return
    sentence = (
        f"{counted(len(nodes), 'group')} and the {counted(len(lines), 'pair')} nearest to each other of those "
        "that pass. A solid line: in contact; a dashed line: not yet. The wider, the nearer."
    )
    names = dict(zip(nodes["id"], nodes["name"], strict=True))
    table = pd.DataFrame(
        {
            "Group": lines["one"].map(names),
            "And": lines["other"].map(names),
            "Nearness": [f"{value:.2f}" for value in lines["value"]],
            "Contact": lines["in_contact"].map(together.CONTACT_WORDS),
        }
    )
    ui.chart_with_table("pairs_network", pair_figures.network(nodes, lines), sentence, table)
