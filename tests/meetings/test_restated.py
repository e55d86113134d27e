from dataclasses import replace

import pytest

from synthesis.meetings.restated import counts_as
from synthesis.models import RESTATES_NOTHING, Decision


def an_item(item_id: str, restates: str = "", *, is_rejected: bool = False) -> Decision:
    item = Decision(item_id, "m", "1", "It was agreed.", "decision", restates=restates)
    return replace(item, review="rejected") if is_rejected else item


@pytest.mark.parametrize(
    ("items", "roots"),
    [
        ([an_item("a"), an_item("b", RESTATES_NOTHING)], {"a": "a", "b": "b"}),
        ([an_item("c", "b"), an_item("b", "a"), an_item("a")], {"a": "a", "b": "a", "c": "a"}),
        ([an_item("a", is_rejected=True), an_item("b", "a"), an_item("c", "b")], {"b": "b", "c": "b"}),
        ([an_item("a"), an_item("b", "a", is_rejected=True), an_item("c", "b")], {"a": "a", "c": "a"}),
        ([an_item("b", "gone")], {"b": "b"}),
        ([an_item("a", "a")], {"a": "a"}),
        ([an_item("a", "b"), an_item("b", "a"), an_item("c", "a")], {"a": "a", "b": "b", "c": "c"}),
    ],
    ids=["own", "chain", "rejected-first", "rejected-between", "gone", "itself", "ring"],
)
def test_an_item_counts_as_the_first_that_stands(items: list[Decision], roots: dict[str, str]) -> None:
    assert counts_as(items) == roots
    assert counts_as(items[::-1]) == roots
