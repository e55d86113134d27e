"""Shares from cycle to cycle, each on the line of its interval."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.look import ACT, QUIET, calmed, safe
from synthesis.outputs.years.sentences import percent_words
from synthesis.outputs.years.shares import Weighting


def interval_dots(shares: pd.DataFrame, weighting: Weighting = "contributions") -> go.Figure:
    """Draw the share of each theme in each cycle as a dot on the line of its interval; the newest is filled.

    Parameters
    ----------
    shares : DataFrame
        Of `years.YearOnYear`: `theme, cycle, n, N, share, low, high, gap`, the cycles of a theme in a row.
    weighting : {"contributions", "groups"}
        By groups, `n of N` is not the share, which then stands as the label of the dot.
    """
    rows = shares.reset_index(drop=True)
    rows["words"] = [_words(row, weighting) for row in rows.to_dict("records")]
    rows["place"] = rows.index + rows.groupby("theme_id", sort=False).ngroup() + 1
    heads = rows.drop_duplicates("theme_id")
    drawn = rows[rows["gap"] == ""]
    figure = go.Figure(_dots(drawn, newest=rows["cycle"].max()))
    figure.update_layout(annotations=[*_block_heads(heads), *_gap_words(rows[rows["gap"] != ""])])
    ticks = [0, 0.25, 0.5, 0.75, 1]
    percents = [f"{tick:.0%}".replace("%", " %") for tick in ticks]
    figure.update_xaxes(range=[-0.02, 1.02], tickvals=ticks, ticktext=percents, side="top", zeroline=False)
    labels = [f"{cycle}: {words}" for cycle, words in zip(rows["cycle"], rows["words"], strict=True)]
    last = rows["place"].max() if len(rows) else 1
    figure.update_yaxes(
        range=[last + 0.6, -0.6], tickvals=rows["place"], ticktext=labels, showgrid=False, zeroline=False
    )
    figure.update_layout(dragmode=False)
    return calmed(figure, int(last + 1) * 30 + 40).update_layout(margin_r=28)


def _words(row: Mapping[Hashable, Any], weighting: Weighting) -> str:
    """Return what a dot shows: `n of N`, and where that is not the share, the share."""
    if weighting == "contributions" or row["gap"]:
        return f"{row['n']:,} of {row['N']:,}"
    return percent_words(row["share"])


def _dots(drawn: pd.DataFrame, newest: object) -> go.Scatter:
    """Draw each share on its interval, those of the newest cycle filled."""
    return go.Scatter(
        x=drawn["share"],
        y=drawn["place"],
        mode="markers",
        error_x={
            "array": drawn["high"] - drawn["share"],
            "arrayminus": drawn["share"] - drawn["low"],
            "color": QUIET,
            "thickness": 2,
            "width": 0,
        },
        marker={
            "size": 13,
            "color": [ACT if cycle == newest else "#FFFFFF" for cycle in drawn["cycle"]],
            "line": {"color": ACT, "width": 2},
        },
        customdata=[
            [safe(row["theme"]), row["cycle"], f"{row['n']:,} of {row['N']:,}"]
            for row in drawn.to_dict("records")
        ],
        hovertemplate="%{customdata[0]}, %{customdata[1]}<br>%{customdata[2]} contributions<br>"
        "%{x:.0%}, interval %{error_x}<extra></extra>",
    )


def _block_heads(heads: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the names of the themes as annotations, each above its cycles."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "showarrow": False}
    return [
        {**place, "y": row["place"] - 1, "text": f"<b>{safe(row['theme'])}</b>", "font": {"size": 14}}
        for row in heads.to_dict("records")
    ]


def _gap_words(rows: pd.DataFrame) -> list[dict[str, Any]]:
    place = {"x": 0, "xanchor": "left", "showarrow": False, "font": {"size": 13, "color": QUIET}}
    return [{**place, "y": row["place"], "text": safe(row["gap"])} for row in rows.to_dict("records")]
