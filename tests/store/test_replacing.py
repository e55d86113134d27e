from dataclasses import replace

import pytest

from synthesis.errors import StoreError
from synthesis.models import Decision, Paragraph
from synthesis.store import Store
from tests.store.conftest import DECISION, LINK, MEETING

PUBLISH = Decision("dc-2018-03-09:2:0", MEETING.id, "2", "To publish a calendar.", "action")
CORRECTED = replace(
    MEETING,
    title="25th call, corrected",
    paragraphs=(Paragraph("1", "A word of welcome."), Paragraph("2", "It was agreed to meet again.")),
)


@pytest.fixture
def entered(store: Store) -> Store:
    paragraphs = (*MEETING.paragraphs[:1], Paragraph("2", PUBLISH.quote))
    store.add_meeting(replace(MEETING, paragraphs=paragraphs), [DECISION, PUBLISH], [])
    return store


def read_anew(quote: str = DECISION.quote) -> Decision:
    return replace(DECISION, id="dc-2018-03-09:2:0", paragraph="2", quote=quote)


def test_what_nobody_touched_makes_way_for_what_the_corrected_report_says(entered: Store) -> None:
    replaced = entered.replace_meeting(CORRECTED, [read_anew()], [], "Ada")
    assert (replaced.n_proposed, replaced.n_kept) == (1, 0)
    snapshot = entered.snapshot()
    assert snapshot.meetings == (CORRECTED,)
    assert snapshot.decisions == (read_anew(),)
    assert entered.verify() == ()
    assert (entered.changes()[-1].what, entered.changes()[-1].who) == (
        "Replaced the report of 25th call, corrected",
        "Ada",
    )


def test_what_a_person_confirmed_stays_and_moves_to_where_its_words_stand(entered: Store) -> None:
    entered.review_decision(DECISION.id, {"review": "confirmed", "owner": "Secretariat"}, "Ben", 1)
    replaced = entered.replace_meeting(CORRECTED, [read_anew()], [], "Ada")
    (kept,) = entered.snapshot().decisions
    assert (kept.id, kept.review, kept.owner, kept.paragraph) == (
        *(DECISION.id, "confirmed", "Secretariat"),
        "2",
    )
    assert (replaced.n_kept, replaced.without_words) == (1, ())
    last = entered.decision_history(DECISION.id)[-1]
    assert (last.changed_by, last.note) == ("Ada", "The report was replaced")


def test_a_person_s_item_whose_words_are_gone_stays_and_is_named(entered: Store) -> None:
    entered.review_decision(PUBLISH.id, {"review": "confirmed"}, "Ben", 1)
    replaced = entered.replace_meeting(CORRECTED, [read_anew()], [], "Ada")
    assert replaced.without_words == (PUBLISH.quote,)
    assert {each.quote for each in entered.snapshot().decisions} == {PUBLISH.quote, DECISION.quote}


def test_a_link_that_a_person_judged_keeps_its_item(filled: Store) -> None:
    filled.review_link(LINK, "confirmed", "Ben")
    filled.replace_meeting(CORRECTED, [read_anew("It was agreed to part.")], [], "Ada")
    snapshot = filled.snapshot()
    assert DECISION.id in {each.id for each in snapshot.decisions}
    assert [link.status for link in snapshot.links] == ["confirmed"]


def test_an_item_that_nobody_touched_moves_as_the_programs_and_to_the_nearest_paragraph(
    filled: Store,
) -> None:
    filled.review_link(LINK, "confirmed", "Ben")
    again = [Paragraph(number, DECISION.quote) for number in ("12", "3", "2")]
    filled.replace_meeting(replace(CORRECTED, paragraphs=tuple(again)), [], [], "Ada")
    last = filled.decision_history(DECISION.id)[-1]
    assert (last.changed_by, last.decision.paragraph) == ("", "2")


def test_replacing_a_report_needs_a_name_and_changes_nothing_without(entered: Store) -> None:
    before = entered.snapshot()
    with pytest.raises(StoreError, match="name"):
        entered.replace_meeting(CORRECTED, [], [], " ")
    assert entered.snapshot() == before
