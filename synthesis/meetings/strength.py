"""A clause -> what it amounts to, one of the kinds of an item or nothing, and by whom.

>>> judge = Judge(Meeting(id="m", title="t"))
>>> judge.read("The Secretariat undertook to write.")
Reading(kind='commitment', owner='Secretariat')
>>> judge.read("It was hoped that the Secretariat would write.") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from synthesis.meetings.cues import CONDITION, CONSIDERS, EARLIER_MEETING, NAMED_MEETING, FoundCue, find_cues
from synthesis.meetings.dates import find_dates
from synthesis.meetings.identity import MEETING_WORD
from synthesis.meetings.owners import Actors
from synthesis.meetings.phrases import PRONOUNS, without_article
from synthesis.meetings.subjects import find_doer, find_tasked
from synthesis.models import DecisionKind, Meeting


class Reading(NamedTuple):
    """What a clause amounts to; `owner` may be a pronoun that its surroundings explain."""

    kind: DecisionKind
    owner: str = ""


OPENING = 5
"""Characters ahead of a wording with which a clause begins all the same: "The "."""


class _Promise(NamedTuple):
    start: int
    owner: str


_MODAL = re.compile(
    r"(?:\b(?:will|would|shall|is to|are to|was to|were to|is going to|are going to|intends? to|"
    r"plans? to)|[’']ll)\s(?:(?:also|then|each|now|first|\w+ly)\s)?"
    r"(?P<verb>\w+)(?:\s(?:\w+ly\s)?(?P<done>\w+))?",
    re.I,
)
_WISHES_WORDS = (
    "like prefer welcome appreciate have need benefit lose want wish agree mean seem remain require "
    "depend allow enable cost suffer feel find love become understand know support not include last focus "
    "contain continue help"
)
_WISHES = frozenset(_WISHES_WORDS.split())
"""What a subject would do without promising anything."""

_DONE_WORDS = (
    "circulated sent shared published posted prepared drafted organised organized convened scheduled "
    "created collected updated uploaded distributed finalised finalized submitted contacted presented "
    "reviewed revised added completed issued compiled translated launched invited asked made produced "
    "adopted forwarded drawn opened requested announced"
)
_DONE = frozenset(_DONE_WORDS.split())
"""Participles after "will be" that tell of a task, with or without somebody to do it."""

_DOES_WORDS = (
    "send draft write circulate share post publish prepare compile collect contact check verify report "
    "coordinate organise organize arrange convene liaise chase forward update upload finish complete "
    "submit produce translate review edit take handle clarify find investigate moderate facilitate lead "
    "ask invite present fix add try approach sound speak propose revise finalise finalize follow work "
    "look bring provide talk notify make give help set put reword explore raise transmit confirm attend "
    "represent seek gather"
)
DOES = frozenset(_DOES_WORDS.split())
"""What only people and bodies do, whatever they are called: "Wim will draft the questions"."""

_NEWS = frozenset(["published", "launched", "announced", "issued"])
"""What will be so by nobody that is named is news: 8 of 11 such sentences of the hands, none a task."""

_WILL = ("will", "would", "shall", "’", "'")
_THE_BODY = frozenset(["group", "coalition", "committee", "council", "forum", "network", "mag"])
"""Names that a body gives itself: what it will do as a whole, it has decided."""

_OFFICE = frozenset(["responsible", "in", "asked", "invited", "tasked", "leading", "available", "the"])
_SHOULD = re.compile(r"\b(?:should|would|will|shall|must|need to|needs to|is to|are to|to)\b", re.I)
_GROUP = re.compile(
    r"\b(?:group|call|meeting|participants|members|attendees|coalitions|DCs|DCCG|committee|forum|MAG|"
    r"everyone|all|we)$",
    re.I,
)


_HELD_AS_AGREED = re.compile(
    rf"\b(?:{MEETING_WORD}|group|coalitions|participants)\b[^.;]{{0,160}}?"
    r"\b(?:(?:was|were) (?:held|convened|opened)|took place|met|convened)\b"
    r"(?:(?!\sand\b)[^.;]){0,160}?\bas (?:\w+\s){0,3}?(?:agreed|decided)$",
    re.I,
)
"""How a report opens: it tells of the meeting itself, and that its day was agreed is by the way."""


_EMPOWERED = re.compile(
    r"\b(?:(?:was|were|is|are|has been|have been)\s(?:\w+ly\s)?(?:authori[sz]ed|designated|appointed|elected|"
    r"nominated|mandated|cleared|empowered|given|granted|asked|left)|"
    r"had been (?:requested|tasked|mandated|entrusted)|"
    r"(?:has|have|had)\s(?:now\s)?(?:a\s)?free hand|remain(?:s|ed)? in charge|gets?|got)\b",
    re.I,
)
"""What gives its subject something to do, or leave to do it."""


_NEXT = re.compile(r"\bnext\b", re.I)
_NOBODY = re.compile(r"\bno\s(?:[\w-]+\s){1,2}$", re.I)
"""Who is not to act: "no coalition would have more than four minutes"."""

_WHAT = re.compile(r"\b(?:that|to)\b")
"""Words that lead from a verb of deciding to what was decided: days beyond are no day of the decision."""

_TO_BE_DONE = re.compile(r"\bbe \w+", re.I)


class Judge:
    """Reads the clauses of one meeting's report."""

    def __init__(self, meeting: Meeting) -> None:
        self.actors = Actors(meeting)
        self.held_on = meeting.held_on
        self._title = f"{meeting.title} {meeting.body or ''}"

    def read(self, clause: str) -> Reading | None:
        """Return what a clause amounts to; None for views, wishes and mere telling."""
        cues = find_cues(clause)
        promise = next(self._promises(clause), None)
        governing = cues[0] if cues else None
        if governing and (governing.is_strong or promise is None or governing.start <= promise.start):
            return self._by_cue(clause, governing, promise)
        if promise and self._is_the_body(promise.owner) and not is_conditional(clause):
            return Reading("decision", promise.owner)
        if promise:
            return Reading("conditional" if is_conditional(clause) else "commitment", promise.owner)
        return None

    def _is_the_body(self, owner: str) -> bool:
        """Whether the whole body acts, by the name that it gives itself or by that in its title."""
        is_named = (
            owner[:1].isupper()
            and not owner.endswith("s")
            and re.search(rf"\b{re.escape(owner)}\b", self._title)
        )
        return owner.lower() in _THE_BODY or bool(is_named)

    def owner(self, clause: str, kind: DecisionKind) -> str:
        """Return who is to carry out an item of this kind, maybe a pronoun; '' if its words name nobody."""
        reading = self.read(clause)
        by_rule = reading.owner if reading else ""
        if kind in {"decision", "restated"}:
            return by_rule or self.owner_of_decided(clause) or find_tasked(clause)
        if asked := self.actors.asked(clause):
            return without_article(asked["who"])
        known = by_rule or self.actors.opening(clause)
        doer = find_doer(clause)
        if by_rule and without_article(clause).startswith(by_rule) and not doer.startswith(by_rule):
            return by_rule
        return doer or known or self.actors.agent(clause) or self.actors.first_doing(clause)

    def is_view(self, clause: str) -> bool:
        """Whether an opinion governs a clause, or it says that nothing was decided."""
        cues = find_cues(clause)
        return bool(cues) and cues[0].kind in {"view", "none reached"}

    def begins_as_view(self, clause: str) -> bool:
        """Whether a clause begins with an opinion: "It was hoped that"."""
        cues = find_cues(clause)
        return self.is_view(clause) and cues[0].start <= OPENING

    def reaches_nothing(self, clause: str) -> bool:
        """Whether a clause says that nothing was decided: "It was not agreed to merge them"."""
        cues = find_cues(clause)
        if not cues or cues[0].kind != "none reached":
            return False
        return all(cue.kind != "decision" or cue.end == cues[0].end for cue in cues)

    def _by_cue(self, clause: str, cue: FoundCue, promise: _Promise | None) -> Reading | None:
        if cue.kind in {"view", "none reached"}:
            return None
        if cue.kind == "decision":
            return self._decision(clause, cue)
        if cue.kind in {"commitment", "conditional"}:
            owner = self._promiser(clause, cue, promise)
            if self._is_the_body(owner) and clause[cue.start : cue.end].lower() == "agreed to":
                return Reading("decision", owner)
            is_open = cue.kind == "conditional" or is_conditional(clause)
            return Reading("conditional" if is_open else "commitment", owner)
        if cue.kind == "information":
            return Reading("information") if not _is_mere_possibility(clause) else None
        is_by_the_way = _HELD_AS_AGREED.search(clause[: cue.end])
        return None if is_by_the_way else Reading("restated", self._tasked_before(clause, cue))

    def _tasked_before(self, clause: str, cue: FoundCue) -> str:
        """Return who was to do what is told again: 'each coalition had been requested to send it'."""
        own, given = self.owner_of_decided(clause[cue.start :]), _EMPOWERED.search(clause)
        if own or not given:
            return own
        ahead = clause[: given.start()]
        own = self.actors.subject_before(ahead) or self.actors.named_before(ahead)
        return self.actors.last(ahead) if own in PRONOUNS else own

    def _decision(self, clause: str, cue: FoundCue) -> Reading:
        subject = self.actors.first(clause[: cue.end])
        is_promise = clause[cue.start : cue.end].lower().startswith("and ") and clause[cue.end :].startswith(
            " to "
        )
        if is_promise and subject and not _GROUP.search(subject):
            return Reading("commitment", subject)
        owner = self.owner_of_decided(clause[cue.end :])
        if not owner and _EMPOWERED.search(clause[: cue.end]):
            owner = self.actors.subject_before(clause[: cue.start])
        return Reading("restated" if self._is_of_earlier_meeting(clause, cue) else "decision", owner)

    def owner_of_decided(self, decided: str) -> str:
        """Return who is to carry out what was decided, '' if nobody is named."""
        if asked := self.actors.asked(decided):
            return asked["who"].removeprefix("the ")
        for that in re.finditer(r"\bthat\s", decided[:300]):
            if owner := self.actors.at_start(decided[that.end() :]):
                return owner
        for modal in _SHOULD.finditer(decided[:300]):
            owner = self.actors.subject_before(decided[: modal.start()])
            if owner and _NOBODY.search(decided[: modal.start()]):
                continue
            if owner and owner not in {"it", "i", "we"}:
                return owner
        return self.actors.agent(decided) if _TO_BE_DONE.search(decided) else ""

    def _promiser(self, clause: str, cue: FoundCue, promise: _Promise | None) -> str:
        ahead = clause[: cue.start]
        own = self.actors.subject_before(ahead) or self.actors.named_before(ahead)
        if own in PRONOUNS or not own:
            own = self.actors.last(clause[: cue.start]) or own
        return own or (promise.owner if promise else "")

    def _promises(self, clause: str) -> Iterator[_Promise]:
        """Find 'X will do Y', 'Y will be done (by X)', 'asked X to do Y'."""
        if asked := self.actors.asked(clause):
            yield _Promise(asked.start(), asked["who"].removeprefix("the "))
        for modal in _MODAL.finditer(clause):
            verb, done = modal["verb"].lower(), (modal["done"] or "").lower()
            if verb in _WISHES:
                continue
            subject = self._subject(clause[: modal.start()])
            if not subject and verb in DOES:
                subject = self.actors.named_before(clause[: modal.start()])
            if verb != "be" and subject:
                yield _Promise(modal.start(), subject)
            elif (
                verb == "be"
                and not (done in _NEWS and not self.actors.agent(clause[modal.end() :]))
                and modal.group().lower().startswith(_WILL)
                and (done in _DONE or done == "considered")
            ):
                yield _Promise(modal.start(), self.actors.agent(clause[modal.end() :]))
            elif verb == "be" and (agent := self.actors.agent(clause[modal.end() :])):
                yield _Promise(modal.start(), agent)
            elif verb == "be" and subject and (done in _OFFICE or done.endswith("ing")):
                yield _Promise(modal.start(), subject)

    def _subject(self, before: str) -> str:
        """Return the subject of a verb; in 'the group took note and will' it stands at the beginning."""
        subject = self.actors.subject_before(before)
        if not subject and re.search(r"\b(?:and|but)\s$", before):
            return self.actors.opening(before)
        return subject

    def _is_of_earlier_meeting(self, clause: str, cue: FoundCue) -> bool:
        """Whether a decision was taken on an earlier call: named so, or by its day, right beside the verb."""
        behind = _WHAT.split(clause[cue.end : cue.end + 45])[0]
        near = clause[: cue.end] + behind
        if EARLIER_MEETING.search(near) or NAMED_MEETING.search(near):
            return True
        if not self.held_on:
            return False
        for found in find_dates(near):
            day = found.nearest(self.held_on)
            is_of_call = re.search(
                r"\b(?:call|meeting|on|session)\s(?:of|on|held on)?\s?$", near[: found.start], re.I
            )
            if day and day < self.held_on and is_of_call and not _NEXT.search(near[: found.start]):
                return True
        return False


def is_conditional(clause: str) -> bool:
    """Whether a promise hangs on something, or is one to think only."""
    return bool(CONSIDERS.search(clause) or CONDITION.search(clause))


def _is_mere_possibility(clause: str) -> bool:
    return bool(re.search(r"\b(?:could|might|may)\sbe\b", clause, re.I))
