"""Frames -> every count that is shown to people, as tidy DataFrames.

Counts count contributions unless the column says `n_passages`. A share is `n` of `N`: N is the number of
contributions after the filters other than theme and review, that is of those that could have spoken.
What a person rejected counts nowhere. Where copies count once, what they say together is one contribution,
in all and in each group, region, cycle and language that any of them has. No function changes its argument.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from synthesis.models import POSITIONS, PROGRESS, UNKNOWN
from synthesis.outputs.assemble import frames
from synthesis.outputs.counting import n_counted, of_outcome, sizes
from synthesis.outputs.facets import Attribute, attribute_values, facet_counts
from synthesis.outputs.listings import (
    contributions_table,
    decision_table,
    excerpts,
    passage_table,
)
from synthesis.outputs.tidy import (
    FILLER,
    NOT_CODED,
    Frames,
    narrow,
    remembered,
    sided_themes,
    widened,
)
from synthesis.outputs.words import REVIEW_WORDS

__all__ = [
    "FEW",
    "REVIEW_WORDS",
    "SMALL_GROUP",
    "Attribute",
    "Frames",
    "Totals",
    "attribute_values",
    "contributions_table",
    "copies",
    "decision_table",
    "excerpts",
    "facet_counts",
    "frames",
    "group_sizes",
    "narrow",
    "not_heard",
    "passage_table",
    "positions_by_group",
    "sided_themes",
    "stances",
    "theme_by_group",
    "theme_table",
    "totals",
    "widened",
]

SMALL_GROUP = 5
"""Below this many contributions a share is flagged: one contribution moves it by 20 points or more."""

FEW = 3
"""Fewer contributions than this from a group or region are `few`."""

NO_REGION = (UNKNOWN, "Other", "Intergovernmental Organizations")
"""Values of the region that are no part of the world; they are not counted among the regions."""

OUTSIDE = {
    "none": ("None of the themes", "No passage was coded to a theme of the codebook."),
    "undecided": ("Cannot tell", "No passage was coded to a theme, and for at least one it is not clear."),
    NOT_CODED: ("Not coded yet", "No passage was coded to a theme, and at least one has not been looked at."),
    FILLER: ("Says nothing", "Nothing but fillers such as “N/A”, or words that are left out as repeated."),
}
"""What stands below the themes, kept apart, in this order."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How much everything on a page rests on; contributions unless the name says otherwise.

    `n_contributions` passed all filters, of `n_universe` that passed those other than theme and review.
    `n_groups`, `n_regions` and `n_languages`, of the former, leave `unknown` out, `n_regions` also `Other`
    and intergovernmental organizations. `n_copies` of the former, counted one by one,
    have a text that others sent too, in `n_copy_groups` copy groups.
    `n_coded + n_none + n_undecided + n_uncoded + n_silent` is `n_universe`; of the passages `n_fillers` say
    nothing, and `n_silent` contributions nothing else. `n_with_confirmed` have a coding that a
    person confirmed.
    `n_decisions` leaves out information, what a person rejected, and what was merged with the item that it
    restates; they come from `n_meetings` meetings.
    """

    n_contributions: int
    n_universe: int
    n_passages: int
    n_passages_coded: int
    n_codings: int
    n_with_confirmed: int
    n_codings_confirmed: int
    n_coded: int
    n_none: int
    n_undecided: int
    n_uncoded: int
    n_silent: int
    n_fillers: int
    n_groups: int
    n_regions: int
    n_languages: int
    cycles: tuple[int, ...]
    n_copies: int
    n_copy_groups: int
    n_themes: int
    n_meetings: int
    n_decisions: int
    n_decisions_confirmed: int
    n_sample: int
    is_sample: bool


def totals(narrowed: Frames) -> Totals:
    """Count everything once."""
    universe, heard, codings = narrowed.universe, narrowed.contributions, narrowed.codings
    outcomes = of_outcome(universe).value_counts()
    confirmed = codings[codings["status"] == "accepted"]
    copied = heard[heard["copy_group"] != ""]
    decided = _decided(narrowed.decisions)
    return Totals(
        n_contributions=n_counted(heard),
        n_universe=n_counted(universe),
        n_passages=len(narrowed.passages),
        n_passages_coded=codings["passage_id"].nunique(),
        n_codings=len(codings),
        n_with_confirmed=n_counted(heard[heard["id"].isin(confirmed["contribution_id"])]),
        n_codings_confirmed=len(confirmed),
        n_coded=int(outcomes.get("coded", 0)),
        n_none=int(outcomes.get("none", 0)),
        n_undecided=int(outcomes.get("undecided", 0)),
        n_uncoded=int(outcomes.get(NOT_CODED, 0)),
        n_silent=int(outcomes.get(FILLER, 0)),
        n_fillers=int((narrowed.passages["outcome"] == FILLER).sum()),
        n_groups=len(set(heard["stakeholder_group"]) - {UNKNOWN}),
        n_regions=len(set(heard["region"]) - set(NO_REGION)),
        n_languages=len(set(heard["language"]) - {UNKNOWN}),
        cycles=tuple(sorted(int(cycle) for cycle in heard["cycle"].dropna().unique())),
        n_copies=len(copied),
        n_copy_groups=copied["copy_group"].nunique(),
        n_themes=len(narrowed.themes),
        n_meetings=decided["meeting_id"].nunique(),
        n_decisions=len(decided),
        n_decisions_confirmed=int((decided["review"] == "confirmed").sum()),
        n_sample=n_counted(universe[universe["is_sample"]]),
        is_sample=narrowed.is_sample,
    )


@remembered
def stances(narrowed: Frames, attribute: Attribute | None = None) -> pd.DataFrame:
    """Take together what each contribution says about each theme.

    Parameters
    ----------
    narrowed : Frames
    attribute : {"stakeholder_group", "region", "cycle", "language"}, optional
        Tell per value of it too: copies that count once are heard in each value that those have who speak,
        with the position that all of them come to.

    Returns
    -------
    DataFrame
        One row per contribution and theme: `theme_id`, `counts_as`, the attribute if one is given,
        `position`, `n_passages`, `is_confirmed`. A contribution that says both for and
        against is mixed; what is unclear yields to what is clear. A position is confirmed where what a
        person confirmed comes to it by itself.
    """
    keys = ["theme_id", "counts_as"]
    columns = ["counts_as", *([attribute] if attribute else [])]
    speakers = narrowed.universe[["id", *columns]].rename(columns={"id": "contribution_id"})
    codings = narrowed.codings.merge(speakers, on="contribution_id", how="inner")
    taken = _positions_taken(codings, keys)
    confirmed = _positions_taken(codings[codings["status"] == "accepted"], keys)
    confirmed = confirmed.rename(columns={"position": "confirmed"}).drop(columns="n_passages")
    taken = taken.merge(confirmed, on=keys, how="left")
    taken["is_confirmed"] = taken["position"] == taken["confirmed"]
    taken = taken.drop(columns="confirmed").astype({"is_confirmed": "bool"})
    # Not worked out again per value: copies for in one and against in another would be mixed in neither.
    heard_in = codings[["theme_id", *columns]].drop_duplicates()
    return taken.merge(heard_in, on=keys, how="inner") if attribute else taken


def _positions_taken(codings: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Come to one position per theme and contribution; with `n_passages` that it rests on."""
    said = codings[keys].assign(n_passages=1)
    for position in ("for", "against", "mixed"):
        said[position] = codings["position"] == position
    rules = {"n_passages": "sum", "for": "max", "against": "max", "mixed": "max"}
    taken = said.groupby(keys, as_index=False, sort=False).agg(rules)
    is_mixed = taken["mixed"] | (taken["for"] & taken["against"])
    taken["position"] = np.select(
        [is_mixed, taken["for"], taken["against"]], ["mixed", "for", "against"], "unclear"
    )
    return taken[[*keys, "position", "n_passages"]].astype({"position": "str"})


