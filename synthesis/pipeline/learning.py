"""What the machine would say differently after people's reviews, and why, before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.context import contexts_of
from synthesis.corpus.load import OnProgress
from synthesis.models import Assignment, Passage, Position, Snapshot
from synthesis.pipeline.coding import assign_passages, is_behind_reviews, reviewed_passages
from synthesis.pipeline.encoders import encoder_in_force
from synthesis.pipeline.remembering import theme_coder
from synthesis.store import Store


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that nobody has reviewed and that the machine would code differently.

    `because` is the reviewed passage most like it, `likeness` from 0 to 1.
    """

    passage_id: str
    before: Mapping[str, Position]
    after: Mapping[str, Position]
    because: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the reviews so far would change among `n_passages` that say something and nobody has reviewed."""

    n_reviewed: int
    n_passages: int
    changes: tuple[Change, ...]


def reviews_to_learn_from(store: Store, snapshot: Snapshot) -> int:
    """Return how many reviews were made, at least, since the machine last coded; 0 if it knows them all.

    `snapshot` is that of the store.
    """
    if not is_behind_reviews(store, snapshot):
        return 0
    coded_at = max((run.at for run in store.runs() if run.command == "code" and run.at), default=None)
    made = [each.review.at for each in snapshot.assignments if each.review and each.review.at]
    return max(1, sum(coded_at is None or at > coded_at for at in made))


def preview_learning(store: Store, on_progress: OnProgress | None = None) -> Lesson:
    """Code everything as `code_store` would after the reviews so far, and compare; nothing is stored."""
    snapshot = store.snapshot()
    reviewed = reviewed_passages(snapshot)
    open_ones = [each for each in snapshot.assignments if each.review is None and not each.is_filler]
    passages = {passage.id: passage for passage in snapshot.passages}
    asked = [passages[assignment.passage_id] for assignment in open_ones]
    coder = theme_coder(snapshot.codebook, reviewed, encoder_in_force(store))
    contexts = contexts_of(snapshot.contributions, snapshot.passages)
    assigned = assign_passages(coder, asked, contexts, on_progress)
    changed = [
        (before, after)
        for before, after in zip(open_ones, assigned, strict=True)
        if _themes(before) != _themes(after)
    ]
    nearest = _nearest(coder, snapshot, [passages[after.passage_id] for _, after in changed])
    changes = tuple(
        Change(after.passage_id, _themes(before), _themes(after), *why)
        for (before, after), why in zip(changed, nearest, strict=True)
    )
    return Lesson(len(reviewed), len(asked), tuple(sorted(changes, key=lambda each: -each.likeness)))


def _themes(assignment: Assignment) -> dict[str, Position]:
    return {coding.theme_id: coding.position for coding in assignment.codings}


def _nearest(coder: ThemeCoder, snapshot: Snapshot, changed: Sequence[Passage]) -> list[tuple[str, float]]:
    """Return for each passage the reviewed one most like it; none where nothing is reviewed."""
    reviewed_ids = {assignment.passage_id for assignment in snapshot.assignments if assignment.review}
    reviewed = [passage for passage in snapshot.passages if passage.id in reviewed_ids]
    if not reviewed or not changed:
        return [("", 0.0)] * len(changed)
    alike = coder.likeness([each.text for each in changed], [each.text for each in reviewed])
    return [(reviewed[int(row.argmax())].id, round(float(row.max()), 4)) for row in alike]
