"""Cells -> a heatmap whose cells can be clicked, and then carry the ids of row and column; pure."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import SHARE_COLOURS, calmed, safe, wrapped
from dashboard.charts.cells import cell_words, click_targets, dotted_frames


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
    places = list(zip(x, y, strict=True))
    carried = list(zip(cells["row_id"], cells["column_id"], map(safe, cells["hover"]), strict=True))
    figure.add_trace(click_targets(x, y, row_height - 2, carried, "%{customdata[2]}<br>Click to see why"))
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
        annotations=cell_words(zip(places, cells["words"], strict=True), 12),
        shapes=dotted_frames(compress(places, cells["is_framed"]), 0.43, 0.4),
    )
    calm = calmed(figure, len(rows) * row_height + room)
    return calm.update_layout(margin_r=90) if turn else calm  # names that lean out need room


def _names(names: Mapping[str, str], width: int) -> dict[str, Any]:
    written = [wrapped(name, width) for name in names.values()]
    return {"tickvals": list(range(len(names))), "ticktext": written, "tickfont": {"size": 12}}


def _span(names: Mapping[str, str]) -> list[float]:
    return [-0.5, len(names) - 0.5]


def clicked(chart: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the ids of row and column of the cell that was clicked."""
    points = chart["selection"]["points"]
    return (points[0]["customdata"][0], points[0]["customdata"][1]) if points else None
