"""A passage and the words that spoke for a theme in, what the passage wants done about it out.

These rules stand in where too few positions have been coded to learn from (`coding.stance`):

1. The phrases a codebook gives for a position speak for that side.
2. General words (cues.yaml) tell of a wish, of more, less, keeping, enough, praise, fault, support, or
   that it is to go. Which side that is depends on the theme: where its `for` wants something smaller, "less"
   and faults are for, "keep" and praise against; elsewhere wishes, "more", praise,
   support and finding it missing are for, "enough" and wanting it gone against.
3. A denial within three words before turns a word round ("should not produce").
4. Words in a clause that holds evidence of the theme count in full, those in other clauses by half.
5. The heavier side decides. Both sides and a contrast ("but"), or praise and then a contrast, are mixed, so
   is a passage whose authors say that they are divided. Nothing is unclear.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import yaml

from synthesis.coding.evidence import merge
from synthesis.coding.keywords import Hit, PhraseIndex
from synthesis.coding.reference import ReviewedPassage
from synthesis.coding.words import Word, fold, split_words
from synthesis.models import Codebook, Phrase, Position, Span, Theme

CUES = Path(__file__).with_name("cues.yaml")

OWN_PHRASE = 2.0
"""A phrase the codebook gives counts as much as two general words."""

ELSEWHERE = 0.5
DENIAL_REACH = 3
MIXED_FROM = 0.5
"""Both sides are heard where the lighter has at least this part of the heavier."""

_USUAL = {
    "wish": 1.0,
    "command": 1.0,
    "would": 0.5,
    "more": 1.0,
    "less": 0.0,
    "keep": 0.0,
    "enough": -1.5,
    "praise": 1.0,
    "fault": 1.0,
    "support": 1.0,
    "removal": -1.5,
    "stopping": -1.5,
}
_WHERE_FOR_IS_SMALLER = {
    "wish": 0.0,
    "command": 0.0,
    "would": 0.0,
    "more": -0.5,
    "less": 1.0,
    "keep": -1.0,
    "enough": 0.0,
    "praise": -1.0,
    "fault": 1.0,
    "support": 0.0,
    "removal": 1.0,
    "stopping": 1.0,
}
_SMALLER = re.compile(r"\b(?:smaller|fewer|reduc\w*|lighter|merg\w*|shrink|plus petit|moins d|menor|menos)\b")
_NEVER_TURNED = frozenset({"fault", "enough"})
"""They hold their own denial."""


class Cue(NamedTuple):
    """Words that speak for (weight > 0) or against (< 0) what a theme asks, at `text[start:end]`."""

    weight: float
    start: int
    end: int
    kind: str


class PositionReader:
    """Reads positions as a codebook means them.

    A theme has sides where the codebook says what for or against means, or people have found somebody on
    one of them; a passage on any other theme has no position.
    """

    def __init__(self, codebook: Codebook, reviewed: Sequence[ReviewedPassage] = ()) -> None:
        kinds = {kind: phrases for kind, phrases in _cues().items() if kind in _USUAL}
        self._general = PhraseIndex(kinds)
        self._divided = PhraseIndex({"divided": _cues()["divided"]})
        self._denials = frozenset(fold(phrase.text) for phrase in _cues()["denial"])
        contrasts = "|".join(re.escape(fold(phrase.text)) for phrase in _cues()["contrast"])
        self._contrast = re.compile(rf"\b(?:{contrasts})\b")
        self._clause_end = re.compile(rf"[.;!?。！？；\n]+|\b(?=(?:{contrasts})\b)")
        self._own = {theme.id: _own_phrases(theme) for theme in codebook.themes}
        found = {theme for passage in reviewed for theme in _with_side(passage)}
        self._sides = {
            theme.id: _sides(theme) for theme in codebook.themes if theme.id in found or theme.has_guide
        }

    def read(
        self, text: str, theme_id: str, evidence: Sequence[Span], words: list[Word] | None = None
    ) -> tuple[Position, tuple[Span, ...]]:
        """Return the position of a passage on a theme, and the words that gave it away.

        `evidence` says where the passage speaks of the theme; `words` is `split_words(text)` if at hand.
        """
        if theme_id not in self._sides:
            return "unclear", ()
        words = split_words(text) if words is None else words
        if divided := self.divided(words):
            return "mixed", divided
        ends = [end for _, end in self.clauses(text)]
        near = _clauses_of(evidence, ends)
        found = [
            cue if bisect_right(ends, cue.start) in near else cue._replace(weight=cue.weight * ELSEWHERE)
            for cue in self._cues(text, words, theme_id)
        ]
        contrasts = [match.start() for match in self._contrast.finditer(text.lower())]
        position = _weigh(found, contrasts)
        return position, _spans_of(found, position)

    def _cues(self, text: str, words: list[Word], theme_id: str) -> Iterator[Cue]:
        own = [
            hit for hit in _longest(self._own[theme_id].find(words)) if not self._denied_inside(words, hit)
        ]
        for hit in own:
            yield Cue(OWN_PHRASE * (1 if hit.owner == "for" else -1), hit.start, hit.end, "own")
        sides, taken = self._sides[theme_id], _Reach(own)
        for hit in self._general.find(words):
            overlaps = taken.of_those_before(hit.end) > hit.start
            if sides[hit.owner] and not overlaps and _counts(hit, text, words):
                weight = sides[hit.owner] * self._turn(words, hit)
                yield Cue(weight, hit.start, hit.end, hit.owner)

    def _denied_inside(self, words: list[Word], hit: Hit) -> bool:
        """Whether a denial has slipped into a phrase that holds none ("should *not* produce")."""
        first, last = (bisect_left(words, at, key=_start) for at in (hit.start, hit.end))
        inside = {word.folded for word in words[first:last]}
        return bool((inside & self._denials) - {word.folded for word in split_words(hit.phrase)})

    def _turn(self, words: list[Word], hit: Hit) -> int:
        """Return -1 where a denial stands just before the words, or after a wish, else 1."""
        if hit.owner in _NEVER_TURNED:
            return 1
        at = bisect_right(words, hit.start, key=_end)
        before = {word.folded for word in words[max(0, at - DENIAL_REACH) : at]}
        after = {word.folded for word in _next_words(words, hit, 2)}
        is_denied = not self._denials.isdisjoint(before)
        is_denied_after = hit.owner in ("wish", "would") and not self._denials.isdisjoint(after)
        return -1 if is_denied or is_denied_after else 1

    def divided(self, words: list[Word]) -> tuple[Span, ...]:
        """Return the words by which a passage says that its authors are of two minds; empty without any."""
        return merge((hit.start, hit.end) for hit in self._divided.find(words))

    def has_contrast(self, text: str) -> bool:
        """Whether something is set against something else ("but", "mais", "pero")."""
        return self._contrast.search(text.lower()) is not None

    def clauses(self, text: str) -> list[tuple[int, int]]:
        """Return where each clause begins and ends: cut at full stops and before contrasts."""
        cuts = [0, *(match.end() for match in self._clause_end.finditer(text.lower())), len(text)]
        return [(start, end) for start, end in pairwise(cuts) if start < end]


@cache
def _cues() -> Mapping[str, tuple[Phrase, ...]]:
    kinds: dict[str, dict[str, list[str]]] = yaml.safe_load(CUES.read_text(encoding="utf-8"))
    return {
        kind: tuple(Phrase(text, language) for language, texts in languages.items() for text in texts)
        for kind, languages in kinds.items()
    }


def _own_phrases(theme: Theme) -> PhraseIndex:
    """Index a theme's phrases for both sides, without those that stand on both."""
    sides = {"for": theme.position_for.keywords, "against": theme.position_against.keywords}
    both = {phrase.text for phrase in sides["for"]} & {phrase.text for phrase in sides["against"]}
    return PhraseIndex({side: [p for p in phrases if p.text not in both] for side, phrases in sides.items()})


