import sqlite3
from dataclasses import replace

import pytest

from synthesis.errors import ConflictError, StoreError
from synthesis.models import Assignment, Codebook, Coding, Span, Theme
from synthesis.store import Store
from tests.store.conftest import CODEBOOK, CODED, NOT_CODED, PASSAGES, RUN

PASSAGE = PASSAGES[0].id


def assignment(store: Store, passage_id: str = PASSAGE) -> Assignment:
    return next(each for each in store.snapshot().assignments if each.passage_id == passage_id)


def test_codings_come_back_with_score_and_evidence(filled: Store) -> None:
    assert filled.snapshot().assignments == (CODED, NOT_CODED)
    assert filled.runs()[0].counts == RUN.counts


def test_the_codebook_comes_back_whole(filled: Store) -> None:
    assert filled.codebook() == CODEBOOK


def test_the_codebook_in_force_is_not_stored_again(filled: Store) -> None:
    before = filled.revision()
    filled.save_codebook(CODEBOOK)
    assert filled.revision() == before


def test_a_changed_codebook_needs_a_new_version(filled: Store) -> None:
    changed = replace(CODEBOOK, themes=CODEBOOK.themes[:1])
    with pytest.raises(StoreError, match="other content"):
        filled.save_codebook(changed)
    filled.save_codebook(replace(changed, version="1.1"))
    assert filled.codebook().version == "1.1"


@pytest.mark.in_a_file
def test_a_codebook_stored_before_positions_had_labels_is_still_the_same(store: Store) -> None:
    plain = Codebook("Parks", "1", (Theme("trees", "Trees", "Planting and care."),))
    store.save_codebook(plain)
    with sqlite3.connect(store.where) as connection:
        connection.execute("""UPDATE codebook SET content = replace(content, ',"label":""', '')""")
        assert (
            connection.execute("SELECT content FROM codebook WHERE content LIKE '%label%'").fetchall() == []
        )
    before = store.revision()
    assert store.codebook() == plain
    store.save_codebook(plain)
    assert store.revision() == before


def test_an_earlier_codebook_can_be_put_in_force_again(filled: Store) -> None:
    filled.save_codebook(replace(CODEBOOK, version="1.1"))
    filled.save_codebook(CODEBOOK)
    assert filled.codebook() == CODEBOOK


def test_coding_again_replaces_what_the_machine_proposed(filled: Store) -> None:
    filled.save_assignments([replace(CODED, outcome="undecided", codings=())], replace(RUN, id="run-2"))
    assert assignment(filled).codings == ()
    assert assignment(filled, PASSAGES[1].id) == NOT_CODED


def test_a_persons_coding_stands_over_the_machines_and_keeps_its_evidence(filled: Store) -> None:
    filled.review_passage(PASSAGE, {"programme_size": "against"}, "A. Reader", 0)
    coding = assignment(filled).codings[0]
    assert (coding.origin, coding.status, coding.coder) == ("person", "accepted", "A. Reader")
    assert (coding.position, coding.evidence, coding.score) == ("against", (Span(6, 14),), 0.75)
    assert coding.at is not None
    assert coding.at.tzinfo is not None


def test_coding_again_never_touches_a_persons_coding(filled: Store) -> None:
    filled.review_passage(PASSAGE, {"programme_size": "for"}, "A. Reader", 0)
    before = assignment(filled).codings
    filled.save_assignments([replace(CODED, outcome="none", codings=())], replace(RUN, id="run-2"))
    assert assignment(filled).codings == before
    assert assignment(filled).outcome == "coded"


def test_what_the_machine_finds_later_in_a_reviewed_passage_does_not_count(filled: Store) -> None:
    filled.review_passage(PASSAGE, {}, "A. Reader", 0)
    more = (*CODED.codings, Coding(PASSAGE, "outcome_orientation", 0.9))
    filled.save_assignments([replace(CODED, codings=more)], replace(RUN, id="run-2"))
    assert [(each.theme_id, each.status) for each in assignment(filled).codings] == [
        ("programme_size", "rejected")
    ]
    assert assignment(filled).outcome == "none"


def test_a_passage_whose_only_theme_is_turned_down_has_no_theme(filled: Store) -> None:
    filled.review_passage(PASSAGE, {}, "A. Reader", 0)
    assert assignment(filled).outcome == "none"
    assert assignment(filled).codings[0].status == "rejected"


def test_none_of_the_themes_is_a_persons_word_where_the_machine_proposed_nothing(filled: Store) -> None:
    filled.review_passage(PASSAGES[1].id, {}, "A. Reader", 0, note="About the weather")
    review = assignment(filled, PASSAGES[1].id).review
    assert review is not None
    assert (review.themes, review.coder, review.note) == ({}, "A. Reader", "About the weather")
    assert review.asked == tuple(theme.id for theme in CODEBOOK.themes)


