r"""The text of a report -> blocks: headings, numbered paragraphs, bullets, prose, table rows.

Broken lines are joined by single spaces, page breaks that cut a sentence are healed, quote marks of
mails are taken off, bullets glued into one line are parted. No word is changed, added or lost.

>>> [(b.kind, b.mark, b.text) for b in find_blocks("1. The group\n\nagreed.\n2. It closed.\n\nANNEX I")]
[('numbered', '1', 'The group agreed.'), ('numbered', '2', 'It closed.'), ('heading', '', 'ANNEX I')]
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Literal

from synthesis.meetings.identity import ORDINAL
from synthesis.meetings.lines import ENDS, LONGEST_LINE, clean_lines

BlockKind = Literal["heading", "numbered", "bullet", "prose", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of a report.

    `mark` is the number it carries, '' if none; `level` is that of a marked heading, 1 the highest, else 0.
    """

    kind: BlockKind
    text: str
    mark: str = ""
    level: int = 0


@dataclass(slots=True)
class _Line:
    """A line that has begun a block, and what has been joined to it since."""

    kind: BlockKind
    mark: str
    parts: list[str]
    level: int = 0

    @property
    def last(self) -> str:
        return self.parts[-1]


LINK = re.compile(r"\[(?P<words>[^\[\]]{1,300})\]\(https?://[^)\s]{1,500}\)")
_NUMBER = re.compile(r"^\**(?P<mark>\d{1,3}(?:\.\d{1,2}){0,2})(?:[.)]\**(?=\s)|\.\**(?=[A-Z]))\s*(?=\S)")
_DOTTED = re.compile(r"^\**(?P<mark>\d{1,2}\.\d{1,2})\**\s+(?=[A-Z])")
_ROMAN = re.compile(r"^\**(?P<mark>[IVX]{1,5})\.\**\s+(?=\S)")
_BULLET = re.compile(r"^(?:[-–—•‣◦▪·●*+]|\((?:[a-h]|[ivx]{1,4})\)|(?:[a-h]|[ivx]{1,4})[.)])\s+(?=\S)")
_GLUED = re.compile(r"[ \t]{0,9}[•‣▪●][ \t]{0,9}")
_LEVEL = re.compile(r"^(?P<signs>#{1,6})\s+(?!\|)")
"""How Markdown marks a heading, and our readers those of pages and documents."""

_HEADING_MARKS = re.compile(r"^#{1,6}\s+(?!\|)|^\*\*(?=[^*]+\*\*:?$)|(?<=[^*])\*\*(?=:?$)|^__|__$")
_DANGLES = re.compile(r"\b(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with)$")
"""The end of a line that goes on in the next one, wherever lines were broken."""

_GOES_ON = re.compile(r"[^\W\d_]+(?![\w-]*\d)")
"""A word that can go on with a sentence, as "draft-cables-00" can not."""

_SMALL_WORDS = "a an and as at by de du et for from in la le of on or the to with y"
_SMALL = frozenset(_SMALL_WORDS.split())

KNOWN_HEADING = re.compile(
    r"^(?:(?:annex|appendix)\b.{0,60}|(?:draft |proposed )?agenda(?: items)?|"
    r"(?:list of )?(?:participants?|attendees|attendance|present)(?: list)?|"
    r"(?:executive )?summary(?: report)?\b.{0,60}|"
    r"(?:agreed |key )?(?:next steps|to[- ]dos?|action items|actions?(?: points?)?|"
    r"decisions?(?: (?:taken|made))?|"
    r"conclusions?|follow[- ]?up|announcements?|outcomes?|commitments?|deliverables|milestones)"
    r"(?:(?:,| and| &|,? and) ?(?:next steps|to[- ]dos?|action items|actions?(?: points?)?|"
    r"decisions?(?: taken| made)?|"
    r"follow[- ]?up|announcements?))*|"
    r"a\.?o\.?b\.?|any other business|discussion|minutes|introduction|welcome|closing)"
    r"(?: ?\(.{1,30}\))?:?$",
    re.I,
)
"""Headings that reports share; any other is known by its form and place."""

