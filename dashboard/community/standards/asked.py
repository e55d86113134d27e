"""What the address asks the section for, and what it came to; the cached calls of the section."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import data
from dashboard.community import held
from dashboard.navigation import Query
from synthesis.community.standards import Context
from synthesis.community.standards.checking import Checked, check_all
from synthesis.community.standards.findings import OUTCOMES
from synthesis.community.standards.versions import in_order, versions_for
from synthesis.models import SESSION_TYPES, Group, Judgement, SessionProposal, Standard
from synthesis.store import as_said

ALL_YEARS, ALL_TYPES, ALL_OUTCOMES = "All years", "All types", "All outcomes"
OF_ITS_YEAR = "Those of its year"

KEPT = ("session_year", "session_type", "required", "rules", "session_deadline")
"""What of the address a link inside the section carries on."""


def standards(state: data.State) -> tuple[Standard, ...]:
    """Return the standards of the store, or those that come with the program where it holds none."""
    stored = held.records(state, Standard)
    if stored:
        return tuple(in_order(stored))
    from synthesis.pipeline.standards import shipped_standards  # brings the readers of tables

    return shipped_standards()


def group_names(state: data.State) -> dict[str, str]:
    """Return the groups by id, as they are named on screen."""
    return {group.id: group.name for group in held.records(state, Group)}


@st.cache_resource(max_entries=16, show_spinner=False)
def _checked(key: data.Key, version: str, deadline: date | None, _state: data.State) -> tuple[Checked, ...]:
    context = Context(
        groups=held.records(_state, Group),
        meetings=data.records(_state).snapshot.meetings,
        proposals=held.records(_state, SessionProposal),
        events=held.open_events(_state),
        deadline=deadline,
    )
    return check_all(context.proposals, standards(_state), context, version, judgements(_state))


def judgements(state: data.State) -> tuple[Judgement, ...]:
    """Return what people judged of rules, as it stands."""
    return as_said(held.entries(state, Judgement))


def checked(state: data.State) -> tuple[Checked, ...]:
    """Return every proposal with what it came to against the version and the deadline that are chosen."""
    return _checked(state.key, version(), deadline(), state)


def version() -> str:
    """Return the version that is chosen, "" for that of each proposal's year."""
    chosen = _said("rules")
    return "" if chosen in ("", OF_ITS_YEAR) else chosen


def deadline() -> date | None:
    """Return the deadline that is chosen, if one is."""
    try:
        return date.fromisoformat(_said("session_deadline"))
    except ValueError:
        return None


def _said(name: str) -> str:
    value = st.session_state.get(name)
    return str(value if value is not None else st.query_params.get(name, ""))


def narrowed(found: tuple[Checked, ...]) -> list[Checked]:
    """Return the proposals that pass the choices of year, type and outcome; the latest year first."""
    year, session_type, overall = (_said(name) for name in ("session_year", "session_type", "required"))
    passing = (
        each
        for each in found
        if year in ("", ALL_YEARS, str(each.proposal.cycle or "no year"))
        and session_type in ("", ALL_TYPES, each.proposal.session_type)
        and overall in ("", ALL_OUTCOMES, each.with_people)
    )
    return sorted(passing, key=lambda each: (-(each.proposal.cycle or 0), each.proposal.id))


def controls(state: data.State) -> None:
    """Ask for year, type, outcome, version and deadline; all stand in the address."""
    found = held.records(state, SessionProposal)
    years = sorted({str(each.cycle or "no year") for each in found}, reverse=True)
    with st.container(key="standards_controls", horizontal=True, gap="small"):
        _choice("Year", "session_year", [ALL_YEARS, *years])
        _choice("Session type", "session_type", [ALL_TYPES, *SESSION_TYPES])
        _choice("What is required is", "required", [ALL_OUTCOMES, *OUTCOMES])
        version_choice(state)
        st.text_input(
            "Deadline, if another (YYYY-MM-DD)",
            key="session_deadline",
            bind="query-params",
            max_chars=10,
            width=230,
        )


def version_choice(state: data.State) -> None:
    """Ask which version the proposals are held against."""
    _choice("Rules", "rules", [OF_ITS_YEAR, *versions_for(standards(state))])


def _choice(label: str, key: str, options: list[str]) -> None:
    st.selectbox(label, options, key=key, bind="query-params", width=190)


def query(**more: str) -> Query:
    """Write the address of a link inside the section: it keeps what is chosen."""
    kept = {name: st.query_params.get(name, "") for name in KEPT}
    return {"section": "Standards"} | {name: value for name, value in (kept | more).items() if value}
