"""Deadlines in lanes -> figure; pure, in the colours of `dashboard.charts`."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import INK, LINE, POSITION_COLOURS

ROW = 56
LABEL_WIDTH = 24

ONE_LABEL = timedelta(days=40)
"""Deadlines of a lane that follow each other within so many days share a label, for want of room."""


def lanes(table: pd.DataFrame) -> go.Figure:
    """Draw each deadline as a diamond in its lane, with its day above; near ones share one label.

    Parameters
    ----------
    table : DataFrame
        Of `deadline_table`: rows of a lane follow each other by time.
    """
    names = {lane: _wrapped(lane, LABEL_WIDTH) for lane in dict.fromkeys(table["lane"])}
    days = pd.to_datetime(table["day"])
    titles = [_wrapped(title, 40) for title in table["title"]]
    figure = go.Figure(
        go.Scatter(
            x=days,
            y=[names[lane] for lane in table["lane"]],
            mode="markers+text",
            marker={
                "size": 13,
                "symbol": "diamond",
                "color": POSITION_COLOURS["against"],
                "line": {"color": "#FFFFFF", "width": 1},
            },
            text=labels(table),
            textposition="top center",
            textfont={"size": 13},
            cliponaxis=False,
            customdata=list(zip(titles, table["until"], strict=True)),
            hovertemplate="%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
        )
    )
    return _laid_out(figure, list(names.values()), days)


def _laid_out(figure: go.Figure, names: list[str], days: pd.Series[pd.Timestamp]) -> go.Figure:
    figure.update_layout(
        height=len(names) * ROW + 70,
        margin={"l": 4, "r": 4, "t": 8, "b": 8},
        font={"family": '"Source Sans", "Source Sans 3", sans-serif', "size": 14, "color": INK},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"bgcolor": "#FFFFFF", "bordercolor": LINE, "font": {"color": INK, "size": 14}},
        showlegend=False,
        dragmode=False,
    )
    room = timedelta(days=20)
    spread = {"type": "date", "tickformat": "%b %Y", "range": [days.min() - room, days.max() + room]}
    figure.update_xaxes(automargin=True, fixedrange=True, gridcolor=LINE, **spread)
    figure.update_yaxes(
        automargin=True,
        fixedrange=True,
        gridcolor=LINE,
        type="category",
        categoryorder="array",
        categoryarray=names[::-1],
        range=[-0.5, len(names) - 0.5],
    )
    return figure


def labels(table: pd.DataFrame) -> list[str]:
    """Return a label for each row: its day, or for a run of near ones its span at the middle one."""
    found = [""] * len(table)
    for run in _runs(table):
        days = [pd.Timestamp(table["day"].iloc[place]) for place in run]
        found[run[len(run) // 2]] = _span(days)
    return found


def _runs(table: pd.DataFrame) -> list[list[int]]:
    """Return the places of rows that share a label."""
    runs = [[0]] if len(table) else []
    for before, after in pairwise(range(len(table))):
        is_same_lane = table["lane"].iloc[before] == table["lane"].iloc[after]
        gap = pd.Timestamp(table["day"].iloc[after]) - pd.Timestamp(table["day"].iloc[before])
        if is_same_lane and gap <= ONE_LABEL:
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs


def _span(days: list[pd.Timestamp]) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return f"{first.day} {first:%b}" + (f" ({len(days)})" if len(days) > 1 else "")
    start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%b}"
    return f"{start} to {last.day} {last:%b} ({len(days)})"


def _wrapped(name: str, width: int) -> str:
    """Break a name into lines, without what plotly would read as markup."""
    safe = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<br>".join(wrap(safe, width)) or " "
