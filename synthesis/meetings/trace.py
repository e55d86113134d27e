"""Decisions -> the themes they answer: proposed links, each with the reason in plain words.

A decision and a contribution are worded differently, and what every sentence of a coordination meeting
holds (coalition, group, session, call) says nothing of its theme. So those words are taken away before
the coder looks, and a link needs words that the decision shares with the theme: a phrase of the codebook,
or what the coder finds likely together with a pair of words of the theme's own. The sentence before a
decision may carry the theme when the decision itself does not; that counts for less. So does a decision of
the same paragraph, where the one has "a page" and the other goes on about "the page".
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.keywords import SMALL_WORDS, PhraseIndex
from synthesis.coding.words import Word, split_words, stem
from synthesis.models import Codebook, Decision, DecisionLink, Meeting, Passage, Phrase, Theme

LIKELY = 0.55
"""Score of the coder from which a shared pair of words is enough; on the sample, chance stays below."""

BY_PHRASE = 0.75
BY_RUN = 0.65
"""Three or more words of the theme's own in a row: "MAG working groups"."""

BY_CONTEXT = 0.5
FEWEST_WORDS = 4
"""A decision with fewer words of its own is too short for the coder."""

MAX_SHOWN = 3

_LISTED = (
    "coalition coalitions dynamic dc dcs dccg coordination group groups session sessions meeting meetings "
    "call calls igf mag secretariat facilitator facilitators chair co agreed agree agreement decided "
    "decision undertook offered confirmed informed inform informing announced announce brief say says "
    "said report reported reports circulate next early late approximately month months year years week "
    "weeks day place take while when if january february march april may june july august september "
    "october november december that it its be been is are was were will would should could they their "
    "them which who what had have has as this these those or not from about than can all any other one "
    "two"
)
HOUSE_WORDS = frozenset(_LISTED.split())
"""What every sentence of a coordination meeting holds; it says nothing of a theme."""

_GENERAL = (
    "action actions communities community discuss discussion discussions follow issue issues launch launched "
    "measure measures open opened practical process specific version"
)
HOUSE_STEMS = frozenset(stem(word) for word in HOUSE_WORDS | set(_GENERAL.split()))
"""Stems of these, and of words that say as little where one word is to tell that texts belong together."""
_LINKING_WORDS = "that it its be is are was were which who this these those not as or"
_LINKING = frozenset(_LINKING_WORDS.split())
_THE = re.compile(r"\bthe ([^\W\d_]{4,})\b(?! of\b)", re.I)


class _Shared(NamedTuple):
    """Words of a text that a theme has too, as they stand in the text, and what they alone are worth."""

    words: tuple[str, ...]
    worth: float


def link_decisions(
    decisions: Sequence[Decision], meetings: Sequence[Meeting], codebook: Codebook, coder: ThemeCoder
) -> tuple[DecisionLink, ...]:
    """Propose links between decisions and themes, in the order of both.

    Parameters
    ----------
    decisions, meetings
        `meetings` hold at least those of the decisions; the words of their bodies' names are not counted.
    codebook, coder
        The themes, and the coder made for them.

    Returns
    -------
    tuple of DecisionLink
        Status "proposed", score 0 to 1, `why` for people. A decision has a link to each theme it shares
        words with, often none. A link depends on its theme and the decisions of its paragraph alone.
    """
    bodies = {meeting.id: frozenset(w.folded for w in split_words(meeting.body)) for meeting in meetings}
    plain = [without_words(d.quote, HOUSE_WORDS | bodies.get(d.meeting_id, frozenset())) for d in decisions]
    scores = _coder_scores(plain, coder)
    evidence = _Evidence(codebook)
    found = [
        list(_links(decision, likely, evidence)) for decision, likely in zip(decisions, scores, strict=True)
    ]
    paragraphs: dict[tuple[str, str], list[tuple[Decision, list[DecisionLink]]]] = {}
    for decision, links in zip(decisions, found, strict=True):
        paragraphs.setdefault((decision.meeting_id, decision.paragraph), []).append((decision, links))
    return tuple(
        link
        for decision, links in zip(decisions, found, strict=True)
        for link in links or _taken_up(decision, paragraphs[decision.meeting_id, decision.paragraph])
    )


def without_words(text: str, words: frozenset[str]) -> str:
    """Return the words of a text in their order, without these, small ones and numbers."""
    kept = [
        word
        for word in re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text)
        if word.lower() not in words | SMALL_WORDS
    ]
    return " ".join(word for word in kept if not word.isdigit())


def _coder_scores(texts: Sequence[str], coder: ThemeCoder) -> list[Mapping[str, float]]:
    passages = [
        Passage(f"decision {n}", "decisions", 0, max(1, len(text)), text or "-")
        for n, text in enumerate(texts)
    ]
    return [
        {coding.theme_id: coding.score for coding in assignment.codings}
        if len(text.split()) >= FEWEST_WORDS
        else {}
        for text, assignment in zip(texts, coder.assign(passages), strict=True)
    ]


