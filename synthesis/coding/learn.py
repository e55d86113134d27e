"""A codebook and coded passages in, a scorer out that weighs any passage against every theme.

Three signals are added up for a passage and a theme:

    blend = likeness + KEYWORDS * keyword evidence + LEARNT * n / (n + HALF_LEARNT) * learnt

where n is the number of passages known to belong to the theme. Each signal of a passage depends on
that passage alone. docs/method.md has the formulas, their sources and what was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.features import TextFeatures
from synthesis.coding.keywords import Hit, PhraseIndex
from synthesis.coding.reference import ReviewedPassage, check_themes, shipped_reference
from synthesis.coding.words import Word, split_words
from synthesis.models import Codebook, Theme

Matrix = NDArray[np.float64]

EXAMPLES = 1.5
EXCLUDES = 0.3
KEYWORDS = 1.5
LEARNT = 4.0
HALF_LEARNT = 8
RIDGE = 1.0
DEFAULT_THRESHOLD = 2.0
DEFAULT_SLOPE = 1.5


@dataclass(frozen=True)
class Teaching:
    """The coded passages a scorer learns from: `labels[i, t]` is 1, 0, or nan where nobody has said."""

    texts: list[list[Word]]
    labels: Matrix
    example_of: NDArray[np.int64]
    """The theme whose codebook example the passage is, or -1."""


def gather(codebook: Codebook, reviewed: Sequence[ReviewedPassage]) -> Teaching:
    """Put together examples of the codebook, what ships beside it, and what people have reviewed."""
    ids = [theme.id for theme in codebook.themes]
    texts: list[list[Word]] = []
    rows: list[list[float]] = []
    example_of: list[int] = []
    for index, theme in enumerate(codebook.themes):
        for example in theme.examples:
            texts.append(split_words(example.text))
            rows.append([float(other == index) for other in range(len(ids))])
            example_of.append(index)
    shipped = _shipped_themes(codebook)
    known = [float("nan") if theme not in shipped else 0.0 for theme in ids]
    for passage in shipped_reference():
        texts.append(split_words(passage.text))
        rows.append(
            [1.0 if t in shipped and t in passage.themes else k for t, k in zip(ids, known, strict=True)]
        )
        example_of.append(-1)
    for passage in reviewed:
        texts.append(split_words(passage.text))
        rows.append([float(theme in passage.themes) for theme in ids])
        example_of.append(-1)
    return Teaching(texts, np.array(rows).reshape(len(texts), len(ids)), np.array(example_of, dtype=np.int64))


def _shipped_themes(codebook: Codebook) -> set[str]:
    """Return the themes to which the reference set speaks: same id and definition as in the shipped codebook."""
    meant = {(theme.id, theme.definition) for theme in shipped_codebook().themes}
    return {theme.id for theme in codebook.themes if (theme.id, theme.definition) in meant}


class Scorer:
    """Scores passages against the themes of one codebook."""

    def __init__(self, codebook: Codebook, reviewed: Sequence[ReviewedPassage] = ()) -> None:
        check_themes(reviewed, codebook)
        self.theme_ids = [theme.id for theme in codebook.themes]
        self.phrases = PhraseIndex({theme.id: theme.keywords for theme in codebook.themes})
        teaching = gather(codebook, reviewed)
        described = [_described(theme) for theme in codebook.themes]
        self.features = TextFeatures().fit([*described, *teaching.texts])
        self._likeness = self._prototypes(codebook.themes, described)
        taught = self.features.transform(teaching.texts)
        self._learn(teaching, taught)

    def _prototypes(self, themes: Sequence[Theme], described: list[list[Word]]) -> Matrix:
        """One column per theme: its words, 1.5 x the mean of its examples, less what it excludes."""
        columns = self.features.transform(described).toarray()
        for row, theme in enumerate(themes):
            excluded = self.features.transform([split_words(" ".join(theme.excludes))]).toarray()[0]
            if theme.examples:
                examples = self.features.transform([split_words(example.text) for example in theme.examples])
                columns[row] += EXAMPLES * np.asarray(examples.mean(axis=0)).ravel()
            columns[row] -= EXCLUDES * np.where(columns[row] > 0, 0, excluded)
        return np.asarray(columns.T)

    def _learn(self, teaching: Teaching, taught: sparse.csr_matrix) -> None:
        k = len(self.theme_ids)
        n = len(teaching.texts)
        # likeness with the passage itself left out of the examples
        like = np.asarray(taught @ self._likeness) if n else np.zeros((0, k))
        gram = (taught @ taught.T).toarray() if n else np.zeros((0, 0))
        for t in range(k):
            members = np.flatnonzero(teaching.example_of == t)
            m = len(members)
            if m:
                within = gram[np.ix_(members, members)]
                whole = within.mean(axis=1)
                others = (within.sum(axis=1) - np.diag(within)) / max(1, m - 1)
                like[members, t] += EXAMPLES * (others - whole)
        self.centre = np.zeros(k)
        self.scale = np.full(k, 0.05)
        self._learnt = np.zeros((taught.shape[1], k))
        self._bias = np.zeros(k)
        held_out = np.zeros((n, k))
        self.weight = np.zeros(k)
        for t in range(k):
            known = np.flatnonzero(~np.isnan(teaching.labels[:, t]))
            y = teaching.labels[known, t]
            outside = like[:, t][~(teaching.labels[:, t] == 1)]
            if len(outside) >= 10:
                self.centre[t], self.scale[t] = outside.mean(), max(outside.std(), 0.01)
            n_pos = y.sum()
            if n_pos >= 2 and n_pos < len(y):
                inverse = np.linalg.inv(gram[np.ix_(known, known)] + RIDGE * np.eye(len(known)))
                mean = y.mean()
                alpha = inverse @ (y - mean)
                held_out[known, t] = (y - alpha / np.diag(inverse)) - mean
                self._learnt[:, t] = np.asarray(taught[known].T @ alpha).ravel()
                self.weight[t] = LEARNT * n_pos / (n_pos + HALF_LEARNT)
        keyword, _ = self.keywords(teaching.texts)
        blend = (like - self.centre) / self.scale + KEYWORDS * keyword + self.weight * held_out
        self.teaching, self.parts = teaching, (like, keyword, held_out)
        self.threshold = np.array([_best_threshold(blend[:, t], teaching.labels[:, t]) for t in range(k)])
        self.slope = DEFAULT_SLOPE

    def keywords(self, texts: Sequence[list[Word]]) -> tuple[Matrix, list[list[Hit]]]:
        """Return keyword evidence of shape (n_texts, n_themes), 0 to 1, and the hits it rests on."""
        column = {theme: index for index, theme in enumerate(self.theme_ids)}
        found = [self.phrases.find(text) for text in texts]
        evidence = np.zeros((len(texts), len(self.theme_ids)))
        for row, hits in enumerate(found):
            for hit in {hit.phrase: hit for hit in hits}.values():
                evidence[row, column[hit.owner]] += hit.n_words
        return 1 - np.exp(-evidence), found

    def score(self, texts: Sequence[list[Word]]) -> tuple[Matrix, list[list[Hit]]]:
        """Return scores of shape (n_texts, n_themes), 0 to 1, one half at the threshold, and the hits."""
        vectors = self.features.transform(texts)
        keyword, hits = self.keywords(texts)
        like = (np.asarray(vectors @ self._likeness) - self.centre) / self.scale
        blend = like + KEYWORDS * keyword + self.weight * np.asarray(vectors @ self._learnt)
        return 1 / (1 + np.exp(-self.slope * (blend - self.threshold))), hits

    def contributions(self, texts: Sequence[list[Word]]) -> Matrix:
        """Return what each text, taken as one word, adds to each theme; shape (n_texts, n_themes)."""
        direction = self._likeness / self.scale + self.weight * self._learnt
        return np.asarray(self.features.transform(texts) @ direction)


def _described(theme: Theme) -> list[Word]:
    texts = (theme.name, theme.definition, *theme.includes, *(phrase.text for phrase in theme.keywords))
    return split_words("\n".join(texts))


def _best_threshold(blend: Matrix, labels: Matrix) -> float:
    known = ~np.isnan(labels)
    y, s = labels[known], blend[known]
    if not 2 <= y.sum() < len(y):
        return DEFAULT_THRESHOLD
    order = np.argsort(-s, kind="stable")
    hits = np.cumsum(y[order])
    f1 = 2 * hits / (np.arange(1, len(y) + 1) + y.sum())
    best = int(np.argmax(f1))
    low = s[order][min(best + 1, len(y) - 1)]
    return float((s[order][best] + low) / 2)
