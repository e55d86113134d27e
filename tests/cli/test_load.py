"""load: what is printed where, and the exit code."""

from pathlib import Path

import pytest

from tests.cli.calling import INPUTS, command, json_of

# load


def test_load_prints_an_account_that_reconciles(capsys: pytest.CaptureFixture[str], inputs: Path) -> None:
    inputs.write_text(INPUTS.replace("contributor", "organisation"), encoding="utf-8")
    first = json_of(capsys, "load", inputs, "--cycle", 2017)
    assert first.pop("run").startswith("load-")
    assert first == {"received": 2, "loaded": 2, "merged": 0, "refused": 0, "problems": []}
    again = json_of(capsys, "load", inputs, "--cycle", 2017)
    assert again == {"received": 2, "loaded": 0, "merged": 2, "refused": 0, "run": "", "problems": []}


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


def test_a_folder_from_a_computer_that_keeps_files_in_it_is_0_with_a_note(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "inputs"
    folder.mkdir()
    (folder / "reply.txt").write_text("Fewer sessions.", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"\0")
    code, out, err = command(capsys, "load", folder, "--cycle", 2017)
    assert code == 0
    assert out.startswith("1 contributions received: 1 loaded")
    assert "note     .DS_Store: 1 file that the system keeps was left aside: .DS_Store" in err


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
