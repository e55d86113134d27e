"""How well paragraphs of several matters are coded: short reference passages set side by side, cut anew."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from unittest.mock import patch

import numpy as np

from synthesis.coding import assign
from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.context import NO_CONTEXT, contexts_of
from synthesis.coding.measures import macro_f1
from synthesis.coding.reference import ReviewedPassage
from synthesis.corpus.segment import segment
from synthesis.models import Contribution, Passage
from tests.benchmarks.coding import _sixths
from tests.benchmarks.tables import Row, table

WORDS = range(5, 31)
MOST = 8
SHARE_INSIDE = 0.6
"""Of a statement that has to stand in a passage for its themes to be that passage's."""


@dataclass(frozen=True)
class Paragraph:
    """A contribution of one paragraph, and what was set side by side in it with the end of each."""

    contribution: Contribution
    statements: tuple[ReviewedPassage, ...]
    ends: tuple[int, ...]

    def themes_of(self, passage: Passage) -> set[str]:
        """Return the themes of the statements that stand in a passage of it."""
        found: set[str] = set()
        for statement, end in zip(self.statements, self.ends, strict=True):
            length = len(statement.text)
            inside = min(end, passage.end) - max(end - length, passage.start)
            if inside >= SHARE_INSIDE * length:
                found |= set(statement.themes)
        return found


def mixed_paragraphs(passages: Sequence[ReviewedPassage]) -> Iterator[Paragraph]:
    """Yield paragraphs of two to eight short statements by one composer in one language, drawn by lot."""
    short = [each for each in passages if len(each.text.split()) in WORDS and "\n" not in each.text]
    for key in sorted({(each.composer, each.language) for each in short}):
        own = [each for each in short if (each.composer, each.language) == key]
        draw = random.Random("-".join(key))
        draw.shuffle(own)
        while own:
            n = draw.randint(2, MOST)
            part, own = tuple(own[:n]), own[n:]
            ends = tuple(end - 1 for end in accumulate(len(each.text) + 1 for each in part))
            text = " ".join(each.text for each in part)
            yield Paragraph(Contribution(f"{'-'.join(key)}-{len(own)}", text), part, ends)


def run() -> Iterator[str]:
    """Yield the table."""
    yield table("paragraphs of several matters, composers left out by sixths: macro F1", list(_rows()))


def _rows() -> Iterator[Row]:
    codebook = shipped_codebook()
    ids = [theme.id for theme in codebook.themes]
    said: list[list[bool]] = []
    found: dict[str, list[list[bool]]] = {"as wholes": [], "by sentences too": []}
    for left_out, others in _sixths():
        coder = ThemeCoder(codebook, reference=others)
        cut = [(each, segment(each.contribution)) for each in mixed_paragraphs(left_out)]
        passages = [passage for _, own in cut for passage in own]
        contexts = contexts_of([each.contribution for each, _ in cut], passages)
        around = [contexts.get(each.id, NO_CONTEXT) for each in passages]
        themes = [paragraph.themes_of(passage) for paragraph, own in cut for passage in own]
        said += [[theme in own for theme in ids] for own in themes]
        for way, rows in found.items():
            with patch.object(assign, "sentences_of", _none if way == "as wholes" else assign.sentences_of):
                assigned = coder.assign(passages, around)
            coded = [{coding.theme_id for coding in each.codings} for each in assigned]
            rows += [[theme in own for theme in ids] for own in coded]
    figures = {way: f"{macro_f1(np.array(said), np.array(rows)):.3f}" for way, rows in found.items()}
    yield Row(f"{len(said)} passages", figures)


def _none(_: str) -> list[object]:
    return []
