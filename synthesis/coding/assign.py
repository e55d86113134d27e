"""Passages in, an `Assignment` for each out: its themes with score and evidence, none, or undecided.

>>> from synthesis.coding.codebook import shipped_codebook
>>> coder = ThemeCoder(shipped_codebook())
>>> coder.assign([Passage("p:0-28", "p", 0, 28, "There were too many sessions")])[0].codings[0].theme_id
'programme_size'
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synthesis.coding.context import NO_CONTEXT, Context
from synthesis.coding.encoder import Encoder
from synthesis.coding.evidence import Weighed, leaning_words, merge, pieces, telling_words
from synthesis.coding.keywords import Hit
from synthesis.coding.languages import languages_of
from synthesis.coding.learn import learn
from synthesis.coding.matters import mixed, sentences_of, with_sentences
from synthesis.coding.neighbours import with_neighbours
from synthesis.coding.position import PositionReader
from synthesis.coding.questions import with_questions
from synthesis.coding.reference import ReviewedPassage, shipped_reference
from synthesis.coding.score import Learnt, Scorer
from synthesis.coding.stance import may_be_mixed, position_of
from synthesis.coding.words import Text, is_unspaced
from synthesis.corpus.addresses import without_addresses
from synthesis.corpus.fillers import says_nothing
from synthesis.corpus.language import certain_language
from synthesis.errors import CodebookError
from synthesis.models import PROPOSED_FROM, Assignment, Codebook, Coding, Outcome, Passage, Position, Span

Matrix = NDArray[np.float64]

UNDECIDED_FROM = 0.42
"""Between here and the threshold, and with no theme, a passage is undecided."""

BATCH = 2_000
"""Passages coded at once, so that what is held for them stays small."""

MIN_CLAUSE = 3
"""Words that a clause needs before it can lean to a side."""

MIN_LETTERS = 8
"""A passage with fewer letters says nothing; a character of a script without spaces counts as three."""


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
    learnt : Learnt, optional
        What was learnt from the very same four, if it is at hand.

    Attributes
    ----------
    codebook : Codebook
    languages : frozenset of str
        Those in which a passage can be told to have no theme; where there is none, in all.

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
        learnt: Learnt | None = None,
    ) -> None:
        self.codebook = codebook
        if learnt is None:
            composed = None if reference is None else tuple(reference)
            learnt = learn(codebook, tuple(reviewed), composed, encoder)
        known = shipped_reference() if reference is None else reference
        self.languages = languages_of(codebook, reviewed, known)
        self._scorer = Scorer(codebook, learnt, encoder)
        self._positions = PositionReader(codebook, reviewed)

    def assign(self, passages: Sequence[Passage], contexts: Sequence[Context] = ()) -> tuple[Assignment, ...]:
        """Code each passage by its words and its context; the result runs parallel to `passages`.

        Parameters
        ----------
        passages : sequence of Passage
        contexts : sequence of Context, optional
            Parallel to the passages: what stands around each of them (see `coding.context`).

        Raises
        ------
        CodebookError
            If the codebook has no themes to code to.
        """
        if passages and not self.codebook.themes:
            raise CodebookError("The codebook has no themes.", self.codebook.name, "Write one at least.")
        around = contexts or [NO_CONTEXT] * len(passages)
        batches = [slice(start, start + BATCH) for start in range(0, len(passages), BATCH)]
        return tuple(found for batch in batches for found in self._assign(passages[batch], around[batch]))

    def position(self, text: str, theme_id: str) -> Position:
        """Return the position of a text on a theme that it is known to carry; KeyError for an unknown one."""
        self.codebook.theme(theme_id)
        whole, theme = Text(text), self._scorer.theme_ids.index(theme_id)
        _, nearest = with_sentences(self._as_wholes([text]), [text], [sentences_of(text)], self._as_wholes)
        own = nearest.get(0, ())
        leans = self._leans(self._scorer.leans([whole]), [text], [own])[0].tolist()
        read = _Read(Passage("text", "", 0, len(text), text), whole, [], leans, own, True)
        (words,), (clauses,) = self._weigh_words([whole]), self._clause_leans([read], [[theme]])
        return self._position(read, _Heard(words, clauses), theme, [Span(0, len(text))])[0]

    def likeness(self, texts: Sequence[str], others: Sequence[str]) -> Matrix:
        """Return the likeness of texts to others, 0 to 1, as the coder weighs words; shape (n, n_others)."""
        return self._scorer.likeness([*map(Text, texts)], [*map(Text, others)])

    def _assign(self, passages: Sequence[Passage], contexts: Sequence[Context]) -> Iterator[Assignment]:
        texts = [Text(passage.text) for passage in passages]
        whole, vectors, hits = self._scorer.score(texts)
        raw = [passage.text for passage in passages]
        sentences = [sentences_of(text) for text in raw]
        alone, nearest = with_sentences(whole, raw, sentences, self._as_wholes)
        told, scores = self._in_context(alone, raw, [*map(len, sentences)], contexts)
        says = np.array([_says_something(*each) for each in zip(texts, hits, strict=True)])
        coded = np.flatnonzero(says & (scores.max(axis=1) >= PROPOSED_FROM))
        best = [nearest.get(row, ()) for row in coded.tolist()]
        leans = self._leans(self._scorer.stances.leans(vectors[coded]), [raw[row] for row in coded], best)
        read = [
            _Read(passages[row], texts[row], hits[row], own, near, bool(told[row].max() >= PROPOSED_FROM))
            for row, own, near in zip(coded.tolist(), leans.tolist(), best, strict=True)
        ]
        codings = dict(zip(coded.tolist(), self._codings(read, scores[coded]), strict=True))
        highest = scores.argmax(axis=1).tolist()
        for row, passage in enumerate(passages):
            if says[row]:
                score = float(scores[row, highest[row]])
                yield self._assignment(passage, codings.get(row, ()), highest[row], score)
            else:
                yield Assignment(passage.id, "none")

    def _in_context(
        self, alone: Matrix, texts: Sequence[str], n_sentences: Sequence[int], contexts: Sequence[Context]
    ) -> tuple[Matrix, Matrix]:
        """Return scores with the neighbours, and with the question as well."""
        before, after = [each.before for each in contexts], [each.after for each in contexts]
        told = with_neighbours(alone, texts, before, after, n_sentences, self._alone)
        return told, with_questions(told, texts, [each.question for each in contexts], self._as_wholes)

    def _alone(self, texts: list[str]) -> Matrix:
        """Score texts by themselves, their sentences among it."""
        sentences = [*map(sentences_of, texts)]
        return with_sentences(self._as_wholes(texts), texts, sentences, self._as_wholes)[0]

    def _as_wholes(self, texts: list[str]) -> Matrix:
        return self._scorer.score([*map(Text, texts)])[0]

    def _leans(self, whole: Matrix, texts: Sequence[str], nearest: Sequence[Sequence[Span]]) -> Matrix:
        """Return how texts lean: as wholes, and by the sentence nearest to each theme where one is known.

        `whole` has shape (n_texts, n_themes); of each text `nearest` has a sentence for each theme, or none.
        """
        said = [[text[at.start : at.end] for at in own] for text, own in zip(texts, nearest, strict=True)]
        distinct = [*dict.fromkeys(sentence for own in said for sentence in own)]
        lean_of = dict(zip(distinct, self._scorer.leans([*map(Text, distinct)]), strict=True))
        leans = whole.copy()
        for row, own in enumerate(said):
            if own:
                by_sentence = [lean_of[sentence][theme] for theme, sentence in enumerate(own)]
                leans[row] = mixed(whole[row], np.array(by_sentence))
        return leans

    def _codings(self, read: Sequence[_Read], scores: Matrix) -> Iterator[tuple[Coding, ...]]:
        themes = [np.flatnonzero(row >= PROPOSED_FROM).tolist() for row in scores]
        weighed = self._weigh_words([each.text for each in read])
        clauses = self._clause_leans(read, themes)
        for each, row, own, words, lean in zip(read, scores, themes, weighed, clauses, strict=True):
            heard = _Heard(words, lean)
            yield tuple(self._coding(each, heard, theme, float(row[theme])) for theme in own)

    def _assignment(
        self, passage: Passage, codings: tuple[Coding, ...], nearest: int, near: float
    ) -> Assignment:
        is_ruled_out = near < UNDECIDED_FROM and not self._is_foreign(passage.text)
        outcome: Outcome = "coded" if codings else "none" if is_ruled_out else "undecided"
        return Assignment(passage.id, outcome, codings, self._scorer.theme_ids[nearest], round(near, 4))

    def _is_foreign(self, text: str) -> bool:
        """Whether a text is beyond doubt in a language that nothing known of the themes is in."""
        return bool(self.languages) and certain_language(text) not in {"", *self.languages}

    def _weigh_words(self, texts: Sequence[Text]) -> list[list[Weighed]]:
        """Return the words of each text that can be evidence, and what each adds."""
        found = [pieces(text.words) for text in texts]
        flat = [word for own in found for word in own]
        weights = iter(self._scorer.contributions([word.folded for word in flat]))
        return [[Weighed(word.start, word.end, *next(weights)) for word in own] for own in found]

    def _clause_leans(self, read: Sequence[_Read], themes: Sequence[Sequence[int]]) -> list[Matrix]:
        """Return how the clauses of each text lean, where that can matter; shapes (n_clauses, n_themes)."""
        is_learnt = self._scorer.stances.is_learnt
        clauses: list[list[Text]] = []
        for each, own in zip(read, themes, strict=True):
            text = each.passage.text
            is_asked = any(is_learnt[theme] and may_be_mixed(each.leans[theme]) for theme in own)
            cut = self._positions.clauses(text) if is_asked and self._positions.has_contrast(text) else ()
            found = [Text(text[start:end]) for start, end in cut]
            clauses.append([clause for clause in found if len(clause.weighed.folded) >= MIN_CLAUSE])
        every = self._scorer.leans([clause for own in clauses for clause in own])
        ends = np.cumsum([0, *map(len, clauses)])
        return [every[start:end] for start, end in pairwise(ends)]

    def _coding(self, read: _Read, heard: _Heard, theme: int, score: float) -> Coding:
        theme_id = self._scorer.theme_ids[theme]
        own = [(hit.start, hit.end) for hit in read.hits if hit.owner == theme_id]
        words = read.words_near(heard.words, theme)
        evidence = merge(own or telling_words(words, theme)) if read.tells_itself else ()
        position, leaning = self._position(read, heard, theme, evidence)
        return Coding(read.passage.id, theme_id, round(score, 4), position, evidence, leaning)

    def _position(
        self, read: _Read, heard: _Heard, theme: int, evidence: Sequence[Span]
    ) -> tuple[Position, tuple[Span, ...]]:
        """Return the position and the words that gave it away: as learnt, else by the general rules."""
        if not self._scorer.stances.is_learnt[theme]:
            theme_id = self._scorer.theme_ids[theme]
            return self._positions.read(read.passage.text, theme_id, evidence, read.text.words)
        if divided := self._positions.divided(read.text.words):
            return "mixed", divided
        position = position_of(read.leans[theme], heard.clauses[:, theme].tolist())
        near = leaning_words(read.words_near(heard.words, theme), theme, position)
        return position, merge(near or leaning_words(heard.words, theme, position))


class _Read(NamedTuple):
    """A passage as it was read: its words, the keywords in it, and how it leans on each theme."""

    passage: Passage
    text: Text
    hits: list[Hit]
    leans: list[float]
    nearest: Sequence[Span]
    """Of several sentences, the one nearest to each theme; else none."""
    tells_itself: bool
    """Whether it and its neighbours tell its themes; else its question does."""

    def words_near(self, words: list[Weighed], theme: int) -> list[Weighed]:
        """Return the words of the sentence nearest to a theme; all, where it has none or is one alone."""
        if not self.nearest:
            return words
        near = self.nearest[theme]
        return [word for word in words if near.start <= word.start and word.end <= near.end] or words


class _Heard(NamedTuple):
    """What the parts of a passage tell: what its words add, how its clauses lean."""

    words: list[Weighed]
    clauses: Matrix


def is_filler(text: Text) -> bool:
    """Whether a passage says nothing: "RAS", "N/A", "no comment", an address, a bullet without a text."""
    words = text.weighed.folded[:MIN_LETTERS]
    letters = sum(len(word) * (3 if is_unspaced(word) else 1) for word in words)
    return letters < MIN_LETTERS or says_nothing(text.raw)


def _says_something(text: Text, hits: Sequence[Hit]) -> bool:
    """Whether a passage can be coded: a keyword is enough, if it stands in more than an address."""
    if not is_filler(text):
        return True
    bare = without_addresses(text.raw)
    return any(bare[hit.start : hit.end].strip() for hit in hits)
