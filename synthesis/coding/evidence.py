"""The words of a passage and what each weighs in, those that gave a theme or a position away out.

>>> merge([(8, 12), (0, 3), (4, 7)])
(Span(start=0, end=12),)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from synthesis.coding.keywords import SMALL_WORDS
from synthesis.coding.words import Word, fold, is_unspaced
from synthesis.models import Position, Span

MOST = 3
"""Words shown where no keyword stands in the passage."""

_GRAMMAR = (
    "am are as be been but by can did do does from had has have he her his i if into is it its may me my "
    "one our she so some such than that their them then there these they this those us was we were what "
    "when where which who will with you your a au aux avec ce ces cette dans elle est etre il ils je leur "
    "leurs lui mais meme nos notre nous on ont ou par pas plus qui que sa se ses sont sur vous como con del "
    "era eran es esta este esto fue ha han lo mas mi nuestra nuestro pero sin sobre son su sus als auch auf "
    "aus bei bis das dass dem den der des die durch ein eine einem einen einer eines er fur haben hatte ich "
    "ihr ihre im ist mit nach oder sehr sein sich sie sind uber um und uns unser unsere vom von vor waren "
    "weil wenn werden wie wir wird wurde wurden zu zum zur ao aos da dele ela ele eles em essa esse foi "
    "foram isso ja na nas num numa os pela pelo pelos quando sao ser seu seus sua suas tem uma а бы был "
    "была были было быть в вы где для до его ее если есть еще и из или их к как когда который которая "
    "которые ли мы на над но о об он она они от по под при с так также то того только у уже что чтобы эта "
    "эти это этот я أن إن إلى أو أي التي الذي الذين بعد بين تم حتى على عن عند في قبل كان كانت كل كما ما مع "
    "من منذ هذا هذه هل هناك هو هي و"
)
_GENERAL = (
    "make makes made making take takes took taken taking get gets got give gives given go goes went come "
    "comes came say says said see seen put use used using let year years month months week weeks day days "
    "today next last january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday faire fait font annee annees an ans mois "
    "semaine semaines jour jours hacer hecho ano anos mes meses semana semanas dia dias machen gemacht jahr "
    "jahre jahren monat woche tag tage alles man fazer feito год года году лет месяц неделя"
)
GRAMMAR = frozenset(fold(_GRAMMAR).split()) | SMALL_WORDS
"""Words that hold a sentence together."""

UNTELLING = GRAMMAR | frozenset(_GENERAL.split())
"""These, general verbs and the calendar: never shown as what gave a theme or a position away."""


class Weighed(NamedTuple):
    """A word of a passage at `text[start:end]`, what it adds to each theme, and to the lean on it."""

    start: int
    end: int
    adds: Sequence[float]
    pulls: Sequence[float]


def telling_words(words: Sequence[Weighed], theme: int) -> list[tuple[int, int]]:
    """Return the words that added most to a theme's score; one at least."""
    ranked = sorted(words, key=lambda word: -word.adds[theme])[:MOST]
    kept = [word for word in ranked if word.adds[theme] > 0] or ranked[:1]
    return [(word.start, word.end) for word in kept]


def leaning_words(words: Sequence[Weighed], theme: int, position: Position) -> list[tuple[int, int]]:
    """Return the words that pulled most to the side that was found; to both where it is mixed."""
    signs = {"for": (1,), "against": (-1,), "mixed": (1, -1)}.get(position, ())
    kept = []
    for sign in signs:
        pulls = [(sign * word.pulls[theme], word) for word in words]
        strongest = sorted((each for each in pulls if each[0] > 0), key=lambda each: -each[0])
        kept += [(word.start, word.end) for _, word in strongest[: MOST // len(signs)]]
    return kept


def pieces(words: list[Word]) -> list[Word]:
    """Return the words that can be evidence, each form once where it stands last.

    No small ones, and pairs of characters where unspaced; all words where nothing else is left.
    """
    long = [word for word in words if word.folded not in UNTELLING and len(word.folded) > 1]
    cut = [piece for word in long for piece in _cut(word)]
    return list({word.folded: word for word in cut or words}.values())


def _cut(word: Word) -> Iterator[Word]:
    if word.folded.isascii() or not is_unspaced(word.folded) or len(word.folded) != word.end - word.start:
        yield word
        return
    for at in range(0, len(word.folded), 2):
        part = word.folded[at : at + 2]
        yield Word(part, part, word.start + at, word.start + at + len(part))


def merge(stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Join stretches that touch or overlap, in the order of the text."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Span(start, end) for start, end in merged)
