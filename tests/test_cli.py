"""The command line as other programs call it: what is printed where, and the exit code."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer.main
from jsonschema import validate

from synthesis.cli import app, run
from synthesis.models import Contribution, Passage
from synthesis.store import open_store

INPUTS = """id,contributor,Stakeholder group,text
1,A. Person,Civil Society,There were far too many sessions at the same time.
2,B. Person,Government,Few people know what the dynamic coalitions do.
"""
REPORT = """Dynamic Coalition Coordination Group - Virtual Meeting XXV
9 March 2018

1. It was agreed to hold the next call in April.
"""


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "store.db"
    monkeypatch.setenv("SYNTHESIS_STORE", f"sqlite:///{path}")
    monkeypatch.delenv("SYNTHESIS_READ_ONLY", raising=False)
    return path


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    path = tmp_path / "inputs.csv"
    path.write_text(INPUTS, encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def json_of(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> dict[str, Any]:
    found, out, err = command(capsys, *arguments, "--json")
    assert found == code, err
    content = json.loads(out)
    assert isinstance(content, dict)
    return content


# load


def test_load_prints_an_account_that_reconciles(capsys: pytest.CaptureFixture[str], inputs: Path) -> None:
    inputs.write_text(INPUTS.replace("contributor", "organisation"), encoding="utf-8")
    first = json_of(capsys, "load", inputs, "--cycle", 2017)
    assert first == {"received": 2, "loaded": 2, "merged": 0, "refused": 0, "problems": []}
    again = json_of(capsys, "load", inputs, "--cycle", 2017)
    assert again == {"received": 2, "loaded": 0, "merged": 2, "refused": 0, "problems": []}


@pytest.mark.parametrize("cycle", [18, 2004, 2101])
def test_a_cycle_that_is_no_such_year_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], inputs: Path, own_store: Path, cycle: int
) -> None:
    assert command(capsys, "load", inputs, "--cycle", cycle)[0] == 2
    assert not own_store.exists()


def test_all_refused_is_1_with_its_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    content = json_of(capsys, "load", empty, tmp_path / "absent.csv", code=1)
    assert (content["received"], content["loaded"], content["refused"]) == (2, 0, 2)
    assert {problem["file"] for problem in content["problems"]} == {"empty.csv", "absent.csv"}


def test_problems_are_told_to_people_on_stderr(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "inputs.csv"
    path.write_text("Stakeholder group,text\nGoverment,Fewer sessions.\n", encoding="utf-8")
    code, out, err = command(capsys, "load", path, "--cycle", 2017)
    assert code == 0
    assert out == "1 contributions received: 1 loaded, 0 merged (the identical record is there), 0 refused.\n"
    assert "inputs.csv, row 2" in err
    assert "Did you mean 'Government'?" in err


def test_a_map_is_used_and_a_broken_one_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, field_map = tmp_path / "inputs.csv", tmp_path / "map.yaml"
    path.write_text("Who,Words\nA library,Fewer sessions.\n", encoding="utf-8")
    field_map.write_text("fields: {organisation: Who}\ntext: Words\n", encoding="utf-8")
    assert json_of(capsys, "load", path, "--map", field_map, "--cycle", 2017)["loaded"] == 1
    field_map.write_text("fields: [", encoding="utf-8")
    code, out, err = command(capsys, "load", path, "--map", field_map)
    assert (code, out) == (2, "")
    assert err.startswith("Error: ")


def test_many_files_with_names_of_any_script(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    paths = [tmp_path / f"мнение 意见 رأي é {number}.txt" for number in range(60)]
    for number, path in enumerate(paths):
        path.write_text(f"Contribution number {number}: fewer sessions, please.", encoding="utf-8")
    assert json_of(capsys, "load", *paths, "--cycle", 2017)["loaded"] == 60


# code


def test_code_codes_what_is_in_the_store(capsys: pytest.CaptureFixture[str], inputs: Path) -> None:
    command(capsys, "load", inputs)
    counts = json_of(capsys, "code")
    assert counts["passages"] == counts["coded"] + counts["none"] + counts["undecided"] == 2
    assert json_of(capsys, "code")["kept"] == 2


def test_code_works_file_to_file_without_a_store(
    capsys: pytest.CaptureFixture[str], inputs: Path, tmp_path: Path, own_store: Path
) -> None:
    outputs = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for output in outputs:
        assert json_of(capsys, "code", "--input", inputs, "--output", output)["received"] == 2
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert not own_store.exists()


def test_code_takes_a_codebook_of_another_consultation(
    capsys: pytest.CaptureFixture[str], inputs: Path, tmp_path: Path
) -> None:
    codebook, reviewed, output = (tmp_path / name for name in ("own.yaml", "reviewed.csv", "out.csv"))
    codebook.write_text(
        "name: Own\nversion: '1'\nthemes:\n"
        "  - {id: size, name: Size, definition: How many sessions there are, keywords: [sessions],"
        " examples: [There are too many sessions.]}\n",
        encoding="utf-8",
    )
    reviewed.write_text("text,theme\nThe programme was full.,size\n", encoding="utf-8")
    options = ["--codebook", codebook, "--reviewed", reviewed, "--passages"]
    assert json_of(capsys, "code", "--input", inputs, "--output", output, *options)["coded"] >= 1
    assert ",size," in output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [
        ["--input", "in.csv"],
        ["--output", "out.csv"],
        ["--passages"],
        ["--reviewed", "reviewed.csv"],
        ["--encoder", "some-model"],
        ["--input", "absent.csv", "--output", "out.csv"],
        ["--input", "in.docx", "--output", "out.csv"],
        ["--codebook", "absent.yaml"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_of_code_is_2(capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    code, out, err = command(capsys, "code", *options)
    assert (code, out) == (2, "")
    assert "Error" in err


def test_a_codebook_with_a_doubled_id_is_2_and_says_where(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "own.yaml"
    theme = "  - {id: size, name: Size, definition: How many, keywords: [x], examples: [y]}\n"
    path.write_text("name: Own\nversion: '1'\nthemes:\n" + theme * 2, encoding="utf-8")
    code, _, err = command(capsys, "code", "--codebook", path)
    assert code == 2
    assert "where: own.yaml" in err
    assert "hint:" in err


def test_an_input_without_text_is_refused_with_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("id,words\n1,x\n", encoding="utf-8")
    content = json_of(capsys, "code", "--input", path, "--output", tmp_path / "out.csv", code=1)
    assert "'text' is missing" in content["problems"][0]["reason"]
    code, out, err = command(capsys, "code", "--input", path, "--output", tmp_path / "out.csv")
    assert (code, out) == (1, "")
    assert "'text' is missing" in err


def test_an_output_that_cannot_be_written_is_not_blamed_on_the_input(
    capsys: pytest.CaptureFixture[str], inputs: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    for output in (folder, tmp_path / "absent" / "out.csv"):
        code, out, err = command(capsys, "code", "--input", inputs, "--output", output, "--json")
        assert (code, out) == (2, "")
        assert "output cannot be written" in err
        assert f"where: {output}" in err
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_reviewed_rows_with_a_theme_that_the_codebook_lacks_are_wrong_usage(
    capsys: pytest.CaptureFixture[str], inputs: Path, tmp_path: Path
) -> None:
    reviewed, output = tmp_path / "reviewed.csv", tmp_path / "out.csv"
    reviewed.write_text("text,theme\nThe programme was full.,absent\n", encoding="utf-8")
    code, out, err = command(
        capsys, "code", "--input", inputs, "--output", output, "--reviewed", reviewed, "--json"
    )
    assert (code, out) == (2, "")
    assert "'absent'" in err


MATCHES_ALL = """name: Parks
themes:
- {id: trees, name: Trees, definition: Planting of trees, keywords: [river], examples: [A tree by the river.]}
- {id: moon, name: Moon, definition: Xenon, keywords: ['*']}
"""
SAID_OF_ALL = [
    "The keyword '*' of moon is never found: it holds no letter and no digit.",
    "'Trees' was found in 6 of 6 passages: look at its keywords and examples.",
    "'Moon' was found in none of 6 passages: look at its keywords and examples.",
]


@pytest.mark.parametrize("to_store", [False, True])
def test_code_says_which_theme_is_in_all_passages_and_which_in_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, *, to_store: bool
) -> None:
    codebook, source = tmp_path / "parks.yaml", tmp_path / "in.csv"
    codebook.write_text(MATCHES_ALL, encoding="utf-8")
    rows = [f"{n},A tree by the river number {n} is old.\n" for n in range(6)]
    source.write_text("id,text\n" + "".join(rows), encoding="utf-8")
    if to_store:
        command(capsys, "load", source)
    files = [] if to_store else ["--input", source, "--output", tmp_path / "out.csv"]
    assert json_of(capsys, "code", *files, "--codebook", codebook)["notes"] == SAID_OF_ALL
    _, _, err = command(capsys, "code", *files, "--codebook", codebook)
    assert all(f"note     {note}" in err for note in SAID_OF_ALL)


# decisions


def test_decisions_of_one_report(capsys: pytest.CaptureFixture[str], report: Path, own_store: Path) -> None:
    content = json_of(capsys, "decisions", report)
    assert set(content) == {"meeting", "agenda", "participants", "items"}
    assert content["meeting"]["date"] == "2018-03-09"
    assert content["meeting"]["format"] == "report"
    assert [item["kind"] for item in content["items"]] == ["decision"]
    assert set(content["items"][0]) == {"paragraph", "kind", "quote", "owner", "due"}
    assert not own_store.exists()


def test_decisions_of_several_reports(
    capsys: pytest.CaptureFixture[str], report: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second.txt"
    second.write_text(REPORT.replace("9 March", "10 April").replace("XXV", "XXVI"), encoding="utf-8")
    content = json_of(capsys, "decisions", report, second)
    assert [each["meeting"]["date"] for each in content["reports"]] == ["2018-03-09", "2018-04-10"]


def test_a_report_that_cannot_be_read_is_1_and_the_others_are_printed(
    capsys: pytest.CaptureFixture[str], report: Path, tmp_path: Path
) -> None:
    content = json_of(capsys, "decisions", report, tmp_path / "absent.txt", code=1)
    assert len(content["reports"]) == 1
    assert content["problems"][0]["file"] == "absent.txt"


def test_trace_lists_links_and_keeps_who_confirmed_or_rejected_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, inputs: Path, own_store: Path
) -> None:
    calendar = tmp_path / "calendar.txt"
    calendar.write_text(REPORT.replace("hold the next call in April", "keep a common calendar"), "utf-8")
    for arguments in (("load", inputs, "--cycle", "2017"), ("code",), ("decisions", calendar, "--save")):
        assert command(capsys, *arguments)[0] == 0
    (link,) = json_of(capsys, "trace")["links"]
    assert (link["theme"], link["status"], link["held_on"]) == (
        "cross_fertilization",
        "proposed",
        "2018-03-09",
    )
    ends = ("trace", "reject", link["decision"], "--theme", "cross_fertilization")
    assert command(capsys, *ends, "--by", "B. Keeper")[0] == 0
    passage = open_store(str(own_store)).passages()[0].id
    added = ("trace", "confirm", link["decision"], "--passage", passage, "--by", "C. Keeper")
    assert command(capsys, *added)[0] == 0
    links = {each["theme"] or each["passage"]: each for each in json_of(capsys, "trace")["links"]}
    said = {target: (each["status"], each["by"]) for target, each in links.items()}
    assert said == {
        "cross_fertilization": ("rejected", "B. Keeper"),
        passage: ("confirmed", "C. Keeper"),
    }
    code, out, _ = command(capsys, "trace")
    assert (code, "rejected by B. Keeper" in out) == (0, True)


def test_trace_needs_one_target_a_name_and_a_link(
    capsys: pytest.CaptureFixture[str], report: Path, own_store: Path
) -> None:
    command(capsys, "decisions", report, "--save")
    (decision,) = open_store(str(own_store)).snapshot().decisions
    assert command(capsys, "trace", "confirm", decision.id, "--by", "B. Keeper")[0] == 2
    assert command(capsys, "trace", "confirm", decision.id, "--theme", "visibility", "--by", " ")[0] == 2
    code, _, err = command(capsys, "trace", "confirm", "absent", "--theme", "visibility", "--by", "B. Keeper")
    assert (code, "'absent'" in err) == (2, True)


def test_decisions_for_people_is_a_table(capsys: pytest.CaptureFixture[str], report: Path) -> None:
    report.write_text(REPORT.replace("the next call", "the [bold]next[/bold] call"), encoding="utf-8")
    code, out, _ = command(capsys, "decisions", report)
    assert code == 0
    assert "2018-03-09" in out
    assert "[bold]" in out


# evaluate

GOLD = """id,text,language,split,coder_1,coder_2,settled
1,There were too many sessions at the same time.,en,test,programme_size:for,programme_size:for,programme_size
2,Coffee was served at four in the afternoon.,en,test,none,visibility,none
3,Few people know what the dynamic coalitions do.,en,dev,visibility,visibility,visibility
"""


def test_evaluate_sets_the_machine_beside_the_coders(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, own_store: Path
) -> None:
    gold = tmp_path / "gold.csv"
    gold.write_text(GOLD, encoding="utf-8")
    content = json_of(capsys, "evaluate", gold)
    assert content["n_passages"] == 2
    assert content["coders"]["first"] == "coder_1"
    assert [each["second"] for each in content["machine"]] == ["machine"] * 3
    assert json_of(capsys, "evaluate", gold, "--split", "all")["n_passages"] == 3
    code, out, _ = command(capsys, "evaluate", gold)
    assert code == 0
    assert "too few passages" in out
    assert not own_store.exists()


def test_a_gold_file_with_a_fault_is_2_and_says_where(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    gold = tmp_path / "gold.csv"
    gold.write_text(GOLD.replace("none,visibility", "none,nonsense"), encoding="utf-8")
    code, out, err = command(capsys, "evaluate", gold)
    assert (code, out) == (2, "")
    assert "where: gold.csv, row 3" in err


# export


@pytest.fixture
def coded(capsys: pytest.CaptureFixture[str], inputs: Path) -> Path:
    command(capsys, "load", inputs, "--cycle", 2017)
    command(capsys, "code")
    return inputs


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "md", "docx", "pdf", "html", "qdc"])
def test_two_exports_of_one_state_are_the_same_bytes(
    capsys: pytest.CaptureFixture[str], coded: Path, tmp_path: Path, ending: str
) -> None:
    outputs = [tmp_path / f"{number}.{ending}" for number in range(2)]
    for output in outputs:
        assert command(capsys, "export", "--format", ending, "--output", output)[0] == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert b"A. Person" not in outputs[0].read_bytes()


@pytest.mark.parametrize(("ending", "is_told"), [("pdf", True), ("md", False)])
def test_an_export_as_pdf_tells_what_no_font_can_show(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    coded: Path,
    tmp_path: Path,
    ending: str,
    is_told: bool,
) -> None:
    monkeypatch.setattr("synthesis.outputs.export.fonts.lacking_note", lambda: "No font for Chinese.")
    _, _, err = command(capsys, "export", "--format", ending, "--output", tmp_path / f"out.{ending}")
    assert ("No font for Chinese." in err) == is_told


def test_an_export_is_narrowed_by_every_filter(
    capsys: pytest.CaptureFixture[str], coded: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.csv"
    filters = ["--stakeholder-group", "civil society", "--region", "unknown", "--cycle", 2017]
    filters += ["--language", "en", "--review", "proposed", "--theme", "programme_size"]
    assert command(capsys, "export", "--format", "csv", "--output", output, *filters)[0] == 0
    text = output.read_text(encoding="utf-8-sig")
    assert "too many sessions" in text
    assert "Few people know" not in text


def test_an_export_says_and_does_what_copies_were_asked_to_count_as(
    capsys: pytest.CaptureFixture[str], inputs: Path, tmp_path: Path
) -> None:
    letter = "There were far too many sessions at the same time, and we ask for fewer of them next year."
    inputs.write_text(f'id,text\n1,"{letter}"\n2,"{letter}"\n', encoding="utf-8")
    command(capsys, "load", inputs, "--cycle", 2017)
    command(capsys, "code")
    output = tmp_path / "out.json"
    found = []
    for options in ([], ["--copies", "each"], ["--copies", "once"]):
        assert command(capsys, "export", "--format", "json", "--output", output, *options)[0] == 0
        made = json.loads(output.read_text(encoding="utf-8"))
        found.append((made["totals"]["n_universe"], "Each contribution is counted." in made["counting"]))
    assert found == [(2, True), (2, True), (1, False)]


@pytest.mark.parametrize(
    "options",
    [
        ["--format", "odt"],
        ["--format", "csv", "--copies", "twice"],
        ["--format", "csv", "--paper", "brief"],
        ["--format", "docx", "--paper", "theme"],
        ["--format", "csv", "--theme", "nonsense"],
        ["--format", "csv", "--stakeholder-group", "Goverment"],
        ["--format", "csv", "--region", "Atlantis"],
        ["--format", "csv", "--review", "rejected"],
        ["--format", "csv", "--cycle", "last"],
        ["--format", "csv", "--cycle", "1999"],
        ["--format", "csv", "--language", "xx"],
        [],
    ],
)
def test_wrong_usage_of_export_is_2(
    capsys: pytest.CaptureFixture[str], coded: Path, tmp_path: Path, options: list[str]
) -> None:
    output = tmp_path / "out.file"
    code, _, err = command(capsys, "export", "--output", output, *options)
    assert code == 2
    assert "Error" in err
    assert not output.exists()


@pytest.mark.parametrize(
    ("paper", "heading"),
    [
        ("synthesis", "## The themes at a glance"),
        ("theme", "## Who replied"),
        ("brief", "## What is asked of the MAG"),
        ("annex", "## What no paragraph cites"),
    ],
)
def test_each_paper_is_exported_by_its_name(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    coded: Path,
    tmp_path: Path,
    paper: str,
    heading: str,
) -> None:
    monkeypatch.setattr("synthesis.pipeline.measure", lambda *_: None)
    output = tmp_path / "paper.md"
    options = ["--theme", "visibility"] if paper == "theme" else []
    command(capsys, "export", "--format", "md", "--paper", paper, "--output", output, *options)
    assert heading in output.read_text(encoding="utf-8")


def test_an_output_that_cannot_be_written_is_said(
    capsys: pytest.CaptureFixture[str], coded: Path, tmp_path: Path
) -> None:
    code, _, err = command(capsys, "export", "--format", "csv", "--output", tmp_path / "absent" / "out.csv")
    assert code == 2
    assert "cannot be written" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "--format", "csv", "--output", "out.csv"],
        ["runs"],
        ["verify"],
        ["forget", "1", "--by", "A"],
    ],
)
@pytest.mark.parametrize("is_there", [False, True])
def test_what_needs_a_store_makes_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str], is_there: bool
) -> None:
    mistyped = tmp_path / "absent" / "mistyped.db"
    if is_there:
        mistyped.parent.mkdir()
        mistyped.touch()
    code, out, err = command(capsys, *arguments, "--store", mistyped)
    assert (code, out) == (2, "")
    assert "There is no store here yet." in err
    assert mistyped.exists() == is_there
    assert not is_there or not mistyped.stat().st_size


def test_confirmed_codings_are_exported_by_the_name_that_pages_use(
    capsys: pytest.CaptureFixture[str], coded: Path, own_store: Path, tmp_path: Path
) -> None:
    with open_store() as store:
        passage = store.passages()[0]
        store.review_passage(passage.id, {"programme_size": "for"}, "A. Reader", 0)
    outputs = [tmp_path / f"{name}.csv" for name in ("confirmed", "accepted")]
    for output in outputs:
        options = ["--output", output, "--review", output.stem]
        assert command(capsys, "export", "--format", "csv", *options)[0] == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert passage.text in outputs[0].read_text(encoding="utf-8-sig")


def test_schema_prints_the_schema_that_exports_keep(
    capsys: pytest.CaptureFixture[str], coded: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.json"
    command(capsys, "export", "--format", "json", "--output", output)
    code, printed, _ = command(capsys, "schema")
    assert code == 0
    validate(json.loads(output.read_text(encoding="utf-8")), json.loads(printed))


def test_an_exported_codebook_codes_another_store(
    capsys: pytest.CaptureFixture[str], coded: Path, tmp_path: Path
) -> None:
    output = tmp_path / "themes.qdc"
    command(capsys, "export", "--format", "qdc", "--output", output)
    other = ["--store", tmp_path / "other.db"]
    command(capsys, "load", coded, "--cycle", 2017, *other)
    found = json_of(capsys, "code", "--codebook", output, *other)
    with open_store() as first, open_store(str(tmp_path / "other.db")) as second:
        assert first.codebook() == second.codebook()
        assert first.snapshot().assignments == second.snapshot().assignments
    assert found["coded"] == 2


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


# The whole program


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "synthesis", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | environment,
        check=False,
    )


def test_the_program_prints_json_in_any_locale(tmp_path: Path) -> None:
    path = tmp_path / "réponse.txt"
    path.write_text("Moins de séances, s'il vous plaît.", encoding="utf-8")
    done = program("load", str(path), "--json", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert json.loads(done.stdout)["loaded"] == 1
    assert done.stderr == ""


def test_an_error_of_the_program_shows_no_traceback(own_store: Path) -> None:
    own_store.write_bytes(b"no database" * 100)
    done = program("runs")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_every_command_says_what_it_does() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    for name, each in group.commands.items():
        assert each.help, name


README = Path(__file__).parents[1] / "README.md"


@pytest.mark.skipif(not README.exists(), reason="README.md is not written yet")
def test_every_command_is_in_the_readme() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    section = re.search(
        r"^## [^\n]*command line[^\n]*\n(.*?)(?=^## |\Z)", README.read_text("utf-8"), re.I | re.M | re.S
    )
    assert section, "README.md must have a section on the command line."
    missing = [name for name in group.commands if not re.search(rf"(`|synthesis ){name}\b", section[1])]
    assert missing == []
