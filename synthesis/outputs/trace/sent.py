"""When contributions were sent, which a decision can answer only if it came later."""

from __future__ import annotations

import pandas as pd

from synthesis.meetings.order import first_day
from synthesis.outputs.frames.tidy import iso_day
from synthesis.outputs.tables import Frames


def sent_on(contributions: pd.DataFrame) -> pd.Series[str]:
    """Return the ISO day on which each was sent, or the first on which it can have been; "" if unknown."""
    by_cycle = {
        cycle: iso_day(first_day(None, None if pd.isna(cycle) else int(cycle)))
        for cycle in contributions["cycle"].unique()
    }
    days = contributions["cycle"].map(by_cycle).fillna("").astype("str")
    return contributions["submitted_on"].where(contributions["submitted_on"] != "", days).astype("str")


def first_sent(narrowed: Frames) -> pd.DataFrame:
    """Tell of each that counts as one contribution when the first of it was sent, and its groups.

    Returns
    -------
    DataFrame
        One row per `counts_as` and `stakeholder_group`, with `sent`; without those whose day nobody knows.
    """
    universe = narrowed.universe.assign(sent=sent_on(narrowed.universe))
    known = universe[universe["sent"] != ""]
    first = known.groupby("counts_as")["sent"].min()
    rows = known[["counts_as", "stakeholder_group"]].drop_duplicates()
    return rows.assign(sent=rows["counts_as"].map(first))


def spoken_before(narrowed: Frames, day: str) -> set[str]:
    """Return the `counts_as` of what had been sent by an ISO day; none for a day that nobody knows."""
    senders = first_sent(narrowed)
    return set(senders.loc[senders["sent"] <= day, "counts_as"])
