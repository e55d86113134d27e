"""A YAML map for inputs in other words than ours: which heading is which field, which files belong together.

>>> parse_field_map({"fields": {"organisation": "Body"}, "questions": ["Praise", "Blame"]}).questions
('Praise', 'Blame')
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import process

from synthesis.corpus.folding import fold
from synthesis.corpus.headings import FIELD_HEADINGS
from synthesis.errors import InputError

FIELDS = tuple(name for name in FIELD_HEADINGS if name != "text")
_KEYS = (
    "fields",
    "questions",
    "text",
    "values",
    "header_lines",
    "header_end",
    "leave_out",
    "ignore",
    "files",
)
_MORE_KEYS = ("defaults", "encoding")
_FILES_KEYS = ("pattern", "example", "order", "drop_repeated")
_KEEPS_GIVEN = {"stakeholder_group": "group_as_given", "region": "region_as_given"}
_SEE = "data/maps/README.md lists what a map can hold."


@dataclass(frozen=True, slots=True)
class Parts:
    """Which files make one contribution: those whose names match with the same `id`.

    `example` is such a name, to be shown where a file is named otherwise.
    """

    pattern: re.Pattern[str]
    order: tuple[str, ...] = ()
    drop_repeated: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class FieldMap:
    """A checked map; everything is optional.

    `fields` holds the headings of each of our fields, `questions` and `text` those of the answers, `values`
    their values and ours (keys folded). `header_lines` says that text files begin with "Heading: value"
    lines, `header_end` which lines end them, `leave_out` which lines are labels of the form and no text.
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    header_lines: bool = False
    header_end: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    parts: Parts | None = None
    defaults: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    source: str = ""

    def field_of(self, heading: str) -> str:
        """Return our name for a heading that the map names: a field, "text", "question", "ignore", or ''."""
        return self.known_headings().get(fold(heading), "")

    def known_headings(self) -> dict[str, str]:
        """Map every heading of the map, folded, to what it is."""
        known = {fold(heading): "ignore" for heading in self.ignore}
        known |= {fold(heading): name for name, headings in self.fields.items() for heading in headings}
        known |= {fold(heading): "text" for heading in self.text}
        return known | {fold(heading): "question" for heading in self.questions}

    def values_of(self, name: str, given: str) -> dict[str, str]:
        """Return the field with our value for theirs, or theirs; their own word is kept beside ours."""
        ours = self.values.get(name, {}).get(fold(given), given)
        keeps = _KEEPS_GIVEN.get(name, "")
        return {name: ours} | ({keeps: given} if keeps and ours != given else {})

    def check_headings(self, met: Iterable[str]) -> None:
        """Raise InputError if a heading of the map stands in none of the tables that were read."""
        folded = {fold(heading): heading for heading in met}
        wanted = [*self.fields.values(), *((heading,) for heading in self.questions)]
        for names in [*wanted, self.text] if self.text else wanted:
            if not any(fold(name) in folded for name in names):
                near = process.extractOne(fold(names[0]), list(folded), score_cutoff=70)
                guess = (
                    f"Did you mean {folded[near[0]]!r}?" if near else f"They are: {', '.join(sorted(met))}."
                )
                raise InputError(f"No table has the heading {names[0]!r}.", self.source or "The map", guess)


