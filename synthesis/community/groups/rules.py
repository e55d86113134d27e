"""What `words.yaml` says of the words by which groups are named.

>>> rules().kinds["best practice forum"], rules().words["neutralite"]
(('bpf',), 'neutrality')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Rules:
    """What `words.yaml` says."""

    stops: frozenset[str]
    joints: frozenset[str]
    ands: frozenset[str]
    heads: Mapping[tuple[str, ...], str]
    kinds: Mapping[str, tuple[str, ...]]
    everyday: frozenset[str]
    loose: frozenset[str]
    common: frozenset[str]
    qualifiers: frozenset[str]
    endings: tuple[str, ...]
    titles: frozenset[str]
    words: Mapping[str, str]
    joined: Mapping[tuple[str, ...], str]


@cache
def rules() -> Rules:
    """Read the words of the field, once."""
    text = files("synthesis.community.groups").joinpath("words.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    heads = {tuple(each.split()): code for code, own in read["heads"].items() for each in own}
    return Rules(
        frozenset(read["stops"].split()),
        frozenset(read["joints"].split()),
        frozenset(read["ands"].split()),
        heads,
        {kind: tuple(codes) for kind, codes in read["kinds"].items()},
        frozenset(read["everyday"]),
        frozenset(read["loose"].split()),
        frozenset(read["common"].split()),
        frozenset(read["qualifiers"].split()),
        tuple(read["endings"].split()),
        frozenset(read["titles"].split()),
        read["words"],
        {tuple(each.split()): word for each, word in read["joined"].items()},
    )
