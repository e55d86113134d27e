"""The tables of a view, and groups -> the evidence of what ties them: who names whom, who sits where."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from synthesis.community.together import Evidence, Gathering
from synthesis.community.together.evidence import gatherings_of, joined_seats, seats_in_events
from synthesis.models import Event
from synthesis.outputs.counting import n_counted
from synthesis.outputs.tidy import Frames

Mentions = Mapping[str, Collection[str]]
"""Ids of the passages that name a group, by its id."""


def ties(
    narrowed: Frames,
    mentions: Mentions,
    events: Sequence[Event],
    seats: Mapping[str, Collection[str]],
    reported: Sequence[Gathering] = (),
) -> Evidence:
    """Put together what ties groups, as far as a view is narrowed.

    Parameters
    ----------
    narrowed : Frames
        Passages that do not pass its filters name nobody; contributions count as it says.
    mentions : mapping of group id to passage ids
    events : sequence of Event
        The common calendar.
    seats : mapping of name to group ids
        Who spoke for which groups, as reports tell.
    reported : sequence of Gathering
        Meetings of the register and the groups that were there.
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
            for group, named in mentions.items()
        },
        contribution_of,
        _themes_of(narrowed),
        joined_seats(seats, seats_in_events(events)),
        (*reported, *gatherings_of(events)),
        n_counted(narrowed.universe),
    )


def _themes_of(narrowed: Frames) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    codings = narrowed.codings
    for passage_id, theme_id in zip(codings["passage_id"], codings["theme_id"], strict=True):
        found.setdefault(passage_id, set()).add(theme_id)
    return {passage_id: frozenset(themes) for passage_id, themes in found.items()}