@remembered
def theme_table(narrowed: Frames) -> pd.DataFrame:
    """Tell for each theme of the codebook, in its order, who spoke about it and what was decided.

    Returns
    -------
    DataFrame
        `theme_id, name, definition, for_label, against_label, has_sides, kind, n, N, share, n_passages,
        n_groups, n_groups_present, n_for, n_against, n_mixed, n_unclear, n_confirmed, n_copies, n_decisions,
        n_decisions_confirmed, n_open, n_under_way, n_done, n_declined, n_superseded`. The labels say what
        for and against mean, where the codebook does; without `has_sides` nobody can be told to be either
        (see `sided_themes`). `kind` is `theme`; the rows below the themes, none,
        undecided and (only where there is any) uncoded and filler, have it as their kind and no theme_id.
        They are left out where a theme filter is set. `n_groups` leaves `unknown` out. `n_confirmed` counts
        the contributions whose position a person confirmed. `n_decisions` counts
        linked decisions, without `information` and what was rejected; `n_open` and the rest are of those.
    """
    rows = narrowed.themes.rename(columns={"id": "theme_id"})[_THEME_WORDS]
    rows = rows.reset_index(drop=True).assign(kind="theme")
    rows["has_sides"] = rows["theme_id"].isin(sided_themes(narrowed))
    counted = _count_stances(narrowed).reindex(rows["theme_id"], fill_value=0).reset_index(drop=True)
    decided = _count_decisions(narrowed).reindex(rows["theme_id"], fill_value=0).reset_index(drop=True)
    table = pd.concat([rows, counted, decided], axis=1)
    if not narrowed.filters.themes:
        table = pd.concat([table, _outside_themes(narrowed, list(table.columns))], ignore_index=True)
    table["N"] = n_counted(narrowed.universe)
    table["n_groups_present"] = len(set(narrowed.universe["stakeholder_group"]) - {UNKNOWN})
    table["share"] = _share(table["n"], table["N"])
    return table[_THEME_TABLE]


