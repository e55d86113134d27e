"""Ties of messages: proposed by the program, over them what people say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from synthesis.community.messages.ties import LONGEST_NOTE, confirmed_for, judged_tie, ties_of
from synthesis.errors import InputError
from synthesis.models import (
    Codebook,
    Decision,
    Meeting,
    Message,
    MessageTie,
    Session,
    SessionMessages,
    Snapshot,
    Span,
    Theme,
)
from tests.outputs.conftest import a_snapshot

TEXT = "Licences for village networks should be free."
SESSION = Session("s", "Licences", TEXT, held_on=date(2018, 1, 1))
GIVEN = SessionMessages("s", (Message("m1", "message", TEXT, (Span(0, len(TEXT)),), ("access", "gone")),))
OTHERS = [Decision(f"o{n}", "after", str(n), "The calendar is kept.", "decision") for n in range(20)]
LATER = Decision("d1", "after", "1", "Licences of village networks are to be free.", "decision")


@pytest.fixture
def snapshot() -> Snapshot:
    book = Codebook("Book", "1", (Theme("access", "Access", "A."), Theme("money", "Money", "M.")))
    meeting = Meeting("after", "After", held_on=date(2018, 6, 1))
    return replace(a_snapshot(), codebook=book, meetings=(meeting,), decisions=(LATER, *OTHERS), links=())


def test_themes_and_later_decisions_are_proposed_with_the_reason(snapshot: Snapshot) -> None:
    theme, decision = ties_of(SESSION, GIVEN, snapshot, ())
    assert (theme.theme_id, theme.status, theme.version) == ("access", "proposed", 0)
    assert (decision.decision_id, decision.status) == ("d1", "proposed")
    assert decision.why.startswith("both say “")


def test_what_a_person_said_stands_over_the_proposal_and_where_none_comes(snapshot: Snapshot) -> None:
    theme, decision = ties_of(SESSION, GIVEN, snapshot, ())
    rejected = replace(theme, status="rejected", by="A. Person", version=1)
    added = MessageTie("s", "m1", theme_id="money", status="confirmed", by="A. Person", version=1)
    found = ties_of(SESSION, GIVEN, snapshot, (rejected, added))
    assert found == (added, decision, rejected)


def test_ties_of_other_sessions_of_gone_themes_and_gone_messages_are_left_out(snapshot: Snapshot) -> None:
    said = (
        MessageTie("other", "m1", theme_id="money", status="confirmed"),
        MessageTie("s", "m1", theme_id="gone", status="confirmed"),
        MessageTie("s", "m9", theme_id="money", status="confirmed"),
    )
    assert [tie.status for tie in ties_of(SESSION, GIVEN, snapshot, said)] == ["proposed", "proposed"]


def test_a_tie_is_confirmed_as_it_was_seen_and_a_new_one_says_why(snapshot: Snapshot) -> None:
    ties = ties_of(SESSION, GIVEN, snapshot, ())
    seen = judged_tie(ties, MessageTie("s", "m1", theme_id="access"), "confirmed")
    assert seen == replace(ties[0], status="confirmed")
    new = judged_tie(ties, MessageTie("s", "m1", theme_id="money"), "confirmed", " It costs. ")
    assert (new.status, new.why, new.score) == ("confirmed", "It costs.", 1.0)
    assert judged_tie(ties, MessageTie("s", "m1", theme_id="money"), "confirmed").why == "added by a person"


def test_what_nobody_proposed_cannot_be_rejected_and_a_note_is_short(snapshot: Snapshot) -> None:
    with pytest.raises(InputError, match="no such tie to reject"):
        judged_tie((), MessageTie("s", "m1", theme_id="money"), "rejected")
    with pytest.raises(InputError, match=f"at most {LONGEST_NOTE} characters"):
        judged_tie((), MessageTie("s", "m1", theme_id="money"), "confirmed", "x" * 201)


def test_only_confirmed_ties_of_messages_that_stand_show_at_their_target() -> None:
    theme = MessageTie("s", "m1", theme_id="access", status="confirmed")
    decision = MessageTie("s", "m1", decision_id="d1", status="rejected")
    messages = {"s": GIVEN}
    assert confirmed_for([theme, decision], messages, "access") == [(theme, GIVEN.messages[0])]
    assert confirmed_for([theme, decision], messages, "d1") == []
    struck = {"s": replace(GIVEN, messages=(replace(GIVEN.messages[0], is_struck=True),))}
    assert confirmed_for([theme], struck, "access") == []
    assert confirmed_for([theme], {}, "access") == []


def test_a_tie_leads_to_one_thing() -> None:
    for ends in ({}, {"theme_id": "a", "decision_id": "b"}):
        with pytest.raises(ValueError, match="exactly one thing"):
            MessageTie("s", "m1", **ends)
