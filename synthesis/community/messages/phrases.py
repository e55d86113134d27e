"""The phrases of `phrases.yaml`, made ready to be looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("phrases.yaml")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return what finds the phrases of a name, whatever their case; apostrophes are straight ones.

    >>> pattern("contrast").findall("Not more, but better.")
    ['Not', 'but']
    """
    found = _all()[name]
    words = [rf"\b(?:{'|'.join(found['words'])})\b"] if "words" in found else []
    return re.compile("|".join([*words, *found.get("forms", ())]), re.IGNORECASE)


@cache
def plain_words(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(str(_all()[name]["plain"]).split())


@cache
def _all() -> Mapping[str, Mapping[str, Sequence[str]]]:
    found: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found
