"""The commands `groups`: list, import, export, mentions, show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from synthesis.cli import run
from synthesis.models import Contribution, Passage
from synthesis.store import open_store

SAMPLE = str(Path(__file__).parents[2] / "data" / "community" / "groups.csv")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    monkeypatch.setenv("SYNTHESIS_STORE", url)
    heard = (
        Contribution("c1", "DC-COS did well.", stakeholder_group="Government"),
        Contribution("c2", "Nobody did."),
    )
    with open_store(url) as own:
        own.add_contributions(heard, [Passage.of(each, 0, len(each.text)) for each in heard], ())
    assert run(["groups", "import", SAMPLE, "--by", "A. Person"]) == 0
    return url


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["groups", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.usefixtures("store")
def test_the_list_takes_a_kind_under_any_of_its_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(answer(capsys, "list")["groups"]) == 48
    assert len(answer(capsys, "list", "--kind", "DC")["groups"]) == 16
    assert len(answer(capsys, "list", "--kind", "bpf", "--kind", "NRIs")["groups"]) == 24
    assert run(["groups", "list", "--kind", "club"]) == 2
    assert run(["groups", "list"]) == 0
    assert "dc-trade  dynamic coalition [Sample data]" in capsys.readouterr().out


@pytest.mark.usefixtures("store")
def test_mentions_are_n_of_all_contributions_and_name_their_passages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = answer(capsys, "mentions", "--group", "dc-child-online-safety")
    (group,) = found["groups"]
    assert (group["n"], group["N"]) == (1, 2)
    assert [(each["passage_id"], each["spans"]) for each in found["passages"]] == [("c1:0-16", [[0, 6]])]
    assert run(["groups", "mentions", "--group", "nobody"]) == 2


@pytest.mark.usefixtures("store")
def test_one_group_is_shown_with_its_standing(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "show", "dc-child-online-safety")
    assert found["standing"].startswith("1 of 2 contributions mentions it")
    assert found["is_sample"] is True
    assert run(["groups", "show", "nobody"]) == 2


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_is_exported_is_the_same_when_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    output = tmp_path / f"out.{form}"
    assert answer(capsys, "export", "--output", str(output), "--format", form)["groups"] == 48
    told = answer(capsys, "import", str(output), "--by", "B. Person")
    assert (told["received"], told["loaded"], told["merged"], told["refused"]) == (48, 0, 48, 0)
    assert run(["groups", "export", "--output", str(tmp_path / "out.doc")]) == 2


@pytest.mark.usefixtures("store")
def test_a_refused_row_ends_with_one_and_the_rest_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "more.csv"
    table.write_text("name,kind\nNew,dc\nBad,club\n", encoding="utf-8")
    assert run(["groups", "import", str(table), "--by", "A. Person"]) == 1
    said = capsys.readouterr()
    assert "2 rows received: 1 new and 0 changed groups loaded" in said.out
    assert "refused  more.csv, row 3, kind" in said.err
    assert run(["groups", "import", str(table), "--by", " "]) == 2
    assert run(["groups", "import", str(tmp_path / "none.csv"), "--by", "A. Person"]) == 2