def test_a_person_can_code_what_the_machine_did_not(filled: Store) -> None:
    never_assigned = PASSAGES[2].id
    filled.review_passage(never_assigned, {"outcome_orientation": "for"}, "A. Reader", 0)
    coded = assignment(filled, never_assigned)
    assert (coded.outcome, coded.codings[0].score) == ("coded", 0.0)


def test_the_later_of_two_who_review_the_same_state_is_told(filled: Store) -> None:
    filled.review_passage(PASSAGE, {"programme_size": "for"}, "A. Reader", 0)
    with pytest.raises(ConflictError, match="meanwhile"):
        filled.review_passage(PASSAGE, {}, "B. Reader", 0)
    assert assignment(filled).codings[0].coder == "A. Reader"


def test_two_who_see_different_themes_in_one_passage_conflict_too(filled: Store) -> None:
    filled.review_passage(PASSAGE, {"programme_size": "for"}, "A. Reader", 0)
    with pytest.raises(ConflictError):
        filled.review_passage(PASSAGE, {"outcome_orientation": "for"}, "B. Reader", 0)


def test_every_review_is_kept(filled: Store) -> None:
    assert filled.review_passage(PASSAGE, {"programme_size": "for"}, "A. Reader", 0) == 1
    assert filled.review_passage(PASSAGE, {}, "B. Reader", 1) == 2
    assert filled.withdraw_review(PASSAGE, "C. Reader", 2) == 3
    history = filled.review_history(PASSAGE)
    assert [(each.version, each.coder, each.themes, each.is_withdrawal) for each in history] == [
        (1, "A. Reader", {"programme_size": "for"}, False),
        (2, "B. Reader", {}, False),
        (3, "C. Reader", {}, True),
    ]


def test_a_withdrawn_review_gives_way_to_the_one_before_it_then_to_the_machine(filled: Store) -> None:
    filled.review_passage(PASSAGE, {"programme_size": "against"}, "A. Reader", 0)
    filled.review_passage(PASSAGE, {}, "B. Reader", 1)
    filled.withdraw_review(PASSAGE, "B. Reader", 2)
    assert assignment(filled).codings[0].coder == "A. Reader"
    filled.withdraw_review(PASSAGE, "B. Reader", 3)
    assert assignment(filled) == replace(CODED, version=4)


def test_there_must_be_a_review_to_withdraw(filled: Store) -> None:
    with pytest.raises(StoreError, match="no review"):
        filled.withdraw_review(PASSAGE, "A. Reader", 0)


@pytest.mark.parametrize(("passage", "theme"), [("absent", "programme_size"), (PASSAGE, "absent")])
def test_a_review_of_what_is_not_there_says_so(filled: Store, passage: str, theme: str) -> None:
    with pytest.raises(StoreError, match="'absent'"):
        filled.review_passage(passage, {theme: "for"}, "A. Reader", 0)


def test_a_review_without_a_name_or_with_an_unknown_position_is_a_mistake(filled: Store) -> None:
    with pytest.raises(ValueError, match="name"):
        filled.review_passage(PASSAGE, {"programme_size": "for"}, " ", 0)
    with pytest.raises(ValueError, match="position"):
        filled.review_passage(PASSAGE, {"programme_size": "maybe"}, "A. Reader", 0)  # type: ignore[dict-item]


def test_codings_of_a_theme_that_left_the_codebook_are_hidden_not_lost(filled: Store) -> None:
    filled.review_passage(PASSAGE, {"programme_size": "for"}, "A. Reader", 0)
    filled.save_codebook(Codebook(CODEBOOK.name, "2.0", CODEBOOK.themes[1:]))
    assert assignment(filled).codings == ()
    filled.save_codebook(CODEBOOK)
    assert assignment(filled).codings[0].coder == "A. Reader"


def test_the_machine_speaks_of_a_theme_that_the_reviewer_was_not_asked_about(filled: Store) -> None:
    filled.save_codebook(Codebook(CODEBOOK.name, "0.9", CODEBOOK.themes[1:]))
    filled.review_passage(PASSAGE, {}, "A. Reader", 0)
    filled.save_codebook(CODEBOOK)
    coded = assignment(filled)
    assert [(each.theme_id, each.status) for each in coded.codings] == [("programme_size", "proposed")]
    assert coded.review is not None
    assert (coded.outcome, coded.review.codebook) == ("coded", f"{CODEBOOK.name} 0.9")


def test_many_passages_are_recoded_in_one_go(store: Store) -> None:
    from synthesis.models import Contribution, Passage

    letter = Contribution(id="long", text="word " * 1_300)
    passages = [Passage.of(letter, 5 * n, 5 * n + 4) for n in range(1_300)]
    store.add_contributions([letter], passages)
    store.save_codebook(CODEBOOK)
    for run in ("one", "two"):
        coded = [Assignment(each.id, "coded", (Coding(each.id, "programme_size", 0.5),)) for each in passages]
        store.save_assignments(coded, replace(RUN, id=run))
    assert len(store.snapshot().assignments) == 1_300
