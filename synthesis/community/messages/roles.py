r"""Who the speakers are: names that people from the floor give, and roles as the text itself gives them.

>>> from synthesis.models import Turn
>>> text = "AUDIENCE: Thank you. My name is Emeka Oladunni, I'm from a small provider, private sector."
>>> turn = with_roles(text, [Turn(10, len(text), "AUDIENCE")])[0]
>>> turn.speaker, turn.role
('Emeka Oladunni', 'audience, private sector')
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from synthesis.community.messages.phrases import pattern
from synthesis.models import Turn

GROUP = re.compile(
    r"\b(?:civil[ -]society|governments?|intergovernmental(?: organi[sz]ations?)?|private[ -]sector|business|"
    r"technical[ -]community|academia|youth participant)\b",
    re.I,
)
_MODERATES = re.compile(r"\b(?:moderator|chair(?:person|man|woman)?|facilitator|host)\b", re.I)
"""A role that is in charge of the order; "chair of a coalition" on a panel is not."""

_HELPS = re.compile(
    r"\b(?:remote|online)[ -]moderator|\brapporteur|\bcaptioner|\btechnician|\binterpreter", re.I
)
_NAMES_ROLE = re.compile(
    r"(?:the )?((?:co-?)?(?:(?:remote|online|session)[ -])?"
    r"(?:moderator|chair(?:person|man|woman)?|facilitator|host|rapporteur|captioner|technician|interpreter))",
    re.I,
)
"""What stands in place of a name and is a role."""

_IS_FLOOR = re.compile(
    r"^(?:audience|floor|participant|speaker from the (?:floor|audience)|from the floor|question(?:er)?)\b",
    re.I,
)
_INTRODUCED = 2
"""Sentences from a full name on in which its role is looked for."""

_OWN_NAME = re.compile(
    r"(?:[Mm]y name is|I am|I'm|[Tt]his is)?\s*"
    r"([A-Z][\w'’-]+(?: (?:de|da|dos|van|von|el|al|bin|ben|Mc)?\s?[A-Z][\w'’-]+){1,3})(?=[,.]| from)"
)
_SAID_NAME = re.compile(r"MY NAME IS ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3})(?=[,.])")
"""In a transcript all in capitals nothing but these words tells a name."""

CHAIRS_FROM = 3
"""Phrases of somebody in charge of the order from which on an unnamed role is taken for a moderator's."""


def is_order(turn: Turn) -> bool:
    """Whether a turn is of somebody who keeps the order or the record, by the role or name that is given."""
    given = f"{turn.speaker} {turn.role}"
    return bool(
        _MODERATES.search(given.split("(")[0]) and not re.search(r"\b(?:chair|facilitator) of\b", given, re.I)
    ) or bool(_HELPS.search(given))


def with_roles(text: str, turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Name speakers from the floor as they name themselves, and give roles that the text gives."""
    named = [_from_the_floor(text, turn) for turn in turns]
    chairs = _chairs(text, named)
    roles = {
        name: _role(text, name, named, chairs)
        for name in dict.fromkeys(turn.speaker for turn in named)
        if name
    }
    return tuple(replace(turn, role=turn.role or roles.get(turn.speaker, "")) for turn in named)


def _from_the_floor(text: str, turn: Turn) -> Turn:
    if not _IS_FLOOR.match(turn.speaker):
        return turn
    opening = text[turn.start : min(turn.end, turn.start + 240)]
    found = (_SAID_NAME if opening.isupper() else _OWN_NAME).search(opening)
    group = GROUP.search(text[turn.start : min(turn.end, turn.start + 300)])
    role = "audience" + (f", {_plain(group[0])}" if group else "")
    return replace(turn, speaker=_plain(found[1]) if found else turn.speaker, role=turn.role or role)


def _chairs(text: str, turns: Sequence[Turn]) -> frozenset[str]:
    """Return who keeps the order by what they say, where no role says so: the one or two that do most."""
    if any(_MODERATES.search(f"{turn.speaker} {turn.role}") for turn in turns):
        return frozenset()
    counts: dict[str, int] = {}
    for turn in turns:
        n = len(pattern("chairing").findall(text[turn.start : turn.end]))
        counts[turn.speaker] = counts.get(turn.speaker, 0) + n
    most = max(counts.values(), default=0)
    return frozenset(name for name, n in counts.items() if n >= max(CHAIRS_FROM, most / 2) and name)


def _role(text: str, name: str, turns: Sequence[Turn], chairs: frozenset[str]) -> str:
    """Return what the text calls somebody, where it gives the full name with a group beside it."""
    if itself := _NAMES_ROLE.fullmatch(name):
        return itself[1].lower()
    parts = ["moderator"] if name in chairs else []
    own = " ".join(text[turn.start : turn.end] for turn in turns if turn.speaker == name)
    if said := re.search(r"\bI(?: a|'|’)m the (remote moderator|rapporteur)\b", own, re.I):
        parts.append(said[1].lower())
    if len(name.split()) > 1:
        parts += _introduced(text, name)
    return ", ".join(dict.fromkeys(parts))


def _introduced(text: str, name: str) -> list[str]:
    """Return how a full name is introduced: before it as a rapporteur, after it by a stakeholder group."""
    written = r"\s+".join(map(re.escape, name.split()))
    for found in re.finditer(rf"(?<!>> )(?<!\w){written}(?![\w ]*:)", text, re.I):
        before = _plain(text[max(0, found.start() - 40) : found.start()])
        near = re.split(r"(?<=[a-z])[.!?]\s", _plain(text[found.end() : found.end() + 320]))
        group = GROUP.search(" ".join(near[:_INTRODUCED]))
        parts = ["rapporteur"] if re.search(r"rapporteurs? (?:is|are|will be)$", before, re.I) else []
        if group or parts:
            return parts + ([_plain(group[0]).lower()] if group else [])
    return []


def _plain(words: str) -> str:
    return " ".join(words.split())


def speakers_of(turns: Sequence[Turn]) -> Mapping[str, str]:
    """Return the speakers in the order in which they first spoke, each with the role."""
    found: dict[str, str] = {}
    for turn in turns:
        if turn.speaker:
            found[turn.speaker] = found.get(turn.speaker) or turn.role
    return found
