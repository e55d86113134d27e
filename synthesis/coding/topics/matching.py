"""Topics of an earlier search and of this one: the same topic keeps its id, and with it what people decided.

Two topics are the same where their terms point the same way, or where they share most of their passages:
terms still match when a new cycle brings other passages, passages when other terms come to the front.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from synthesis.models import Topic

ALIKE = 0.5
"""Least likeness of two topics that are one."""


def likeness(one: Topic, other: Topic) -> float:
    """Return the cosine of the terms or the Jaccard likeness of the passages, whichever is more; 0 to 1."""
    return max(_cosine(one, other), jaccard(one.passage_ids, other.passage_ids))


def jaccard(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of passages in both of those in either; 0 where there are none.

    >>> jaccard(["a", "b"], ["b", "c"])
    0.3333333333333333
    """
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def _cosine(one: Topic, other: Topic) -> float:
    first = {term.key: term.weight for term in one.terms}
    second = {term.key: term.weight for term in other.terms}
    lengths = sqrt(sum(w * w for w in first.values())) * sqrt(sum(w * w for w in second.values()))
    return sum(weight * second.get(key, 0.0) for key, weight in first.items()) / lengths if lengths else 0.0


def match_topics(found: Sequence[Topic], known: Sequence[Topic]) -> dict[str, str]:
    """Pair topics one to one, the most alike first.

    Returns
    -------
    dict of str to str
        From the id of a found topic to that of the known one that it is; those that are new are left out.
    """
    pairs = sorted(
        (-likeness(new, old), new.id, old.id) for new in found for old in known if likeness(new, old) >= ALIKE
    )
    matched: dict[str, str] = {}
    for _, new_id, old_id in pairs:
        if new_id not in matched and old_id not in matched.values():
            matched[new_id] = old_id
    return matched


def with_known_ids(found: Sequence[Topic], known: Sequence[Topic]) -> tuple[Topic, ...]:
    """Give topics that are known their old ids; no new one takes an id that is taken."""
    matched = match_topics(found, known)
    taken = {topic.id for topic in known}
    named = []
    for topic in found:
        topic_id = matched.get(topic.id) or _free(topic.id, taken)
        taken.add(topic_id)
        named.append(replace(topic, id=topic_id))
    return tuple(named)


def _free(topic_id: str, taken: set[str]) -> str:
    names = [topic_id, *(f"{topic_id}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
