"""messages FILE, messages list, messages export: file to file, and with a store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from synthesis.cli import run
from tests.community.test_messages_drafting import TALK


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK)
    return path


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_file_alone_is_drafted_without_a_store(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["messages", str(talk), "--json"]) == 0
    (session,) = printed(capsys)["sessions"]  # type: ignore[misc]
    assert session["held_on"] == "2018-11-13"
    assert session["messages"]
    for message in session["messages"]:
        for cite in message["cites"]:
            assert cite["quote"] in " ".join(TALK.split())


def test_for_people_each_message_stands_with_its_places(
    talk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["messages", str(talk)]) == 0
    shown = capsys.readouterr().out
    assert "Licences for small networks" in shown
    assert "speakers" in shown
    assert "nobody has checked" in shown


@pytest.mark.parametrize("form", ["md", "docx", "html"])
def test_the_messages_are_written_in_each_format(talk: Path, tmp_path: Path, form: str) -> None:
    output = tmp_path / f"out.{form}"
    assert run(["messages", str(talk), "--output", str(output)]) == 0
    assert output.stat().st_size > 500


def test_options_may_stand_before_the_file(talk: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.txt"
    assert run(["messages", "--format", "md", "--output", str(output), str(talk)]) == 0
    assert output.read_text().startswith("Messages of a session")


def test_what_is_kept_is_listed_and_exported(
    talk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", f"sqlite:///{tmp_path / 'own.db'}"]
    assert run(["messages", str(talk), "--save", "--by", "A. Keeper", "--json", *store]) == 0
    assert printed(capsys)["loaded"] == 1
    assert run(["messages", "list", "--json", *store]) == 0
    (row,) = printed(capsys)["sessions"]  # type: ignore[misc]
    assert (row["by"], row["version"]) == ("A. Keeper", 1)
    output = tmp_path / "out.md"
    assert run(["messages", "export", row["id"], "--output", str(output), *store]) == 0
    assert "Licences for small networks" in output.read_text()
    assert run(["messages", "export", "nothing", "--output", str(output), *store]) == 2


def test_to_keep_needs_a_name_and_an_unknown_format_is_wrong_usage(talk: Path) -> None:
    assert run(["messages", str(talk), "--save"]) == 2
    assert run(["messages", str(talk), "--format", "pptx"]) == 2


def test_a_refused_file_is_told_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.vtt"
    empty.write_text("WEBVTT\n")
    assert run(["messages", str(empty), "--json"]) == 1
    (problem,) = printed(capsys)["problems"]  # type: ignore[misc]
    assert problem["is_refusal"]
