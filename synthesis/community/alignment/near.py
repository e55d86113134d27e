"""How near a proposed topic is to a remit or a passage, by the words they share.

Words alone are compared: a passage that says the same in other words, or in another language, is not found,
and where nothing is near, nothing is said to be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from synthesis.community.termspace import TermSpace, Vector, shared
from synthesis.community.together.remits import Remits
from synthesis.models import Group, Passage, ProposedTopic

Reach = Literal["near", "wide"]

REACHES: Mapping[Reach, float] = {"near": 0.10, "wide": 0.06}
"""Least cosine of a topic and what is near it; docs/method.md has the precision and recall of both."""

FEWEST_WORDS = 2
"""Different words that have to be shared: one alone is too often shared by chance."""


@dataclass(frozen=True, slots=True)
class NearGroup:
    """A group whose remit a topic touches, how near, and the words they share."""

    group_id: str
    likeness: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearPassage:
    """A passage near a topic, how near, and the words they share."""

    passage: Passage
    likeness: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicFit:
    """What is near one topic, the nearest first."""

    topic: ProposedTopic
    groups: tuple[NearGroup, ...] = ()
    passages: tuple[NearPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Topics beside groups and passages, as far as `reach` goes."""

    fits: tuple[TopicFit, ...] = ()
    groups: tuple[Group, ...] = ()
    reach: Reach = "near"

    @property
    def untouched(self) -> tuple[Group, ...]:
        """Groups whose remit no topic touches."""
        touched = {near.group_id for fit in self.fits for near in fit.groups}
        return tuple(group for group in self.groups if group.id not in touched)

    @property
    def near_passages(self) -> frozenset[str]:
        """Ids of the passages that are near at least one topic."""
        return frozenset(near.passage.id for fit in self.fits for near in fit.passages)


def align(
    topics: Sequence[ProposedTopic],
    groups: Sequence[Group],
    passages: Sequence[Passage],
    reach: Reach = "near",
) -> Alignment:
    """Set topics beside the remits of groups and beside passages.

    Parameters
    ----------
    topics, groups, passages : sequence
        In any order; none has to be there. Topics come out by year, the last first, kind and title.
    reach : {"near", "wide"}
        How near is near enough; see `REACHES`.
    """
    topics = sorted(topics, key=lambda each: (-(each.cycle or 0), each.kind, each.title, each.id))
    texts = [_as_text(topic) for topic in topics]
    remits, space = Remits(groups, texts), TermSpace.fit([*(each.text for each in passages), *texts])
    among_groups = dict(zip(topics, remits.space.vectors(texts), strict=True))
    among_passages = dict(zip(topics, space.vectors(texts), strict=True))
    spoken = space.vectors([each.text for each in passages])
    fits = (
        TopicFit(
            topic,
            _near_groups(among_groups[topic], groups, remits, reach),
            _near_passages(among_passages[topic], passages, spoken, reach),
        )
        for topic in topics
    )
    return Alignment(tuple(fits), tuple(groups), reach)


def is_near(one: Vector, other: Vector, reach: Reach) -> bool:
    """Whether two texts share enough: the cosine of the reach, and `FEWEST_WORDS` words."""
    return one.n_shared(other) >= FEWEST_WORDS and one.likeness(other) >= REACHES[reach]


def _near_groups(
    topic: Vector, groups: Sequence[Group], remits: Remits, reach: Reach
) -> tuple[NearGroup, ...]:
    near = [
        NearGroup(group.id, topic.likeness(own), shared(topic, own))
        for group in groups
        for own in [remits.vector(group.id)]
        if is_near(topic, own, reach)
    ]
    return tuple(sorted(near, key=lambda each: (-each.likeness, each.group_id)))


def _near_passages(
    topic: Vector,
    passages: Sequence[Passage],
    spoken: Sequence[Vector],
    reach: Reach,
) -> tuple[NearPassage, ...]:
    near = [
        NearPassage(passage, topic.likeness(own), shared(topic, own))
        for passage, own in zip(passages, spoken, strict=True)
        if is_near(topic, own, reach)
    ]
    return tuple(sorted(near, key=lambda each: (-each.likeness, each.passage.id)))


def _as_text(topic: ProposedTopic) -> str:
    return f"{topic.title}\n{topic.description}"
