"""Where topics stand: which wait for a person, with what was merged into them, and which are decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from synthesis.models import Review, Snapshot, Topic


def proposals(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return the topics that nobody has decided about, each with the passages of those merged into it.

    One that the last search did not find waits for as long as it found one that was merged into it.
    """
    return tuple(
        _gathered(topic, topics)
        for topic in topics
        if topic.is_proposal
        or (topic.decision is None and any(other.is_found for other in _merged(topic, topics)))
    )


def _merged(topic: Topic, topics: Sequence[Topic]) -> list[Topic]:
    """Return the topics merged into one, those merged into these, and so on; each once, the nearest first."""
    visited, merged, last = {topic.id}, [], {topic.id}
    while last:
        into = [each for each in topics if each.decision and each.decision.into_topic in last]
        found = [each for each in into if each.id not in visited]
        merged += found
        last = {each.id for each in found}
        visited |= last
    return merged


def decided(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return the topics that people decided about, the last decision first.

    One whose decision was undone and that is not found any more is among them: it waits nowhere.
    """
    waiting = {topic.id for topic in proposals(topics)}
    done = [topic for topic in topics if topic.history and topic.id not in waiting]
    return tuple(sorted(done, key=_decided_at, reverse=True))


def _decided_at(topic: Topic) -> str:
    at = topic.history[-1].at
    return at.isoformat() if at else ""


def added_since(topic: Topic, topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return the other topics that were added to the theme which this one was made: undone before it is."""
    if topic.decision is None or topic.decision.verdict != "promoted":
        return ()
    theme_id = topic.decision.theme_id
    others = (each for each in topics if each.id != topic.id)
    return tuple(each for each in others if each.decision and each.decision.theme_id == theme_id)


def orphaned_reviews(snapshot: Snapshot) -> tuple[Review, ...]:
    """Return the reviews that stand and gave a theme which has left the codebook."""
    themes = {theme.id for theme in snapshot.codebook.themes}
    reviews = (each.review for each in snapshot.assignments if each.review is not None)
    return tuple(review for review in reviews if not review.themes.keys() <= themes)


def _gathered(topic: Topic, topics: Sequence[Topic]) -> Topic:
    nearness = dict(zip(topic.passage_ids, topic.nearness, strict=True))
    for other in _merged(topic, topics):
        nearness |= {
            passage_id: near
            for passage_id, near in zip(other.passage_ids, other.nearness, strict=True)
            if passage_id not in nearness
        }
    return replace(topic, passage_ids=tuple(nearness), nearness=tuple(nearness.values()))
