"""Tidy table -> figure; pure, and the same colour always means the same.

blue        how many, which share        orange  against
green       for                          purple  both for and against
grey        the position is unclear      dotted  a group too small for a share to say much
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from synthesis.models import UNKNOWN
from synthesis.outputs.phrases import percent
from synthesis.outputs.words import POSITION_WORDS

POSITION_COLOURS = {"for": "#14746F", "against": "#C2570C", "mixed": "#6B5B95", "unclear": "#8C98A3"}
SHARE_COLOURS = ["#F3F6F8", "#DDEAF2", "#C3DBE8", "#A5CADE", "#84B6D2", "#66A3C5"]
"""Up to where the ink of the words on it keeps a contrast of 5 to 1."""
INK = "#1B2733"
ACT = "#0B5C8E"
QUIET = "#4B5863"
LINE = "#D5DDE3"
ROW = 44
"""Height of a row in pixels: a finger's width."""


def heatmap(cells: pd.DataFrame, total: str = "in all") -> go.Figure:
    """Draw themes against groups: colour is the share of the group's contributions, text is `n of N`.

    Square markers that nearly cannot be seen lie over the cells and carry `(theme_id, value)`, because
    a heatmap itself tells nothing when it is clicked.

    Parameters
    ----------
    cells : DataFrame
        Of `tables.theme_by_group`: `theme_id, theme, value, n, N, share, is_small`.
    total : str, optional
        What the number below a group is a number of.
    """
    groups = list(dict.fromkeys(cells["value"]))
    themes = cells.drop_duplicates("theme_id").set_index("theme_id")["theme"]
    columns = [_column_name(cells, group, total) for group in groups]
    rows = [_wrapped(name, 22) for name in themes]
    by_cell = cells.set_index(["theme_id", "value"])
    grid = by_cell["share"].unstack("value").reindex(index=themes.index, columns=groups)
    figure = go.Figure(
        go.Heatmap(
            z=grid.to_numpy(dtype=float),
            x=columns,
            y=rows,
            zmin=0,
            zmax=1,
            colorscale=SHARE_COLOURS,
            xgap=3,
            ygap=3,
            showscale=False,
            hoverinfo="skip",
        )
    )
    figure.add_trace(_click_targets(cells, dict(zip(themes.index, rows, strict=True)), groups, columns))
    figure.update_xaxes(side="top", ticks="", showgrid=False, tickangle=0, tickfont={"size": 13})
    figure.update_yaxes(autorange="reversed", ticks="", showgrid=False)
    figure.update_layout(
        clickmode="event+select",
        dragmode=False,
        annotations=_cell_words(by_cell, list(themes.index), groups),
        shapes=_small_frames(by_cell, list(themes.index), groups),
    )
    return _calm(figure, len(rows) * 66 + 80)


def _column_name(cells: pd.DataFrame, group: str, total: str) -> str:
    n = int(cells.loc[cells["value"] == group, "N"].iloc[0])
    return f"{_wrapped(_group(group), 12)}<br><i>{n} {total}</i>"


def _cell_words(by_cell: pd.DataFrame, themes: list[str], groups: list[str]) -> list[dict[str, Any]]:
    """Return the words of each cell as annotations; made as one list, because adding one by one is slow."""
    written = []
    for y, theme in enumerate(themes):
        for x, group in enumerate(groups):
            cell = by_cell.loc[(theme, group)]
            words = f"{cell['n']} of {cell['N']}" + ("<br>few" if cell["is_small"] else "")
            font = {"size": 13, "color": INK}
            written.append(
                {"x": x, "y": y, "text": words if cell["N"] else "none", "showarrow": False, "font": font}
            )
    return written


def _small_frames(by_cell: pd.DataFrame, themes: list[str], groups: list[str]) -> list[dict[str, Any]]:
    """Return a dotted frame for each cell of a group too small for a share to say much."""
    line = {"color": QUIET, "width": 1, "dash": "dot"}
    return [
        {"type": "rect", "x0": x - 0.44, "x1": x + 0.44, "y0": y - 0.42, "y1": y + 0.42, "line": line}
        for y, theme in enumerate(themes)
        for x, group in enumerate(groups)
        if by_cell.loc[(theme, group), "is_small"]
    ]


