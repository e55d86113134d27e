"""Export: what, for which filters, in which format, and how much it will hold."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import data, ui
from synthesis.models import Filters
from synthesis.outputs import narrative
from synthesis.outputs.export import FORMATS, MIME_TYPES, ExportFormat, counts_of, export, export_name
from synthesis.outputs.export.fonts import lacking_note

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
    theme = st.selectbox("What", list(names), format_func=names.get, key="export_theme", width=420)
    form = st.radio("Format", list(FORMATS), format_func=FORMATS.get, key="export_format")
    in_file = replace(chosen, themes=(theme,)) if theme else chosen
    _size(state, in_file, form)
    if form == "pdf" and (lacks := lacking_note()):
        ui.note(lacks)
    st.download_button(
        f"Download as {form.upper()}",
        data=lambda: export(whole, chosen, form, theme or ""),
        file_name=export_name(chosen, form, theme or "", whole.changed_at),
        mime=MIME_TYPES[form],
        on_click="ignore",
        type="primary",
        key="export",
    )


def _size(state: data.State, in_file: Filters, form: ExportFormat) -> None:
    narrowed = data.narrowed(state, in_file)
    held = "; ".join(counts_of(narrowed, form).values())
    counting = narrative.counting_sentence(narrowed)
    ui.note(f"{narrative.filters_sentence(narrowed)} The file will hold: {held}. {counting}")
    if narrowed.is_sample:
        ui.note("The file says that it holds sample data.")
