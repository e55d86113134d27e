"""What happened in a store since some time, read from the versions of its records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from synthesis.models import (
    Decision,
    DecisionLink,
    Event,
    Group,
    Judgement,
    Meeting,
    Message,
    MessageTie,
    Paragraph,
    Session,
    SessionMessages,
    SessionProposal,
    Span,
)
from synthesis.store import Store, open_store
from tests.store.conftest import LETTER, LINK, NOTE, PASSAGES

PARAGRAPHS = (Paragraph("1", "It was agreed to meet again."), Paragraph("2", "X would report in May."))
MEETING = Meeting("m1", "A call", paragraphs=PARAGRAPHS)
AGREED = Decision("d1", "m1", "1", "It was agreed to meet again.", "decision")
REPORT = Decision("d2", "m1", "2", "X would report in May.", "commitment")
IOT = Group("dc-iot", "Internet of Things", "dynamic coalition", "DC-IoT")
CALL = Event("call-1", "A call", datetime(2018, 2, 5, 14), datetime(2018, 2, 5, 15))


@pytest.fixture
def store() -> Store:
    return open_store("sqlite://", read_only=False)


def entered(store: Store) -> Store:
    store.add_meeting(MEETING, [AGREED, REPORT])
    return store


def test_a_step_holds_the_record_before_and_after_it(store: Store) -> None:
    entered(store).review_decision("d1", {"progress": "done"}, "A. Keeper", 1, note="seen")
    step = store.happened().steps[-1]
    assert isinstance(step.now, Decision)
    assert isinstance(step.before, Decision)
    assert (step.now.progress, step.before.progress) == ("done", "open")
    assert (step.id, step.version, step.by, step.note) == ("d1", 2, "A. Keeper", "seen")


def test_only_what_came_after_the_moment_is_told(store: Store) -> None:
    entered(store)
    moment = store.happened().changed_at
    assert moment is not None
    assert store.happened(moment).steps == ()
    store.review_decision("d1", {"review": "confirmed"}, "A. Keeper", 1)
    assert [step.version for step in store.happened(moment).steps] == [2]


def test_the_moment_may_be_in_any_time_zone(store: Store) -> None:
    entered(store)
    at = store.happened().steps[0].at
    in_tonga = (at - timedelta(seconds=1)).astimezone(timezone(timedelta(hours=13)))
    assert len(store.happened(in_tonga).steps) == 2


def test_what_was_proposed_from_a_new_report_is_not_marked_as_read_anew(store: Store) -> None:
    entered(store)
    assert [step.is_anew for step in store.happened().steps] == [False, False]
    store.add_meeting(MEETING, [AGREED, replace(REPORT, owner="X")])
    assert all(step.is_anew for step in store.happened().steps)


def test_contributions_are_counted_as_they_came(store: Store) -> None:
    store.add_contributions([LETTER], PASSAGES[:2])
    store.add_contributions([LETTER, NOTE], PASSAGES)
    assert [each.n_contributions for each in store.happened().arrivals] == [1, 1]


def test_a_report_in_which_nothing_was_found_is_told_of(store: Store) -> None:
    store.add_meeting(MEETING, [])
    (arrival,) = store.happened().arrivals
    assert (arrival.n_reports, arrival.n_contributions) == (1, 0)
    assert "A call" in arrival.what


def test_a_report_with_decisions_is_told_of_by_them_alone(store: Store) -> None:
    assert entered(store).happened().arrivals == ()


def test_a_link_that_a_person_judged_brings_its_decision_and_theme(store: Store) -> None:
    store.add_contributions([LETTER], PASSAGES[:2])
    entered(store)
    moment = store.happened().changed_at
    store.review_link(DecisionLink("d1", passage_id=PASSAGES[0].id), "confirmed", "A. Keeper")
    happened = store.happened(moment)
    (step,) = happened.steps
    assert isinstance(step.now, DecisionLink)
    assert (step.now.status, step.by) == ("confirmed", "A. Keeper")
    assert set(happened.decisions) == {"d1"}


def test_a_rejected_link_ties_no_decision_to_a_theme(filled: Store) -> None:
    assert [link.theme_id for link in filled.happened().links] == [LINK.theme_id]
    filled.review_link(LINK, "rejected", "A. Keeper")
    assert filled.happened().links == ()


def test_records_of_the_community_are_told_new_changed_removed_and_back(store: Store) -> None:
    store.community.save([IOT], "A")
    store.community.save([replace(IOT, remit="Things")], "B")
    store.community.remove(Group, "dc-iot", "C", 2)
    store.community.save([IOT], "D")
    steps = store.happened().steps
    assert [(step.before is None, step.now is None, step.by) for step in steps] == [
        (True, False, "A"),
        (False, False, "B"),
        (False, True, "C"),
        (True, False, "D"),
    ]


def test_messages_come_with_their_session_without_its_text(store: Store) -> None:
    store.community.save([Session("s1", "Main session", "All agreed. " * 100, group_ids=("dc-iot",))], "A")
    store.community.save([SessionMessages("s1", (Message("m", "message", "Agreed.", (Span(0, 3),)),))], "A")
    session = store.happened().sessions["s1"]
    assert (session.title, session.group_ids, session.text) == ("Main session", ("dc-iot",), "")


def test_steps_come_in_the_order_of_time(store: Store) -> None:
    store.community.save([CALL], "A")
    entered(store).review_decision("d1", {"review": "confirmed"}, "A. Keeper", 1)
    store.community.save([IOT], "A")
    times = [step.at for step in store.happened().steps]
    assert times == sorted(times)
    assert all(at.tzinfo is not None for at in times)


def test_an_empty_store_has_nothing_to_tell(store: Store) -> None:
    happened = store.happened()
    assert (happened.steps, happened.arrivals, happened.changed_at) == ((), (), None)


def test_one_store_is_told_from_another_by_its_first_change(store: Store) -> None:
    first = entered(store).happened().began_at
    store.community.save([IOT], "A")
    assert first == store.happened().began_at
    assert first is not None
    assert first.tzinfo == UTC


def test_a_load_is_of_sample_data_only_where_all_that_is_new_was_composed(store: Store) -> None:
    composed = replace(LETTER, source="Sample data: composed")
    store.add_contributions([composed], PASSAGES[:2])
    store.add_contributions([composed, replace(NOTE, source="sent")], PASSAGES)
    assert [each.is_sample for each in store.happened().arrivals] == [True, False]


def test_what_ties_and_judgements_are_about_is_told_by_name(store: Store) -> None:
    moment = entered(store).happened().changed_at
    store.community.save([SessionProposal("p", "A talk", "workshop")], "A. Keeper")
    store.community.save([MessageTie("s", "m", decision_id="d1", status="confirmed")], "A. Keeper")
    store.community.save([Judgement("p", "w-2018", "fits", "met")], "A. Keeper")
    found = store.happened(moment)
    assert found.decisions["d1"] == AGREED
    assert found.proposals["p"].title == "A talk"
