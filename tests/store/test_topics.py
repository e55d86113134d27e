from dataclasses import replace

import pytest

from synthesis.errors import ConflictError, StoreError
from synthesis.models import Run, Theme, Topic, TopicDecision, TopicTerm
from synthesis.store import Store
from tests.store.conftest import CODEBOOK, PASSAGES

IDS = tuple(passage.id for passage in PASSAGES[:2])
VISAS = Topic("topic-a", "visas", (TopicTerm("visa", "visas", 0.9),), IDS, (0.8, 0.5), 0.25, 0.95)
LUNCH = Topic("topic-b", "lunch", (TopicTerm("lunch", "lunch", 0.7),), IDS[1:], (0.6,), -0.25, 0.8)
SEARCH = Run("run-t", "discover", "1.0")


def history(store: Store, topic_id: str) -> tuple[TopicDecision, ...]:
    return next(each.history for each in store.snapshot().topics if each.id == topic_id)


def aside(topic_id: str = VISAS.id) -> TopicDecision:
    return TopicDecision(topic_id, 1, "dismissed", "A. Reader", reason="Only thanks")


def test_topics_come_back_as_they_were_found(filled: Store) -> None:
    filled.save_topics([VISAS, LUNCH], SEARCH)
    assert filled.snapshot().topics == (VISAS, LUNCH)
    assert not filled.verify()


def test_another_search_takes_the_place_of_the_last(filled: Store) -> None:
    filled.save_topics([VISAS, LUNCH], SEARCH)
    filled.save_topics([LUNCH], SEARCH)
    assert filled.snapshot().topics == (LUNCH,)
    assert not filled.verify()


def test_a_decision_is_kept_with_who_and_when_and_stands_when_the_topic_is_found_again(filled: Store) -> None:
    filled.save_topics([VISAS, LUNCH], SEARCH)
    assert filled.decide_topic(aside(), 0) == 1
    filled.save_topics([replace(VISAS, name="visa letters"), LUNCH], SEARCH)
    first, second = filled.snapshot().topics
    assert first.decision is not None
    assert (first.name, first.decision.by, first.decision.reason) == (
        "visa letters",
        "A. Reader",
        "Only thanks",
    )
    assert first.decision.at is not None
    assert (first.is_proposal, second.is_proposal) == (False, True)
    assert not filled.verify()


def test_a_decided_topic_stays_when_a_search_does_not_find_it(filled: Store) -> None:
    filled.save_topics([VISAS, LUNCH], SEARCH)
    filled.decide_topic(aside(), 0)
    filled.save_topics([LUNCH], SEARCH)
    found, gone = filled.snapshot().topics
    assert (found.id, gone.id, gone.is_found, gone.passage_ids) == (
        LUNCH.id,
        VISAS.id,
        False,
        VISAS.passage_ids,
    )
    assert not filled.verify()


def test_the_topic_that_another_went_into_stays_too(filled: Store) -> None:
    filled.save_topics([VISAS, LUNCH], SEARCH)
    filled.decide_topic(TopicDecision(VISAS.id, 1, "merged", "A. Reader", into_topic=LUNCH.id), 0)
    filled.save_topics([VISAS], SEARCH)
    assert {topic.id for topic in filled.snapshot().topics} == {VISAS.id, LUNCH.id}


def test_the_topic_that_a_found_one_went_into_can_be_decided_about(filled: Store) -> None:
    filled.save_topics([VISAS, LUNCH], SEARCH)
    filled.decide_topic(TopicDecision(LUNCH.id, 1, "merged", "A. Reader", into_topic=VISAS.id), 0)
    filled.save_topics([LUNCH], SEARCH)
    filled.decide_topic(aside(), 0)
    assert [each.verdict for each in history(filled, VISAS.id)] == ["dismissed"]


def test_two_people_never_overwrite_each_other(filled: Store) -> None:
    filled.save_topics([VISAS], SEARCH)
    filled.decide_topic(aside(), 0)
    with pytest.raises(ConflictError, match="meanwhile"):
        filled.decide_topic(replace(aside(), by="B. Reader"), 0)


def test_a_topic_that_a_search_left_out_cannot_be_decided(filled: Store) -> None:
    filled.save_topics([VISAS], SEARCH)
    filled.save_topics([LUNCH], SEARCH)
    with pytest.raises(ConflictError):
        filled.decide_topic(aside(), 0)


