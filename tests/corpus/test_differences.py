from hypothesis import given
from hypothesis import strategies as st

from synthesis.corpus.differences import differences

LETTER = "We ask that the number of workshops be cut by half. We thank the host."


def words(one: str, other: str) -> tuple[list[str], list[str]]:
    alone, added = differences(one, other)
    return [one[s.start : s.end] for s in alone], [other[s.start : s.end] for s in added]


def test_the_words_that_were_exchanged_stand_on_both_sides() -> None:
    assert words(LETTER, LETTER.replace("half", "a third")) == (["half"], ["a third"])


def test_another_opening_is_one_stretch_and_the_letter_below_is_the_same() -> None:
    assert words(LETTER, f"Dear all, as a library:\n\n{LETTER}") == ([], ["Dear all, as a library"])


def test_case_accents_punctuation_and_spacing_make_no_difference() -> None:
    assert words("Société civile, merci.", "SOCIETE\ncivile - merci!") == ([], [])


def test_what_differs_in_a_script_without_spaces_is_told_by_the_character() -> None:
    assert words("我们建议明年减少。", "我们建议今年减少。") == (["明"], ["今"])


def test_against_nothing_every_word_is_left_over() -> None:
    assert words(LETTER, "") == ([LETTER[:-1]], [])
    assert words("", "") == ([], [])


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_left_of_each_text_is_the_same(one: str, other: str) -> None:
    alone, added = differences(one, other)
    assert _rest(one, alone) == _rest(other, added)


def _rest(text: str, spans: tuple[object, ...]) -> list[str]:
    from synthesis.corpus.differences import _words

    inside = {i for s in spans for i in range(s.start, s.end)}  # type: ignore[attr-defined]
    return [word for word, span in _words(text) if span.start not in inside]
