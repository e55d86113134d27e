from dataclasses import replace
from datetime import date
from typing import Any
from unittest.mock import Mock

import pytest

from synthesis.errors import ConflictError, InputError, StoreError
from synthesis.models import Codebook, Decision, DecisionLink, Meeting, Paragraph
from synthesis.store import Store, open_store
from synthesis.store.reading import read_links
from tests.asking import asked_of
from tests.store.conftest import CODEBOOK, DECISION, LINK, MEETING, PASSAGES, link_anew


def test_a_meeting_comes_back_as_its_report_tells_it(filled: Store) -> None:
    snapshot = filled.snapshot()
    assert snapshot.meetings == (MEETING,)
    assert snapshot.decisions == (DECISION,)
    assert snapshot.links == (LINK,)


def test_reading_the_same_report_again_changes_nothing(filled: Store) -> None:
    before = filled.snapshot()
    assert not filled.add_meeting(replace(MEETING, source="moved.txt"), [DECISION], [LINK])
    assert filled.snapshot() == before


def test_another_report_of_a_stored_meeting_is_refused(filled: Store) -> None:
    with pytest.raises(InputError, match="Another report"):
        filled.add_meeting(replace(MEETING, title="Other"), [], [])
    assert filled.snapshot().meetings == (MEETING,)


def test_meetings_of_two_bodies_on_one_day_are_both_kept(store: Store) -> None:
    ours = replace(MEETING, body="Coordination Group")
    theirs = replace(MEETING, id="mag-2018-03-09", body="MAG")
    assert store.add_meeting(ours, [DECISION])
    assert store.add_meeting(theirs, [replace(DECISION, id="mag-1", meeting_id=theirs.id)])
    assert set(store.snapshot().meetings) == {ours, theirs}


def test_a_report_that_was_stored_under_another_id_is_known_by_its_day_and_body(store: Store) -> None:
    stored = replace(MEETING, body="MAG")
    store.add_meeting(stored, [DECISION], [LINK])
    again = replace(stored, id="dc-2018-03-09-mag")
    assert not store.add_meeting(again, [replace(DECISION, id="other", meeting_id=again.id)])
    with pytest.raises(InputError, match="Another report"):
        store.add_meeting(replace(again, title="Other"), [])
    assert (store.snapshot().meetings, store.snapshot().decisions) == ((stored,), (DECISION,))


def test_a_report_whose_body_was_kept_under_an_alias_is_not_entered_twice(store: Store) -> None:
    stored = replace(MEETING, id="meeting-2018-03-09-mag", body="MAG")
    store.add_meeting(stored, [replace(DECISION, meeting_id=stored.id)])
    again = replace(stored, id="meeting-2018-03-09-igf", body="IGF Multistakeholder Advisory Group")
    assert not store.add_meeting(again, [replace(DECISION, id="other", meeting_id=again.id)])
    with pytest.raises(InputError, match="reads it otherwise now"):
        store.add_meeting(replace(again, title="Other"), [])
    assert store.snapshot().meetings == (stored,)


def test_better_proposals_replace_the_programs_earlier_ones(filled: Store) -> None:
    better = replace(DECISION, id="dc-2018-03-09:1:9", owner="Secretariat")
    assert filled.add_meeting(MEETING, [better], [])
    assert filled.snapshot().decisions == (better,)
    assert filled.snapshot().links == ()


def test_a_link_that_a_person_confirmed_holds_its_decision_when_the_report_is_read_again(
    filled: Store,
) -> None:
    confirmed = replace(LINK, status="confirmed")
    link_anew(filled, [DECISION], [confirmed])
    second = replace(DECISION, id="dc-2018-03-09:2:0", paragraph="2")
    assert filled.add_meeting(MEETING, [second], [])
    assert set(filled.snapshot().decisions) == {DECISION, second}
    assert filled.snapshot().links == (confirmed,)
    assert not filled.add_meeting(MEETING, [second], [])
    better = replace(DECISION, owner="Secretariat")
    assert filled.add_meeting(MEETING, [better, second], [])
    assert set(filled.snapshot().decisions) == {better, second}