def _click_targets(
    cells: pd.DataFrame, rows: dict[str, str], groups: list[str], columns: list[str]
) -> go.Scatter:
    place = dict(zip(groups, columns, strict=True))
    can_open = cells[cells["n"] > 0]
    share = [percent(int(n), int(total)) for n, total in zip(can_open["n"], can_open["N"], strict=True)]
    return go.Scatter(
        x=[place[group] for group in can_open["value"]],
        y=[rows[theme] for theme in can_open["theme_id"]],
        mode="markers",
        marker={"symbol": "square", "size": 54, "color": "rgba(11,92,142,0.01)"},
        selected={"marker": {"opacity": 0.01}},
        unselected={"marker": {"opacity": 0.01}},
        customdata=list(
            zip(can_open["theme_id"], can_open["value"], can_open["theme"], can_open["n"], share, strict=True)
        ),
        hovertemplate="%{customdata[1]}<br>%{customdata[2]}<br>%{customdata[3]} contributions, "
        "%{customdata[4]} of the group<br>Click to read them<extra></extra>",
        showlegend=False,
    )


def interval_dots(shares: pd.DataFrame) -> go.Figure:
    """Draw the share of each theme in each cycle as a dot on the line of its interval; the newest is filled.

    Parameters
    ----------
    shares : DataFrame
        Of `years.YearOnYear`: `theme, cycle, n, N, share, low, high, gap`, the cycles of a theme in a row.
    """
    rows = shares.reset_index(drop=True)
    rows["place"] = rows.index + rows.groupby("theme_id", sort=False).ngroup() + 1
    heads = rows.drop_duplicates("theme_id")
    drawn = rows[rows["gap"] == ""]
    is_newest = drawn["cycle"] == rows["cycle"].max()
    figure = go.Figure(
        go.Scatter(
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
                "color": [ACT if newest else "#FFFFFF" for newest in is_newest],
                "line": {"color": ACT, "width": 2},
            },
            customdata=[
                [_safe(row["theme"]), row["cycle"], f"{row['n']:,} of {row['N']:,}"]
                for row in drawn.to_dict("records")
            ],
            hovertemplate="%{customdata[0]}, %{customdata[1]}<br>%{customdata[2]} contributions<br>"
            "%{x:.0%}, interval %{error_x}<extra></extra>",
        )
    )
    figure.update_layout(annotations=[*_block_heads(heads), *_gap_words(rows[rows["gap"] != ""])])
    ticks = [0, 0.25, 0.5, 0.75, 1]
    figure.update_xaxes(
        range=[-0.02, 1.02], tickvals=ticks, ticktext=[f"{tick:.0%}".replace("%", " %") for tick in ticks]
    )
    figure.update_xaxes(side="top", zeroline=False)
    labels = [f"{row['cycle']}: {row['n']:,} of {row['N']:,}" for row in rows.to_dict("records")]
    last = rows["place"].max() if len(rows) else 1
    figure.update_yaxes(
        range=[last + 0.6, -0.6], tickvals=rows["place"], ticktext=labels, showgrid=False, zeroline=False
    )
    figure.update_layout(dragmode=False)
    return _calm(figure, int(last + 1) * 30 + 40).update_layout(margin_r=28)


def _block_heads(heads: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the names of the themes as annotations, each above its cycles."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "showarrow": False}
    return [
        {**place, "y": row["place"] - 1, "text": f"<b>{_safe(row['theme'])}</b>", "font": {"size": 14}}
        for row in heads.to_dict("records")
    ]


def _gap_words(rows: pd.DataFrame) -> list[dict[str, Any]]:
    place = {"x": 0, "xanchor": "left", "showarrow": False, "font": {"size": 13, "color": QUIET}}
    return [{**place, "y": row["place"], "text": _safe(row["gap"])} for row in rows.to_dict("records")]


def topic_map(places: pd.DataFrame) -> go.Figure:
    """Draw topics as numbered circles, near where they share words; the area is the number of contributions.

    Parameters
    ----------
    places : DataFrame
        `number, name, x, y, n`, one row per topic.
    """
    largest = max(int(places["n"].max()), 1)
    names = [_wrapped(name, 40) for name in places["name"]]
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
    return _calm(figure, 560)


def _with_room(values: pd.Series[float]) -> list[float]:
    """Return a range with room for the words beside the outermost points."""
    room = 0.25 * (values.max() - values.min()) or 1.0
    return [values.min() - room, values.max() + room]


def timeline(rows: pd.DataFrame) -> go.Figure:
    """Draw the inputs of each cycle as a bar, and each meeting as a dot in the lane of its body.

    Parameters
    ----------
    rows : DataFrame
        Of `trace.timeline`; what has no date is left out.
    """
    dated = rows[rows["first"] != ""]
    lanes = {lane: _wrapped(lane, 22) for lane in dict.fromkeys(dated["lane"])}
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
    figure.update_xaxes(type="date", tickformat="%b %Y")
    figure.update_layout(showlegend=False, dragmode=False)
    return _calm(figure, len(lanes) * 2 * ROW + 70)


def _inputs_bar(row: dict[Any, Any], lanes: Mapping[str, str]) -> go.Scatter:
    """Draw a bar from the first to the last day, with its number above."""
    lane, words = lanes[row["lane"]], f"{row['n']} {_safe(row['label'].lower())}"
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
        hovertemplate=f"{words}<br>{row['first']} to {row['last']}<extra></extra>",
    )