_DECISION_COUNTS = ["n_decisions", "n_decisions_confirmed"] + [f"n_{p.replace(' ', '_')}" for p in PROGRESS]
_STANCE_COUNTS = ["n", "n_passages", "n_groups", *[f"n_{p}" for p in POSITIONS], "n_confirmed", "n_copies"]
_THEME_WORDS = ["theme_id", "name", "definition", "for_label", "against_label"]
_THEME_TABLE = [
    *[*_THEME_WORDS, "has_sides", "kind", "n", "N", "share", "n_passages", "n_groups"],
    *["n_groups_present", *[f"n_{p}" for p in POSITIONS], "n_confirmed", "n_copies", *_DECISION_COUNTS],
]


def theme_by_group(narrowed: Frames, attribute: Attribute = "stakeholder_group") -> pd.DataFrame:
    """Compare groups (or regions, cycles, languages): whose contributions speak about which theme.

    Returns
    -------
    DataFrame
        One row per theme and value, every value that the filters leave: `theme_id, theme, value, n, N,
        share, is_small`. N is the number of the value's contributions; the share of none is missing (NaN).
    """
    values = attribute_values(narrowed, attribute)
    n_all = sizes(narrowed.universe, attribute)
    said = stances(narrowed, attribute).groupby(["theme_id", attribute]).size()
    cells = [
        (theme_id, name, value, int(said.get((theme_id, value), 0)), int(n_all.get(value, 0)))
        for theme_id, name in zip(narrowed.themes["id"], narrowed.themes["name"], strict=True)
        for value in values
    ]
    table = pd.DataFrame(cells, columns=["theme_id", "theme", "value", "n", "N"])
    return _with_share(table)


def positions_by_group(
    narrowed: Frames, theme_id: str, attribute: Attribute = "stakeholder_group"
) -> pd.DataFrame:
    """Tell where each group stands on one theme.

    Returns
    -------
    DataFrame
        One row per value: `value, n_for, n_against, n_mixed, n_unclear, n, N, share, is_small`; `n` spoke
        about the theme, of `N` contributions of that value.
    """
    said = stances(narrowed, attribute)
    said = said[said["theme_id"] == theme_id]
    n_all = sizes(narrowed.universe, attribute)
    counts = said.groupby([attribute, "position"]).size()
    rows = []
    for value in attribute_values(narrowed, attribute):
        per_position = [int(counts.get((value, position), 0)) for position in POSITIONS]
        rows.append((value, *per_position, sum(per_position), int(n_all.get(value, 0))))
    columns = ["value", *[f"n_{position}" for position in POSITIONS], "n", "N"]
    return _with_share(pd.DataFrame(rows, columns=columns))


def group_sizes(narrowed: Frames, attribute: Attribute = "stakeholder_group") -> pd.DataFrame:
    """Tell who replied: `value, n, N, share, is_small`, each value that the filters leave, of N in all."""
    n_all = sizes(narrowed.universe, attribute)
    values = attribute_values(narrowed, attribute)
    table = pd.DataFrame({"value": values, "n": [int(n_all.get(value, 0)) for value in values]})
    table["N"] = n_counted(narrowed.universe)
    table["share"] = _share(table["n"], table["N"])
    return table.assign(is_small=table["n"] < SMALL_GROUP)


