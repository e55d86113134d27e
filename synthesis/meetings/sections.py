"""Blocks -> the sections of a report: head, agenda, participants, annexes, and the body between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from synthesis.meetings.dates import find_dates
from synthesis.meetings.identity import MEETING_WORD, find_number
from synthesis.meetings.layout import KNOWN_HEADING, Block
from synthesis.meetings.people import read_participants
from synthesis.models import Participant

_AGENDA = re.compile(r"^(?:draft |proposed )?agenda(?: items)?(?: of .{1,40})?:?$", re.I)
_PEOPLE = re.compile(
    r"^(?:list of )?(?:participants|attendees|attendance|present|"
    r"in attendance)(?: list)?(?: ?\(.{1,30}\))?:?$",
    re.I,
)
_ABSENT = re.compile(r"^(?:apologies|absent|regrets|excused)(?: received)?(?:$|:(?=\s|$))", re.I)
"""The title of a list of those who were not there, or the list in one line."""

_MORE_PEOPLE = re.compile(
    r"^\**(?:staff|observers?|guests?|secretariat|remote|liaisons?)\**:\**\s*"
    r"(?-i:[A-Z]).*[^.?!]$",
    re.I,
)
"""A line of the head that names more people below those who were present."""
ANNEX = re.compile(r"^(?:annex|appendix)\b", re.I)
META = re.compile(
    r"^(?P<name>from|to|cc|subject|date|sent|time|place|venue|chair|facilitators?|"
    r"note[- ]?taker)\s?:\s*(?P<value>.*)$",
    re.I,
)
_INLINE = re.compile(
    r"^\**(?P<name>agenda|(?:list of )?participants?|attendees|attendance|(?:members |those )?present|"
    r"in attendance|members in attendance)\**\s?:\**\s*(?P<value>\S.*)$",
    re.I,
)
_ROW_OF_PEOPLE = re.compile(
    r"^\|?\s*\**(?:participants?|attendees|attendance|(?:members )?present)\**:?\s*[|\t]\s*"
    r"(?P<value>[^|\t]+?)\s*\|?$",
    re.I,
)
"""A row of the table at the head of a report: "| Participants | A, B, C |"."""

_SENTENCE = re.compile(
    r"[^():;]{0,80}?\b(?:is|are|was|were|has|have|had|will|would|shall|met|[a-z]{3,}ed)\b[^()]*[.!?]$"
)
"""A sentence, by its stop and a finite verb; no line of a list of people."""

_ROMAN = re.compile(r"^(?:[IVXLC]{1,7}|\d{1,2}|[a-z])[.)]\s+")
_LINK = re.compile(r"\[([^\]]{1,300})\]\([^)\s]{1,500}\)|\s?<https?://[^>\s]{1,500}>")
FIRST = 20
"""Lines of a list of people that tell whether it is numbered."""

SHORT = 160
"""Characters of a line that can still be of a head or an agenda."""


@dataclass(slots=True)
class Sections:
    """A report taken apart; `meta` are lines such as 'Subject: ...' of its head."""

    head: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    annex_titles: list[str] = field(default_factory=list)
    agenda: list[str] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)


def part_sections(blocks: Sequence[Block]) -> Sections:
    """Sort the blocks of one report into its sections."""
    sections = Sections()
    at = _read_head(blocks, sections)
    where, opened = "body", at
    agenda = _announced(blocks, at)
    for place in range(at, len(blocks)):
        if place in agenda:
            sections.agenda.append(agenda_line(blocks[place].text))
            where = "body"
            continue
        block = blocks[place]
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        where = _next_section(where, block, after)
        opened = place if where.endswith(" title") else opened
        if where == "people" and _ends_people(blocks[opened : min(place, opened + FIRST)], block):
            where = "body"
        _put(where, block, sections)
    items = {item.casefold() for item in sections.agenda}
    sections.body = [_as_heading(block) if _is_item(block, items) else block for block in sections.body]
    return sections


def _is_item(block: Block, agenda: Collection[str]) -> bool:
    """Whether a numbered line is an item of the agenda, in whatever letters."""
    return block.kind == "numbered" and agenda_line(block.text).casefold() in agenda


def _as_heading(block: Block) -> Block:
    return replace(block, kind="heading", level=1)


def _announced(blocks: Sequence[Block], start: int) -> range:
    """Return the places of an untitled agenda: the first list, if its entries come again as headings."""
    marked = (at for at in range(start, len(blocks)) if blocks[at].mark)
    first = next(marked, len(blocks))
    last, seen = first, set[str]()
    while last < len(blocks) and _is_entry(blocks[last]) and blocks[last].text.casefold() not in seen:
        seen.add(blocks[last].text.casefold())
        last += 1
    again = {block.text.casefold() for block in blocks[last:] if block.mark}
    entries = [block.text.casefold() for block in blocks[first:last] if block.mark]
    # One heading of three may be in other words; two entries are no list.
    is_agenda = len(entries) > 2 and 3 * sum(text in again for text in entries) >= 2 * len(entries)
    return range(first, last) if is_agenda else range(0)


def _is_entry(block: Block) -> bool:
    return bool(block.mark or block.kind == "bullet") and not block.level and not is_told(block.text)


def _ends_people(listed: Sequence[Block], block: Block) -> bool:
    """Whether a block below the title of a list of people and the first of those listed is of the text.

    It is numbered where they are not, or marked as a heading of their title's level or above, or a sentence.
    """
    title, people = listed[0], [each for each in listed[1:] if not each.text.endswith(":")]
    is_section = block.level > 0 and (not title.level or block.level <= title.level)
    is_numbered = block.mark[:1].isdigit() and bool(people) and not any(each.mark for each in people)
    return is_section or is_numbered or bool(_SENTENCE.match(block.text))


def _read_head(blocks: Sequence[Block], sections: Sections) -> int:
    """Read titles, dates and mail headers; return where the rest begins."""
    for at, block in enumerate(blocks):
        if match := META.match(block.text) if block.kind in {"prose", "heading"} else None:
            sections.meta.setdefault(match["name"].lower(), match["value"].strip())
            continue
        is_known = KNOWN_HEADING.match(block.text) and not _is_report_word(block.text)
        is_section = is_known and (at > 0 or _AGENDA.match(block.text) or _PEOPLE.match(block.text))
        if (
            is_section
            or block.kind in {"numbered", "bullet", "row"}
            or block.mark
            or _INLINE.match(block.text)
        ):
            return at
        if is_told(block.text) or _opens_body(sections.head, block, blocks[at + 1 : at + 2]):
            return at
        sections.head.append(plain(block.text))
    return len(blocks)


def is_told(text: str) -> bool:
    """Whether a line is too long for a head, or a sentence."""
    return len(text) > SHORT or (text[-1:] in ".!?" and len(text.split()) > 3)


def _opens_body(head: Sequence[str], block: Block, after: Sequence[Block]) -> bool:
    """Whether a marked heading stands above the text and below a head that has told which meeting it is."""
    is_above_text = bool(after) and (after[0].kind in {"numbered", "bullet"} or is_told(after[0].text))
    if not block.level or not is_above_text or not any(re.search(MEETING_WORD, line, re.I) for line in head):
        return False
    return not (find_dates(block.text) or find_number(block.text) or _is_report_word(block.text))


def _is_report_word(text: str) -> bool:
    """Whether a line says what the whole is: "Summary", "Summary Report of Call IV"."""
    if re.match(r"(?:summary(?: report)?|minutes|(?:meeting )?report)$", text.strip(), re.I):
        return True
    is_summary = re.match(r"(?:summary|minutes|report)\b", text, re.I)
    return bool(is_summary and (find_number(text) or find_dates(text)))


def _next_section(where: str, block: Block, after: Block | None) -> str:
    """Tell the section a block stands in, from the one before it."""
    if title := _section_title(block):
        return title
    where = where.removesuffix(" title")
    is_annex_title = where == "annex" and block.kind == "heading"
    if where != "body" and not is_annex_title and (_is_long(block) or _opens_text(block, after)):
        return "body"
    return where


def _section_title(block: Block) -> str:
    """Return the section that a heading opens, '' if it opens none."""
    is_short = block.kind in {"heading", "prose"} and len(block.text) <= 60
    if is_short and _AGENDA.match(block.text):
        return "agenda title"
    if is_short and _PEOPLE.match(block.text):
        return "people title"
    if block.kind == "heading" and ANNEX.match(block.text):
        return _annex(block.text)
    if is_short and _ABSENT.fullmatch(block.text):
        return "body"
    is_known = block.kind == "heading" and KNOWN_HEADING.match(block.text) and not block.mark
    return "body" if is_known else ""


def _annex(text: str) -> str:
    if re.search(r"\bagenda\b", text, re.I):
        return "agenda title"
    return "people title" if re.search(r"\b(?:participants|attend)", text, re.I) else "annex"


def _is_long(block: Block) -> bool:
    is_list_of_people = block.text.count("(") > 2
    return not is_list_of_people and (
        len(block.text) > SHORT or (block.text.endswith(".") and len(block.text.split()) > 9)
    )


def _opens_text(block: Block, after: Block | None) -> bool:
    return block.kind == "heading" and after is not None and after.kind != "row" and _is_long(after)


def _put(where: str, block: Block, sections: Sections) -> None:
    inline = _INLINE.match(block.text) if block.kind in {"prose", "bullet", "heading"} else None
    row = _ROW_OF_PEOPLE.match(block.text) if block.kind == "row" else None
    if row:
        sections.participants.extend(read_participants(row["value"]))
        if where == "body":
            sections.body.append(block)
    elif inline and inline["name"].lower() == "agenda":
        sections.agenda.extend(_inline_items(inline["value"]))
    elif inline:
        sections.participants.extend(read_participants(inline["value"]))
    elif where == "agenda":
        sections.agenda.append(agenda_line(block.text))
    elif where == "people":
        _put_people(block, sections)
    elif where == "annex":
        sections.annex_titles.append(plain(block.text))
        sections.body.append(block)
    elif where == "body" and sections.participants and _names_more(block, sections):
        sections.participants.extend(read_participants(block.text))
    elif where == "body":
        sections.body.append(block)


def _put_people(block: Block, sections: Sections) -> None:
    """Take the people of a line; those who were not there are told of in the text."""
    if _ABSENT.match(block.text):
        sections.body.append(block)
    elif not re.match(r"^\|?\s*name\b.*[|\t]", block.text, re.I):
        sections.participants.extend(read_participants(plain(block.text)))


def _names_more(block: Block, sections: Sections) -> bool:
    """Whether a line such as "Staff: A, B" stands among those of the head, below those who were present."""
    is_line = block.kind in {"prose", "heading"} and not block.mark and _MORE_PEOPLE.match(block.text)
    is_in_head = len(sections.body) <= FIRST and all(_ABSENT.match(each.text) for each in sections.body)
    return bool(is_line) and is_in_head


def _inline_items(written: str) -> list[str]:
    parts = re.split(r";\s*|\s*(?<![\w.])(?:\d{1,2}[.)]|\([a-z\d]\))\s+", written)
    return [agenda_line(part) for part in parts if part.strip(" .;")]


def agenda_line(text: str) -> str:
    """Return an item of the agenda without numeral, stars and links.

    >>> agenda_line("III. Reporting into Upcoming MAG Meeting**")
    'Reporting into Upcoming MAG Meeting'
    """
    return _ROMAN.sub("", plain(text)).strip(" .;")


def plain(text: str) -> str:
    """Drop the marks of Markdown: stars, and links but for their words."""
    return _LINK.sub(lambda match: match[1] or "", text).replace("**", "").strip(" *#")
