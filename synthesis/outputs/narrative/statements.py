"""One theme -> the statements of its synthesis, each with the passages that back it.

A position that anybody takes has its statement, however few they are; against is never folded into for.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from synthesis.models import POSITIONS, Position
from synthesis.outputs.frames.counting import n_counted
from synthesis.outputs.frames.tidy import made_once
from synthesis.outputs.narrative.clarity import CLEAR, clarity, is_broken
from synthesis.outputs.phrases import breakdown, of_total, sender_words, sentence, verb, with_meaning
from synthesis.outputs.tables import Frames, excerpts, positions_by_group, sided_themes, stances

N_EXCERPTS = 3
"""So many passages are quoted for a position on a theme, on a page and in a summary."""

MOST_EXCERPTS = 6
"""A paper quotes more than N_EXCERPTS where more groups take a position: one of each, up to this number."""

SAYS = {
    "for": ("is for", "are for"),
    "against": ("is against", "are against"),
    "mixed": ("says both for and against", "say both for and against"),
    "unclear": ("does not make its position clear", "do not make their position clear"),
}
"""What one contribution, or several, do that take a position."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage that is quoted, with whom to attribute it to, and where else they said it."""

    passage_id: str
    contribution_id: str
    text: str
    language: str
    name: str
    stakeholder_group: str
    group_as_given: str
    region: str
    cycle: int | None
    position: Position
    is_confirmed: bool
    is_sample: bool
    repeat_words: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What the contributions that take one position say, in numbers.

    `label` is what the position means on this theme, where the codebook says so in a few words.
    `passage_ids` are all the passages the number rests on; `excerpts` are some of them, chosen to
    cover different groups. Of `n` contributions `n_proposed` take the position without a person having
    confirmed it.
    """

    position: Position
    label: str
    sentence: str
    n: int
    n_on_theme: int
    n_proposed: int
    passage_ids: tuple[str, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class ThemeSynthesis:
    """A theme with its statements: for, against, mixed, unclear, those that anybody makes.

    Without `has_sides` its one statement, `unclear`, holds all that was said, and no position is named.
    """

    theme_id: str
    name: str
    definition: str
    n: int
    n_universe: int
    has_sides: bool
    statements: tuple[Statement, ...]


@made_once
def theme_synthesis(
    narrowed: Frames, theme_id: str, n_excerpts: int = N_EXCERPTS, most_excerpts: int = 0
) -> ThemeSynthesis:
    """Put together what was said about one theme.

    Parameters
    ----------
    narrowed : Frames
    theme_id : str
        Of the codebook, and not filtered out.
    n_excerpts : int
        At most so many excerpts a statement, >= 0.
    most_excerpts : int
        More than that where more stakeholder groups take the position, one of each, up to this number.

    Returns
    -------
    ThemeSynthesis
        Without statements where nobody spoke about the theme.

    Raises
    ------
    KeyError
        If there is no such theme.
    """
    found = narrowed.themes[narrowed.themes["id"] == theme_id]
    if found.empty:
        raise KeyError(theme_id)
    theme = found.iloc[0].to_dict() | {"has_sides": theme_id in sided_themes(narrowed)}
    said = stances(narrowed)
    said = said[said["theme_id"] == theme_id]
    taken = [position for position in POSITIONS if (said["position"] == position).any()]
    return ThemeSynthesis(
        theme_id=theme_id,
        name=str(theme["name"]),
        definition=str(theme["definition"]),
        n=len(said),
        n_universe=n_counted(narrowed.universe),
        has_sides=theme["has_sides"],
        statements=tuple(
            _statement(narrowed, theme, said, position, (n_excerpts, most_excerpts)) for position in taken
        ),
    )


def backing(narrowed: Frames, position: Position, theme_id: str | None = None) -> pd.DataFrame:
    """List what the contributions that take a position rest it on; mixed ones, on all they say on each side.

    Parameters
    ----------
    narrowed : Frames
    position : {"for", "against", "mixed", "unclear"}
        Of the contribution as a whole on a theme, as `stances` has it.
    theme_id : str, optional
        If not given, all themes that pass the filters.

    Returns
    -------
    DataFrame
        Rows of `excerpts`, in its order.
    """
    said = stances(narrowed)
    takers = said.loc[said["position"] == position, ["theme_id", "counts_as"]]
    rows = excerpts(narrowed, theme_id).merge(takers, on=["theme_id", "counts_as"], how="inner")
    is_backing = rows["position"] != "unclear" if position == "mixed" else rows["position"] == position
    return rows[is_backing]


def proposed_words(n_proposed: int, n: int) -> str:
    """Say how much of a number rests on machine proposals.

    >>> proposed_words(17, 18), proposed_words(0, 2)
    ('Not yet confirmed by a person: 17 of 18.', 'Confirmed by a person: all 2.')
    """
    if not n:
        return ""
    if n_proposed:
        return f"Not yet confirmed by a person: {n_proposed:,} of {n:,}."
    return f"Confirmed by a person: {'all ' if n > 1 else ''}{n:,}."


def _statement(
    narrowed: Frames,
    theme: Mapping[Hashable, Any],
    said: pd.DataFrame,
    position: Position,
    n_excerpts: tuple[int, int],
) -> Statement:
    takers = said[said["position"] == position]
    backed = backing(narrowed, position, theme["id"])
    label = str(theme.get(f"{position}_label", ""))
    n, n_proposed = len(takers), int((~takers["is_confirmed"]).sum())
    does = f" {with_meaning(verb(n, *SAYS[position]), label)}" if theme["has_sides"] else ""
    who = breakdown(positions_by_group(narrowed, theme["id"]), f"n_{position}")
    on_theme = "on this theme"
    if narrowed.filters.review:
        on_theme = f"with a coding {on_theme} that passes the review filter"
    says = sentence(f"{of_total(n, len(said))} {on_theme}{does}: {who}")
    return Statement(
        position=position,
        label=label,
        sentence=f"{says} {proposed_words(n_proposed, n)}",
        n=n,
        n_on_theme=len(said),
        n_proposed=n_proposed,
        passage_ids=tuple(dict.fromkeys(backed["passage_id"])),
        excerpts=_choose(backed, position, n_excerpts),
    )


def _choose(rows: pd.DataFrame, position: Position, n_excerpts: tuple[int, int]) -> tuple[Excerpt, ...]:
    """Take the clearest passage of one contribution of each group before a second of any group.

    Of mixed ones take the best passage of each side before a second of any, and no contribution by half.
    """
    if rows.empty:
        return ()
    rows = _clearest_first(_in_prose(rows))
    first = rows.drop_duplicates("counts_as")
    in_turn = first.assign(turn=first.groupby("stakeholder_group").cumcount())
    order = in_turn.sort_values("turn", kind="stable")["counts_as"]
    n_least, most = n_excerpts
    n = max(n_least, min(first["stakeholder_group"].nunique(), most))
    if position == "mixed":
        chosen = _whole_pairs(rows, list(order), n)
    else:
        chosen = first.set_index("counts_as", drop=False).loc[order].head(n)
    return tuple(_excerpt(row) for row in chosen.to_dict("records"))


def _whole_pairs(rows: pd.DataFrame, order: list[str], n: int) -> pd.DataFrame:
    """Take the best passage of each side of a contribution, as many contributions as fit in whole."""
    of_sides = rows.drop_duplicates(["counts_as", "position"])
    n_sides = of_sides.groupby("counts_as").size().loc[order].cumsum()
    shown = [counts_as for place, counts_as in enumerate(order) if not place or n_sides[counts_as] <= n]
    place = {counts_as: number for number, counts_as in enumerate(shown)}
    of_shown = rows[rows["counts_as"].isin(shown)]
    nth = of_shown.groupby(["counts_as", "position"]).cumcount()
    ranked = of_shown.assign(is_further=nth > 0, turn=of_shown["counts_as"].map(place), nth=nth)
    at_least = int(n_sides.iloc[0])
    return ranked.sort_values(["is_further", "turn", "nth"], kind="stable").head(max(n, at_least))


def _in_prose(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out lists, rows of tables and words with markup, unless nothing else was said."""
    is_prose = ~rows["text"].map(is_broken).astype(bool)
    return rows[is_prose] if is_prose.any() else rows


