"""Tables brought up to date are those laid out from nothing, whatever a review came to."""

from dataclasses import fields, replace

import pandas as pd
import pytest

from synthesis.models import Assignment, Coding, CodingStatus, Review, Snapshot
from synthesis.outputs.frames.renewed import renewed
from synthesis.outputs.tables import Frames, frames
from tests.outputs.conftest import a_snapshot


def assert_same(found: Frames, expected: Frames) -> None:
    for field in fields(Frames):
        one, other = getattr(found, field.name), getattr(expected, field.name)
        if isinstance(one, pd.DataFrame):
            pd.testing.assert_frame_equal(one, other)
        else:
            assert one == other, field.name


def reviewed(snapshot: Snapshot, place: int, status: CodingStatus) -> Snapshot:
    """Return the snapshot after a person said of the passage at this place what stands on every theme."""
    old = snapshot.assignments[place]
    codings = tuple(
        Coding(old.passage_id, theme.id, 0.0, "for", origin="person", status=status, coder="A. Reader")
        for theme in snapshot.codebook.themes
    )
    outcome = "coded" if status == "accepted" else "none"
    said = Review(old.passage_id, 1, "A. Reader", codings)
    new = replace(old, codings=codings, outcome=outcome, version=old.version + 1, review=said)
    others = snapshot.assignments
    changed = (*others[:place], new, *others[place + 1 :])
    return replace(snapshot, assignments=changed, revision=snapshot.revision + 1)


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_after_each_review_they_are_those_of_the_snapshot(status: CodingStatus) -> None:
    snapshot = a_snapshot()
    found = frames(snapshot)
    for place in range(len(snapshot.assignments)):
        earlier, snapshot = snapshot, reviewed(snapshot, place, status)
        found = renewed(found, earlier, snapshot)
        assert_same(found, frames(snapshot))


def test_a_passage_that_only_a_person_has_looked_at_is_laid_out_too() -> None:
    whole = a_snapshot()
    snapshot = replace(whole, assignments=whole.assignments[1:])
    passage_id, theme_id = whole.assignments[0].passage_id, whole.codebook.themes[0].id
    said = Coding(passage_id, theme_id, 0.0, origin="person", status="accepted", coder="A. Reader")
    new = Assignment(passage_id, "coded", (said,), version=1)
    later = replace(snapshot, assignments=(*snapshot.assignments, new))
    assert_same(renewed(frames(snapshot), snapshot, later), frames(later))


def test_a_decision_that_changed_is_laid_out_anew() -> None:
    snapshot = a_snapshot()
    decisions = (replace(snapshot.decisions[0], owner="Secretariat"), *snapshot.decisions[1:])
    later = replace(snapshot, decisions=decisions, revision=snapshot.revision + 1)
    assert_same(renewed(frames(snapshot), snapshot, later), frames(later))


def test_another_codebook_is_laid_out_anew() -> None:
    snapshot = a_snapshot()
    codebook = replace(snapshot.codebook, version="9", themes=snapshot.codebook.themes[1:])
    later = replace(snapshot, codebook=codebook)
    assert_same(renewed(frames(snapshot), snapshot, later), frames(later))


def test_what_did_not_change_is_the_same_table() -> None:
    snapshot = a_snapshot()
    before = frames(snapshot)
    after = renewed(before, snapshot, reviewed(snapshot, 0, "accepted"))
    assert after.decisions is before.decisions
    assert after.themes is before.themes
    assert before.codings.equals(frames(snapshot).codings)
