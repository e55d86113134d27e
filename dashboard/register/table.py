"""The register as a table: taken out as it is listed, and a table of proposals read in after a look at it."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from dashboard import acting, data, ui
from dashboard.files import loading, table_files, uploads
from dashboard.files.uploads import Kept
from dashboard.register import saving
from synthesis import pipeline
from synthesis.errors import ConflictError
from synthesis.meetings.register_import import Plan
from synthesis.outputs.export.register_file import RegisterFormat, register_file
from synthesis.outputs.phrases import counted

FORMATS: tuple[RegisterFormat, ...] = ("csv", "xlsx")
SUFFIXES = ("csv", "tsv", "xlsx")
ADVICE = (
    "A CSV or XLSX file with a column headed Proposal, and some of Category, Tags, Source, Reference, "
    "Cross-reference, Responsible, Cost, Status, Remark. A changed table is read again: what a person "
    "changed here stays. Nothing is stored before you confirm."
)


def panel(state: data.State, listed: Any, by: str) -> None:
    """Offer the items listed as a file and, to a person who gives a name, to read a table in."""
    with st.expander("Table in, table out", key="register_table"):
        _take_out(state, listed)
        if by:
            _read_in(state, by)


def _take_out(state: data.State, listed: Any) -> None:
    once = listed.drop_duplicates("id")
    ui.note(f"{counted(len(once), 'item')}, as listed, as a table that can be changed and read in again.")
    table_files.downloads("register", FORMATS, partial(register_file, data.records(state).snapshot, once))


def _read_in(state: data.State, by: str) -> None:
    ui.note(ADVICE)
    found = table_files.checked(
        "table", "A table of proposals", SUFFIXES, partial(_compare, state, by), by=by
    )
    if found:
        _confirm(state, *found, by)


def _compare(state: data.State, by: str, given: Any) -> tuple[Kept, Plan]:
    kept = uploads.keep([given])
    return kept, pipeline.preview_table(data.store(state.url), kept.paths[0], by, given.name)


def _confirm(state: data.State, kept: Kept, plan: Plan, by: str) -> None:
    st.html(f'<p class="said">{ui.text(_account(plan))}</p>')
    loading.remarks(plan.problems)
    if not plan.added and not plan.changed:
        ui.empty_state(
            "There is nothing in this table to enter.", "All of it is in the register, or refused."
        )
        return
    st.button(
        "Enter it in the register",
        type="primary",
        key="enter_table",
        on_click=_enter,
        args=(state, plan, kept.shown_name(kept.paths[0].name), by),
    )


def _account(plan: Plan) -> str:
    return (
        f"{counted(plan.received, 'row')} received = {len(plan.added):,} new "
        f"+ {len(plan.changed):,} that change an item + {plan.merged:,} merged (the same is in the register) "
        f"+ {plan.refused:,} refused."
    )


def _enter(state: data.State, plan: Plan, name: str, by: str) -> None:
    with acting.attempt(saving.PLACE):
        try:
            pipeline.enter_table(data.store(state.url), plan, by, name)
        except ConflictError:  # what was shown holds no longer; another check shows what does
            table_files.forget("table")
            raise
        table_files.clear("table")
        acting.tell(saving.PLACE, f"The table {name} is entered: {_account(plan)}")
