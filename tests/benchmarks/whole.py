"""How well whole contributions are coded, each passage by itself and with its neighbours in the paragraph.

`data/gold/contributions`: sixteen composed contributions in the register of real ones, by two hands; no
passage of them is learnt from, and no constant was chosen on them.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from functools import cache

from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.context import NO_CONTEXT, contexts_of
from synthesis.corpus.segment import segment
from synthesis.models import Contribution, Passage
from synthesis.pipeline.remembering import theme_coder
from synthesis.shipped import DATA
from tests.benchmarks.encoders import english_encoder
from tests.benchmarks.tables import Row, table

FOLDER = DATA / "gold" / "contributions"
CODERS = ("settled", "coder_1", "coder_2")

Coded = list[frozenset[str]]


@cache
def whole_contributions() -> tuple[Contribution, ...]:
    """Return the contributions, in the order of their names."""
    return tuple(Contribution(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.txt")))


@cache
def whole_passages() -> tuple[Passage, ...]:
    """Return their passages, in order."""
    return tuple(passage for contribution in whole_contributions() for passage in segment(contribution))


def codings() -> dict[str, dict[str, str]]:
    """Return the row of each passage, by a hash of its text."""
    with (FOLDER / "codings.csv").open(encoding="utf-8", newline="") as file:
        return {row["hash"]: row for row in csv.DictReader(file)}


def read_codings(coder: str) -> Coded:
    """Return the themes that a coder gave each passage; KeyError for a passage that is not coded."""
    rows = codings()
    said = [rows[hashlib.sha256(each.text.encode()).hexdigest()][coder] for each in whole_passages()]
    return [frozenset(part.split(":")[0] for part in own.split(";")) - {"none"} for own in said]


def code_whole(encoder: bool = False, *, with_neighbours: bool) -> Coded:
    """Code every passage by itself, or in its context."""
    passages = whole_passages()
    contexts = contexts_of(whole_contributions(), passages) if with_neighbours else {}
    coder = theme_coder(shipped_codebook(), encoder=english_encoder() if encoder else None)
    found = coder.assign(passages, [contexts.get(each.id, NO_CONTEXT) for each in passages])
    return [frozenset(coding.theme_id for coding in assignment.codings) for assignment in found]


def theme_f1(found: Coded, said: Coded) -> dict[str, float]:
    """Return the F1 of each theme, and their mean as `macro`."""
    each = {}
    for theme in shipped_codebook().themes:
        pairs = [(theme.id in a, theme.id in b) for a, b in zip(found, said, strict=True)]
        each[theme.name] = 2 * pairs.count((True, True)) / sum(a + b for a, b in pairs)
    return {**each, "macro": sum(each.values()) / len(each)}


def run() -> Iterator[str]:
    """Yield the table."""
    ways = {
        "by words, each passage by itself": code_whole(with_neighbours=False),
        "by words, with neighbours": code_whole(with_neighbours=True),
        "with an English encoder, by itself": code_whole(encoder=True, with_neighbours=False),
        "with an English encoder, with neighbours": code_whole(encoder=True, with_neighbours=True),
        "the other coder": read_codings("coder_2"),
    }
    rows = []
    for coder in CODERS:
        for way, found in ways.items():
            if way != "the other coder" or coder == "coder_1":
                figures = theme_f1(found, read_codings(coder))
                rows.append(
                    Row(f"against {coder}, {way}", {name: f"{f1:.2f}" for name, f1 in figures.items()})
                )
    yield table(f"whole contributions, {len(whole_passages())} passages, F1", rows)
