"""The bullet or number that stands before a paragraph of a DOCX, which is not in its text.

>>> as_letters(28), as_roman(14)
('ab', 'xiv')
"""

from __future__ import annotations

import re
from typing import Any

BULLET = "•"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of the parts of a DOCX, as it stands before their names."""

_VAL = f"{W}val"
_MAX_STYLES = 20
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Numbering:
    """Counts the numbered paragraphs of one document, in the order in which they are asked for."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            style.get(f"{W}styleId"): style for style in document.styles.element.iter(f"{W}style")
        }
        self._levels = _levels(document)
        self._counts: dict[str, dict[int, int]] = {}

    def marker(self, paragraph: Any) -> str:
        """Return what stands before this paragraph: a bullet, a number as printed, or nothing."""
        list_id, level = self._place(paragraph)
        if list_id in {"", "0"}:  # 0 takes a paragraph out of the list of its style
            return ""
        description = self._levels.get((list_id, level))
        if description is None or description.format == "none":
            return ""
        if description.format == "bullet":
            return BULLET
        return self._number(list_id, level, description)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Find list and level of a paragraph, its own or its style's."""
        own = paragraph.find(f"{W}pPr")
        style_id = _value(own, "pStyle")
        list_id, level = _numbered(own)
        for _ in range(_MAX_STYLES):
            style = self._styles.get(style_id)
            if list_id or style is None:
                break
            list_id, style_level = _numbered(style.find(f"{W}pPr"))
            level = level if level is not None else style_level
            style_id = _value(style, "basedOn")
        return list_id, level or 0

    def _number(self, list_id: str, level: int, description: _Level) -> str:
        counts = self._counts.setdefault(description.abstract_id, {})
        counts[level] = counts.get(level, description.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]

        def written(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            known = self._levels.get((list_id, shown), description)
            return _write(counts.get(shown, known.start), known.format)

        return re.sub(r"%([1-9])", written, description.template).strip()


class _Level:
    """One level of a list: how its numbers look and where they start."""

    def __init__(self, abstract_id: str, element: Any) -> None:
        self.abstract_id = abstract_id
        self.format = _value(element, "numFmt") or "decimal"
        self.template = _value(element, "lvlText") or f"%{int(element.get(f'{W}ilvl', '0')) + 1}."
        self.start = int(_value(element, "start") or 1)


def as_letters(number: int) -> str:
    """Count in letters as lists do: a to z, then aa to az."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def as_roman(number: int) -> str:
    """Write a number in small Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        repeats, number = divmod(number, value)
        written += letters * repeats
    return written


def _write(number: int, number_format: str) -> str:
    if number_format.endswith("Letter"):
        written = as_letters(number)
    elif number_format.endswith("Roman") and number < 10_000:
        written = as_roman(number)
    else:
        return str(number)
    return written.upper() if number_format.startswith("upper") else written


def _levels(document: Any) -> dict[tuple[str, int], _Level]:
    """Describe each level of each list of the document; none if it has no lists."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {element.get(f"{W}abstractNumId"): element for element in root.iter(f"{W}abstractNum")}
    levels = {}
    for number in root.iter(f"{W}num"):
        abstract_id = _value(number, "abstractNumId")
        for element in (*abstract.get(abstract_id, ()), *number.iter(f"{W}lvl")):
            if element.tag == f"{W}lvl":
                key = (str(number.get(f"{W}numId")), int(element.get(f"{W}ilvl", "0")))
                levels[key] = _Level(_counted_with(number, abstract_id), element)
    return levels


def _counted_with(number: Any, abstract_id: str) -> str:
    """Name the counter of a list: those of one definition count on, unless one starts anew."""
    if number.find(f"{W}lvlOverride") is not None:
        return f"{abstract_id}/{number.get(f'{W}numId')}"
    return abstract_id


def _numbered(properties: Any) -> tuple[str, int | None]:
    place = None if properties is None else properties.find(f"{W}numPr")
    if place is None:
        return "", None
    level = _value(place, "ilvl")
    return _value(place, "numId"), int(level) if level else None


def _value(element: Any, name: str) -> str:
    found = None if element is None else element.find(f"{W}{name}")
    return "" if found is None else str(found.get(_VAL, ""))
