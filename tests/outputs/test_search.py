import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.models import Phrase, Span, Theme
from synthesis.outputs.search import MOST_TOLD, find, fold, matches, parse, themes_told


def test_case_and_accents_do_not_matter_and_offsets_are_of_the_text_as_written() -> None:
    text = "Davantage de VISIBILITÉ, svp"
    (span,) = find(text, parse("visibilite"))
    assert text[span.start : span.end] == "VISIBILITÉ"


def test_a_decomposed_accent_is_inside_the_mark_of_the_letters_around_it() -> None:
    text = "une re\u0301union utile"
    (span,) = find(text, parse("réunion"))
    assert text[span.start : span.end] == "re\u0301union"


def test_a_phrase_is_found_across_a_line_break() -> None:
    assert find("the main\n session", parse('"main session"')) == (Span(4, 17),)


def test_words_can_stand_apart_and_a_phrase_cannot() -> None:
    folded = fold("The main hall held a session")
    assert matches(folded, parse("main session"))
    assert not matches(folded, parse('"main session"'))


def test_overlapping_finds_are_joined() -> None:
    assert find("abcd", ("abc", "bcd")) == (Span(0, 4),)


@pytest.mark.parametrize(("text", "query"), [("会议的场次太多", "场次"), ("نتائج ملموسة", "ملموسة")])
def test_other_scripts_are_searched_too(text: str, query: str) -> None:
    (span,) = find(text, parse(query))
    assert text[span.start : span.end] == query


def test_an_open_quotation_mark_is_no_fault() -> None:
    assert parse('"main session') == ("main", "session")


SIZE = Theme(
    "size",
    "Size of the programme",
    "",
    ("clashes of sessions",),
    keywords=(Phrase("parallel sessions", "en"),),
)
OUTCOMES = Theme("outcomes", "Outcomes", "", keywords=(Phrase("programme of results"),))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("programme size", [SIZE]),
        ("PARALLEL session", [SIZE]),
        ("clash", [SIZE]),
        ("programme", [SIZE, OUTCOMES]),
        ("size results", []),
        ("gram", []),
        ("", []),
    ],
)
def test_words_tell_of_a_theme_by_its_name_a_keyword_or_what_is_coded_there(
    query: str, told: list[Theme]
) -> None:
    assert list(themes_told([OUTCOMES, SIZE], parse(query))) == told


def test_no_more_themes_are_told_of_than_help() -> None:
    many = [Theme(str(number), f"Programme {number}", "") for number in range(9)]
    assert list(themes_told(many, parse("programme"))) == many[:MOST_TOLD]


def test_nothing_looked_for_is_found_nowhere() -> None:
    assert parse('  "" ') == ()
    assert find("text", ()) == ()


@given(st.text(max_size=60), st.text(min_size=1, max_size=4))
def test_every_find_lies_inside_the_text(text: str, query: str) -> None:
    for span in find(text, parse(query)):
        assert 0 <= span.start < span.end <= len(text)
