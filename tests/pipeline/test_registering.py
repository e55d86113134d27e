"""What people enter in the register is linked to themes at once, as coding the whole store would link it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from synthesis.errors import ConflictError, StoreError
from synthesis.meetings import answers
from synthesis.meetings import register as rules
from synthesis.models import Decision, DecisionLink, Meeting, Paragraph
from synthesis.pipeline import add_item, change_item, import_table, preview_table, restore_item
from synthesis.pipeline.linking import propose_anew
from synthesis.pipeline.reports import coder_in_force
from synthesis.store import Store, open_store
from tests.asking import asked_of

SIZE = "It was agreed to cut the number of workshops."
CALENDAR = "It was agreed to meet again on Tuesday."
TEXT = f"{CALENDAR} {SIZE}"
CALL = Meeting("m1", "25th call", held_on=date(2018, 3, 9), paragraphs=(Paragraph("3", TEXT),))
MET = Decision("d1", "m1", "3", CALENDAR, "decision")
TABLE = "ID,Proposal,Responsible,Status\n1,{},MAG,Open\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(str(tmp_path / "store.db"))
    opened.add_meeting(CALL, [MET])
    return opened


def linked_at_once(store: Store, item_id: str) -> bool:
    """Tell whether an item is linked, and every item as all are when the store is coded again."""
    links = links_of(store, item_id)
    before = store.snapshot().links
    link_all(store)
    return bool(links) and store.snapshot().links == before


def link_all(store: Store) -> None:
    snapshot = store.snapshot()
    linked = propose_anew(snapshot, coder_in_force(store, snapshot))
    store.enter_table(CALL, [], [], "", "", linked)


def links_of(store: Store, item_id: str) -> list[DecisionLink]:
    return [each for each in store.snapshot().links if each.decision_id == item_id]


def test_an_item_that_a_person_adds_is_linked(store: Store) -> None:
    item = rules.added(CALL, CALL.paragraphs[0], SIZE, "decision")
    add_item(store, item, "A. Keeper")
    assert linked_at_once(store, item.id)


def test_an_item_that_a_person_rewords_is_linked_by_its_new_words_and_by_the_old_ones_again(
    store: Store,
) -> None:
    link_all(store)
    before = store.snapshot().links
    version = change_item(store, MET, {"quote": SIZE}, "A. Keeper")
    assert store.snapshot().links != before
    assert linked_at_once(store, MET.id)
    restore_item(store, MET.id, 1, "A. Keeper", version)
    assert store.snapshot().links == before


def test_a_row_with_new_words_is_linked_by_them(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "improvements.csv"
    table.write_text(TABLE.format("Meet again on Tuesday"), encoding="utf-8")
    (item,) = import_table(store, table).added
    assert links_of(store, item.id) == []
    table.write_text(TABLE.format("Cut the number of workshops"), encoding="utf-8")
    assert len(import_table(store, table).changed) == 1
    assert linked_at_once(store, item.id)


def test_what_was_changed_meanwhile_is_not_linked_anew(store: Store) -> None:
    change_item(store, MET, {"owner": "Chair"}, "B. Keeper")
    with pytest.raises(ConflictError):
        change_item(store, MET, {"quote": SIZE}, "A. Keeper")
    assert store.snapshot().links == ()


@pytest.mark.parametrize("n_changed", [1, 3])
def test_however_many_items_people_changed_a_table_is_compared_with_as_many_questions(
    store: Store, tmp_path: Path, n_changed: int
) -> None:
    table = tmp_path / "improvements.csv"
    rows = "".join(f"{number},Publish paper {number},MAG,Open\n" for number in range(4))
    table.write_text(f"ID,Proposal,Responsible,Status\n{rows}", encoding="utf-8")
    for item in import_table(store, table).added[:n_changed]:
        store.review_decision(item.id, {"owner": "Chair"}, "A. Keeper", 1)
    with asked_of(store) as sent:
        plan = preview_table(store, table)
    assert sum("FROM decision " in statement for statement, _ in sent) == 2  # the latest and the histories
    assert len(plan.problems) == n_changed


ADDED = rules.added(CALL, CALL.paragraphs[0], SIZE, "decision")


def imported(store: Store, path: Path) -> None:
    path.write_text(TABLE.format("Cut the number of workshops"), encoding="utf-8")
    import_table(store, path)


ENTERED: dict[str, Callable[[Store, Path], object]] = {
    "added": lambda store, _: add_item(store, ADDED, "A. Keeper"),
    "reworded": lambda store, _: change_item(store, MET, {"quote": SIZE}, "A. Keeper"),
    "imported": imported,
}


@pytest.mark.parametrize("enter", ENTERED.values(), ids=ENTERED)
def test_an_item_and_its_links_are_one_change_of_the_store(
    store: Store, tmp_path: Path, enter: Callable[[Store, Path], object]
) -> None:
    before = store.revision()
    enter(store, tmp_path / "table.csv")
    assert store.snapshot().links
    assert store.revision() == before + 1


def test_an_earlier_wording_and_its_links_are_one_change_of_the_store(store: Store) -> None:
    change_item(store, MET, {"quote": SIZE}, "A. Keeper")
    version = change_item(store, store.snapshot().decisions[0], {"quote": CALENDAR}, "A. Keeper")
    before = store.revision()
    restore_item(store, MET.id, 2, "A. Keeper", version)
    assert store.snapshot().links
    assert store.revision() == before + 1


@pytest.mark.parametrize("enter", ENTERED.values(), ids=ENTERED)
def test_an_item_that_cannot_be_linked_is_not_stored(
    store: Store, tmp_path: Path, enter: Callable[[Store, Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.snapshot()
    monkeypatch.setattr(answers, "link_passages", refuse)
    with pytest.raises(StoreError, match="busy"):
        enter(store, tmp_path / "table.csv")
    assert store.snapshot() == before


def refuse(*_: object) -> None:
    raise StoreError("The store is busy.")


HEADINGS = "Proposal,Responsible,Status,Register ID,Register version"


def a_working_copy(path: Path, responsible: str) -> Path:
    path.write_text(f"{HEADINGS}\n{CALENDAR},{responsible},,d1,1\n", encoding="utf-8")
    return path


def test_a_table_taken_out_before_another_was_entered_does_not_undo_it(store: Store, tmp_path: Path) -> None:
    import_table(store, a_working_copy(tmp_path / "new.csv", "Chair"), "A. Keeper")
    plan = import_table(store, a_working_copy(tmp_path / "old.csv", "Host"), "B. Keeper")
    assert store.snapshot().decisions[0].owner == "Chair"
    assert (plan.changed, plan.merged) == ((), 1)
    assert "changed in the register since, which stands: Responsible" in plan.problems[0].reason


def test_who_enters_a_working_copy_once_more_goes_on_from_what_it_said(store: Store, tmp_path: Path) -> None:
    for responsible in ("Chair", "Host"):
        import_table(store, a_working_copy(tmp_path / "copy.csv", responsible), "A. Keeper")
    assert store.snapshot().decisions[0].owner == "Host"


def test_a_table_that_says_less_than_a_person_makes_no_version(store: Store, tmp_path: Path) -> None:
    done = rules.progressed(store.snapshot().decisions[0], "done", "A. Keeper")
    change_item(store, store.snapshot().decisions[0], done, "A. Keeper", "Seen")
    before = store.decision_history("d1")
    plan = import_table(store, a_working_copy(tmp_path / "old.csv", ""), "B. Keeper")
    assert (plan.merged, store.decision_history("d1")) == (1, before)
