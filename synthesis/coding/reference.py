"""Coded passages to learn from: a CSV file in, `ReviewedPassage` records out.

Columns: text, language, themes (ids joined by ';', or none), positions (as many, joined by ';').
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from synthesis.errors import InputError
from synthesis.models import POSITIONS, Codebook
from synthesis.shipped import shipped

NO_THEME = "none"


@dataclass(frozen=True, slots=True)
class ReviewedPassage:
    """A passage whose themes are known, because a person said so or it was composed for them.

    `themes` is empty where none of the codebook's themes applies; `positions` run parallel to it. `asked`
    are the themes that were judged; None stands for all of the codebook. `composer` tells the hands of a
    reference set apart.
    """

    text: str
    themes: tuple[str, ...] = ()
    language: str = ""
    positions: tuple[str, ...] = ()
    asked: tuple[str, ...] | None = None
    composer: str = ""


def read_reference(path: Path) -> tuple[ReviewedPassage, ...]:
    """Read a reference set.

    Raises
    ------
    InputError
        If a column is missing or a row has no text, or a position that is none.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = {"text", "themes"} - set(rows.fieldnames or ())
        if missing:
            raise InputError(f"The column {min(missing)!r} is missing.", path.name, "Add it to the heading.")
        return tuple(_reviewed(row, f"{path.name}, row {number}") for number, row in enumerate(rows, 2))


def _reviewed(row: dict[str, str], where: str) -> ReviewedPassage:
    themes = tuple(theme for theme in _cells(row.get("themes")) if theme != NO_THEME)
    positions = _cells(row.get("positions"))
    if not (row["text"] or "").strip():
        raise InputError("The row has no text.", where, "Fill it or take it out.")
    _check_positions(themes, positions, where)
    return ReviewedPassage(
        row["text"], themes, row.get("language") or "", positions, composer=row.get("composer") or ""
    )


def _check_positions(themes: Sequence[str], positions: Sequence[str], where: str) -> None:
    if not set(positions) <= set(POSITIONS) or len(positions) not in (0, len(themes)):
        raise InputError(
            "The positions must be for, against, mixed or unclear, one for each theme.",
            where,
            "Correct them.",
        )


def _cells(value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(";") if part.strip())


@cache
def shipped_reference() -> tuple[ReviewedPassage, ...]:
    """Return the coded passages that ship beside the codebook."""
    return read_reference(shipped("reference/passages.csv"))


def check_themes(reviewed: Sequence[ReviewedPassage], codebook: Codebook) -> None:
    """Refuse reviewed passages with a theme that the codebook does not have, or with stray positions.

    Raises
    ------
    InputError
        With the unknown theme and the themes there are, or the positions there can be.
    """
    known = {theme.id for theme in codebook.themes}
    for number, passage in enumerate(reviewed, 1):
        _check_positions(passage.themes, passage.positions, f"reviewed passage {number}")
        for theme in passage.themes:
            if theme not in known:
                raise InputError(
                    f"{theme!r} is no theme of the codebook {codebook.name!r}.",
                    f"reviewed passage {number}",
                    f"Its themes are {', '.join(sorted(known))}.",
                )
