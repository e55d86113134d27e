"""Tables that go out to be changed and read in again: what a cell cannot hold comes back whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from synthesis.models import (
    Decision,
    Group,
    Meeting,
    ProposedTopic,
    Rule,
    SessionProposal,
    Snapshot,
    Standard,
)
from synthesis.outputs.export.groups_file import groups_file
from synthesis.outputs.export.proposal_file import proposal_file
from synthesis.outputs.export.register_file import register_file
from synthesis.outputs.export.standard_file import standard_file
from synthesis.outputs.export.topics_file import topics_file
from synthesis.outputs.tables import decision_table, frames
from synthesis.pipeline.aligning import preview_topics
from synthesis.pipeline.grouping import preview_groups
from synthesis.pipeline.registering import preview_table
from synthesis.pipeline.standards import preview_proposals, read_standard_file
from synthesis.store import Store, open_store

LONG = "=a " * 13_333 + "e"
"""40,000 characters; wherever it is parted, a piece may look like a formula or begin with a space."""


def register(text: str, form: str) -> bytes:
    item = Decision("d1", "m1", "3", "It was agreed to meet.", "decision", remark=text)
    snapshot = Snapshot(meetings=(Meeting("m1", "A call"),), decisions=(item,))
    return register_file(snapshot, decision_table(frames(snapshot), has_rejected=True), form)


WRITTEN: Mapping[str, Callable[[str, str], bytes]] = {
    "group": lambda text, form: groups_file([Group("x", "X", "other body", remit=text)], form),
    "topic": lambda text, form: topics_file([ProposedTopic("x", "X", description=text)], form),
    "proposal": lambda text, form: proposal_file(
        [SessionProposal("x", "X", "workshop", description=text)], form
    ),
    "register": register,
    "standard": lambda text, form: standard_file(
        Standard("x-1", "X", "workshop", "1", (Rule("a", text),), family="x"), form
    ),
}
READ: Mapping[str, Callable[[Store, Path], str]] = {
    "group": lambda store, path: preview_groups(store, path).added[0].remit,
    "topic": lambda store, path: preview_topics(store, path).added[0].description,
    "proposal": lambda store, path: preview_proposals(store, path).added[0].description,
    "register": lambda store, path: preview_table(store, path).added[0].remark,
    "standard": lambda _, path: read_standard_file(path).rules[0].text,
}


FORMS = [(kind, form) for kind in WRITTEN for form in ("csv", "xlsx")]
FORMS += [(kind, "json") for kind in ("group", "topic", "proposal")]


@pytest.mark.parametrize(("kind", "form"), FORMS)
def test_a_text_too_long_for_a_cell_comes_back_whole(kind: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"table.{form}"
    path.write_bytes(WRITTEN[kind](LONG, form))
    with open_store("sqlite://") as store:
        assert READ[kind](store, path) == LONG


def test_a_topic_in_json_keeps_an_apostrophe_before_what_looks_like_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "topics.json"
    path.write_bytes(topics_file([ProposedTopic("x", "'=X")], "json"))
    with open_store("sqlite://") as store:
        assert preview_topics(store, path).added[0].title == "'=X"
