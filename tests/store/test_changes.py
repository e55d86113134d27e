from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from synthesis.errors import ConflictError
from synthesis.models import Group
from synthesis.store import Stamp, Store, open_store
from tests.store.conftest import (
    CODEBOOK,
    CODED,
    DECISION,
    LETTER,
    LINK,
    MEETING,
    NOTE,
    PASSAGES,
    RUN,
    link_anew,
)


def test_an_empty_store_has_no_changes(store: Store) -> None:
    assert store.is_empty()
    assert (store.revision(), store.snapshot().changed_at) == (0, None)


def test_every_write_is_one_change(store: Store) -> None:
    writes = [
        lambda: store.add_contributions([LETTER, NOTE], PASSAGES),
        lambda: store.forget_contributor(LETTER.id, "B. Keeper"),
        lambda: store.save_codebook(CODEBOOK),
        lambda: store.save_assignments([CODED], RUN),
        lambda: store.review_passage(PASSAGES[0].id, {"programme_size": "for"}, "A. Reader", 0),
        lambda: store.withdraw_review(PASSAGES[0].id, "A. Reader", 1),
        lambda: store.add_meeting(MEETING, [DECISION]),
        lambda: link_anew(store, [DECISION], [LINK]),
        lambda: store.review_decision(DECISION.id, {"owner": "Secretariat"}, "B. Keeper", 1),
        lambda: store.restore_decision(DECISION.id, 1, "B. Keeper", 2),
        lambda: store.add_decision(replace(DECISION, id="added"), "B. Keeper"),
        lambda: store.enter_table(MEETING, [replace(DECISION, id="row-1")], [], "", "From the table x"),
    ]
    for number, write in enumerate(writes, start=1):
        write()
        assert store.revision() == number
    assert [change.number for change in store.changes()] == list(range(1, len(writes) + 1))


def test_the_snapshot_carries_the_time_of_the_last_change(filled: Store) -> None:
    snapshot = filled.snapshot()
    assert snapshot.revision == filled.revision()
    assert snapshot.changed_at is not None
    assert snapshot.changed_at.utcoffset() == timedelta(0)
    assert filled.snapshot() == snapshot


def test_a_store_with_meetings_alone_is_not_empty() -> None:
    with open_store("sqlite://") as store:
        store.add_meeting(MEETING, [DECISION])
        assert not store.is_empty()


def test_a_write_that_fails_leaves_nothing_behind(filled: Store) -> None:
    before = filled.snapshot()
    with pytest.raises(ConflictError):
        filled.review_decision(DECISION.id, {"owner": "x"}, "B. Keeper", base_version=7)
    assert filled.snapshot() == before


def test_a_stamp_tells_of_the_last_change_and_of_the_community_s_records(store: Store) -> None:
    assert store.stamp() == Stamp()
    store.add_contributions([LETTER], PASSAGES)
    loaded = store.stamp()
    assert loaded == Stamp(1, store.changes()[-1].at)
    store.community.save([Group("dc-iot", "Internet of Things", "dynamic coalition")], "A. Person")
    grouped, (entry,) = store.stamp(), store.community.entries(Group)
    assert grouped == Stamp(2, store.changes()[-1].at, 1, entry.at)


def test_a_stamp_is_one_statement(filled: Store) -> None:
    statements: list[str] = []
    event.listen(filled._engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    filled.stamp()
    assert len([each for each in statements if not each.startswith("BEGIN")]) == 1
