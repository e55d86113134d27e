"""What the program imports is what its lists of packages name, at the versions that were tested."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

HERE = Path(__file__).parents[1]
OURS = {"synthesis", "dashboard"}


def named(*lists: str) -> set[str]:
    lines = [line for name in lists for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    return {re.sub(r"[-_.]+", "-", line.strip()).lower() for line in lines if "==" in line}


def imported() -> set[str]:
    files = [path for room in OURS for path in (HERE / room).rglob("*.py")]
    return {name.split(".")[0] for path in files for name in _imports(path)}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_every_package_that_is_imported_is_named() -> None:
    homes = packages_distributions()
    packages = {each.split("==")[0] for each in named("requirements.txt", "requirements-encoder.txt")}
    for module in imported() - OURS - sys.stdlib_module_names:
        if module in homes:  # those of the encoder are installed only on request
            found = {re.sub(r"[-_.]+", "-", home).lower() for home in homes[module]}
            assert found & packages, f"{module} is imported, and no list names {' or '.join(found)}"


def test_every_package_is_named_at_the_version_that_was_tested() -> None:
    lists = ("requirements.txt", "requirements-dev.txt", "requirements-encoder.txt")
    assert named(*lists) - named("constraints.txt") == set()
