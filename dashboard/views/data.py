"""Data: load files after a look at what would be read; correct what was; take out what the filters leave."""

from __future__ import annotations

import streamlit as st

from dashboard import data, frame, ui
from dashboard.files import correcting, loading, taking_out


def show() -> None:
    """Draw the page."""
    state, chosen = frame.recall()
    frame.begin(
        "Data",
        "Load contributions, meeting reports and codebooks; correct what was read wrongly; take out what you "
        "need as a file.",
    )
    frame.is_blank(state, is_data_page=True)
    ui.note(data.coded_with(state))
    if state.is_read_only:
        taking_out.panel(state, chosen)
        return
    load, correct, export = st.tabs(["Load", "Correct", "Export"], key="tab", bind="query-params")
    if load.open:
        with load:
            loading.panel(state)
    if correct.open:
        with correct:
            correcting.panel(state)
    if export.open:
        with export:
            taking_out.panel(state, chosen)


if __name__ == "__main__":
    show()
