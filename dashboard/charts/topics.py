"""Topics on a map, near where they share words."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.look import INK, SHARE_COLOURS, calmed, wrapped


def topic_map(places: pd.DataFrame) -> go.Figure:
    """Draw topics as numbered circles, near where they share words; the area is the number of contributions.

    Parameters
    ----------
    places : DataFrame
        `number, name, x, y, n`, one row per topic.
    """
    largest = max(int(places["n"].max()), 1)
    names = [wrapped(name, 40) for name in places["name"]]
    figure = go.Figure(
        go.Scatter(
            x=places["x"],
            y=places["y"],
            mode="markers+text",
            text=[str(number) for number in places["number"]],
            textfont={"size": 13, "color": INK},
            cliponaxis=False,
            marker={
                "size": places["n"],
                "sizemode": "area",
                "sizeref": 2 * largest / 40**2,
                "sizemin": 11,
                "color": SHARE_COLOURS[-1],
                "line": {"color": INK, "width": 1},
            },
            customdata=list(zip(names, places["n"], strict=True)),
            hovertemplate="%{customdata[0]}<br>%{customdata[1]} contributions<extra></extra>",
        )
    )
    spread = {"showgrid": False, "zeroline": False, "showticklabels": False, "ticks": ""}
    figure.update_xaxes(**spread, range=_with_room(places["x"]))
    figure.update_yaxes(**spread, range=_with_room(places["y"]))
    figure.update_layout(dragmode=False)
    return calmed(figure, 560)


def _with_room(values: pd.Series[float]) -> list[float]:
    """Return a range with room for the words beside the outermost points."""
    room = 0.25 * (values.max() - values.min()) or 1.0
    return [values.min() - room, values.max() + room]
