"""Contributions are withdrawn and put back while others load; copies are those of what is stored then."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from synthesis.models import Contribution, CopyGroup
from synthesis.pipeline import load_into, put_back, withdraw
from synthesis.pipeline import withdrawing as pipeline_withdrawing
from synthesis.store import Store


@pytest.mark.parametrize("verb", [withdraw, put_back])
def test_what_others_load_meanwhile_is_looked_through_for_copies_too(
    store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch, verb: Callable[[Store, list[str], str], int]
) -> None:
    load_into(store, [inputs], cycle=2017)
    first = store.contributions()[0]
    if verb is put_back:
        withdraw(store, [first.id], "Ada")
    late = [Contribution(id=each, text="A note that two people sent in the same words.") for each in "xy"]
    look = pipeline_withdrawing.copies_among
    waiting = [late]

    def look_while_others_load(contributions: Iterable[Contribution]) -> tuple[CopyGroup, ...]:
        found = look(contributions)
        if waiting:
            store.add_contributions(waiting.pop(), [])
        return found

    monkeypatch.setattr(pipeline_withdrawing, "copies_among", look_while_others_load)
    assert verb(store, [first.id], "Ada") == 1
    assert [group.contribution_ids for group in store.snapshot().copies if "x" in group.contribution_ids] == [
        ("x", "y")
    ]
