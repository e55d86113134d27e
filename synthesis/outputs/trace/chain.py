"""Each decision beside what had been said on its themes, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from synthesis.meetings.follow_up import telling_words, tells_of
from synthesis.models import POSITIONS, RESTATES_NOTHING, UNKNOWN
from synthesis.outputs.frames.tidy import remembered, sided_themes
from synthesis.outputs.tables import Frames, stances, widened
from synthesis.outputs.tables.listings import decision_table
from synthesis.outputs.trace.sent import first_sent

_SAID = ["n", "N", "n_groups", "n_groups_present", *[f"n_{position}" for position in POSITIONS]]


def _said_by(narrowed: Frames, days: Iterable[str]) -> dict[tuple[str, str], dict[str, int]]:
    """Count what `_SAID` names by ISO day and theme; before no meeting ("") nothing had been said."""
    senders = first_sent(narrowed)
    said = stances(narrowed).merge(senders, on="counts_as", how="inner")
    counts = {}
    for day in days:
        sent, spoken = senders[senders["sent"] <= day], said[said["sent"] <= day]
        all_sent = {"N": sent["counts_as"].nunique(), "n_groups_present": _n_groups(sent)}
        for theme_id in narrowed.themes["id"]:
            own = spoken[spoken["theme_id"] == theme_id]
            once = own.drop_duplicates("counts_as")
            positions = {f"n_{each}": int((once["position"] == each).sum()) for each in POSITIONS}
            counts[day, theme_id] = {"n": len(once), "n_groups": _n_groups(own)} | all_sent | positions
    return counts


def _n_groups(rows: pd.DataFrame) -> int:
    return len(set(rows["stakeholder_group"]) - {UNKNOWN})


@remembered
def trace_table(narrowed: Frames) -> pd.DataFrame:
    """Set each decision of a theme beside what had been said on it, and what later meetings tell.

    Returns
    -------
    DataFrame
        One row per theme and decision linked to it, themes in the order of the codebook, the first decision
        first: the columns of `decision_table` by theme, `has_sides` of the theme, `link_status`; `n` of `N`
        contributions sent before the meeting speak about the theme, `n_for` and the rest of them, from
        `n_groups` of the `n_groups_present` stakeholder groups that had replied by then; `told`, a tuple of
        the ids of what the register has as a repetition of it or in its place, as people said; `later`
        those and after them the items of later meetings that tell of it by their words. Of a meeting
        without a date `N` is 0. A review filter does not count. What only repeats an earlier item of the
        theme, or tells how it went, has no row if that one has: it stands in the `later` of that one.
    """
    rows = decision_table(narrowed, by="theme")
    rows = rows[rows["theme_id"] != ""].sort_values("held_on", kind="stable")
    rows = rows.assign(has_sides=rows["theme_id"].isin(sided_themes(widened(narrowed, "review"))))
    words = {row_id: telling_words(quote) for row_id, quote in zip(rows["id"], rows["quote"], strict=True)}
    counts = _said_by(widened(narrowed, "review"), set(rows["held_on"]))
    status = dict(
        zip(
            zip(narrowed.links["decision_id"], narrowed.links["theme_id"], strict=True),
            narrowed.links["status"],
            strict=True,
        )
    )
    told = _told_by_people(narrowed.decisions)
    parts = [
        _of_theme(group[~group["is_merged"]], counts, words, status, told)
        for _, group in rows.groupby("theme_id", sort=False)
        if not group["is_merged"].all()
    ]
    place = {theme: order for order, theme in enumerate(narrowed.themes["id"])}
    parts.sort(key=lambda part: place[part["theme_id"].iloc[0]])
    columns = [*rows.columns, "link_status", *_SAID, "told", "later"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _of_theme(
    rows: pd.DataFrame,
    counts: Mapping[tuple[str, str], dict[str, int]],
    words: dict[str, frozenset[str]],
    status: dict[tuple[str, str], str],
    told: Mapping[str, tuple[str, ...]],
) -> pd.DataFrame:
    """Give the decisions of one theme, by date, what had been said and what came later."""
    theme = rows["theme_id"].iloc[0]
    by_words = {
        row_id: _later(rows, row_id, day, words)
        for row_id, day in zip(rows["id"], rows["held_on"], strict=True)
    }
    is_told = rows["id"].isin(_told(rows, by_words))
    said = pd.DataFrame([counts[day, theme] for day in rows["held_on"]], index=rows.index)
    joined = pd.concat([rows, said], axis=1)
    own = [told.get(row_id, ()) for row_id in rows["id"]]
    later = [
        tuple(dict.fromkeys((*people, *by_words[row_id])))
        for row_id, people in zip(rows["id"], own, strict=True)
    ]
    joined["told"] = pd.Series(own, index=rows.index, dtype="object")
    joined["later"] = pd.Series(later, index=rows.index, dtype="object")
    joined["link_status"] = [status.get((row_id, theme), "proposed") for row_id in rows["id"]]
    return joined[~is_told]


def _told_by_people(decisions: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return, by decision, what a person merged with it, and then what a person said stands in its place."""
    standing = decisions[decisions["review"] != "rejected"]
    known = set(standing["id"])
    told: dict[str, tuple[str, ...]] = {}
    for row_id, restates in zip(standing["id"], standing["restates"], strict=True):
        if restates in known:
            told[restates] = (*told.get(restates, ()), row_id)
    for row_id, other in zip(standing["id"], standing["superseded_by"], strict=True):
        if other in known:
            told[row_id] = (*told.get(row_id, ()), other)
    return told


def _told(rows: pd.DataFrame, later: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return what needs no row, as one that has a row names it; `rows` stand in the order of their dates."""
    told: set[str] = set()
    named: set[str] = set()
    for row_id, kind in zip(rows["id"], rows["kind"], strict=True):
        if row_id in named and kind in ("restated", "information"):
            told.add(row_id)
        else:
            named.update(later[row_id])
    return told


def _later(rows: pd.DataFrame, row_id: str, day: str, words: dict[str, frozenset[str]]) -> tuple[str, ...]:
    """Return what tells of it by its words; not what a person said restates nothing."""
    after = rows[(rows["held_on"] > day) & (day != "") & (rows["restates"] != RESTATES_NOTHING)]
    return tuple(other for other in after["id"] if tells_of(words[other], words[row_id]))
