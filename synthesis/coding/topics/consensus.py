"""Vectors of passages in, the directions that come up in nearly every resample out.

Non-negative matrix factorisation is run on several resamples of the passages; components of different runs
that point the same way are one topic, and what only some runs show is left out. A passage is in a resample or
not by a hash of its own words, so that neither the order nor what else there is changes that.

References
----------
Lee and Seung (1999), doi:10.1038/44565 (factorisation); Kotliar et al. (2019), doi:10.7554/eLife.43803
(consensus over runs).
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from threadpoolctl import threadpool_limits

RESAMPLES = 40
RESAMPLES_OF_MANY = 20
"""So many for more passages than MOST_IN_A_RESAMPLE: what recurs is as stable in half the time."""

RESAMPLE_SHARE = 0.9
MOST_IN_A_RESAMPLE = 2_000
"""More passages than this change the directions little and cost time in proportion."""

PASSAGES_PER_COMPONENT = 23
N_COMPONENTS = (4, 7, 10, 14, 20)
"""Components of one run; the topics are those of them that recur, and fewer. In wide steps, for with one
component more or less for each few passages some topic would come and go."""

SAME = 0.6
"""Most cosine distance, on average, at which components of different runs are one."""

RECURRENT = 0.6
"""Least share of the resamples in which a topic comes up."""

Matrix = NDArray[np.float64]


def recurrent_directions(rows: sparse.csr_matrix, words: Sequence[str]) -> tuple[Matrix, Matrix]:
    """Find directions, each of length one, that recur in the resamples.

    Parameters
    ----------
    rows : csr_matrix of shape (n_passages, n_terms)
        Unit vectors. Not modified.
    words : sequence of str
        What each passage is known by to the lot, such as its text.

    Returns
    -------
    directions : ndarray of shape (n_topics, n_terms)
        Values >= 0, the largest sum of a direction's recurrences first.
    recurrence : ndarray of shape (n_topics,)
        Share of the resamples that showed it, from RECURRENT to 1.
    """
    n_components = min(N_COMPONENTS, key=lambda n: abs(n - len(words) / PASSAGES_PER_COMPONENT))
    share = min(RESAMPLE_SHARE, MOST_IN_A_RESAMPLE / max(1, len(words)))
    n_runs = RESAMPLES_OF_MANY if len(words) > MOST_IN_A_RESAMPLE else RESAMPLES
    found, runs = [], []
    for run in range(n_runs):
        drawn = [row for row, text in enumerate(words) if _lot(run, text) < share]
        components = _components(rows[drawn], n_components)
        found.append(components)
        runs += [run] * len(components)
    return _consensus(np.vstack(found), np.array(runs), n_runs)


def _lot(run: int, text: str) -> float:
    """Return a number from 0 to 1 that depends on the run and the text alone."""
    drawn = hashlib.blake2b(f"{run}\n{text}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(drawn, "big") / 2**64


def _components(rows: sparse.csr_matrix, n_components: int) -> Matrix:
    """Factorise; unit components that are not empty, shape (at most n_components, n_terms)."""
    most = min(n_components, *rows.shape)
    if most < 1 or rows.nnz == 0:
        return np.zeros((0, rows.shape[1]))
    from sklearn.decomposition import NMF  # takes a second to import, which nobody else needs
    from sklearn.exceptions import ConvergenceWarning

    model = NMF(most, init="nndsvd", random_state=0, max_iter=100, tol=1e-3)
    # One thread: the result is then the same bits everywhere, and faster on matrices as thin as these.
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        found = np.asarray(model.fit(rows).components_)
    lengths = np.linalg.norm(found, axis=1)
    return np.asarray(found[lengths > 0] / lengths[lengths > 0, None])


def _consensus(components: Matrix, runs: NDArray[np.int_], n_runs: int) -> tuple[Matrix, Matrix]:
    if len(components) < 2:
        return np.zeros((0, components.shape[1])), np.zeros(0)
    groups = fcluster(linkage(components, "average", metric="cosine"), SAME, "distance")
    directions, shares = [], []
    for group in range(1, int(groups.max()) + 1):
        members = np.flatnonzero(groups == group)
        share = len(np.unique(runs[members])) / n_runs
        direction = np.median(components[members], axis=0)
        if share >= RECURRENT and direction.any():
            directions.append(direction / np.linalg.norm(direction))
            shares.append(share)
    return np.array(directions).reshape(len(shares), components.shape[1]), np.array(shares)
