"""Tidy tables of pairs -> figures; pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, degrees

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import ACT, INK, QUIET, SHARE_COLOURS, _calm, _safe
from synthesis.models import GROUP_KINDS, Group

DARKEST = 0.8
"""Nearness from which a cell has the darkest colour; few pairs are nearer."""

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross")
"""One for each kind of group, so that none is told by colour alone."""


def matrix(cells: pd.DataFrame, groups: Sequence[Group]) -> go.Figure:
    """Draw groups against groups: colour and words are the nearness.

    Markers that nearly cannot be seen lie over the cells and carry the ids of the two groups, because a
    heatmap itself tells nothing when it is clicked.
    """
    place = {group.id: number for number, group in enumerate(groups)}
    grid = [[None] * len(groups) for _ in groups]
    for cell in cells.itertuples():
        grid[place[cell.row_id]][place[cell.column_id]] = cell.value
    figure = go.Figure(
        go.Heatmap(
            z=grid, zmin=0, zmax=DARKEST, colorscale=SHARE_COLOURS, xgap=2, ygap=2,
            showscale=False, hoverinfo="skip",
        )
    )  # fmt: skip
    figure.add_trace(_targets(cells, place))
    names = [_safe(group.short_name) for group in groups]
    ticks = {"tickvals": list(range(len(groups))), "ticktext": names, "showgrid": False, "ticks": ""}
    figure.update_xaxes(**ticks, side="top", tickangle=-60, tickfont={"size": 12})
    figure.update_yaxes(**ticks, autorange="reversed", tickfont={"size": 12})
    figure.update_layout(
        clickmode="event+select",
        dragmode=False,
        annotations=_values(cells, place),
        shapes=_frames(cells[~cells["in_contact"].astype(bool)], place),
    )
    return _calm(figure, len(groups) * 30 + 150)


def _targets(cells: pd.DataFrame, place: dict[str, int]) -> go.Scatter:
    return go.Scatter(
        x=cells["column_id"].map(place),
        y=cells["row_id"].map(place),
        mode="markers",
        marker={"symbol": "square", "size": 26, "color": "rgba(11,92,142,0.01)"},
        selected={"marker": {"opacity": 0.01}},
        unselected={"marker": {"opacity": 0.01}},
        customdata=list(
            zip(
                cells["row_id"],
                cells["column_id"],
                map(_safe, cells["row"]),
                map(_safe, cells["column"]),
                [f"{value:.2f}" for value in cells["value"]],
                ["in contact" if known else "not yet in contact" for known in cells["in_contact"]],
                strict=True,
            )
        ),
        hovertemplate="%{customdata[2]} and %{customdata[3]}<br>Nearness %{customdata[4]}, %{customdata[5]}<br>"
        "Click to see why<extra></extra>",
        showlegend=False,
    )


def _values(cells: pd.DataFrame, place: dict[str, int]) -> list[dict[str, object]]:
    font = {"size": 11, "color": INK}
    return [
        {"x": place[c.column_id], "y": place[c.row_id], "text": f"{c.value:.2f}"[1:], "showarrow": False, "font": font}
        for c in cells.itertuples()
    ]  # fmt: skip


def _frames(cells: pd.DataFrame, place: dict[str, int]) -> list[dict[str, object]]:
    line = {"color": QUIET, "width": 1, "dash": "dot"}
    return [
        {
            "type": "rect", "x0": place[c.column_id] - 0.43, "x1": place[c.column_id] + 0.43,
            "y0": place[c.row_id] - 0.4, "y1": place[c.row_id] + 0.4, "line": line,
        }
        for c in cells.itertuples()
    ]  # fmt: skip


def network(nodes: pd.DataFrame, lines: pd.DataFrame) -> go.Figure:
    """Draw groups on a circle and lines between those of a pair: solid where they are in contact."""
    figure = go.Figure()
    for row in lines.itertuples():
        figure.add_trace(
            go.Scatter(
                x=[row.x0, row.x1], y=[row.y0, row.y1], mode="lines", hoverinfo="skip", showlegend=False,
                line={
                    "color": ACT if row.in_contact else QUIET,
                    "width": 1 + 5 * row.value,
                    "dash": "solid" if row.in_contact else "dash",
                },
            )
        )  # fmt: skip
    for kind in GROUP_KINDS:
        own = nodes[nodes["kind"] == kind]
        if len(own):
            figure.add_trace(_nodes(own, kind))
    figure.update_layout(
        annotations=[_label(row) for row in nodes.itertuples()],
        dragmode=False,
        legend={"orientation": "h", "y": -0.02, "yanchor": "top", "x": 0},
    )
    bare = {"showgrid": False, "zeroline": False, "showticklabels": False, "ticks": "", "range": [-1.7, 1.7]}
    figure.update_xaxes(**bare)
    figure.update_yaxes(**bare)
    return _calm(figure, 680)


def _nodes(own: pd.DataFrame, kind: str) -> go.Scatter:
    return go.Scatter(
        x=own["x"],
        y=own["y"],
        mode="markers",
        name=kind.capitalize(),
        marker={
            "size": 14,
            "symbol": SYMBOLS[GROUP_KINDS.index(kind)],  # type: ignore[arg-type]
            "color": "#FFFFFF",
            "line": {"color": INK, "width": 2},
        },
        customdata=[_safe(name) for name in own["name"]],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _label(row: object) -> dict[str, object]:
    """Return a name outside the circle, turned so that it runs away from it."""
    is_left = cos(row.angle) < -0.01  # type: ignore[attr-defined]
    turn = -degrees(row.angle) + (180 if is_left else 0)  # type: ignore[attr-defined]
    return {
        "x": row.x * 1.06,  # type: ignore[attr-defined]
        "y": row.y * 1.06,  # type: ignore[attr-defined]
        "text": _safe(row.name),  # type: ignore[attr-defined]
        "showarrow": False,
        "xanchor": "right" if is_left else "left",
        "textangle": turn,
        "font": {"size": 12, "color": INK},
    }
