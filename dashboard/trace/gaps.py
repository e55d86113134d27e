"""Where the chain breaks: what was said and not answered, and what was answered and not said."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from dashboard import data, filters, navigation, ui
from dashboard.data import traced
from synthesis.models import Filters
from synthesis.outputs.trace.sentences import Gaps

SHOWN_GAPS = 3
"""Entries of a list of gaps that stand open; the others are folded away."""

IN_REGISTER = {
    "without_input": ("Read those linked to nothing in the register", "unlinked"),
    "overdue": ("Read those overdue today in the register", "overdue"),
}
"""Gaps whose items the register can list, and what the address asks for."""


def panel(state: data.State, chosen: Filters, today: date) -> str:
    """Show the lists of gaps, as they stand on a day that can be chosen; return it, as ISO says it."""
    ui.section(
        "Where the chain breaks", "What was said and not answered, and what was answered and not said."
    )
    day = st.date_input(
        "Overdue as of", value=today, key="day", bind="query-params", format="YYYY-MM-DD", width=200
    )
    iso_day: str = day.isoformat()
    names = data.theme_names(state)
    columns = st.columns(2, gap="medium")
    for place, gaps in enumerate(traced.gaps(state, chosen, iso_day)):
        with columns[place % 2]:
            _gap_list(gaps, names, chosen)
    return iso_day


def _gap_list(gaps: Gaps, names: Any, chosen: Filters) -> None:
    ui.section(f"{gaps.title} ({gaps.n:,})", level=3)
    ui.note(gaps.meaning)
    if not gaps.entries:
        st.html(f'<p class="said">{ui.text(gaps.nothing)}</p>')
        return
    st.html(_entries(gaps, 0, SHOWN_GAPS))
    if len(gaps.entries) > SHOWN_GAPS:
        with st.expander(f"{len(gaps.entries) - SHOWN_GAPS} more", key=f"more_gaps_{gaps.name}"):
            st.html(_entries(gaps, SHOWN_GAPS, len(gaps.entries)))
    themes = dict.fromkeys(entry.theme_id for entry in gaps.entries if entry.theme_id in names)
    with st.container(horizontal=True, key=f"gap_links_{gaps.name}"):
        for theme_id in themes:
            query = filters.query_of(chosen, tab="Trace", theme_id=theme_id)
            navigation.link("decisions", names[theme_id], query, key=f"more_{gaps.name}_{theme_id}")
        if wanted := IN_REGISTER.get(gaps.name):
            label, asked = wanted
            query = filters.query_of(chosen, tab="Register", **{asked: "true"})
            navigation.link("decisions", label, query, key=f"more_{gaps.name}_register")


def _entries(gaps: Gaps, first: int, last: int) -> str:
    entries = "".join(f"<li {ui.BIDI}>{ui.text(entry.words)}</li>" for entry in gaps.entries[first:last])
    return f'<ul class="gaps">{entries}</ul>'
