"""Proposals as a table: taken out as they are listed, and a table read in after a look at it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard import acting, data, ui
from dashboard.community import held
from dashboard.community.standards import changes
from dashboard.files import table_files, uploads
from dashboard.files.uploads import Kept
from synthesis.models import SessionProposal
from synthesis.outputs.export.proposal_file import ProposalFormat, proposal_file
from synthesis.outputs.phrases import counted
from synthesis.outputs.standards.words import plan_sentence

FORMATS: tuple[ProposalFormat, ...] = ("csv", "xlsx", "json")
SUFFIXES = ("csv", "tsv", "xlsx", "json", "jsonl")
ADVICE = (
    "A CSV, XLSX or JSON file, one row a proposal, with the columns Title and Session type and some of "
    "those of a file taken out here; English, French or Spanish headings, in any order. Speakers stand "
    "in one cell, a line each, or in columns such as Speaker 1 name, Speaker 1 region. "
    "Nothing is stored before you confirm."
)


def panel(state: data.State, shown: Sequence[SessionProposal], by: str) -> None:
    """Offer the proposals shown as a file and, to a person who gives a name, to read a table in."""
    with st.expander("Table in, table out", key="proposals_file"):
        ui.note(
            f"{counted(len(shown), 'proposal')}, as shown above, as a table that can be changed and read in."
        )
        table_files.downloads("proposals", FORMATS, partial(proposal_file, shown))
        if by:
            _read_in(state, by)


def _read_in(state: data.State, by: str) -> None:
    ui.note(ADVICE)
    compare = partial(_compare, state)
    found = table_files.checked("proposals", "A table of session proposals", SUFFIXES, compare)
    if found:
        _confirm(*found, by)


def _compare(state: data.State, given: Any) -> tuple[Kept, Any, dict[str, int]]:
    from synthesis.pipeline import standards  # brings the readers of tables

    kept = uploads.keep([given])
    plan = standards.preview_proposals(data.store(state.url), kept.paths[0], given.name)
    seen = {entry.record.id: entry.version for entry in held.entries(state, SessionProposal)}
    return kept, plan, {proposal.id: seen.get(proposal.id, 0) for proposal in plan.to_save}


def _confirm(kept: Kept, plan: Any, base: dict[str, int], by: str) -> None:
    from dashboard.files import loading

    st.html(f'<p class="said">{ui.text(plan_sentence(plan))}</p>')
    loading.remarks(plan.problems)
    if not plan.to_save:
        ui.empty_state("There is nothing in this table to enter.", "All of it is stored already, or refused.")
        return
    titles = "".join(f"<li {ui.BIDI}>{ui.text(each.title)}</li>" for each in plan.changed)
    if titles:
        st.html(f'<p class="said">These would change:</p><ul class="said">{titles}</ul>')
    name = kept.shown_name(kept.paths[0].name)
    st.button(
        "Enter the proposals",
        type="primary",
        key="enter_proposals",
        on_click=_enter,
        args=(kept, name, base, by),
    )


def _enter(kept: Kept, name: str, base: dict[str, int], by: str) -> None:
    from synthesis.pipeline import standards

    with acting.attempt(changes.PLACE):
        store = data.store(data.current().url)
        plan = standards.import_proposals(store, kept.paths[0], by, name, base)
        table_files.clear("proposals")
        acting.tell(changes.PLACE, f"The table {name} is entered: {plan_sentence(plan)}")
