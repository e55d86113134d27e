import sqlite3
from dataclasses import replace

import pytest

from synthesis.errors import StoreError
from synthesis.store import Store
from tests.store.conftest import (
    CODEBOOK,
    DECISION,
    LETTER,
    MEETING,
    NOT_CODED,
    NOTE,
    PASSAGES,
    RUN,
    link_anew,
)


def tamper(store: Store, statement: str) -> None:
    with sqlite3.connect(store.where) as connection:
        connection.execute(statement)


def test_a_sound_store_has_no_damage(filled: Store) -> None:
    assert filled.verify() == ()


@pytest.mark.in_a_file
def test_a_changed_letter_is_found_in_the_contribution_and_its_passage(filled: Store) -> None:
    tamper(filled, "UPDATE contribution SET text=replace(text, 'Fewer', 'Newer')")
    assert [problem.file for problem in filled.verify()] == [
        f"contribution {LETTER.id}",
        f"passage {PASSAGES[0].id}",
    ]


@pytest.mark.in_a_file
def test_a_changed_attribute_is_found(filled: Store) -> None:
    tamper(filled, f"UPDATE contribution SET organisation='Another' WHERE id='{NOTE.id}'")
    assert [problem.file for problem in filled.verify()] == [f"contribution {NOTE.id}"]


@pytest.mark.in_a_file
@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE answer SET question='A2' WHERE seq=0", f"answer {LETTER.id} 0"),
        (
            "UPDATE review SET position='against' WHERE theme_id<>''",
            f"review {PASSAGES[0].id} programme_size",
        ),
        ("UPDATE review SET coder='Another' WHERE theme_id=''", f"review {PASSAGES[0].id}"),
        ("UPDATE codebook SET at=''", f"codebook {CODEBOOK.name} {CODEBOOK.version}"),
        ("UPDATE meeting SET held_on='2018-03-10'", f"meeting {MEETING.id} {MEETING.title}"),
        ("UPDATE agenda SET text='Farewell' WHERE seq=1", f"agenda {MEETING.id} 1"),
        ("UPDATE participant SET name='Another'", f"participant {MEETING.id} 0"),
        ("UPDATE paragraph SET text='It was agreed to part.' WHERE seq=0", f"paragraph {MEETING.id} 0"),
        ("UPDATE decision SET quote='It was agreed to part.'", f"decision {DECISION.id} 1"),
        ("UPDATE decision_link SET why=''", f"decision_link {DECISION.id} programme_size"),
    ],
)
def test_a_changed_record_of_any_kind_is_found(filled: Store, statement: str, found: str) -> None:
    filled.review_passage(PASSAGES[0].id, {"programme_size": "for"}, "A. Reader", 0)
    assert filled.verify() == ()
    tamper(filled, statement)
    assert [problem.file for problem in filled.verify()] == [found]


@pytest.mark.in_a_file
def test_a_contribution_that_is_gone_with_all_its_passages_is_missed(filled: Store) -> None:
    for table, column in (
        ("copy_member", "contribution_id"),
        ("passage", "contribution_id"),
        ("contribution", "id"),
    ):
        tamper(filled, f"DELETE FROM {table} WHERE {column}='{NOTE.id}'")
    assert [problem.file for problem in filled.verify()] == [
        "contribution (1 of 2 records)",
        "copy_member (1 of 2 records)",
        "passage (2 of 3 records)",
    ]


@pytest.mark.in_a_file
def test_a_change_that_is_gone_or_retold_is_missed(filled: Store) -> None:
    tamper(filled, "DELETE FROM change WHERE number=2")
    assert [problem.file for problem in filled.verify()] == ["change (3 of 4 records)"]
    tamper(filled, "UPDATE change SET counts='{' WHERE number=4")
    assert [problem.file.split()[:2] for problem in filled.verify()] == [["change", "4"], ["change", "(3"]]


def test_every_write_leaves_a_sound_store(filled: Store) -> None:
    filled.review_passage(PASSAGES[0].id, {"programme_size": "for"}, "A. Reader", 0)
    filled.withdraw_review(PASSAGES[0].id, "A. Reader", 1)
    filled.review_decision(DECISION.id, {"owner": "Secretariat"}, "B. Keeper", 1)
    link_anew(filled, [DECISION])
    filled.save_assignments([NOT_CODED], replace(RUN, id="run-2"))
    filled.save_codebook(replace(CODEBOOK, version="1.1"))
    filled.forget_contributor(LETTER.id, "B. Keeper")
    assert filled.verify() == ()


@pytest.mark.in_a_file
def test_a_record_that_cannot_be_read_says_how_to_find_it(filled: Store) -> None:
    tamper(filled, f"UPDATE contribution SET text='Fewer' WHERE id='{LETTER.id}'")
    with pytest.raises(StoreError, match="damaged") as caught:
        filled.snapshot()
    assert "verify" in caught.value.hint
