"""Year on year: the share of each theme in each cycle, beside who replied, and what a change comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import charts, data, filters, navigation, ui
from synthesis.models import Filters
from synthesis.outputs import narrative
from synthesis.outputs.years import sentences
from synthesis.outputs.years.shares import Weighting, YearOnYear

WEIGHTS: dict[Weighting, str] = {
    "contributions": "Each contribution",
    "groups": "Each group the same",
}
INTERVALS: dict[Weighting, str] = {
    "contributions": "The line through a dot is a 95 % interval (Wilson).",
    "groups": "The line through a dot is a 95 % interval, made from those of the groups (Wilson).",
}
WIDTHS = (3, 2)


def panel(state: data.State, chosen: Filters) -> None:
    """Show the cycles beside each other; one cycle alone is said in a sentence."""
    ui.section("Year on year")
    first = data.years(state, chosen, "contributions")
    if not first.cycles and not first.n_without_cycle:
        ui.empty_state(narrative.NOTHING_PASSES, "Remove a filter.")
        return
    if len(first.cycles) < 2:
        advice = (
            "Take the filter on the cycle away." if chosen.cycles else "Load the contributions of another."
        )
        ui.empty_state(sentences.lead_sentence(first), advice)
        return
    found = data.years(state, chosen, _weighting())
    ui.note(sentences.weighting_sentence(found))
    with st.container(key="years_beside"):
        themes, replied = st.columns(WIDTHS, gap="large")
        with themes:
            _shares(found)
        with replied:
            _replied(found)
    _changes(found, chosen)


def _weighting() -> Weighting:
    return ui.one_of("What weighs the same", WEIGHTS, "weigh", "contributions")


def _shares(found: YearOnYear) -> None:
    ui.section("Share of the contributions that speak about a theme", level=3)
    said = f"{sentences.lead_sentence(found)} {sentences.gaps_sentence(found)}".strip()
    figure = charts.interval_dots(found.shares, found.weighting)
    ui.chart_with_table("years", figure, said, sentences.shares_in_words(found))
    ui.note(f"The newest cycle is the filled dot. {INTERVALS[found.weighting]} {sentences.NO_SAMPLE}")


def _replied(found: YearOnYear) -> None:
    ui.section("Who replied", sentences.composition_sentence(found), level=3)
    table = sentences.composition_in_words(found)
    caption = "Contributions of each stakeholder group, by cycle"
    st.html(ui.html_table(table, caption, numbers=list(table.columns[1:])))
    ui.download(found.composition, "who_replied.csv")


def _changes(found: YearOnYear, chosen: Filters) -> None:
    earlier, later = found.cycles[-2:]
    ui.section(f"What changed from {earlier} to {later}")
    for row in sentences.latest(found):
        with st.container(key=f"year_change_{row['theme_id']}"):
            _change(row, found.weighting, chosen)
    with st.expander("Every change as a table", key="changes_table"):
        table = sentences.changes_in_words(found)
        st.html(
            ui.html_table(table, "Changes between neighbouring cycles", numbers=list(table.columns[2:-1]))
        )
        ui.download(found.changes, "year_on_year.csv")


def _change(row: Mapping[str, Any], weighting: Weighting, chosen: Filters) -> None:
    """Say what the share of one theme did; a change that misleads is marked in words."""
    kind = "caution" if row["kind"] in sentences.IS_WARNING else "outcome"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        navigation.link("themes", row["theme"], filters.query_of(chosen, theme_id=row["theme_id"]))
        st.html(ui.badge(sentences.comes_from(row), kind), width="content")
    st.html(f'<p class="said">{ui.text(sentences.theme_sentence(row, weighting))}</p>')
