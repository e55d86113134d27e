"""The register as a table: taken out as it is listed, and a table of proposals read in after a look at it."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from dashboard import data, ui
from dashboard.files import table_files
from dashboard.register import saving
from synthesis import pipeline
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
    store = data.store(state.url)
    table = table_files.TableIn(
        "table",
        "A table of proposals",
        SUFFIXES,
        ADVICE,
        place=saving.PLACE,
        button="Enter it in the register",
        compare=lambda path, name: pipeline.preview_table(store, path, by, name),
        account=_account,
        enter=lambda plan, name: pipeline.enter_table(store, plan, by, name),
    )
    table_files.read_in(table, by)


def _account(plan: Plan) -> str:
    return (
        f"{counted(plan.received, 'row')} received = {len(plan.added):,} new "
        f"+ {len(plan.changed):,} that change an item + {plan.merged:,} merged (the same is in the register) "
        f"+ {plan.refused:,} refused."
    )
