"""decisions and trace: what reports decided, and which of it answers what."""

from pathlib import Path

import pytest

from synthesis.store import open_store
from tests.cli.calling import REPORT, command, json_of

# decisions


def test_decisions_of_one_report(capsys: pytest.CaptureFixture[str], report: Path, own_store: Path) -> None:
    content = json_of(capsys, "decisions", report)
    assert set(content) == {"meeting", "agenda", "participants", "items"}
    assert content["meeting"]["date"] == "2018-03-09"
    assert content["meeting"]["format"] == "report"
    assert [item["kind"] for item in content["items"]] == ["decision"]
    assert set(content["items"][0]) == {"paragraph", "kind", "quote", "owner", "due", "due_on"}
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
