"""Regularised least squares on likenesses, with what each passage would get if it had been left out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

Matrix = NDArray[np.float64]
Alike = NDArray[np.float32]

RIDGE = 0.3


def fit(alike: Alike, targets: Matrix, weights: Matrix) -> tuple[Matrix, Matrix]:
    """Fit every column of the targets on the likenesses between passages.

    Parameters
    ----------
    alike : ndarray of shape (n, n)
        Inner products of the passages' vectors, in single precision; overwritten, since with thousands of
        passages a second matrix is hundreds of megabytes.
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
    alike[np.diag_indices_from(alike)] += RIDGE / weights
    # With L its Cholesky factor, C is inv(L)' inv(L), of which nothing but the diagonal is needed.
    factor, _ = lapack.spotrf(alike.T, lower=True, overwrite_a=True)
    found, _ = lapack.spotrs(factor, centred.astype(np.float32), lower=True)
    half, _ = lapack.strtri(factor, lower=True, overwrite_c=True)
    diagonal = np.einsum("ij,ij->j", half, half).astype(np.float64)
    dual = np.asarray(found, dtype=np.float64)
    return dual, centred - dual / diagonal[:, np.newaxis]
