"""The transcript: a passage in its place, or the whole, page by page, with what the messages cite marked."""

from __future__ import annotations

import streamlit as st

from dashboard import navigation, ui
from dashboard.ui import Mark
from synthesis.models import Session, SessionMessages
from synthesis.outputs.session_transcript import Stretch, stretches

PAGE_SIZE = 12
"""Turns that stand on the page at once."""


def panel(session: Session, given: SessionMessages) -> None:
    """Show the turns around the place that the address asks for, else the first ones."""
    ui.section("The transcript", "Verbatim; what a message cites is marked.")
    parts = stretches(session, given)
    at = st.query_params.get("at", "")
    place = int(at) if at.isascii() and at.isdigit() and len(at) < 10 else None
    here = next(
        (n for n, each in enumerate(parts) if place is not None and each.start <= place < each.end), None
    )
    n_pages = -(-len(parts) // PAGE_SIZE)
    if here is not None and st.session_state.get("transcript_at") != (session.id, place):
        st.session_state["transcript_page"] = here // PAGE_SIZE + 1
    st.session_state["transcript_at"] = (session.id, place)
    page = st.pagination(n_pages, key="transcript_page") if n_pages > 1 else 1
    first = ((page or 1) - 1) * PAGE_SIZE
    shown = parts[first : first + PAGE_SIZE]
    st.html(f'<div class="whole">{"".join(_turn(session, each, place) for each in shown)}</div>')
    if here is not None and place is not None:
        ui.scroll_to(".whole .is-here", place)
        with st.container(key="leave_place"):
            st.button(
                "Back to the messages",
                key="leave_place_button",
                type="tertiary",
                on_click=navigation.write,
                args=("at", ""),
            )


def _turn(session: Session, each: Stretch, place: int | None) -> str:
    marks = [Mark(start - each.start, end - each.start) for start, end in each.cited]
    is_here = place is not None and each.start <= place < each.end
    at = f", {each.at}" if each.at else ""
    current = ' aria-current="true"' if is_here else ""
    head = f'<p class="note"><b>{ui.text(each.who)}</b>{ui.text(at)}</p>' if each.who else ""
    return (
        f'<div class="passage plain{" is-here" if is_here else ""}"{current}>{head}'
        f'<p class="words" {ui.language_attribute(session.language)}>'
        f"{ui.marked_text(each.text, marks)}</p></div>"
    )
