"""Cells -> a heatmap whose cells can be clicked; pure.

A heatmap itself tells nothing when it is clicked: square markers that nearly cannot be seen lie over the
cells and carry the ids of row and column.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import INK, QUIET, SHARE_COLOURS, calmed, safe, wrapped


def grid(
    cells: pd.DataFrame,
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    darkest: float,
    *,
    row_height: int = 30,
    room: int = 150,
    turn: int = -60,
) -> go.Figure:
    """Draw a heatmap.

    Parameters
    ----------
    cells : DataFrame
        `row_id, column_id, value, words, hover`, and `is_framed` for those with a dotted frame.
    rows, columns : mapping of id to name
        In their order.
    darkest : float
        Value from which a cell has the darkest colour.
    row_height, room : int, optional
        Pixels of a row, and of the names above the columns.
    turn : int, optional
        Degrees by which the names of columns are turned.
    """
    down = {row_id: number for number, row_id in enumerate(rows)}
    across = {column_id: number for number, column_id in enumerate(columns)}
    values: list[list[float | None]] = [[None] * len(columns) for _ in rows]
    for row_id, column_id, value in zip(cells["row_id"], cells["column_id"], cells["value"], strict=True):
        values[down[row_id]][across[column_id]] = value
    figure = go.Figure(
        go.Heatmap(
            z=values, zmin=0, zmax=darkest, colorscale=SHARE_COLOURS, xgap=2, ygap=2,
            showscale=False, hoverinfo="skip",
        )
    )  # fmt: skip
    x, y = cells["column_id"].map(across), cells["row_id"].map(down)
    figure.add_trace(_targets(cells, x, y, row_height))
    bare = {"showgrid": False, "zeroline": False, "ticks": ""}
    figure.update_xaxes(
        **bare,
        **_names(columns, 16 if turn == 0 else 40),
        side="top",
        tickangle=turn,
        range=_span(columns),
        ticklabeloverflow="allow",
    )
    figure.update_yaxes(**bare, **_names(rows, 30), range=_span(rows)[::-1])
    figure.update_layout(
        clickmode="event+select",
        dragmode=False,
        annotations=_words(cells, x, y),
        shapes=_frames(cells, x, y),
    )
    calm = calmed(figure, len(rows) * row_height + room)
    return calm.update_layout(margin_r=90) if turn else calm  # names that lean out need room


def _names(names: Mapping[str, str], width: int) -> dict[str, Any]:
    written = [wrapped(name, width) for name in names.values()]
    return {"tickvals": list(range(len(names))), "ticktext": written, "tickfont": {"size": 12}}


def _span(names: Mapping[str, str]) -> list[float]:
    return [-0.5, len(names) - 0.5]


def _targets(cells: pd.DataFrame, x: pd.Series, y: pd.Series, size: int) -> go.Scatter:
    return go.Scatter(
        x=x,
        y=y,
        mode="markers",
        marker={"symbol": "square", "size": size - 2, "color": "rgba(11,92,142,0.01)"},
        selected={"marker": {"opacity": 0.01}},
        unselected={"marker": {"opacity": 0.01}},
        customdata=list(zip(cells["row_id"], cells["column_id"], map(safe, cells["hover"]), strict=True)),
        hovertemplate="%{customdata[2]}<br>Click to see why<extra></extra>",
        showlegend=False,
    )


def _words(cells: pd.DataFrame, x: pd.Series, y: pd.Series) -> list[dict[str, Any]]:
    """Return the words of the cells as one list, because adding annotations one by one is slow."""
    font = {"size": 12, "color": INK}
    return [
        {"x": across, "y": down, "text": words, "showarrow": False, "font": font}
        for across, down, words in zip(x, y, cells["words"], strict=True)
    ]


def _frames(cells: pd.DataFrame, x: pd.Series, y: pd.Series) -> list[dict[str, Any]]:
    line = {"color": QUIET, "width": 1, "dash": "dot"}
    return [
        {
            "type": "rect", "x0": across - 0.43, "x1": across + 0.43,
            "y0": down - 0.4, "y1": down + 0.4, "line": line,
        }
        for across, down, is_framed in zip(x, y, cells["is_framed"], strict=True)
        if is_framed
    ]  # fmt: skip


def clicked(chart: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the ids of row and column of the cell that was clicked."""
    points = chart["selection"]["points"]
    return (points[0]["customdata"][0], points[0]["customdata"][1]) if points else None
