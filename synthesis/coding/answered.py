"""Passages that stand word for word among those that people have coded take the people's answer.

>>> seen = Answered([ReviewedPassage("Fewer sessions, please.", ("programme_size",), positions=("for",))])
>>> machine = Assignment("p", "none", (), "programme_size", 0.3)
>>> seen.of(Passage("p", "p", 0, 23, "fewer sessions, please."), machine).codings[0].status
'accepted'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from synthesis.coding.reference import ReviewedPassage
from synthesis.coding.words import fold
from synthesis.models import POSITIONS, Assignment, Coding, Passage


class Answered:
    """The answers of people by the words of the passage; case, accents and outer space do not count."""

    def __init__(self, reviewed: Sequence[ReviewedPassage]) -> None:
        self._by_words = {_key(passage.text): passage for passage in reviewed if passage.asked is None}

    def of(self, passage: Passage, machine: Assignment) -> Assignment | None:
        """Return what people said of these words, if they did.

        Score and evidence are the machine's where it found the theme too; so is the position where people
        left it open. A score is 0 where it did not.
        """
        said = self._by_words.get(_key(passage.text))
        if said is None:
            return None
        found = {coding.theme_id: coding for coding in machine.codings}
        positions = said.positions or [""] * len(said.themes)
        codings = tuple(
            _answer(found.get(theme) or Coding(passage.id, theme, 0.0), position)
            for theme, position in zip(said.themes, positions, strict=True)
        )
        nearest = machine.nearest_theme, machine.nearest_score
        return Assignment(passage.id, "coded" if codings else "none", codings, *nearest)


def _key(text: str) -> str:
    return fold(text.strip())


def _answer(machine: Coding, given: str) -> Coding:
    position = next((each for each in POSITIONS if each == given), machine.position)
    where = machine.position_evidence if position == machine.position else ()
    return replace(machine, position=position, position_evidence=where, status="accepted")
