"""Export: what, for which filters, in which format, and how much it will hold."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import data, ui
from synthesis.models import Filters
from synthesis.outputs import narrative
from synthesis.outputs.export import FORMATS, MIME_TYPES, ExportFormat, counts_of, export, export_name
from synthesis.outputs.export.fonts import lacking_note
from synthesis.outputs.facts import PAPER_FORMATS
from synthesis.outputs.papers import PAPER_WORDS, PAPERS, counts_of_paper
from synthesis.outputs.papers.blocks import PaperKind

ALL_THEMES = ""


def panel(state: data.State, chosen: Filters) -> None:
    """Show the choices and the button; the file is made when it is asked for."""
    whole = data.whole(state)
    ui.section("Export")
    if whole.universe.empty and whole.decisions.empty:
        ui.empty_state("There is nothing to take out yet.", "Load contributions first.")
        return
    narrowed = data.narrowed(state, chosen)
    names = {ALL_THEMES: "All themes that pass the filters"}
    names |= dict(zip(narrowed.themes["id"], narrowed.themes["name"], strict=True))
    theme = (
        st.selectbox("What", list(names), format_func=names.__getitem__, key="export_theme", width=420) or ""
    )
    forms = [form for form in FORMATS if form != "qdc" or len(whole.themes)]
    form = st.radio("Format", forms, format_func=FORMATS.__getitem__, key="export_format")
    paper = _paper(theme) if form in PAPER_FORMATS else None
    in_file = replace(chosen, themes=(theme,)) if theme else chosen
    _size(state, in_file, form, paper)
    if form == "pdf" and (lacks := lacking_note()):
        ui.note(lacks)
    st.download_button(
        f"Download as {form.upper()}",
        data=lambda: _made(state, chosen, form, theme, paper),
        file_name=export_name(chosen, form, theme, whole.changed_at, paper),
        mime=MIME_TYPES[form],
        on_click="ignore",
        type="primary",
        key="export",
    )


def _paper(theme: str) -> PaperKind:
    """Ask which paper; a theme summary is offered where one theme is chosen."""
    kinds: list[PaperKind] = [kind for kind in PAPERS if kind != "theme" or theme]
    return st.radio(
        "Paper",
        kinds,
        index=kinds.index("theme") if theme else 0,
        format_func=lambda kind: f"{PAPERS[kind]}: {PAPER_WORDS[kind]}",
        key="export_paper_of_theme" if theme else "export_paper",
    )


def _made(
    state: data.State, chosen: Filters, form: ExportFormat, theme: str, paper: PaperKind | None
) -> bytes:
    agreement = data.agreement(state) if paper else ""
    topics = data.records(state).snapshot.topics
    return export(data.whole(state), chosen, form, theme, paper=paper, agreement=agreement, topics=topics)


def _size(state: data.State, in_file: Filters, form: ExportFormat, paper: PaperKind | None) -> None:
    narrowed = data.narrowed(state, in_file)
    held = "; ".join(counts_of_paper(counts_of(narrowed, form), paper).values())
    counting = narrative.counting_sentence(narrowed)
    ui.note(f"{narrative.filters_sentence(narrowed)} The file will hold: {held}. {counting}")
    if narrowed.is_sample:
        ui.note("The file says that it holds sample data.")
