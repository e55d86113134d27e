"""Which store a command works on, and what keeps one in order: runs, verify, forget, demo."""

from dataclasses import replace
from pathlib import Path

import pytest

from synthesis.models import Contribution, Passage
from synthesis.store import open_store
from tests.cli.calling import command, json_of

# Care of a store


def test_runs_lists_manifests(capsys: pytest.CaptureFixture[str], coded: Path) -> None:
    manifests = json_of(capsys, "runs")["runs"]
    assert [manifest["command"] for manifest in manifests] == ["load", "code", "discover"]
    assert manifests[1]["counts"]["passages"] == 2
    assert len(command(capsys, "runs")[1].splitlines()) == 3


def test_verify_finds_damage_with_1(capsys: pytest.CaptureFixture[str], coded: Path, own_store: Path) -> None:
    import sqlite3

    assert json_of(capsys, "verify")["damaged"] == []
    with sqlite3.connect(own_store) as connection:
        connection.execute("UPDATE contribution SET organisation='Another' WHERE contributor='A. Person'")
    assert len(json_of(capsys, "verify", code=1)["damaged"]) == 1


def test_forget_blanks_a_name(capsys: pytest.CaptureFixture[str], coded: Path, own_store: Path) -> None:
    with open_store() as store:
        first = store.contributions()[0]
    assert command(capsys, "forget", first.id, "--by", "B. Keeper")[0] == 0
    with open_store() as store:
        assert store.contributions()[0] == replace(first, contributor="")


@pytest.mark.parametrize("arguments", [["runs"], ["verify"], ["code"], ["load", "inputs.csv"]])
def test_a_store_that_cannot_be_used_is_2(
    capsys: pytest.CaptureFixture[str], own_store: Path, arguments: list[str]
) -> None:
    own_store.write_text("this is no database, and long enough to be looked at " * 30, encoding="utf-8")
    code, out, err = command(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == "Error: This file is not a store of this program."
    assert f"where: {own_store}" in err
    assert "hint:" in err


def test_read_only_mode_refuses_to_write_with_2(
    capsys: pytest.CaptureFixture[str], coded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNTHESIS_READ_ONLY", "1")
    assert command(capsys, "load", coded)[0] == 2
    assert command(capsys, "demo")[0] == 2
    assert command(capsys, "runs")[0] == 0


def test_store_chooses_another_store(
    capsys: pytest.CaptureFixture[str], inputs: Path, tmp_path: Path, own_store: Path
) -> None:
    other = tmp_path / "other.db"
    assert json_of(capsys, "load", inputs, "--store", f"sqlite:///{other}")["loaded"] == 2
    assert other.exists()
    assert not own_store.exists()


def test_demo_if_empty_leaves_a_store_with_something_alone(
    capsys: pytest.CaptureFixture[str], inputs: Path
) -> None:
    letter = Contribution(id="own", text="Our own.")
    with open_store() as store:
        store.add_contributions([letter], [Passage.of(letter, 0, 8)])
    assert json_of(capsys, "demo", "--if-empty")["received"] == 0
    with open_store() as store:
        assert store.contributions() == (letter,)
