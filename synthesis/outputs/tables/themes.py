"""Theme by theme: who spoke, for and against, and what was decided."""

from __future__ import annotations

import pandas as pd

from synthesis.models import POSITIONS, PROGRESS, UNKNOWN
from synthesis.outputs.frames.counting import n_counted, of_outcome
from synthesis.outputs.frames.tidy import FILLER, NOT_CODED, Frames, remembered, sided_themes
from synthesis.outputs.tables.chains import chains
from synthesis.outputs.tables.overall import decided_of
from synthesis.outputs.tables.positions import stances
from synthesis.outputs.tables.shares import share

OUTSIDE = {
    "none": ("None of the themes", "No passage was coded to a theme of the codebook."),
    "undecided": ("Cannot tell", "No passage was coded to a theme, and for at least one it is not clear."),
    NOT_CODED: ("Not coded yet", "No passage was coded to a theme, and at least one has not been looked at."),
    FILLER: ("Says nothing", "Nothing but fillers such as “N/A”, or words that are left out as repeated."),
}
"""What stands below the themes, kept apart, in this order."""

_THEME_WORDS = ["theme_id", "name", "definition", "for_label", "against_label"]
_DECISION_COUNTS = ["n_decisions", "n_decisions_confirmed"] + [f"n_{p.replace(' ', '_')}" for p in PROGRESS]
_STANCE_COUNTS = ["n", "n_passages", "n_groups", *[f"n_{p}" for p in POSITIONS], "n_confirmed", "n_copies"]
_THEME_TABLE = [
    *[*_THEME_WORDS, "has_sides", "kind", "n", "N", "share", "n_passages", "n_groups"],
    *["n_groups_present", *[f"n_{p}" for p in POSITIONS], "n_confirmed", "n_copies", *_DECISION_COUNTS],
]


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
        linked decisions, without `information`, what was rejected, and what only repeats an earlier one of
        the theme or tells how it went (see `chains`); `n_open` and the rest are of those.
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
    table["share"] = share(table["n"], table["N"])
    return table[_THEME_TABLE]


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
    linked = _decided_by_theme(narrowed)
    flags = pd.DataFrame({"theme_id": linked["theme_id"], "n_decisions": 1})
    flags["n_decisions_confirmed"] = linked["review"] == "confirmed"
    for progress in PROGRESS:
        flags[f"n_{progress.replace(' ', '_')}"] = linked["progress"] == progress
    return flags.groupby("theme_id").sum().astype("int64")


@remembered
def decisions_ranked(narrowed: Frames) -> pd.DataFrame:
    """Rank the decisions of each theme, the one that answers it best first.

    Returns
    -------
    DataFrame
        Rows of `Frames.decisions`, one per theme and counted decision linked to it, with `theme_id`, and
        `reported` and `reported_on` of `chains`: first
        whose link to the theme a person confirmed; then what is called a decision, because commitments,
        restatements and what hangs on a condition often only carry out, or repeat, an earlier one; then the
        surest link; then what answers the most passages; then the newest.
    """
    ranked = _decided_by_theme(narrowed).join(_links_to_themes(narrowed), on=["id", "theme_id"])
    ranked = ranked.assign(
        is_confirmed=ranked["is_confirmed"].eq(True),
        is_decision=ranked["kind"] == "decision",
        n_answered=ranked["passage_ids"].map(len),
        place=range(0, -len(ranked), -1),
    )
    keys = ["is_confirmed", "is_decision", "score", "n_answered", "held_on", "place"]
    return ranked.sort_values(keys, ascending=False)[
        ["theme_id", *narrowed.decisions.columns.drop("theme_ids"), "reported", "reported_on"]
    ]


def _decided_by_theme(narrowed: Frames) -> pd.DataFrame:
    """List the decisions that count by theme, with what later items report of each; none that is folded."""
    linked = decided_of(narrowed.decisions).explode("theme_ids").rename(columns={"theme_ids": "theme_id"})
    told = chains(narrowed)
    own = told.loc[~told["is_folded"].astype(bool), ["theme_id", "id", "reported", "reported_on"]]
    return linked.merge(own, on=["theme_id", "id"], how="inner")


def _links_to_themes(narrowed: Frames) -> pd.DataFrame:
    """Return `is_confirmed` and the best `score` by decision and theme, of its items together."""
    item_of = dict(zip(narrowed.decisions["id"], narrowed.decisions["item_id"], strict=True))
    links = narrowed.links[(narrowed.links["theme_id"] != "") & (narrowed.links["status"] != "rejected")]
    links = links.assign(id=links["decision_id"].map(item_of), is_confirmed=links["status"] == "confirmed")
    return links.groupby(["id", "theme_id"])[["is_confirmed", "score"]].max()


@remembered
def lead_decisions(narrowed: Frames) -> pd.DataFrame:
    """Tell for each theme which decision answers it best: the first of `decisions_ranked`, and `n_others`."""
    ranked = decisions_ranked(narrowed)
    n_others = ranked.groupby("theme_id").size() - 1
    first = ranked.drop_duplicates("theme_id").set_index("theme_id")
    return first.assign(n_others=n_others.reindex(first.index))


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
