"""What stands, or does not stand, behind proposed topics -> plain sentences with n of N."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from synthesis.community.alignment import Alignment, TopicFit
from synthesis.models import Group
from synthesis.outputs.alignment import n_near as count_near
from synthesis.outputs.frames.counting import n_counted
from synthesis.outputs.frames.tidy import Frames
from synthesis.outputs.phrases import NOTHING_PASSES, counted, joined, of_total, quoted, verb
from synthesis.outputs.together import labels

NAMED = 3
"""Topics that a sentence names."""

HOW = (
    "Near means: a passage or a remit shares at least two telling words with the title and description of a "
    "topic, and enough of their weight. Who says the same in other words or another language is not found. "
    "On the reference passages five to seven of ten passages called near were meant, and of those meant "
    "about four of five were missed; reaching farther, four to five of ten were meant, and half to three "
    "quarters missed. A longer description finds more. The numbers show where to read."
)


def overview_sentence(alignment: Alignment, narrowed: Frames) -> str:
    """Say how many topics have something near them."""
    n = len(alignment.fits)
    asked = sum(bool(fit.passages) for fit in alignment.fits)
    touched = sum(bool(fit.groups) for fit in alignment.fits)
    total = counted(n_counted(narrowed.universe), "contribution")
    return (
        f"{of_total(asked, n, 'proposed topic')} {verb(asked, 'has', 'have')} a passage of the "
        f"{total} near it; {of_total(touched, n, 'proposed topic')} "
        f"{verb(touched, 'touches', 'touch')} the remit of a group."
    )


def topic_sentence(fit: TopicFit, alignment: Alignment, narrowed: Frames) -> str:
    """Say who is near one topic, or that nobody is."""
    n, total = count_near(fit, narrowed), n_counted(narrowed.universe)
    asked = "no passage is near it" if not n else f"near it: {of_total(n, total)}"
    names = labels(alignment.groups)
    groups = "; ".join(names[near.group_id] for near in fit.groups[:NAMED])
    more = f"; and {len(fit.groups) - NAMED} more" if len(fit.groups) > NAMED else ""
    remits = f"it touches the remit of {groups}{more}" if groups else "it touches the remit of no group"
    return f"{quoted(fit.topic.title)}: {asked}; {remits}."


def issue_sentence(row: Mapping[Any, Any], titles: Mapping[str, str]) -> str:
    """Say how many raise an issue and which topics are near it."""
    n, total = int(row["n"]), int(row["N"])
    beyond = "" if row["kind"] == "theme" else ", a topic beyond the codebook"
    head = f"{quoted(row['issue'])}{beyond}: raised in {of_total(n, total)};"
    if not row["n_near"]:
        return f"{head} no passage on it is near a proposed topic."
    near = joined([quoted(titles[each]) for each in row["topic_ids"][:NAMED]])
    n_near = int(row["n_near"])
    return f"{head} {n_near} of these {n} {verb(n_near, 'has', 'have')} a passage near {near}."


def untouched_sentence(groups: Sequence[Group], alignment: Alignment, kinds: Collection[str]) -> str:
    """Say how many groups' remits no topic touches."""
    of_kinds = [group for group in alignment.groups if not kinds or group.kind in kinds]
    if not of_kinds:
        return "There is no group of these kinds."
    if not groups:
        return f"A topic touches the remit of each of {counted(len(of_kinds), 'group')}."
    n = len(groups)
    head = of_total(n, len(of_kinds), "group")
    return f"{head} {verb(n, 'has', 'have')} a remit that no proposed topic touches."


def titles_of(alignment: Alignment) -> dict[str, str]:
    """Return the titles of topics by id."""
    return {fit.topic.id: fit.topic.title for fit in alignment.fits}


def covered_sentence(issues: pd.DataFrame, n_passing: int) -> str:
    """Say why no issue is uncovered: each has a topic near it, or nothing is raised that could be missing."""
    if not n_passing:
        return NOTHING_PASSES
    if issues.empty:
        return "No contribution raises a theme or a topic beyond the codebook, so nothing can be missing."
    return "Every theme and every topic beyond the codebook that is raised has a proposed topic near it."


def uncovered(issues: pd.DataFrame) -> pd.DataFrame:
    """Return the issues that no topic covers."""
    return issues[~issues["is_covered"].astype(bool)]
