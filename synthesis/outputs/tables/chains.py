"""Decisions of a theme -> which of them only repeat an earlier one, or tell how it went."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from synthesis.meetings.follow_up import telling_words, tells_of
from synthesis.models import RESTATES_NOTHING, UNFINISHED
from synthesis.outputs.frames.tidy import Frames, remembered
from synthesis.outputs.tables.listings import decision_table

Row = Mapping[Hashable, Any]

_COLUMNS = ["theme_id", "id", "told", "later", "is_folded", "reported", "reported_on"]


@remembered
def chains(narrowed: Frames) -> pd.DataFrame:
    """Put beside each item of a theme what tells of it, so that what hangs together counts once.

    Returns
    -------
    DataFrame
        One row per theme and item linked to it, without merged ones, the first meeting first: `theme_id, id`;
        `told`, a tuple of the ids of what the register has as a repetition of it or in its place, as people
        said; `later`, those and after them the items of later meetings that tell of it by their words;
        `is_folded`, whether it only repeats an earlier item of the theme or tells how that went, so that it
        stands below that one and does not count; `reported` and `reported_on`, the state other than open that
        the last of `later` is in, and the ISO day of its meeting, "" where none is.
    """
    rows = decision_table(narrowed, by="theme").sort_values("held_on", kind="stable")
    rows = rows[(rows["theme_id"] != "") & ~rows["is_merged"]]
    people = _told_by_people(narrowed.decisions)
    whole = {row["id"]: row for row in narrowed.decisions.to_dict("records")}
    found: list[tuple[Any, ...]] = []
    for theme_id, group in rows.groupby("theme_id", sort=False):
        found.extend((theme_id, *chain) for chain in _of_theme(group.to_dict("records"), people, whole))
    return pd.DataFrame(found, columns=_COLUMNS)


def folded(narrowed: Frames) -> set[tuple[str, str]]:
    """Return the pairs of theme and item that stand below an earlier item of the theme."""
    table = chains(narrowed)
    rows = table[table["is_folded"].astype(bool)]
    return set(zip(rows["theme_id"], rows["id"], strict=True))


def _of_theme(
    rows: list[dict[Hashable, Any]], people: Mapping[str, tuple[str, ...]], whole: Mapping[str, Row]
) -> list[tuple[Any, ...]]:
    words = {row["id"]: telling_words(row["quote"]) for row in rows}
    named: set[str] = set()
    found: list[tuple[Any, ...]] = []
    for row in rows:
        told = people.get(row["id"], ())
        by_words = [each["id"] for each in rows if _tells_of(each, row, words)]
        later = tuple(dict.fromkeys((*told, *by_words)))
        is_folded = row["id"] in named and _only_tells(row)
        if not is_folded:
            named.update(later)
        found.append((row["id"], told, later, is_folded, *_reported([whole[each] for each in later])))
    return found


def _tells_of(later: Row, row: Row, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether an item tells of one before by its words; what a person said restates nothing does not."""
    is_after = bool(row["held_on"]) and later["held_on"] > row["held_on"]
    may_tell = is_after and later["restates"] != RESTATES_NOTHING
    return may_tell and tells_of(words[later["id"]], words[row["id"]])


def _only_tells(row: Row) -> bool:
    """Whether an item decides nothing new: a restatement, information, or an action that has ended."""
    has_ended = row["kind"] == "commitment" and row["progress"] not in UNFINISHED
    return row["kind"] in ("restated", "information") or has_ended


def _reported(later: list[Row]) -> tuple[str, str]:
    states = [(each["held_on"], each["progress"]) for each in later if each["progress"] != "open"]
    on, state = max(states, key=lambda each: each[0], default=("", ""))
    return state, on


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
