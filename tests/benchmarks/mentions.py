"""How well mentions of groups are found: precision and recall on 187 labelled passages.

`tests/community/mentions.json` was labelled by somebody who had seen nothing of the program; each label has
the words, in the order of the text, and the group, or "ambiguous" where the acronym alone does not tell. By
the hash of its text a passage belongs to the half on which the rules were made, or to the half that was kept
apart and looked at once they were. A mention is right that overlaps the labelled words and names the group.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from synthesis.community.groups import Directory, Mention, find_mentions
from synthesis.community.groups.reading import plan_groups
from synthesis.corpus.tables import read_table
from tests.benchmarks.tables import Row, table

ROOT = Path(__file__).parents[2]
LABELLED = ROOT / "tests" / "community" / "mentions.json"
GROUPS = ROOT / "data" / "community" / "groups.csv"
HALVES = {"developed on": 0, "kept apart": 1}
Labelled = dict[str, Any]


class Counts(NamedTuple):
    """Mentions that were found and labelled, found alone, labelled alone; and those with the very words."""

    right: int
    wrong: int
    missed: int
    exact: int

    @property
    def precision(self) -> float:
        """The share of the found that is labelled."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of the labelled that is found."""
        return self.right / (self.right + self.missed)


@cache
def sample_directory() -> Directory:
    """Return the groups that ship with the program."""
    return Directory(plan_groups(read_table(GROUPS), GROUPS.name, ()).added)


def read_half(half: str) -> list[Labelled]:
    """Read the labelled passages of one half."""
    passages: list[Labelled] = json.loads(LABELLED.read_text(encoding="utf-8"))
    return [each for each in passages if _number(each["text"]) % 2 == HALVES[half]]


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def count_mentions(passages: Sequence[Labelled], directory: Directory) -> Counts:
    """Compare what is found in passages with their labels."""
    right = wrong = missed = exact = 0
    for passage in passages:
        left = list(find_mentions(passage["text"], directory))
        for group_id, start, end in _places(passage):
            hit = next((each for each in left if _is_same(each, group_id, start, end)), None)
            if hit is None:
                missed += 1
                continue
            left.remove(hit)
            right += 1
            exact += (hit.start, hit.end) == (start, end)
        wrong += len(left)
    return Counts(right, wrong, missed, exact)


def _places(passage: Labelled) -> Iterator[tuple[str, int, int]]:
    """Yield each label with its place; the same words again are the next place of them."""
    last: dict[str, int] = {}
    for label in passage["mentions"]:
        words = label["words"]
        start = passage["text"].index(words, last.get(words, 0))
        last[words] = start + len(words)
        yield label["group_id"], start, start + len(words)


def _is_same(found: Mention, group_id: str, start: int, end: int) -> bool:
    is_group = not found.is_certain if group_id == "ambiguous" else found.group_id == group_id
    return is_group and found.start < end and start < found.end


def run() -> Iterator[str]:
    """Yield the table of this module."""
    rows = []
    for half in HALVES:
        passages = read_half(half)
        counts = count_mentions(passages, sample_directory())
        rows.append(
            Row(
                f"{half} ({len(passages)} passages)",
                {
                    "labelled": str(counts.right + counts.missed),
                    "found": str(counts.right + counts.wrong),
                    "right": str(counts.right),
                    "precision": f"{counts.precision:.3f}",
                    "recall": f"{counts.recall:.3f}",
                    "the very words": str(counts.exact),
                },
            )
        )
    yield table("mentions of groups", rows)
