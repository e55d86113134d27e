r"""Whether an answer says nothing: "N/A", "RAS", "No comment", an address alone.

>>> says_nothing("n/a\n\nNo further comments."), says_nothing("不适用"), says_nothing("No workshops.")
(True, True, False)
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from synthesis.corpus.addresses import without_addresses
from synthesis.corpus.folding import fold, fold_text

FILLERS = Path(__file__).with_name("fillers.yaml")

LONGEST = 60
"""Characters; no listed form has as many, and a longer line is not looked up."""


def says_nothing(text: str) -> bool:
    """Whether each line of a text is one of the listed forms, or has no letter beside addresses."""
    return all(_says_nothing(without_addresses(line).strip()) for line in text.splitlines())


def _says_nothing(line: str) -> bool:
    folded = fold(line) if len(line) <= LONGEST else line
    return not folded or folded in _forms()


@cache
def _forms() -> frozenset[str]:
    listed: dict[str, str] = yaml.safe_load(FILLERS.read_text(encoding="utf-8"))
    return frozenset(fold_text(form) for forms in listed.values() for form in forms.split("|"))