def test_a_topic_decided_before_that_is_not_found_any_more_can_only_be_undone(filled: Store) -> None:
    filled.save_topics([VISAS, LUNCH], SEARCH)
    filled.decide_topic(aside(), 0)
    filled.save_topics([LUNCH], SEARCH)
    filled.decide_topic(TopicDecision(VISAS.id, 2, "undone", "A. Reader"), 1)
    with pytest.raises(ConflictError, match="meanwhile"):
        filled.decide_topic(replace(aside(), version=3), 2)


def test_a_decision_is_undone_by_one_that_says_so_and_both_are_kept(filled: Store) -> None:
    filled.save_topics([VISAS], SEARCH)
    filled.decide_topic(aside(), 0)
    filled.decide_topic(TopicDecision(VISAS.id, 2, "undone", "B. Reader"), 1)
    (topic,) = filled.snapshot().topics
    assert (topic.decision, topic.version, topic.is_proposal) == (None, 2, True)
    assert [each.verdict for each in history(filled, VISAS.id)] == ["dismissed", "undone"]


def test_a_decided_topic_is_not_decided_again_before_it_is_undone(filled: Store) -> None:
    filled.save_topics([VISAS], SEARCH)
    filled.decide_topic(aside(), 0)
    with pytest.raises(StoreError, match="decided already"):
        filled.decide_topic(aside(), 1)


def test_nothing_is_undone_that_was_not_decided(filled: Store) -> None:
    filled.save_topics([VISAS], SEARCH)
    with pytest.raises(StoreError, match="no decision"):
        filled.decide_topic(TopicDecision(VISAS.id, 1, "undone", "A. Reader"), 0)


def test_a_topic_goes_into_one_that_waits_and_into_no_other(filled: Store) -> None:
    filled.save_topics([VISAS, LUNCH], SEARCH)
    filled.decide_topic(aside(), 0)
    with pytest.raises(StoreError, match="among the proposals"):
        filled.decide_topic(TopicDecision(LUNCH.id, 1, "merged", "A. Reader", into_topic=VISAS.id), 0)


def test_a_promotion_puts_the_codebook_in_force_or_does_nothing_at_all(filled: Store) -> None:
    filled.save_topics([VISAS], SEARCH)
    new = replace(
        CODEBOOK, version="1.1", themes=(*CODEBOOK.themes, Theme("visas", "Visas", "How they come."))
    )
    promoted = TopicDecision(VISAS.id, 1, "promoted", "A. Reader", theme_id="visas")
    with pytest.raises(ConflictError):
        filled.decide_topic(promoted, 3, (CODEBOOK, new))
    assert filled.codebook() == CODEBOOK
    filled.decide_topic(promoted, 0, (CODEBOOK, new))
    assert filled.codebook() == new
    assert [book for _, book in filled.codebook_history()] == [CODEBOOK, new]


def test_two_next_versions_of_one_codebook_are_a_conflict_and_the_first_stays(filled: Store) -> None:
    filled.save_topics([VISAS, LUNCH], SEARCH)
    theirs, mine = (
        replace(CODEBOOK, version="1.1", themes=(*CODEBOOK.themes, Theme(name.lower(), name, "How it was.")))
        for name in ("Visas", "Lunch")
    )
    filled.decide_topic(
        TopicDecision(VISAS.id, 1, "promoted", "A. Reader", theme_id="visas"), 0, (CODEBOOK, theirs)
    )
    decision = TopicDecision(LUNCH.id, 1, "promoted", "B. Reader", theme_id="lunch")
    with pytest.raises(ConflictError, match=r"meanwhile: version 1\.1 is in force"):
        filled.decide_topic(decision, 0, (CODEBOOK, mine))
    assert filled.codebook() == theirs
    assert history(filled, LUNCH.id) == ()


def test_a_decision_needs_a_name_and_a_theme_that_is_there(filled: Store) -> None:
    filled.save_topics([VISAS], SEARCH)
    with pytest.raises(ValueError, match="name"):
        filled.decide_topic(replace(aside(), by=" "), 0)
    with pytest.raises(StoreError, match="no theme"):
        filled.decide_topic(TopicDecision(VISAS.id, 1, "merged", "A. Reader", theme_id="nowhere"), 0)
