from dataclasses import replace
from datetime import date

import pytest

from synthesis.errors import InputError
from synthesis.meetings import register
from synthesis.models import RESTATES_NOTHING, Decision, Meeting, Paragraph

EARLIER = Meeting(
    "m1", "24th call", held_on=date(2018, 2, 5), paragraphs=(Paragraph("2", "A page was agreed."),)
)
LATER = Meeting(
    "m2",
    "25th call",
    held_on=date(2018, 3, 9),
    paragraphs=(Paragraph("3", "Rain fell. It was agreed to meet in May, in Geneva."),),
)
MEETINGS = {meeting.id: meeting for meeting in (EARLIER, LATER)}
FIRST = Decision("d1", "m1", "2", "A page was agreed.", "decision")
ITEM = Decision("d2", "m2", "3", "It was agreed to meet in May", "decision", owner="Secretariat")
TEXTS = [paragraph.text for paragraph in LATER.paragraphs]


def test_an_edit_changes_what_differs_and_confirms() -> None:
    values = {
        "owner": " Secretariat ",
        "quote": "It was agreed to meet in May, in Geneva.",
        "kind": "decision",
    }
    assert register.edited(ITEM, TEXTS, values) == {
        "quote": "It was agreed to meet in May, in Geneva.",
        "review": "confirmed",
        "reason": "",
    }


@pytest.mark.parametrize("quote", ["It was agreed to meet in June", "", "it was agreed"])
def test_a_quote_that_does_not_stand_in_its_paragraph_is_refused(quote: str) -> None:
    with pytest.raises(InputError, match="do not stand in the paragraph"):
        register.edited(ITEM, TEXTS, {"quote": quote})
    with pytest.raises(InputError, match="do not stand in the paragraph"):
        register.added(LATER, LATER.paragraphs[0], quote, "decision")


def test_review_and_progress_are_not_edited_as_values() -> None:
    with pytest.raises(ValueError, match="progress"):
        register.edited(ITEM, TEXTS, {"progress": "done"})


def test_an_item_that_a_person_adds_is_confirmed_and_carries_the_words_before_it() -> None:
    made = register.added(LATER, LATER.paragraphs[0], " It was agreed to meet in May ", "decision", "Chair")
    assert (made.quote, made.context, made.review) == (
        "It was agreed to meet in May",
        "Rain fell.",
        "confirmed",
    )
    assert made.id == register.item_id("m2", "3", "It was agreed to meet in May")


@pytest.mark.parametrize("reason", ["", "  "])
def test_rejecting_and_declining_need_a_reason(reason: str) -> None:
    with pytest.raises(InputError, match="rejected with a reason"):
        register.rejected(reason)
    with pytest.raises(InputError, match="declined with a reason"):
        register.progressed(ITEM, "declined", "A. Keeper", reason=reason)


def test_bringing_back_forgets_why_an_item_was_rejected() -> None:
    rejected = replace(ITEM, **register.rejected("Only a wish"))  # type: ignore[arg-type]
    assert replace(rejected, **register.confirmed()) == replace(ITEM, review="confirmed")  # type: ignore[arg-type]


def test_a_state_carries_the_name_of_who_said_it() -> None:
    changes = register.progressed(ITEM, "superseded", "A. Keeper", superseded_by="d1")
    assert (changes["progress"], changes["progress_by"], changes["superseded_by"]) == (
        "superseded",
        "A. Keeper",
        "d1",
    )
    assert register.progressed(ITEM, "done", "A. Keeper", superseded_by="d1")["superseded_by"] == ""


@pytest.mark.parametrize("other", ["", "d2"])
def test_an_item_is_superseded_by_another_one(other: str) -> None:
    with pytest.raises(InputError, match="which item came in its place"):
        register.progressed(ITEM, "superseded", "A. Keeper", superseded_by=other)


REGISTER = {item.id: item for item in (FIRST, ITEM)}


def test_an_item_restates_an_earlier_one_or_none() -> None:
    assert register.restating(ITEM, FIRST, REGISTER, MEETINGS) == {"restates": "d1"}
    assert register.restating(ITEM, None, REGISTER, MEETINGS) == {"restates": RESTATES_NOTHING}


def test_an_item_cannot_restate_itself_a_later_one_or_one_that_was_rejected() -> None:
    with pytest.raises(InputError, match="later than this one"):
        register.restating(FIRST, ITEM, REGISTER, MEETINGS)
    with pytest.raises(InputError, match="only another one"):
        register.restating(ITEM, ITEM, REGISTER, MEETINGS)
    with pytest.raises(InputError, match="was rejected"):
        register.restating(ITEM, replace(FIRST, review="rejected"), REGISTER, MEETINGS)


def test_items_cannot_restate_each_other_in_a_ring() -> None:
    between = replace(FIRST, id="d3", restates="d2")
    last = replace(FIRST, restates="d3")
    with pytest.raises(InputError, match="only another one"):
        register.restating(ITEM, last, REGISTER | {"d1": last, "d3": between}, MEETINGS)
