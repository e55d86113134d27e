"""The tables of a view, and groups -> the evidence of what ties them: who names whom, who sits where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from synthesis.community.groups import Directory, find_mentions, memberships
from synthesis.community.together import Evidence
from synthesis.community.together.evidence import gatherings_of, gatherings_reported, seats_of, unnamed_in
from synthesis.models import Event, Meeting, Passage
from synthesis.outputs.counting import n_counted
from synthesis.outputs.tidy import Frames

Mentions = Mapping[str, frozenset[str]]
"""Ids of the passages that name a group, by its id."""


def passages_naming(passages: Iterable[Passage], directory: Directory) -> Mentions:
    """Return which passages name which group; where it is not certain which is meant, none is."""
    found: dict[str, set[str]] = {}
    for passage in passages:
        for mention in find_mentions(passage.text, directory):
            if mention.is_certain:
                found.setdefault(mention.group_id, set()).add(passage.id)
    return {group_id: frozenset(ids) for group_id, ids in found.items()}


def ties(
    narrowed: Frames,
    mentions: Mentions,
    meetings: Sequence[Meeting],
    events: Sequence[Event],
    directory: Directory,
) -> Evidence:
    """Put together what ties groups, as far as a view is narrowed.

    Parameters
    ----------
    narrowed : Frames
        Passages that do not pass its filters name nobody; contributions count as it says.
    mentions : mapping of group id to passage ids
    meetings : sequence of Meeting
        Those of the register, with who was there; no filter narrows them.
    events : sequence of Event
        The common calendar.
    directory : Directory
        The groups.
    """
    members = memberships(meetings, events, directory)
    counts_as = dict(zip(narrowed.universe["id"], narrowed.universe["counts_as"], strict=True))
    passages = narrowed.passages
    contribution_of = {
        passage_id: counts_as[contribution_id]
        for passage_id, contribution_id in zip(passages["id"], passages["contribution_id"], strict=True)
    }
    return Evidence(
        {
            group: frozenset(each for each in naming if each in contribution_of)
            for group, naming in mentions.items()
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
