"""QDC: the codebook in force as REFI-QDA Codebook, with what the file is in the description of its set.

A filter on themes chooses codes, and keeps the parents that they stand in; the other filters choose
contributions, of which the file has none.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from synthesis.coding.refi import codebook_to_qdc
from synthesis.errors import InputError
from synthesis.models import Codebook
from synthesis.outputs.export.cells import printable
from synthesis.outputs.facts import Facts
from synthesis.outputs.tables import Frames


def as_qdc(narrowed: Frames, about: Facts) -> bytes:
    """Write the codebook; InputError where nothing was coded yet, so that there is none."""
    codebook = about.provenance.codebook
    if not codebook.themes:
        raise InputError("There is no codebook to write yet.", hint="Code the contributions first.")
    kept = _with_parents(codebook, set(narrowed.themes["id"]))
    said = {
        "Title": about.title,
        "Filters": about.filters,
        "Last stored change": about.state_iso,
        "Codebook": about.codebook,
        **about.provenance_rows,
    }
    note = [f"{what}: {value}" for what, value in said.items()]
    written = codebook_to_qdc(kept, [*note, about.sample_note] if about.sample_note else note)
    # A lone surrogate is no character and has no UTF-8 form; XML has none for control characters.
    return printable(written).encode("utf-8")


def _with_parents(codebook: Codebook, chosen: Collection[str]) -> Codebook:
    parents = {theme.id: theme.parent for theme in codebook.themes}
    kept = set(chosen)
    for theme_id in chosen:
        while theme_id := parents.get(theme_id, ""):
            kept.add(theme_id)
    return replace(codebook, themes=tuple(theme for theme in codebook.themes if theme.id in kept))
