"""correct: what was read wrongly stands right, by name, survives a second load, and can be taken back."""

import json
from pathlib import Path

import pytest

from tests.cli.calling import command, json_of


def test_a_corrected_contribution_counts_so_everywhere_and_a_second_load_leaves_it(
    capsys: pytest.CaptureFixture[str], inputs: Path, tmp_path: Path
) -> None:
    json_of(capsys, "load", inputs, "--cycle", 2017)
    made = ["correct", "2017-1", "--group", "government", "--cycle", "2018", "--by", "Ada", "--note", "slip"]
    assert json_of(capsys, *made) == {"corrected": 1, "versions": {"2017-1": 1}}
    for year in (2017, 2018):
        again = json_of(capsys, "load", inputs, "--cycle", year)
        assert again["received"] == again["loaded"] + again["merged"] + again["refused"]
        assert any("corrected by Ada" in problem["reason"] for problem in again["problems"])
    file = tmp_path / "all.json"
    command(capsys, "code")
    command(capsys, "export", "--format", "json", "--output", file)
    excerpts = json.loads(file.read_text("utf-8"))["excerpts"]
    counted = {
        (each["stakeholder_group"], each["cycle"]) for each in excerpts if each["contribution_id"] == "2017-1"
    }
    assert counted == {("Government", 2018)}


def test_the_file_read_again_under_the_right_year_is_merged(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Country: Kenya\n\nThe number of workshops should be halved.\n", encoding="utf-8")
    run = json_of(capsys, "load", note, "--cycle", 2017)["run"]
    json_of(capsys, "correct", "--load", run, "--cycle", 2018, "--organisation", "A library", "--by", "Ada")
    again = json_of(capsys, "load", note, "--cycle", 2018)
    assert (again["loaded"], again["merged"], again["refused"]) == (0, 1, 0)
    assert json_of(capsys, "load", note, "--cycle", 2019)["loaded"] == 1


def test_an_export_of_what_was_corrected_is_known_again_by_its_id(
    capsys: pytest.CaptureFixture[str], inputs: Path
) -> None:
    json_of(capsys, "load", inputs, "--cycle", 2017)
    json_of(capsys, "correct", "2017-1", "--cycle", "2018", "--by", "Ada")
    table = inputs.with_name("exported.csv")
    table.write_text("ID,Cycle,Text\n2017-1,2018,Other words than before.\n", encoding="utf-8")
    again = json_of(capsys, "load", table, code=1)
    assert (again["loaded"], again["refused"]) == (0, 1)
    assert "'2017-1' is stored already" in again["problems"][-1]["reason"]


def test_a_correction_is_shown_beside_what_the_file_said_and_taken_back(
    capsys: pytest.CaptureFixture[str], inputs: Path
) -> None:
    json_of(capsys, "load", inputs, "--cycle", 2017)
    json_of(capsys, "correct", "2017-1", "--cycle", 2018, "--by", "Ada", "--note", "slip")
    json_of(capsys, "correct", "2017-1", "--undo", "--by", "Ben")
    code, out, _ = command(capsys, "correct")
    assert code == 0
    assert [line.split("  ", 1)[1].strip() for line in out.splitlines()] == [
        "2017-1  version 1 by Ada: slip",
        "cycle: 2018 (the file: 2017)",
        "2017-1  version 2 by Ben",
        "as the file said",
    ]
    assert "organisation: not known" in command(capsys, "correct", "2017-2")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2017-1", "--cycle", "2018"], "keeps who"),
        (["2017-1", "--cycle", "18", "--by", "Ada"], "must be a year"),
        (["2017-9", "--cycle", "2018", "--by", "Ada"], "no contribution"),
        (["2017-9"], "no contribution"),
        (["--cycle", "2018", "--by", "Ada"], "Name the contributions"),
        (["2017-1", "--load", "last", "--cycle", "2018", "--by", "Ada"], "either"),
        (["2017-1", "--undo", "--cycle", "2018", "--by", "Ada"], "either"),
        (["2017-1", "--undo", "--by", "Ada"], "Nothing was corrected"),
        (["2017-1", "--to", "0", "--cycle", "2018", "--by", "Ada"], "goes with --undo"),
        (["2017-1", "2017-2", "--undo", "--by", "Ada"], "id of one"),
        (["2017-1", "--by", "Ada"], "Say what is right"),
        (["2017-1", "--version", "3", "--cycle", "2018", "--by", "Ada"], "corrected this meanwhile"),
    ],
)
def test_what_cannot_be_corrected_is_said(
    capsys: pytest.CaptureFixture[str], inputs: Path, arguments: list[str], said: str
) -> None:
    json_of(capsys, "load", inputs, "--cycle", 2017)
    code, _, err = command(capsys, "correct", *arguments)
    assert code == 2
    assert said in " ".join(err.replace("\u2502", " ").split())
