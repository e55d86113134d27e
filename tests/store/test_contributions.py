from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.errors import ConflictError, StoreError
from synthesis.models import Answer, Contribution, CopyGroup, Passage, Place, Problem
from synthesis.store import Store, open_store
from tests.store.conftest import COPIES, LETTER, NOTE, PASSAGES, RUN


def test_what_is_stored_comes_back_as_it_was(store: Store) -> None:
    store.add_contributions([LETTER, NOTE], PASSAGES, COPIES)
    snapshot = store.snapshot()
    assert snapshot.contributions == (LETTER, NOTE)
    assert snapshot.passages == PASSAGES
    assert snapshot.copies == COPIES
    assert store.contributions() == (LETTER, NOTE)
    assert store.passages() == PASSAGES


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60).filter(
    str.strip
)


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4), name=TEXTS)
def test_any_text_of_any_script_makes_the_round_trip(texts: list[str], name: str) -> None:
    contributions = tuple(
        Contribution(id=f"c{n}", text=text, organisation=name, answers=(Answer(name, 0, len(text)),))
        for n, text in enumerate(texts)
    )
    passages = tuple(Passage.of(each, 0, len(each.text)) for each in contributions)
    with open_store("sqlite://") as store:
        store.add_contributions(contributions, passages)
        assert store.snapshot().contributions == contributions
        assert store.snapshot().passages == passages


def test_loading_the_same_again_merges_and_changes_nothing(store: Store) -> None:
    store.add_contributions([LETTER, NOTE], PASSAGES, COPIES, run=RUN)
    before = store.snapshot()
    again = store.add_contributions([NOTE, LETTER], PASSAGES, COPIES, run=RUN)
    assert (again.loaded, again.merged, again.problems) == (0, 2, ())
    assert store.snapshot() == before
    assert len(store.runs()) == 1


def test_a_file_that_moved_is_the_same_contribution(store: Store) -> None:
    store.add_contributions([LETTER], PASSAGES)
    again = store.add_contributions([replace(LETTER, source="moved/inputs.csv", language="fr")], PASSAGES)
    assert again.merged == 1


def test_an_id_with_another_text_is_refused_and_the_stored_one_kept(store: Store) -> None:
    store.add_contributions([LETTER], PASSAGES)
    other = replace(LETTER, text="More sessions.", answers=())
    places = {LETTER.id: Place("other.csv", 7, "Ref"), NOTE.id: Place("other.csv", 8, "Ref")}
    result = store.add_contributions([other, NOTE], [Passage.of(other, 0, 14), PASSAGES[2]], places=places)
    assert (result.loaded, result.merged, len(result.problems)) == (1, 0, 1)
    problem = result.problems[0]
    assert problem.is_refusal
    assert (problem.file, problem.row, problem.column) == ("other.csv", 7, "Ref")
    assert "'2017-a'" in problem.reason
    assert "text" in problem.reason
    assert store.snapshot().contributions == (LETTER, NOTE)
    assert store.snapshot().passages == PASSAGES


def test_an_id_with_another_group_is_refused_by_name_of_the_field(store: Store) -> None:
    store.add_contributions([LETTER], PASSAGES)
    result = store.add_contributions([replace(LETTER, stakeholder_group="Government")], PASSAGES)
    assert "stakeholder group" in result.problems[0].reason


def test_an_id_twice_in_one_call_is_merged_or_refused(store: Store) -> None:
    result = store.add_contributions([NOTE, NOTE, replace(NOTE, text="Other words.")], [PASSAGES[2]])
    assert (result.loaded, result.merged, len(result.problems)) == (1, 1, 1)


def test_copy_groups_are_replaced_and_name_only_what_is_stored(store: Store) -> None:
    store.add_contributions([LETTER], PASSAGES, ())
    store.add_contributions([NOTE], PASSAGES, [CopyGroup("g", ("absent", LETTER.id, NOTE.id), is_exact=True)])
    assert store.snapshot().copies == (CopyGroup("g", (LETTER.id, NOTE.id), is_exact=True),)


def test_copy_groups_that_do_not_know_what_was_stored_meanwhile_are_refused(store: Store) -> None:
    store.add_contributions([LETTER], PASSAGES, ())
    with pytest.raises(ConflictError, match="meanwhile"):
        store.add_contributions([NOTE], PASSAGES, (), compared=[NOTE.id])
    assert store.snapshot().contributions == (LETTER,)
    assert store.add_contributions([NOTE], PASSAGES, COPIES, compared=[LETTER.id, NOTE.id]).loaded == 1


def test_problems_of_loads_are_kept_once(store: Store) -> None:
    problem = Problem("inputs.csv", "The date is none.", row=3, column="submitted_on")
    store.add_contributions([NOTE], PASSAGES, problems=[problem])
    store.add_contributions([NOTE], PASSAGES, problems=[problem])
    assert store.problems() == (problem,)
    assert store.revision() == 1


def test_a_forgotten_contributor_leaves_a_tombstone_and_no_name(store: Store) -> None:
    store.add_contributions([LETTER], PASSAGES)
    store.forget_contributor(LETTER.id, by="B. Keeper")
    assert store.snapshot().contributions[0] == replace(LETTER, contributor="")
    assert store.verify() == ()
    assert store.changes()[-1].who == "B. Keeper"
    assert LETTER.id in store.changes()[-1].what
    assert LETTER.contributor not in store.changes()[-1].what


@pytest.mark.in_a_file
def test_a_forgotten_name_is_gone_from_the_file_and_does_not_come_back(store: Store) -> None:
    store.add_contributions([LETTER], PASSAGES)
    store.forget_contributor(LETTER.id, by="B. Keeper")
    store.forget_contributor(LETTER.id, by="B. Keeper")
    assert store.add_contributions([LETTER], PASSAGES).merged == 1
    assert store.snapshot().contributions[0].contributor == ""
    with open(store.where, "rb") as stored:
        assert LETTER.contributor.encode() not in stored.read()


def test_a_forgotten_name_does_not_come_back_with_what_is_withdrawn_and_loaded_anew(store: Store) -> None:
    store.add_contributions([LETTER], PASSAGES)
    store.forget_contributor(LETTER.id, by="B. Keeper")
    store.withdraw([LETTER.id], "B. Keeper", copies=())
    assert store.add_contributions([LETTER], PASSAGES).loaded == 1
    assert store.snapshot().contributions == (replace(LETTER, contributor=""),)
    assert store.verify() == ()
    assert store.add_contributions([LETTER], PASSAGES).merged == 1


def test_what_somebody_else_sends_under_an_id_that_was_withdrawn_keeps_its_name(store: Store) -> None:
    store.add_contributions([LETTER], PASSAGES)
    store.forget_contributor(LETTER.id, by="B. Keeper")
    store.withdraw([LETTER.id], "B. Keeper", copies=())
    other = replace(LETTER, text="Something else.", contributor="C. Other")
    store.add_contributions([other], [])
    assert store.snapshot().contributions == (other,)


def test_forgetting_what_is_not_stored_says_so(store: Store) -> None:
    with pytest.raises(StoreError, match="no contribution"):
        store.forget_contributor("absent", by="B. Keeper")
