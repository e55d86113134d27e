"""The topics that wait for a decision: as a list, as a table, on a map."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

import pandas as pd
import streamlit as st

from dashboard import charts, data, filters, navigation, ui
from dashboard.cards import Row
from synthesis.coding.topics.mapping import lay_out
from synthesis.models import Filters, Topic
from synthesis.outputs import narrative, topics
from synthesis.outputs.phrases import counted, of_total

TITLE = "Topics beyond the codebook"
EXCERPT = 240
"""Letters quoted of a passage in the list."""
HEADINGS = {
    "name": "Topic",
    "n": "Contributions",
    "N": "Of",
    "n_passages": "Passages",
    "terms": "Terms",
    "groups": "Groups",
    "cycles": "Cycles",
    "nearest": "Nearest passage",
}


def panel(state: data.State, chosen: Filters, waiting: Sequence[Topic]) -> None:
    """Show the topics as cards and a table in one tab, on a map in the other."""
    narrowed = data.narrowed(state, chosen)
    if topics.unthemed(narrowed).universe.empty:
        ui.empty_state(narrative.NOTHING_PASSES, "Remove a filter to see what is proposed.")
        return
    table = topics.topic_table(narrowed, waiting)
    ui.section("Proposed", topics.topics_sentence(narrowed, waiting))
    if chosen.themes or chosen.review:
        ui.note("The filters for themes and review states narrow nothing here: topics have no theme.")
    ui.note(
        "A topic holds the passages nearest to its terms; many passages are in none. What recurs in nearly "
        "every part of them is proposed, which does not make it important."
    )
    listed, mapped = st.tabs(["List", "Map"], key="shown", bind="query-params")
    with listed:
        for row in table.to_dict("records"):
            with st.container(key=f"card_{row['topic_id']}"):
                st.html(card(row) + _quote(row["nearest"]))
                query = filters.query_of(chosen, about="Topics", topic=str(row["topic_id"]))
                navigation.link("themes", "Read its passages and decide", query)
        with st.expander("The same as a table", key="topics_table"):
            shown = table[list(HEADINGS)].rename(columns=HEADINGS)
            numbers = ["Contributions", "Of", "Passages"]
            st.html(ui.html_table(shown, TITLE, numbers=numbers))
            ui.download(shown, "topics.csv")
    if mapped.open:
        with mapped:
            _map(state, chosen, waiting, table)


def card(row: Row, level: int = 3) -> str:
    """Return a topic as HTML: its name, how many speak of it, its terms, groups and cycles."""
    facts = (("Terms", row["terms"]), ("Groups", row["groups"]), ("Cycles", row["cycles"]))
    listed = "".join(
        f'<div class="long"><dt>{name}</dt><dd {ui.BIDI}>{ui.text(value or "none here")}</dd></div>'
        for name, value in facts
    )
    return (
        f'<h{level} class="statement" {ui.BIDI}>{ui.text(row["name"])}</h{level}>'
        f'<p class="said">{ui.badge("Machine proposal", "proposed")} '
        f"{of_total(row['n'], row['N'])}, {counted(row['n_passages'], 'passage')}</p>"
        f'<dl class="facts">{listed}</dl>'
    )


def _quote(text: str) -> str:
    """Quote the nearest passage, so that a topic is judged by what people wrote and not by its terms."""
    cut = shorten(text.lstrip("•*#- "), EXCERPT, placeholder=" …")
    return f'<p class="said" {ui.BIDI}>“{ui.text(cut)}”</p>' if text else ""


def _map(state: data.State, chosen: Filters, waiting: Sequence[Topic], table: pd.DataFrame) -> None:
    places = lay_out(waiting, data.records(state).passage_of)
    if not places:
        ui.empty_state("A map needs three topics.", "The list shows those there are.")
        return
    names = dict(zip(table["topic_id"], table["name"], strict=True))
    laid = table.assign(
        number=range(1, len(table) + 1), x=[place.x for place in places], y=[place.y for place in places]
    )
    sentence = (
        "Topics near each other share more of their words; the directions mean nothing, and a flat map "
        "cannot keep every distance. A larger circle stands for more contributions."
    )
    alike = pd.DataFrame(
        {
            "Topic": laid["name"],
            "Number": [str(number) for number in laid["number"]],
            "Contributions": laid["n"],
            "Most like it": [names[place.nearest_id] for place in places],
            "Likeness (0 to 1)": [f"{place.likeness:.2f}" for place in places],
        }
    )
    drawn, named = st.columns((2, 1), gap="medium")
    with drawn:
        ui.chart_with_table("topic_map", charts.topic_map(laid), sentence, alike)
    with named:
        ui.section("The topics by number")
        for row in laid.to_dict("records"):
            query = filters.query_of(chosen, about="Topics", topic=str(row["topic_id"]))
            navigation.link("themes", f"{row['number']}. {row['name']}", query)
