"""Where the chain breaks: what was said and not answered, and what was answered and not said."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from dashboard import data, filters, navigation, ui
from dashboard.data import traced
from synthesis.models import Filters
from synthesis.outputs.phrases import quoted
from synthesis.outputs.trace.sentences import Gaps

SHOWN_GAPS = 5
"""Entries of a list of gaps that stand open; more than one other is folded away."""

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
    by_theme: dict[str, list[str]] = {}
    for entry in gaps.entries:
        theme_id = entry.theme_id if entry.theme_id in names else ""
        words = entry.words.removeprefix(f"{quoted(names[theme_id])}: ") if theme_id else entry.words
        by_theme.setdefault(theme_id, []).append(words)
    for theme_id, told in by_theme.items():
        if theme_id:
            query = filters.query_of(chosen, tab="Trace", theme_id=theme_id)
            navigation.link("decisions", names[theme_id], query, key=f"more_{gaps.name}_{theme_id}")
        _entries(told, f"more_gaps_{gaps.name}_{theme_id}")
    if wanted := IN_REGISTER.get(gaps.name):
        label, asked = wanted
        query = filters.query_of(chosen, tab="Register", **{asked: "true"})
        navigation.link("decisions", label, query, key=f"more_{gaps.name}_register")


def _entries(told: list[str], key: str) -> None:
    """List the gaps of one theme, below the link to it."""
    n_open = len(told) if len(told) <= SHOWN_GAPS + 1 else SHOWN_GAPS
    st.html(_as_list(told[:n_open]))
    if told[n_open:]:
        with st.expander(f"{len(told) - n_open} more", key=key):
            st.html(_as_list(told[n_open:]))


def _as_list(told: list[str]) -> str:
    entries = "".join(f"<li {ui.BIDI}>{ui.text(words)}</li>" for words in told)
    return f'<ul class="gaps">{entries}</ul>'