def _links(decision: Decision, likely: Mapping[str, float], evidence: _Evidence) -> Iterator[DecisionLink]:
    for theme in evidence.themes:
        score = likely.get(theme.id, 0.0)
        own = evidence.shared(decision.quote, theme.id)
        if own and (own.worth or score >= LIKELY):
            yield _link(decision, theme, max(score, own.worth), f"shares {_listed(own.words)} with the theme")
            continue
        before = evidence.shared(decision.context, theme.id)
        if before and before.worth == BY_PHRASE:
            why = f"the words before it share {_listed(before.words)} with the theme"
            yield _link(decision, theme, BY_CONTEXT, why)


def _taken_up(
    decision: Decision, paragraph: Sequence[tuple[Decision, Sequence[DecisionLink]]]
) -> list[DecisionLink]:
    """Link a decision like the first of its paragraph that brought up the very thing it goes on about."""
    for thing in (word for word in _THE.findall(decision.quote) if word.lower() not in HOUSE_WORDS):
        brought_up = re.compile(rf"\b(?:an?|one)\s(?:[\w'’-]+\s){{0,2}}?{re.escape(thing)}\b", re.I)
        for other, links in paragraph:
            own = [link for link in links if link.score > BY_CONTEXT]
            if own and brought_up.search(other.quote):
                why = f"goes on about 'the {thing}' of a decision of its paragraph, which "
                return [
                    replace(link, decision_id=decision.id, score=BY_CONTEXT, why=why + link.why)
                    for link in own
                ]
    return []


def _link(decision: Decision, theme: Theme, score: float, why: str) -> DecisionLink:
    return DecisionLink(decision_id=decision.id, theme_id=theme.id, score=round(float(score), 2), why=why)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words[:MAX_SHOWN])


class _Evidence:
    """The words of each theme: phrases of the codebook, and the pairs of words that only one theme has."""

    def __init__(self, codebook: Codebook) -> None:
        self.themes = codebook.themes
        self._phrases = PhraseIndex({theme.id: _phrases(theme) for theme in codebook.themes})
        pairs = {theme.id: _pairs_of_theme(theme) for theme in codebook.themes}
        n_themes = Counter(pair for own in pairs.values() for pair in own)
        self._pairs = {
            theme_id: frozenset(pair for pair in own if n_themes[pair] == 1)
            for theme_id, own in pairs.items()
        }

    def shared(self, text: str, theme_id: str) -> _Shared | None:
        """Return what a text shares with a theme: its phrases, else pairs of its words; None if neither."""
        words = split_words(text)
        hits = [hit for hit in self._phrases.find(words) if hit.owner == theme_id]
        if hits:
            return _Shared(outermost([text[hit.start : hit.end] for hit in hits]), BY_PHRASE)
        pairs = self._pairs[theme_id]
        runs = _runs((a, b) for a, b in _neighbours(words) if (a.stem, b.stem) in pairs)
        if not runs:
            return None
        longest = max(n_words for _, _, n_words in runs)
        return _Shared(
            outermost([text[start:end] for start, end, _ in runs]), BY_RUN if longest >= 3 else 0.0
        )


def _phrases(theme: Theme) -> list[Phrase]:
    """Return the keywords, and those words of a position that are more than one: "too large", not "cut"."""
    guides = [*theme.position_for.keywords, *theme.position_against.keywords]
    return [*theme.keywords, *(phrase for phrase in guides if len(phrase.text.split()) > 1)]


def _pairs_of_theme(theme: Theme) -> set[tuple[str, str]]:
    texts = [theme.name, theme.definition, *theme.includes, *(phrase.text for phrase in theme.keywords)]
    return {(a.stem, b.stem) for text in texts for a, b in _neighbours(split_words(text))}


def _neighbours(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Go through the words that stand side by side, small ones left out, at least one with a meaning here."""
    kept = [word for word in words if word.folded not in SMALL_WORDS | _LINKING]
    for a, b in itertools.pairwise(kept):
        if a.folded not in HOUSE_WORDS or b.folded not in HOUSE_WORDS:
            yield a, b


def _runs(pairs: Iterable[tuple[Word, Word]]) -> list[tuple[int, int, int]]:
    """Join pairs that follow one another; return (start, end, number of words) of each run."""
    runs: list[tuple[int, int, int]] = []
    last: Word | None = None
    for a, b in pairs:
        if runs and a == last:
            runs[-1] = (runs[-1][0], b.end, runs[-1][2] + 1)
        else:
            runs.append((a.start, b.end, 2))
        last = b
    return runs


def outermost(found: Sequence[str]) -> tuple[str, ...]:
    """Return each once, without those that stand inside a longer one."""
    once = list(dict.fromkeys(found))
    return tuple(each for each in once if not any(each != other and each in other for other in once))
