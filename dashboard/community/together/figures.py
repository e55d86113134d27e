"""Tidy tables of pairs -> figures; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import ACT, INK, QUIET, calmed, safe
from dashboard.community.grids import grid
from synthesis.models import GROUP_KINDS, Group
from synthesis.outputs.group_words import KINDS_WORDS
from synthesis.outputs.network import arc
from synthesis.outputs.together import labels

DARKEST = 0.8
"""Nearness from which a cell has the darkest colour; few pairs are nearer."""

_HOVER = (
    "%{customdata[2]} and %{customdata[3]}<br>Nearness %{customdata[4]}, %{customdata[5]}<br>"
    "Click to see why<extra></extra>"
)

_CONTACT = {True: "in contact", False: "not yet in contact"}

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross")
"""One for each kind of group, so that none is told by colour alone."""


def matrix(cells: pd.DataFrame, groups: Sequence[Group]) -> go.Figure:
    """Draw groups against groups: colour and words are the nearness; a frame says not yet in contact."""
    names = labels(groups)
    contact = [_CONTACT[bool(known)] for known in cells["in_contact"]]
    value = [f"{value:.2f}" for value in cells["value"]]
    hover = [
        f"{row} and {column}: nearness {near}, {known}"
        for row, column, near, known in zip(cells["row"], cells["column"], value, contact, strict=True)
    ]
    laid_out = cells.assign(words=value, hover=hover, is_framed=~cells["in_contact"].astype(bool))
    return grid(laid_out, names, names, DARKEST)


def network(nodes: pd.DataFrame, arcs: pd.DataFrame) -> go.Figure:
    """Draw groups one a row and an arc between those of a pair: solid where they are in contact."""
    figure = go.Figure()
    for each in arcs.itertuples():
        figure.add_trace(_arc(each))
    figure.add_trace(_tops(arcs))
    for kind in GROUP_KINDS:
        own = nodes[nodes["kind"] == kind]
        if len(own):
            figure.add_trace(_nodes(own, kind))
    figure.update_layout(
        clickmode="event+select",
        dragmode=False,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0},
    )
    figure.update_xaxes(showgrid=False, zeroline=False, showticklabels=False, ticks="")
    figure.update_yaxes(
        tickvals=nodes["row"],
        ticktext=[safe(name) for name in nodes["name"]],
        range=[len(nodes) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        ticks="",
    )
    return calmed(figure, len(nodes) * 26 + 80)


def _arc(each: Any) -> go.Scatter:
    x, y = arc(each.first, each.last)
    line = {
        "color": ACT if each.in_contact else QUIET,
        "width": 1 + 5 * each.value,
        "dash": "solid" if each.in_contact else "dash",
    }
    return go.Scatter(x=x, y=y, mode="lines", hoverinfo="skip", showlegend=False, line=line)


def _tops(arcs: pd.DataFrame) -> go.Scatter:
    """Return a dot at the farthest point of each arc, which tells of the pair and can be clicked."""
    contact = [_CONTACT[bool(known)] for known in arcs["in_contact"]]
    return go.Scatter(
        x=(arcs["last"] - arcs["first"]) / 2,
        y=(arcs["last"] + arcs["first"]) / 2,
        mode="markers",
        marker={"size": 9, "color": [ACT if known else QUIET for known in arcs["in_contact"]]},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        customdata=list(
            zip(
                arcs["one"],
                arcs["other"],
                map(safe, arcs["one_name"]),
                map(safe, arcs["other_name"]),
                [f"{value:.2f}" for value in arcs["value"]],
                contact,
                strict=True,
            )
        ),
        hovertemplate=_HOVER,
        showlegend=False,
    )


def _nodes(own: pd.DataFrame, kind: str) -> go.Scatter:
    return go.Scatter(
        x=[0] * len(own),
        y=own["row"],
        mode="markers",
        name=KINDS_WORDS[kind],
        hoverinfo="skip",
        cliponaxis=False,
        marker={
            "size": 12,
            "symbol": SYMBOLS[GROUP_KINDS.index(kind)],
            "color": "#FFFFFF",
            "line": {"color": INK, "width": 2},
        },
    )