class _Reach:
    """How far stretches of a text reach; a look-up each, as a passage can hold thousands."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        ordered = sorted(hits, key=_start)
        self._starts = [hit.start for hit in ordered]
        self._furthest = list(accumulate((hit.end for hit in ordered), max, initial=-1))

    def of_those_before(self, at: int) -> int:
        """Return the furthest end of the stretches that start before `at`; -1 if none does."""
        return self._furthest[bisect_left(self._starts, at)]


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Leave out a phrase that stands inside a longer one ("reduced" in "should not be reduced")."""
    longer = {n: _Reach(hit for hit in hits if hit.n_words > n) for n in {hit.n_words for hit in hits}}
    return [hit for hit in hits if longer[hit.n_words].of_those_before(hit.start + 1) < hit.end]


def _next_words(words: list[Word], hit: Hit, n: int) -> list[Word]:
    at = bisect_left(words, hit.end, key=_start)
    return words[at : at + n]


def _start(stretch: Word | Hit) -> int:
    return stretch.start


def _end(stretch: Word | Hit) -> int:
    return stretch.end


def _with_side(passage: ReviewedPassage) -> Iterator[str]:
    """Yield the themes on which a passage is known to be for or against."""
    for theme, position in zip(passage.themes, passage.positions, strict=False):
        if position in ("for", "against"):
            yield theme


