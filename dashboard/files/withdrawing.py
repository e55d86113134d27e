"""Load: a load made by mistake is taken out again, by name, beside what it came to."""

from __future__ import annotations

import streamlit as st

from dashboard import data, person, ui
from synthesis import pipeline
from synthesis.outputs.phrases import counted


def offer(state: data.State) -> None:
    """Offer to withdraw what the last load stored, while what it came to stands on the page."""
    told = st.session_state.get("told") or {}
    if not told.get("run"):
        return
    with st.expander("Loaded by mistake?"):
        ui.note(
            "What this load stored is taken out of all counts. It is kept, with your name, and the command "
            "withdraw --undo counts it again."
        )
        person.field()
        by = person.name()
        if st.button("Take this load out again", key="withdraw_load", disabled=not by):
            with ui.boundary():
                store = data.store(state.url, False)
                n = pipeline.withdraw(store, pipeline.ids_of_load(store, told["run"]), by)
                words = f"{counted(n, 'contribution')} taken out of all counts again."
                st.session_state["told"] = {"words": words, "problems": ()}
                st.rerun()
