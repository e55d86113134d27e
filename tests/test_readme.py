"""The README is run: its commands on its own example files, its Python, its names of commands and folders."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.coding.making_encoders import make_tiny_encoder

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def reader_folder(tmp_path: Path) -> Path:
    """Return a folder as the reader of the README would work in."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    (tmp_path / "inputs.csv").write_text(blocks("csv")[0], encoding="utf-8")
    make_tiny_encoder(tmp_path / "path" / "to" / "encoder")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SYNTHESIS_STORE": f"sqlite:///{folder}/store.db"}
    environment.pop("SYNTHESIS_READ_ONLY", None)
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def commands() -> list[str]:
    return [line[2:] for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]


def test_every_command_of_the_readme_does_what_it_says(reader_folder: Path) -> None:
    assert len(commands()) >= 7
    for command in commands():
        program, *arguments = command.split()
        assert program == ".venv/bin/python"
        result = run(reader_folder, *arguments)
        assert result.returncode == 0, f"{command}\n{result.stderr}"
    assert (reader_folder / "programme-size.docx").stat().st_size > 10_000
    assert (reader_folder / "codings.csv").read_text(encoding="utf-8").count("\n") > 18


def test_the_python_of_the_readme_runs(reader_folder: Path) -> None:
    result = run(reader_folder, "-c", blocks("python")[0])
    assert result.returncode == 0, result.stderr
    assert "Size of the programme" in result.stdout


def test_the_map_of_the_readme_is_a_valid_map(tmp_path: Path) -> None:
    from synthesis.corpus.fieldmap import read_field_map

    path = tmp_path / "map.yaml"
    path.write_text(blocks("yaml")[0], encoding="utf-8")
    assert read_field_map(path)


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    named = set(re.findall(r"`?make ([a-z]+)", README)) - {"one"}
    assert {"run", "test", "check"} <= named <= targets


def test_every_file_that_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_folder_that_the_readme_draws_exists() -> None:
    drawn = README.split("## The house", 1)[1].split("```")[1]
    top, inside = re.findall(r"^(\w+)/", drawn, re.MULTILINE), re.findall(r"^ {3}(\w+)/", drawn, re.MULTILINE)
    missing = [name for name in top if not (ROOT / name).is_dir()]
    missing += [name for name in inside if not (ROOT / "synthesis" / name).is_dir()]
    assert missing == []
