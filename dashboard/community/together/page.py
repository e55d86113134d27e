"""Draw the section: its head, what can be chosen, and its parts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import data, ui
from dashboard.community import held
from dashboard.community.together import charts, choosing, pair_cards, tied
from synthesis.community.together import Pair
from synthesis.models import Filters, Group
from synthesis.outputs import together

LEAD = "Which groups could work together, and why."

PAGE_SIZE = 8
"""Cards on a page of a list."""


def panel(state: data.State, chosen: Filters) -> None:
    """Show pairs of groups as a list, a matrix or a network, and any two groups beside each other."""
    groups = held.records(state, Group)
    if len(groups) < 2:
        ui.empty_state(
            "There are no two groups here.", "Add groups in the section Groups, or import a table."
        )
        return
    ui.sample_banner(together.sample_sentence(groups, held.open_events(state)))
    pairs, n_contributions = tied.pairs(state, chosen)
    themes = data.theme_names(state)
    view, choice = choosing.controls(groups, themes)
    passing = together.chosen_pairs(pairs, choice)
    said = together.together_sentence(passing, together.asked_about(pairs, choice))
    st.html(f'<p class="said">{ui.text(said)}</p>')
    if view == "Matrix":
        charts.matrix(passing, choice.part)
    elif view == "Network":
        charts.network(passing, choice.part)
    else:
        _lists(state, chosen, passing, n_contributions)
    _two(state, chosen, groups, pairs, n_contributions)
    _as_table(passing, together.pair_table(passing, n_contributions, themes))
    ui.note(together.weights_sentence())


def _lists(state: data.State, chosen: Filters, passing: list[Pair], n_contributions: int) -> None:
    if not passing:
        ui.empty_state("No pair passes.", "Ask for less nearness, or choose more kinds of group.")
        return
    for is_known, title, meaning, key in (
        (
            False,
            "Not yet in contact",
            "Alike, and not known to have met among few.",
            "new_page",
        ),
        (True, "In contact already", "Somebody sits in both, or they were at a small meeting.", "known_page"),
    ):
        own = [pair for pair in passing if pair.in_contact == is_known]
        ui.section(f"{title} ({len(own)})", meaning)
        if not own:
            ui.note("None of what is chosen.")
            continue
        n_pages = -(-len(own) // PAGE_SIZE)
        page = st.pagination(n_pages, key=key) if n_pages > 1 else 1
        for pair in own[((page or 1) - 1) * PAGE_SIZE : (page or 1) * PAGE_SIZE]:
            pair_cards.card(state, chosen, pair, n_contributions, key[:3])


def _two(
    state: data.State,
    chosen: Filters,
    groups: tuple[Group, ...],
    pairs: tuple[Pair, ...],
    n_contributions: int,
) -> None:
    ui.section("Two groups beside each other", "Any two, whether they pass what is chosen above or not.")
    asked = choosing.two(groups)
    if asked is None:
        ui.note("Choose two groups; in the matrix a click on a cell does so.")
        return
    found = next((pair for pair in pairs if {pair.one.id, pair.other.id} == asked), None)
    if found is None:
        ui.note("These are one group; choose another beside it.")
        return
    pair_cards.card(state, chosen, found, n_contributions, "two")


def _as_table(passing: list[Pair], table: pd.DataFrame) -> None:
    if not passing:
        return
    with st.expander(f"The same as a table ({len(table)})", key="pairs_table"):
        numbers = ["Sum", *together.PART_WORDS.values()]
        st.html(ui.html_table(table.head(MOST_ROWS), "Pairs of groups, the nearest first", numbers=numbers))
        if len(table) > MOST_ROWS:
            ui.note(f"The first {MOST_ROWS} of {len(table)} rows; the file has all.")
        ui.download(table, "pairs.csv")


MOST_ROWS = 100
"""Rows of the table on the page."""