_NUMBER_INSIDE = re.compile(
    r"(?:^|(?<=[.!?]\s))(?:(?P<heading>[A-Z][^.!?:;\d]{2,60})\s)?(?P<number>\d{1,2})\.\s(?=[A-Z])"
)
"""A number that begins a paragraph inside of a line, and the heading above that paragraph."""

_LIST_HEADING_AT_END = re.compile(
    r"(?<=[\w.)\"”’])(?<!\bthe)(?<!\bof)(?<!\band)(?<!\bon)(?<!\bto)(?<!\ba)\s"
    r"(?P<heading>(?:(?:Agreed|Key|Main) )?(?:Announcements|Decisions(?: (?:[Tt]aken|[Mm]ade))?|"
    r"Next [Ss]teps|Action (?:[Ii]tems|[Pp]oints)|Actions|To[- ][Dd]os?|Follow[- ][Uu]p|Conclusions|"
    r"Commitments)):?$"
)
"""The heading of a list, in capitals and not inside of a sentence, at the end of the one before."""

_SITTING = re.compile(
    rf"(?:{ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)) (?:sitting|session|day|part)\b[^.]{{0,60}}\b20\d\d\)?$", re.I
)
"""The heading of a part of a meeting: "Second sitting, 13 November 2018"."""

LONGEST_HEADING, LONGEST_MARKED = 90, 160
"""Characters of a heading; of one that its writer has marked as a heading."""

_WRAP_FROM = 30
"""A program breaks lines between this length and LONGEST_LINE: columns at 40, mails at 72, PDF near 100."""

NEAR_MARGIN = 0.6
"""A line shorter than this share of the longest ended because its writer ended it."""

HEADER = re.compile(
    r"^(?:From|To|Cc|Subject|Date|Sent|Present|Attendees|Participants|Agenda|Venue|Place|Time)\s?:\s", re.I
)
"""Lines that stand alone, however short the next one is."""


def find_blocks(text: str) -> tuple[Block, ...]:
    """Part a report into its blocks, in order."""
    lines = clean_lines(text)
    margin = _margin(lines)
    found: list[_Line] = []
    is_after_gap = True
    for line in lines:
        if not line:
            is_after_gap = True
            continue
        for at, piece in enumerate(_parted(line)):
            _place(found, piece, is_after_gap, margin, is_glued=at > 0)
        is_after_gap = False
    return tuple(_with_list_headings([block for line in found for block in _finished(line)]))


def _margin(lines: list[str]) -> int:
    """Return the length at which a program has broken the lines, 0 if none has: most end near one margin."""
    running = [len(line) for line, after in itertools.pairwise(lines) if line and after]
    # A paragraph that stands in one line says nothing of where the others were broken.
    longest = max((len(line) for line in lines if len(line) <= LONGEST_LINE), default=0)
    if not running or longest < _WRAP_FROM:
        return 0
    near = sum(NEAR_MARGIN * longest <= length <= longest for length in running)
    return longest if 2 * near >= len(running) else 0


def _parted(line: str) -> list[str]:
    """Part a line into the bullets glued into it by their signs, or into its numbers; each keeps its mark."""
    pieces = [piece for piece in _GLUED.split(line) if piece]
    if len(pieces) < 2 and not _GLUED.match(line):
        return _parted_at_numbers(line)
    lead = [] if _GLUED.match(line) else [pieces.pop(0)]
    is_glued = len(pieces) > 1
    bullets = (_before_heading(piece) if is_glued else [piece] for piece in pieces)
    return lead + [part for bullet, *heading in bullets for part in (f"• {bullet}", *heading)]


def _parted_at_numbers(line: str) -> list[str]:
    """Part 'Fees 1. They rose. 2. All paid. Rooms 1. Two will do.' into headings and numbered paragraphs."""
    cuts: dict[int, str] = {0: ""}
    last = n_found = 0
    for found in _NUMBER_INSIDE.finditer(line):
        number = int(found["number"])
        if number == last + 1 or (number == 1 and found["heading"]):
            last, n_found = number, n_found + 1
            cuts |= {found.start(): "### " if found["heading"] else "", found.start("number"): ""}
    if n_found < 2:
        return [line]
    ends = [*list(cuts)[1:], len(line)]
    return [sign + line[start:end].strip() for (start, sign), end in zip(cuts.items(), ends, strict=True)]


