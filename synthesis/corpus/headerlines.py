r"""A text that begins with "Heading: value" lines -> its headings, and the text without them.

>>> split_header_lines("Country: Kenya\nCycle: 2017\n\nFewer sessions.", ["Country", "Cycle"])
HeaderLines(values=(('Country', 'Kenya'), ('Cycle', '2017')), text='Fewer sessions.', unknown=())
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from synthesis.corpus.headings import is_of_contact

CERTAIN = 3
"""Headings in a row that are no accident, even if no blank line ends them."""

_SEARCHED_LINES = 40
"""Headings that begin later than this are part of the text."""
_TITLE_LINES = 2
"""Lines that can stand before the first heading."""
_WRAPPED_LINES = 2
"""Lines over which a value can run on."""
_WRAPPED_FROM = 40
"""Letters of a line that ran on because it was full."""
_TELLING = 5
"""Letters of a heading that is recognised inside a line ("Cycle:", not "No:")."""

_SPACES = r"[ \t\xa0]*"
_ACCENTED = (range(0xC0, 0x250), range(0x400, 0x460), range(0x622, 0x627), range(0x1E00, 0x1F00))
"""Letters of Latin, Cyrillic and Arabic with accents."""
_ACCENT = "[\u0300-\u036f\u0654]*"
_UNKNOWN = re.compile(r"[ \t\xa0]*([^\W\d][^:：.!?;,\n]{1,30}?)[ \t\xa0]*[:：][ \t\xa0]*(\S[^\n]{0,80})")
"""A line such as "Contact: a@b.org", whose heading is none that is known."""
_UNKNOWN_WORDS = 4
"""Words of such a heading; longer ones are sentences."""
_FULL_STOPS = (".", "!", "?", ";", ",", "。", "！", "？")


@dataclass(frozen=True, slots=True)
class HeaderLines:
    """The headings with their values as given, and the rest of the text, what stood before them included.

    `unknown` are the lines among them whose heading is none that was asked for; they are not in the text.
    """

    values: tuple[tuple[str, str], ...]
    text: str
    unknown: tuple[tuple[str, str], ...] = ()


def split_header_lines(
    text: str,
    headings: Sequence[str],
    ends: Sequence[str] = (),
    subject_of: Callable[[str], str] = str.casefold,
) -> HeaderLines:
    """Part the heading lines at the beginning of a text from the rest.

    Parameters
    ----------
    text : str
        With plain line ends.
    headings : sequence of str
        The headings that may occur; case, accents and spaces around the colon don't matter.
    ends : sequence of str, optional
        Lines that end the headings, even where they are glued to the last value.
    subject_of : callable, optional
        What a heading asks for; where it is asked for again, the text has begun.

    Notes
    -----
    Without such an end the headings are one block at the beginning, ended by a blank line; only three or
    more can be followed by the text itself. Lines before the first heading (a title, a page number) stay in
    the text. A value runs on over lines that stand between two headings; one heading alone counts only as
    the first line of all. A short line of the block with another heading does not end it.
    """
    heading = re.compile(_SPACES + _alternatives(headings), re.IGNORECASE)
    lines = _parted(_unglued(text, headings, ends) if ends else text.split("\n"), headings, heading)
    matches = ((i, heading.match(line)) for i, line in enumerate(lines[:_SEARCHED_LINES]))
    subjects = {i: subject_of(match[1]) for i, match in matches if match}
    end = next((i for i, line in enumerate(lines[:_SEARCHED_LINES]) if _is_end(line, ends)), None)
    unknown: dict[int, tuple[str, str]] = {}
    if end is None:
        unknown = _unknown_lines(lines, subjects)
        found = _first_block(lines, subjects, unknown)
    else:
        found = [i for i in subjects if i < end]
    if not found or (len(found) == 1 and any(line.strip() for line in lines[: found[0]])):
        return HeaderLines((), text)
    after = _after_contact(lines, _end(lines, found[-1], ends), unknown)
    within = [i for i in unknown if found[0] < i < after]
    starts = sorted([*found, *within])
    values = tuple(
        _heading_and_value(lines[start:stop], heading)
        for start, stop in zip(starts, [*starts[1:], after], strict=True)
        if start not in unknown
    )
    before, rest = "\n".join(lines[: found[0]]), "\n".join(lines[after:])
    return HeaderLines(values, f"{before}\n\n{rest}".strip(), tuple(unknown[i] for i in within))


def _after_contact(lines: Sequence[str], after: int, unknown: Mapping[int, tuple[str, str]]) -> int:
    """Return where the text begins: behind other lines of the block, of contact also past a blank one."""
    while after in unknown:
        after += 1
    beyond = after
    while beyond < len(lines) and not lines[beyond].strip():
        beyond += 1
    if beyond in unknown and is_of_contact(unknown[beyond][0]):
        return _after_contact(lines, beyond + 1, unknown)
    return after


def _unknown_lines(lines: Sequence[str], known: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return the other lines that look like a heading with a short value, as heading and value."""
    found = {}
    for i, line in enumerate(lines[:_SEARCHED_LINES]):
        match = _UNKNOWN.fullmatch(line.rstrip())
        if i not in known and match and len(match[1].split()) <= _UNKNOWN_WORDS:
            found[i] = (match[1], match[2])
    return {i: line for i, line in found.items() if not line[1].endswith(_FULL_STOPS)}


