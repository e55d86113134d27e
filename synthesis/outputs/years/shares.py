"""Frames -> how the share of each theme goes from cycle to cycle, beside who replied in each.

Counts are of contributions. Contributions are no sample: an interval shows only how far so small numbers can
move, and a change of the share is taken apart into what changed inside the stakeholder groups and who
replied. Contributions that name no cycle are in none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import pandas as pd

from synthesis.models import STAKEHOLDER_GROUPS, UNKNOWN
from synthesis.outputs.frames.counting import n_counted
from synthesis.outputs.frames.tidy import NOT_CODED, OUTCOME_ORDER
from synthesis.outputs.tables import SMALL_GROUP, Frames
from synthesis.outputs.years import proportions
from synthesis.outputs.years.proportions import Estimate, Part

Weighting = Literal["contributions", "groups"]
"""Each contribution weighs the same, or each stakeholder group that replied does."""

Kind = Literal["", "steady", "hidden", "composition", "within"]
"""What a change comes from; empty where one of its two shares is missing."""

LEAST = 10
"""Fewer contributions than this in a cycle give no share: one would move it by more than 10 points."""

NOTABLE = 0.05
"""A change, or a part of one, under five points is called none."""

SHARE_COLUMNS = ["theme_id", "theme", "cycle", "n", "N", "n_uncoded", "share", "low", "high", "gap"]
_CHANGE_NUMBERS = ["share_before", "share_after", "change", "low", "high", "within", "composition"]
CHANGE_COLUMNS = [
    *["theme_id", "theme", "earlier", "later", "n_before", "N_before", "n_after", "N_after"],
    *[*_CHANGE_NUMBERS, "kind", "gap"],
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


@dataclass(frozen=True, slots=True)
class _Counts:
    """Contributions as they count, by cycle, and by the other things that a name says."""

    groups: tuple[str, ...]
    in_cycle: Mapping[int, int]
    uncoded: Mapping[int, int]
    in_group: Mapping[tuple[int, str], int]
    on_theme: Mapping[tuple[str, int], int]
    on_theme_in_group: Mapping[tuple[str, int, str], int]

    def parts(self, theme_id: str, cycle: int) -> list[tuple[str, int, int]]:
        """Return each group with how many of how many of it speak about a theme."""
        return [
            (
                group,
                self.on_theme_in_group.get((theme_id, cycle, group), 0),
                self.in_group.get((cycle, group), 0),
            )
            for group in self.groups
        ]


def year_on_year(narrowed: Frames, weighting: Weighting = "contributions") -> YearOnYear:
    """Put the cycles that pass the filters beside each other.

    Parameters
    ----------
    narrowed : Frames
    weighting : {"contributions", "groups"}
        By groups, the share is the mean of those of the groups that replied; contributors of unknown group
        are in none of them.
    """
    counts = _counts(narrowed)
    shares = _shares(narrowed, counts, weighting)
    undated = narrowed.universe[narrowed.universe["cycle"].isna()]
    return YearOnYear(
        weighting,
        tuple(counts.in_cycle),
        shares,
        _composition(counts),
        _changes(shares, counts, weighting),
        n_counted(undated),
    )


def _counts(narrowed: Frames) -> _Counts:
    """Count in one pass: what counts as one counts once in each cycle and group that it comes from."""
    heard = narrowed.universe[["id", "cycle", "stakeholder_group", "counts_as", "outcome"]]
    heard = heard[heard["cycle"].notna()].astype({"cycle": "int64"})
    speakers = heard.rename(columns={"id": "contribution_id"})
    pairs = narrowed.codings[["contribution_id", "theme_id"]].drop_duplicates()
    spoken = pairs.merge(speakers, on="contribution_id", how="inner")
    rank = heard["outcome"].map(OUTCOME_ORDER.index).groupby([heard["cycle"], heard["counts_as"]]).min()
    waiting = rank[rank == OUTCOME_ORDER.index(NOT_CODED)]
    present = set(heard["stakeholder_group"])
    return _Counts(
        tuple(group for group in STAKEHOLDER_GROUPS if group in present),
        _n_by(heard, ["cycle"]),
        Counter(int(cycle) for cycle in waiting.index.get_level_values("cycle")),
        _n_by(heard, ["cycle", "stakeholder_group"]),
        _n_by(spoken, ["theme_id", "cycle"]),
        _n_by(spoken, ["theme_id", "cycle", "stakeholder_group"]),
    )


def _n_by(rows: pd.DataFrame, keys: list[str]) -> dict[Any, int]:
    """Count what counts as one, by these keys, in their order."""
    return rows.groupby(keys[0] if len(keys) == 1 else keys)["counts_as"].nunique().to_dict()


def _shares(narrowed: Frames, counts: _Counts, weighting: Weighting) -> pd.DataFrame:
    rows = []
    for theme_id, name in zip(narrowed.themes["id"], narrowed.themes["name"], strict=True):
        for cycle, total in counts.in_cycle.items():
            n, n_uncoded = counts.on_theme.get((theme_id, cycle), 0), counts.uncoded.get(cycle, 0)
            found = _estimate(n, total, counts.parts(theme_id, cycle), weighting)
            gap = _gap(total, n_uncoded) or ("" if found else "fewer than two stakeholder groups replied")
            value = (None,) * 3 if gap or not found else (found.value, found.low, found.high)
            rows.append((theme_id, name, cycle, n, total, n_uncoded, *value, gap))
    table = pd.DataFrame(rows, columns=SHARE_COLUMNS)
    return table.astype({"share": "float64", "low": "float64", "high": "float64", "gap": "str"})


def _gap(total: int, n_uncoded: int) -> str:
    """Say why a cycle can have no share; empty where it can."""
    if n_uncoded == total:
        return "nothing of this cycle is coded yet"
    return "too few contributions for a share" if total < LEAST else ""


def _estimate(
    n: int, total: int, parts: Sequence[tuple[str, int, int]], weighting: Weighting
) -> Estimate | None:
    if weighting == "contributions":
        return proportions.wilson(n, total)
    replied = [proportions.wilson(*counted) for group, *counted in parts if counted[1] and group != UNKNOWN]
    return proportions.mean_of(replied) if len(replied) > 1 else None


def _composition(counts: _Counts) -> pd.DataFrame:
    rows = [
        (cycle, group, n, total, n / total, n < SMALL_GROUP)
        for cycle, total in counts.in_cycle.items()
        for group in counts.groups
        for n in [counts.in_group.get((cycle, group), 0)]
    ]
    return pd.DataFrame(rows, columns=["cycle", "value", "n", "N", "share", "is_small"])


def _changes(shares: pd.DataFrame, counts: _Counts, weighting: Weighting) -> pd.DataFrame:
    rows = []
    for key, own in shares.groupby("theme_id", sort=False):
        theme_id, theme = str(key), own["theme"].iloc[0]
        for before, after in pairwise(own.to_dict("records")):
            parts = [_parts(counts.parts(theme_id, each["cycle"]), weighting) for each in (before, after)]
            rows.append(
                (
                    *(theme_id, theme, before["cycle"], after["cycle"]),
                    *(before["n"], before["N"], after["n"], after["N"], before["share"], after["share"]),
                    *_change(before, after, parts),
                )
            )
    table = pd.DataFrame(rows, columns=CHANGE_COLUMNS)
    return table.astype(dict.fromkeys(_CHANGE_NUMBERS, "float64") | {"kind": "str", "gap": "str"})


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


def _parts(groups: Sequence[tuple[str, int, int]], weighting: Weighting) -> list[Part]:
    """Return the groups of a cycle with their weights, in the order of the groups."""
    sizes = [total for _, _, total in groups]
    if weighting == "groups":
        sizes = [int(total > 0 and group != UNKNOWN) for group, _, total in groups]
    whole = sum(sizes) or 1
    return [
        Part(size / whole, n / total if total else None)
        for size, (_, n, total) in zip(sizes, groups, strict=True)
    ]


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
