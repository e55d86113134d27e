"""Passages in, an `Assignment` for each out: its themes with score and evidence, none, or undecided.

>>> coder = ThemeCoder(shipped_codebook())
>>> coder.assign([Passage("p:0-28", "p", 0, 28, "There were too many sessions")])[0].codings[0].theme_id
'programme_size'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synthesis.coding.codebook import shipped_codebook as shipped_codebook
from synthesis.coding.encoder import Encoder
from synthesis.coding.keywords import SMALL_WORDS, Hit
from synthesis.coding.learn import learn
from synthesis.coding.position import PositionReader
from synthesis.coding.reference import ReviewedPassage as ReviewedPassage
from synthesis.coding.stance import position_of
from synthesis.coding.words import Text, Word, is_unspaced, read_text
from synthesis.errors import CodebookError
from synthesis.models import PROPOSED_FROM, Assignment, Codebook, Coding, Outcome, Passage, Position, Span

Scores = NDArray[np.float64]

UNDECIDED_FROM = 0.42
"""Between here and the threshold, and with no theme, a passage is undecided."""

BATCH = 2_000
MAX_EVIDENCE = 3
"""Words shown where no keyword stands in the passage."""

_GRAMMAR = (
    "am are as be been but by can did do does from had has have he her his i if into is it its may me my one "
    "our she so some such than that their them then there these they this those us was we were what when "
    "where which who will with you your "
    "a au aux avec ce ces cette dans elle est etre il ils je leur leurs lui mais meme nos notre nous on ont "
    "ou par pas plus qui que sa se ses sont sur vous "
    "como con del era eran es esta este esto fue ha han lo mas mi nos nuestra nuestro pero que sin sobre son "
    "su sus"
)
GRAMMAR = frozenset(_GRAMMAR.split()) | SMALL_WORDS
"""Words that hold a sentence together: never shown as what gave a theme or a position away."""

MIN_CLAUSE = 3
"""Words that a clause needs before it can lean to a side."""

MIN_LETTERS = 8
_FILLERS = (
    "ras|na|n a|none|nothing|ok|okay|no comment|no comments|not applicable|nil|see above|same as above|"
    "no answer|nothing to add|rien a signaler|neant|sans objet|aucun commentaire|ninguno|nada|"
    "sin comentarios|no aplica|thank you|thanks|merci|gracias"
)
FILLERS = frozenset(_FILLERS.split("|"))


class ThemeCoder:
    """Codes passages to the themes of a codebook, better with each reviewed passage.

    Parameters
    ----------
    codebook : Codebook
    reviewed : sequence of ReviewedPassage
        Passages whose themes people have confirmed, or which have none.
    reference : sequence of ReviewedPassage, optional
        In the place of the shipped reference set.
    encoder : Encoder, optional
        What tells how alike passages are in meaning.

    Raises
    ------
    InputError
        If a reviewed passage names a theme that the codebook does not have.
    """

    def __init__(
        self,
        codebook: Codebook,
        reviewed: Sequence[ReviewedPassage] = (),
        reference: Sequence[ReviewedPassage] | None = None,
        encoder: Encoder | None = None,
    ) -> None:
        self.codebook = codebook
        self._scorer = learn(
            codebook, tuple(reviewed), None if reference is None else tuple(reference), encoder
        )
        self._positions = PositionReader(codebook, reviewed)

    def assign(self, passages: Sequence[Passage]) -> tuple[Assignment, ...]:
        """Code each passage by itself; the result runs parallel to `passages`.

        Raises
        ------
        CodebookError
            If the codebook has no themes to code to.
        """
        if passages and not self.codebook.themes:
            raise CodebookError("The codebook has no themes.", self.codebook.name, "Write one at least.")
        starts = range(0, len(passages), BATCH)
        return tuple(found for start in starts for found in self._assign(passages[start : start + BATCH]))

    def position(self, text: str, theme_id: str) -> Position:
        """Return the position of a text on a theme that it is known to carry; KeyError for an unknown one."""
        self.codebook.theme(theme_id)
        whole = read_text(text)
        leans, telling = self._scorer.leans([whole])[0], self._weigh_words([whole])
        read = _Read(Passage("text", "", 0, len(text), text), whole.words, [], leans, telling)
        return self._position(read, self._scorer.theme_ids.index(theme_id), [Span(0, len(text))])[0]

    def likeness(self, texts: Sequence[str], others: Sequence[str]) -> Scores:
        """Return the likeness of texts to others, 0 to 1, as the coder weighs words; shape (n, n_others)."""
        return self._scorer.likeness([*map(read_text, texts)], [*map(read_text, others)])

    def _assign(self, passages: Sequence[Passage]) -> Iterator[Assignment]:
        texts = [read_text(passage.text) for passage in passages]
        scores, leans, hits = self._scorer.score(texts)
        is_silent = [is_filler(text.words) and not found for text, found in zip(texts, hits, strict=True)]
        coded = [row for row in np.flatnonzero(scores.max(axis=1) >= PROPOSED_FROM) if not is_silent[row]]
        telling = self._weigh_words(texts[row] for row in coded)
        for row, passage in enumerate(passages):
            if is_silent[row]:
                yield Assignment(passage.id, "none")
            else:
                yield self._decide(
                    _Read(passage, texts[row].words, hits[row], leans[row], telling), scores[row]
                )

    def _weigh_words(self, texts: Iterable[Text]) -> dict[str, _Weight]:
        """Return what each word of the texts adds to each theme and to its lean, by its folded form."""
        distinct = {word.folded: word for text in texts for word in _pieces(text.words)}
        weights = self._scorer.contributions(list(distinct.values()))
        return dict(zip(distinct, map(_Weight, *weights), strict=True))

    def _decide(self, read: _Read, scores: Scores) -> Assignment:
        codings = tuple(
            self._coding(read, int(t), float(scores[t])) for t in np.flatnonzero(scores >= PROPOSED_FROM)
        )
        nearest = int(np.argmax(scores))
        near = float(scores[nearest])
        outcome: Outcome = "coded" if codings else "undecided" if near >= UNDECIDED_FROM else "none"
        return Assignment(read.passage.id, outcome, codings, self._scorer.theme_ids[nearest], round(near, 4))

    def _coding(self, read: _Read, theme: int, score: float) -> Coding:
        theme_id = self._scorer.theme_ids[theme]
        own = [(hit.start, hit.end) for hit in read.hits if hit.owner == theme_id]
        evidence = _merge(own or _telling_words(read, theme))
        position, heard = self._position(read, theme, evidence)
        return Coding(read.passage.id, theme_id, round(score, 4), position, evidence, heard)

    def _position(
        self, read: _Read, theme: int, evidence: Sequence[Span]
    ) -> tuple[Position, tuple[Span, ...]]:
        """Return the position and the words that gave it away: as learnt, else by the general rules."""
        text = read.passage.text
        if not self._scorer.stances.is_learnt[theme]:
            return self._positions.read(text, self._scorer.theme_ids[theme], evidence, read.words)
        position = position_of(
            float(read.leans[theme]),
            self._positions.has_contrast(text),
            lambda: self._clause_leans(text, theme),
        )
        return position, _merge(_leaning_words(read, theme, position))

    def _clause_leans(self, text: str, theme: int) -> list[float]:
        clauses = [read_text(text[start:end]) for start, end in self._positions.clauses(text)]
        leans = self._scorer.leans([clause for clause in clauses if len(clause.words) >= MIN_CLAUSE])
        return [float(lean) for lean in leans[:, theme]]


class _Weight(NamedTuple):
    """What one word adds to each theme, and to the lean on it; shapes (n_themes,)."""

    adds: Scores
    pulls: Scores


class _Read(NamedTuple):
    """A passage as it was read: its words, the keywords in it, how it leans, and what words add."""

    passage: Passage
    words: list[Word]
    hits: list[Hit]
    leans: Scores
    telling: dict[str, _Weight]


def _telling_words(read: _Read, theme: int) -> list[tuple[int, int]]:
    """Where no keyword stands: the words that added most to the score; one at least."""
    distinct = list({word.folded: word for word in _pieces(read.words)}.values())
    ranked = sorted(distinct, key=lambda word: -read.telling[word.folded].adds[theme])[:MAX_EVIDENCE]
    kept = [word for word in ranked if read.telling[word.folded].adds[theme] > 0] or ranked[:1]
    return [(word.start, word.end) for word in kept]


def _leaning_words(read: _Read, theme: int, position: Position) -> list[tuple[int, int]]:
    """Return the words that pulled most to the side that was found; to both where it is mixed."""
    signs = {"for": (1,), "against": (-1,), "mixed": (1, -1)}.get(position, ())
    distinct = list({word.folded: word for word in _pieces(read.words)}.values())
    kept = []
    for sign in signs:
        pulls = [(sign * float(read.telling[word.folded].pulls[theme]), word) for word in distinct]
        strongest = sorted((each for each in pulls if each[0] > 0), key=lambda each: -each[0])
        kept += [(word.start, word.end) for _, word in strongest[: MAX_EVIDENCE // len(signs)]]
    return kept


def _pieces(words: list[Word]) -> list[Word]:
    """Return the words that can be evidence: no small ones, and pairs of characters where unspaced."""
    pieces = [
        piece for word in words if word.folded not in GRAMMAR and len(word.folded) > 1 for piece in _cut(word)
    ]
    return pieces or words


def _cut(word: Word) -> Iterator[Word]:
    if word.folded.isascii() or not is_unspaced(word.folded) or len(word.folded) != word.end - word.start:
        yield word
        return
    for at in range(0, len(word.folded), 2):
        part = word.folded[at : at + 2]
        yield Word(part, part, word.start + at, word.start + at + len(part))


def is_filler(words: list[Word]) -> bool:
    """Whether a passage says nothing: "RAS", "N/A", "no comment", a bullet without a text."""
    if len(words) > MIN_LETTERS:
        return False
    letters = sum(len(word.folded) * (3 if is_unspaced(word.folded) else 1) for word in words)
    return letters < MIN_LETTERS or " ".join(word.folded for word in words) in FILLERS


def _merge(stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Join stretches that touch or overlap, in the order of the text."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Span(start, end) for start, end in merged)
