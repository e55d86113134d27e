"""n of N -> a share with the bounds that few contributions put on it, and what a change of it consists of.

>>> found = wilson(8, 28)
>>> f"{found.value:.3f} {found.low:.3f} {found.high:.3f}"
'0.286 0.153 0.471'
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

LEVEL = 0.95
_Z = NormalDist().inv_cdf(1 - (1 - LEVEL) / 2)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share, a mean of shares or a change, with its interval; `low <= value <= high`."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Part:
    """A group in one cycle: which part of the whole it is (0 to 1), and its share; None if it is absent."""

    weight: float
    share: float | None


def wilson(n: int, total: int) -> Estimate:
    """Give the share with its 95 % Wilson interval, which stays between 0 and 1 also for 0 of N and N of N.

    Parameters
    ----------
    n, total : int
        0 <= n <= total, total > 0.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    share = n / total
    spread = _Z * math.sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    centre, scale = share + _Z**2 / (2 * total), 1 + _Z**2 / total
    low, high = (centre - spread) / scale, (centre + spread) / scale
    # Rounding must not put 0 of N above its own lower bound.
    return Estimate(share, min(max(low, 0.0), share), max(min(high, 1.0), share))


def mean_of(shares: Sequence[Estimate]) -> Estimate:
    """Give the mean of shares of separate groups; its interval adds up the squared distances to their bounds.

    References
    ----------
    Zou and Donner (2008), Statistics in Medicine 27, 1693-1702.
    """
    value = sum(each.value for each in shares) / len(shares)
    below = math.sqrt(sum((each.value - each.low) ** 2 for each in shares)) / len(shares)
    above = math.sqrt(sum((each.high - each.value) ** 2 for each in shares)) / len(shares)
    return Estimate(value, max(value - below, 0.0), min(value + above, 1.0))


def change(before: Estimate, after: Estimate) -> Estimate:
    """Give after - before with its interval, made from theirs.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """
    value = after.value - before.value
    below = math.hypot(after.value - after.low, before.high - before.value)
    above = math.hypot(after.high - after.value, before.value - before.low)
    return Estimate(value, value - below, value + above)


def decomposed(before: Sequence[Part], after: Sequence[Part]) -> tuple[float, float]:
    """Take a change of the whole share apart: what changed inside the groups, and who replied.

    Parameters
    ----------
    before, after : sequences of Part
        The same groups in the same order; the weights of each sum to 1. A group that is absent in one of them
        is taken to have had the share of the other, so that its coming or going is all composition.

    Returns
    -------
    tuple of float
        (within, composition); they sum to the change of the whole share.

    References
    ----------
    Kitagawa (1955), Journal of the American Statistical Association 50, 1168-1194.
    """
    within = composition = 0.0
    for first, second in zip(before, after, strict=True):
        known = [part.share for part in (first, second) if part.share is not None]
        if not known:
            continue
        share_before = known[0] if first.share is None else first.share
        share_after = known[0] if second.share is None else second.share
        within += (share_after - share_before) * (first.weight + second.weight) / 2
        composition += (second.weight - first.weight) * (share_before + share_after) / 2
    return within, composition