@pytest.mark.parametrize("name", ["restates", "superseded_by"])
def test_a_proposal_that_another_item_names_stays_when_the_report_is_read_again(
    filled: Store, name: str
) -> None:
    later = replace(MEETING, id="dc-2018-04-09", held_on=date(2018, 4, 9))
    again = replace(DECISION, id="dc-2018-04-09:1:0", meeting_id=later.id)
    filled.add_meeting(later, [again])
    filled.review_decision(again.id, {name: DECISION.id}, "A. Keeper", again.version)
    second = replace(DECISION, id="dc-2018-03-09:2:0", paragraph="2")
    assert filled.add_meeting(MEETING, [second], [])
    assert {DECISION, second} < set(filled.snapshot().decisions)


def test_links_to_a_theme_that_left_the_codebook_are_hidden_not_lost(filled: Store) -> None:
    filled.save_codebook(Codebook(CODEBOOK.name, "2.0", CODEBOOK.themes[1:]))
    assert filled.snapshot().links == ()
    assert filled.hidden_links() == (LINK,)
    filled.save_codebook(CODEBOOK)
    assert filled.snapshot().links == (LINK,)
    assert filled.hidden_links() == ()


def test_a_change_of_a_decision_is_its_next_version(filled: Store) -> None:
    assert filled.review_decision(DECISION.id, {"review": "confirmed"}, "B. Keeper", 1) == 2
    changes = {"progress": "done", "due_on": date(2018, 6, 1), "owner": "Secretariat"}
    assert filled.review_decision(DECISION.id, changes, "C. Keeper", 2, "seen in June") == 3
    first, second, third = filled.decision_history(DECISION.id)
    assert (first.decision, first.changed_by) == (DECISION, "")
    assert second.decision.review == "confirmed"
    assert (third.decision.progress, third.decision.due_on) == ("done", date(2018, 6, 1))
    assert (third.changed_by, third.note) == ("C. Keeper", "seen in June")
    assert third.decision.progress_by == "C. Keeper"
    assert filled.snapshot().decisions == (third.decision,)


def test_reading_the_report_again_keeps_what_a_person_decided(filled: Store) -> None:
    filled.review_decision(DECISION.id, {"review": "rejected"}, "B. Keeper", 1)
    second = Decision("dc-2018-03-09:2:0", MEETING.id, "2", "Some had recommended less.", "information")
    filled.add_meeting(MEETING, [replace(DECISION, owner="Somebody"), second], [LINK])
    reviews = {decision.id: decision.review for decision in filled.snapshot().decisions}
    assert reviews == {DECISION.id: "rejected", second.id: "proposed"}


def test_the_later_of_two_who_change_the_same_version_is_told(filled: Store) -> None:
    filled.review_decision(DECISION.id, {"review": "confirmed"}, "B. Keeper", 1)
    with pytest.raises(ConflictError, match=r"B\. Keeper"):
        filled.review_decision(DECISION.id, {"review": "rejected"}, "C. Keeper", 1)


@pytest.mark.parametrize("changes", [{"quote": "Other words."}, {"progress": "nearly"}, {"review": "maybe"}])
def test_only_the_known_fields_and_values_can_be_changed(filled: Store, changes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(changes))):
        filled.review_decision(DECISION.id, changes, "B. Keeper", 1)
    assert filled.snapshot().decisions == (DECISION,)


def test_a_quote_can_become_other_words_of_its_paragraph(filled: Store) -> None:
    filled.review_decision(DECISION.id, {"quote": "agreed to meet again"}, "B. Keeper", 1)
    assert filled.snapshot().decisions == (replace(DECISION, quote="agreed to meet again", version=2),)


def test_an_earlier_version_stands_again_and_all_are_kept(filled: Store) -> None:
    filled.review_decision(DECISION.id, {"progress": "done", "progress_by": "B. Keeper"}, "B. Keeper", 1)
    filled.review_decision(DECISION.id, {"review": "rejected", "reason": "Double"}, "C. Keeper", 2)
    assert filled.restore_decision(DECISION.id, 2, "D. Keeper", 3) == 4
    first, second, third, fourth = filled.decision_history(DECISION.id)
    assert fourth.decision == replace(second.decision, version=4)
    assert (fourth.changed_by, third.decision.reason) == ("D. Keeper", "Double")
    assert filled.restore_decision(DECISION.id, 1, "D. Keeper", 4) == 5
    assert filled.snapshot().decisions == (replace(first.decision, version=5),)


