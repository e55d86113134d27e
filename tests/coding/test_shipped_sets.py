"""What ships as coded passages keeps what its own README promises."""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Literal

import pytest

from synthesis.coding.agreement import read_gold
from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.reference import shipped_reference
from synthesis.corpus.duplicates import group_copies
from synthesis.models import Contribution
from tests.benchmarks.whole import CODERS, code_whole, codings, read_codings, theme_f1, whole_passages

GOLD = Path(__file__).parents[2] / "data" / "gold" / "passages.csv"


@pytest.fixture(scope="module")
def gold_rows() -> list[dict[str, str]]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_gold_set_is_as_large_and_as_hard_as_it_says(gold_rows: list[dict[str, str]]) -> None:
    assert len(gold_rows) >= 300
    assert len({row["id"] for row in gold_rows}) == len(gold_rows)
    assert Counter(row["split"] for row in gold_rows) == {"dev": 172, "test": 168}
    hard = sum(row["difficulty"] == "hard" for row in gold_rows)
    assert hard / len(gold_rows) > 1 / 3


def test_every_gold_coding_is_of_the_shipped_codebook(gold_rows: list[dict[str, str]]) -> None:
    known = {theme.id for theme in shipped_codebook().themes}
    for row in gold_rows:
        for column in ("coder_1", "coder_2", "settled"):
            themes = {part.split(":")[0] for part in row[column].split(";")}
            assert themes <= known or themes == {"none"}, row["id"]


def test_what_both_coders_say_is_settled(gold_rows: list[dict[str, str]]) -> None:
    for row in gold_rows:
        if row["coder_1"] == row["coder_2"]:
            assert row["settled"] == row["coder_1"], row["id"]


def test_positions_of_the_gold_half_for_development_come_out_as_reported() -> None:
    themes = [theme.id for theme in shipped_codebook().themes]
    coder = ThemeCoder(shipped_codebook())
    pairs = [
        (coder.position(each.passage.text, theme), position)
        for each in read_gold(GOLD, themes, "dev")
        for theme, position in each.codings["settled"].items()
    ]
    right = sum(found == position for found, position in pairs)
    turned_round = sum({found, position} == {"for", "against"} for found, position in pairs)
    assert right / len(pairs) > 0.7
    assert turned_round / len(pairs) < 0.15


def test_the_reference_set_is_as_large_and_varied_as_it_says() -> None:
    passages = shipped_reference()
    assert len(passages) >= 2_000
    assert len({passage.composer for passage in passages}) == 65
    assert 0.5 < sum(not passage.themes for passage in passages) / len(passages) < 0.65
    assert all(len(passage.positions) == len(passage.themes) for passage in passages)


def test_no_run_of_eight_words_stands_in_two_reference_passages() -> None:
    seen: dict[tuple[str, ...], int] = {}
    for number, passage in enumerate(shipped_reference()):
        words = re.findall(r"\w+", passage.text.casefold())
        for start in range(len(words) - 7):
            assert seen.setdefault(tuple(words[start : start + 8]), number) == number, passage.text


def test_hardly_any_reference_passage_is_nearly_another() -> None:
    passages = [Contribution(str(n), each.text) for n, each in enumerate(shipped_reference())]
    alike = {member for group in group_copies(passages) for member in group.contribution_ids}
    assert len(alike) / len(passages) < 0.01


def test_no_gold_passage_is_learnt_from(gold_rows: list[dict[str, str]]) -> None:
    learnt = {passage.text.casefold() for passage in shipped_reference()}
    learnt |= {example.text.casefold() for theme in shipped_codebook().themes for example in theme.examples}
    assert not learnt & {row["text"].casefold() for row in gold_rows}


@pytest.mark.parametrize("split", ["dev", "test"])
def test_both_halves_can_be_measured(split: Literal["dev", "test"]) -> None:
    passages = read_gold(GOLD, [theme.id for theme in shipped_codebook().themes], split)
    assert len(passages) > 150


def test_no_passage_of_the_whole_contributions_is_learnt_from() -> None:
    learnt = {" ".join(passage.text.split()).casefold() for passage in shipped_reference()}
    assert not learnt & {" ".join(each.text.split()).casefold() for each in whole_passages()}


@pytest.mark.parametrize("coder", CODERS)
def test_each_passage_of_the_whole_contributions_is_coded_in_the_themes_of_the_codebook(coder: str) -> None:
    known = {theme.id for theme in shipped_codebook().themes}
    said = read_codings(coder)
    assert len(said) == len(whole_passages()) == len(codings())
    assert set().union(*said) == known


def test_whole_contributions_are_coded_nearly_as_well_as_reported() -> None:
    found = theme_f1(code_whole(with_neighbours=True), read_codings("settled"))
    assert found["macro"] > 0.7
