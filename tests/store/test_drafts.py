import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from synthesis.errors import ConflictError, ReadOnlyError, StoreError
from synthesis.models import Draft, Edit, Filters, OwnParagraph, Seen
from synthesis.store import Store, open_store

DRAFT = Draft(
    "theme",
    "Size of the programme",
    "programme_size",
    Filters(cycles=(2017,), regions=("Other",), copies_once=True),
    edits=(
        Edit("size/for", "Words [1] [c1].", (("2017-a", "2017-b"),)),
        Edit("size/mixed", is_struck=True, reason="المزيد"),
    ),
    own=(OwnParagraph("own/1", "size/for", "Size / For", "Ours [c1].", (("2017-a",),)),),
    order=("own/1", "size/for"),
    seen=(Seen("size/for", "18 of 71.", "abc"),),
)


def test_a_draft_comes_back_as_it_was_saved(filled: Store) -> None:
    draft_id = filled.add_draft(DRAFT, " A. Drafter ")
    (latest,) = filled.drafts()
    assert (latest.draft_id, latest.draft, latest.version) == (draft_id, DRAFT, 1)
    assert (latest.by, latest.note, latest.restores) == ("A. Drafter", "Began the draft", 0)
    assert latest.at is not None
    assert latest.at.tzinfo is not None
    assert not filled.verify()


def test_every_version_is_kept_with_who_and_what(filled: Store) -> None:
    draft_id = filled.add_draft(DRAFT, "A. Drafter")
    other = replace(DRAFT, title="Otherwise")
    assert filled.save_draft(draft_id, other, "B. Editor", 1, "Named it otherwise") == 2
    assert filled.save_draft(draft_id, DRAFT, "A. Drafter", 2, "Brought version 1 back", restores=1) == 3
    history = filled.draft_history(draft_id)
    assert [(each.version, each.by, each.note, each.restores) for each in history] == [
        (1, "A. Drafter", "Began the draft", 0),
        (2, "B. Editor", "Named it otherwise", 0),
        (3, "A. Drafter", "Brought version 1 back", 1),
    ]
    assert [each.draft.title for each in history] == [DRAFT.title, "Otherwise", DRAFT.title]
    assert not filled.verify()


def test_a_version_made_on_an_older_one_is_refused_and_nothing_is_overwritten(filled: Store) -> None:
    draft_id = filled.add_draft(DRAFT, "A. Drafter")
    filled.save_draft(draft_id, replace(DRAFT, title="Theirs"), "B. Editor", 1)
    with pytest.raises(ConflictError, match="Somebody else"):
        filled.save_draft(draft_id, replace(DRAFT, title="Mine"), "A. Drafter", 1)
    assert [each.draft.title for each in filled.draft_history(draft_id)] == [DRAFT.title, "Theirs"]


def test_of_many_who_save_at_once_one_is_first_and_the_others_are_told(filled: Store) -> None:
    draft_id = filled.add_draft(DRAFT, "A. Drafter")

    def save(number: int) -> bool:
        try:
            filled.save_draft(draft_id, replace(DRAFT, title=f"Title {number}"), f"Person {number}", 1)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(6) as people:
        saved = list(people.map(save, range(6)))
    assert saved.count(True) == 1
    first = filled.draft_history(draft_id)[-1]
    assert (first.version, first.by) == (2, f"Person {saved.index(True)}")


def test_drafts_have_ids_of_their_own_and_the_one_saved_last_stands_first(filled: Store) -> None:
    first, second = filled.add_draft(DRAFT, "A. Drafter"), filled.add_draft(DRAFT, "B. Editor")
    assert (first, second) == ("draft-1", "draft-2")
    filled.save_draft(first, DRAFT, "A. Drafter", 1)
    assert [each.draft_id for each in filled.drafts()] == [first, second]


def test_a_version_needs_a_name_and_a_draft(filled: Store) -> None:
    with pytest.raises(ValueError, match="name"):
        filled.add_draft(DRAFT, " ")
    with pytest.raises(StoreError, match="no such draft"):
        filled.save_draft("draft-9", DRAFT, "A. Drafter", 1)
    assert filled.draft_history("draft-9") == ()


def test_read_only_shows_drafts_and_saves_none(filled: Store, path: Path) -> None:
    draft_id = filled.add_draft(DRAFT, "A. Drafter")
    with open_store(str(path), read_only=True) as looked_at:
        assert looked_at.drafts()[0].draft == DRAFT
        with pytest.raises(ReadOnlyError):
            looked_at.save_draft(draft_id, DRAFT, "B. Editor", 1)


def test_saving_a_draft_leaves_what_was_read_before_as_it_is(filled: Store) -> None:
    before = filled.snapshot()
    filled.add_draft(DRAFT, "A. Drafter")
    after = filled.snapshot(before)
    assert after.revision == before.revision + 1
    assert after.passages is before.passages
    assert after.contributions is before.contributions
    assert after == filled.snapshot()


def test_a_version_that_was_tampered_with_is_found(filled: Store, path: Path) -> None:
    filled.add_draft(DRAFT, "A. Drafter")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE draft SET content = replace(content, 'Words', 'Lies')")
    assert [problem.file for problem in filled.verify()] == ["draft draft-1 1"]
