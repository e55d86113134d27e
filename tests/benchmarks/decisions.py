"""How well decisions are found: precision, recall and F1 per kind, on composed reports.

A proposed item and an expected one are the same if they share at least half of their words (Jaccard over
words in lower case), and of the kind in question; each is matched once, the likest first. "All" leaves the
kind aside, "binding" is decision, restated and commitment together.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from synthesis.meetings.decisions import find_decisions
from synthesis.meetings.report import read_reports
from synthesis.models import DECISION_KINDS
from tests.benchmarks.tables import Row, table

REPORTS = Path(__file__).parents[1] / "meetings" / "reports"
SETS = {"first set": REPORTS, "second set": REPORTS / "second"}
"""Both have been read while the rules were written; README there has the figures of the first reading."""

STRANGERS = {
    "strangers, seen": REPORTS / "strangers" / "seen",
    "strangers, unseen": REPORTS / "strangers" / "unseen",
}
"""Composed and coded by others than those who wrote the rules; the second half was never looked at."""

SAME = 0.5
BINDING = ("decision", "restated", "commitment")


class Item(NamedTuple):
    """An item, expected or proposed, without what the measure leaves aside."""

    kind: str
    quote: str
    owner: str
    due: str


def read_expected(folder: Path, name: str = "expected.csv") -> dict[str, list[Item]]:
    """Read what people expect of the reports of a folder; one without items has an empty list."""
    expected: dict[str, list[Item]] = {path.name: [] for path in folder.iterdir() if _is_report(path)}
    with (folder / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            expected[row["report"]].append(Item(row["kind"], row["quote"], row["owner"], row["due"]))
    return dict(sorted(expected.items()))


def _is_report(path: Path) -> bool:
    return path.suffix in {".txt", ".html", ".eml", ".docx", ".pdf"}


def propose(path: Path) -> list[Item]:
    """Propose the items of one report."""
    meetings = read_reports(path)
    return [Item(d.kind, d.quote, d.owner, d.due) for meeting in meetings for d in find_decisions(meeting)]


def likeness(a: str, b: str) -> float:
    """Return the share of common words, 0 to 1."""
    words_a, words_b = (frozenset(re.findall(r"\w+", text.lower())) for text in (a, b))
    return len(words_a & words_b) / len(words_a | words_b) if words_a | words_b else 0.0


def match(expected: Sequence[Item], proposed: Sequence[Item]) -> list[tuple[Item, Item]]:
    """Pair items that share half of their words, the likest first, each once."""
    pairs = sorted(
        (
            (likeness(e.quote, p.quote), -i, -j)
            for i, e in enumerate(expected)
            for j, p in enumerate(proposed)
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for score, i, j in pairs:
        if score >= SAME and -i not in found and -j not in found.values():
            found[-i] = -j
    return [(expected[i], proposed[j]) for i, j in found.items()]


def decision_table(sets: Mapping[str, Path] = SETS) -> pd.DataFrame:
    """Return one row per set and kind: n expected, n proposed, n matched, precision, recall, F1."""
    rows = []
    for name, folder in sets.items():
        reports = [(items, propose(folder / file)) for file, items in read_expected(folder).items()]
        rows += [_row(name, kind, kinds, reports) for kind, kinds in _kinds()]
    return pd.DataFrame(rows)


def coder_table() -> pd.DataFrame:
    """Return the same for a second person, who coded the strangers' reports without seeing the first."""
    rows = []
    for name, folder in STRANGERS.items():
        coded = read_expected(folder, "coded.csv")
        reports = [(items, coded[file]) for file, items in read_expected(folder).items()]
        rows += [_row(f"{name}, second coder", kind, kinds, reports) for kind, kinds in _kinds()[-2:]]
    return pd.DataFrame(rows)


def _kinds() -> list[tuple[str, tuple[str, ...]]]:
    each: list[tuple[str, tuple[str, ...]]] = [(kind, (kind,)) for kind in DECISION_KINDS]
    return [*each, ("binding", BINDING), ("all", DECISION_KINDS)]


def _row(
    name: str, kind: str, kinds: Sequence[str], reports: Sequence[tuple[list[Item], list[Item]]]
) -> dict[str, object]:
    counts: dict[str, int] = defaultdict(int)
    for expected, proposed in reports:
        wanted = [item for item in expected if item.kind in kinds]
        given = [item for item in proposed if item.kind in kinds]
        counts["expected"] += len(wanted)
        counts["proposed"] += len(given)
        counts["matched"] += len(match(wanted, given))
    precision = counts["matched"] / counts["proposed"] if counts["proposed"] else float("nan")
    recall = counts["matched"] / counts["expected"] if counts["expected"] else float("nan")
    both = precision + recall
    return {
        "set": name,
        "kind": kind,
        "n_expected": counts["expected"],
        "n_proposed": counts["proposed"],
        "n_matched": counts["matched"],
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / both if both else float("nan"),
    }


def owner_share(folder: Path) -> tuple[int, int]:
    """Return how many of the owners that people expect are named, of how many; of matched items."""
    right = total = 0
    for file, expected in read_expected(folder).items():
        for wanted, given in match(expected, propose(folder / file)):
            if wanted.owner:
                total += 1
                right += likeness(wanted.owner, given.owner) >= SAME
    return right, total


def days_known(folder: Path) -> tuple[int, int]:
    """Return of how many reports the day of the meeting is read right, of how many whose day is on record."""
    if not (folder / "facts.csv").exists():
        return 0, 0
    with (folder / "facts.csv").open(encoding="utf-8", newline="") as file:
        days = {row["report"]: row["date"] for row in csv.DictReader(file)}
    read = {name: str(read_reports(folder / name)[0].held_on or "") for name in days}
    return sum(read[name] == day for name, day in days.items()), len(days)


def run() -> Iterator[str]:
    """Yield the table of this module."""
    found = (
        pd.concat([decision_table({**SETS, **STRANGERS}), coder_table()])
        .round(2)
        .rename(columns={"n_expected": "expected", "n_proposed": "proposed"})
    )
    columns = ["expected", "proposed", "precision", "recall", "f1"]
    rows = [
        Row(f"{row['set']}, {row['kind']}", {name: str(row[name]) for name in columns})
        for row in found.to_dict("records")
    ]
    yield table("decisions in composed reports", rows)
    named = [
        Row(name, {"owners named": "{} of {}".format(*owner_share(folder)), "days": f"{n} of {n_reports}"})
        for name, folder in {**SETS, **STRANGERS}.items()
        for n, n_reports in [days_known(folder)]
    ]
    yield table("owners of matched items, and days of meetings", named)
