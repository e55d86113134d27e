r"""The text of a session -> its turns: who spoke from where to where, in the forms that transcripts have.

>>> text = ">> ANA LIMA: Good morning.\n\n>> BO CHEN: Fewer sessions, please."
>>> [(turn.speaker, text[turn.start : turn.end]) for turn in find_turns(text)]
[('ANA LIMA', 'Good morning.'), ('BO CHEN', 'Fewer sessions, please.')]
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from synthesis.community.messages.phrases import plain_words
from synthesis.corpus.sentences import trimmed
from synthesis.models import Turn

_NAME = r"[^\W\d_][^\W_]*(?:(?:[.'’\-] ?| )[^\W\d_][^\W_]*){0,7}\.?"
_CAPTION = re.compile(
    rf"^[ \t]*>>+[ \t]*(?:(?P<name>{_NAME})(?:[ \t]*\((?P<role>[^()\n]{{1,160}})\))?[ \t]*:)?", re.M
)
_LINE = re.compile(
    rf"^[ \t]*(?:[-–—•*][ \t]+)?(?P<name>{_NAME})(?:[ \t]*\((?P<role>[^()\n]{{1,160}})\))?[ \t]*:(?=\s)", re.M
)

LONGEST_NAME = 7
"""Words of a name."""

CAPTIONS_FROM = 2
"""Captions with ">>" from which on no other form is looked for."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a turn is announced, and who speaks from there on."""

    start: int
    end: int
    speaker: str
    role: str
    is_sure: bool


def find_turns(text: str) -> tuple[Turn, ...]:
    """Return the turns in order; none where no speaker is named.

    Captions (">> NAME:") are looked for first, then "Name (role):" and "NAME:" at the beginning of a line; a
    name in small letters without a role has to stand there twice, or have two words.
    """
    marks = _captions(text)
    if len(marks) < CAPTIONS_FROM:
        marks = _lines(text)
    roles: dict[str, str] = {}
    turns = []
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        body = trimmed(text, mark.end, following.start if following else len(text))
        if mark.role:
            roles[mark.speaker] = mark.role
        if body is not None:
            turns.append(Turn(body.start, body.end, mark.speaker, roles.get(mark.speaker, "")))
    return tuple(turns)


def announced_at(text: str, start: int) -> int:
    r"""Return where the name stands that announces the turn which begins at `start`.

    >>> announced_at("Access\n\n>> CHAIR: Welcome.", 18)
    8
    """
    above = text[:start]
    found = [mark for form in (_CAPTION, _LINE) for mark in form.finditer(above)]
    return next((mark.start() for mark in found if not above[mark.end() :].strip()), start)


def _captions(text: str) -> list[_Mark]:
    return [
        _Mark(
            found.start(), found.end(), _one_line(found["name"] or ""), _one_line(found["role"] or ""), True
        )
        for found in _CAPTION.finditer(text)
    ]


def _lines(text: str) -> list[_Mark]:
    marks = [_mark(found) for found in _LINE.finditer(text) if _can_name(found["name"])]
    named = Counter(mark.speaker for mark in marks)
    known = [mark for mark in marks if mark.is_sure or named[mark.speaker] > 1 or _is_full_name(mark.speaker)]
    speakers = {mark.speaker for mark in known}
    return known if len(speakers) > 1 or any(mark.role for mark in known) else []


def _mark(found: re.Match[str]) -> _Mark:
    name, role = _one_line(found["name"]), _one_line(found["role"] or "")
    return _Mark(found.start(), found.end(), name, role, bool(role) or (name.isupper() and len(name) > 2))


def _can_name(name: str) -> bool:
    words = name.casefold().split()
    return len(words) <= LONGEST_NAME and name[:1].isupper() and plain_words("no_names").isdisjoint(words)


def _is_full_name(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 6 and sum(word[0].isupper() for word in words) >= len(words) - 1


def _one_line(words: str) -> str:
    return " ".join(words.split())


def shown_name(speaker: str) -> str:
    """Write a name of a caption as names are written.

    >>> shown_name("JOSEPHINE MBAYO-DIARRA"), shown_name("Ana de Souza"), shown_name("UNESCO REPRESENTATIVE")
    ('Josephine Mbayo-Diarra', 'Ana de Souza', 'UNESCO Representative')
    """
    if not speaker.isupper() or len(speaker) <= 2:
        return speaker
    known = plain_words("acronyms")
    return re.sub(r"[^\W_]+", lambda word: word[0] if word[0] in known else word[0].title(), speaker)
