"""Themes against groups: which share of each group speaks of each theme."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.look import INK, QUIET, SHARE_COLOURS, calmed, group_label, wrapped
from synthesis.outputs.phrases import percent


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
    rows = [wrapped(name, 22) for name in themes]
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
    return calmed(figure, len(rows) * 66 + 80)


def _column_name(cells: pd.DataFrame, group: str, total: str) -> str:
    n = int(cells.loc[cells["value"] == group, "N"].iloc[0])
    return f"{wrapped(group_label(group), 12)}<br><i>{n} {total}</i>"


def _cell_words(by_cell: pd.DataFrame, themes: list[str], groups: list[str]) -> list[dict[str, Any]]:
    """Return the words of each cell as annotations; made as one list, because adding one by one is slow."""
    cell_of = by_cell.to_dict("index")
    written = []
    for y, theme in enumerate(themes):
        for x, group in enumerate(groups):
            cell = cell_of[theme, group]
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
