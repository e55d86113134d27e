"""A new version of a standard: a file is checked, set beside what is in force, and put in force by name."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from dashboard import acting, data, navigation, ui
from dashboard.community.standards import rules
from dashboard.files import table_files, uploads
from synthesis.errors import SynthesisError
from synthesis.outputs.standards import tables, words

PLACE = "standards"
SUFFIXES = ("yaml", "yml", "csv", "tsv", "xlsx")
ADVICE = (
    "A YAML file, or a CSV or XLSX table with a row for each rule, as the rules above are taken out. A new "
    "version has another year in it; the same version again corrects it. Nothing is stored until you confirm."
)


def panel(state: data.State, by: str) -> None:
    """Offer to put a version in force, to a person who gives a name."""
    acting.told(PLACE)
    if state.is_read_only:
        return
    with st.expander("Put a version of the rules in force", key="put_standard"):
        ui.note(ADVICE)
        if not by:
            ui.note("To put rules in force, give your name above.")
            return
        plan = table_files.checked(
            "standard", "The rules as a file", SUFFIXES, partial(_looked_at, state), button="Check the rules"
        )
        if plan:
            _confirm(state, plan, by)


def _looked_at(state: data.State, given: Any) -> Any:
    from synthesis.pipeline.standards import preview_standard  # brings the readers of tables

    kept = uploads.keep([given])
    return preview_standard(data.store(state.url), kept.paths[0], given.name)


def _confirm(state: data.State, plan: Any, by: str) -> None:
    st.html(f'<p class="said">{ui.text(words.put_sentence(plan))}</p>')
    if plan.is_same:
        return
    if plan.before is not None:
        ui.section(f"Beside version {plan.before.version}, which is in force", level=3)
        st.html(rules.differences(plan.before, plan.standard))
    table = tables.standard_table(plan.standard)
    caption = f"{plan.standard.name}, version {plan.standard.version}, as it would be in force"
    st.html(ui.html_table(table, caption))
    note = st.text_input("Why, or who decided it, if you wish", key="standard_note", max_chars=300)
    st.button(
        f"Put version {plan.standard.version} in force",
        type="primary",
        key="enter_standard",
        on_click=_put,
        args=(state, plan, by, note),
    )


def _put(state: data.State, plan: Any, by: str, note: str) -> None:
    from synthesis.pipeline.standards import put_in_force

    with acting.attempt(PLACE):
        try:
            put_in_force(data.store(state.url), plan, by, note)
        except SynthesisError as error:
            table_files.forget("standard")
            error.hint = f"{error.hint} Check the file again to see what is in force now.".strip()
            raise
        table_files.clear("standard")
        navigation.write("standard", plan.standard.id)
        called = f"{plan.standard.name}, version {plan.standard.version}"
        acting.tell(PLACE, f"{called}, is in force, put there by {by}. It is shown above.")
