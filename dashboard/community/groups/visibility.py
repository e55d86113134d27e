"""Visibility: how many contributions mention each group, as bars beside a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import charts, data, ui
from dashboard.community.groups import directory
from synthesis.models import Filters, Group
from synthesis.outputs.group_words import visibility_file, visibility_table
from synthesis.outputs.groups import overview_sentence
from synthesis.outputs.phrases import counted

MOST_BARS = 20
EXPLAINED = (
    "A contribution mentions a group when it names it, by its name, an acronym or another spelling, in any "
    "of its passages that pass the filters. Words such as “trade” or “the Internet of Things” alone name "
    "nobody. “May mention it” counts further contributions with an acronym that several groups share."
)


def panel(state: data.State, chosen: Filters, found: Sequence[Group]) -> None:
    """Show where the groups found stand under the filters."""
    table = directory.visibility(state, chosen)
    table = table[table["group_id"].isin([group.id for group in found])].reset_index(drop=True)
    sentence = overview_sentence(table)
    ui.section("How visible the groups are", sentence)
    spoken = table[table["n"] > 0].head(MOST_BARS)
    left, right = st.columns((1, 1.4), gap="medium")
    with left:
        if len(spoken):
            figure = charts.mention_bars(spoken)
            st.plotly_chart(figure, key="group_bars", theme=None, config=ui.NO_TOOLS, alt=sentence)
        else:
            ui.empty_state("None of these groups is mentioned.", "Remove a filter, or choose other groups.")
        if len(spoken) < len(table):
            ui.note(f"Bars: {counted(len(spoken), 'group')} that are mentioned most; the table has all.")
    with right:
        shown = visibility_table(table)
        numbers = list(shown.columns[1:])
        st.html(ui.html_table(shown, "Contributions that mention each group", numbers=numbers))
        ui.download(visibility_file(table), "groups-visibility.csv")
    ui.note(EXPLAINED)
