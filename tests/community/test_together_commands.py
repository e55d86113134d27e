"""The commands together and alignment on a small store."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from synthesis.cli import run
from synthesis.models import Event, ProposedTopic
from synthesis.store import open_store
from tests.community.together.making import GROUPS
from tests.dashboard.conftest import fill
from tests.outputs.conftest import a_snapshot


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = fill(f"sqlite:///{tmp_path / 'own.db'}", a_snapshot())
    with open_store(url) as store:
        store.community.save(GROUPS, "A. Person")
    return url


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_together_lists_pairs_with_reasons(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["groups", "together", "--store", url, "--least", "0.1"]) == 0
    assert "Not yet in contact: " in capsys.readouterr().out


def test_together_prints_one_json_object(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["groups", "together", "--store", url, "--least", "0", "--group", "toys", "--json"]) == 0
    found = told(capsys)
    assert found["n_contributions"] == 12
    pairs = found["pairs"]
    assert isinstance(pairs, list)
    assert pairs
    assert all("toys" in (pair["one"], pair["other"]) for pair in pairs)
    assert set(pairs[0]["parts"]) == set(pairs[0]["why"]) == {"remits", "themes", "people", "meetings"}


def test_a_private_event_ties_no_groups(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    ends = datetime(2018, 4, 2, 15)
    talk = Event("p", "Salary talk", datetime(2018, 4, 2, 14), ends, group_ids=("toys", "islands"))
    with open_store(url) as store:
        store.community.save([talk], "A. Person")
    command = ["groups", "together", "--store", url, "--least", "0", "--json"]
    assert run(command) == 0
    assert "Salary talk" in capsys.readouterr().out
    with open_store(url) as store:
        store.community.save([replace(talk, extra=("CLASS:PRIVATE",))], "A. Person")
    assert run(command) == 0
    assert "Salary talk" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["pairs.csv", "pairs.json"])
def test_together_writes_a_file(url: str, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert run(["groups", "together", "--store", url, "--least", "0", "--output", str(path)]) == 0
    if name.endswith(".json"):
        assert json.loads(path.read_text())["pairs"]
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert list(csv.DictReader(file))


@pytest.mark.parametrize(
    "wrong", [["--kind", "choir"], ["--output", "pairs.odt"], ["--least", "7"], ["--store", "/nowhere/x.db"]]
)
def test_together_refuses_wrong_usage(url: str, wrong: list[str]) -> None:
    assert run(["groups", "together", "--store", url, *wrong]) == 2


def test_alignment_reads_topics_in_and_says_what_is_covered(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "topics.csv"
    path.write_text("title,cycle,description\nShows,2018,Publicity and shows of coalitions\n,2018,no title\n")
    command = ["alignment", "import", str(path), "--by", "A. Person", "--json", "--store", url]
    assert run(command) == 1
    found = told(capsys)
    assert (found["received"], found["added"], found["refused"]) == (2, 1, 1)
    assert run(["alignment", "--store", url, "--cycle", "2018"]) == 0
    assert "“Shows”: near it: " in capsys.readouterr().out
    assert run(["alignment", "--store", url, "--cycle", "2018", "--json", "--wide"]) == 0
    topics = told(capsys)["topics"]
    assert isinstance(topics, list)
    assert [topic["title"] for topic in topics] == ["Shows"]


def test_alignment_without_topics_says_how_to_read_some_in(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["alignment", "--store", url]) == 0
    assert "alignment import" in capsys.readouterr().err


def test_topics_are_read_in_by_name_only(url: str, tmp_path: Path) -> None:
    path = tmp_path / "topics.csv"
    path.write_text("title\nShows\n")
    assert run(["alignment", "import", str(path), "--by", " ", "--store", url]) == 2


def test_topics_are_written_as_a_table_that_is_read_in_again(url: str, tmp_path: Path) -> None:
    with open_store(url) as store:
        store.community.save([ProposedTopic("a", "Shows", cycle=2018)], "A. Person")
    path = tmp_path / "topics.xlsx"
    assert run(["alignment", "export", "--output", str(path), "--store", url]) == 0
    assert run(["alignment", "import", str(path), "--by", "B. Person", "--store", url]) == 0
    with open_store(url, read_only=True) as store:
        assert len(store.community.history(ProposedTopic, "a")) == 1


@pytest.mark.parametrize("command", [["groups", "together"], ["alignment", "export"]])
def test_a_file_that_cannot_be_written_is_told_in_words(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    path = tmp_path / "nowhere" / "out.csv"
    assert run([*command, "--output", str(path), "--store", url]) == 2
    assert "The file cannot be written" in capsys.readouterr().err
