"""Proposals as a table: taken out as they are listed, and a table read in after a look at it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import data, ui
from dashboard.community.standards import changes
from dashboard.files import table_files
from synthesis.community.standards.table import ProposalPlan
from synthesis.models import SessionProposal
from synthesis.outputs.export.plain_table import FORMATS
from synthesis.outputs.export.proposal_file import proposal_file
from synthesis.outputs.phrases import counted
from synthesis.outputs.standards.words import plan_sentence

SUFFIXES = (*table_files.SUFFIXES, "jsonl")
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
    from synthesis.pipeline.standards import enter_proposals, preview_proposals  # brings readers of tables

    store = data.store(state.url)
    table = table_files.TableIn(
        "proposals",
        "A table of session proposals",
        SUFFIXES,
        ADVICE,
        place=changes.PLACE,
        button="Enter the proposals",
        compare=partial(preview_proposals, store),
        account=plan_sentence,
        enter=lambda plan, name: enter_proposals(store, plan, by, name),
        show=_changed,
    )
    table_files.read_in(table, by)


def _changed(plan: ProposalPlan) -> None:
    titles = "".join(f"<li {ui.BIDI}>{ui.text(each.after.title)}</li>" for each in plan.changed)
    if titles:
        st.html(f'<p class="said">These would change:</p><ul class="said">{titles}</ul>')
