"""A gold file and a coder in, an `Evaluation` out: coder against coder beside the machine against each.

Columns: id, text, language, split (dev or test), coder_1, coder_2, settled; each of the last three holds
"none" or themes joined by ';', a theme with its position as "theme:position".
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from synthesis.coding.lengthy import Coder, assign_by_parts
from synthesis.coding.measures import Agreement, Labels, compare, compare_positions
from synthesis.coding.reference import NO_THEME
from synthesis.errors import InputError, UnreadableFileError
from synthesis.models import POSITIONS, Passage
from synthesis.shipped import DATA

Split = Literal["dev", "test", "all"]
Verdict = Literal["below", "at", "above", "too few", "apart"]

CODERS = ("coder_1", "coder_2", "settled")
MACHINE = "machine"

SHIPPED_GOLD = DATA / "gold" / "passages.csv"

PEOPLE = 0.74
"""F1 at which two people agree, as published consultations of this kind report it; nothing measured here."""

WHAT_PEOPLE_REACH = (
    f"Two people are taken to agree at F1 {PEOPLE:.2f}: what published consultations like these report, not "
    "what was measured here; it holds until people have coded passages of the store twice."
)
HOW_GOLD_WAS_MADE = (
    "The gold set's passages were composed for it, half with a theme, a third of them hard; its coders were "
    "automated readers, more alike than people are. On real submissions expect less, until people have coded "
    "some of them."
)

DOUBLED = "doubled"
"""In the place of a split: passages of a store that two people have coded."""

ENOUGH_PASSAGES = 100
"""Below, an interval is so wide that any verdict would be luck."""

LEAST_BETWEEN_PEOPLE = 0.5
"""F1 that two people must have in reach; where they all but never agree, a machine beats them by nothing."""


@dataclass(frozen=True)
class GoldPassage:
    """A passage with what each coder said: theme -> position, '' where no position was given."""

    passage: Passage
    codings: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Evaluation:
    """Agreement on passages that two coders have coded.

    `verdict` is that of `beside_people`; `two_people` is the F1 that the machine is set beside.
    """

    split: str
    n_passages: int
    codebook_version: str
    coders: Agreement
    machine: tuple[Agreement, ...]
    verdict: Verdict
    two_people: float = PEOPLE

    def as_dict(self) -> dict[str, Any]:
        """Return plain mappings and lists, for JSON."""
        return {
            "split": self.split,
            "n_passages": self.n_passages,
            "codebook_version": self.codebook_version,
            "coders": self.coders.as_dict(),
            "machine": [agreement.as_dict() for agreement in self.machine],
            "two_people": self.two_people,
            "verdict": self.verdict,
        }


def evaluate_gold(path: Path, make_coder: Callable[[], Coder], split: Split = "test") -> Evaluation:
    """Code the passages of a gold file and compare.

    Raises
    ------
    InputError
        If a column is missing, a cell names an unknown theme or position, no passage is in the split, or
        nobody found a theme in any.
    """
    coder = make_coder()
    ids = [theme.id for theme in coder.codebook.themes]
    gold = read_gold(path, ids, split)
    if not any(item.codings[name] for item in gold for name in CODERS):
        raise InputError(
            f"No coder found a theme in any of the {len(gold)} passages ({split}).",
            path.name,
            "Agreement on themes can only be measured on passages of which some have one.",
        )
    said = {name: [dict(item.codings[name]) for item in gold] for name in CODERS}
    assigned = assign_by_parts(coder, [item.passage for item in gold])
    said[MACHINE] = [{coding.theme_id: coding.position for coding in found.codings} for found in assigned]
    between = _compare("coder_1", "coder_2", said, ids)
    machine = tuple(_compare(name, MACHINE, said, ids) for name in CODERS)
    verdict = beside_people(between, machine[:2])
    return Evaluation(split, len(gold), coder.codebook.version, between, machine, verdict)


def _compare(
    first: str, second: str, said: Mapping[str, Sequence[Mapping[str, str]]], ids: Sequence[str]
) -> Agreement:
    themes = compare((first, second), _labels(said[first], ids), _labels(said[second], ids), ids)
    position_kappa, n_positions = compare_positions(said[first], said[second])
    return replace(themes, position_kappa=position_kappa, n_positions=n_positions)


def _labels(said: Sequence[Mapping[str, str]], ids: Sequence[str]) -> Labels:
    return np.array([[theme in codings for theme in ids] for codings in said], dtype=np.bool_)


def beside_people(people: Agreement, coders: Sequence[Agreement], two_people: float = PEOPLE) -> Verdict:
    """Set the machine's agreement with each coder beside that of two people.

    Parameters
    ----------
    people : Agreement
        The coders with each other.
    coders : sequence of Agreement
        The machine with each coder.
    two_people : float, optional
        The F1 at which two people agree.

    Returns
    -------
    {"below", "at", "above", "too few", "apart"}
        Above where the interval of macro F1 against each coder lies above, below where that against any lies
        below, else at; too few under 100 passages, apart where the coders' own interval lies below .5.
    """
    if people.n_passages < ENOUGH_PASSAGES:
        return "too few"
    if people.macro_f1.high < LEAST_BETWEEN_PEOPLE:
        return "apart"
    reached = [agreement.macro_f1 for agreement in coders]
    if all(f1.low > two_people for f1 in reached):
        return "above"
    return "below" if any(f1.high < two_people for f1 in reached) else "at"


def read_gold(path: Path, theme_ids: Sequence[str], split: Split = "test") -> tuple[GoldPassage, ...]:
    """Read the passages of one split of a gold file, or all of them."""
    rows = _read_rows(path)
    kept = [(number, row) for number, row in rows if split in ("all", _split_of(row))]
    if not kept:
        there = ", ".join(sorted({_split_of(row) for _, row in rows})) or "no passages at all"
        raise InputError(
            f"No passage is in the split {split!r}.",
            path.name,
            f"The splits are dev and test; there are {there}.",
        )
    _check_ids(kept, path.name)
    return tuple(_gold_passage(row, f"{path.name}, row {number}", theme_ids) for number, row in kept)


def _read_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Read the rows with their numbers; headings in any case."""
    if not path.is_file():
        raise UnreadableFileError("There is no such gold file.", str(path), "Check the path.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
            _check_headings(reader.fieldnames, path.name)
            return list(enumerate(reader, 2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFileError(
            "The gold file cannot be read.", path.name, "Save it as CSV in UTF-8."
        ) from error


def _check_headings(headings: Sequence[str], where: str) -> None:
    for name in ("id", "text", *CODERS):
        if name not in headings:
            there = f"there are {', '.join(map(repr, headings))}" if headings else "the file is empty"
            raise InputError(
                f"The column {name!r} is missing; {there}.",
                where,
                "Add it to the heading; columns are parted by commas, and two people must have coded.",
            )


def _split_of(row: Mapping[str, str]) -> str:
    return (row.get("split") or "test").strip()


def _check_ids(rows: Sequence[tuple[int, Mapping[str, str]]], where: str) -> None:
    seen: dict[str, int] = {}
    for number, row in rows:
        first = seen.setdefault(row["id"], number)
        if first != number:
            raise InputError(
                f"The id {row['id']!r} stands in row {first} already.",
                f"{where}, row {number}",
                "Give each passage its own.",
            )


def _gold_passage(row: Mapping[str, str], where: str, theme_ids: Sequence[str]) -> GoldPassage:
    text = (row["text"] or "").strip()
    if not text:
        raise InputError("The row has no text.", where, "Fill it or take it out.")
    passage = Passage(row["id"], row["id"], 0, len(text), text, row.get("language") or "")
    return GoldPassage(passage, {name: _codings(row[name], f"{where}, {name}", theme_ids) for name in CODERS})


def _codings(cell: str | None, where: str, theme_ids: Sequence[str]) -> dict[str, str]:
    """Read "theme:position;theme" or "none"; an empty cell is a coder who has not spoken, and an error."""
    parts = [part.strip() for part in (cell or "").split(";") if part.strip()]
    if not parts:
        raise InputError("The cell is empty.", where, f"Write the themes, or {NO_THEME!r}.")
    codings: dict[str, str] = {}
    for part in parts if parts != [NO_THEME] else ():
        theme, _, position = (piece.strip() for piece in part.partition(":"))
        if theme == NO_THEME:
            raise InputError(f"{NO_THEME!r} cannot stand beside a theme.", where, "Take one of them out.")
        if theme in codings:
            raise InputError(f"{theme!r} stands twice.", where, "Keep one, or write mixed.")
        if theme not in theme_ids:
            raise InputError(f"{theme!r} is no theme.", where, f"The themes are {', '.join(theme_ids)}.")
        if position and position not in POSITIONS:
            raise InputError(f"{position!r} is no position.", where, f"They are {', '.join(POSITIONS)}.")
        codings[theme] = position
    return codings
