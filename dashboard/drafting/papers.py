"""Papers: the drafts there are, a new one, and one that is open."""

from __future__ import annotations

import streamlit as st

from dashboard import acting, data, filters, navigation, person, ui
from dashboard.drafting import one
from synthesis.models import DraftVersion, Filters
from synthesis.outputs.papers import PAPERS
from synthesis.outputs.papers.blocks import PaperKind
from synthesis.outputs.papers.drafting import begin
from synthesis.outputs.phrases import counted, filters_in_words

PLACE = "drafts"
ABOUT_ONE_THEME: tuple[PaperKind, ...] = ("theme",)
"""Papers that need a theme; the others are about all that pass the filters."""


def panel(state: data.State, chosen: Filters) -> None:
    """Show the draft that the address asks for, or the drafts there are."""
    asked = st.query_params.get("draft", "")
    history = data.draft_history(state, asked) if asked else ()
    if history:
        one.panel(state, chosen, history)
        return
    if asked:
        ui.error_box("There is no such draft in this store.", asked, "The drafts there are stand below.")
    drafts = data.drafts(state)
    ui.section(
        "Drafts of papers",
        "A draft is a paper in the making: the program writes its statements, people edit, move or strike "
        "them beside the evidence, and every version is kept.",
    )
    if drafts:
        for each in drafts:
            _row(state, chosen, each)
    else:
        ui.empty_state("There is no draft yet.", "Begin one below, from the filters at the left.")
    _new(state, chosen)


def _row(state: data.State, chosen: Filters, latest: DraftVersion) -> None:
    with st.container(key=f"card_{latest.draft_id}"):
        st.html(
            f'<h3 class="statement" {ui.BIDI}>{ui.text(latest.draft.title)}</h3>'
            f'<p class="said">{ui.text(about(state, latest))}</p>'
        )
        query = filters.query_of(chosen, part="Papers", draft=latest.draft_id)
        navigation.link("overview", f"Open draft {number_of(latest.draft_id)}", query)


def number_of(draft_id: str) -> str:
    """Return the number that people know a draft by."""
    return draft_id.removeprefix("draft-")


def about(state: data.State, latest: DraftVersion) -> str:
    """Say which paper a draft is, narrowed to what, and where it stands."""
    draft = latest.draft
    kind = next((word for known, word in PAPERS.items() if known == draft.kind), draft.kind)
    names = data.theme_names(state)
    theme = f" on “{names.get(draft.theme, draft.theme)}”" if draft.theme else ""
    narrowed = filters_in_words(draft.filters, dict(names))
    return (
        f"{kind}{theme}. Filters: {narrowed}. {counted(latest.version, 'version')}, the last by {latest.by}."
    )


def _new(state: data.State, chosen: Filters) -> None:
    """Ask which paper, and begin a draft of it."""
    ui.section("A new draft")
    acting.told(PLACE)
    if state.is_read_only:
        ui.empty_state("This dashboard is read-only.", "Where it is not, people draft papers here.")
        return
    kind = st.selectbox("Paper", list(PAPERS), format_func=PAPERS.__getitem__, key="draft_kind", width=420)
    theme = _theme(state, chosen) if kind in ABOUT_ONE_THEME else ""
    names = data.theme_names(state)
    narrowed = Filters() if chosen == Filters() else chosen
    ui.note(f"Filters of this page, kept with the draft: {filters_in_words(narrowed, dict(names))}.")
    title = st.text_input("Title, if another than the program's", key="draft_title", max_chars=200)
    by = person.name()
    if st.button("Begin the draft", type="primary", key="begin_draft", disabled=not by):
        with acting.attempt(PLACE):
            paper = data.paper(state, kind, theme, chosen)
            draft_id = data.store(state.url).add_draft(begin(paper, chosen, title), by)
            navigation.write("draft", draft_id)
        st.rerun()
    if not by:
        ui.note("To begin, give your name above.")


def _theme(state: data.State, chosen: Filters) -> str:
    themes = data.narrowed(state, chosen).themes
    names = dict(zip(themes["id"], themes["name"], strict=True))
    theme = st.selectbox("Theme", list(names), format_func=names.__getitem__, key="draft_theme", width=420)
    return str(theme or "")
