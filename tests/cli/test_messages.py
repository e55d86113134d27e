"""messages FILE, messages list, messages export: file to file, and with a store."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from synthesis.cli import run
from synthesis.errors import ConflictError
from synthesis.models import MessageTie
from synthesis.pipeline import fill_with_sample
from synthesis.pipeline.judging import keep_tie
from synthesis.store import open_store
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


def test_a_tie_is_confirmed_rejected_and_added_by_name_and_goes_out_with_the_messages(
    talk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    with open_store(url) as store:
        fill_with_sample(store)
    store_option = ["--store", url]
    assert run(["messages", str(talk), "--save", "--by", "A. Person", *store_option]) == 0
    capsys.readouterr()
    session = "session-2018-11-13-licences-for-small-networks"
    ends = [session, "m1", "--theme", "visibility"]
    assert run(["messages", "reject", *ends, "--by", "A. Person", *store_option]) == 2
    assert "no such tie to reject" in capsys.readouterr().err
    assert (
        run(["messages", "confirm", *ends, "--by", "A. Person", "--note", "It says so.", *store_option]) == 0
    )
    assert run(["messages", "confirm", *ends, "--by", " ", *store_option]) == 2
    assert run(["messages", "confirm", session, "m1", "--by", "A. Person", *store_option]) == 2
    for wrong in (["no", "m1", "--theme", "visibility"], [session, "m99", "--theme", "visibility"],
                  [session, "m1", "--theme", "no"], [session, "m1", "--decision", "no"]):  # fmt: skip
        assert run(["messages", "confirm", *wrong, "--by", "A. Person", *store_option]) == 2
    capsys.readouterr()
    assert run(["messages", "ties", session, "--json", *store_option]) == 0
    (tie,) = [each for each in printed(capsys)["ties"] if each["By"]]  # type: ignore[attr-defined]
    assert (tie["State"], tie["By"], tie["Reason"]) == ("Confirmed by a person", "A. Person", "It says so.")
    output = tmp_path / "out.md"
    assert run(["messages", "export", session, "--output", str(output), *store_option]) == 0
    assert "Themes, confirmed by A. Person: Visibility of Dynamic Coalitions." in output.read_text()
    assert run(["messages", "reject", *ends, "--by", "B. Person", *store_option]) == 0
    with open_store(url) as store:
        versions = store.community.history(MessageTie, f"{session}/m1/theme/visibility")
        seen = versions[0].record
        with pytest.raises(ConflictError):
            keep_tie(store, replace(seen, version=1), "C. Person")
    assert [(e.by, e.record.status, e.record.by) for e in versions] == [
        ("A. Person", "confirmed", ""), ("B. Person", "rejected", "")
    ]  # fmt: skip
    assert run(["messages", "ties", "no", *store_option]) == 2
