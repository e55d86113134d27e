"""The program as a whole: its exit codes, its help, its commands."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import typer.main

from synthesis.cli import app


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


def test_every_command_is_told_of_in_the_docs() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    told = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
    assert [name for name in group.commands if not re.search(rf"^\| `{name}\b", told, re.M)] == []
