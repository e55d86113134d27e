"""Themes against groups: which share of each group speaks of each theme."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.cells import Place, cell_words, click_targets, dotted_frames
from dashboard.charts.look import SHARE_COLOURS, calmed, group_label, wrapped
from synthesis.outputs.phrases import percent

WIDE, NARROWEST = 5, 0.34
"""Columns that fill the width; fewer fill a part of it, one a third, so that a cell stays a cell."""


def heatmap(cells: pd.DataFrame, total: str = "in all") -> go.Figure:
    """Draw themes against groups: colour is the share of the group's contributions, text is `n of N`.

    What is clicked carries `(theme_id, value)`.

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
    grid = cells.pivot(index="theme_id", columns="value", values="share")
    grid = grid.reindex(index=themes.index, columns=groups)
    placed = _placed(cells, list(themes.index), groups)
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
    width = {} if len(groups) >= WIDE else {"domain": [0, max(len(groups) / WIDE, NARROWEST)]}
    figure.update_xaxes(side="top", ticks="", **width, showgrid=False, tickangle=0, tickfont={"size": 13})
    figure.update_yaxes(autorange="reversed", ticks="", showgrid=False)
    figure.update_layout(
        clickmode="event+select",
        dragmode=False,
        annotations=cell_words(((place, _words(cell)) for place, cell in placed.items()), 13),
        shapes=dotted_frames((place for place, cell in placed.items() if cell["is_small"]), 0.49, 0.47),
    )
    return calmed(figure, len(rows) * 66 + 80)


def _column_name(cells: pd.DataFrame, group: str, total: str) -> str:
    n = int(cells.loc[cells["value"] == group, "N"].iloc[0])
    return f"{wrapped(group_label(group), 12)}<br><i>{n} {total}</i>"


def _placed(cells: pd.DataFrame, themes: list[str], groups: list[str]) -> dict[Place, Mapping[Hashable, Any]]:
    """Return the cells by the number of their column and row."""
    cell_of = {(cell["theme_id"], cell["value"]): cell for cell in cells.to_dict("records")}
    return {(x, y): cell_of[theme, group] for y, theme in enumerate(themes) for x, group in enumerate(groups)}


def _words(cell: Mapping[Hashable, Any]) -> str:
    if not cell["N"]:
        return "none"
    return f"{cell['n']} of {cell['N']}" + ("<br>few" if cell["is_small"] else "")


def _click_targets(
    cells: pd.DataFrame, rows: dict[str, str], groups: list[str], columns: list[str]
) -> go.Scatter:
    place = dict(zip(groups, columns, strict=True))
    can_open = cells[cells["n"] > 0]
    share = [percent(int(n), int(total)) for n, total in zip(can_open["n"], can_open["N"], strict=True)]
    carried = [can_open[name] for name in ("theme_id", "value", "theme", "n")]
    return click_targets(
        [place[group] for group in can_open["value"]],
        [rows[theme] for theme in can_open["theme_id"]],
        54,
        list(zip(*carried, share, strict=True)),
        "%{customdata[1]}<br>%{customdata[2]}<br>%{customdata[3]} contributions, "
        "%{customdata[4]} of the group<br>Click to read them",
    )
