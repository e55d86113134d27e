import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.outputs.papers.citing import (
    LONGEST,
    LOST,
    check,
    labels_of,
    resolved,
    shown,
    without_calls,
    written,
)
from synthesis.outputs.papers.numbers import numbers_in
from tests.outputs.papers.drafting_paper import FOR, LABELS, paper

IDS = {label: each for each, label in LABELS.items()}


def problems(text: str) -> tuple[str, ...]:
    return check(text, FOR.notes, IDS, generated=FOR.text, before=(FOR.text, ())).problems


def test_a_paper_names_its_contributions() -> None:
    assert labels_of(paper()) == IDS


def test_labels_are_kept_as_contributions_and_shown_as_the_labels_of_now() -> None:
    text, cited = written("Two [1] agreed [c5, C1]; so did [C2].", IDS)
    assert (text, cited) == ("Two [1] agreed [c1]; so did [c2].", (("e", "a"), ("b",)))
    assert shown(text, cited, {"e": "C9", "a": "C1"}) == "Two [1] agreed [C9, C1]; so did [?]."


def test_a_note_whose_contributions_are_gone_is_seen_to_be_lost() -> None:
    text, notes = resolved("Two [1] agreed [c1].", FOR.notes[:1], (("gone",),), LABELS)
    assert (text, notes) == (f"Two [1] agreed {LOST}.", FOR.notes[:1])


def test_a_call_to_a_note_that_does_not_exist_is_refused_with_what_there_is() -> None:
    assert problems("Three [1] did, one [3] did not [2].") == (
        "There is no note [3] here; there are [1] and [2].",
    )


def test_a_contribution_that_the_paper_does_not_name_is_refused() -> None:
    assert problems("Three [1] [2], such as [C1, C77].") == ("The paper names no contribution C77.",)


@pytest.mark.parametrize("text", ["", "   ", "[1] [2].", "\n[1]\n"])
def test_no_words_are_refused(text: str) -> None:
    assert "strike it" in problems(text)[0]


def test_a_book_is_refused() -> None:
    assert "room for 4,000 letters" in problems("a" * (LONGEST + 1))[0]


def test_a_lost_citation_has_to_be_replaced_before_words_are_saved() -> None:
    assert "not in the paper any more" in problems("Three [1] [2] [?].")[0]


def test_citations_that_are_dropped_are_named() -> None:
    checked = check("Three [1] found it too large.", FOR.notes, IDS, before=(FOR.text, ()))
    assert (checked.problems, checked.dropped) == ((), ("C4",))
    assert check("Three [1], not [C4].", FOR.notes, IDS, before=(FOR.text, ())).dropped == ()


def test_what_was_dropped_with_consent_is_not_asked_about_again() -> None:
    assert check("Three found it [1].", FOR.notes, IDS, before=("Three [1].", ())).dropped == ()


def test_numbers_that_the_program_does_not_state_are_named() -> None:
    checked = check("12 of 5, a third, found it [1] [2].", FOR.notes, IDS, generated=FOR.text)
    assert checked.numbers == ("12", "1/3")
    assert check("Three of five did [1], one not [2].", FOR.notes, IDS, generated=FOR.text).numbers == ()


def test_words_of_quantity_in_a_sentence_without_a_number_are_named() -> None:
    said = "A large majority spoke about it [1]. Most, 3 of 5, wanted “many more” [1]."
    assert check(said, FOR.notes, IDS, generated=FOR.text).quantities == ("majority",)
    assert check(said, FOR.notes, IDS, generated="A majority spoke.").quantities == ()
    assert check("Many agree [C1].", (), IDS).quantities == ("many",)
    assert check("Coalitions should be seen more [C1].", (), IDS).quantities == ()


def test_brackets_that_are_no_call_stay() -> None:
    assert written("They [sic] said [2017] so.", IDS) == ("They [sic] said [2017] so.", ())
    assert without_calls("They [sic] said [2017] so [1] [c2].") == "They [sic] said [2017] so."


@given(st.lists(st.lists(st.sampled_from(sorted(IDS)), min_size=1, max_size=3), max_size=5))
def test_what_is_shown_is_kept_as_it_was(cited: list[list[str]]) -> None:
    text = "Words" + "".join(f" [{', '.join(dict.fromkeys(labels))}]" for labels in cited) + "."
    assert shown(*written(text, IDS), LABELS) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Eighteen of 71", ["18", "71"]),
        ("twenty-one, two hundred and five, three thousand", ["21", "205", "3000"]),
        ("1,234 and 0.5 and 07", ["1234", "0.5", "7"]),
        ("25 % or 25 percent, 25%", ["25 %", "25 %", "25 %"]),
        ("two thirds, half, a quarter", ["2/3", "1/2", "1/4"]),
        ("No one and one another", []),
        ("١٨ of ７１", ["18", "71"]),
        ("the 25th call in 2018", ["25", "2018"]),
        ("nothing", []),
    ],
)
def test_numbers_are_read_in_figures_words_and_other_digits(text: str, found: list[str]) -> None:
    assert [number.text for number in numbers_in(text)] == found