def _meeting_dots(meetings: pd.DataFrame, lanes: Mapping[str, str]) -> go.Scatter:
    labels = [_wrapped(label, 40) for label in meetings["label"]]
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
        customdata=list(zip(labels, meetings["n"], meetings["n_before"], strict=True)),
        hovertemplate="%{x|%d %b %Y}<br>%{customdata[0]}<br>%{customdata[1]} decisions, "
        "after %{customdata[2]} contributions<extra></extra>",
    )


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
    names = [_wrapped(_group(group), 16) for group in shown["value"]]
    figure = go.Figure()
    for position, direction in (("against", -1), ("mixed", -1), ("for", 1), ("unclear", 1)):
        counts = shown[f"n_{position}"]
        figure.add_trace(
            go.Bar(
                name=_safe(words[position]),
                x=counts * direction,
                y=names,
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
        )
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
    return _calm(figure, len(shown) * ROW + 70)


def mention_bars(groups: pd.DataFrame) -> go.Figure:
    """Draw how many contributions mention each group, the most mentioned on top.

    Parameters
    ----------
    groups : DataFrame
        Of `groups.visibility`: `name, acronym, n, N`.
    """
    figure = go.Figure(
        go.Bar(
            x=groups["n"],
            y=[
                _wrapped(name, 34)
                for name in groups["acronym"].where(groups["acronym"] != "", groups["name"])
            ],
            orientation="h",
            marker={"color": ACT},
            text=[f"{n:,} of {total:,}" for n, total in zip(groups["n"], groups["N"], strict=True)],
            textposition="outside",
            cliponaxis=False,
            textfont={"size": 13, "color": INK},
            customdata=[_safe(name) for name in groups["name"]],
            hovertemplate="%{customdata}<br>%{text} contributions<extra></extra>",
        )
    )
    most = int(groups["n"].max()) if len(groups) else 1
    figure.update_layout(bargap=0.35, dragmode=False)
    figure.update_xaxes(range=[0, max(most, 1) * 1.3], showticklabels=False, showgrid=False, zeroline=True)
    figure.update_yaxes(autorange="reversed")
    return _calm(figure, len(groups) * 34 + 40)


def _widest(groups: pd.DataFrame) -> float:
    left = (groups["n_against"] + groups["n_mixed"]).max() if len(groups) else 0
    right = (groups["n_for"] + groups["n_unclear"]).max() if len(groups) else 0
    return max(float(left), float(right), 1.0) * 1.05


def _calm(figure: go.Figure, height: int) -> go.Figure:
    figure.update_layout(
        height=height,
        margin={"l": 4, "r": 4, "t": 8, "b": 8},
        font={"family": '"Source Sans", "Source Sans 3", sans-serif', "size": 14, "color": INK},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"bgcolor": "#FFFFFF", "bordercolor": LINE, "font": {"color": INK, "size": 14}},
    )
    figure.update_xaxes(automargin=True, fixedrange=True, gridcolor=LINE)
    figure.update_yaxes(automargin=True, fixedrange=True)
    return figure


def _group(value: str) -> str:
    return "Group unknown" if value == UNKNOWN else value


def _wrapped(name: str, width: int) -> str:
    """Break a name over lines and take from it what plotly would read as markup."""
    return "<br>".join(wrap(_safe(name), width, break_long_words=False)) or name


def _safe(name: str) -> str:
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
