"""Topics with their passages in, a place for each on a flat map out: near means that they share words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synthesis.coding.topics.terms import find_terms
from synthesis.coding.topics.vectors import passage_vectors
from synthesis.models import Passage, Topic

FEWEST = 3
"""Topics that a map needs: two always lie on a line."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a topic lies, and which other is most like it, with a likeness from 0 to 1."""

    topic_id: str
    x: float
    y: float
    nearest_id: str
    likeness: float


def lay_out(topics: Sequence[Topic], passages: Mapping[str, Passage]) -> tuple[Place, ...]:
    """Place topics so that the distances come as near as they can to 1 - cosine of their mean passages.

    Classical scaling (Torgerson, 1952, doi:10.1007/BF02288916). The same topics give the same map; two axes
    cannot keep all distances.

    Parameters
    ----------
    topics : sequence of Topic
    passages : mapping of id to Passage
        Those that are not in it are left out.

    Returns
    -------
    tuple of Place
        In the order of the topics; none for fewer than three topics.
    """
    if len(topics) < FEWEST:
        return ()
    alike = _likeness(topics, passages)
    x, y = _scaled(1 - alike)
    np.fill_diagonal(alike, -1.0)
    nearest = alike.argmax(axis=1)
    return tuple(
        Place(
            topic.id,
            round(float(x[at]), 4),
            round(float(y[at]), 4),
            topics[int(nearest[at])].id,
            round(float(alike[at].max()), 2),
        )
        for at, topic in enumerate(topics)
    )


def _likeness(topics: Sequence[Topic], passages: Mapping[str, Passage]) -> NDArray[np.float64]:
    """Return the cosines of the topics' mean passages, shape (n_topics, n_topics)."""
    own = [[passages[each] for each in topic.passage_ids if each in passages] for topic in topics]
    every = [passage for each in own for passage in each]
    vectors = passage_vectors(
        [[term.key for term in find_terms(passage.text)] for passage in every],
        [passage.language for passage in every],
        keep_common=True,
    )
    starts = np.cumsum([0, *(len(each) for each in own)])
    means = np.array(
        [np.asarray(vectors.rows[start:end].sum(axis=0)).ravel() for start, end in pairwise(starts)]
    )
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    unit = np.divide(means, lengths, out=np.zeros_like(means), where=lengths > 0)
    return np.asarray(unit @ unit.T)


def _scaled(distances: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n = len(distances)
    centre = np.eye(n) - 1 / n
    values, directions = np.linalg.eigh(-0.5 * centre @ distances**2 @ centre)
    axes = []
    for at in (-1, -2):
        axis = directions[:, at] * np.sqrt(max(values[at], 0.0))
        axes.append(axis if axis[np.abs(axis).argmax()] >= 0 else -axis)
    return axes[0], axes[1]
