"""Regularised least squares on likenesses, with what each passage would get if it had been left out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import blas, lapack

Matrix = NDArray[np.float64]

RIDGE = 0.3


def fit(alike: Matrix, targets: Matrix, weights: Matrix) -> tuple[Matrix, Matrix]:
    """Fit every column of the targets on the likenesses between passages.

    Parameters
    ----------
    alike : ndarray of shape (n, n)
        Inner products of the passages' vectors.
    targets : ndarray of shape (n, n_columns)
    weights : ndarray of shape (n,)
        How much each passage counts; its ridge is RIDGE divided by that.

    Returns
    -------
    dual : ndarray of shape (n, n_columns)
        `vectors.T @ dual` is the direction; add the mean of the targets to what it gives.
    left_out : ndarray of shape (n, n_columns)
        What each passage is given by the others, less the mean of the targets.

    References
    ----------
    Cawley and Talbot (2003), doi:10.1016/S0031-3203(03)00136-5: with C the inverse of K + ridge and a = C y,
    the residual of passage i when it is left out is a_i / C_ii.
    """
    centred = targets - targets.mean(axis=0)
    ridged = alike.copy()
    ridged[np.diag_indices_from(ridged)] += RIDGE / weights
    inverse = _lower_inverse(ridged)
    dual = np.asarray(blas.dsymm(1.0, inverse, centred, lower=True))
    return dual, centred - dual / inverse.diagonal()[:, np.newaxis]


def _lower_inverse(matrix: Matrix) -> Matrix:
    """Return the lower half of the inverse of a symmetric positive definite matrix, which is overwritten.

    By its Cholesky factor, a third of the work of LU; the other half would only cost memory.
    """
    factor, _ = lapack.dpotrf(matrix.T, lower=True, overwrite_a=True)
    half, _ = lapack.dpotri(factor, lower=True, overwrite_c=True)
    return np.asarray(half)