def test_restoring_is_refused_where_another_changed_it_meanwhile_or_there_is_no_such_version(
    filled: Store,
) -> None:
    filled.review_decision(DECISION.id, {"review": "confirmed"}, "B. Keeper", 1)
    with pytest.raises(ConflictError, match=r"B\. Keeper"):
        filled.restore_decision(DECISION.id, 1, "C. Keeper", 1)
    with pytest.raises(StoreError, match="no version 9"):
        filled.restore_decision(DECISION.id, 9, "C. Keeper", 2)


def test_an_item_that_a_person_adds_stays_when_the_report_is_read_again(filled: Store) -> None:
    own = Decision("added", MEETING.id, "2", "recommended less", "conditional", review="confirmed")
    filled.add_decision(own, "B. Keeper", "It was overlooked")
    filled.add_meeting(MEETING, [replace(DECISION, owner="Secretariat")], [LINK])
    assert own in filled.snapshot().decisions
    (kept,) = filled.decision_history("added")
    assert (kept.changed_by, kept.note) == ("B. Keeper", "It was overlooked")
    assert filled.verify() == ()


def test_an_item_is_added_once_with_a_name_and_with_words_of_its_report(filled: Store) -> None:
    with pytest.raises(ConflictError, match="already"):
        filled.add_decision(DECISION, "B. Keeper")
    own = replace(DECISION, id="added")
    with pytest.raises(ValueError, match="name"):
        filled.add_decision(own, " ")
    with pytest.raises(ValueError, match="quote"):
        filled.add_decision(replace(own, quote="Not there."), "B. Keeper")
    assert filled.snapshot().decisions == (DECISION,)


def test_a_decision_that_is_not_there_says_so(filled: Store) -> None:
    with pytest.raises(StoreError, match="'absent'"):
        filled.review_decision("absent", {"owner": "Somebody"}, "B. Keeper", 1)


def test_new_links_replace_proposed_ones_and_leave_confirmed_ones(filled: Store) -> None:
    confirmed = replace(LINK, status="confirmed")
    link_anew(filled, [DECISION], [confirmed])
    proposed = DecisionLink(DECISION.id, theme_id="outcome_orientation", score=0.4)
    link_anew(filled, [DECISION], [proposed, LINK])
    assert set(filled.snapshot().links) == {confirmed, proposed}


def test_decisions_that_were_not_looked_at_keep_their_links(filled: Store) -> None:
    link_anew(filled, [])
    assert filled.snapshot().links == (LINK,)


def test_a_link_of_a_decision_that_is_gone_is_left_aside(filled: Store) -> None:
    gone = replace(LINK, decision_id="dc-2018-03-09:9:0")
    link_anew(filled, [DECISION, replace(DECISION, id=gone.decision_id)], [LINK, gone])
    with filled._read() as connection:
        assert read_links(connection) == [LINK]


def test_a_decision_that_was_reworded_meanwhile_keeps_the_links_of_its_new_words(filled: Store) -> None:
    stale = replace(LINK, why="shares a word that is gone")
    filled.review_decision(DECISION.id, {"quote": "agreed to meet again"}, "B. Keeper", 1)
    link_anew(filled, [DECISION], [stale])
    assert filled.snapshot().links == (LINK,)


def test_a_confirmed_link_says_who_and_when(filled: Store) -> None:
    assert filled.review_link(LINK, "confirmed", " B. Keeper ", "read it") == 1
    (link,) = filled.snapshot().links
    assert replace(link, by="", at=None, version=0, status="proposed") == LINK
    assert (link.status, link.by, link.version) == ("confirmed", "B. Keeper", 1)
    assert link.at is not None
    assert filled.verify() == ()


def test_what_people_say_of_a_link_is_kept_one_after_another(filled: Store) -> None:
    filled.review_link(LINK, "confirmed", "B. Keeper")
    filled.review_link(replace(LINK, version=1), "rejected", "C. Keeper", "another matter")
    first, second = filled.link_history(LINK)
    assert [(each.link.status, each.link.by, each.note) for each in (first, second)] == [
        ("confirmed", "B. Keeper", ""),
        ("rejected", "C. Keeper", "another matter"),
    ]
    assert filled.snapshot().links == (second.link,)


