r"""WebVTT and SubRip: a caption file -> cues with their times, and what was wrong with which line.

Read here rather than by a package: a program for captions drops a cue whose times are broken, and with it
words that were said.

>>> cues, faults = read_cues("1\n00:00:01,000 --> 00:00:02,500\n>> A: Hello.\n")
>>> cues[0].at, cues[0].lines, faults
(1.0, ('>> A: Hello.',), ())
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?(?:[biuc]|v|lang|ruby|rt|font)\b[^>]*>|<\d[\d:.]*>|\{\\[^}]*\}")
_ASIDE = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: its lines without marks, its times in seconds, whose voice it is where that is said."""

    lines: tuple[str, ...]
    at: float | None = None
    until: float | None = None
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What was wrong with a line, counted from 1."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between two blank ones, and the number of the first."""

    first: int
    lines: tuple[str, ...]


def read_cues(text: str) -> tuple[tuple[Cue, ...], tuple[Fault, ...]]:
    """Return the cues in their order and the faults; a cue without readable times keeps its words."""
    cues: list[Cue] = []
    faults: list[Fault] = []
    for block in _blocks(text):
        if block.lines[0].lstrip("\ufeff").startswith("WEBVTT") or block.lines[0].split(" ")[0] in _ASIDE:
            continue
        cue, fault = _cue(block)
        if fault:
            faults.append(fault)
        if cue.lines:
            cues.append(cue)
    return tuple(cues), tuple(faults)


def notes_of(text: str) -> str:
    r"""Return what the head of a WebVTT file says of itself: its title and its first note.

    >>> notes_of("WEBVTT - A session\n\nNOTE\nParis, 14 November 2018\n\n00:01.000 --> 00:02.000\nHello.")
    'A session\nParis, 14 November 2018'
    """
    said: list[str] = []
    for block in _blocks(text):
        head = block.lines[0].lstrip("\ufeff")
        if head.startswith("WEBVTT"):
            said += [head.removeprefix("WEBVTT").strip(" -\t"), *block.lines[1:]]
        elif head.startswith("NOTE"):
            said += [head.removeprefix("NOTE").strip(), *block.lines[1:]]
        else:
            break
    return "\n".join(line for line in said if line)


def without_repeats(cues: Sequence[Cue]) -> tuple[tuple[Cue, ...], int]:
    """Take out lines that a cue repeats from the one before, as captions do that roll up; count them.

    The same words said again later, in a cue that does not follow at once, stay.
    """
    kept: list[Cue] = []
    n_repeated = 0
    before: tuple[str, ...] = ()
    for cue in cues:
        n_same = _n_carried(before, cue.lines)
        before = cue.lines
        n_repeated += n_same
        if cue.lines[n_same:]:
            kept.append(Cue(cue.lines[n_same:], cue.at, cue.until, cue.voice))
    return tuple(kept), n_repeated


def n_overlapping(cues: Sequence[Cue]) -> int:
    """Count the cues that begin before the one before them has ended."""
    ends, n = 0.0, 0
    for cue in cues:
        if cue.at is not None and cue.until is not None:
            n += cue.at < ends - 0.001
            ends = max(ends, cue.until)
    return n


def _n_carried(before: tuple[str, ...], lines: tuple[str, ...]) -> int:
    """Return how many lines at the beginning are those that the cue before ended with."""
    longest = min(len(before), len(lines))
    return next((n for n in range(longest, 0, -1) if before[-n:] == lines[:n]), 0)


def _blocks(text: str) -> Iterator[Block]:
    lines: list[str] = []
    first = 1
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            first = first if lines else number
            lines.append(line.strip())
        elif lines:
            yield Block(first, tuple(lines))
            lines = []


def _cue(block: Block) -> tuple[Cue, Fault | None]:
    """Read a block; the line of the times is the first or, below a number or a name, the second."""
    at = next((n for n, line in enumerate(block.lines[:2]) if "-->" in line), None)
    if at is None:
        is_number = block.lines[0].isdigit()
        words = block.lines[1:] if is_number else block.lines
        return _said(words, None, None), Fault(block.first, "These words have no times; they are kept.")
    times = _TIMES.match(block.lines[at])
    if times is None:
        reason = f"The times {block.lines[at][:60]!r} cannot be read; the words are kept without."
        return _said(block.lines[at + 1 :], None, None), Fault(block.first + at, reason)
    begins, ends = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
    fault = Fault(block.first + at, "The cue ends before it begins.") if ends < begins else None
    return _said(block.lines[at + 1 :], begins, max(begins, ends)), fault


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + int(seconds or 0) + float(f"0.{fraction or 0}")


def _said(lines: Sequence[str], at: float | None, until: float | None) -> Cue:
    voice = next((found[1].strip() for line in lines if (found := _VOICE.search(line))), "")
    plain = (unescape(_TAG.sub("", _VOICE.sub("", line))).strip() for line in lines)
    return Cue(tuple(line for line in plain if line), at, until, voice)
