"""A paragraph -> sentences -> clauses: one clause for each thing that can be decided.

>>> [c.text for c in part_sentence("It was agreed that A should stay; and that B should go.", "")]
['A should stay', 'B should go.']
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

LONGEST = 2_000
"""Characters of a sentence that are read for cues: nobody quotes a longer one."""

FEWEST_WORDS = 4
"""Words of a clause that can stand by itself: "this was granted" can't."""

_STOP = re.compile(r"[.!?][\"'’”)\]*]*\s+(?=[\"'‘“(\[*]*[A-Z\dÀ-Þ])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:St|Mr|Ms|Mrs|Dr|Prof|No|Nr|vs|approx|ca|cf|incl|max|min|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|"
    r"\b[A-Z]|e\.g|i\.e|a\.m|p\.m|U\.N)\.$"
)
_OF_NUMBER = re.compile(r"\b(?:nos?|paras?|fig|sec|ch|pp?|vol|max|min)\.$", re.I)
"""What is cut short before a number."""

_INITIAL = re.compile(r"\b[A-Z]\.$")
_NEW_SENTENCE = re.compile(
    r"(?:The|This|That|These|It|There|He|She|They|We|In|On|At|As|For|No|Not|If|So|But|And|Both|All|Next|Then|"
    r"However|Some|Several|After|An)\s"
)
"""Words with which a sentence begins after an initial that ends one: "by Mr. W. The form"."""

_THAT_LIST = re.compile(r"\s*;\s*(?:and\s+|or\s+)?(?=that\b)|,?\s+and\s+(?=that\b)|,\s+(?=that\b)", re.I)
_FIRST_THAT = re.compile(
    r"(?:(?:\b(?:namely|were|was|are|is|(?:agreed|decided|resolved)(?:\s(?!that\s)[\w-]+){0,3}?"
    r"(?:\son\sthat\s\w+)?|settled|concluded|agreement|consensus|following|"
    r"follows|informed|announced|confirmed|reported|(?:told|apprised|informed)\s(?:\w+\s){1,3}?|"
    r"notice(?:\sof\s\w+)?)\b|:),?\s+)(?=that\b)",
    re.I,
)
_TO_LIST = re.compile(r"\b(?:agreed|decided|resolved|undertook|offered)(?:\sto\s|:\s?to\s)", re.I)
_AND_TO = re.compile(r"(?:,|;)?\s+and\s+(?=to\s[a-z]+\b)|[,;]\s+(?=to\s[a-z]+\b)")
_LETTERED = re.compile(r"(?:^|(?<=[\s:;,]))\(?(?:[a-h]|[ivx]{1,4}|\d)\)\s+", re.I)
_SEMICOLON = re.compile(r"\s*;\s+(?:and\s+)?")
_STRONG = re.compile(
    r"\b(?:agreed|decided|resolved|settled|concluded|agreement|consensus|informed|announced|confirmed|told|"
    r"apprised|reported|notice|noted)\b",
    re.I,
)


_AND_THAT = re.compile(r",?\s(?:and|but)\s(?:(?:also|further)\s)?(?=that\s)", re.I)
_DOES = (
    r"(?:will|would|shall|should|must|(?:is|are|was|were|(?:had|has|have) been)\s(?:(?:also|then)\s)?"
    r"(?:invited|asked|requested|entrusted|tasked|mandated|going to|to)|undertook|"
    r"volunteered|promised|reported|informed)"
)
_IT_WAS = (
    r"(?:it|there)\s(?:had|has|was|is)\s(?:\w+\s){0,2}?(?:agreed|decided|resolved|settled|approved|asked)"
)
_AND_WOULD = re.compile(r",?\s(?:and|but)\s(?=(?:would|will|is to|are to)\s)", re.I)
_WOULD = re.compile(r"\b(?:would|will|is to|are to)\b", re.I)
_THAT = re.compile(r"\bthat\s", re.I)


class Clause(NamedTuple):
    """Words of a sentence that can be an item, with the words that lead to them."""

    text: str
    lead: str = ""
    is_listed: bool = False


