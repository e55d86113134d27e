"""Frames -> how the share of each theme goes from cycle to cycle, beside who replied in each.

Counts are of contributions. Contributions are no sample: an interval shows only how far so small numbers can
move, and a change of the share is taken apart into what changed inside the stakeholder groups and who
replied. Contributions that name no cycle are in none.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

import pandas as pd

from synthesis.models import UNKNOWN
from synthesis.outputs import proportions
from synthesis.outputs.counting import n_counted
from synthesis.outputs.proportions import Estimate, Part
from synthesis.outputs.tables import (
    Frames,
    attribute_values,
    group_sizes,
    narrow,
    theme_by_group,
    theme_table,
    totals,
)

Weighting = Literal["contributions", "groups"]
"""Each contribution weighs the same, or each stakeholder group that replied does."""

Kind = Literal["", "steady", "hidden", "composition", "within"]
"""What a change comes from; empty where one of its two shares is missing."""

LEAST = 10
"""Fewer contributions than this in a cycle give no share: one would move it by more than 10 points."""

NOTABLE = 0.05
"""A change, or a part of one, under five points is called none."""

SHARE_COLUMNS = ["theme_id", "theme", "cycle", "n", "N", "n_uncoded", "share", "low", "high", "gap"]
CHANGE_COLUMNS = [
    *["theme_id", "theme", "earlier", "later", "n_before", "N_before", "n_after", "N_after"],
    *["share_before", "share_after", "change", "low", "high", "within", "composition", "kind", "gap"],
]


@dataclass(frozen=True, slots=True, eq=False)
class YearOnYear:
    """What the cycles come to beside each other; treat the tables as read-only.

    Attributes
    ----------
    cycles : tuple of int
        Those with a contribution, the oldest first.
    shares : DataFrame
        One row per theme and cycle, `SHARE_COLUMNS`: `n` of `N` speak about the theme, `n_uncoded` of N are
        not coded yet; `share` with `low` and `high` (0 to 1) is weighed as `weighting` says, and missing
        where `gap` says why.
    composition : DataFrame
        One row per cycle and stakeholder group: `cycle, value, n, N, share, is_small`.
    changes : DataFrame
        One row per theme and pair of neighbouring cycles, `CHANGE_COLUMNS`; `within + composition = change`,
        missing where `gap` says which cycle has no share and why.
    n_without_cycle : int
        Contributions that are in no cycle.
    """

    weighting: Weighting
    cycles: tuple[int, ...]
    shares: pd.DataFrame
    composition: pd.DataFrame
    changes: pd.DataFrame
    n_without_cycle: int


def year_on_year(narrowed: Frames, weighting: Weighting = "contributions") -> YearOnYear:
    """Put the cycles that pass the filters beside each other.

    Parameters
    ----------
    narrowed : Frames
    weighting : {"contributions", "groups"}
        By groups, the share is the mean of those of the groups that replied; contributors of unknown group
        are in none of them.
    """
    cycles = sorted(int(cycle) for cycle in attribute_values(narrowed, "cycle"))
    whole, filters = narrowed.whole or narrowed, narrowed.filters
    per_cycle = {cycle: narrow(whole, replace(filters, cycles=(cycle,))) for cycle in cycles}
    per_cycle = {cycle: own for cycle, own in per_cycle.items() if len(own.universe)}
    cells = {cycle: theme_by_group(own).set_index(["theme_id", "value"]) for cycle, own in per_cycle.items()}
    shares = _shares(per_cycle, cells, weighting)
    return YearOnYear(
        weighting,
        tuple(per_cycle),
        shares,
        _composition(per_cycle),
        _changes(shares, cells, weighting),
        n_counted(narrowed.universe[narrowed.universe["cycle"].isna()]),
    )


def _shares(
    per_cycle: Mapping[int, Frames], cells: Mapping[int, pd.DataFrame], weighting: Weighting
) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = []
    place: dict[str, int] = {}
    for cycle, own in per_cycle.items():
        table = theme_table(own)
        gap, n_uncoded = _gap(own), totals(own).n_uncoded
        for row in table[table["kind"] == "theme"].to_dict("records"):
            found = _estimate(row["n"], row["N"], cells[cycle].loc[[row["theme_id"]]], weighting)
            missing = gap or ("" if found else "fewer than two stakeholder groups replied")
            value = (None,) * 3 if missing or not found else (found.value, found.low, found.high)
            counts = (row["n"], row["N"], n_uncoded)
            rows.append((row["theme_id"], row["name"], cycle, *counts, *value, missing))
            place.setdefault(row["theme_id"], len(place))
    rows.sort(key=lambda row: place[row[0]])
    table = pd.DataFrame(rows, columns=SHARE_COLUMNS)
    return table.astype({"share": "float64", "low": "float64", "high": "float64", "gap": "str"})


def _gap(own: Frames) -> str:
    """Say why a cycle can have no share; empty where it can."""
    seen = totals(own)
    if seen.n_uncoded == seen.n_universe:
        return "nothing of this cycle is coded yet"
    if seen.n_universe < LEAST:
        return "too few contributions for a share"
    return ""


def _estimate(n: int, total: int, by_group: pd.DataFrame, weighting: Weighting) -> Estimate | None:
    if weighting == "contributions":
        return proportions.wilson(n, total)
    replied = by_group[(by_group["N"] > 0) & (by_group.index.get_level_values("value") != UNKNOWN)]
    if len(replied) < 2:
        return None
    return proportions.mean_of(
        [proportions.wilson(int(n), int(total)) for n, total in zip(replied["n"], replied["N"], strict=True)]
    )


def _composition(per_cycle: Mapping[int, Frames]) -> pd.DataFrame:
    tables = [group_sizes(own).assign(cycle=cycle) for cycle, own in per_cycle.items()]
    columns = ["cycle", "value", "n", "N", "share", "is_small"]
    if not tables:
        return pd.DataFrame(columns=columns)
    table = pd.concat(tables, ignore_index=True)[columns]
    ever = table.groupby("value")["n"].sum()
    return table[table["value"].isin(ever.index[ever > 0])].reset_index(drop=True)


def _changes(shares: pd.DataFrame, cells: Mapping[int, pd.DataFrame], weighting: Weighting) -> pd.DataFrame:
    rows = []
    for (theme_id, theme), own in shares.groupby(["theme_id", "theme"], sort=False):
        for before, after in pairwise(own.to_dict("records")):
            parts = [_parts(cells[each["cycle"]].loc[[theme_id]], weighting) for each in (before, after)]
            rows.append(
                (
                    *(theme_id, theme, before["cycle"], after["cycle"]),
                    *(before["n"], before["N"], after["n"], after["N"], before["share"], after["share"]),
                    *_change(before, after, parts),
                )
            )
    table = pd.DataFrame(rows, columns=CHANGE_COLUMNS)
    numbers = CHANGE_COLUMNS[8:-2]
    return table.astype(dict.fromkeys(numbers, "float64") | {"kind": "str", "gap": "str"})


def _change(
    before: Mapping[Hashable, Any], after: Mapping[Hashable, Any], parts: Sequence[Sequence[Part]]
) -> tuple[float | Kind | str | None, ...]:
    gaps = [f"{each['cycle']}: {each['gap']}" for each in (before, after) if each["gap"]]
    if gaps:
        return (*(None,) * 5, "", "; ".join(gaps))
    estimates = [Estimate(each["share"], each["low"], each["high"]) for each in (before, after)]
    found = proportions.change(*estimates)
    # Copies that count once stand in each of their groups: what the groups do not explain is who replied.
    within, _ = proportions.decomposed(*parts)
    composition = found.value - within
    return found.value, found.low, found.high, within, composition, kind_of(within, composition), ""


def _parts(by_group: pd.DataFrame, weighting: Weighting) -> list[Part]:
    """Return the groups of a cycle with their weights, in the order of the groups."""
    sizes = by_group["N"].astype("float64")
    if weighting == "groups":
        sizes = (sizes > 0).where(sizes.index.get_level_values("value") != UNKNOWN, False).astype("float64")
    weights = sizes / sizes.sum() if sizes.sum() else sizes
    shares = [None if pd.isna(share) else float(share) for share in by_group["share"]]
    return [Part(float(weight), share) for weight, share in zip(weights, shares, strict=True)]


def kind_of(within: float, composition: float) -> Kind:
    """Tell what a change comes from.

    >>> kind_of(0.12, 0.03), kind_of(0.03, 0.12), kind_of(-0.04, 0.12)
    ('within', 'composition', 'composition')
    >>> kind_of(0.01, 0.02), kind_of(0.08, -0.09)
    ('steady', 'hidden')
    """
    change = within + composition
    if abs(change) < NOTABLE:
        return "hidden" if min(abs(within), abs(composition)) >= NOTABLE else "steady"
    return "composition" if abs(composition) > abs(within) else "within"
