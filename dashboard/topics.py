"""Topics beyond the codebook: what recurs among passages without a theme, for people to decide about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cards, data, filters, navigation, ui
from synthesis.coding.topics import standing
from synthesis.models import Filters, Topic
from synthesis.outputs import listings, topics
from synthesis.outputs.phrases import counted, of_total

TITLE = "Topics beyond the codebook"
LEAD = (
    "What recurs among the passages that no theme covers. The machine proposes topics; people make them "
    "themes, merge them or put them aside."
)
NEAREST = 5
"""Passages shown of a topic before it is asked for more."""

HEADINGS = {
    "name": "Topic",
    "n": "Contributions",
    "N": "Of",
    "n_passages": "Passages",
    "terms": "Terms",
    "groups": "Groups",
    "cycles": "Cycles",
}


def panel(state: data.State, chosen: Filters) -> None:
    """Show the topics that wait, then those that people decided about."""
    every = data.records(state).snapshot.topics
    waiting = standing.proposals(every)
    if not waiting:
        _none(state)
    else:
        _list(state, chosen, waiting)


def _none(state: data.State) -> None:
    """Say why there is no topic: no search yet, too little to cluster, or nothing that recurs."""
    search = data.topic_search(state)
    if not search:
        ui.empty_state("Nobody has looked for topics yet.", "They are found when contributions are coded.")
    elif search["different"] < search["needed"]:
        ui.empty_state(
            f"Too few to cluster: {counted(search['different'], 'different passage')} without a theme.",
            f"At least {search['needed']} are needed before topics are stable.",
        )
    else:
        ui.empty_state(
            "No topic waits for a decision.",
            f"Nothing else recurs among {counted(search['different'], 'different passage')} without a theme.",
        )


def _list(state: data.State, chosen: Filters, waiting: tuple[Topic, ...]) -> None:
    narrowed = data.narrowed(state, chosen)
    table = topics.topic_table(narrowed, waiting)
    ui.section("Proposed", topics.topics_sentence(narrowed, waiting))
    listed = listings.passage_table(topics.unthemed(narrowed)).set_index("passage_id")
    for topic, row in zip(waiting, table.to_dict("records"), strict=True):
        _topic(topic, row, topics.topic_passages(narrowed, topic), listed, chosen)
    with st.expander("The same as a table", key="topics_table"):
        shown = table[list(HEADINGS)].rename(columns=HEADINGS)
        st.html(
            ui.html_table(shown, "Topics beyond the codebook", numbers=["Contributions", "Of", "Passages"])
        )
        ui.download(shown, "topics.csv")


def _topic(
    topic: Topic, row: Mapping[str, Any], passages: pd.DataFrame, listed: pd.DataFrame, chosen: Filters
) -> None:
    with st.container(key=f"card_{topic.id}"):
        st.html(
            f'<h3 class="statement">{ui.badge("Machine proposal", "proposed")} '
            f"<span {ui.BIDI}>{ui.text(topic.name)}</span></h3>"
            f'<p class="said"><span class="pill">{of_total(row["n"], row["N"])}</span></p>'
            f"{_facts(row)}"
        )
        with st.expander(f"The nearest of {counted(len(passages), 'passage')}", key=f"open_{topic.id}"):
            for passage_id in passages["id"].head(NEAREST):
                passage = listed.loc[passage_id].to_dict()
                st.html(cards.excerpt_card(passage))
                query = filters.query_of(
                    chosen, contribution=str(passage["contribution_id"]), passage=str(passage_id)
                )
                navigation.link("explore", "Read it in its contribution", query)


def _facts(row: Mapping[str, Any]) -> str:
    facts = (
        ("Terms", row["terms"]),
        ("Groups", row["groups"] or "none"),
        ("Cycles", row["cycles"] or "none"),
    )
    listed = "".join(
        f'<div class="long"><dt>{name}</dt><dd {ui.BIDI}>{ui.text(value)}</dd></div>' for name, value in facts
    )
    return f'<dl class="facts">{listed}</dl>'
