"""Topics beyond the codebook: what recurs among passages without a theme, listed, opened, on a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cards, charts, data, deciding, filters, navigation, ui
from synthesis.coding.topics import standing
from synthesis.coding.topics.copies import group_passages
from synthesis.coding.topics.mapping import lay_out
from synthesis.models import Filters, Passage, Topic
from synthesis.outputs import listings, topics
from synthesis.outputs.phrases import counted, of_total
from synthesis.outputs.tidy import Frames

TITLE = "Topics beyond the codebook"
LEAD = (
    "What recurs among the passages that no theme covers. The machine proposes topics; people make them "
    "themes, merge them or put them aside."
)
NEAREST = 10
"""Passages shown of an open topic."""

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


def panel(state: data.State, chosen: Filters) -> None:
    """Show the topics that wait and those decided, or the one that the address asks for."""
    deciding.told()
    every = data.records(state).snapshot.topics
    waiting = standing.proposals(every)
    asked = st.query_params.get("topic", "")
    opened = next((topic for topic in waiting if topic.id == asked), None)
    if opened is not None:
        _opened(state, chosen, opened, waiting)
        return
    deciding.look_away()
    if asked:
        ui.note("The topic of this link does not wait for a decision; those that do are below.")
    if waiting:
        _list(state, chosen, waiting)
    else:
        _none(state)
    deciding.orphaned(state)
    deciding.decided(state, standing.decided(every))


def _none(state: data.State) -> None:
    """Say why there is no topic: no search yet, too little to cluster, or nothing that recurs."""
    search = data.topic_search(state)
    if not search:
        ui.empty_state("Nobody has looked for topics yet.", "They are found when contributions are coded.")
        return
    different = counted(search["different"], "different passage")
    if search["different"] < search["needed"]:
        ui.empty_state(
            f"Too few to cluster: {different} without a theme.",
            f"At least {search['needed']} are needed before topics are stable. Explore lists them.",
        )
    else:
        ui.empty_state(
            "No topic waits for a decision.", f"Nothing else recurs among {different} without a theme."
        )


def _list(state: data.State, chosen: Filters, waiting: Sequence[Topic]) -> None:
    narrowed = data.narrowed(state, chosen)
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
                st.html(_card(row) + _quote(row["nearest"]))
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


def _card(row: Mapping[str, Any], level: int = 3) -> str:
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


def _opened(state: data.State, chosen: Filters, topic: Topic, waiting: Sequence[Topic]) -> None:
    narrowed = data.narrowed(state, chosen)
    navigation.link("themes", "All topics", filters.query_of(chosen, about="Topics"), key="all_topics")
    row = topics.topic_table(narrowed, [topic]).to_dict("records")[0]
    groups = _nearest(state, narrowed, topic)
    said, decide = st.columns((1.5, 1), gap="medium")
    with said:
        with st.container(key="card_topic"):
            st.html(_card(row, 2))
        if topic.history:
            ui.section("What was decided before")
            st.html(deciding.history(state, topic))
        shown = groups[:NEAREST]
        n_shown = sum(map(len, shown))
        ui.section(
            "The nearest passages",
            f"{n_shown} of {counted(row['n_passages'], 'passage')}, copies put together.",
        )
        _passages(narrowed, shown, dict(zip(topic.passage_ids, topic.nearness, strict=True)), chosen)
    with decide:
        deciding.panel(state, topic, [each for each in waiting if each.id != topic.id])


def _nearest(state: data.State, narrowed: Frames, topic: Topic) -> list[list[Passage]]:
    """Return the passages of a topic that pass the filters, nearest first, copies put together."""
    found = data.records(state).passage_of
    return group_passages([found[each] for each in topics.topic_passages(narrowed, topic)["id"]])


def _passages(
    narrowed: Frames,
    groups: Sequence[Sequence[Passage]],
    nearness: Mapping[str, float],
    chosen: Filters,
) -> None:
    listed = listings.passage_table(topics.unthemed(narrowed)).set_index("passage_id")
    for place, (first, *copies) in enumerate(groups):
        passage = listed.loc[first.id].to_dict()
        with st.container(key=f"card_near_{place}", gap=None):
            badges = ui.badge(f"Nearness {nearness[first.id]:.2f}", "outcome")
            if copies:
                badges += ui.badge(f"And {counted(len(copies), 'copy', 'copies')}", "outcome")
            st.html(cards.excerpt_card(passage, badges=badges))
            query = filters.query_of(
                chosen, contribution=str(passage["contribution_id"]), passage=str(first.id)
            )
            navigation.link("explore", "Read it in its contribution", query)