def _clearest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Sort: copies of a letter after the first, what can stand alone first, of that what a person confirmed.

    Then the clearest; of those that are clear enough the coding's score decides.
    """
    pairs = zip(rows["text"], rows["evidence_words"], strict=True)
    first_sent = rows.groupby("copy_group")["contribution_id"].transform("first")
    ranked = rows.assign(
        is_proposed=rows["status"] != "accepted",
        is_copy=(rows["copy_group"] != "") & (rows["contribution_id"] != first_sent),
        clarity=[min(clarity(text, words), CLEAR) for text, words in pairs],
    )
    ranked = ranked.assign(is_clear=ranked["clarity"] >= CLEAR)
    order = ["is_copy", "is_clear", "is_proposed", "clarity", "score"]
    return ranked.sort_values(order, ascending=[True, False, True, False, False], kind="stable")


def _excerpt(row: Mapping[Hashable, Any]) -> Excerpt:
    cycle = row["cycle"]
    return Excerpt(
        passage_id=str(row["passage_id"]),
        contribution_id=str(row["contribution_id"]),
        text=str(row["text"]),
        language=str(row["language"]),
        name=str(row["name"]),
        stakeholder_group=str(row["stakeholder_group"]),
        group_as_given=str(row["group_as_given"]),
        region=str(row["region"]),
        cycle=int(cycle) if not pd.isna(cycle) else None,
        position=row["position"],
        is_confirmed=row["status"] == "accepted",
        is_sample=bool(row["is_sample"]),
        repeat_words=str(row["repeat_words"]),
    )


def attribution(excerpt: Excerpt) -> str:
    """Say whose words these are: name, group, region, cycle; what is unknown is left out."""
    return sender_words(excerpt.name, excerpt.stakeholder_group, excerpt.region, excerpt.cycle)
