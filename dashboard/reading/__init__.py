"""One contribution read whole: its words, what its passages are coded to, and the way to the next one.

text       the contribution as HTML, its passages in place
comparing  beside another with nearly the same text
"""

from __future__ import annotations

from collections import defaultdict

import streamlit as st

from dashboard import data, filters, frame, navigation, ui
from dashboard.reading import comparing, text
from dashboard.ui import Mark
from synthesis.models import Filters
from synthesis.outputs import search
from synthesis.outputs.frames.tidy import FILLER
from synthesis.outputs.phrases import counted, verb

CAME_FROM = ("stance", "outcome", "position", "sort", "page")
"""What the address says of the list besides filters and words; the way back leads to the same list."""


def contribution(state: data.State, chosen: Filters, contribution_id: str) -> None:
    """Show the contribution with this id; the passage that the address asks for is framed."""
    records = data.records(state)
    shown = records.contributions[contribution_id]
    passages = records.passages.get(contribution_id, ())
    listed = data.passages(state, Filters())
    rows = {
        row["passage_id"]: row
        for row in listed[listed["contribution_id"] == contribution_id].to_dict("records")
    }
    n_coded = sum(row["outcome"] == "coded" for row in rows.values())
    n_fillers = sum(row["outcome"] == FILLER for row in rows.values())
    fillers = f"; {n_fillers} {verb(n_fillers, 'says', 'say')} nothing" if n_fillers else ""
    frame.begin(
        shown.display_name,
        f"{counted(len(passages), 'passage')}, of which {n_coded} coded to a theme{fillers}.",
    )
    _way(state, chosen, contribution_id)
    whole = data.whole(state)
    of_this = whole.contributions[whole.contributions["id"] == contribution_id]
    language = str(of_this["language"].iloc[0])
    st.html(text.facts_of(shown, language))
    if not state.is_read_only:
        correcting = {"tab": "Correct", "correct": contribution_id}
        navigation.link("data", "Read wrongly? Correct it", filters.query_of(chosen) | correcting)
    comparing.panel(state, chosen, shown)
    ui.note(
        "Passages with a line beside them are coded: dashed where it is a machine's proposal, solid where a "
        "person confirmed it. Underlined words spoke for the theme."
    )
    here = st.query_params.get("passage", "")
    names = dict(zip(whole.themes["id"], whole.themes["name"], strict=True))
    marks = _marks(state, contribution_id)
    st.html(text.contribution_text(shown, passages, rows, names, language, here, marks))
    ui.scroll_to(".passage.is-here", list(records.contributions).index(contribution_id))


def _marks(state: data.State, contribution_id: str) -> dict[str, list[Mark]]:
    """Mark the words that were searched for, and those that spoke for a theme."""
    terms = search.parse(st.query_params.get("words", ""))
    marks: dict[str, list[Mark]] = defaultdict(list)
    for passage in data.records(state).passages.get(contribution_id, ()):
        marks[passage.id].extend(Mark(s.start, s.end) for s in search.find(passage.text, terms))
    codings = data.whole(state).codings
    of_this = codings[codings["contribution_id"] == contribution_id]
    for passage_id, spans in zip(of_this["passage_id"], of_this["evidence"], strict=True):
        marks[passage_id].extend(Mark(start, end, "evidence") for start, end in spans)
    return marks


def _way(state: data.State, chosen: Filters, contribution_id: str) -> None:
    """Lead back to the list and on to the neighbours among the contributions that pass the filters."""
    ids = list(data.narrowed(state, chosen).contributions["id"])
    words = st.query_params.get("words", "")
    came_from = {name: st.query_params.get(name, "") for name in CAME_FROM}
    with st.container(key="way", horizontal=True, gap="medium"):
        navigation.link("explore", "Back to the passages", filters.query_of(chosen, q=words, **came_from))
        if contribution_id in ids:
            place = ids.index(contribution_id)
            for label, other in (("Previous contribution", place - 1), ("Next contribution", place + 1)):
                if 0 <= other < len(ids):
                    navigation.link(
                        "explore",
                        label,
                        filters.query_of(chosen, contribution=ids[other], words=words, **came_from),
                    )
            st.html(f'<p class="note">Contribution {place + 1:,} of {len(ids):,}</p>', width="content")
