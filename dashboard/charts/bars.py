"""How many, group by group: for and against, and who is mentioned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.look import ACT, INK, POSITION_COLOURS, QUIET, ROW, calmed, group_label, safe, wrapped
from synthesis.outputs.words import POSITION_WORDS


def position_bars(groups: pd.DataFrame, words: Mapping[str, str] = POSITION_WORDS) -> go.Figure:
    """Draw for each group how many are for (to the right), against (to the left) and both (on the middle).

    Whose position is unclear stands in a column of its own, drawn to the same scale.

    Parameters
    ----------
    groups : DataFrame
        Of `tables.positions_by_group`: `value, n_for, n_against, n_mixed, n_unclear, n, N`.
    words : mapping of position to words, optional
        What the legend calls each.
    """
    shown = groups[groups["n"] > 0]
    names = [wrapped(group_label(group), 16) for group in shown["value"]]
    half = shown["n_mixed"] / 2
    starts = {"against": (-half, -1), "mixed": (-half, 1), "for": (half, 1), "unclear": (0 * half, 1)}
    figure = go.Figure()
    for position, (base, direction) in starts.items():
        bar = _side(shown[f"n_{position}"], position, direction)
        axis = "x2" if position == "unclear" else "x"
        figure.add_trace(bar.update(name=safe(words[position]), y=names, base=base, xaxis=axis))
    figure.update_layout(
        barmode="overlay",
        bargap=0.35,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        **_two_axes(shown, half),
    )
    figure.update_yaxes(autorange="reversed")
    return calmed(figure, len(shown) * ROW + 70)


def _side(counts: pd.Series[int], position: str, direction: int) -> go.Bar:
    """Draw the counts of one position to the right (1) or to the left (-1) of where they start."""
    return go.Bar(
        x=counts * direction,
        orientation="h",
        marker={"color": POSITION_COLOURS[position], "line": {"color": "#FFFFFF", "width": 1}},
        text=["" if n == 0 else str(n) for n in counts],
        textposition="inside",
        constraintext="none",
        textfont={"size": 13},
        textangle=0,
        insidetextanchor="middle",
        insidetextfont={"color": INK if position == "unclear" else "#FFFFFF"},
        customdata=counts,
        hovertemplate=f"%{{y}}: %{{customdata}} {POSITION_WORDS[position].lower()}<extra></extra>",
    )


GAP = 0.04
"""Of the width, between the sides and the column of what is unclear."""


def _two_axes(groups: pd.DataFrame, half: pd.Series[float]) -> dict[str, Any]:
    """Return the axis of the sides and that of the unclear, beside each other, a count as wide on both."""
    sides = pd.concat([groups["n_against"] + half, groups["n_for"] + half])
    widest = max(float(sides.max()) if len(sides) else 0.0, 1.0) * 1.05
    unclear = (float(groups["n_unclear"].max()) if len(groups) else 0.0) * 1.05
    part = unclear / (2 * widest + unclear) * (1 - GAP)
    middle = {"showticklabels": False, "showgrid": False, "zeroline": True, "zerolinecolor": QUIET}
    start = 1 - part if part else 1 - GAP
    return {
        "xaxis": {**middle, "range": [-widest, widest], "domain": [0, start - GAP if part else 1]},
        "xaxis2": {**middle, "range": [0, unclear or 1], "domain": [start, 1], "visible": bool(part)},
    }


def mention_bars(groups: pd.DataFrame) -> go.Figure:
    """Draw how many contributions mention each group, the most mentioned on top.

    Parameters
    ----------
    groups : DataFrame
        Of `groups.visibility`: `name, acronym, n, N`.
    """
    words = [f"{n:,} of {total:,}" for n, total in zip(groups["n"], groups["N"], strict=True)]
    figure = go.Figure(
        go.Bar(
            x=groups["n"],
            y=[
                wrapped(name, 20) for name in groups["acronym"].where(groups["acronym"] != "", groups["name"])
            ],
            orientation="h",
            marker={"color": ACT},
            text=words,
            textposition="outside",
            cliponaxis=False,
            textfont={"size": 13, "color": INK},
            customdata=[safe(name) for name in groups["name"]],
            hovertemplate="%{customdata}<br>%{text} contributions<extra></extra>",
        )
    )
    most = int(groups["n"].max()) if len(groups) else 1
    figure.update_layout(bargap=0.35, dragmode=False)
    figure.update_xaxes(range=[0, max(most, 1)], showticklabels=False, showgrid=False, zeroline=True)
    figure.update_yaxes(autorange="reversed")
    calmed(figure, len(groups) * 34 + 40)
    longest = max(map(len, words), default=0)
    return figure.update_layout(margin_r=7 * longest + 8)  # words fit beside the bars, however narrow
