"""YearOnYear -> plain sentences and the tables that people read; each number is one of its tables.

Points are differences of the percentages that stand beside them, so that they can be checked by eye.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from synthesis.outputs.phrases import counted, group_name, joined, of_total, percent, quoted, sentence, verb
from synthesis.outputs.tables import SMALL_GROUP
from synthesis.outputs.years.shares import LEAST, Kind, Weighting, YearOnYear

INTERVAL = "In brackets stands the 95 % interval (Wilson) of a share."
NO_SAMPLE = (
    "Contributions are not a sample, so it says nothing of what the whole community thinks; it shows only "
    "how far a share can move where so few speak."
)
EQUAL_GROUPS = (
    "Each stakeholder group that replied weighs the same, however many contributions it sent: the share is "
    "the mean of the groups' own. Contributors of unknown group are left out."
)
ONE_CYCLE = "There is one cycle only, so there is nothing to put beside it."

_MINUS = "\u2212"

KIND_WORDS: dict[Kind, str] = {
    "": "No share",
    "steady": "About the same",
    "hidden": "Two movements cancel out",
    "composition": "Who replied changed more than what was said",
    "within": "Mostly what the groups said",
}
"""What a change comes from, in the words of badges and tables."""

MAY_BE_CHANCE = "May be chance"
"""In the place of what the groups said, where the interval of the change includes none."""

IS_WARNING: frozenset[Kind] = frozenset({"composition", "hidden"})
"""Kinds of change that mislead a reader who sees the shares alone."""


def latest(found: YearOnYear) -> list[dict[str, Any]]:
    """Return the rows of `changes` up to the newest cycle, by theme; none where there is one cycle."""
    rows = found.changes[found.changes["later"] == max(found.cycles, default=0)]
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def lead_sentence(found: YearOnYear) -> str:
    """Below the heading: how much each cycle rests on."""
    if not found.cycles:
        if not found.n_without_cycle:
            return "There is no contribution to compare."
        return "No contribution names the cycle that it belongs to."
    of_cycle = found.composition.drop_duplicates("cycle").set_index("cycle")["N"]
    amounts = [f"{int(of_cycle[cycle]):,} for {cycle}" for cycle in found.cycles]
    said = [f"Contributions by cycle: {joined(amounts)}."]
    if n := found.n_without_cycle:
        named = counted(n, "contribution")
        said.append(f"{named} {verb(n, 'names no cycle and is', 'name no cycle and are')} left out.")
    return " ".join(said if len(found.cycles) > 1 else [*said, ONE_CYCLE])


def gaps_sentence(found: YearOnYear) -> str:
    """Beside the shares: which cycles have none, and why; empty where all have."""
    missing = found.shares[found.shares["gap"] != ""].drop_duplicates("cycle")
    said = [
        f"{cycle} has no shares: {gap} ({counted(int(total), 'contribution')})"
        for cycle, gap, total in zip(missing["cycle"], missing["gap"], missing["N"], strict=True)
    ]
    rule = f"Shares are given from {LEAST} contributions on." if (missing["N"] < LEAST).any() else ""
    waiting = found.shares[(found.shares["n_uncoded"] > 0) & (found.shares["gap"] == "")]
    uncoded = [
        f"{of_total(n, total)} of {cycle} {verb(n, 'is', 'are')} not coded yet "
        f"and {verb(n, 'counts', 'count')} as speaking about no theme."
        for cycle, n, total in waiting[["cycle", "n_uncoded", "N"]].drop_duplicates().itertuples(index=False)
    ]
    return " ".join(part for part in (sentence("; ".join(said)), rule, *uncoded) if part)


def composition_sentence(found: YearOnYear) -> str:
    """Beside who replied: how far it changed to the newest cycle, and most of all for whom."""
    if len(found.cycles) < 2:
        return ""
    earlier, later = found.cycles[-2:]
    sizes = found.composition.groupby("cycle")["N"].first()
    if sizes[[earlier, later]].min() < LEAST:
        return f"Too few contributions to say how who replied changed from {earlier} to {later}."
    table = found.composition.pivot(index="value", columns="cycle", values=["n", "N", "share"])
    moved = (table["share"][later] - table["share"][earlier]).astype("float64")
    points = round(50 * float(moved.abs().sum()))
    most = moved.abs().idxmax()
    spans = [
        f"{percent_words(float(table['share'][cycle][most]))} ({int(table['n'][cycle][most]):,} of "
        f"{int(table['N'][cycle][most]):,}) in {cycle}"
        for cycle in (earlier, later)
    ]
    if not points:
        return f"The make-up of who replied is the same in {later} as in {earlier}."
    moved_by = counted(points, "percentage point")
    return sentence(
        f"From {earlier} to {later} the make-up of who replied changed by {moved_by}, "
        f"most of all for {group_name(most)}: {spans[0]}, {spans[1]}"
    )


def weighting_sentence(found: YearOnYear) -> str:
    """Below the choice of weights: what weighing the groups alike means, and which of them are small."""
    if found.weighting == "contributions":
        return ""
    small = found.composition[
        found.composition["is_small"]
        & (found.composition["n"] > 0)
        & (found.composition["value"] != "unknown")
    ]
    named = small.assign(
        words=[f"{value} ({n:,})" for value, n in zip(small["value"], small["n"], strict=True)]
    )
    per_cycle = [f"in {cycle} from {joined(list(own['words']))}" for cycle, own in named.groupby("cycle")]
    if not per_cycle:
        return EQUAL_GROUPS
    few = f"Fewer than {SMALL_GROUP} contributions came {'; '.join(per_cycle)}."
    return f"{EQUAL_GROUPS} {few} They weigh as much as the other groups."


def theme_sentence(row: Mapping[str, Any], weighting: Weighting = "contributions") -> str:
    """Say of one row of `changes` what the share did and what that comes from."""
    name = quoted(str(row["theme"]))
    if row["gap"]:
        counts = [f"{row['n_before']:,} of {row['N_before']:,} contributions in {row['earlier']}"]
        counts.append(f"{row['n_after']:,} of {row['N_after']:,} in {row['later']}")
        return f"{name}: {joined(counts)}. No change is given ({row['gap']})."
    moved, within, composition = _points(row)
    span = _span(row, weighting)
    if row["kind"] == "steady":
        return f"{name} changes little: {span}."
    if row["kind"] == "hidden":
        apart = _apart_words(within, composition)
        return f"{name} changes little: {span}. Two movements cancel out: {apart}."
    said = f"{name} {verb(int(moved > 0), 'rises', 'falls')} {span}. {_parts_words(within, composition)}"
    warning = "Who replied, more than what the groups said, made this change."
    parts = [said, warning if row["kind"] == "composition" else "", _doubt(row)]
    return " ".join(part for part in parts if part)


def comes_from(row: Mapping[Any, Any]) -> str:
    """Say in the words of a badge what a change comes from, from a row of `changes`."""
    return MAY_BE_CHANCE if row["kind"] == "within" and _is_doubtful(row) else KIND_WORDS[row["kind"]]


def _points(row: Mapping[Any, Any]) -> tuple[int, int, int]:
    """Return a change in whole points, and of these what changed inside the groups and by who replied."""
    moved = _whole_percent(row["share_after"]) - _whole_percent(row["share_before"])
    composition = _whole_percent(row["composition"])
    return moved, moved - composition, composition


def _span(row: Mapping[str, Any], weighting: Weighting) -> str:
    """Say from where to where a share goes; a mean of groups is not the `n of N` that stands beside it."""
    before, after = percent_words(row["share_before"]), percent_words(row["share_after"])
    amounts = [f"{row[f'n_{side}']:,} of {row[f'N_{side}']:,}" for side in ("before", "after")]
    if weighting == "contributions":
        return f"from {before} ({amounts[0]}) in {row['earlier']} to {after} ({amounts[1]}) in {row['later']}"
    span = f"from {before} in {row['earlier']} to {after} in {row['later']}"
    return f"{span} with each group weighing the same ({joined(amounts)} contributions)"


def _parts_words(within: int, composition: int) -> str:
    """Say of so many points what they come from."""
    if not composition:
        return "All of it comes from what the groups said, none from who replied."
    if within * composition < 0:
        return sentence(_apart_words(within, composition))
    said = abs(within)
    return (
        f"Of these {counted(said + abs(composition), 'point')}, {said} {verb(said, 'comes', 'come')} from "
        f"what the groups said and {abs(composition)} from who replied."
    )


def _apart_words(within: int, composition: int) -> str:
    return f"who replied alone moved it {_way(composition)}, while inside the groups it went {_way(within)}"


def _way(points: int) -> str:
    return f"{'up' if points > 0 else 'down'} by {counted(abs(points), 'point')}"


def _doubt(row: Mapping[str, Any]) -> str:
    """Say where numbers as small as these could differ as much without anything having changed."""
    if not _is_doubtful(row):
        return ""
    low, high = (_signed(_whole_percent(row[bound])) for bound in ("low", "high"))
    return (
        f"The interval of the change, {low} to {high} points, includes no "
        "change at all: numbers as small as these can differ as much by chance."
    )


def _is_doubtful(row: Mapping[Any, Any]) -> bool:
    return bool(row["low"] <= 0 <= row["high"])


def _signed(points: int) -> str:
    """Write a change in whole points with its sign.

    >>> _signed(13), _signed(-4), _signed(0)
    ('+13', '−4', '0')
    """
    sign = "+" if points > 0 else _MINUS if points < 0 else ""
    return f"{sign}{abs(points)}"


def _whole_percent(share: float) -> int:
    """Round to whole percent, halves away from zero, and what only the computer puts below a half too."""
    return int(math.copysign(math.floor(abs(share) * 100 + 0.5 + 1e-9), share))


def percent_words(share: float) -> str:
    """Write a share in whole percent."""
    return f"{_whole_percent(share)} %"


def share_words(row: Mapping[Hashable, Any]) -> str:
    """Write a share with its interval; where there is none, why."""
    if row["gap"]:
        return str(row["gap"])
    return f"{percent_words(row['share'])} ({_whole_percent(row['low'])} to {percent_words(row['high'])})"


def shares_in_words(found: YearOnYear) -> pd.DataFrame:
    """List theme, cycle, `n of N` and share with its interval, one row each."""
    rows = [
        (row["theme"], row["cycle"], of_total(row["n"], row["N"]), share_words(row))
        for row in found.shares.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["Theme", "Cycle", "Contributions", "Share (95 % interval)"])


def composition_in_words(found: YearOnYear) -> pd.DataFrame:
    """List the groups with `n of N` in each cycle, in order of time, and the share where it has any.

    >>> from synthesis.outputs.years.shares import year_on_year
    >>> from synthesis.outputs.tables import frames
    >>> from synthesis.models import Contribution, Snapshot
    >>> few = Snapshot(contributions=(Contribution("1", "x", cycle=2017),))
    >>> composition_in_words(year_on_year(frames(few))).to_dict("records")
    [{'Stakeholder group': 'Group unknown', '2017': '1 of 1'}]
    """
    table = found.composition
    values = list(dict.fromkeys(table["value"]))
    words = {"Stakeholder group": ["Group unknown" if value == "unknown" else value for value in values]}
    for cycle in found.cycles:
        own = table[table["cycle"] == cycle]
        said = {
            value: _part_words(n, total)
            for value, n, total in zip(own["value"], own["n"], own["N"], strict=True)
        }
        words[str(cycle)] = [said[value] for value in values]
    return pd.DataFrame(words)


def _part_words(n: int, total: int) -> str:
    share = f" ({percent(n, total)})" if total >= LEAST else ""
    return f"{n:,} of {total:,}{share}"


def changes_in_words(found: YearOnYear) -> pd.DataFrame:
    """List every change between neighbouring cycles in points, with what it comes from."""
    rows = []
    for row in found.changes.to_dict("records"):
        numbers = ("share_before", "share_after")
        shares = [percent_words(row[name]) if row["kind"] else "" for name in numbers]
        points = [_signed(each) for each in _points(row)] if row["kind"] else [""] * 3
        bounds = [_signed(_whole_percent(row[name])) for name in ("low", "high")] if row["kind"] else []
        span = f"{row['earlier']} to {row['later']}"
        rows.append((row["theme"], span, *shares, *points, " to ".join(bounds), comes_from(row)))
    names = ["Theme", "Cycles", "Before", "After", "Change in points", "Inside the groups", "Who replied"]
    return pd.DataFrame(rows, columns=[*names, "95 % interval", "Comes from"])
