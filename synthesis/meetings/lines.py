"""The text of a report -> its lines, without what a mail, a page or a program put around them."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from synthesis.meetings.quoting import WROTE, unquoted

_PAGE_NUMBER = re.compile(r"^(?:page\s)?[-–]?\s?\d{1,3}\s?[-–]?(?:\s?(?:of|/)\s?\d{1,3})?$", re.I)
_PAGE_AT_END = re.compile(
    r"(?:\s{3}|\s[/|·-]\s{1,9}page\s)(?:page\s)?\d{1,3}(?:\s?(?:of|/)\s?\d{1,3})?$", re.I
)
_NUMBER_AT_END = re.compile(r"\s[/|·-]\s{1,9}\d{1,3}(?:\s?(?:of|/)\s?\d{1,3})?$", re.I)
"""A page number, if the line comes back with another: "Call XXV - 2"; else what the line says."""

_END = 40
"""Characters at the end of a line in which a page number can stand."""

_FRONT_MATTER = re.compile(
    r"\s{0,9}---[ \t]*\n(?P<fields>(?:[\w-][\w -]{0,30}:[^\n]{0,300}\n|[ \t]+\S[^\n]{0,300}\n|"
    r"- [^\n]{0,300}\n|[ \t]*\n){1,40}?)---[ \t]*(?:\n|$)"
)
_OF_REPORT = re.compile(r"^(?:agenda|participants?|attendees|attendance|present)\s?:", re.I | re.M)
_DIRECTIVE = re.compile(r"^\.\.\s+\S")
"""A comment or directive of reStructuredText."""

_GAP = re.compile(r"\S\s{3,}\S")
_DIGITS = re.compile(r"\d+")
_RULE = re.compile(r"^[-=_*#~|:+\s]{3,}$")
_OF_SITE = re.compile(
    r"^(?:you are here:?|skip to (?:the )?(?:main )?content|main (?:menu|navigation)|breadcrumb|"
    r"search(?: form)?|log ?in|sign in|printer-friendly version)$",
    re.I,
)
"""What a web page carries around any text, in a line of its own."""

ENDS = re.compile(r"[.!?…:;][\"'’”)\]*]*$")
"""What a line ends with that its writer ended."""

LONGEST_LINE = 130
"""Characters of a line that a program has broken, and of a running head or foot."""


def take_front_matter(text: str) -> tuple[dict[str, str], str]:
    r"""Take off what a page says of itself ahead of its text, "title: Call 7" between rules, by its names.

    >>> take_front_matter("---\ntitle: Call 7\n---\nIt met.")
    ({'title': 'Call 7'}, 'It met.')
    """
    found = _FRONT_MATTER.match(text)
    if not found or _OF_REPORT.search(found["fields"]):
        return {}, text
    fields = (line.partition(":") for line in found["fields"].splitlines() if ":" in line)
    about = {name.strip().lower(): value.strip(" \"'") for name, _, value in fields}
    return {name: value for name, value in about.items() if value}, text[found.end() :]


def clean_lines(text: str) -> list[str]:
    """Return the lines of a report without quote marks, page numbers and rules; a blank line is ''."""
    raw = text.replace("\ufeff", "").replace("\f", "\n\n").splitlines()
    lines = [line.replace("\u00a0", " ").strip() for line in unquoted(raw)]
    furniture = _page_furniture(lines)
    return ["" if line in furniture or _is_noise(line) else line for line in lines]


def _is_noise(line: str) -> bool:
    patterns = (
        _PAGE_NUMBER.match(line),
        _PAGE_AT_END.search(line[-_END:]),
        _RULE.match(line[:200]),
        _OF_SITE.match(line),
    )
    return any(patterns) or bool(WROTE.match(line[:300]) or _DIRECTIVE.match(line))


def _page_furniture(lines: list[str]) -> frozenset[str]:
    """Return the running heads and feet: what stands beside a page number and is set apart, or recurs."""
    filled = [line for line in lines if line]
    recurs = Counter(_DIGITS.sub("0", line) for line in filled)
    beside = {
        line
        for pair in itertools.pairwise(filled)
        for line, other in (pair, pair[::-1])
        if _PAGE_NUMBER.match(other) or _PAGE_AT_END.search(other[-_END:])
    }
    numbered = {line for line in filled if _NUMBER_AT_END.search(line[-_END:])}
    return frozenset(
        line
        for line in beside | numbered
        if len(line) <= LONGEST_LINE
        and not ENDS.search(line)
        and ((line in beside and _GAP.search(line)) or recurs[_DIGITS.sub("0", line)] > 1)
    )
