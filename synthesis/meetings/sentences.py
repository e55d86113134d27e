"""A sentence of a report -> its items: as was learnt, the table of wordings having a vote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from synthesis.meetings.clauses import Clause, part_sentence
from synthesis.meetings.cues import find_cues
from synthesis.meetings.identity import MEETING_WORD
from synthesis.meetings.learnt import IN_KNOWN_WORDS, IN_OWN_WORDS, Found, ItemReader, Vote
from synthesis.meetings.phrases import PRONOUNS
from synthesis.meetings.pronouns import whom
from synthesis.meetings.strength import Judge, Reading
from synthesis.meetings.subjects import antecedent, lacks_subject
from synthesis.meetings.telling import is_telling
from synthesis.meetings.traits import Sentence
from synthesis.models import DecisionKind

_OF_THE_MEETING = re.compile(
    rf"\b(?:{MEETING_WORD}|group|coalitions|participants)\b[^.;]{{0,80}}?\b"
    r"(?:(?:was|were) (?:held|chaired|facilitated|moderated|convened|opened|adjourned|closed|raised)\b|"
    r"took place|met (?:on|online|for|in)\b|adjourned)|\bto order\b",
    re.I,
)
"""Tells of this meeting itself: when it was, who led it."""

_RELATIVE = re.compile(r"(?:which|who)\s", re.I)

SAME = 0.4
"""Characters that two stretches share, of those of both, from which they are taken for one item."""


OPENING = 5
"""Characters ahead of a wording with which a clause begins all the same: "The "."""


MOST = 3 / 4
"""Of the items of a report, that the table of wordings holds where it is trusted."""


FEW = 8
"""Items found in a report under which it cannot be told how it is worded: then the table is trusted."""


class SentenceItem(NamedTuple):
    """An item of a sentence: where it stands, its words, what it amounts to, what helps to understand it."""

    start: int
    end: int
    quote: str
    reading: Reading
    context: str
    is_plain: bool = False
    """Whether the table is seldom wrong about it: "It was agreed to meet", "If it rains, Ada will write"."""


class SentenceReader:
    """Reads the sentences of one report; `judge` knows its people, `reader` what other reports taught."""

    def __init__(self, judge: Judge, reader: ItemReader) -> None:
        self._judge = judge
        self._reader = reader
        self._trust = IN_KNOWN_WORDS

    def listen(self, sentences: Iterable[Sentence]) -> None:
        """Tell from all sentences of the report how far the table of wordings can be trusted in it.

        Where it holds most of what is found, the report is worded as the table has it.
        """
        n_held = n_found = 0
        for sentence in sentences:
            held = list(self._by_rules(sentence.text, "", ""))
            learnt = self._reader.read(sentence, self._judge)
            n_held += len(held)
            n_found += len(held) + sum(not any(_overlap(each, item) for item in held) for each in learnt)
        is_known = n_found < FEW or n_held >= MOST * n_found
        self._trust = IN_KNOWN_WORDS if is_known else IN_OWN_WORDS

    def items(self, sentence: Sentence, before: str, owner: str) -> list[SentenceItem]:
        """Read a sentence as was learnt; what the table of wordings takes for an item counts for more.

        Parameters
        ----------
        sentence : Sentence
        before : str
            The sentence before it, or the words that lead to its list.
        owner : str
            Who the item before it names, for "he" and "they".

        Returns
        -------
        list of SentenceItem
            In the order of the sentence; none overlap.
        """
        by_rule = list(self._by_rules(sentence.text, before, owner))
        if sentence.text.endswith("?") or _OF_THE_MEETING.search(sentence.text):
            return by_rule
        votes = [Vote(item.start, item.end, item.reading.kind, item.is_plain) for item in by_rule]
        learnt = self._reader.read(sentence, self._judge, votes, self._trust)
        clauses = part_sentence(sentence.text, self._judge.actors.pattern) if len(by_rule) > 1 else []
        list_starts = by_rule[0].start if clauses and all(clause.is_listed for clause in clauses) else 0
        items = []
        for found in (piece for whole in learnt for piece in self._parted(whole, sentence.text)):
            if found.end <= list_starts:  # "two matters had been agreed, namely": the list says which
                continue
            if same := next((item for item in by_rule if _is_same(item, found)), None):
                items.append(same)
            elif not is_telling(
                sentence.text[found.start : found.end], found.kind, sentence.text[: found.start]
            ):
                items.append(self._learnt_item(found, sentence.text, before, owner))
        return items

    def _parted(self, found: Found, sentence: str) -> list[Found]:
        """Part what was found where its words are a list: "that A, that B and that C"."""
        clauses = part_sentence(sentence[found.start : found.end], self._judge.actors.pattern)
        if sum(clause.is_listed for clause in clauses) < 2:
            return [found]
        pieces, at = [], found.start
        for clause in clauses:
            start = sentence.find(clause.text, at)
            if start < 0:
                return [found]
            at = start + len(clause.text)
            pieces.append(found._replace(start=start, end=at))
        return pieces

    def _by_rules(self, sentence: str, before: str, owner: str) -> Iterator[SentenceItem]:
        if sentence.endswith("?"):
            return
        at = 0
        for clause in part_sentence(sentence, self._judge.actors.pattern):
            reading = self._by_rule(clause)
            start = max(sentence.find(clause.text, at), 0)
            at = start + len(clause.text)
            if reading:
                reading = self._named(reading, clause, sentence, before, owner)
                owner = reading.owner or owner
                context = _context(before, sentence, clause)
                is_plain = _is_plain(reading.kind, clause)
                yield SentenceItem(start, at, clause.text, reading, context, is_plain)

    def _learnt_item(self, found: Found, sentence: str, before: str, owner: str) -> SentenceItem:
        quote, ahead = sentence[found.start : found.end], sentence[: found.start]
        own = self._owner(quote, found.kind, ahead, before, owner)
        context = _context(before, sentence, Clause(quote))
        return SentenceItem(found.start, found.end, quote, Reading(found.kind, own), context)

    def _owner(self, quote: str, kind: DecisionKind, ahead: str, before: str, owner: str) -> str:
        """Return who carries out an item: named in its words, or before them ("he", "and to write")."""
        if kind == "information":
            return ""
        if _RELATIVE.match(quote) and (named := antecedent(ahead + quote)):
            return named
        is_continued = kind in {"commitment", "conditional"} and lacks_subject(quote)
        own = "" if is_continued else self._judge.owner(quote, kind)
        if own.lower() in {"i", "we"}:
            return ""
        if own.lower() in PRONOUNS or is_continued:
            named = whom(own or "they", ahead, before, owner)
            return named or self._judge.actors.last(ahead) or self._judge.actors.first(before)
        if not own and kind in {"commitment", "conditional"}:
            return self._judge.actors.last(ahead)
        return own

    def _by_rule(self, clause: Clause) -> Reading | None:
        """Judge a clause; one of a list stands under the words that lead to it."""
        if not clause.is_listed:
            return self._judge.read(clause.text)
        if self._judge.is_view(clause.lead):
            return None
        lead = self._judge.read(clause.lead)
        if lead is None:
            return self._judge.read(clause.text)
        actors = self._judge.actors
        owner = actors.at_start(clause.text) or self._judge.owner_of_decided(clause.text)
        return Reading(lead.kind, owner or lead.owner)

    def _named(self, reading: Reading, clause: Clause, sentence: str, before: str, owner: str) -> Reading:
        """Put a name where the table of wordings found a pronoun or nobody."""
        if reading.owner and reading.owner.lower() not in PRONOUNS:
            is_part = reading.kind in {"commitment", "conditional"}
            fuller = self._judge.owner(clause.text, reading.kind) if is_part else ""
            is_same = fuller and (reading.owner in fuller or fuller in reading.owner)
            return reading._replace(owner=fuller if is_same else reading.owner)
        ahead = sentence[: max(0, sentence.find(clause.text))]
        return reading._replace(owner=self._owner(clause.text, reading.kind, ahead, before, owner))


def _overlap(found: Found, item: SentenceItem) -> bool:
    return found.start < item.end and item.start < found.end


def _is_plain(kind: DecisionKind, clause: Clause) -> bool:
    """Whether the table is seldom wrong about such a clause: in 79 of 92 of those to learn from."""
    if kind in {"conditional", "commitment"}:
        return kind == "conditional"
    cue = next(iter(find_cues(clause.lead or clause.text)), None)
    return cue is not None and cue.start <= OPENING


def _is_same(item: SentenceItem, found: Found) -> bool:
    """Whether the table of wordings and what was learnt found the same: a kind, and most of the words."""
    shared = min(item.end, found.end) - max(item.start, found.start)
    return item.reading.kind == found.kind and shared > SAME * (
        item.end - item.start + found.end - found.start
    )


def _context(before: str, sentence: str, clause: Clause) -> str:
    """Return what helps to understand a quote: the words that lead to it, else what stands before."""
    if not clause.is_listed:
        ahead = sentence[: max(0, sentence.find(clause.text))].strip(" ;,")
        return ahead if len(ahead.split()) > 3 else before
    is_short = len(clause.lead.split()) < 6
    return f"{before} {clause.lead}".strip() if is_short else clause.lead
