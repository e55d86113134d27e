"""What is learnt and a passage in, its score on every theme out.

    blend = likeness + KEYWORDS * keyword evidence + LEARNT * n / (n + HALF_LEARNT) * learnt
    lead  = blend - RIVAL * the highest blend of another theme, if above 0
    score = 1 / (1 + exp(-SLOPE * (lead - threshold of the theme)))

with n passages known to belong to the theme; what is learnt is what likeness and keywords get wrong. All
three signals of a passage depend on that passage alone. docs/method.md has where each constant comes from
and what was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthesis.coding.encoder import Encoder
from synthesis.coding.features import TextFeatures
from synthesis.coding.keywords import Hit, PhraseIndex
from synthesis.coding.memory import Memory
from synthesis.coding.space import Direction, LatentSpace, Space, Vectors
from synthesis.coding.stance import StanceModel
from synthesis.coding.words import Text, Words
from synthesis.models import Codebook

Matrix = NDArray[np.float64]

Weight = tuple[list[float], list[float]]
"""What one word adds to each theme, and to the lean on it; of length n_themes."""

KEYWORDS = 0.15
RIVAL = 0.15
"""Themes of one codebook share words ("coalitions"); what another theme explains better counts less."""

SLOPE = 12.0


@dataclass(frozen=True)
class Learnt:
    """All that scoring needs of what was learnt, in arrays: no passage, and nothing that could be run.

    `common` has shape (n_meaning,): what texts mean on average; `threshold` has shape (n_themes,). The
    direction points along likeness and what was learnt together.
    """

    features: TextFeatures
    latent: LatentSpace
    common: Matrix
    direction: Direction
    threshold: Matrix
    stances: StanceModel


class Scorer:
    """Scores passages against the themes of one codebook.

    Attributes
    ----------
    theme_ids : list of str
    stances : StanceModel
    """

    def __init__(self, codebook: Codebook, learnt: Learnt, encoder: Encoder | None = None) -> None:
        self.theme_ids = [theme.id for theme in codebook.themes]
        self.stances = learnt.stances
        self._keywords = KeywordEvidence(codebook)
        self._space = Space(learnt.features, learnt.latent, learnt.common, encoder)
        self._direction = learnt.direction
        self._threshold = learnt.threshold
        self._weights = Memory(self._weigh)

    def score(self, texts: Sequence[Text]) -> tuple[Matrix, Vectors, list[list[Hit]]]:
        """Return scores, the vectors of the texts, and the keywords found.

        Scores have shape (n_texts, n_themes), 0 to 1, one half at the threshold.
        """
        vectors = self._space.vectors(texts)
        evidence, hits = self._keywords.of(texts)
        blend = self._direction.along(vectors) + KEYWORDS * evidence
        return 1 / (1 + np.exp(-SLOPE * (lead(blend) - self._threshold))), vectors, hits

    def leans(self, texts: Sequence[Text]) -> Matrix:
        """Return the leans alone, of clauses for instance; shape (n_texts, n_themes)."""
        return self.stances.leans(self._space.vectors(texts))

    def likeness(self, texts: Sequence[Text], others: Sequence[Text]) -> Matrix:
        """Return the likeness of every text with every other one; shape (n_texts, n_others)."""
        return self._space.vectors(texts).likeness(self._space.vectors(others))

    def contributions(self, words: Sequence[str]) -> list[Weight]:
        """Return what each folded word by itself adds to each theme, and to its lean."""
        return self._weights.of(words)

    def _weigh(self, words: Sequence[str]) -> list[Weight]:
        vectors = self._space.words([*map(Words.of, words)])
        adds, pulls = np.asarray(vectors @ self._direction.words), self.stances.pulls(vectors)
        return list(zip(adds.tolist(), pulls.tolist(), strict=True))


class KeywordEvidence:
    """Finds the keywords of each theme."""

    def __init__(self, codebook: Codebook) -> None:
        self._phrases = PhraseIndex({theme.id: theme.keywords for theme in codebook.themes})
        self._column = {theme.id: column for column, theme in enumerate(codebook.themes)}

    def of(self, texts: Sequence[Text]) -> tuple[Matrix, list[list[Hit]]]:
        """Return keyword evidence of shape (n_texts, n_themes), 1 - exp(-words matched), and the hits."""
        found = [self._phrases.find_in(text) for text in texts]
        matched = np.zeros((len(texts), len(self._column)))
        for row, hits in enumerate(found):
            for hit in {(hit.owner, hit.phrase): hit for hit in hits}.values():
                matched[row, self._column[hit.owner]] += hit.n_words
        return 1 - np.exp(-matched), found


def lead(blend: Matrix) -> Matrix:
    """Return each blend less RIVAL times the highest of the passage's other themes, where that is above 0."""
    if blend.shape[1] < 2:
        return blend
    ranked = np.sort(blend, axis=1)
    is_best = blend == ranked[:, -1:]
    rival = np.where(is_best, ranked[:, -2:-1], ranked[:, -1:])
    return np.asarray(blend - RIVAL * np.maximum(rival, 0))
