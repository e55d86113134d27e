"""A snapshot in, the passages that no theme covers out, with the questions that they answer."""

from __future__ import annotations

from synthesis.models import Passage, Snapshot


def uncovered_passages(snapshot: Snapshot) -> tuple[Passage, ...]:
    """Return the passages that were coded and carry no theme, the machine's or a person's."""
    without = {each.passage_id for each in snapshot.assignments if each.outcome != "coded"}
    return tuple(passage for passage in snapshot.passages if passage.id in without)


def questions_of(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the distinct questions of the forms, sorted."""
    asked = {answer.question for each in snapshot.contributions for answer in each.answers}
    return tuple(sorted(asked - {""}))
