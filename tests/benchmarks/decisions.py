"""How well decisions are found: precision, recall and F1 per kind, on composed reports.

A proposed item and an expected one are the same if they share at least half of their words (Jaccard over
words in lower case), and of the kind in question; each is matched once, the likest first. "All" leaves the
kind aside, "binding" is decision, restated and commitment together.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from synthesis.meetings.decisions import find_decisions
from synthesis.meetings.report import read_report
from synthesis.models import DECISION_KINDS
from tests.benchmarks.tables import Row, table

REPORTS = Path(__file__).parents[1] / "meetings" / "reports"
SETS = {"first set": REPORTS, "second set": REPORTS / "second"}
"""Both have been read while the rules were written; README there has the figures of the first reading."""

SAME = 0.5
BINDING = ("decision", "restated", "commitment")


class Item(NamedTuple):
    """An item, expected or proposed, without what the measure leaves aside."""

    kind: str
    quote: str
    owner: str
    due: str


def read_expected(folder: Path) -> dict[str, list[Item]]:
    """Read what people expect of the reports of a folder; one without items has an empty list."""
    expected: dict[str, list[Item]] = {path.name: [] for path in folder.iterdir() if _is_report(path)}
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            expected[row["report"]].append(Item(row["kind"], row["quote"], row["owner"], row["due"]))
    return dict(sorted(expected.items()))


def _is_report(path: Path) -> bool:
    return path.suffix in {".txt", ".html", ".eml", ".docx"}


def propose(path: Path) -> list[Item]:
    """Propose the items of one report."""
    return [Item(d.kind, d.quote, d.owner, d.due) for d in find_decisions(read_report(path))]


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


def decision_table(sets: Iterable[str] = tuple(SETS)) -> pd.DataFrame:
    """Return one row per set and kind: n expected, n proposed, n matched, precision, recall, F1."""
    rows = []
    for name in sets:
        if SETS[name].exists():
            reports = [
                (items, propose(SETS[name] / file)) for file, items in read_expected(SETS[name]).items()
            ]
            rows += [_row(name, kind, kinds, reports) for kind, kinds in _kinds()]
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


def run() -> Iterator[str]:
    """Yield the table of this module."""
    found = decision_table().round(2).rename(columns={"n_expected": "expected", "n_proposed": "proposed"})
    columns = ["expected", "proposed", "precision", "recall", "f1"]
    rows = [
        Row(f"{row['set']}, {row['kind']}", {name: str(row[name]) for name in columns})
        for row in found.to_dict("records")
    ]
    yield table("decisions in composed reports", rows)
