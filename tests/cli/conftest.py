"""A store of its own for each test, a table of contributions, a report."""

from pathlib import Path

import pytest

from tests.cli.calling import INPUTS, REPORT, command


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


# export


@pytest.fixture
def coded(capsys: pytest.CaptureFixture[str], inputs: Path) -> Path:
    command(capsys, "load", inputs, "--cycle", 2017)
    command(capsys, "code")
    return inputs
