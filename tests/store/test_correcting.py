from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text as sql

from synthesis.errors import ConflictError, StoreError
from synthesis.store import Store
from tests.store.conftest import COPIES, LETTER, NOTE, PASSAGES, RUN

RIGHT = {"organisation": "A ministry", "stakeholder_group": "Government", "cycle": 2018}


@pytest.fixture
def loaded(store: Store) -> Store:
    store.add_contributions([LETTER, NOTE], PASSAGES, COPIES, run=RUN)
    return store


def test_whoever_reads_contributions_gets_them_corrected(loaded: Store) -> None:
    before = loaded.snapshot()
    assert loaded.correct({LETTER.id: RIGHT}, "Ada", "wrong form") == {LETTER.id: 1}
    corrected = replace(LETTER, organisation="A ministry", stakeholder_group="Government", cycle=2018)
    assert loaded.contributions() == (corrected, NOTE)
    assert loaded.snapshot().contributions == (corrected, NOTE)
    assert loaded.snapshot(before) == loaded.snapshot()
    assert loaded.verify() == ()
    (change,) = [each for each in loaded.changes() if each.who == "Ada"]
    assert change.what == "Corrected 1 contribution"


def test_what_the_file_said_is_kept_and_comes_back(loaded: Store) -> None:
    loaded.correct({LETTER.id: {"cycle": None, "submitted_on": ""}}, "Ada")
    assert (loaded.contributions()[0].cycle, loaded.contributions()[0].submitted_on) == (None, None)
    said = loaded.received([LETTER.id])[LETTER.id]
    assert (said["cycle"], said["submitted_on"]) == (2017, date(2018, 1, 31).isoformat())
    loaded.restore_correction(LETTER.id, 0, "Ben", "was right")
    assert loaded.contributions()[0] == LETTER
    told = [(each.version, dict(each.values), each.by, each.note) for each in loaded.corrections(LETTER.id)]
    assert told == [(1, {"cycle": None, "submitted_on": ""}, "Ada", ""), (2, {}, "Ben", "was right")]


def test_a_second_correction_leaves_the_first_and_an_earlier_version_stands_again(loaded: Store) -> None:
    loaded.correct({LETTER.id: {"organisation": "A ministry"}}, "Ada")
    loaded.correct({LETTER.id: {"country": "Kenya"}}, "Ben")
    assert (loaded.contributions()[0].organisation, loaded.contributions()[0].country) == (
        "A ministry",
        "Kenya",
    )
    loaded.restore_correction(LETTER.id, 1, "Ben")
    assert (loaded.contributions()[0].organisation, loaded.contributions()[0].country) == ("A ministry", "")
    with pytest.raises(StoreError, match="version 4"):
        loaded.restore_correction(LETTER.id, 4, "Ben")


def test_what_stands_already_is_no_correction(loaded: Store) -> None:
    assert loaded.correct({LETTER.id: {"organisation": LETTER.organisation}}, "Ada") == {}
    assert loaded.corrections() == ()


def test_the_second_of_two_who_correct_at_once_is_stopped(loaded: Store) -> None:
    loaded.correct({LETTER.id: {"organisation": "A ministry"}}, "Ada", base={LETTER.id: 0})
    with pytest.raises(ConflictError, match="corrected this meanwhile"):
        loaded.correct({NOTE.id: {"country": "Kenya"}, LETTER.id: {"country": "Kenya"}}, "Ben", base={})
    with pytest.raises(ConflictError):
        loaded.restore_correction(LETTER.id, 0, "Ben", base=0)
    assert [each.by for each in loaded.corrections()] == ["Ada"]


def test_loading_the_file_again_or_what_was_exported_merges_and_another_is_refused(loaded: Store) -> None:
    loaded.correct({LETTER.id: RIGHT}, "Ada")
    exported = loaded.contributions()[0]
    other = replace(LETTER, organisation="A club")
    for read, came_to in ((LETTER, (0, 1, 0)), (exported, (0, 1, 0)), (other, (0, 0, 1))):
        result = loaded.add_contributions([read], [])
        assert (result.loaded, result.merged, len(result.problems)) == came_to
    assert loaded.contributions()[0] == exported


def test_what_is_withdrawn_takes_its_corrections_along_and_brings_them_back(loaded: Store) -> None:
    loaded.correct({LETTER.id: RIGHT}, "Ada")
    corrected = loaded.contributions()[0]
    loaded.withdraw([LETTER.id], "Ben", copies=())
    assert loaded.corrections() == ()
    loaded.put_back([LETTER.id], "Ben", copies=())
    assert loaded.contributions()[0] == corrected
    assert [each.by for each in loaded.corrections()] == ["Ada"]
    assert loaded.verify() == ()


def test_what_was_withdrawn_before_there_were_corrections_comes_back(loaded: Store) -> None:
    loaded.withdraw([LETTER.id], "Ben", copies=())
    with loaded._write() as connection:
        kept = connection.execute(sql("SELECT content FROM withdrawal")).scalar_one()
        earlier = kept.replace('"correction": [], ', "")
        assert earlier != kept
        connection.execute(sql("UPDATE withdrawal SET content = :content"), {"content": earlier})
    loaded.put_back([LETTER.id], "Ben", copies=())
    assert loaded.contributions() == (LETTER, NOTE)


def test_a_correction_needs_a_name_and_a_contribution(loaded: Store) -> None:
    with pytest.raises(StoreError, match="name"):
        loaded.correct({LETTER.id: RIGHT}, " ")
    with pytest.raises(StoreError, match="nobody"):
        loaded.correct({LETTER.id: RIGHT, "nobody": RIGHT}, "Ada")
    assert loaded.corrections() == ()


def test_a_damaged_correction_is_told_as_damage(loaded: Store) -> None:
    loaded.correct({LETTER.id: RIGHT}, "Ada")
    with loaded._write() as connection:
        connection.execute(sql("UPDATE correction SET content = '{'"))
    with pytest.raises(StoreError, match="damaged") as told:
        loaded.contributions()
    assert LETTER.id in told.value.where
    assert [problem.file for problem in loaded.verify()] == [f"correction {LETTER.id} 1"]
