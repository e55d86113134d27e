"""evaluate: the machine beside the coders of a gold file."""

from pathlib import Path

import pytest

from synthesis.coding.agreement import SHIPPED_GOLD
from synthesis.outputs.agreeing import VERDICTS
from tests.cli.calling import command, json_of

# evaluate

GOLD = """id,text,language,split,coder_1,coder_2,settled
1,There were too many sessions at the same time.,en,test,programme_size:for,programme_size:for,programme_size
2,Coffee was served at four in the afternoon.,en,test,none,visibility,none
3,Few people know what the dynamic coalitions do.,en,dev,visibility,visibility,visibility
"""
TWO_THEMES = """name: Two
themes:
- {id: programme_size, name: Size, definition: How many sessions there are}
- {id: visibility, name: Visibility, definition: Who knows of the coalitions}
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
    assert "2 passages are too few" in out
    assert not own_store.exists()


def test_evaluate_says_what_people_reach_who_coded_and_how_each_theme_fares(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    gold = tmp_path / "gold.csv"
    gold.write_text(GOLD, encoding="utf-8")
    code, out, _ = command(capsys, "evaluate", gold)
    assert code == 0
    assert "F1 0.74" in out
    assert all(heading in out for heading in ("Precision", "Recall", "Kappa", "programme_size"))
    assert "automated readers" not in out
    _, out, _ = command(capsys, "evaluate", SHIPPED_GOLD, "--split", "dev")
    assert "automated readers" in out
    assert any(sentence in out for sentence in VERDICTS.values())


def test_evaluate_uses_what_is_kept_of_learning(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, gold, codebook = tmp_path / "learnt", tmp_path / "gold.csv", tmp_path / "codebook.yaml"
    monkeypatch.setenv("SYNTHESIS_LEARNT", str(kept))
    gold.write_text(GOLD, encoding="utf-8")
    codebook.write_text(TWO_THEMES, encoding="utf-8")
    command(capsys, "evaluate", gold, "--codebook", codebook)
    assert list(kept.iterdir())


def test_the_passages_that_evaluate_takes_are_named_in_any_case(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    gold, codebook = tmp_path / "gold.csv", tmp_path / "codebook.yaml"
    gold.write_text(GOLD, encoding="utf-8")
    codebook.write_text(TWO_THEMES, encoding="utf-8")
    found = json_of(capsys, "evaluate", gold, "--codebook", codebook, "--split", "All")
    assert found["split"] == "all"


def test_a_gold_file_with_a_fault_is_2_and_says_where(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    gold = tmp_path / "gold.csv"
    gold.write_text(GOLD.replace("none,visibility", "none,nonsense"), encoding="utf-8")
    code, out, err = command(capsys, "evaluate", gold)
    assert (code, out) == (2, "")
    assert "where: gold.csv, row 3" in err
