"""n of N -> a share, and what is too small for one."""

from __future__ import annotations

import pandas as pd

SMALL_GROUP = 5
"""Below this many contributions a share is flagged: one contribution moves it by 20 points or more."""

FEW = 3
"""Fewer contributions than this from a group or region are `few`."""


def share(n: pd.Series[int], of: pd.Series[int]) -> pd.Series[float]:
    """Divide row by row; missing (NaN) where there is nothing to divide by."""
    return (n / of.where(of > 0)).astype("float64")


def with_share(table: pd.DataFrame) -> pd.DataFrame:
    """Add `share`, n of N, and `is_small`: N is so low that the share says little."""
    return table.assign(share=share(table["n"], table["N"]), is_small=table["N"] < SMALL_GROUP)
