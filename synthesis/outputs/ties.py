"""The tables of a view, and groups -> the evidence of what ties them: who names whom, who sits where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from synthesis.community.groups import Membership
from synthesis.community.together import Evidence
from synthesis.community.together.evidence import gatherings_of, gatherings_reported, seats_of, unnamed_in
from synthesis.models import Event
from synthesis.outputs.frames.counting import n_counted
from synthesis.outputs.frames.tidy import Frames

Naming = Mapping[str, frozenset[str]]
"""Ids of the passages that name a group, by its id."""


def passages_naming(mentions: pd.DataFrame) -> Naming:
    """Return which passages name which group; where it is not certain which is meant, none is.

    Parameters
    ----------
    mentions : DataFrame
        Of `naming.mention_frame`.
    """
    certain = mentions[mentions["is_certain"].astype(bool)]
    by_group = certain.groupby("group_id", sort=True)["passage_id"]
    return {str(group_id): frozenset(ids) for group_id, ids in by_group}


def ties(
    narrowed: Frames, naming: Naming, members: Sequence[Membership], events: Sequence[Event]
) -> Evidence:
    """Put together what ties groups, as far as a view is narrowed.

    Parameters
    ----------
    narrowed : Frames
        Passages that do not pass its filters name nobody; contributions count as it says.
    naming : mapping of group id to passage ids
    members : sequence of Membership
        Who sits in which groups, by the reports and the calendar; no filter narrows them.
    events : sequence of Event
        The common calendar.
    """
    counts_as = dict(zip(narrowed.universe["id"], narrowed.universe["counts_as"], strict=True))
    passages = narrowed.passages
    contribution_of = {
        passage_id: counts_as[contribution_id]
        for passage_id, contribution_id in zip(passages["id"], passages["contribution_id"], strict=True)
    }
    return Evidence(
        {
            group: frozenset(each for each in named if each in contribution_of)
            for group, named in naming.items()
        },
        contribution_of,
        _themes_of(narrowed),
        seats_of(members),
        unnamed_in(members),
        (*gatherings_reported(members), *gatherings_of(events)),
        n_counted(narrowed.universe),
    )


def _themes_of(narrowed: Frames) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    codings = narrowed.codings
    for passage_id, theme_id in zip(codings["passage_id"], codings["theme_id"], strict=True):
        found.setdefault(passage_id, set()).add(theme_id)
    return {passage_id: frozenset(themes) for passage_id, themes in found.items()}
