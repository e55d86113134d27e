import pytest

from synthesis.errors import ConflictError, StoreError
from synthesis.store import Store
from tests.store.conftest import CODEBOOK, PASSAGES

FIRST, SECOND = PASSAGES[0].id, PASSAGES[1].id


def test_a_sample_comes_back_with_its_passages_and_the_themes_asked_about(filled: Store) -> None:
    assert filled.draw_sample([SECOND, FIRST], "A. Keeper") == "sample-1"
    (sample,) = filled.snapshot().samples
    assert (sample.passage_ids, sample.drawn_by) == ((SECOND, FIRST), "A. Keeper")
    assert sample.asked == tuple(theme.id for theme in CODEBOOK.themes)
    assert filled.draw_sample([FIRST], "A. Keeper") == "sample-2"


def test_two_people_code_and_a_third_word_settles(filled: Store) -> None:
    filled.draw_sample([FIRST], "A. Keeper")
    filled.code_blind("sample-1", FIRST, {"programme_size": "for"}, "A. Reader")
    filled.code_blind("sample-1", FIRST, {}, "B. Reader")
    filled.code_blind("sample-1", FIRST, {"programme_size": "mixed"}, "A. Reader", is_settlement=True)
    (sample,) = filled.snapshot().samples
    assert [(each.coder, dict(each.themes), each.is_settlement) for each in sample.codings] == [
        ("A. Reader", {"programme_size": "for"}, False),
        ("B. Reader", {}, False),
        ("A. Reader", {"programme_size": "mixed"}, True),
    ]


def test_what_was_said_blind_is_not_changed(filled: Store) -> None:
    filled.draw_sample([FIRST], "A. Keeper")
    filled.code_blind("sample-1", FIRST, {}, "A. Reader")
    with pytest.raises(ConflictError, match="already"):
        filled.code_blind("sample-1", FIRST, {"programme_size": "for"}, "A. Reader")


def test_a_third_coder_is_not_needed(filled: Store) -> None:
    filled.draw_sample([FIRST], "A. Keeper")
    for coder in ("A. Reader", "B. Reader"):
        filled.code_blind("sample-1", FIRST, {}, coder)
    with pytest.raises(ConflictError):
        filled.code_blind("sample-1", FIRST, {}, "C. Reader")


def test_nothing_is_settled_before_two_have_coded(filled: Store) -> None:
    filled.draw_sample([FIRST], "A. Keeper")
    filled.code_blind("sample-1", FIRST, {}, "A. Reader")
    with pytest.raises(StoreError, match="Two people"):
        filled.code_blind("sample-1", FIRST, {}, "A. Reader", is_settlement=True)


def test_a_passage_outside_the_sample_is_refused(filled: Store) -> None:
    filled.draw_sample([FIRST], "A. Keeper")
    with pytest.raises(StoreError, match="not in the sample"):
        filled.code_blind("sample-1", SECOND, {}, "A. Reader")


def test_a_sample_needs_passages_and_a_name(filled: Store) -> None:
    with pytest.raises(ValueError, match="name"):
        filled.draw_sample([], "A. Keeper")
    with pytest.raises(ValueError, match="name"):
        filled.draw_sample([FIRST], " ")
