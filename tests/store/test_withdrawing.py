from dataclasses import replace

import pytest

from synthesis.errors import ConflictError, StoreError
from synthesis.models import DecisionLink, Passage
from synthesis.store import Store
from tests.store.conftest import CODEBOOK, CODED, COPIES, DECISION, LETTER, MEETING, NOTE, PASSAGES, RUN

ANSWERED = DecisionLink(DECISION.id, passage_id=PASSAGES[0].id, score=0.5, why="both say 'less'")


@pytest.fixture
def loaded(store: Store) -> Store:
    store.add_contributions([LETTER, NOTE], PASSAGES, COPIES, run=RUN)
    store.save_codebook(CODEBOOK)
    store.save_assignments([CODED], RUN)
    return store


def test_a_withdrawn_contribution_is_in_nothing_that_is_counted(loaded: Store) -> None:
    loaded.withdraw([LETTER.id], "Ada", "wrong map", copies=())
    left = loaded.snapshot()
    assert left.contributions == (NOTE,)
    assert [passage.contribution_id for passage in left.passages] == [NOTE.id]
    assert (left.assignments, left.copies) == ((), ())
    assert loaded.verify() == ()


def test_what_is_put_back_is_as_it_was_with_what_people_said(loaded: Store) -> None:
    loaded.review_passage(PASSAGES[0].id, {"programme_size": "for"}, "Ben", base_version=0)
    before = loaded.snapshot()
    loaded.withdraw([LETTER.id], "Ada", copies=())
    loaded.put_back([LETTER.id], "Ada", "was right", copies=COPIES)
    after = loaded.snapshot()
    assert (after.contributions, after.passages) == (before.contributions, before.passages)
    assert (after.assignments, after.copies) == (before.assignments, before.copies)
    assert loaded.review_history(PASSAGES[0].id)[0].coder == "Ben"
    assert loaded.verify() == ()


def test_the_history_says_who_withdrew_what_and_why(loaded: Store) -> None:
    loaded.withdraw([LETTER.id], "Ada", "wrong map", copies=())
    loaded.put_back([LETTER.id], "Ben", copies=())
    told = [(each.is_withdrawn, each.by, each.note, each.at is None) for each in loaded.withdrawals()]
    assert told == [(True, "Ada", "wrong map", False), (False, "Ben", "", False)]
    assert [(change.what, change.who) for change in loaded.changes()[-2:]] == [
        ("Withdrew 1 contribution", "Ada"),
        ("Put back 1 contribution", "Ben"),
    ]


def test_a_load_is_known_by_its_run(loaded: Store) -> None:
    assert loaded.loaded_in(RUN.id) == (LETTER.id, NOTE.id)
    loaded.withdraw([NOTE.id], "Ada", copies=())
    assert loaded.loaded_in(RUN.id) == (LETTER.id,)


def test_an_id_is_free_once_withdrawn_and_the_old_one_does_not_come_back_over_it(loaded: Store) -> None:
    other = replace(LETTER, text="What should have been loaded.", answers=())
    loaded.withdraw([LETTER.id], "Ada", copies=())
    assert loaded.add_contributions([other], [Passage.of(other, 0, 10)]).loaded == 1
    with pytest.raises(ConflictError, match="loaded anew"):
        loaded.put_back([LETTER.id], "Ada", copies=())
    assert loaded.contributions() == (other, NOTE)


def test_the_first_of_two_that_had_one_id_comes_back_with_what_was_said_of_it(loaded: Store) -> None:
    loaded.review_passage(PASSAGES[0].id, {"programme_size": "for"}, "Ben", base_version=0)
    other = replace(LETTER, text="What should have been loaded.", answers=())
    loaded.withdraw([LETTER.id], "Ada", copies=())
    loaded.add_contributions([other], [Passage.of(other, 0, 10)])
    with pytest.raises(ConflictError) as refused:
        loaded.put_back([LETTER.id], "Ada", copies=())
    assert f"--undo {LETTER.id} --version 1" in refused.value.hint
    loaded.withdraw([LETTER.id], "Ada", copies=())
    loaded.put_back([LETTER.id], "Ada", copies=(), version=1)
    assert loaded.contributions()[0] == LETTER
    assert loaded.review_history(PASSAGES[0].id)[0].coder == "Ben"
    with pytest.raises(StoreError, match="version 3"):
        loaded.put_back([LETTER.id], "Ada", copies=(), version=3)


def test_copies_of_what_was_looked_at_before_others_stored_are_refused(loaded: Store) -> None:
    with pytest.raises(ConflictError, match="meanwhile"):
        loaded.withdraw([LETTER.id], "Ada", copies=(), compared=[])
    loaded.withdraw([LETTER.id], "Ada", copies=(), compared=[NOTE.id])
    with pytest.raises(ConflictError, match="meanwhile"):
        loaded.put_back([LETTER.id], "Ada", copies=(), compared=[LETTER.id])


def test_a_judged_link_of_a_withdrawn_contribution_holds_its_item(filled: Store) -> None:
    filled.add_meeting(MEETING, [DECISION], [ANSWERED])
    filled.review_link(ANSWERED, "confirmed", "Ben")
    filled.withdraw([LETTER.id], "Ada", copies=())
    filled.add_meeting(MEETING, [], [])
    assert filled.snapshot().decisions == (DECISION,)
    filled.put_back([LETTER.id], "Ada", copies=())
    assert [link.status for link in filled.snapshot().links] == ["confirmed"]


def test_a_proposed_link_to_an_item_that_is_gone_does_not_come_back(filled: Store) -> None:
    filled.add_meeting(MEETING, [DECISION], [ANSWERED])
    filled.withdraw([LETTER.id], "Ada", copies=())
    filled.add_meeting(MEETING, [], [])
    filled.put_back([LETTER.id], "Ada", copies=())
    assert (filled.snapshot().decisions, filled.snapshot().links) == ((), ())


def test_a_refusal_names_the_way_to_take_the_stored_one_out(loaded: Store) -> None:
    (refusal,) = loaded.add_contributions([replace(LETTER, text="Other.", answers=())], []).problems
    assert f"withdraw {LETTER.id} --by NAME" in refusal.reason


@pytest.mark.parametrize("ids", [["nobody"], [LETTER.id, "nobody"]])
def test_nothing_is_withdrawn_where_one_of_them_is_unknown(loaded: Store, ids: list[str]) -> None:
    with pytest.raises(StoreError, match="nobody"):
        loaded.withdraw(ids, "Ada", copies=())
    assert loaded.contributions() == (LETTER, NOTE)


def test_a_name_is_forgotten_in_what_was_withdrawn_too(loaded: Store) -> None:
    loaded.withdraw([LETTER.id], "Ada", copies=())
    loaded.forget_contributor(LETTER.id, "Ben")
    assert loaded.verify() == ()
    loaded.put_back([LETTER.id], "Ada", copies=())
    assert loaded.contributions()[0].contributor == ""
    assert loaded.verify() == ()


def test_withdrawing_needs_a_name(loaded: Store) -> None:
    with pytest.raises(StoreError, match="name"):
        loaded.withdraw([LETTER.id], " ", copies=())