def read_field_map(path: Path | str) -> FieldMap:
    """Read and check a map.

    Raises
    ------
    InputError
        If it is no YAML, has a key that no map has, or a pattern that cannot be used.
    """
    path = Path(path)
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(
            f"The map cannot be opened: {error.strerror}.", path.name, "Check the path."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        at = f" in line {line + 1}" if line is not None else ""
        raise InputError(f"The map is not valid YAML{at}.", path.name, _SEE) from error
    return parse_field_map(content, path.name)


def parse_field_map(content: object, source: str = "The map") -> FieldMap:
    """Check the content of a map; see `read_field_map`."""
    keys = _mapping(content, source, "A map")
    _check_keys(keys, (*_KEYS, *_MORE_KEYS), source, "")
    fields = _mapping(keys.get("fields"), source, "'fields'")
    _check_keys(fields, FIELDS, source, " under 'fields'")
    defaults = _mapping(keys.get("defaults"), source, "'defaults'")
    _check_keys(defaults, FIELDS, source, " under 'defaults'")
    values = _mapping(keys.get("values"), source, "'values'")
    _check_keys(values, FIELDS, source, " under 'values'")
    return FieldMap(
        fields={name: _strings(headings, source, f"fields: {name}") for name, headings in fields.items()},
        questions=_strings(keys.get("questions"), source, "questions"),
        text=_strings(keys.get("text"), source, "text"),
        values={name: _value_pairs(pairs, source, name) for name, pairs in values.items()},
        header_lines=_flag(keys.get("header_lines"), source, "header_lines"),
        header_end=_strings(keys.get("header_end"), source, "header_end"),
        leave_out=_strings(keys.get("leave_out"), source, "leave_out"),
        ignore=_strings(keys.get("ignore"), source, "ignore"),
        parts=_parts(keys.get("files"), source),
        defaults={name: str(default) for name, default in defaults.items()},
        encoding=_encoding(keys.get("encoding"), source),
        source=source,
    )


def _mapping(content: object, source: str, what: str) -> dict[str, Any]:
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise InputError(
            f"{what} must be names and values. Got {type(content).__name__} instead.", source, _SEE
        )
    return {str(key): value for key, value in content.items()}


def _check_keys(keys: Iterable[str], allowed: tuple[str, ...], source: str, where: str) -> None:
    for key in keys:
        if key not in allowed:
            near = process.extractOne(key, allowed, score_cutoff=60)
            hint = f"Did you mean {near[0]!r}?" if near else f"It can hold: {', '.join(allowed)}."
            raise InputError(f"Unknown key {key!r}{where}.", source, hint)


def _strings(content: object, source: str, what: str) -> tuple[str, ...]:
    if content is None:
        return ()
    items = content if isinstance(content, list) else [content]
    if not all(isinstance(item, (str, int)) and str(item).strip() for item in items):
        raise InputError(f"{what!r} must be a heading or a list of headings.", source, _SEE)
    return tuple(str(item) for item in items)


def _flag(content: object, source: str, what: str) -> bool:
    if not isinstance(content, (bool, type(None))):
        raise InputError(f"{what!r} must be true or false. Got {content!r} instead.", source, _SEE)
    return bool(content)


def _value_pairs(content: object, source: str, name: str) -> dict[str, str]:
    pairs = _mapping(content, source, f"'values: {name}'")
    return {fold(theirs): str(ours) for theirs, ours in pairs.items()}


def _parts(content: object, source: str) -> Parts | None:
    if content is None:
        return None
    keys = {"pattern": content} if isinstance(content, str) else _mapping(content, source, "'files'")
    _check_keys(keys, _FILES_KEYS, source, " under 'files'")
    try:
        pattern = re.compile(str(keys.get("pattern", "")))
    except re.error as error:
        hint = "Try it on one file name first."
        raise InputError(f"The pattern of 'files' cannot be used: {error}.", source, hint) from error
    if "id" not in pattern.groupindex:
        hint = "Write the part of the name that the files of one contribution share as (?P<id>...)."
        raise InputError("The pattern of 'files' must have a group named 'id'.", source, hint)
    example = str(keys.get("example") or "")
    if example and not pattern.fullmatch(example):
        raise InputError(f"The pattern of 'files' does not match its example {example!r}.", source, _SEE)
    order = _strings(keys.get("order"), source, "files: order")
    if order and "part" not in pattern.groupindex:
        raise InputError("An 'order' needs a group named 'part' in the pattern.", source, _SEE)
    drop_repeated = _flag(keys.get("drop_repeated"), source, "files: drop_repeated")
    return Parts(pattern, order, drop_repeated, example)


def _encoding(content: object, source: str) -> str:
    encoding = str(content or "")
    try:
        return codecs.lookup(encoding).name if encoding else ""
    except LookupError as error:
        hint = "Common ones: utf-8, cp1252, cp1251, gb18030."
        raise InputError(f"There is no encoding called {encoding!r}.", source, hint) from error
