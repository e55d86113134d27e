"""How many, group by group: for and against, and who is mentioned."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.look import ACT, INK, POSITION_COLOURS, QUIET, ROW, calmed, group_label, safe, wrapped
from synthesis.outputs.words import POSITION_WORDS


def position_bars(groups: pd.DataFrame, words: Mapping[str, str] = POSITION_WORDS) -> go.Figure:
    """Draw for each group how many are for (to the right) and against (to the left).

    Parameters
    ----------
    groups : DataFrame
        Of `tables.positions_by_group`: `value, n_for, n_against, n_mixed, n_unclear, n, N`.
    words : mapping of position to words, optional
        What the legend calls each.
    """
    shown = groups[groups["n"] > 0]
    names = [wrapped(group_label(group), 16) for group in shown["value"]]
    figure = go.Figure()
    for position, direction in (("against", -1), ("mixed", -1), ("for", 1), ("unclear", 1)):
        bar = _side(shown[f"n_{position}"], position, direction)
        figure.add_trace(bar.update(name=safe(words[position]), y=names))
    widest = _widest(shown)
    figure.update_layout(
        barmode="relative",
        bargap=0.35,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    figure.update_xaxes(
        range=[-widest, widest], showticklabels=False, showgrid=False, zeroline=True, zerolinecolor=QUIET
    )
    figure.update_yaxes(autorange="reversed")
    return calmed(figure, len(shown) * ROW + 70)


def _side(counts: pd.Series[int], position: str, direction: int) -> go.Bar:
    """Draw the counts of one position to the right (1) or to the left (-1) of the middle."""
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


def _widest(groups: pd.DataFrame) -> float:
    left = (groups["n_against"] + groups["n_mixed"]).max() if len(groups) else 0
    right = (groups["n_for"] + groups["n_unclear"]).max() if len(groups) else 0
    return max(float(left), float(right), 1.0) * 1.05


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
