"""The frame around every page: set-up, navigation, filters, and the one place where failures become words.

`dashboard/server.py` serves it with the feeds beside it. SYNTHESIS_STORE chooses the store;
SYNTHESIS_READ_ONLY=1 takes every way to change it off the page.
"""

from __future__ import annotations

import gc

import streamlit as st

from dashboard import data, filters, frame, navigation, ui
from synthesis.outputs import narrative


@st.cache_resource(show_spinner=False)
def _settle() -> None:
    """Take what the imports made out of every later collection: they stay as long as the server."""
    gc.collect()
    gc.freeze()


def main() -> None:
    """Draw the frame, and inside it the page that the address asks for."""
    page = st.navigation(navigation.pages(), position="hidden")
    st.set_page_config(
        page_title=f"{page.title} - Stakeholder synthesis",
        page_icon=frame.ICON,
        layout="wide",
        initial_sidebar_state="auto",
    )
    st.html(ui.STYLE)
    _settle()
    with ui.boundary():
        navigation.keep_the_way_back()
        navigation.settle_address(page.title)
        state = data.current()
        chosen, strange = filters.from_address(state)
        with st.sidebar:
            frame.brand(state)
            navigation.menu(page.title, filters.query_of(chosen))
            if not data.whole(state).universe.empty:
                filters.sidebar(state, chosen)
        frame.remember(state, chosen, strange)
        ui.sample_banner(narrative.sample_sentence(data.narrowed(state, chosen)))
        page.run()


main()
