"""The blocks of a file -> those of each meeting that it reports on: where does the next report begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from synthesis.meetings.bodies import find_body
from synthesis.meetings.dates import first_date
from synthesis.meetings.identity import MEETING_WORD, find_number
from synthesis.meetings.layout import Block
from synthesis.meetings.sections import ANNEX, META, is_told

_SITTING = re.compile(
    r"\b(?:sitting|session|(?:first|second|third|fourth|last|\d(?:st|nd|rd|th)) day|day \w+)\b", re.I
)
_OF_ANOTHER = re.compile(
    r"(?:(?:update|reports?|feedback) from|(?:meeting|call|session) with|date of)\b|"
    r".*\b(?:next|upcoming|following|previous|call for|main session)\b",
    re.I,
)
"""A heading that tells of another meeting inside of a report, or of a call or a session that is none."""

HEAD = 3
"""Lines of a head that can come again above the next report."""

LONGEST_MEETING = 4
"""Days after its first on which a meeting may sit again."""


def part_meetings(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    """Part the blocks where a title with another day, or of another body, begins a second report."""
    if not blocks:
        return [blocks]
    cuts, known = [0], _opening_day(blocks, 0)
    body = find_body(blocks[0].text)
    for at in range(1, len(blocks)):
        title = blocks[at].text
        day = _opening_day(blocks, at) if known and _begins_report(blocks, at) else None
        if not day or not known or _is_later_sitting(title, day, known):
            continue
        is_of_another = bool(body and (other := find_body(title)) and other != body)
        if (day != known or is_of_another) and any(map(_is_text, blocks[cuts[-1] : at])):
            cuts.append(_first_of_head(blocks, at, cuts[-1]))
            known, body = day, find_body(title)
    return [blocks[start:end] for start, end in zip(cuts, [*cuts[1:], len(blocks)], strict=True)]


def _begins_report(blocks: Sequence[Block], at: int) -> bool:
    """Whether a heading is such as a second report begins with, whatever day stands below it.

    It names its body, the number of the meeting or the day, or is marked as the title of the first one is.
    """
    title, first = blocks[at], blocks[0]
    is_title = 0 < title.level == first.level
    return bool(
        is_title or find_body(title.text) or find_number(title.text) or first_date(title.text)
    ) and not _OF_ANOTHER.match(title.text)


def _first_of_head(blocks: Sequence[Block], at: int, start: int) -> int:
    """Go back from a title to the first line of its head: lines above it that name a body or stood before."""
    while at - 1 > start and _is_of_head(blocks[at - 1], blocks[start : min(start + HEAD, at - 1)]):
        at -= 1
    return at


def _is_of_head(block: Block, before: Sequence[Block]) -> bool:
    is_repeated = any(block.text.casefold() == line.text.casefold() for line in before)
    return not block.mark and (is_repeated or (block.kind == "heading" and bool(find_body(block.text))))


def _is_text(block: Block) -> bool:
    """Whether a block says something, as a heading or "From: ..." does not."""
    return block.kind != "heading" and not META.match(block.text)


def _is_later_sitting(title: str, day: date, known: date) -> bool:
    """Whether a title names one more sitting of the same meeting: on the days that follow its first."""
    return bool(_SITTING.search(title)) and 0 < (day - known).days <= LONGEST_MEETING


def _opening_day(blocks: Sequence[Block], at: int) -> date | None:
    """Return the day of the meeting whose report begins here, None if none does.

    A title of a meeting with its day in it or in the next three lines, none of which is a sentence; annexes
    repeat the title of their own meeting, and an announcement of the next one is no title.
    """
    block = blocks[at]
    is_title = block.kind == "heading" and re.search(MEETING_WORD, block.text, re.I) and not block.mark
    if not (at == 0 or is_title) or _OF_ANOTHER.match(block.text) or ANNEX.match(block.text):
        return None
    if at and ANNEX.match(blocks[at - 1].text):
        return None
    for near in blocks[at : at + 4]:
        if near.kind in {"numbered", "bullet", "row"} or (near is not block and is_told(near.text)):
            return None
        if day := first_date(near.text):
            return day
    return None
