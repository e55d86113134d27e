import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.outputs.papers.blocks import Statement
from synthesis.outputs.papers.helping import MOST_LETTERS, MOST_PASSAGES, Material, messages, objections
from synthesis.outputs.papers.numbers import numbers_in
from tests.outputs.papers.drafting_paper import FOR, note

PASSAGES = ("There were far too many   sessions.", "We like “the village” as it is; don't cut it.")
MADE = Material(FOR, PASSAGES)
GOOD = "Of 5 contributions, 3 called the programme too large [1]; 1, from a firm, did not [2]."


def test_a_sentence_with_the_same_notes_and_numbers_can_be_taken() -> None:
    assert objections(GOOD, MADE) == ()
    assert objections(FOR.text, MADE) == ()


def test_numbers_in_words_are_the_same_numbers() -> None:
    assert objections("Three of five found it too large [1]; one, from a firm, did not [2].", MADE) == ()


@pytest.mark.parametrize(
    ("proposal", "objection"),
    [
        (GOOD.replace("3", "4"), "states 4"),
        (GOOD.replace("3 called", "three quarters called"), "states 3/4"),
        (GOOD.replace("3 called", "3 % called"), "states 3 %"),
        (GOOD.replace("3 called", "a dozen called"), "states 12"),
        (GOOD.replace("Of 5 contributions, 3", "5 of 3 contributions"), "states 5 of 3"),
        (GOOD.replace("Of 5", "Of ½"), "signs that cannot be compared"),
        (GOOD.replace("3 called", "三 called"), "signs that cannot be compared"),
        (
            "Of 5 contributions, 1 found it too large [1]; 3, from a firm, did not [2].",
            "cites note [1] for 1",
        ),
        (GOOD.replace("[2]", "[3]"), "calls [3]"),
        (GOOD.replace("[2]", "[C4]"), "calls [C4]"),
        (GOOD.replace(" [2]", ""), "does not call [2]"),
        (GOOD + " In all, 5 replied.", "Nothing is cited for"),
        (GOOD.replace("contributions", "contributions, most of them,"), "says “most”"),
        (GOOD.replace("called", "unanimously called"), "says “unanimously”"),
        (GOOD.replace("too large", "“a waste of time”"), "quotes “a waste of time”"),
        (GOOD.replace("too large", "'a waste of time'"), "quotes “a waste of time”"),
        (GOOD.replace("too large", '"far too … of time"'), "quotes"),
        (GOOD.replace("too large", "“too large"), "without its partner"),
        (GOOD.replace("a firm", "a firm (http://firm.example)"), "a link"),
        (GOOD.replace("a firm", "firm.org"), "a link"),
        (GOOD.replace("a firm", "me@firm"), "a link"),
        (GOOD.replace("a firm", "<b>a firm</b>"), "markup"),
        (GOOD.replace("a firm", "**a firm**"), "markup"),
        (GOOD.replace("; 1", ";\n1"), "line breaks"),
        (GOOD.replace("a firm", "a \u202efirm"), "cannot be seen"),
        (GOOD + " so" * 400, "there is room for 600"),
        ("  ", "empty"),
    ],
)
def test_what_is_wrong_with_a_sentence_is_said(proposal: str, objection: str) -> None:
    assert objection in "\n".join(objections(proposal, MADE))


@pytest.mark.parametrize(
    "quotation",
    [
        "“far too many sessions”",
        '"far too many sessions."',
        "«the village»",
        "‘the village’",
        "“far … sessions”",
    ],
)
def test_words_that_stand_in_a_passage_can_be_quoted(quotation: str) -> None:
    assert objections(GOOD.replace("too large", f"to be {quotation}"), MADE) == ()


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert objections(GOOD.replace("did not", "didn't, in the firms' words,"), MADE) == ()


def test_the_names_of_themes_that_the_statement_quotes_can_be_quoted() -> None:
    named = replace(FOR, text=FOR.text.replace("it", "“Size”"))
    assert objections(GOOD.replace("the programme", "“Size”"), Material(named)) == ()


def test_words_of_quantity_that_the_statement_uses_can_be_used() -> None:
    many = replace(FOR, text=f"Many, {FOR.text}")
    assert objections(f"Many, {GOOD}", Material(many)) == ()


def test_a_statement_without_notes_needs_no_citation() -> None:
    assert objections("5 in all replied.", Material(Statement("who", "In all, 5 replied."))) == ()
    assert objections("5 in all replied [1].", Material(Statement("who", "In all, 5 replied."))) != ()


def test_the_citations_of_a_drafter_have_to_stay() -> None:
    edited = Material(replace(FOR, text=f"{FOR.text[:-1]}, as a library says [c1]."), PASSAGES)
    assert objections(GOOD, edited) == ("It does not call [c1].",)
    assert objections(f"{GOOD[:-1]}; so says a library [c1].", edited) == ()
    assert "calls [c2]" in objections(f"{GOOD[:-1]}; so says a library [c1] [c2].", edited)[0]


def test_a_number_is_not_moved_to_the_citation_of_a_drafter() -> None:
    edited = Material(replace(FOR, text=f"In all 4 said so [c1]. {FOR.text}"), PASSAGES)
    moved = "Of 5 contributions, 3 called it too large [c1]; 4 said so [1]; 1, from a firm, did not [2]."
    assert "It cites note [1] for 4, and the statement does not." in objections(moved, edited)


def test_a_note_that_the_drafter_took_out_need_not_be_called() -> None:
    assert objections("3 of 5 did [1].", Material(replace(FOR, text="3 of 5 found it so [1]."))) == ()


def test_what_is_sent_is_the_task_the_statement_and_passages() -> None:
    system, user = messages(MADE)
    assert (system["role"], user["role"]) == ("system", "user")
    assert json.loads(user["content"]) == {"statement": FOR.text, "passages": list(PASSAGES)}


def test_not_everything_is_sent_where_there_is_much() -> None:
    assert len(Material(FOR, ("Short.",) * 99).sent) == MOST_PASSAGES
    long = Material(FOR, ("x" * 5_000,) * 9).sent
    assert sum(map(len, long)) <= MOST_LETTERS
    assert long


@given(st.integers(0, 10_000), st.sampled_from(["3 called", "1, from", "5 contributions"]))
def test_a_number_is_taken_only_where_it_is_one_of_the_statement(number: int, place: str) -> None:
    proposal = GOOD.replace(place, f"{number:,} {place.split(' ', 1)[1]}")
    known = {each.text for each in numbers_in(FOR.text)}
    assert any(f"states {number}," in each for each in objections(proposal, MADE)) == (
        str(number) not in known
    )


@given(st.text(max_size=200))
def test_any_answer_is_judged_without_a_fault(answer: str) -> None:
    assert all(isinstance(each, str) for each in objections(answer, MADE))


@given(st.integers(1, 999))
def test_a_call_is_taken_only_where_there_is_such_a_note(place: int) -> None:
    found = objections(f"{GOOD} [{place}]", Material(replace(FOR, notes=(*FOR.notes, note("e"))), PASSAGES))
    assert any("no such note" in each for each in found) == (place > 3)
