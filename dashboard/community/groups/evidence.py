"""What a group's standing rests on: who mentions it, on which themes, in which words; which decisions do."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cards, data, filters, navigation, ui
from dashboard.community.groups import directory
from dashboard.ui import Mark
from synthesis.models import UNKNOWN, Filters, Group
from synthesis.outputs import groups as found
from synthesis.outputs.groups import standing_sentence
from synthesis.outputs.phrases import counted, percent, verb

PAGE_SIZE = 8


def standing(state: data.State, chosen: Filters, group: Group) -> None:
    """Show how many contributions mention the group, from whom, and on which themes."""
    narrowed, mentions = data.narrowed(state, chosen), directory.mentions(state)
    table = directory.visibility(state, chosen)
    row = table[table["group_id"] == group.id].iloc[0]
    who = found.by_stakeholder_group(narrowed, mentions, group.id)
    ui.section("Where it stands in the stocktaking", standing_sentence(row, who), level=3)
    if not row["n"]:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(ui.html_table(_who_table(who), "Contributions that mention it, by stakeholder group"))
    with right:
        themes = found.themes_beside(narrowed, mentions, group.id)
        if len(themes):
            st.html(ui.html_table(_theme_table(themes), "Themes of the passages that mention it"))
        else:
            ui.note("None of the passages that mention it is coded to a theme.")


def _who_table(who: pd.DataFrame) -> pd.DataFrame:
    columns = zip(who["stakeholder_group"], who["n"], who["N"], strict=True)
    rows = [
        ("Group unknown" if each == UNKNOWN else each, f"{n:,} of {total:,}", percent(n, total))
        for each, n, total in columns
    ]
    return pd.DataFrame(rows, columns=["Stakeholder group", "Contributions", "Share"])


def _theme_table(themes: pd.DataFrame) -> pd.DataFrame:
    counts = zip(themes["n_passages"], themes["N_passages"], strict=True)
    return pd.DataFrame(
        {"Theme": themes["theme"], "Passages": [f"{n:,} of {total:,}" for n, total in counts]}
    )


def decisions(state: data.State, chosen: Filters, group: Group) -> None:
    """Show the decisions that name the group, in their words or as owner."""
    narrowed = data.narrowed(state, chosen)
    listed = found.decisions_of(narrowed, directory.named(state), group.id)
    where = dict(zip(listed["id"], listed["where"], strict=True))
    n = len(listed)
    sentence = f"{counted(n, 'item')} of the register {verb(n, 'names', 'name')} it." if n else ""
    ui.section("Decisions that name it", sentence or "No item of the register names it.", level=3)
    if not n:
        return
    register = data.register(state, filters.of_decisions(chosen), "meeting")
    rows = register[register["id"].isin(where)].drop_duplicates("id").to_dict("records")
    with st.expander(counted(n, "item"), key="group_decisions"):
        for row in rows:
            st.html(
                f'<p class="note">Named {ui.text(where[row["id"]])}</p>'
                f"{cards.decision_card(row, themes=row['themes'])}"
            )
        query = filters.query_of(filters.of_decisions(chosen), find=group.short_name)
        navigation.link("decisions", "Look in the register", query, key="group_register")


def passages(state: data.State, chosen: Filters, group: Group) -> None:
    """Show the passages that mention the group, each with the way to its contribution."""
    rows = found.passages_mentioning(data.narrowed(state, chosen), directory.mentions(state), group.id)
    n = len(rows)
    sentence = f"{counted(n, 'passage')} below; the words that name it are marked." if n else ""
    ui.section("Passages that mention it", sentence or "No passage that passes the filters does.", level=3)
    if not n:
        return
    names = dict(data.theme_names(state))
    n_pages = -(-n // PAGE_SIZE)
    page = _page(n_pages)
    for row in rows.iloc[(page - 1) * PAGE_SIZE : page * PAGE_SIZE].to_dict("records"):
        _passage(chosen, row, names)
    if n_pages > 1:
        st.session_state["mentions_turn"] = page
        st.pagination(n_pages, key="mentions_turn", on_change=_turn)


def _page(n_pages: int) -> int:
    asked = st.query_params.get("mentions_page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() else 1
    return min(max(page, 1), n_pages)


def _turn() -> None:
    page = int(st.session_state["mentions_turn"])
    navigation.write("mentions_page", "" if page == 1 else str(page))


def _passage(chosen: Filters, row: Any, names: dict[str, str]) -> None:
    marks = [Mark(start, end) for start, end in row["spans"]]
    doubt = "" if row["is_certain"] else ui.badge("May be another group: the acronym is shared", "caution")
    with st.container(key=f"card_mention_{row['passage_id']}", gap=None):
        st.html(cards.excerpt_card(row, marks, doubt + cards.passage_badges(row, names)))
        query = filters.query_of(chosen, contribution=row["contribution_id"], passage=row["passage_id"])
        navigation.link("explore", "Read it in its contribution", query)
