"""Choosing and sorting passages, on the stocktaking of conftest."""

import pandas as pd
import pytest

from synthesis.outputs import search
from synthesis.outputs.tables import Frames, passage_table
from synthesis.outputs.tables.listings import PassageOrder, found_passages


@pytest.fixture(scope="module")
def listed(whole: Frames) -> pd.DataFrame:
    rows = passage_table(whole)
    return rows.assign(folded=[search.fold(text) for text in rows["text"]])


def test_every_word_has_to_be_there(listed: pd.DataFrame) -> None:
    found = found_passages(listed, search.parse("COALITIONS page"))
    assert set(found["contribution_id"]) == {"c01", "c03", "c04"}


def test_a_position_keeps_the_passages_that_take_it(listed: pd.DataFrame) -> None:
    found = found_passages(listed, (), "against")
    assert sorted(found["contribution_id"]) == ["c01", "c03", "c06", "c07"]


def test_the_longest_and_the_surest_come_first_when_asked(listed: pd.DataFrame) -> None:
    lengths = [len(text) for text in found_passages(listed, (), order="length")["text"]]
    scores = list(found_passages(listed, (), order="score")["score"])
    assert lengths == sorted(lengths, reverse=True)
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("order", ["newest", "score", "contributor", "length"])
def test_no_order_loses_or_changes_a_passage(listed: pd.DataFrame, order: PassageOrder) -> None:
    before = listed.copy()
    assert sorted(found_passages(listed, (), order=order)["passage_id"]) == sorted(listed["passage_id"])
    pd.testing.assert_frame_equal(listed, before)
