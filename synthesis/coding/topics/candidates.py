"""A snapshot in, the passages that no theme covers out, with what they are held against."""

from __future__ import annotations

from synthesis.corpus.boilerplate import find_repeats
from synthesis.models import Passage, Snapshot


def uncovered_passages(snapshot: Snapshot) -> tuple[Passage, ...]:
    """Return the passages that were coded, carry no theme and are said for the first time.

    What an organisation sends again in another contribution is left out: it recurs with the sender.
    """
    without = {each.passage_id for each in snapshot.assignments if each.outcome != "coded"}
    repeated = {each.passage_id for each in find_repeats(snapshot.contributions, snapshot.passages)}
    return _of(snapshot, without - repeated)


def covered_passages(snapshot: Snapshot) -> tuple[Passage, ...]:
    """Return the passages that carry a theme, the machine's or a person's."""
    return _of(snapshot, {each.passage_id for each in snapshot.assignments if each.outcome == "coded"})


def _of(snapshot: Snapshot, ids: set[str]) -> tuple[Passage, ...]:
    return tuple(passage for passage in snapshot.passages if passage.id in ids)


def questions_of(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the distinct questions of the forms, sorted."""
    asked = {answer.question for each in snapshot.contributions for answer in each.answers}
    return tuple(sorted(asked - {""}))
