"""The README and the docs are run: commands on their example files, Python, the names that they give."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.coding.making_encoders import make_tiny_encoder

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("loading", "commands", "running"))]
"""Pages with commands, in the order in which a reader comes to them."""

README = PAGES[0].read_text(encoding="utf-8")
VARIABLE = re.compile(r"\bSYNTHESIS_[A-Z_]+\b")


def blocks(language: str) -> list[str]:
    texts = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    return re.findall(rf"^```{language}\n(.*?)^```", texts, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def reader_folder(tmp_path: Path) -> Path:
    """Return a folder as the reader of the docs would work in."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    (tmp_path / "inputs.csv").write_text(blocks("csv")[0], encoding="utf-8")
    make_tiny_encoder(tmp_path / "path" / "to" / "encoder")
    return tmp_path


def run(folder: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    left_out = {"SYNTHESIS_STORE", "SYNTHESIS_READ_ONLY", "SYNTHESIS_ENCODERS"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.run(
        [program, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def commands() -> list[str]:
    return [line[2:] for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]


def test_every_command_of_the_docs_does_what_it_says(reader_folder: Path) -> None:
    programs = {".venv/bin/python": sys.executable, "cp": "cp", "rm": "rm"}
    assert len(commands()) >= 20
    for command in commands():
        program, *arguments = shlex.split(command)
        result = run(reader_folder, programs[program], *arguments)
        assert result.returncode == 0, f"{command}\n{result.stderr}"
    assert (reader_folder / "programme-size.docx").stat().st_size > 10_000
    assert (reader_folder / "codings.csv").read_text(encoding="utf-8").count("\n") > 18


def test_every_variable_is_told_of_in_one_table() -> None:
    sources = [path for package in ("synthesis", "dashboard") for path in (ROOT / package).rglob("*.py")]
    used = {name for path in sources for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    table = re.findall(r"^\| `(\w+)` \|", PAGES[-1].read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sorted(used - set(table)) == []


def test_the_python_of_the_docs_runs(reader_folder: Path) -> None:
    result = run(reader_folder, sys.executable, "-c", blocks("python")[0])
    assert result.returncode == 0, result.stderr
    assert "Size of the programme" in result.stdout


def test_the_map_of_the_docs_is_a_valid_map(tmp_path: Path) -> None:
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


@pytest.mark.parametrize(
    "page", [PAGES[0], *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda page: page.name
)
def test_every_file_that_a_page_links_to_exists(page: Path) -> None:
    links = re.findall(r"\]\(([^):#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_folder_that_the_readme_draws_exists() -> None:
    drawn = README.split("## The house", 1)[1].split("```")[1]
    top, inside = re.findall(r"^(\w+)/", drawn, re.MULTILINE), re.findall(r"^ {3}(\w+)/", drawn, re.MULTILINE)
    missing = [name for name in top if not (ROOT / name).is_dir()]
    missing += [name for name in inside if not (ROOT / "synthesis" / name).is_dir()]
    assert missing == []