def _before_heading(bullet: str) -> list[str]:
    """Part '15 May is the day Decisions Taken:' into the bullet and the heading of the next list."""
    found = _LIST_HEADING_AT_END.search(bullet[-LONGEST_HEADING:])
    if not found:
        return [bullet]
    heading = found["heading"]
    return [bullet[: -len(found.group())].rstrip(), heading]


def _place(found: list[_Line], line: str, is_after_gap: bool, margin: int, *, is_glued: bool) -> None:
    """Begin a block with this line, or join it to the one before."""
    level = len(signs["signs"]) if (signs := _LEVEL.match(line)) else 0
    kind, mark, text = _read_marked(line) if level else _read(line)
    before = found[-1] if found else None
    if level and kind == "heading":
        found.append(_Line(kind, mark, [text], level))
        return
    if before and kind == "numbered" and not _is_number_expected(found, mark, is_after_gap):
        kind, text = "prose", line
    if kind == "heading" and text == line.rstrip(":") and _is_broken_off(before, text, is_after_gap, margin):
        kind, text = "prose", line
    if kind == "row" and not found and line.count("|") == 1:
        kind = "prose"  # a title: "Forum on Cables | Call 4"
    if kind == "prose" and before and _continues(before, text, is_after_gap, margin) and not is_glued:
        before.parts.append(text)
        return
    found.append(_Line(kind, mark, [text]))


def _read_marked(line: str) -> tuple[BlockKind, str, str]:
    """Read a line that is marked as a heading, "## 5. Next call"; a long one is a paragraph all the same."""
    bare = _HEADING_MARKS.sub("", _LEVEL.sub("", line)).strip()
    number = _NUMBER.match(bare) or _DOTTED.match(bare) or _ROMAN.match(bare)
    mark, text = (number["mark"], _without_stars(bare[number.end() :])) if number else ("", bare)
    return ("heading" if len(text) <= LONGEST_MARKED else "prose"), mark, text.rstrip(":")


def _read(line: str) -> tuple[BlockKind, str, str]:
    """Tell what a line begins by its mark; return the kind, the number and the words."""
    if is_row(line):
        return "row", "", line
    if match := _NUMBER.match(line) or _DOTTED.match(line) or _ROMAN.match(line):
        return "numbered", match["mark"], _without_stars(line[match.end() :])
    if match := _BULLET.match(line):
        return "bullet", "", line[match.end() :]
    bare = _HEADING_MARKS.sub("", line).strip()
    is_marked = bare != line
    if bare and len(bare) <= LONGEST_HEADING and (is_marked or KNOWN_HEADING.match(bare)):
        return "heading", "", bare.rstrip(":")
    return "prose", "", line


def is_row(line: str) -> bool:
    """Whether a line is a row of a table: cells parted by bars or tabs."""
    bare = line.strip("| \t")
    return (
        " | " in bare
        or bare.count("|") >= 2
        or bare.count("\t") >= 2
        or (line.startswith("|") and "|" in bare)
    )


def _without_stars(text: str) -> str:
    """Drop the stars that closed a bold number or open a bold beginning: '**1.** Text', '**1. Text**'."""
    return text[:-2].rstrip() if text.endswith("**") and text.count("**") == 1 else text


def _is_number_expected(found: list[_Line], mark: str, is_after_gap: bool) -> bool:
    """Whether a number opens a paragraph, or only happens to stand at the start of a broken line."""
    before = found[-1]
    if is_after_gap or before.kind in {"heading", "row"} or ENDS.search(before.last):
        return True
    last = next((line.mark for line in reversed(found[-200:]) if line.kind == "numbered"), "0")
    return "." in mark or mark in {"1", "I"} or ((last + mark).isdigit() and int(mark) == int(last) + 1)