def not_heard(narrowed: Frames) -> pd.DataFrame:
    """List the stakeholder groups and regions that few or no contributions came from.

    Returns
    -------
    DataFrame
        `attribute, value, n, N, share, flag`; flag is `none` or `few` (fewer than 3). `unknown` groups
        and what is no region (`NO_REGION`) are not listed; nor is what a filter leaves out.
    """
    both = [
        group_sizes(narrowed, attribute).assign(attribute=attribute)
        for attribute in ("stakeholder_group", "region")
    ]
    table = pd.concat(both, ignore_index=True)
    is_somebody = ~table["value"].isin(NO_REGION)
    table = table[(table["n"] < FEW) & is_somebody].reset_index(drop=True)
    table["flag"] = np.where(table["n"] == 0, "none", "few")
    return table[["attribute", "value", "n", "N", "share", "flag"]].astype({"flag": "str"})


def copies(narrowed: Frames) -> pd.DataFrame:
    """List the copy groups of the contributions that pass all filters, largest first.

    Returns
    -------
    DataFrame
        `copy_group, n, is_exact`; n contributions, counted one by one, share one text.
    """
    copied = narrowed.contributions[narrowed.contributions["copy_group"] != ""]
    table = copied.groupby("copy_group", as_index=False).agg(
        n=("id", "size"), is_exact=("is_exact_copy", "all")
    )
    return table.sort_values(["n", "copy_group"], ascending=[False, True], ignore_index=True)


def _share(n: pd.Series[int], of: pd.Series[int]) -> pd.Series[float]:
    return (n / of.where(of > 0)).astype("float64")


def _with_share(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(share=_share(table["n"], table["N"]), is_small=table["N"] < SMALL_GROUP)


def _decided(decisions: pd.DataFrame) -> pd.DataFrame:
    is_counted = (decisions["review"] != "rejected") & (decisions["kind"] != "information")
    return decisions[is_counted & ~decisions["is_merged"]]


def _count_stances(narrowed: Frames) -> pd.DataFrame:
    """Count per theme; every column of `_STANCE_COUNTS`, indexed by theme."""
    said, by_group = stances(narrowed), stances(narrowed, "stakeholder_group")
    by_theme = said.groupby("theme_id")
    known = by_group[by_group["stakeholder_group"] != UNKNOWN].groupby("theme_id")
    copied = narrowed.universe.loc[narrowed.universe["copy_group"] != "", "counts_as"]
    counts = {
        "n": by_theme.size(),
        "n_passages": by_theme["n_passages"].sum(),
        "n_groups": known["stakeholder_group"].nunique(),
        "n_confirmed": by_theme["is_confirmed"].sum(),
        "n_copies": said[said["counts_as"].isin(copied)].groupby("theme_id").size(),
    }
    for position in POSITIONS:
        counts[f"n_{position}"] = said[said["position"] == position].groupby("theme_id").size()
    table = pd.DataFrame(counts, index=by_theme.size().index)
    return table.fillna(0).astype("int64")[_STANCE_COUNTS]


def _count_decisions(narrowed: Frames) -> pd.DataFrame:
    """Count per theme; every column of `_DECISION_COUNTS`, indexed by theme."""
    linked = _decided(narrowed.decisions).explode("theme_ids").rename(columns={"theme_ids": "theme_id"})
    flags = pd.DataFrame({"theme_id": linked["theme_id"], "n_decisions": 1})
    flags["n_decisions_confirmed"] = linked["review"] == "confirmed"
    for progress in PROGRESS:
        flags[f"n_{progress.replace(' ', '_')}"] = linked["progress"] == progress
    return flags.groupby("theme_id").sum().astype("int64")


def _outside_themes(narrowed: Frames, columns: list[str]) -> pd.DataFrame:
    """Make the rows below the themes; contributions without any coded passage, told apart by why."""
    rows = []
    came_to = narrowed.universe["counts_as"].map(of_outcome(narrowed.universe))
    for outcome, (name, definition) in OUTSIDE.items():
        silent = narrowed.universe[came_to == outcome]
        if silent.empty and outcome in (NOT_CODED, FILLER):
            continue
        row = dict.fromkeys(columns, 0) | dict.fromkeys(_THEME_WORDS, "")
        row |= {"name": name, "definition": definition}
        row |= {
            "kind": outcome,
            "has_sides": False,
            "n": n_counted(silent),
            "n_passages": int(silent["n_passages"].sum()),
        }
        row |= {"n_groups": len(set(silent["stakeholder_group"]) - {UNKNOWN})}
        row |= {"n_copies": n_counted(silent[silent["copy_group"] != ""])}
        rows.append(row)
    return pd.DataFrame(rows, columns=columns)
