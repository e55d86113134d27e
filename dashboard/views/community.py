"""Community: who works on what, with whom, when, by which rules, and what a session said."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import data, frame
from dashboard.community.alignment import page as alignment
from dashboard.community.calendar import page as calendar
from dashboard.community.groups import page as groups
from dashboard.community.messages import page as messages
from dashboard.community.news import page as news
from dashboard.community.standards import page as standards
from dashboard.community.together import page as together
from synthesis.models import Filters

Panel = Callable[[data.State, Filters], None]

SECTIONS: dict[str, tuple[str, Panel]] = {
    "Groups": (groups.LEAD, groups.panel),
    "Together": (together.LEAD, together.panel),
    "Calendar": (calendar.LEAD, calendar.panel),
    "Standards": (standards.LEAD, standards.panel),
    "Alignment": (alignment.LEAD, alignment.panel),
    "Messages": (messages.LEAD, messages.panel),
    "News": (news.LEAD, news.panel),
}


def show() -> None:
    """Draw the page."""
    state, chosen = frame.recall()
    if not state.stamp.n_entries and frame.is_nothing_stored(state):
        frame.begin("Community", "")
        frame.is_blank(state)
        return
    head = st.container()
    tabs = st.tabs(list(SECTIONS), key="section", bind="query-params")
    for tab, (lead, panel) in zip(tabs, SECTIONS.values(), strict=True):
        if tab.open:
            with head:
                frame.begin("Community", lead)
                frame.ask_who(state)
            with tab:
                panel(state, chosen)


if __name__ == "__main__":
    show()
