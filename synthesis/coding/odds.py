"""Scores as distances from a theme's threshold, where what several things tell can be added up.

>>> distance(np.array([0.5, 0.88])).round(1).tolist(), score(np.array([0.0, 2.0])).round(2).tolist()
([0.0, 2.0], [0.5, 0.88])
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_NARROWEST = 1e-9


def distance(scores: Matrix) -> Matrix:
    """Return ln(score / (1 - score)): 0 at the threshold, above it where the theme applies."""
    inside = np.clip(scores, _NARROWEST, 1 - _NARROWEST)
    return np.asarray(np.log(inside / (1 - inside)))


def score(distances: Matrix) -> Matrix:
    """Return the scores at these distances."""
    return np.asarray(1 / (1 + np.exp(-distances)))
