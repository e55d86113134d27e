"""The community's records in the store: versions, conflicts, removal, imports."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from synthesis.corpus.accounting import Change, RecordsPlan
from synthesis.errors import ConflictError, ReadOnlyError, StoreError
from synthesis.models import (
    Event,
    Group,
    Message,
    ProposedTopic,
    Rule,
    Session,
    SessionMessages,
    SessionProposal,
    Span,
    Speaker,
    Standard,
    Turn,
)
from synthesis.store import Store, open_store
from tests.asking import asked_of

IOT = Group("dc-iot", "Internet of Things", "dynamic coalition", aliases=("IoT coalition",))
TRADE = Group("dc-trade", "Trade", "dynamic coalition")
CALL = Event(
    "call-1",
    "A call",
    datetime(2018, 2, 5, 14),
    datetime(2018, 2, 5, 15),
    rules=("FREQ=MONTHLY;COUNT=3",),
    left_out=(datetime(2018, 3, 5, 14),),
)
RECORDS = [
    IOT,
    CALL,
    replace(CALL, replaces=datetime(2018, 4, 5, 14), title="Another hour"),
    Standard("dc", "DC session", "DC session", "2018", (Rule("report", "A yearly report", since=2018),)),
    SessionProposal("p-1", "A session", "workshop", speakers=(Speaker("A. Person", is_confirmed=False),)),
    ProposedTopic("t-1", "Trust", "yearly theme", 2018),
    Session("s-1", "A main session", "Fewer, please.", (Turn(0, 14, "A. PERSON", at=1.5),)),
    SessionMessages("s-1", (Message("m-1", "diverging", "Fewer.", (Span(0, 14),)),)),
]


@pytest.fixture
def store() -> Any:
    with open_store("sqlite://") as opened:
        yield opened


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{type(record).__name__} {record.id}")
def test_every_kind_of_record_comes_back_as_it_was_saved(store: Store, record: Any) -> None:
    store.community.save([record], "A. Person", "first")
    (entry,) = store.community.entries(type(record))
    assert (entry.record, entry.version, entry.by, entry.note) == (record, 1, "A. Person", "first")


def test_what_says_the_same_makes_no_version_and_no_change(store: Store) -> None:
    store.community.save([IOT], "A. Person")
    before = store.revision()
    saved = store.community.save([IOT, TRADE], "B. Person")
    assert (saved.added, saved.changed, saved.same) == (("dc-trade",), (), ("dc-iot",))
    store.community.save([IOT], "B. Person")
    assert store.revision() == before + 1
    assert [entry.by for entry in store.community.entries(Group)] == ["A. Person", "B. Person"]


def test_a_change_is_the_next_version_and_the_one_before_is_kept(store: Store) -> None:
    store.community.save([IOT], "A. Person")
    saved = store.community.save([replace(IOT, acronym="DC-IoT")], "B. Person", "acronym", {"dc-iot": 1})
    assert saved.changed == ("dc-iot",)
    history = store.community.history(Group, "dc-iot")
    assert [(entry.version, entry.record.acronym, entry.by) for entry in history] == [
        (1, "", "A. Person"),
        (2, "DC-IoT", "B. Person"),
    ]


@pytest.mark.parametrize("base", [{}, {"dc-iot": 1}])
def test_a_change_of_what_somebody_else_changed_meanwhile_is_a_conflict(
    store: Store, base: dict[str, int]
) -> None:
    store.community.save([IOT], "A. Person")
    store.community.save([replace(IOT, acronym="Theirs")], "A. Person")
    with pytest.raises(ConflictError):
        store.community.save([TRADE, replace(IOT, acronym="Mine")], "B. Person", base=base)
    assert [entry.record.id for entry in store.community.entries(Group)] == ["dc-iot"]


def test_what_is_removed_is_gone_from_the_list_and_can_be_brought_back(store: Store) -> None:
    store.community.save([IOT, TRADE], "A. Person")
    with pytest.raises(ConflictError):
        store.community.remove(Group, "dc-iot", "A. Person", 0)
    store.community.remove(Group, "dc-iot", "A. Person", 1, "ended")
    assert [entry.record.id for entry in store.community.entries(Group)] == ["dc-trade"]
    with pytest.raises(StoreError):
        store.community.remove(Group, "dc-iot", "A. Person", 2)
    assert store.community.save([IOT], "B. Person").added == ("dc-iot",)
    versions = [(each.version, each.is_removed) for each in store.community.history(Group, "dc-iot")]
    assert versions == [(1, False), (2, True), (3, False)]


def test_records_are_counted_hashed_and_refused_in_read_only_mode(store: Store, tmp_path: Any) -> None:
    store.community.save([IOT, CALL], "A. Person")
    assert (store.stamp().n_entries, store.verify()) == (2, ())
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    with open_store(url) as filled:
        filled.community.save([IOT], "A. Person")
    with open_store(url, read_only=True) as filled:
        assert len(filled.community.entries(Group)) == 1
        with pytest.raises(ReadOnlyError):
            filled.community.save([TRADE], "A. Person")


def test_a_record_is_saved_by_name(store: Store) -> None:
    with pytest.raises(ValueError, match="name"):
        store.community.save([IOT], " ")


def test_what_was_removed_is_new_to_whoever_adds_it_again(store: Store) -> None:
    store.community.save([IOT], "A. Person")
    store.community.remove(Group, "dc-iot", "B. Person", 1)
    saved = store.community.save([replace(IOT, acronym="DC-IoT")], "C. Person", base={"dc-iot": 0})
    assert saved.added == ("dc-iot",)
    assert [entry.version for entry in store.community.entries(Group)] == [3]


def test_whoever_has_seen_a_record_is_told_that_it_was_removed(store: Store) -> None:
    store.community.save([IOT], "A. Person")
    store.community.remove(Group, "dc-iot", "B. Person", 1)
    with pytest.raises(ConflictError):
        store.community.save([replace(IOT, acronym="DC-IoT")], "C. Person", base={"dc-iot": 1})


def test_what_is_there_is_not_new_to_anybody(store: Store) -> None:
    store.community.save([IOT], "A. Person")
    with pytest.raises(ConflictError):
        store.community.save([replace(IOT, acronym="DC-IoT")], "C. Person", base={"dc-iot": 0})


def test_a_save_and_the_removals_that_go_with_it_are_stored_together_or_not_at_all(store: Store) -> None:
    store.community.save([IOT, TRADE], "A. Person")
    iot, trade = store.community.entries(Group)
    store.community.save([replace(TRADE, acronym="DC-T")], "B. Person")
    before = store.revision()
    with pytest.raises(ConflictError):
        store.community.save([replace(IOT, name="IoT")], "C. Person", removed=[trade])
    assert store.revision() == before
    store.community.save([replace(TRADE, name="Trade rules")], "C. Person", removed=[iot])
    assert [entry.record.id for entry in store.community.entries(Group)] == ["dc-trade"]


def test_filling_keeps_only_what_was_never_there(store: Store) -> None:
    store.community.save([IOT, TRADE], "A. Person")
    store.community.remove(Group, "dc-trade", "B. Person", 1)
    new = Group("dc-blockchain", "Blockchain", "dynamic coalition")
    saved = store.community.fill([replace(IOT, name="Things"), TRADE, new], "The sample")
    assert saved.added == ("dc-blockchain",)
    assert [entry.record for entry in store.community.entries(Group)] == [new, IOT]
    assert [(entry.record.id, entry.by) for entry in store.community.removed(Group)] == [
        ("dc-trade", "B. Person")
    ]


@pytest.mark.parametrize("is_removal", [False, True])
def test_to_keep_a_record_the_content_of_no_other_is_read(store: Store, is_removal: bool) -> None:
    store.community.save([IOT, TRADE], "A. Person")
    with asked_of(store) as sent:
        if is_removal:
            store.community.remove(Group, "dc-iot", "A. Person", 1)
        else:
            store.community.save([replace(IOT, name="Things")], "A. Person")
    read = [said for statement, said in sent if "SELECT" in statement and "entry.content" in statement]
    assert [("dc-iot" in said, "dc-trade" in said) for said in read] == [(True, False)]


def test_to_fill_the_shelf_no_content_is_read(store: Store) -> None:
    store.community.save([IOT], "A. Person")
    with asked_of(store) as sent:
        store.community.fill([IOT], "The sample")
    assert not any("entry.content" in statement for statement, _ in sent)


def test_more_records_than_one_statement_holds_are_all_compared(store: Store) -> None:
    many = [Group(f"g-{number}", "A group", "dynamic coalition") for number in range(1_001)]
    assert len(store.community.save(many, "A. Person").added) == 1_001
    assert len(store.community.save(many, "A. Person").same) == 1_001


def planned(*changes: tuple[Group, Group], added: tuple[Group, ...] = ()) -> RecordsPlan[Group]:
    changed = tuple(Change(before, after) for before, after in changes)
    return RecordsPlan(added, changed, received=len(added) + len(changed))


def test_a_table_changes_its_fields_and_keeps_what_others_wrote_since_it_was_looked_at(store: Store) -> None:
    store.community.save([IOT], "A. Person")
    plan = planned((IOT, replace(IOT, remit="From the table.")))
    store.community.save([replace(IOT, how_to_join="Theirs.")], "B. Other")
    store.community.enter(plan, "A. Person")
    (entry,) = store.community.entries(Group)
    assert entry.record == replace(IOT, remit="From the table.", how_to_join="Theirs.")


@pytest.mark.parametrize("removed", [False, True])
def test_a_table_that_changes_what_others_changed_otherwise_is_entered_in_no_part(
    store: Store, removed: bool
) -> None:
    store.community.save([IOT, TRADE], "A. Person")
    plan = planned((TRADE, replace(TRADE, place="Rome")), (IOT, replace(IOT, remit="Mine.")))
    if removed:
        store.community.remove(Group, IOT.id, "B. Other", 1)
    else:
        store.community.save([replace(IOT, remit="Theirs.")], "B. Other")
    stored = store.community.entries(Group)
    with pytest.raises(ConflictError) as conflict:
        store.community.enter(plan, "A. Person")
    assert conflict.value.where == ("dc-iot" if removed else "dc-iot, remit")
    assert store.community.entries(Group) == stored


def test_a_table_never_overwrites_a_record_that_others_added_since_it_was_looked_at(store: Store) -> None:
    store.community.save([replace(IOT, remit="Theirs.")], "B. Other")
    with pytest.raises(ConflictError):
        store.community.enter(planned(added=(IOT,)), "A. Person")


def test_a_table_that_says_what_others_said_meanwhile_changes_nothing(store: Store) -> None:
    store.community.save([IOT], "A. Person")
    plan = planned((IOT, replace(IOT, remit="The same.")))
    store.community.save([replace(IOT, remit="The same.")], "B. Other")
    assert store.community.enter(plan, "A. Person").same == (IOT.id,)
    assert store.community.enter(planned(), "A. Person").changed == ()
