"""Regularised least squares on likenesses, with what each passage would get if it had been left out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

from synthesis.coding.space import Vectors

Matrix = NDArray[np.float64]
Rows = NDArray[np.intp]

RIDGE = 0.3


def fit(taught: Vectors, known: Rows, targets: Matrix, weights: Matrix) -> tuple[Matrix, Matrix]:
    """Fit every column of the targets on the kernel between passages.

    In single precision, and in one matrix: with thousands of passages a second one is hundreds of megabytes.

    Parameters
    ----------
    taught : Vectors
    known : ndarray of shape (n,)
        Which of the passages are fitted on.
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
    alike = taught[known].kernel(np.float32, taught.shares)
    alike[np.diag_indices_from(alike)] += RIDGE / weights
    # With L its Cholesky factor, C is inv(L)' inv(L), of which nothing but the diagonal is needed.
    factor, _ = lapack.spotrf(alike.T, lower=True, overwrite_a=True)
    found, _ = lapack.spotrs(factor, centred.astype(np.float32), lower=True)
    half, _ = lapack.strtri(factor, lower=True, overwrite_c=True)
    diagonal = np.einsum("ij,ij->j", half, half).astype(np.float64)
    dual = np.asarray(found, dtype=np.float64)
    return dual, centred - dual / diagonal[:, np.newaxis]
