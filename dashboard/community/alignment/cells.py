"""The matrix of topics against themes or groups, and the passages behind the cell that is chosen."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import cards, data, filters, navigation, ui
from dashboard.community import grids
from dashboard.community.together import tied
from synthesis.community.alignment import Alignment, NearPassage
from synthesis.models import Filters
from synthesis.outputs import alignment as counts
from synthesis.outputs.phrases import counted, joined, of_total, percent, quoted

AGAINST = {"themes": "Themes", "groups": "Groups"}
ALL = ""
MOST_PASSAGES = 10
"""Passages behind a cell that stand on a page."""


def panel(state: data.State, chosen: Filters, found: Alignment) -> None:
    """Show the matrix, and let a cell be chosen."""
    ui.section(
        "Topics against what was asked for", "Click a cell, or choose it below, to read what is behind it."
    )
    by_group = ui.one_of("Topics against", AGAINST, "topics_against", "themes") == "groups"
    cells = _group_cells(found) if by_group else _theme_cells(found, state, chosen)
    if cells.empty:
        ui.empty_state("No cell has anything in it.", "No group's remit is near a topic; reach farther.")
    else:
        _matrix(found, cells, "topics_by_group" if by_group else "topics_by_theme", by_group=by_group)
    _behind(
        state, chosen, found, dict(zip(cells["column_id"], cells["column"], strict=True)), by_group=by_group
    )


def _theme_cells(found: Alignment, state: data.State, chosen: Filters) -> pd.DataFrame:
    cells = counts.theme_cells(found, data.narrowed(state, chosen))
    most = max(int(cells["n"].max()) if len(cells) else 0, 1)
    hover = [
        f"{row['topic']}, {row['theme']}: {of_total(row['n'], row['N'])} ({percent(row['n'], row['N'])})"
        for row in cells.to_dict("records")
    ]
    return pd.DataFrame(
        {
            "row_id": cells["topic_id"],
            "column_id": cells["theme_id"],
            "column": cells["theme"],
            "value": cells["n"] / most,
            "words": [f"{row.n} of {row.N}" for row in cells.itertuples()],
            "hover": hover,
            "is_framed": False,
        }
    )


def _group_cells(found: Alignment) -> pd.DataFrame:
    cells = counts.group_cells(found)
    hover = [
        f"{row['topic']}, {row['group']}: nearness {row['likeness']:.2f}, shared: {', '.join(row['words'])}"
        for row in cells.to_dict("records")
    ]
    return pd.DataFrame(
        {
            "row_id": cells["topic_id"],
            "column_id": cells["group_id"],
            "column": cells["group"],
            "value": cells["likeness"],
            "words": [f"{each:.2f}" for each in cells["likeness"]],
            "hover": hover,
            "is_framed": False,
        }
    )


def _matrix(found: Alignment, cells: pd.DataFrame, key: str, *, by_group: bool) -> None:
    rows = {fit.topic.id: fit.topic.title for fit in found.fits}
    columns = dict(zip(cells["column_id"], cells["column"], strict=True))
    if by_group:
        sentence = (
            "How near each topic is to the remits of groups, 0 to 1; an empty cell: not near. The darker, "
            "the nearer."
        )
        figure = grids.grid(cells, rows, columns, 0.6, row_height=44)
    else:
        sentence = (
            "Contributions with a passage on the theme that is near the topic. The darker, the more, up to "
            "the largest number here."
        )
        figure = grids.grid(cells[cells["value"] > 0], rows, columns, 1.0, row_height=44, room=80, turn=0)
    table = cells.pivot(index="row_id", columns="column", values="words")
    table = table.reindex(index=list(rows), columns=list(dict.fromkeys(columns.values()))).fillna("")
    table.insert(0, "Topic", list(rows.values()))
    with st.container(key="wide_topics"):
        ui.chart_with_table(key, figure, sentence, table.reset_index(drop=True), on_select=lambda: _open(key))


def _open(key: str) -> None:
    if found := grids.clicked(st.session_state[key]):
        _write(*found)


def _write(topic_id: str, column_id: str) -> None:
    navigation.write_all({"topic": topic_id, "beside": column_id})


def _behind(
    state: data.State, chosen: Filters, found: Alignment, columns: Mapping[str, str], *, by_group: bool
) -> None:
    topic_id, column_id = _cell(found, columns, by_group=by_group)
    fit = next(fit for fit in found.fits if fit.topic.id == topic_id)
    ui.section(
        f"Behind {quoted(fit.topic.title)}" + (f" and {quoted(columns[column_id])}" if column_id else "")
    )
    if fit.topic.description:
        st.html(f'<p class="said" {ui.BIDI}>{ui.text(fit.topic.description)}</p>')
    narrowed = data.narrowed(state, chosen)
    within = None
    if by_group and column_id:
        near = next((each for each in fit.groups if each.group_id == column_id), None)
        ui.note(
            f"The topic and the group's remit share {joined([quoted(word) for word in near.words])}."
            if near
            else "The group's remit is not near this topic."
        )
        within = tied.naming(state).get(column_id, frozenset())
    passages = counts.passages_behind(fit, narrowed, theme_id="" if by_group else column_id, within=within)
    _passages(state, chosen, passages, names_group=within is not None)


def _cell(found: Alignment, columns: Mapping[str, str], *, by_group: bool) -> tuple[str, str]:
    """Let a cell be chosen; the address always says which one is shown."""
    topics = {fit.topic.id: fit.topic.title for fit in found.fits}
    asked, beside = st.query_params.get("topic", ""), st.query_params.get("beside", "")
    st.session_state["cell_topic"] = asked if asked in topics else next(iter(topics))
    st.session_state["cell_beside"] = beside if beside in columns else ALL
    left, right = st.columns(2, gap="medium")
    with left:
        topic_id = st.selectbox(
            "Topic", list(topics), format_func=topics.__getitem__, key="cell_topic", on_change=_write_cell
        )
    with right:
        column_id = st.selectbox(
            "Group" if by_group else "Theme",
            [ALL, *columns],
            format_func=lambda each: columns.get(each, "Any"),
            key="cell_beside",
            on_change=_write_cell,
        )
    return str(topic_id), str(column_id or ALL)


def _write_cell() -> None:
    _write(st.session_state["cell_topic"], st.session_state["cell_beside"])


def _passages(state: data.State, chosen: Filters, passages: list[NearPassage], *, names_group: bool) -> None:
    if not passages:
        who = " that names the group" if names_group else ""
        ui.empty_state(
            f"No passage{who} is near.",
            "That says no more than that nobody used the topic's words; reach farther, or describe "
            "it longer.",
        )
        return
    records = data.records(state)
    n = len({near.passage.contribution_id for near in passages})
    ui.note(f"{counted(len(passages), 'passage')} of {counted(n, 'contribution')}, the nearest first.")
    n_pages = -(-len(passages) // MOST_PASSAGES)
    page = (st.pagination(n_pages, key="near_page") if n_pages > 1 else 1) or 1
    for near in passages[(page - 1) * MOST_PASSAGES : page * MOST_PASSAGES]:
        passage, contribution = near.passage, records.contributions[near.passage.contribution_id]
        with st.container(key=f"card_near_{passage.id}", gap=None):
            shared = joined([quoted(word) for word in near.words])
            st.html(
                ""
                f"{cards.quote(passage.text, passage.language)}"
                f"{cards.citation_of(contribution, passage.language)}"
                f'<p class="note" {ui.BIDI}>Shares {ui.text(shared)}; nearness {near.likeness:.2f}.</p>'
            )
            query = filters.query_of(chosen, contribution=contribution.id, passage=passage.id)
            navigation.link("explore", "Read it in its contribution", query, key=f"near_{passage.id}")
