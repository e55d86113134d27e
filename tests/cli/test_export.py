"""export and schema: the files, the filters, and what is wrong usage."""

import json
from pathlib import Path

import pytest
from jsonschema import validate

from synthesis.store import open_store
from tests.cli.calling import command, json_of


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


def test_what_narrows_an_export_is_named_in_any_case(
    capsys: pytest.CaptureFixture[str], coded: Path, tmp_path: Path
) -> None:
    made = []
    for review, copies, repeats in (("proposed", "once", "out"), ("Proposed", "ONCE", "Out")):
        output = tmp_path / f"{copies}.json"
        options = ["--review", review, "--copies", copies, "--repeats", repeats]
        assert command(capsys, "export", "--format", "json", "--output", output, *options)[0] == 0
        made.append(output.read_bytes())
    assert made[0] == made[1]


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


@pytest.mark.parametrize("narrowing", [("--copies", "once"), ("--repeats", "out"), ("--region", "GRULAC")])
def test_a_calendar_is_not_narrowed_by_what_narrows_contributions(
    capsys: pytest.CaptureFixture[str], coded: Path, tmp_path: Path, narrowing: tuple[str, str]
) -> None:
    output = tmp_path / "out.ics"
    found, _, err = command(capsys, "export", "--format", "ics", "--output", output, *narrowing)
    assert found == 2
    assert "narrowed by --theme" in err
    assert not output.exists()