def _sides(theme: Theme) -> Mapping[str, float]:
    return _WHERE_FOR_IS_SMALLER if _SMALLER.search(fold(theme.position_for.meaning)) else _USUAL


def _counts(hit: Hit, text: str, words: list[Word]) -> bool:
    """Whether a general word means what it seems: no comparison ("more than"), a command at the start."""
    if hit.owner == "more" or hit.phrase.startswith("no "):
        return not {"than", "que"} & {word.folded for word in _next_words(words, hit, 6)}
    if hit.owner in ("command", "stopping"):
        return text[: hit.start].rstrip("\"'«“-*• \t")[-1:] in ("", ".", "!", "?", ":", ";", "\n")
    return True


def _clauses_of(evidence: Sequence[Span], ends: Sequence[int]) -> set[int]:
    """Return the numbers of the clauses, given by their ends, that the evidence reaches into."""
    near: set[int] = set()
    for span in evidence:
        near.update(range(bisect_right(ends, span.start), bisect_left(ends, span.end) + 1))
    return near


def _weigh(found: Sequence[Cue], contrasts: Sequence[int]) -> Position:
    for_it = sum(cue.weight for cue in found if cue.weight > 0)
    against = -sum(cue.weight for cue in found if cue.weight < 0)
    if not for_it and not against:
        return "unclear"
    if contrasts and _hears_both(found, for_it, against, contrasts[-1]):
        return "mixed"
    return "for" if for_it > against else "against" if against > for_it else "mixed"


def _hears_both(found: Sequence[Cue], for_it: float, against: float, contrast: int) -> bool:
    """Whether both sides carry weight, or praise stands before the contrast and no wish after it."""
    if min(for_it, against) >= MIXED_FROM * max(for_it, against):
        return True
    before = {cue.kind for cue in found if cue.start < contrast}
    after = {cue.kind for cue in found if cue.start > contrast}
    return "praise" in before and not after & {"praise", "wish", "more"}


def _spans_of(found: Sequence[Cue], position: Position) -> tuple[Span, ...]:
    """Return the places of the words on the side that decided; of both where it is mixed."""
    sign = {"for": 1, "against": -1}.get(position, 0)
    places = {(cue.start, cue.end) for cue in found if not sign or cue.weight * sign > 0}
    return tuple(Span(start, end) for start, end in sorted(places))
