"""A snapshot that starts from an earlier one is what a whole reading gives, whatever happened between."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from synthesis.models import Assignment, Contribution, Decision, Paragraph, Passage
from synthesis.store import Store, open_store, schema
from tests.store.conftest import (
    CODEBOOK,
    CODED,
    DECISION,
    LETTER,
    LINK,
    MEETING,
    NOTE,
    PASSAGES,
    RUN,
    link_anew,
)

LATER = Contribution(id="2018-c", text="More time for questions.", source="later.txt")
ANOTHER_CODEBOOK = replace(CODEBOOK, version="2.0", themes=CODEBOOK.themes[:1])
RECODED = Assignment(CODED.passage_id, "undecided", (), "programme_size", 0.45)
Write = Callable[[Store], object]
WRITES: dict[str, Write] = {
    "nothing": lambda store: None,
    "a review": lambda store: store.review_passage(PASSAGES[0].id, {}, "A. Reader", 0),
    "a review of what is not coded": lambda store: store.review_passage(
        PASSAGES[2].id, {"outcome_orientation": "for"}, "A. Reader", 0
    ),
    "a decision": lambda store: store.review_decision(DECISION.id, {"owner": "X"}, "B. Keeper", 1),
    "an item found by a person": lambda store: store.add_decision(replace(DECISION, id="added"), "B. Keeper"),
    "a table": lambda store: store.enter_table(
        replace(MEETING, paragraphs=(*MEETING.paragraphs, Paragraph("row 3", "Fewer."))),
        [Decision("row", MEETING.id, "row 3", "Fewer.", "decision")],
        [],
        "",
        "",
    ),
    "a sample": lambda store: store.draw_sample([PASSAGES[1].id], "A. Reader"),
    "another load": lambda store: store.add_contributions([LATER], [Passage.of(LATER, 0, 24)]),
    "a name forgotten": lambda store: store.forget_contributor(LETTER.id, "B. Keeper"),
    "a codebook": lambda store: store.save_codebook(ANOTHER_CODEBOOK),
    "other proposals": lambda store: store.save_assignments([RECODED], replace(RUN, id="run-2")),
    "other links": lambda store: link_anew(store, [DECISION], [replace(LINK, why="both say 'fewer'")]),
    "another meeting": lambda store: store.add_meeting(replace(MEETING, id="dc-2018-04"), []),
}


@pytest.mark.parametrize("after", [False, True], ids=["alone", "after a review"])
@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_it_is_the_snapshot_of_a_whole_reading(filled: Store, write: Write, after: bool) -> None:
    earlier = filled.snapshot()
    if after:
        filled.review_passage(PASSAGES[1].id, {"programme_size": "for"}, "A. Reader", 0)
    write(filled)
    assert filled.snapshot(earlier) == filled.snapshot()


def test_many_changes_in_turn_come_to_the_same_as_a_whole_reading(filled: Store) -> None:
    read = filled.snapshot()
    for write in WRITES.values():
        write(filled)
        read = filled.snapshot(read)
    filled.withdraw_review(PASSAGES[0].id, "A. Reader", 1)
    assert filled.snapshot(read) == filled.snapshot()


def test_after_a_review_all_but_the_reviewed_passage_stays_the_same_objects(filled: Store) -> None:
    earlier = filled.snapshot()
    filled.review_passage(PASSAGES[0].id, {}, "A. Reader", 0)
    later = filled.snapshot(earlier)
    assert later.contributions is earlier.contributions
    assert later.passages is earlier.passages
    assert later.decisions is earlier.decisions
    before = {each.passage_id: each for each in earlier.assignments}
    changed = [each.passage_id for each in later.assignments if each is not before.get(each.passage_id)]
    assert changed == [PASSAGES[0].id]


def test_a_snapshot_of_another_store_is_not_built_on(filled: Store, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "other.db")) as other:
        other.add_contributions([NOTE], [])
        for number in range(other.revision(), filled.revision()):
            other.save_codebook(replace(CODEBOOK, version=f"{number}.0"))
        strange = other.snapshot()
    assert filled.snapshot(strange) == filled.snapshot()


def test_a_change_whose_counts_are_not_known_is_read_as_a_whole(filled: Store) -> None:
    earlier = filled.snapshot()
    filled.review_passage(PASSAGES[0].id, {}, "A. Reader", 0)
    with filled._write() as connection:
        connection.execute(update(schema.change).values(counts="{"))
    later = filled.snapshot(earlier)
    assert later == filled.snapshot()
    assert later.passages is not earlier.passages
