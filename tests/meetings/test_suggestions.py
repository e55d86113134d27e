"""A register of three calls: what was agreed in February, said again in March, told of in April."""

from dataclasses import replace
from datetime import date

import pytest

from synthesis.meetings.suggestions import suggest
from synthesis.models import RESTATES_NOTHING, Decision, DecisionLink, Meeting

MEETINGS = {f"m{n}": Meeting(f"m{n}", f"Call {n}", held_on=date(2018, n, 5)) for n in (2, 3, 4)} | {
    "m0": Meeting("m0", "A call without a date")
}
PAGE = Decision("page", "m2", "1", "It was agreed to open a page for coalitions on the website.", "decision")
BADGES = Decision("badges", "m2", "2", "It was agreed to print badges for newcomers.", "decision")
CALL = Decision("call", "m2", "3", "It was agreed to meet again in early March.", "decision")
AGAIN = Decision("again", "m3", "1", "It had been agreed that coalitions should have a page.", "restated")
ONLINE = Decision("online", "m4", "4", "The page for coalitions on the website was online.", "information")
REGISTER = [PAGE, BADGES, CALL, AGAIN, ONLINE]
LINKS = [DecisionLink(each, theme_id="visibility") for each in ("page", "again", "online")]


def test_a_restated_item_is_put_beside_the_earlier_one_with_the_reason() -> None:
    found = suggest(REGISTER, MEETINGS, LINKS).restatements
    assert {key: each.earlier_id for key, each in found.items()} == {"again": "page"}
    assert "'page'" in found["again"].why


def test_a_restated_item_is_not_put_beside_one_of_another_theme_or_of_a_later_day() -> None:
    elsewhere = [replace(LINKS[0], theme_id="programme_size"), *LINKS[1:]]
    assert suggest(REGISTER, MEETINGS, elsewhere).restatements == {}
    later = [replace(PAGE, meeting_id="m4"), *REGISTER[1:]]
    assert suggest(later, MEETINGS, LINKS).restatements == {}
    undated = [replace(PAGE, meeting_id="m0"), *REGISTER[1:]]
    assert suggest(undated, MEETINGS, LINKS).restatements == {}


@pytest.mark.parametrize("answer", ["page", RESTATES_NOTHING])
def test_what_a_person_answered_is_not_asked_again(answer: str) -> None:
    answered = [replace(each, restates=answer) if each.id == "again" else each for each in REGISTER]
    assert suggest(answered, MEETINGS, LINKS).restatements == {}


def test_the_day_of_the_earlier_call_makes_up_for_other_words() -> None:
    said = replace(AGAIN, quote="In brief, newcomers were to get something with a name on it, as badges do.")
    assert suggest([*REGISTER[:3], said], MEETINGS, []).restatements == {}
    for words in ("On the call of 5 February it was said so:", "On the last call it was said so:"):
        named = replace(said, context=words)
        assert suggest([*REGISTER[:3], named], MEETINGS, []).restatements["again"].earlier_id == "badges"


def test_a_later_report_that_tells_of_a_thing_suggests_that_it_is_done() -> None:
    found = suggest(REGISTER, MEETINGS, LINKS).progress
    assert (found["page"].progress, found["page"].source_id) == ("done", "online")
    assert ONLINE.quote in found["page"].why
    assert set(found) == {"page", "again"}


@pytest.mark.parametrize(
    "quote",
    [
        "The page for coalitions on the website would be online soon.",
        "It had been agreed to open a page for coalitions on the website.",
    ],
)
def test_what_is_to_come_or_was_only_agreed_suggests_nothing(quote: str) -> None:
    register = [PAGE, BADGES, CALL, replace(ONLINE, quote=quote)]
    assert suggest(register, MEETINGS, LINKS).progress == {}


def test_a_report_before_an_item_tells_nothing_of_it() -> None:
    register = [replace(PAGE, meeting_id="m4"), BADGES, CALL, replace(ONLINE, meeting_id="m3")]
    assert suggest(register, MEETINGS, LINKS).progress == {}


def test_a_state_that_only_its_own_source_tells_waits_for_a_persons_word() -> None:
    told = replace(BADGES, progress="done")
    assert suggest([PAGE, told, CALL], MEETINGS, []).progress["badges"].source_id == ""
    said = replace(told, progress_by="A. Keeper")
    assert suggest([PAGE, said, CALL], MEETINGS, []).progress == {}


def test_what_a_person_called_done_is_not_suggested_again_and_what_is_rejected_is_left_alone() -> None:
    done = replace(PAGE, progress="done", progress_by="A. Keeper")
    assert "page" not in suggest([done, *REGISTER[1:]], MEETINGS, LINKS).progress
    rejected = replace(PAGE, review="rejected")
    found = suggest([rejected, *REGISTER[1:]], MEETINGS, LINKS)
    assert "page" not in found.progress
    assert found.restatements == {}
