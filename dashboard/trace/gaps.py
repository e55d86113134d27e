"""Where the chain breaks: what was said and not answered, and what was answered and not said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from dashboard import data, filters, navigation, ui
from dashboard.data import traced
from synthesis.models import Filters
from synthesis.outputs.phrases import quoted
from synthesis.outputs.trace.sentences import Gap, Gaps

SHOWN_GAPS = 5
"""Entries of a list of gaps that stand open; more than one other is folded away."""

OF_NO_THEME = "Linked to no theme"
"""Stands above the gaps that would else be read as those of the theme before them."""

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


def _gap_list(gaps: Gaps, names: Mapping[str, str], chosen: Filters) -> None:
    ui.section(f"{gaps.title} ({gaps.n:,})", level=3)
    ui.note(gaps.meaning)
    if not gaps.entries:
        st.html(f'<p class="said">{ui.text(gaps.nothing)}</p>')
        return
    by_theme = grouped(gaps.entries, names)
    for theme_id, told in by_theme.items():
        if theme_id:
            query = filters.query_of(chosen, tab="Trace", theme_id=theme_id)
            navigation.link("decisions", names[theme_id], query, key=f"more_{gaps.name}_{theme_id}")
        elif len(by_theme) > 1:
            st.html(f'<p class="said">{OF_NO_THEME}</p>')
        _entries(told, f"more_gaps_{gaps.name}_{theme_id}")
    if wanted := IN_REGISTER.get(gaps.name):
        label, asked = wanted
        query = filters.query_of(chosen, tab="Register", **{asked: "true"})
        navigation.link("decisions", label, query, key=f"more_{gaps.name}_register")


def grouped(entries: Sequence[Gap], names: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the words of gaps by the id of their theme, without its name; what has none, "", comes last."""
    by_theme: dict[str, list[str]] = {}
    for entry in entries:
        theme_id = entry.theme_id if entry.theme_id in names else ""
        words = entry.words.removeprefix(f"{quoted(names[theme_id])}: ") if theme_id else entry.words
        by_theme.setdefault(theme_id, []).append(words)
    return dict(sorted(by_theme.items(), key=lambda each: not each[0]))


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
