"""Frames: the tidy tables of one state of the store, and how Filters narrow them.

One row is one contribution, passage, coding, theme, meeting, decision or decision link. What a person
rejected is left out of `codings` and `links`, so that it counts nowhere. Dates are ISO text, "" if unknown.
`assemble` makes them from a Snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

from synthesis.models import Filters
from synthesis.outputs.frames.provenance import Provenance

P = ParamSpec("P")
R = TypeVar("R")

NOT_CODED = "uncoded"
"""The outcome of a passage, or contribution, that nobody and nothing has coded yet."""

FILLER = "filler"
"""The outcome of a passage that says nothing ("N/A"), and of a contribution without any other."""

OUTCOME_ORDER = ("coded", "undecided", NOT_CODED, "none", FILLER)
"""One coded passage makes a contribution coded; else one doubtful passage makes it undecided, and so on."""

WITHOUT_THEME = ("none", "undecided")
"""Outcomes that say of a passage, as codings do, what it is about: a proposal until a person confirms it."""

QUESTION_COLUMNS = {"contribution_id": "str", "question": "str", "place": "int64"}


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Frames:
    """The tidy tables of one state of the store, whole or narrowed; treat them as read-only.

    `universe` holds the contributions that pass every filter but theme and review: its length is N.
    `contributions` are those of them with a coding that passes those two as well, or, without a theme filter,
    with a passage of no theme in a state that passes. Without such filters they are the same. Their
    `counts_as` says what a contribution counts as: itself, or its copy group where copies count once.
    `outcome` says what coding came to: coded, undecided (cannot tell), none
    (none of the themes), uncoded, filler (says nothing); `own_outcome` of a contribution, what it came to
    without the passages that repeat another one, which they name in `repeats`; `outcome_status`
    of a passage, who says that it has no theme (see `WITHOUT_THEME`). `questions` are those that
    contributions answered, one row per answer, with its place among those of the contribution. `filters`
    is what the tables were narrowed to, `whole` what they were narrowed from; None where they are that
    themselves. `provenance` is of the whole state.
    """

    contributions: pd.DataFrame
    universe: pd.DataFrame
    passages: pd.DataFrame
    codings: pd.DataFrame
    themes: pd.DataFrame
    meetings: pd.DataFrame
    decisions: pd.DataFrame
    links: pd.DataFrame
    revision: int = 0
    changed_at: datetime | None = None
    codebook_name: str = ""
    codebook_version: str = ""
    provenance: Provenance = field(default_factory=Provenance)
    questions: pd.DataFrame = field(default_factory=lambda: make_frame(QUESTION_COLUMNS, ()))
    filters: Filters = field(default_factory=Filters)
    whole: Frames | None = None

    @property
    def is_by_coding(self) -> bool:
        """Whether a filter chooses codings, so that contributions without one are left out."""
        return bool(self.filters.themes or self.filters.review)

    @property
    def is_by_contribution(self) -> bool:
        """Whether a filter chooses contributions, so that N is not all that were sent."""
        chosen = self.filters
        return bool(chosen.cycles or chosen.stakeholder_groups or chosen.regions or chosen.languages)

    @property
    def is_sample(self) -> bool:
        """Whether anything shown was composed for this project, and has to be marked."""
        return bool(self.universe["is_sample"].any()) or bool(self.meetings["is_sample"].any())


def made_once(make: Callable[Concatenate[Frames, P], R]) -> Callable[Concatenate[Frames, P], R]:
    """Make what cannot be changed once for as long as its Frames live."""
    made: WeakKeyDictionary[Frames, dict[object, R]] = WeakKeyDictionary()

    @wraps(make)
    def recall(narrowed: Frames, /, *args: P.args, **kwargs: P.kwargs) -> R:
        of_frames = made.setdefault(narrowed, {})
        key = (args, tuple(sorted(kwargs.items())))
        if key not in of_frames:
            of_frames[key] = make(narrowed, *args, **kwargs)
        return of_frames[key]

    return recall


def remembered(
    table: Callable[Concatenate[Frames, P], pd.DataFrame],
) -> Callable[Concatenate[Frames, P], pd.DataFrame]:
    """Make a table once for as long as its Frames live; each caller gets a copy of its own.

    A page says ten sentences about one theme table. The copy is free until somebody writes to it.
    """
    once = made_once(table)

    @wraps(table)
    def recall(narrowed: Frames, /, *args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
        return once(narrowed, *args, **kwargs).copy(deep=False)

    return recall


def narrow(whole: Frames, filters: Filters) -> Frames:
    """Keep what passes the filters: any of the values inside a field, all fields together.

    Cycle, group, region and language choose contributions (the N of every share); theme and review
    choose codings, and with them passages and contributions; theme also chooses decisions and their meetings.
    Review by itself chooses passages without a theme, too: that is said of them by somebody as well.
    """
    if filters == Filters():
        return whole
    whole, origin = as_counted(whole, filters), whole.whole or whole
    universe = whole.universe[contribution_mask(whole.universe, filters)]
    inside = whole.codings["contribution_id"].isin(universe["id"])
    codings = whole.codings[inside & coding_mask(whole.codings, filters)]
    passages = whole.passages[whole.passages["contribution_id"].isin(universe["id"])]
    contributions = universe
    if filters.themes or filters.review:
        passages = passages[passages["order"].isin(codings["order"]) | themeless_mask(passages, filters)]
        contributions = universe[universe["id"].isin(passages["contribution_id"])]
    return replace(
        _on_themes(whole, filters.themes),
        contributions=contributions,
        universe=universe,
        passages=passages,
        codings=codings,
        filters=filters,
        whole=origin,
    )


def widened(narrowed: Frames, *fields: str) -> Frames:
    """Take the filters of these fields off again; all others stay."""
    emptied: dict[str, Any] = dict.fromkeys(fields, ())
    return narrow(narrowed.whole or narrowed, replace(narrowed.filters, **emptied))


def as_counted(whole: Frames, filters: Filters) -> Frames:
    """Say what each contribution counts as, and leave out what is repeated, as the filters have it."""
    heard, passages, codings = whole.universe, whole.passages, whole.codings
    if filters.copies_once:
        shared = heard["copy_group"] != ""
        heard = heard.assign(counts_as=heard["copy_group"].where(shared, heard["id"]))
    if filters.without_repeats:
        passages = passages[passages["repeats"] == ""]
        codings = codings[codings["passage_id"].isin(passages["id"])]
        n_own = heard["id"].map(passages["contribution_id"].value_counts()).fillna(0).astype("int64")
        heard = heard.assign(outcome=heard["own_outcome"], n_passages=n_own)
    return replace(whole, universe=heard, passages=passages, codings=codings)


def contribution_mask(contributions: pd.DataFrame, filters: Filters) -> pd.Series[bool]:
    """Tell which contributions pass the cycle, group, region and language filters."""
    passes = pd.Series(True, index=contributions.index)
    wanted: dict[str, Sequence[Any]] = {
        "cycle": filters.cycles,
        "stakeholder_group": filters.stakeholder_groups,
        "region": filters.regions,
        "language": filters.languages,
    }
    for column, values in wanted.items():
        if values:
            passes &= contributions[column].isin(values).astype(bool)
    return passes


def coding_mask(codings: pd.DataFrame, filters: Filters) -> pd.Series[bool]:
    """Tell which codings pass the theme and review filters."""
    passes = pd.Series(True, index=codings.index)
    if filters.themes:
        passes &= codings["theme_id"].isin(filters.themes)
    if filters.review:
        passes &= codings["status"].isin(filters.review)
    return passes


def themeless_mask(passages: pd.DataFrame, filters: Filters) -> pd.Series[bool]:
    """Tell which passages without a theme pass the review filter; none of them passes a theme filter."""
    states = () if filters.themes else filters.review
    return passages["outcome_status"].isin(states).astype(bool)


def _on_themes(whole: Frames, themes: Sequence[str]) -> Frames:
    if not themes:
        return whole
    wanted = set(themes)
    on_them = [bool(wanted.intersection(ids)) for ids in whole.decisions["theme_ids"]]
    decisions = whole.decisions[pd.Series(on_them, index=whole.decisions.index, dtype=bool)]
    links = whole.links[
        whole.links["decision_id"].isin(decisions["id"])
        & (whole.links["theme_id"].isin(themes) | (whole.links["theme_id"] == ""))
    ]
    deciding = decisions.loc[decisions["review"] != "rejected", "meeting_id"]
    return replace(
        whole,
        decisions=decisions,
        links=links,
        meetings=whole.meetings[whole.meetings["id"].isin(deciding)],
        themes=whole.themes[whole.themes["id"].isin(themes)],
    )


def sided_themes(narrowed: Frames) -> frozenset[str]:
    """Return the themes on which one can be for or against.

    The codebook says what either means there, or a coding that counts anywhere in the store takes a side.
    Of the others no position is worth saying: all would be unclear. No filter changes it.
    """
    whole = narrowed.whole or narrowed
    taken = whole.codings.loc[whole.codings["position"] != "unclear", "theme_id"]
    return frozenset(whole.themes.loc[whole.themes["has_guide"], "id"]) | frozenset(taken)


def make_frame(columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """Make a frame whose column types do not depend on what the rows hold, or whether there are any."""
    across = list(zip(*rows, strict=True)) or [() for _ in columns]
    return pd.DataFrame(
        {
            name: pd.Series(list(cells), dtype=kind)
            for (name, kind), cells in zip(columns.items(), across, strict=True)
        }
    )


def iso_day(day: date | None) -> str:
    """Write a date so that text order is time order; empty when unknown."""
    return day.isoformat() if day else ""
