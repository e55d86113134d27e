import sqlite3

import pytest

from synthesis.errors import StoreError
from synthesis.store import Store
from tests.store.conftest import LETTER, NOTE, PASSAGES


def tamper(store: Store, statement: str) -> None:
    with sqlite3.connect(store.where) as connection:
        connection.execute(statement)


def test_a_sound_store_has_no_damage(filled: Store) -> None:
    assert filled.verify() == ()


def test_a_changed_letter_is_found_in_the_contribution_and_its_passage(filled: Store) -> None:
    tamper(filled, "UPDATE contribution SET text=replace(text, 'Fewer', 'Newer')")
    assert [problem.file for problem in filled.verify()] == [
        f"contribution {LETTER.id}",
        f"passage {PASSAGES[0].id}",
    ]


def test_a_changed_attribute_is_found(filled: Store) -> None:
    tamper(filled, f"UPDATE contribution SET organisation='Another' WHERE id='{NOTE.id}'")
    assert [problem.file for problem in filled.verify()] == [f"contribution {NOTE.id}"]


def test_a_record_that_cannot_be_read_says_how_to_find_it(filled: Store) -> None:
    tamper(filled, f"UPDATE contribution SET text='Fewer' WHERE id='{LETTER.id}'")
    with pytest.raises(StoreError, match="damaged") as caught:
        filled.snapshot()
    assert "verify" in caught.value.hint
