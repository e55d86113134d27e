"""A sentence of a report -> its items: as was learnt, the table of wordings having a vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from synthesis.meetings.clauses import Clause, part_joined, part_sentence
from synthesis.meetings.cues import find_cues
from synthesis.meetings.identity import MEETING_WORD
from synthesis.meetings.learnt import Found, ItemReader, Vote
from synthesis.meetings.phrases import PRONOUNS
from synthesis.meetings.pronouns import whom
from synthesis.meetings.strength import Judge, Reading
from synthesis.meetings.subjects import antecedent, lacks_subject
from synthesis.meetings.telling import is_telling, tells_of_past
from synthesis.meetings.traits import Sentence
from synthesis.models import DecisionKind

_OF_THE_MEETING = re.compile(
    rf"\b(?:{MEETING_WORD}|group|coalitions|participants)\b[^.;]{{0,80}}?\b"
    r"(?:(?:was|were) (?:held|chaired|facilitated|moderated|convened|opened|adjourned|closed|raised)\b|"
    r"took place|met (?:on|online|for|in)\b|adjourned)|\bto order\b",
    re.I,
)
"""Tells of this meeting itself: when it was, who led it."""

_SETTLED = frozenset({"decision", "restated", "commitment"})

_CARRIES_ON = re.compile(r",?\s(?:and|or)\s(?:to|in|of|by|with|for)\s\w+ing\b.*", re.I | re.S)

_REQUEST = re.compile(r"\b(?:asked|requested|invited)\b", re.I)
"""Who is asked to do something has not promised it."""

_RELATIVE = re.compile(r"(?:which|who)\s", re.I)

_AGREED = re.compile(
    r"\b(?:that|where|when)\s(?=(?:it|there|we|they|(?:the|our)\s\w+)(?:['’]d|\s(?:had|has|was|were))\s"
    r"(?:\w+\s){0,2}?(?:agreed|decided|resolved|agreement|consensus)\b)",
    re.I,
)
"""What leads to words that say how it was settled: "DCs were reminded that" "it had been agreed"."""

_DOING = frozenset({"commitment", "conditional", "decision"})

SAME = 0.4
"""Characters that two stretches share, of those of both, from which they are taken for one item."""


class SentenceItem(NamedTuple):
    """An item of a sentence: where it stands, its words, what it amounts to, what helps to understand it."""

    start: int
    end: int
    quote: str
    reading: Reading
    context: str


class SentenceReader:
    """Reads the sentences of one report; `judge` knows its people, `reader` what other reports taught."""

    def __init__(self, judge: Judge, reader: ItemReader) -> None:
        self._judge = judge
        self._reader = reader

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
        votes = [Vote(item.start, item.end, item.reading.kind, _is_plain(item)) for item in by_rule]
        learnt = self._reader.read(sentence, self._judge, votes)
        clauses = part_sentence(sentence.text, self._judge.actors.pattern) if len(by_rule) > 1 else []
        list_starts = by_rule[0].start if clauses and all(clause.is_listed for clause in clauses) else 0
        wholes = _joined(learnt, sentence.text)
        pieces = [piece for whole in wholes for piece in self._parted(whole, sentence.text)]
        items = []
        for found in pieces:
            if found.end <= list_starts:  # the list says which: "two matters had been agreed, namely"
                continue
            own = next((item for item in by_rule if _is_of(item, found, pieces)), None)
            if own and _is_same(own, found):
                items.append(own)
            elif not self._only_tells(found, sentence.text):
                kind = own.reading.kind if own and _tells_better(own, found) else found.kind
                items.append(self._learnt_item(found._replace(kind=kind), sentence.text, before, owner))
        return [_without_lead(item, sentence.text, before) for item in items]

    def _only_tells(self, found: Found, sentence: str) -> bool:
        words = sentence[found.start : found.end]
        is_none = self._judge.begins_as_view(words) or self._judge.reaches_nothing(words)
        is_past = found.kind in {"commitment", "decision"} and tells_of_past(words, self._judge.held_on)
        return is_none or is_past or is_telling(words, found.kind, sentence[: found.start])

    def _parted(self, found: Found, sentence: str) -> list[Found]:
        """Part a list: "that A, that B and that C", "would A and would B"."""
        words = sentence[found.start : found.end]
        clauses = part_sentence(words, self._judge.actors.pattern)
        if sum(clause.is_listed for clause in clauses) >= 2:
            pieces = _found_in(sentence, found, [clause.text for clause in clauses])
            return pieces or [found]
        parts = part_joined(words, self._judge.actors.pattern, is_doing=found.kind in _DOING)
        return [
            Found(found.start + start, found.start + end, self._kind_of(words[start:end], found.kind, parts))
            for start, end in parts
        ]

    def _kind_of(self, words: str, kind: DecisionKind, parts: Sequence[tuple[int, int]]) -> DecisionKind:
        """Return the kind of a part: its own where the table of wordings reads one in it."""
        reading = self._judge.read(words) if len(parts) > 1 else None
        return reading.kind if reading else kind

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
                yield SentenceItem(start, at, clause.text, reading, context)

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


def _without_lead(item: SentenceItem, sentence: str, before: str) -> SentenceItem:
    """Begin an item that was settled where its words say so: what leads there is its context."""
    lead = _AGREED.search(item.quote) if item.reading.kind in {"decision", "restated"} else None
    if not lead:
        return item
    start, quote = item.start + lead.end(), item.quote[lead.end() :]
    return item._replace(start=start, quote=quote, context=_context(before, sentence, Clause(quote)))


def _joined(found: Sequence[Found], sentence: str) -> list[Found]:
    """Join what carries on the item before it: "contribute to its work" "and to shaping the year"."""
    joined: list[Found] = []
    for each in found:
        if (
            joined
            and joined[-1].kind == each.kind
            and _CARRIES_ON.fullmatch(sentence, joined[-1].end, each.end)
        ):
            each = joined.pop()._replace(end=each.end)
        joined.append(each)
    return joined


def _found_in(sentence: str, found: Found, texts: Sequence[str]) -> list[Found]:
    """Return texts as parts of what was found, in their order; empty if one does not stand there."""
    pieces, at = [], found.start
    for text in texts:
        start = sentence.find(text, at)
        if start < 0:
            return []
        at = start + len(text)
        pieces.append(found._replace(start=start, end=at))
    return pieces


def _is_plain(item: SentenceItem) -> bool:
    """Whether the table is seldom wrong: 673 of 726 such clauses of twenty-four hands are items."""
    kind, cue = item.reading.kind, next(iter(find_cues(item.quote)), None)
    if kind == "decision":  # "It was agreed", "After this, the group decided"
        return cue is not None and len(item.quote[: cue.start].rpartition(",")[2].split()) <= 2
    if kind == "commitment":
        return cue is not None and cue.kind == kind and not _REQUEST.search(item.quote, cue.start, cue.end)
    return kind in {"conditional", "restated"}


def _is_of(item: SentenceItem, found: Found, pieces: Sequence[Found]) -> bool:
    """Whether a piece, and no other, stands in what the table of wordings takes for an item."""
    is_inside = item.start <= found.start and found.end <= item.end
    touching = sum(item.start < each.end and each.start < item.end for each in pieces)
    return touching == 1 and (is_inside or _is_alike(item, found))


def _is_same(item: SentenceItem, found: Found) -> bool:
    """Whether the table of wordings and what was learnt found the same: a kind, and most of the words.

    Of what the table words plainly, any part will do: "undertook to state" says too little.
    """
    return item.reading.kind == found.kind and (_is_plain(item) or _is_alike(item, found))


def _tells_better(item: SentenceItem, found: Found) -> bool:
    """Whether the table of wordings tells the kind better: of what is settled, or is part of news."""
    if found.kind not in _SETTLED:
        return False
    is_part_of_news = item.reading.kind == "information" and not _is_alike(item, found)
    return item.reading.kind in _SETTLED or is_part_of_news


def _is_alike(item: SentenceItem, found: Found) -> bool:
    shared = min(item.end, found.end) - max(item.start, found.start)
    return shared > SAME * (item.end - item.start + found.end - found.start)


def _context(before: str, sentence: str, clause: Clause) -> str:
    """Return what helps to understand a quote: the words that lead to it, else what stands before."""
    if not clause.is_listed:
        ahead = sentence[: max(0, sentence.find(clause.text))].strip(" ;,")
        return ahead if len(ahead.split()) > 3 else before
    is_short = len(clause.lead.split()) < 6
    return f"{before} {clause.lead}".strip() if is_short else clause.lead
