"""Meetings in their order, with the inputs before them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.look import INK, ROW, SHARE_COLOURS, calmed, safe, wrapped
from synthesis.outputs.trace.sentences import amounts_words

SHORT = pd.Timedelta(days=270)
"""Up to so long each month has a tick."""


def timeline(rows: pd.DataFrame) -> go.Figure:
    """Draw the inputs of each cycle as a bar, and each meeting as a dot in the lane of its body.

    Parameters
    ----------
    rows : DataFrame
        Of `trace.timeline`; what has no date is left out.
    """
    dated = rows[rows["first"] != ""]
    lanes = {lane: wrapped(lane, 22) for lane in dict.fromkeys(dated["lane"])}
    figure = go.Figure()
    for row in dated[dated["kind"] == "inputs"].to_dict("records"):
        figure.add_trace(_inputs_bar(row, lanes))
    figure.add_trace(_meeting_dots(dated[dated["kind"] == "meeting"], lanes))
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(lanes.values())[::-1],
        range=[-0.5, len(lanes) - 0.5],
    )
    figure.update_xaxes(type="date", tickformat="%b %Y", **_monthly(dated))
    figure.update_layout(showlegend=False, dragmode=False)
    return calmed(figure, len(lanes) * 2 * ROW + 70)


def _monthly(dated: pd.DataFrame) -> dict[str, Any]:
    """Tick each month once where the days span few; plotly would name a month at each of its weeks."""
    if dated.empty:
        return {}
    first, last = pd.Timestamp(dated["first"].min()), pd.Timestamp(dated["last"].max())
    if last - first > SHORT:
        return {}
    month = pd.DateOffset(months=1)
    return {"dtick": "M1", "range": [(first - month).isoformat(), (last + month).isoformat()]}


def _inputs_bar(row: dict[Any, Any], lanes: Mapping[str, str]) -> go.Scatter:
    """Draw a bar from the first to the last day, with its number above."""
    undated, days = ("", f"<br>{row['first']} to {row['last']}") if row["is_dated"] else (", no date", "")
    label = row["label"].lower().replace("inputs", "input" if row["n"] == 1 else "inputs", 1)
    lane, words = lanes[row["lane"]], f"{row['n']} {safe(label)}{undated}"
    return go.Scatter(
        x=[row["first"], row["last"]],
        y=[lane, lane],
        mode="markers+text" if row["first"] == row["last"] else "lines+text",
        line={"width": 14, "color": SHARE_COLOURS[-1]},
        marker={"size": 14, "symbol": "square", "color": SHARE_COLOURS[-1]},
        text=[f"{words}<br> ", ""],  # a second line, so that the words stand above the bar
        textposition="top right",
        textfont={"size": 13},
        cliponaxis=False,
        hovertemplate=f"{words}{days}<extra></extra>",
    )


def _meeting_dots(meetings: pd.DataFrame, lanes: Mapping[str, str]) -> go.Scatter:
    labels = [wrapped(label, 40) for label in meetings["label"]]
    amounts = [amounts_words(row) for row in meetings.to_dict("records")]
    return go.Scatter(
        x=meetings["first"],
        y=[lanes[lane] for lane in meetings["lane"]],
        mode="markers+text",
        marker={
            "size": [20 + 3 * min(n, 16) ** 0.5 for n in meetings["n"]],
            "color": "#FFFFFF",
            "line": {"color": INK, "width": 2},
        },
        text=[str(n) for n in meetings["n"]],
        textfont={"size": 13},
        cliponaxis=False,
        customdata=list(zip(labels, amounts, strict=True)),
        hovertemplate="%{x|%d %b %Y}<br>%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
    )