def _alternatives(headings: Sequence[str]) -> str:
    """Return a pattern of any of the headings with its colon."""
    names = sorted({heading.strip() for heading in headings if heading.strip()}, key=len, reverse=True)
    words = ["[ _-]*".join(map(_in_any_accents, re.split(r"[\s_]+", name))) for name in names]
    return "(" + ("|".join(words) or "(?!)") + ")" + _SPACES + "[:：]" + _SPACES


def _in_any_accents(word: str) -> str:
    """Return a pattern of a word whose letters may have accents or lack them ("año", "Ano")."""
    bare = [letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter)]
    return "".join(_letter(letter) for letter in bare)


def _letter(letter: str) -> str:
    if letter in "'’":
        return "['’]"
    forms = _accented().get(letter, "")
    either = f"[{letter}{forms}]" if forms else re.escape(letter)
    return either + _ACCENT if letter.isalpha() else either


@cache
def _accented() -> dict[str, str]:
    """Return the letters that are one letter with different accents, by that letter."""
    forms: dict[str, str] = defaultdict(str)
    for letter in (chr(code) for codes in _ACCENTED for code in codes):
        bare = unicodedata.normalize("NFKD", letter)
        if bare[0] != letter and all(map(unicodedata.combining, bare[1:])):
            forms[bare[0]] += letter
    return dict(forms)


def _unglued(text: str, headings: Sequence[str], ends: Sequence[str]) -> list[str]:
    """Return the lines, those parted in which a form ran two of its own labels together."""
    heading = re.compile(_alternatives(headings))
    glued_end = re.compile(r"(?<=[^\s:])(" + "|".join(map(re.escape, ends)) + r")[ \t]*$")
    glued_heading = re.compile(r"(?<=[a-z\d])(?=" + heading.pattern + ")")
    lines = text.split("\n")
    for i, line in enumerate(lines[:_SEARCHED_LINES]):
        parted = glued_heading.sub("\n", line, count=1)
        lines[i] = glued_end.sub(r"\n\1", parted) if heading.match(parted.strip()) else parted
    return "\n".join(lines).split("\n")


def _parted(lines: list[str], headings: Sequence[str], heading: re.Pattern[str]) -> list[str]:
    """Return the lines, those parted on which a layout put two headings ("Region: Asia Cycle: 2017")."""
    capitalised = [name[:1].upper() + name[1:] for name in headings if len(name) >= _TELLING]
    # Possessive and from its first mark only: else a long row of marks is looked at from each of them.
    another = re.compile(r"(?<=[^\s,;])[ \t,;]++(?=" + _alternatives(capitalised) + ")")
    parted: list[str] = []
    for i, line in enumerate(lines):
        is_heading = i < _SEARCHED_LINES and heading.match(line)
        parted.extend(another.sub("\n", line).split("\n") if is_heading else [line])
    return parted


def _first_block(
    lines: list[str], subjects: dict[int, str], unknown: Mapping[int, tuple[str, str]]
) -> list[int]:
    """Return the lines whose headings are one block at the beginning, of those that have a known one."""
    found = list(subjects)
    if not found or _n_written(lines[: found[0]]) > _TITLE_LINES:
        return []
    block = found[:1]
    is_spaced = not "".join(lines[block[0] + 1 : block[0] + 2]).strip()
    for i in found[1:]:
        is_asked_again = subjects[i] in {subjects[known] for known in block}
        between = [line for j, line in enumerate(lines[:i]) if j >= block[-1] and j not in unknown]
        if is_asked_again or not _runs_on(between, is_spaced):
            break
        block.append(i)
    after = block[-1] + 1
    while after in unknown:
        after += 1
    is_ended = not "".join(lines[after : after + 1]).strip()
    return block if is_ended or len(block) >= CERTAIN else []


def _runs_on(lines: list[str], is_spaced: bool) -> bool:
    """Whether a block goes on after a heading and the lines below it: those of its value, or a blank one."""
    below = lines[1:]
    n_written = _n_written(below)
    if not n_written:
        return is_spaced or not below
    return n_written == len(below) <= _WRAPPED_LINES and len(lines[0]) >= _WRAPPED_FROM


def _n_written(lines: list[str]) -> int:
    return sum(bool(line.strip()) for line in lines)


def _end(lines: list[str], last: int, ends: Sequence[str]) -> int:
    """Return the line after the last value."""
    for i in range(last + 1, min(len(lines), last + 2 + 2 * _WRAPPED_LINES)):
        if _is_end(lines[i], ends):
            return i
    return last + 1


def _is_end(line: str, ends: Sequence[str]) -> bool:
    return line.strip().casefold() in {end.casefold() for end in ends}


def _heading_and_value(lines: list[str], heading: re.Pattern[str]) -> tuple[str, str]:
    match = heading.match(lines[0])
    assert match is not None
    value = " ".join([lines[0][match.end() :], *lines[1:]])
    return match[1], " ".join(value.split())