def _continues(before: _Line, text: str, is_after_gap: bool, margin: int) -> bool:
    """Whether a line without a mark carries on the block before it."""
    if before.kind in {"heading", "row"} or HEADER.match(text) or (HEADER.match(before.last) and not margin):
        return False
    is_open = not ENDS.search(before.last)
    if text[0].islower():
        return (is_open and bool(_GOES_ON.match(text))) or not is_after_gap
    if is_after_gap:
        # A page may end inside of a sentence, but only where a program broke the lines.
        is_broken = len(before.last) <= margin or bool(_DANGLES.search(before.last))
        is_paragraph = before.kind == "numbered" and sum(map(len, before.parts)) > 100
        return is_open and is_broken and is_paragraph and not _is_title(text)
    if text.startswith(("<http", "http")) or (text[0].isalpha() and _DANGLES.search(before.last)):
        return True
    is_title = before.last.isupper() and not text.isupper()
    return _is_full(before, margin) and not is_title and not (_is_title(before.last) and _is_title(text))


def _is_full(line: _Line, margin: int) -> bool:
    """Whether a line reaches so far that a program has broken it, not its writer."""
    return margin > 0 and NEAR_MARGIN * margin <= len(line.last) <= margin


def _is_broken_off(before: _Line | None, text: str, is_after_gap: bool, margin: int) -> bool:
    """Whether words that could be a heading carry on a sentence: "as in" / "Annex II, were invited"."""
    if before is None or is_after_gap or before.kind not in {"numbered", "prose"}:
        return False
    is_open = not ENDS.search(before.last)
    return is_open and (text[0].islower() or text[-1] in ".,;" or _is_full(before, margin))


def _is_title(text: str) -> bool:
    """Whether a line looks like a heading: short, no full stop, most words with a capital."""
    if not text or len(text) > LONGEST_HEADING or ENDS.search(text) or not text[0].isupper():
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if word.lower() not in _SMALL]
    return 0 < len(words) <= 9 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _finished(line: _Line) -> list[Block]:
    """Turn a line with what was joined to it into a block, and a heading glued to its end into another."""
    text = re.sub(r"\s+", " ", " ".join(line.parts)) if line.kind != "row" else line.last
    text = LINK.sub(r"\g<words>", text.strip())
    if line.kind == "prose" and len(line.parts) == 1 and (_is_title(text) or _SITTING.match(text)):
        return [Block("heading", text)]
    if line.kind == "numbered" and (_is_title(text) or KNOWN_HEADING.match(text)):
        return [Block("heading", text, line.mark)]
    if line.kind in {"numbered", "prose"}:
        body, heading = _glued_heading(text)
        return [Block(line.kind, body, line.mark), *([Block("heading", heading)] if heading else [])]
    return [Block(line.kind, text, line.mark, line.level)]


def _with_list_headings(blocks: list[Block]) -> list[Block]:
    """Take a short line without a full stop, right above a list, for its heading: 'Parking lot'."""
    return [
        Block("heading", block.text)
        if block.kind == "prose" and after and after.kind in {"bullet", "numbered"} and _is_label(block.text)
        else block
        for block, after in zip(blocks, [*blocks[1:], None], strict=False)
    ]


def _is_label(text: str) -> bool:
    is_sentence = ENDS.search(text) or HEADER.match(text) or _TASK.match(text)
    return len(text) <= 60 and text[0].isupper() and not is_sentence


_TASK = re.compile(r"(?:\S+\s){1,5}?to\s(?!do\b)[a-z]+\s\S")
"""A task, however short: "Luca to share the survey"."""

_LAST_STOP = re.compile(r"[.!?][\"'’”)\]]*\s*(?=[A-Z][^.!?]*$)")


def _glued_heading(text: str) -> tuple[str, str]:
    """Part '... by May. Next Steps' into paragraph and heading."""
    tail = text[-(LONGEST_HEADING + 2) :]
    match = _LAST_STOP.search(tail)
    if not match:
        return text, ""
    heading = tail[match.end() :].strip()
    is_heading = KNOWN_HEADING.match(heading) or (_is_title(heading) and len(heading.split()) >= 2)
    cut = len(text) - len(tail) + match.end()
    if not is_heading or cut < 40 or re.search(r"\b(?:St|Mr|Ms|Mrs|Dr|Prof|No)\.\s*$", tail[: match.end()]):
        return text, ""
    return text[:cut].rstrip(), heading.rstrip(":")
