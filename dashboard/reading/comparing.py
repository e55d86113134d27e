"""A contribution beside another with nearly the same text: the words that only one of them has are marked."""

from __future__ import annotations

import streamlit as st

from dashboard import cards, data, filters, navigation, ui
from dashboard.ui import Mark
from synthesis.corpus.differences import differences
from synthesis.models import Contribution, Filters, Span
from synthesis.outputs.phrases import counted, verb

BESIDE = "beside"
"""Name in the address of the contribution that is compared with the one shown."""


def panel(state: data.State, chosen: Filters, shown: Contribution) -> None:
    """Say who else sent this text, and compare it with one of them; nothing where it is nobody's copy."""
    copies = next((g for g in data.records(state).snapshot.copies if shown.id in g.contribution_ids), None)
    if copies is None:
        return
    others = {
        other: data.records(state).contributions[other]
        for other in copies.contribution_ids
        if other != shown.id
    }
    same = "the same text" if copies.is_exact else "the same or nearly the same text"
    n = counted(len(others), "other contribution")
    asked = st.query_params.get(BESIDE, "")
    with st.expander(
        f"{n} {verb(len(others), 'has', 'have')} {same}", expanded=asked in others, key="copies"
    ):
        beside = _choice(others, asked)
        if beside is not None:
            _compare(shown, beside)
            query = filters.query_of(chosen, contribution=beside.id, **{BESIDE: shown.id})
            navigation.link("explore", "Read the other one whole", query, key="read_other")


def _choice(others: dict[str, Contribution], asked: str) -> Contribution | None:
    """Let one of the others be chosen; the address holds which."""
    st.session_state["beside_choice"] = asked if asked in others else None
    chosen = st.selectbox(
        "Compare with",
        list(others),
        index=None,
        format_func=lambda other: _words(others[other]),
        key="beside_choice",
        placeholder="Choose a contribution to see what differs",
        on_change=_write,
    )
    return others[chosen] if chosen else None


def _write() -> None:
    navigation.write(BESIDE, st.session_state["beside_choice"] or "")


def _words(contribution: Contribution) -> str:
    cycle = f"cycle {contribution.cycle}" if contribution.cycle else "cycle unknown"
    return f"{contribution.display_name}, {contribution.stakeholder_group}, {cycle} ({contribution.id})"


def _compare(shown: Contribution, beside: Contribution) -> None:
    alone, added = differences(shown.text, beside.text)
    differ = "Marked words stand in one of the two alone."
    ui.note(differ if alone or added else "No word differs; case, punctuation or spacing may.")
    for column, contribution, spans in zip(
        st.columns(2, gap="medium"), (shown, beside), (alone, added), strict=True
    ):
        column.html(_side(contribution, spans))


def _side(contribution: Contribution, spans: tuple[Span, ...]) -> str:
    cited = cards.citation_of(contribution, contribution.language)
    marks = [Mark(span.start, span.end, "differs") for span in spans]
    said = cards.quote(contribution.text, contribution.language, marks)
    return f'<article class="compared">{cited}{said}</article>'
