"""The rules themselves: each version, what changed since the one before, and where it is written."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import streamlit as st

from dashboard import bound, data, ui
from dashboard.community import held
from dashboard.community.standards import asked
from synthesis.community.standards.versions import version_before
from synthesis.models import Standard
from synthesis.outputs.export import MIME_TYPES
from synthesis.outputs.export.standard_file import StandardFormat, standard_file
from synthesis.outputs.phrases import day_words
from synthesis.outputs.standards import tables, words
from synthesis.store import Entry

FORMAT_WORDS: dict[StandardFormat, str] = {"yaml": "YAML", "csv": "CSV", "xlsx": "XLSX"}


def panel(state: data.State) -> None:
    """Let a standard be chosen and read."""
    found = {each.id: each for each in asked.standards(state)}
    ui.section("The rules", "Each version as a checklist: what is required, what may differ, since when.")
    if not found:
        ui.empty_state("There are no standards here.", "They lie beside the program, under data/community.")
        return
    names = {each.id: f"{each.name}, version {each.version}" for each in found.values()}
    chosen = bound.select("Standard", "standard", names, width=420)
    _read(state, found[chosen], _before(found[chosen], list(found.values())))


def _before(standard: Standard, known: list[Standard]) -> Standard | None:
    return version_before(standard, [each for each in known if each.id != standard.id])


def _read(state: data.State, standard: Standard, before: Standard | None) -> None:
    st.html(
        f'<p class="said">{ui.text(words.standard_sentence(standard))} {ui.text(standard.note)}</p>'
        f'<p class="note">{ui.text(_in_force(state, standard))}</p>'
        f'<p class="note">Source: {ui.text(standard.source or "not named")}</p>'
    )
    table = tables.standard_table(standard)
    st.html(ui.html_table(table, f"{standard.name}, version {standard.version}"))
    _take_out(standard)
    if before is not None:
        _changed(before, standard)
    _history(state, standard)


def _in_force(state: data.State, standard: Standard) -> str:
    entry = next((e for e in held.entries(state, Standard) if e.record.id == standard.id), None)
    return put_words(entry) if entry else "It comes with the program."


def put_words(entry: Entry[Standard]) -> str:
    """Say who put a version in force, and when."""
    day = f" on {day_words(entry.at.date())}" if entry.at else ""
    note = f" {entry.note}." if entry.note else ""
    return f"Put in force by {entry.by}{day}.{note}"


def _take_out(standard: Standard) -> None:
    ui.note("The rules as a file, which can be changed and put in force again:")
    with st.container(horizontal=True, gap="small", key="standard_out"):
        for form, words_of in FORMAT_WORDS.items():
            st.download_button(
                f"Download the rules ({words_of})",
                data=partial(standard_file, standard, form),
                file_name=f"{standard.id}.{form}",
                mime="application/yaml" if form == "yaml" else MIME_TYPES[form],
                on_click="ignore",
                key=f"{form}_{standard.id}",
            )


def _changed(before: Standard, standard: Standard) -> None:
    ui.section(f"What changed from {before.version} to {standard.version}", level=3)
    st.html(differences(before, standard))


def differences(before: Standard, standard: Standard) -> str:
    """Return how many requirements were added, removed and changed, and each of them."""
    items = "".join(f"<li>{ui.text(each)}</li>" for each in words.difference_words(before, standard))
    nothing = "<li>Nothing: the rules say the same.</li>"
    return (
        f'<p class="said">{ui.text(words.change_counts(before, standard))}</p>'
        f'<ul class="gaps">{items or nothing}</ul>'
    )


def _history(state: data.State, standard: Standard) -> None:
    """Show how often this version was put in force, and what each time changed."""
    store = data.store(state.url)
    entries = store.community.history(Standard, standard.id)
    if len(entries) < 2:
        return
    with st.expander(f"How often this version was put in force ({len(entries)})", key="standard_versions"):
        for before, after in reversed(list(pairwise(entries))):
            st.html(f'<p class="said" {ui.BIDI}>{ui.text(put_words(after))}</p>')
            st.html(differences(before.record, after.record))
        st.html(f'<p class="said" {ui.BIDI}>{ui.text(put_words(entries[0]))}</p>')
