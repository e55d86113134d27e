"""The register as a table: taken out as it is listed, and a table of proposals read in after a look at it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import data, ui
from dashboard.files import uploads
from dashboard.files.uploads import Kept
from dashboard.register import saving
from synthesis.errors import SynthesisError
from synthesis.meetings.register_import import Plan
from synthesis.outputs.export import MIME_TYPES
from synthesis.outputs.export.register_file import RegisterFormat, register_file
from synthesis.outputs.phrases import counted

FORMATS: tuple[RegisterFormat, ...] = ("csv", "xlsx")
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
    with st.container(horizontal=True, gap="small"):
        for form in FORMATS:
            st.download_button(
                f"Download as {form.upper()}",
                data=partial(register_file, data.records(state).snapshot, once, form),
                file_name=f"register.{form}",
                mime=MIME_TYPES[form],
                on_click="ignore",
                key=f"register_{form}",
            )


def _read_in(state: data.State, by: str) -> None:
    ui.note(ADVICE)
    given = st.file_uploader(
        "A table of proposals",
        type=["csv", "tsv", "xlsx"],
        key=f"table_{st.session_state.get('n_tables', 0)}",
    )
    if given is None:
        return
    asked = (given.file_id, by)
    if st.button("Check the table", type="primary", key="check_table"):
        with ui.boundary():
            st.session_state["table_checked"] = (asked, *_compare(state, given, by))
    checked = st.session_state.get("table_checked")
    if checked and checked[0] == asked:
        _, kept, plan = checked
        _confirm(state, kept, plan, by)


def _compare(state: data.State, given: Any, by: str) -> tuple[Kept, Plan]:
    from synthesis import pipeline  # brings the whole engine, which the register does not need

    kept = uploads.keep([given])
    return kept, pipeline.preview_table(data.store(state.url, False), kept.paths[0], by, given.name)


def _confirm(state: data.State, kept: Kept, plan: Plan, by: str) -> None:
    from dashboard.files import loading

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
        args=(state, kept.paths[0], kept.shown_name(kept.paths[0].name), by),
    )


def _account(plan: Plan) -> str:
    return (
        f"{counted(plan.received, 'row')} received = {len(plan.added):,} new "
        f"+ {len(plan.changed):,} that change an item + {plan.merged:,} merged (the same is in the register) "
        f"+ {plan.refused:,} refused."
    )


def _enter(state: data.State, path: Path, name: str, by: str) -> None:
    from synthesis import pipeline

    try:
        plan = pipeline.import_table(data.store(state.url, False), path, by, name)
    except SynthesisError as error:
        saving.refused(error)
        return
    st.session_state.pop("table_checked", None)
    st.session_state["n_tables"] = st.session_state.get("n_tables", 0) + 1
    st.session_state["register_told"] = f"The table {name} is entered: {_account(plan)}"