def test_the_later_of_two_who_judge_the_same_link_is_told(filled: Store) -> None:
    filled.review_link(LINK, "confirmed", "B. Keeper")
    with pytest.raises(ConflictError, match=r"B\. Keeper has confirmed this link"):
        filled.review_link(LINK, "rejected", "C. Keeper")
    assert len(filled.link_history(LINK)) == 1


def test_two_who_add_the_same_link_do_not_overwrite_each_other(filled: Store) -> None:
    added = DecisionLink(DECISION.id, passage_id=PASSAGES[0].id)
    filled.review_link(added, "confirmed", "B. Keeper", "the same wish")
    with pytest.raises(ConflictError):
        filled.review_link(added, "confirmed", "C. Keeper")
    stored = {link.key: link for link in filled.snapshot().links}[added.key]
    assert (stored.why, stored.by, stored.score) == ("the same wish", "B. Keeper", 1.0)


def test_what_a_person_said_of_a_link_outlives_the_next_proposal(filled: Store) -> None:
    filled.review_link(LINK, "rejected", "B. Keeper")
    before = filled.snapshot().links
    link_anew(filled, [DECISION], [LINK])
    link_anew(filled, [DECISION])
    assert filled.snapshot().links == before


def test_a_link_needs_both_its_ends(filled: Store) -> None:
    for link in (
        DecisionLink("absent", theme_id="programme_size"),
        DecisionLink(DECISION.id, theme_id="absent"),
        DecisionLink(DECISION.id, passage_id="absent"),
    ):
        with pytest.raises(StoreError, match="'absent'"):
            filled.review_link(link, "confirmed", "B. Keeper")
    with pytest.raises(StoreError, match="no such link"):
        filled.review_link(DecisionLink(DECISION.id, passage_id=PASSAGES[1].id), "rejected", "B. Keeper")
    with pytest.raises(ValueError, match="by name"):
        filled.review_link(LINK, "confirmed", " ")


def test_a_judged_link_is_read_again_without_the_texts(filled: Store) -> None:
    earlier = filled.snapshot()
    filled.review_link(LINK, "confirmed", "B. Keeper")
    again = filled.snapshot(earlier)
    assert again == filled.snapshot()
    assert again.passages is earlier.passages
    assert again.decisions is earlier.decisions


def rows_of(n: int) -> tuple[Meeting, list[Decision]]:
    """A table with so many rows, each an item."""
    numbers = [f"ID {number}" for number in range(n)]
    table = Meeting("table-t", "Table: t", format="table")
    table = replace(table, paragraphs=tuple(Paragraph(each, f"Proposal {each}") for each in numbers))
    return table, [
        Decision(f"row-{each}", table.id, each, f"Proposal {each}", "decision") for each in numbers
    ]


def sent_for(store: Store, n: int) -> tuple[int, int]:
    """How many statements it takes to enter so many rows, and to change as many."""
    table, items = rows_of(n)
    with asked_of(store) as entering:
        store.enter_table(table, items, [], "A. Keeper", "")
    with asked_of(store) as changing:
        store.enter_table(table, [], [(item, {"owner": "MAG"}) for item in items], "A. Keeper", "")
    return len(entering), len(changing)


def test_a_table_of_many_rows_takes_no_more_statements_than_one_of_few() -> None:
    with open_store("sqlite://") as few, open_store("sqlite://") as many:
        assert sent_for(few, 3) == sent_for(many, 60)
        assert [each.version for each in many.snapshot().decisions] == [2] * 60


def test_reading_a_table_again_does_not_compare_each_row_with_every_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table, items = rows_of(60)
    with open_store("sqlite://") as store:
        store.enter_table(table, items, [], "A. Keeper", "")
        compared = Mock(wraps=Paragraph.__eq__)
        monkeypatch.setattr(Paragraph, "__eq__", lambda one, other: compared(one, other))
        store.enter_table(table, [], [], "A. Keeper", "")
        assert compared.call_count <= 60
        assert len(store.snapshot().meetings[0].paragraphs) == 60


def test_to_judge_a_link_those_of_other_decisions_are_not_read(filled: Store) -> None:
    with asked_of(filled) as sent:
        filled.review_link(LINK, "confirmed", "B. Keeper")
    read = [
        said for statement, said in sent if "FROM decision_link" in statement and "count" not in statement
    ]
    assert read
    assert all(DECISION.id in values_of(said) for said in read)


def values_of(said: Any) -> list[Any]:
    return list(said.values() if isinstance(said, dict) else said)
