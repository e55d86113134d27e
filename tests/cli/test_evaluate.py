"""evaluate: the machine beside the coders of a gold file."""

from pathlib import Path

import pytest

from tests.cli.calling import command, json_of

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
