"""The rules themselves: each version, what changed since the one before, and where it is written."""

from __future__ import annotations

import streamlit as st

from dashboard import bound, data, ui
from dashboard.community.standards import asked
from synthesis.community.standards.versions import what_changed
from synthesis.models import Standard
from synthesis.outputs.standards import tables, words


def panel(state: data.State) -> None:
    """Let a standard be chosen and read."""
    found = {each.id: each for each in asked.standards(state)}
    ui.section("The rules", "Each version as a checklist: what is required, what may differ, since when.")
    if not found:
        ui.empty_state("There are no standards here.", "They lie beside the program, under data/community.")
        return
    names = {each.id: f"{each.name}, version {each.version}" for each in found.values()}
    chosen = bound.select("Standard", "standard", names, width=420)
    _read(found[chosen], _before(found[chosen], list(found.values())))


def _before(standard: Standard, known: list[Standard]) -> Standard | None:
    own = [each for each in known if each.family == standard.family]
    place = own.index(standard)
    return own[place - 1] if place else None


def _read(standard: Standard, before: Standard | None) -> None:
    st.html(
        f'<p class="said">{ui.text(words.standard_sentence(standard))} {ui.text(standard.note)}</p>'
        f'<p class="note">Source: {ui.text(standard.source or "not named")}</p>'
    )
    table = tables.standard_table(standard)
    st.html(ui.html_table(table, f"{standard.name}, version {standard.version}"))
    with st.container(horizontal=True, gap="small"):
        ui.download(table, f"{standard.id}.csv")
        _as_yaml(standard)
    if before is not None:
        _changed(before, standard)


def _as_yaml(standard: Standard) -> None:
    from synthesis.community.standards import standard_to_yaml

    st.download_button(
        "Download the rules (YAML)",
        data=lambda: standard_to_yaml(standard).encode(),
        file_name=f"{standard.id}.yaml",
        mime="application/yaml",
        on_click="ignore",
        key=f"yaml_{standard.id}",
    )


def _changed(before: Standard, standard: Standard) -> None:
    changed = [words.change_words(change) for change in what_changed(before, standard)]
    ui.section(f"What changed from {before.version} to {standard.version}", level=3)
    items = "".join(f"<li>{ui.text(each)}</li>" for each in changed)
    st.html(f'<ul class="gaps">{items or "<li>Nothing: the rules say the same.</li>"}</ul>')
