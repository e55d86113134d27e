"""A table of contributions, and a store of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from synthesis.store import Store, open_store
from tests.pipeline.given import INPUTS


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    path = tmp_path / "inputs.csv"
    path.write_text(INPUTS, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.db")) as opened:
        yield opened
