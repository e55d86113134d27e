"""Topics of a snapshot, counted in contributions as themes are; a topic is never counted among the themes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from synthesis.models import UNKNOWN, Topic
from synthesis.outputs.frames.counting import n_counted, sizes
from synthesis.outputs.frames.tidy import Frames, make_frame, widened
from synthesis.outputs.narrative.clarity import on_one_line
from synthesis.outputs.phrases import counted, joined
from synthesis.outputs.tables.facets import Attribute, attribute_values

COLUMNS = {
    "topic_id": "str",
    "name": "str",
    "terms": "str",
    "n": "int64",
    "N": "int64",
    "n_passages": "int64",
    "groups": "str",
    "cycles": "str",
    "nearest": "str",
}


def topic_table(narrowed: Frames, topics: Sequence[Topic]) -> pd.DataFrame:
    """Tell for each topic how many contributions speak of it, from which groups, in which cycles.

    Returns
    -------
    DataFrame
        One row per topic, in the order given: `topic_id, name, terms, n, N, n_passages, groups, cycles,
        nearest`, the last being the passage nearest to the topic.
        N are the contributions that pass the filters other than theme and review, which have no say about
        what carries no theme. `groups` and `cycles` are in words, each with `n of N`.
    """
    wide = unthemed(narrowed)
    rows = []
    for topic in topics:
        passages = topic_passages(wide, topic)
        speaking = wide.universe[wide.universe["id"].isin(passages["contribution_id"])]
        rows.append(
            (
                topic.id,
                topic.name,
                ", ".join(term.text for term in topic.terms),
                n_counted(speaking),
                n_counted(wide.universe),
                len(passages),
                _shares(wide, speaking, "stakeholder_group"),
                _shares(wide, speaking, "cycle"),
                on_one_line(passages["text"].iloc[0]) if len(passages) else "",
            )
        )
    return make_frame(COLUMNS, rows)


def unthemed(narrowed: Frames) -> Frames:
    """Take the filters of theme and review off: what carries no theme passes neither."""
    return widened(narrowed, "themes", "review")


def topic_passages(narrowed: Frames, topic: Topic) -> pd.DataFrame:
    """Return the passages of a topic that pass the filters, nearest first, with `nearness`.

    One that came to carry a theme since the search, by a review, is none of them any more.
    """
    without = _without_theme(unthemed(narrowed))
    nearness = dict(zip(topic.passage_ids, topic.nearness, strict=True))
    inside = without[without["id"].isin(list(nearness))]
    inside = inside.assign(nearness=inside["id"].map(nearness).astype("float64"))
    return inside.sort_values(["nearness", "order"], ascending=[False, True], kind="stable")


def _without_theme(wide: Frames) -> pd.DataFrame:
    return wide.passages[wide.passages["outcome"].isin(["none", "undecided"])]


def _shares(narrowed: Frames, speaking: pd.DataFrame, attribute: Attribute) -> str:
    """Write `Civil Society 5 of 20, Government 2 of 11` for those that speak; cycles in order of time."""
    words = []
    n_speaking, n_all = sizes(speaking, attribute), sizes(narrowed.universe, attribute)
    values = attribute_values(narrowed, attribute)
    for value in reversed(values) if attribute == "cycle" else values:
        n, total = int(n_speaking.get(value, 0)), int(n_all.get(value, 0))
        if n:
            words.append(f"{'group unknown' if value == UNKNOWN else value} {n} of {total}")
    return ", ".join(words)


def topics_sentence(narrowed: Frames, topics: Sequence[Topic]) -> str:
    """Say how much of what carries no theme, and passes the filters, the topics hold, and which the most."""
    without = _without_theme(unthemed(narrowed))
    passing = set(without["id"])
    held = [passing.intersection(topic.passage_ids) for topic in topics]
    n_held = len(set().union(*held))
    by_size = sorted(zip(topics, map(len, held), strict=True), key=lambda pair: -pair[1])
    listed = joined([f"“{topic.name}”" for topic, n in by_size[:3] if n])
    largest = f" The largest: {listed}." if listed else ""
    return (
        f"{counted(len(topics), 'topic')} that the codebook does not have, proposed from "
        f"{n_held:,} of {counted(len(without), 'passage')} without a theme.{largest}"
    )
