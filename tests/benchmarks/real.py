"""Codings of real passages (NETmundial 2014) against two coders; the texts are read from where they lie."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.context import NO_CONTEXT, Context, contexts_of
from synthesis.coding.encoder import Encoder
from synthesis.corpus.fieldmap import read_field_map
from synthesis.corpus.segment import segment
from synthesis.models import Contribution, Passage
from synthesis.pipeline import preview_load
from tests.benchmarks.tables import Row

ROOT = Path(__file__).parents[2]
TEXTS = ROOT.parent / "shared" / "netmundial" / "contributions"
CODED = ROOT / "data" / "gold" / "netmundial.csv"
LEAST = 30
"""Passages with a theme from which on an F1 is told."""


def rows(split: str, encoder: Encoder | None = None) -> Iterator[Row]:
    """Yield one row a theme: precision, how often it is given wrongly, F1 where there are enough."""
    if not TEXTS.is_dir():
        yield Row("not measured", {"why": "../shared/netmundial is absent"})
        return
    coded = [row for row in _coded() if row["split"] == split and row["hash"] in real_passages()]
    passages = [real_passages()[row["hash"]] for row in coded]
    codebook = shipped_codebook()
    around = [_contexts().get(each.id, NO_CONTEXT) for each in passages]
    assigned = ThemeCoder(codebook, encoder=encoder).assign(passages, around)
    found = [{coding.theme_id for coding in each.codings} for each in assigned]
    said = [{part.split(":")[0] for part in row["settled"].split(";")} for row in coded]
    weights = [float(row["weight"]) for row in coded]
    for theme in codebook.themes:
        pairs = [(theme.id in one, theme.id in other) for one, other in zip(said, found, strict=True)]
        hits, n_said, n_found = pairs.count((True, True)), sum(s for s, _ in pairs), sum(f for _, f in pairs)
        wrong = sum(w for w, pair in zip(weights, pairs, strict=True) if pair == (False, True))
        without = sum(w for w, (is_said, _) in zip(weights, pairs, strict=True) if not is_said)
        figures = {
            "settled by the coders": str(n_said),
            "found": str(n_found),
            "of those right": str(hits),
            "given wrongly (weighted)": f"{wrong / without:.3f}",
            "F1": f"{2 * hits / (n_said + n_found):.2f}" if n_said >= LEAST else "too few",
        }
        yield Row(f"{theme.name}, {len(pairs)} passages", figures)


def _coded() -> list[dict[str, str]]:
    with CODED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def real_passages() -> dict[str, Passage]:
    """Every passage of the collection by the hash of its text."""
    return {hashlib.sha256(each.text.encode()).hexdigest(): each for each in _passages()}


@cache
def _contexts() -> dict[str, Context]:
    return contexts_of(_contributions(), _passages())


@cache
def _passages() -> tuple[Passage, ...]:
    return tuple(passage for contribution in _contributions() for passage in segment(contribution))


@cache
def _contributions() -> tuple[Contribution, ...]:
    field_map = read_field_map(ROOT / "data" / "maps" / "netmundial.yaml")
    return preview_load([TEXTS], field_map=field_map).contributions
