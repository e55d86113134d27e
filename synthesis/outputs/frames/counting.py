"""Contributions -> how many they count as: each as one, or those that share their text as one together.

Rows are contributions of `Frames`; `counts_as` says what each one counts as.
"""

from __future__ import annotations

import pandas as pd

from synthesis.outputs.frames.tidy import OUTCOME_ORDER


def n_counted(contributions: pd.DataFrame) -> int:
    """Count contributions."""
    return int(contributions["counts_as"].nunique())


def sizes(contributions: pd.DataFrame, attribute: str) -> pd.Series[int]:
    """Count contributions per value of an attribute; what counts as one, once in each value it has."""
    return contributions.groupby(attribute)["counts_as"].nunique()


def of_outcome(contributions: pd.DataFrame) -> pd.Series[str]:
    """Return what coding came to, indexed by `counts_as`: the first of those that count as one."""
    rank = contributions["outcome"].map(OUTCOME_ORDER.index)
    return rank.groupby(contributions["counts_as"]).min().map(lambda place: OUTCOME_ORDER[place])
