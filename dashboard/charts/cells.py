"""What a heatmap lays over its cells: words, dotted frames, and places to click."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.look import INK, QUIET

Place = tuple[float, float]
"""The number of a column and of a row."""


def click_targets(
    x: Iterable[Any], y: Iterable[Any], size: int, customdata: Sequence[Sequence[Any]], hover: str
) -> go.Scatter:
    """Lay square markers of `size` pixels, which nearly cannot be seen, over cells.

    A heatmap itself tells nothing when it is clicked; the markers carry `customdata`, and show `hover`.
    """
    return go.Scatter(
        x=x,
        y=y,
        mode="markers",
        marker={"symbol": "square", "size": size, "color": "rgba(11,92,142,0.01)"},
        selected={"marker": {"opacity": 0.01}},
        unselected={"marker": {"opacity": 0.01}},
        customdata=customdata,
        hovertemplate=f"{hover}<extra></extra>",
        showlegend=False,
    )


def cell_words(cells: Iterable[tuple[Place, str]], size: int) -> list[dict[str, Any]]:
    """Return the words of cells as one list of annotations, because adding one by one is slow."""
    font = {"size": size, "color": INK}
    return [{"x": x, "y": y, "text": words, "showarrow": False, "font": font} for (x, y), words in cells]


def dotted_frames(cells: Iterable[Place], across: float, down: float) -> list[dict[str, Any]]:
    """Return a dotted frame for each cell, so far from its middle; a whole cell is 1 wide and high."""
    line = {"color": QUIET, "width": 1, "dash": "dot"}
    return [
        {"type": "rect", "x0": x - across, "x1": x + across, "y0": y - down, "y1": y + down, "line": line}
        for x, y in cells
    ]
