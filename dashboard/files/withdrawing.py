"""Load: a load made by mistake is taken out, by name, beside what it came to."""

from __future__ import annotations

import streamlit as st

from dashboard import acting, data, person, ui
from synthesis import pipeline
from synthesis.outputs.phrases import counted


def offer(state: data.State, place: str) -> None:
    """Offer to withdraw what the last load stored, while what it came to stands on the page."""
    told = st.session_state.get("told") or {}
    run_id = told.get("run")
    if not run_id:
        return
    undoing = f"withdraw --undo --load {run_id} --by NAME"
    with st.expander("Loaded by mistake?"):
        ui.note(
            "What this load stored is no longer counted then. It is kept, with your name, and the command "
            f"{undoing} counts it again."
        )
        person.field()
        by = person.name()
        if st.button("Take this load out", key="withdraw_load", disabled=not by):
            with acting.attempt(place):
                store = data.store(state.url)
                n = pipeline.withdraw(store, pipeline.ids_of_load(store, run_id), by)
                are = "is" if n == 1 else "are"
                words = f"{counted(n, 'contribution')} {are} no longer counted. To undo it: {undoing}."
                st.session_state["told"] = told | {"heading": "Taken out", "words": words, "run": ""}
            st.rerun()
