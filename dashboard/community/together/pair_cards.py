"""A pair of groups as a card: each part of their affinity, in a sentence, with what it rests on."""

from __future__ import annotations

import streamlit as st

from dashboard import cards, data, filters, navigation, ui
from dashboard.community.groups import links
from synthesis.community.together import Pair
from synthesis.community.together.affinity import PARTS
from synthesis.models import Filters
from synthesis.outputs import together

MOST_PASSAGES = 6
"""Passages behind a pair that a card shows."""


def card(state: data.State, chosen: Filters, pair: Pair, n_contributions: int, place: str) -> None:
    """Show a pair with the sentences of its parts and links to what they rest on."""
    key = f"{place}_{pair.one.id}_{pair.other.id}"
    with st.container(key=f"card_pair_{key}"):
        st.html(_head(pair) + _parts(state, pair, n_contributions))
        with st.container(horizontal=True, gap="medium", key=f"pair_links_{key}"):
            for number, group in enumerate((pair.one, pair.other)):
                links.link(chosen, group, group.short_name, f"to_group_{key}_{number}")
            if any(each.is_event for each in pair.gatherings):
                query = filters.query_of(chosen, section="Calendar")
                navigation.link("community", "Meetings in the calendar", query, key=f"to_calendar_{key}")
        if pair.passage_ids:
            with st.expander(_behind(pair), key=f"behind_{key}"):
                _passages(state, chosen, pair, key)


def _head(pair: Pair) -> str:
    sample = ' <span class="mark-sample">Sample data</span>' if pair.one.is_sample else ""
    contact = ui.badge(together.CONTACT_WORDS[pair.in_contact], "kind" if pair.in_contact else "outcome")
    return (
        f'<h3 class="statement" {ui.BIDI}>{ui.text(together.pair_title(pair))}</h3>'
        f'<p class="said" {ui.BIDI}>{ui.text(pair.one.name)}; {ui.text(pair.other.name)}{sample}</p>'
        f'<p class="badges">{ui.badge("Machine proposal", "proposed")}{contact}'
        f"{ui.badge(f'Near {pair.score:.2f} of 1', 'theme')}</p>"
    )


def _parts(state: data.State, pair: Pair, n_contributions: int) -> str:
    """Return each part that ties the two; of what does not, nothing is said."""
    sentences = together.part_sentences(pair, n_contributions, data.theme_names(state))
    rows = "".join(
        f'<div class="part"><dt>{ui.text(together.PART_WORDS[part])} '
        f'<span class="number">{pair.parts[part]:.2f}</span>'
        '<span class="meter" aria-hidden="true">'
        f'<span style="width: {pair.parts[part]:.0%}"></span></span></dt>'
        f"<dd {ui.BIDI}>{ui.text(sentences[part])}</dd></div>"
        for part in PARTS
        if pair.parts[part]
    )
    return f'<dl class="parts">{rows}</dl>'


def _behind(pair: Pair) -> str:
    n = len(pair.passage_ids)
    return f"Passages of the contributions that name both ({n})"


def _passages(state: data.State, chosen: Filters, pair: Pair, key: str) -> None:
    records = data.records(state)
    for passage_id in pair.passage_ids[:MOST_PASSAGES]:
        passage = records.passage_of[passage_id]
        contribution = records.contributions[passage.contribution_id]
        st.html(
            cards.quote(passage.text, passage.language) + cards.citation_of(contribution, passage.language)
        )
        query = filters.query_of(chosen, contribution=contribution.id, passage=passage.id)
        navigation.link("explore", "Read it in its contribution", query, key=f"read_{key}_{passage.id}")
    if len(pair.passage_ids) > MOST_PASSAGES:
        ui.note(f"The first {MOST_PASSAGES} of {len(pair.passage_ids)}.")
