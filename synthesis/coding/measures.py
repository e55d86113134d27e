"""Codings of several coders in, how far they agree out: alpha, kappa, precision, recall, F1 with intervals.

>>> alpha([[1, 1, 0, 0], [1, 1, 0, 1]]).__round__(3)
0.533
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.bool_]
"""Whether a theme applies; shape (n_passages, n_themes)."""

N_RESAMPLES = 1_000
LEVEL = 0.95
SEED = 20_170


@dataclass(frozen=True)
class Interval:
    """A figure with the bounds between which it lies in 95 of 100 resamples of the passages."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class ThemeAgreement:
    """How far two coders agree on one theme. A figure that has no meaning there is None."""

    theme_id: str
    n_first: int
    n_second: int
    precision: float | None
    recall: float | None
    f1: float | None
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True)
class Agreement:
    """How far `second` agrees with `first`: macro F1 over the themes with its interval, and each theme."""

    first: str
    second: str
    n_passages: int
    macro_f1: Interval
    alpha: float | None
    themes: tuple[ThemeAgreement, ...]
    position_kappa: float | None = None
    n_positions: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return plain mappings and lists, for JSON."""
        return asdict(self)


def alpha(ratings: Sequence[Sequence[Hashable | None]]) -> float | None:
    """Krippendorff's alpha for nominal values; None is a missing one.

    Parameters
    ----------
    ratings : one sequence per coder, all of the same length, one value per passage

    Returns
    -------
    float or None
        1 - (observed disagreement / expected disagreement): 1 is full agreement, 0 is chance. None where
        fewer than two values can be compared or all of them are the same.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's alpha-reliability, University of Pennsylvania.
    """
    units = [[value for value in unit if value is not None] for unit in zip(*ratings, strict=True)]
    paired = [unit for unit in units if len(unit) > 1]
    n_values = sum(map(len, paired))
    totals: dict[Hashable, int] = {}
    observed = 0.0
    for unit in paired:
        for value in unit:
            totals[value] = totals.get(value, 0) + 1
        observed += 2 * sum(a != b for a, b in combinations(unit, 2)) / (len(unit) - 1)
    expected = n_values**2 - sum(count**2 for count in totals.values())
    return 1 - (n_values - 1) * observed / expected if expected else None


def kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Cohen's kappa: (agreement - agreement by chance) / (1 - agreement by chance); None where chance is 1.

    References
    ----------
    Cohen (1960), doi:10.1177/001316446002000104.
    """
    n = len(first)
    if not n:
        return None
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    chance = sum(list(first).count(value) * list(second).count(value) for value in set(first)) / n**2
    return (observed - chance) / (1 - chance) if chance < 1 else None


def precision_recall_f1(truth: Labels, found: Labels) -> tuple[float | None, float | None, float | None]:
    """Return what part of the found is true, what part of the true is found, and 2PR / (P + R).

    Shapes (n_passages,). Precision is None where nothing was found, recall where nothing is true,
    F1 where both.
    """
    both, n_true, n_found = int((truth & found).sum()), int(truth.sum()), int(found.sum())
    precision = both / n_found if n_found else None
    recall = both / n_true if n_true else None
    f1 = 2 * both / (n_true + n_found) if n_true + n_found else None
    return precision, recall, f1


def macro_f1(truth: Labels, found: Labels) -> float:
    """Return the mean F1 of the themes that either side has used; 1 where neither used any."""
    both = (truth & found).sum(axis=0)
    used = truth.sum(axis=0) + found.sum(axis=0)
    return float(np.mean(2 * both[used > 0] / used[used > 0])) if used.any() else 1.0


def bootstrap(truth: Labels, found: Labels, *, seed: int = SEED) -> Interval:
    """Return macro F1 with its percentile interval over passages drawn again with replacement.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    """
    draw = np.random.default_rng(seed)
    n = len(truth)
    rows = (draw.integers(0, n, n) for _ in range(N_RESAMPLES if n else 0))
    drawn = [macro_f1(truth[row], found[row]) for row in rows] or [1.0]
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(macro_f1(truth, found), float(low), float(high))


def compare(names: tuple[str, str], first: Labels, second: Labels, theme_ids: Sequence[str]) -> Agreement:
    """Compare two coders passage by passage; `first` stands as the truth for precision and recall."""
    themes = tuple(
        _compare_theme(theme, first[:, column], second[:, column]) for column, theme in enumerate(theme_ids)
    )
    every = [coder.ravel().tolist() for coder in (first, second)]
    return Agreement(*names, len(first), bootstrap(first, second), alpha(every), themes)


def _compare_theme(theme_id: str, first: Labels, second: Labels) -> ThemeAgreement:
    precision, recall, f1 = precision_recall_f1(first, second)
    a, b = first.tolist(), second.tolist()
    n_first, n_second = int(first.sum()), int(second.sum())
    return ThemeAgreement(theme_id, n_first, n_second, precision, recall, f1, kappa(a, b), alpha([a, b]))


def compare_positions(
    first: Sequence[Mapping[str, str]], second: Sequence[Mapping[str, str]]
) -> tuple[float | None, int]:
    """Return kappa of the positions where both coders gave the theme and one, and on how many codings."""
    pairs = [
        (a[theme], b[theme])
        for a, b in zip(first, second, strict=True)
        for theme in a
        if a[theme] and b.get(theme)
    ]
    return kappa([a for a, _ in pairs], [b for _, b in pairs]), len(pairs)
