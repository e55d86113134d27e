"""Links of a decision judged by people: confirm, reject, add, with the name of who does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard import acting, cards, data, ui
from synthesis.models import DecisionLink, LinkStatus

PLACE = "links"
LONGEST_NOTE = 200


def judge(state: data.State, link: DecisionLink, by: str, place: str) -> None:
    """Offer to confirm or reject a link; the one that stands already is not offered again."""
    if state.is_read_only:
        return
    with st.container(horizontal=True, key=f"judge_{place}"):
        for status, label in cards.LINK_VERDICTS.items():
            if link.status != status:
                st.button(
                    label,
                    key=f"{status}_{place}",
                    disabled=not by,
                    help=None if by else "Give your name above first.",
                    on_click=_keep,
                    args=(state, link, status, by),
                )


def _keep(state: data.State, link: DecisionLink, status: LinkStatus, by: str, note: str = "") -> None:
    with acting.attempt(PLACE):
        data.store(state.url).review_link(link, status, by, note)
        acting.tell(PLACE, f"The link is {status}, and kept with your name.")


def history(state: data.State, link: DecisionLink, place: str) -> None:
    """List what people said of a link before, where more than one did."""
    if link.version < 2:
        return
    events = data.store(state.url).link_history(link)
    with st.expander(f"What people said of it ({len(events)})", key=f"history_{place}"):
        listed = "".join(
            f"<li {ui.BIDI}>{ui.text(event.link.status.capitalize())} by <b>{ui.text(event.link.by)}</b>"
            f"{ui.text(f', {event.link.at:%Y-%m-%d %H:%M} UTC' if event.link.at else '')}"
            f"{ui.text(f': {event.note}' if event.note else '')}</li>"
            for event in reversed(events)
        )
        st.html(f'<ul class="told">{listed}</ul>')


def add_passage(state: data.State, decision_id: str, offered: Mapping[str, str], by: str) -> None:
    """Offer to link a decision to one more passage; `offered` are their words by id."""
    _add(
        state,
        "passage",
        offered,
        by,
        decision_id,
        lambda passage: DecisionLink(decision_id, passage_id=passage),
    )


def add_decision(state: data.State, theme_id: str, offered: Mapping[str, str], by: str) -> None:
    """Offer to link one more decision to a theme; `offered` are their words by id."""
    _add(state, "decision", offered, by, theme_id, lambda decision: DecisionLink(decision, theme_id=theme_id))


def _add(
    state: data.State,
    kind: str,
    offered: Mapping[str, str],
    by: str,
    place: str,
    link_to: Callable[[str], DecisionLink],
) -> None:
    if state.is_read_only or not offered:
        return
    with st.popover(f"Link another {kind}", key=f"add_{kind}_{place}"), st.form(f"form_{kind}_{place}"):
        target = st.selectbox(
            kind.capitalize(), list(offered), format_func=offered.__getitem__, key=f"target_{kind}_{place}"
        )
        note = st.text_input("Why, in a few words", max_chars=LONGEST_NOTE, key=f"note_{kind}_{place}")
        if not by:
            ui.note("To add a link, give your name above first.")
        if st.form_submit_button("Add the link", disabled=not by):
            _keep(state, link_to(target), "confirmed", by, note)
            st.rerun()
