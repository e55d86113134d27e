"""Which sentence encoder coded a store, as people read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from synthesis.models import Run
from synthesis.outputs.encoding import GAINS, coded_with, encoder_sentence, gains_sentence

DIGEST = "0123456789abcdef" * 4
METHOD = Path(__file__).parents[2] / "docs" / "method.md"


def a_run(name: str, command: str = "code") -> Run:
    return Run("r", command, parameters=(("encoder", name),), input_hashes=(("encoder", DIGEST),))


def test_the_last_coding_run_tells_the_encoder() -> None:
    runs = [a_run("none"), a_run("small"), Run("l", "load")]
    assert encoder_sentence(runs) == "Coded with the sentence encoder small (sha256 0123456789ab)."


@pytest.mark.parametrize("run", [a_run("none"), Run("r", "code")])
def test_a_run_without_an_encoder_says_how_to_add_one(run: Run) -> None:
    assert encoder_sentence([a_run("small"), run]) == coded_with()
    assert coded_with().endswith("python -m synthesis encoder install")


def test_a_store_that_was_never_coded_names_no_encoder() -> None:
    assert encoder_sentence([Run("l", "load")]) == ""


@pytest.mark.parametrize(("what", "where", "without", "with_one"), GAINS)
def test_each_figure_of_what_an_encoder_is_worth_stands_in_the_method(
    what: str, where: str, without: str, with_one: str
) -> None:
    assert f"| {what}, {where.rstrip(',')} | {without} | {with_one} |" in METHOD.read_text(encoding="utf-8")
    assert f"{what} was {without} without and {with_one} with it" in gains_sentence()
