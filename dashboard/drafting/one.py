"""A draft that is open: its statements at the left, the one chosen with its evidence at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import acting, data, filters, navigation, person, ui
from dashboard.drafting import evidence, rewording, saving, settling, versions
from synthesis.models import Draft, DraftVersion, Filters
from synthesis.outputs.export import MIME_TYPES, ExportFormat, write_paper
from synthesis.outputs.facts import PAPER_FORMATS
from synthesis.outputs.papers import PAPERS, edits, make_paper
from synthesis.outputs.papers.blocks import Paper, PaperKind, Statement
from synthesis.outputs.papers.drafting import apply
from synthesis.outputs.papers.layout import Item, Section, sections_of
from synthesis.outputs.phrases import filters_in_words

NUMBERED = "Statement"


def panel(state: data.State, chosen: Filters, history: tuple[DraftVersion, ...]) -> None:
    """Show the newest version of a draft, or the earlier one that the address asks for."""
    navigation.link("overview", "All drafts", filters.query_of(chosen, part="Papers"), key="all_drafts")
    looked_at = versions.asked(history)
    newest = history[-1]
    draft = looked_at.draft
    paper = saving.paper_of(state, draft)
    _head(state, looked_at)
    is_newest = looked_at.version == newest.version
    by = "" if state.is_read_only or not is_newest else person.name()
    if not is_newest:
        versions.earlier(state, chosen, paper, looked_at, newest)
    elif settling.conflict(state, paper, history, by):
        return
    else:
        settling.changed(state, paper, newest, by)
    if by:
        _title(state, looked_at, by)
    _take_out(state, looked_at)
    versions.listed(chosen, paper, history)
    desk = evidence.Desk.of(state, chosen, paper, looked_at, by, is_open=is_newest and not state.is_read_only)
    listed, beside = st.columns((1.25, 1), gap="large")
    with listed, st.container(key="draft_text"):
        place, item = _statements(desk)
    with beside, st.container(key="draft_desk"):
        _beside(desk, item, place)


def _head(state: data.State, latest: DraftVersion) -> None:
    draft = latest.draft
    ui.section(draft.title)
    names = data.theme_names(state)
    kind = next((word for known, word in PAPERS.items() if known == draft.kind), draft.kind)
    ui.note(
        f"{kind}, draft {latest.draft_id.removeprefix('draft-')}, version {latest.version}, saved by "
        f"{latest.by}, {versions.when(latest)}. Filters: {filters_in_words(draft.filters, dict(names))}; "
        "those at the left do not change it."
    )


def _statements(desk: evidence.Desk) -> tuple[int, Item | None]:
    """List the statements section by section; return the one that the address asks for and its number."""
    asked = st.query_params.get("statement", "")
    found: tuple[int, Item | None] = (0, None)
    number = 0
    sections = sections_of(desk.paper, desk.draft)
    if not sections:
        ui.empty_state("This paper has no statement.", "Nothing passes its filters.")
    path: tuple[str, ...] = ()
    for section in sections:
        _headings(section, path)
        path = section.path
        for item in section.items:
            number += not item.is_struck
            _statement(desk, item, number, is_here=item.key == asked)
            found = (number, item) if item.key == asked else found
    ui.note("Tables, quotations and what explains the method stand in the file; only statements are edited.")
    return found


def _headings(section: Section, before: tuple[str, ...]) -> None:
    """Show the headings above a section that do not stand above the one before it."""
    same = 0
    while same < len(section.path) and section.path[: same + 1] == before[: same + 1]:
        same += 1
    for depth, heading in enumerate(section.path[same:], start=same):
        level = 3 if not depth else 4
        st.html(f'<h{level} class="above" {ui.BIDI}>{ui.text(heading)}</h{level}>')


def _statement(desk: evidence.Desk, item: Item, number: int, *, is_here: bool) -> None:
    above = f'<p class="note" {ui.BIDI}>{ui.text(item.heading.text)}</p>' if item.heading else ""
    words = evidence.with_calls(evidence.shown(desk, item))
    place = "Struck" if item.is_struck else f"{number}."
    badges = evidence.badges(item)
    told = f'<p class="badges">{badges}</p>' if badges else ""
    state = "struck" if item.is_struck else "own" if item.is_own or item.is_edited else "generated"
    here = " is-here" if is_here else ""
    with st.container(key=f"line_{_slug(item.key)}", gap=None):
        st.html(
            f'<div class="drafted {state}{here}">{above}'
            f'<p class="said" {ui.BIDI}><b>{place}</b> {words}</p>{told}</div>'
        )
        called = f"{NUMBERED} {number}" if not item.is_struck else f"Struck statement after {number}"
        st.button(
            f"{called}: evidence" + (" and changes" if desk.is_open else ""),
            key=f"look_{_slug(item.key)}",
            type="tertiary",
            on_click=navigation.write,
            args=("statement", item.key),
        )


def _slug(key: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in key)


def _beside(desk: evidence.Desk, item: Item | None, number: int) -> None:
    acting.told(saving.PLACE)
    if item is None:
        ui.empty_state("Choose a statement.", "Its evidence and what you can do with it then stand here.")
        return
    ui.section("A struck statement" if item.is_struck else f"{NUMBERED} {number}", level=3)
    st.button(
        "Close, and read on",
        key="close_statement",
        type="tertiary",
        on_click=navigation.write,
        args=("statement", ""),
    )
    if desk.is_open:
        rewording.panel(desk, item)
    evidence.panel(desk, item)
    st.html(_IN_SIGHT.format(turn=number, struck=item.is_struck), unsafe_allow_javascript=True)


_IN_SIGHT = """<script data-turn="{turn:d}{struck:d}">
setTimeout(() => {{
  const here = document.querySelector(".drafted.is-here"), place = here?.getBoundingClientRect();
  if (window.innerWidth <= 640) {{
    here?.scrollIntoView({{ block: "start" }});
  }} else if (place && (place.top < 0 || place.bottom > window.innerHeight)) {{
    here.scrollIntoView({{ block: "center" }});
  }}
}}, 60);
</script>"""
"""Brings a statement into sight that a link asked for; on a narrow screen above what belongs to it, which
lies over the lower half there."""


def _title(state: data.State, newest: DraftVersion, by: str) -> None:
    with st.expander("Change the title", key="change_title"):
        key = f"title_{newest.draft_id}_{newest.version}"
        title = st.text_input("Title of the paper", value=newest.draft.title, key=key, max_chars=200)
        saving.button(
            "Save this title",
            "save_title",
            state,
            newest,
            by,
            lambda draft, _: edits.rename(draft, title),
            "Gave it another title",
            disabled=not title.strip(),
            keeps_words=True,
        )


def _take_out(state: data.State, version: DraftVersion) -> None:
    """Offer the draft as a file, and for a synthesis paper the annex that goes with it."""
    out = st.expander("Take it out as a file", key="take_out")
    with out:
        ui.note("The file says which version it is, and of which state of the data its numbers are.")
    with out.container(horizontal=True, vertical_alignment="bottom", key="take_out_draft"):
        form: ExportFormat = st.selectbox(
            "Format", list(PAPER_FORMATS), format_func=str.upper, key="draft_format", width=160
        )
        name = f"{version.draft_id}-version-{version.version}"
        _download(f"Download as {form.upper()}", form, name, lambda: _drafted(state, version))
        if version.draft.kind == "synthesis":
            _download("Download its inputs annex", form, f"{name}-annex", lambda: _annex(state, version))


def _download(label: str, form: ExportFormat, name: str, made: Callable[[], Paper]) -> None:
    st.download_button(
        label,
        data=lambda: write_paper(made(), form),
        file_name=f"{name}.{form}",
        mime=MIME_TYPES[form],
        on_click="ignore",
        key=f"export_{name}",
    )


def _drafted(state: data.State, version: DraftVersion) -> Paper:
    draft = version.draft
    return apply(_paper(state, draft, saving.kind_of(draft)), draft, version)


def _annex(state: data.State, version: DraftVersion) -> Paper:
    """Make the annex of a drafted synthesis paper: what only struck statements cited, nothing cites."""
    return _paper(state, version.draft, "annex", drafted=_drafted(state, version).statements)


def _paper(
    state: data.State, draft: Draft, kind: PaperKind, drafted: Sequence[Statement] | None = None
) -> Paper:
    """Make a paper anew from the data of now, with the agreement that was measured."""
    return make_paper(
        data.whole(state),
        draft.filters,
        kind,
        draft.theme,
        agreement=data.agreement(state),
        topics=data.records(state).snapshot.topics,
        drafted=drafted,
    )
