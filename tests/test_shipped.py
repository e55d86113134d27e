"""What ships with the program is found in its clone, and missed in plain words elsewhere."""

from pathlib import Path

import pytest

from synthesis.errors import InputError
from synthesis.shipped import DATA, shipped


def test_what_ships_is_found_in_the_clone() -> None:
    assert shipped("codebook.yaml") == DATA / "codebook.yaml"


def test_an_installation_without_the_clone_says_what_is_missing_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("synthesis.shipped.DATA", tmp_path)
    with pytest.raises(InputError, match=r"data/codebook\.yaml") as missed:
        shipped("codebook.yaml")
    assert "from a clone" in missed.value.hint
