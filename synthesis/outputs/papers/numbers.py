"""The numbers that a sentence states, in figures or in words, with their units.

>>> [number.text for number in numbers_in("Eighteen of 1,071 contributions (25 %), two thirds of 4.5")]
['18', '1071', '25 %', '2/3', '4.5']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
WORTH = (
    {word: value for value, word in enumerate(_UNITS)}
    | {word: 20 + 10 * place for place, word in enumerate(_TENS)}
    | {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
)

_WORDS = "|".join(sorted(WORTH, key=len, reverse=True))
_NAMES = "|".join(_PARTS)
_FIGURES = r"\d+(?:[,\u00a0\u202f']\d{3})*(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?P<figures>{_FIGURES})|(?P<words>\b(?:{_WORDS})(?:[ -](?:and )?(?:{_WORDS}))*\b)"
    rf"|\b(?P<alone>{_NAMES})\b",
    re.IGNORECASE,
)
_UNIT = re.compile(rf"\s*(?P<percent>%|per ?cent\b)|[ -](?P<part>{_NAMES})s?\b", re.IGNORECASE)
_NO_NUMBER = re.compile(r"(?:\b(?:no|any|every|each|some) one\b)|\bone (?:another|or more)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is compared, "18", "25 %", "2/3", and where it begins."""

    text: str
    start: int


def numbers_in(text: str) -> tuple[Number, ...]:
    """Return the numbers of a sentence in order; digits of any script are read as ours."""
    return tuple(_found(_NO_NUMBER.sub(lambda said: "_" * len(said[0]), _in_our_digits(text))))


def _in_our_digits(text: str) -> str:
    """Put our digits and signs in the place of others, letter by letter, so that places stay.

    >>> _in_our_digits("١٨ of ７１٪")
    '18 of 71%'
    """
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    value = unicodedata.digit(letter, None)
    if value is not None:
        return str(value)
    return "%" if letter in "٪％﹪" else letter


def _found(text: str) -> Iterator[Number]:
    end = 0
    for match in _NUMBER.finditer(text):
        if match.start() < end:
            continue
        value = _value(match)
        unit = _UNIT.match(text, match.end())
        end = unit.end() if unit else match.end()
        if unit and unit["percent"]:
            value += " %"
        elif unit and unit["part"]:
            value += f"/{_PARTS[unit['part'].lower()]}"
        yield Number(value, match.start())


def _value(match: re.Match[str]) -> str:
    if match["figures"]:
        whole, _, rest = re.sub(r"[,\u00a0\u202f']", "", match["figures"]).partition(".")
        return f"{int(whole)}.{rest}" if rest else str(int(whole))
    if match["alone"]:
        return f"1/{_PARTS[match['alone'].lower()]}"
    total = part = 0
    for word in re.split(r"[ -]", match["words"].lower()):
        worth = WORTH.get(word, 0)
        if worth in (1_000, 1_000_000):
            total, part = total + max(part, 1) * worth, 0
        elif worth == 100:
            part = max(part, 1) * worth
        else:
            part += worth
    return str(total + part)