def part_sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, each as it stands there."""
    sentences, start = [], 0
    for match in _STOP.finditer(text):
        if _is_stop(
            text[max(start, match.start() - 8) : match.start() + 1], text[match.end() : match.end() + 12]
        ):
            sentences.append(text[start : match.end()].strip())
            start = match.end()
    return [sentence for sentence in [*sentences, text[start:].strip()] if sentence]


def _is_stop(written: str, ahead: str) -> bool:
    """Whether a stop ends a sentence, by the characters up to it and what is ahead."""
    if _OF_NUMBER.search(written):
        return not ahead[:1].isdigit()
    return not _ABBREVIATION.search(written) or bool(_INITIAL.search(written) and _NEW_SENTENCE.match(ahead))


def part_sentence(sentence: str, actor: str) -> list[Clause]:
    """Part a sentence into the clauses that can each hold an item.

    Parameters
    ----------
    sentence : str
    actor : str
        Pattern of those who can act (`Actors.pattern`): ", and the Secretariat would ..." begins a clause.
    """
    if len(sentence) > LONGEST:
        return []
    for part in (_lettered, _that_list, _to_list):
        if clauses := part(sentence):
            return clauses
    halves = _SEMICOLON.split(sentence)
    if any(len(half.split()) < FEWEST_WORDS for half in halves):
        halves = [sentence]
    return [
        Clause(piece) for half in halves for piece in _before_new_subject(half, actor) if piece.strip(" .;,")
    ]


def _listed(lead: str, pieces: list[str]) -> list[Clause]:
    trimmed = [re.sub(r"^(?:and|or)\s+", "", piece.strip(" ;,\n"), flags=re.I).strip() for piece in pieces]
    bare = [re.sub(r"^that\s+", "", piece, flags=re.I) for piece in trimmed]
    return [Clause(piece, lead.strip(), True) for piece in bare if len(piece) > 3]


def _lettered(sentence: str) -> list[Clause]:
    """Part 'It was agreed to (a) ...; and (b) ...'."""
    marks = list(_LETTERED.finditer(sentence))
    if len(marks) < 2:
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(sentence)]
    pieces = [
        re.sub(r"[\s,;]+and$", "", sentence[mark.end() : end].strip(" ;,"))
        for mark, end in zip(marks, ends, strict=True)
    ]
    return _listed(sentence[: marks[0].start()], pieces)


def _that_list(sentence: str) -> list[Clause]:
    """Part '..., namely that A; and that B', 'It was agreed that A and that B'."""
    first = _FIRST_THAT.search(sentence)
    if not first:
        return []
    lead, rest = sentence[: first.end()], sentence[first.end() :]
    is_strong = bool(_STRONG.search(lead))
    cuts = [
        cut
        for cut in _THAT_LIST.finditer(rest)
        if ";" in cut.group() or (is_strong and ("and" in cut.group() or " and that " in rest))
    ]
    if not cuts:
        return []
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(rest)]
    return _listed(lead, [rest[start:end] for start, end in zip(starts, ends, strict=True)])


def _to_list(sentence: str) -> list[Clause]:
    """Part 'The group agreed to ask for A and to publish B'."""
    first = _TO_LIST.search(sentence)
    if not first:
        return []
    rest_at = first.end()
    pieces = _AND_TO.split(sentence[rest_at:])
    if len(pieces) < 2 or not _AND_TO.search(sentence[rest_at:]) or " and to " not in sentence[rest_at:]:
        return []
    lead = sentence[:rest_at].removesuffix("to ").strip()
    return [Clause(sentence[: rest_at + len(pieces[0])]), *_listed(lead, pieces[1:])]


def part_joined(words: str, actor: str, *, is_doing: bool) -> list[tuple[int, int]]:
    """Part "that A and that B", "X would A and Y will B", and where somebody acts, "would A and would B".

    >>> words = "he would take note of it and would send a clean copy"
    >>> [words[start:end] for start, end in part_joined(words, "", is_doing=True)]
    ['he would take note of it', 'would send a clean copy']
    """
    cuts = [cut for cut in _AND_THAT.finditer(words) if _THAT.search(words, 0, cut.start())]
    cuts = cuts or [
        cut for cut in _other_subject(actor).finditer(words) if _ACTS.search(words, 0, cut.start())
    ]
    if not cuts and is_doing:
        cuts = [cut for cut in _AND_WOULD.finditer(words) if _WOULD.search(words, 0, cut.start())]
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(words)]
    pieces = list(zip((_after_that(words, start) for start in starts), ends, strict=True))
    is_whole = any(len(words[start:end].split()) < FEWEST_WORDS - 1 for start, end in pieces)
    return [(0, len(words))] if is_whole else pieces


def _after_that(words: str, start: int) -> int:
    that = _THAT.match(words, start)
    return that.end() if that else start


def _before_new_subject(half: str, actor: str) -> list[str]:
    """Part 'X undertook to write, and Y would answer' before Y; 'X and Y will' stays whole."""
    cuts = [*_new_subject(actor).finditer(half), *_other_subject(actor).finditer(half)]
    pieces, start = [], 0
    for match in sorted(cuts, key=lambda cut: cut.start()):
        if match.start() < start:
            continue
        if _ACTS.search(half[start : match.start()]):
            pieces.append(half[start : match.start()].strip())
            start = match.end()
    return [*pieces, half[start:].strip()]


_VERBS = (
    r"(?:will|would|shall|undertook|offered|volunteered|promised|agreed|is to|are to|"
    r"(?:was|were) (?:asked|requested|invited|tasked|mandated|entrusted))"
)
_ACTS = re.compile(
    rf"\b(?:{_VERBS}|should|must|decided|resolved|settled|approved|adopted|informed|announced|confirmed|"
    rf"agreement|consensus)\b|\bto\s[a-z]+",
    re.I,
)


@lru_cache(maxsize=4)
def _new_subject(actor: str) -> re.Pattern[str]:
    who = actor or r"\w+"
    return re.compile(rf",?\s+(?:and|while|whereas|but|whilst)\s+(?={who}\s(?:\w+ly\s)?{_VERBS}\b)", re.I)


@lru_cache(maxsize=4)
def _other_subject(actor: str) -> re.Pattern[str]:
    """Return what joins an item to one of somebody else: 57 of 62 such joints of the hands part two items."""
    someone = r"he|she|they|(?-i:[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?)"
    who = rf"(?:(?:the|each|all|every)\s(?:[\w-]+\s)?)?{actor}|{someone}" if actor else someone
    return re.compile(
        r"(?:,?\s(?:and|while|whereas|but|whilst)\s(?:(?:also|then|where)\s)*|;\s(?:and\s)?|,\safter which\s|"
        r",?\son the understanding that\s)"
        rf"(?=(?:{who})\s(?:(?:also|then|\w+ly)\s)?{_DOES}\b|{_IT_WAS}\b)",
        re.I,
    )
