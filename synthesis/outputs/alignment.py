"""Topics beside groups, themes and contributions -> tidy tables; counts are of contributions, n of N."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from synthesis.community.alignment import Alignment, NearPassage, TopicFit
from synthesis.models import Group, Topic
from synthesis.outputs.frames.counting import n_counted
from synthesis.outputs.frames.tidy import Frames
from synthesis.outputs.together import labels

COVERED = 0.1
"""Share of the contributions that raise an issue with a passage near a topic, from which it is covered."""

COVERED_BY = 2
"""Contributions at least that have such a passage."""

ISSUE_COLUMNS = ["issue_id", "kind", "issue", "n", "N", "n_near", "topic_ids", "is_covered"]


def n_near(fit: TopicFit, narrowed: Frames) -> int:
    """Count the contributions that have a passage near a topic."""
    return _n_of((near.passage.id for near in fit.passages), narrowed)


def group_cells(alignment: Alignment) -> pd.DataFrame:
    """Lay topics out against the groups whose remit they touch.

    Returns
    -------
    DataFrame
        One row a pair that is near: `topic_id, topic, group_id, group, kind, likeness, words`.
    """
    names, kinds = labels(alignment.groups), {group.id: group.kind for group in alignment.groups}
    rows = [
        (
            fit.topic.id,
            fit.topic.title,
            near.group_id,
            names[near.group_id],
            kinds[near.group_id],
            near.likeness,
            near.words,
        )
        for fit in alignment.fits
        for near in fit.groups
    ]
    columns = ["topic_id", "topic", "group_id", "group", "kind", "likeness", "words"]
    return pd.DataFrame(rows, columns=columns)


def theme_cells(alignment: Alignment, narrowed: Frames) -> pd.DataFrame:
    """Count, for each topic and theme, the contributions with a passage on the theme that is near the topic.

    Returns
    -------
    DataFrame
        One row a cell: `topic_id, topic, theme_id, theme, n, N`; N is all contributions that pass.
    """
    total = n_counted(narrowed.universe)
    coded = _passages_of_themes(narrowed)
    rows = [
        (fit.topic.id, fit.topic.title, theme_id, theme, _n_of(near & coded[theme_id], narrowed), total)
        for fit in alignment.fits
        for near in [{each.passage.id for each in fit.passages}]
        for theme_id, theme in _themes(narrowed).items()
    ]
    return pd.DataFrame(rows, columns=["topic_id", "topic", "theme_id", "theme", "n", "N"])


def passages_behind(
    fit: TopicFit, narrowed: Frames, *, theme_id: str = "", within: Collection[str] | None = None
) -> list[NearPassage]:
    """Return the passages behind a cell, the nearest first.

    Parameters
    ----------
    fit : TopicFit
    narrowed : Frames
    theme_id : str, optional
        Only passages coded to this theme; all that are near, without one.
    within : collection of str, optional
        Only these passages, such as those that name a group.
    """
    coded = _passages_of_themes(narrowed).get(theme_id, set()) if theme_id else None
    return [
        near
        for near in fit.passages
        if (coded is None or near.passage.id in coded) and (within is None or near.passage.id in within)
    ]


def issues(alignment: Alignment, narrowed: Frames, beyond: Sequence[Topic]) -> pd.DataFrame:
    """List what contributions raise, and whether a proposed topic covers it; the most raised first.

    Returns
    -------
    DataFrame
        `ISSUE_COLUMNS`: themes of the codebook and topics beyond it; `n` contributions of `N` raise it,
        `n_near` of these have a passage on it near one of `topic_ids`, the topics nearest to most first.
    """
    total = n_counted(narrowed.universe)
    coded, names = _passages_of_themes(narrowed), _themes(narrowed)
    raised: list[tuple[str, str, str, set[str]]] = [
        (theme_id, "theme", names[theme_id], coded[theme_id]) for theme_id in names
    ]
    passing = set(narrowed.passages["id"])
    raised += [
        (topic.id, "topic beyond the codebook", topic.name, passing.intersection(topic.passage_ids))
        for topic in beyond
        if topic.is_proposal
    ]
    rows = [_issue(each, alignment, narrowed, total) for each in raised]
    table = pd.DataFrame([row for row in rows if row["n"]], columns=ISSUE_COLUMNS)
    return table.sort_values(["n", "issue"], ascending=[False, True], kind="stable", ignore_index=True)


def _issue(
    raised: tuple[str, str, str, set[str]], alignment: Alignment, narrowed: Frames, total: int
) -> dict[str, Any]:
    issue_id, kind, name, passages = raised
    n = _n_of(passages, narrowed)
    by_topic = {fit.topic.id: _n_of(_near(fit) & passages, narrowed) for fit in alignment.fits}
    near = _n_of(alignment.near_passages & passages, narrowed)
    nearest = sorted((topic for topic in by_topic if by_topic[topic]), key=lambda each: -by_topic[each])
    return {
        "issue_id": issue_id,
        "kind": kind,
        "issue": name,
        "n": n,
        "N": total,
        "n_near": near,
        "topic_ids": tuple(nearest),
        "is_covered": near >= COVERED_BY and near >= COVERED * n,
    }


def untouched(alignment: Alignment, kinds: Collection[str]) -> list[Group]:
    """Return the groups of some kinds whose remit no topic touches."""
    return [group for group in alignment.untouched if not kinds or group.kind in kinds]


def _near(fit: TopicFit) -> set[str]:
    return {each.passage.id for each in fit.passages}


def _themes(narrowed: Frames) -> dict[str, str]:
    themes = narrowed.themes
    chosen = set(narrowed.filters.themes)
    names = zip(themes["id"], themes["name"], strict=True)
    return {theme_id: name for theme_id, name in names if not chosen or theme_id in chosen}


def _passages_of_themes(narrowed: Frames) -> dict[str, set[str]]:
    codings = narrowed.codings
    found: dict[str, set[str]] = {theme_id: set() for theme_id in _themes(narrowed)}
    for passage_id, theme_id in zip(codings["passage_id"], codings["theme_id"], strict=True):
        if theme_id in found:
            found[theme_id].add(passage_id)
    return found


def _n_of(passage_ids: Any, narrowed: Frames) -> int:
    """Count the contributions that these passages stand in."""
    wanted = set(passage_ids)
    passages = narrowed.passages
    senders = set(passages.loc[passages["id"].isin(list(wanted)), "contribution_id"])
    return n_counted(narrowed.universe[narrowed.universe["id"].isin(list(senders))])


def as_dict(
    alignment: Alignment, narrowed: Frames, beyond: Sequence[Topic], kinds: Collection[str] = ()
) -> Mapping[str, Any]:
    """Lay everything out for JSON, with the offsets of each passage in its contribution."""
    cells = theme_cells(alignment, narrowed)
    return {
        "n_contributions": n_counted(narrowed.universe),
        "reach": alignment.reach,
        "topics": [_topic_dict(fit, cells, narrowed) for fit in alignment.fits],
        "issues": [
            {**row, "topic_ids": list(row["topic_ids"]), "is_covered": bool(row["is_covered"])}
            for row in issues(alignment, narrowed, beyond).to_dict("records")
        ],
        "untouched_groups": [group.id for group in untouched(alignment, kinds)],
    }


def _topic_dict(fit: TopicFit, cells: pd.DataFrame, narrowed: Frames) -> dict[str, Any]:
    own = cells[cells["topic_id"] == fit.topic.id]
    return {
        "id": fit.topic.id,
        "title": fit.topic.title,
        "kind": fit.topic.kind,
        "cycle": fit.topic.cycle,
        "is_sample": fit.topic.is_sample,
        "n": n_near(fit, narrowed),
        "themes": {row.theme_id: row.n for row in own.itertuples()},
        "groups": [
            {"id": each.group_id, "nearness": round(each.likeness, 4), "words": list(each.words)}
            for each in fit.groups
        ],
        "passages": [
            {
                "id": each.passage.id,
                "contribution": each.passage.contribution_id,
                "start": each.passage.start,
                "end": each.passage.end,
                "text": each.passage.text,
                "nearness": round(each.likeness, 4),
                "words": list(each.words),
            }
            for each in fit.passages
        ],
    }
