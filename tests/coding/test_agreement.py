import csv
import json

import numpy as np
import pytest

from synthesis.coding.agreement import PEOPLE, beside_people, evaluate_gold
from synthesis.coding.codebook import codebook_from_dict
from synthesis.coding.measures import (
    Agreement,
    Interval,
    alpha,
    bootstrap,
    compare,
    kappa,
    macro_f1,
    precision_recall_f1,
)
from synthesis.errors import InputError
from synthesis.models import Assignment, Coding

BOOK = codebook_from_dict({"themes": [{"id": i, "name": i, "definition": i} for i in ("oak", "elm")]})
HEADING = ["id", "text", "language", "origin", "difficulty", "split", "coder_1", "coder_2", "settled"]


class ByFirstWord:
    """Codes a passage to the theme it begins with."""

    codebook = BOOK

    def assign(self, passages, contexts=()):
        return tuple(self._one(passage) for passage in passages)

    def _one(self, passage):
        theme = passage.text.split()[0]
        if theme not in ("oak", "elm"):
            return Assignment(passage.id, "none")
        return Assignment(passage.id, "coded", (Coding(passage.id, theme, 0.9, "for"),))


def gold(tmp_path, rows, heading=HEADING):
    path = tmp_path / "gold.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(rows)
    return path


def row(number, text, first, second, settled=None, split="test"):
    return [number, text, "en", "composed", "plain", split, first, second, settled or first]


def labels(*rows):
    return np.array(rows, dtype=bool)


def test_alpha_of_two_coders_by_hand():
    # 8 values, five 1 and three 0; one pair differs: 1 - 7 * 2 / (64 - 25 - 9)
    assert alpha([[1, 1, 0, 0], [1, 1, 0, 1]]) == pytest.approx(1 - 14 / 30)


def test_alpha_of_four_coders_with_missing_values_as_published():
    # the example of Krippendorff (2011), nominal data: .743
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    assert alpha([a, b, c, d]) == pytest.approx(0.743, abs=0.0005)


def test_alpha_has_no_meaning_without_variation_or_pairs():
    assert alpha([[1, 1], [1, 1]]) is None
    assert alpha([[1, None], [None, 1]]) is None


def test_kappa_by_hand():
    # agreement .7; chance .5 * .6 + .5 * .4 = .5; (.7 - .5) / .5
    first, second = [1] * 5 + [0] * 5, [1, 1, 1, 1, 0, 1, 1, 0, 0, 0]
    assert kappa(first, second) == pytest.approx(0.4)
    assert kappa([1, 1], [1, 1]) is None
    assert kappa([], []) is None


def test_precision_recall_and_f1_by_hand():
    truth, found = np.array([1, 1, 1, 0], bool), np.array([1, 0, 0, 1], bool)
    assert precision_recall_f1(truth, found) == (1 / 2, 1 / 3, 2 / 5)
    nothing = np.zeros(4, bool)
    assert precision_recall_f1(nothing, nothing) == (None, None, None)


def test_macro_f1_is_the_mean_of_the_themes_that_were_used():
    truth, found = labels([1, 0, 0], [1, 1, 0]), labels([1, 1, 0], [0, 1, 0])
    assert macro_f1(truth, found) == pytest.approx((2 / 3 + 2 / 3) / 2)


def test_the_interval_holds_the_value_and_is_the_same_each_time():
    draw = np.random.default_rng(0)
    truth = draw.random((80, 2)) > 0.5
    found = truth ^ (draw.random((80, 2)) > 0.8)
    interval = bootstrap(truth, found)
    assert interval.low < interval.value < interval.high
    assert interval == bootstrap(truth, found)
    assert interval != bootstrap(truth, found, seed=1)


def test_full_agreement_is_one_all_over():
    same = labels([1, 0], [0, 1], [0, 0])
    found = compare(("a", "b"), same, same, ["oak", "elm"])
    assert (found.macro_f1.low, found.alpha, found.themes[0].kappa, found.themes[0].f1) == (1, 1, 1, 1)


def test_a_gold_file_sets_machine_and_coders_side_by_side(tmp_path):
    rows = [
        row(1, "oak one", "oak:for", "oak:for"),
        row(2, "oak two", "none", "oak:against", "oak"),
        row(3, "elm three", "elm;oak:mixed", "elm"),
        row(4, "ash four", "none", "none"),
        row(5, "elm unseen", "oak", "oak", split="dev"),
    ]
    found = evaluate_gold(gold(tmp_path, rows), ByFirstWord)
    assert found.n_passages == 4
    assert (found.coders.first, found.coders.second) == ("coder_1", "coder_2")
    oak = found.coders.themes[0]
    assert (oak.n_first, oak.n_second, oak.f1) == (2, 2, 1 / 2)
    assert [one.first for one in found.machine] == ["coder_1", "coder_2", "settled"]
    assert found.machine[1].macro_f1.value == 1
    assert found.machine[1].n_positions == 2
    assert found.verdict == "too few"
    assert json.loads(json.dumps(found.as_dict()))["coders"]["themes"][1]["f1"] == 1


def against(low, high, n=120):
    return Agreement("coder", "machine", n, Interval((low + high) / 2, low, high), 0.7, ())


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ((0.75, 0.9), (0.76, 0.9), "above"),
        ((0.72, 0.86), (0.76, 0.9), "at"),
        ((0.7, 0.8), (0.7, 0.8), "at"),
        ((0.5, 0.7), (0.7, 0.8), "below"),
        ((0.5, 0.7), (0.5, 0.7), "below"),
    ],
)
def test_the_machine_is_above_two_people_only_where_it_is_so_against_each_coder(first, second, verdict):
    pairs = [against(*first), against(*second)]
    assert beside_people(against(0.9, 1), pairs) == verdict
    assert beside_people(against(0.9, 1, n=99), pairs) == "too few"


def test_coders_who_do_not_reach_half_with_each_other_measure_nothing():
    pairs = [against(0.75, 0.9), against(0.76, 0.9)]
    assert beside_people(against(0, 0.49), pairs, 0.2) == "apart"
    assert beside_people(against(0.1, 0.5), pairs, 0.3) == "above"
    assert beside_people(against(0, 0.49), pairs) == "apart"


def test_people_who_coded_twice_take_the_place_of_the_published_figure():
    pairs = [against(0.75, 0.85), against(0.75, 0.85)]
    people = against(0.5, 1)
    assert (beside_people(people, pairs, 0.6), beside_people(people, pairs, 0.9)) == ("above", "below")


@pytest.mark.parametrize(("machine_word", "verdict"), [("oak", "above"), ("ash", "below")])
def test_the_verdict_of_a_gold_file_goes_by_each_coder(tmp_path, machine_word, verdict):
    rows = [row(n, f"{machine_word} {n}", "oak", "oak") for n in range(120)]
    found = evaluate_gold(gold(tmp_path, rows), ByFirstWord)
    assert (found.verdict, found.as_dict()["two_people"]) == (verdict, PEOPLE)


def test_the_coder_whom_the_machine_agrees_with_least_is_set_beside_people(tmp_path):
    rows = [row(n, f"oak {n}", "oak", "none" if n % 3 else "oak", "oak") for n in range(120)]
    found = evaluate_gold(gold(tmp_path, rows), ByFirstWord)
    assert found.machine[-1].macro_f1.value == 1
    assert found.verdict == "below"


def test_a_long_passage_is_coded_by_its_parts(tmp_path):
    other, oak = "ash trees stood in the way of it. " * 8, "oak trees stood in the way of it. " * 8
    rows = [row(1, "oak", "oak", "oak"), row(2, f"{other}\n\n{oak}", "oak", "oak")]
    found = evaluate_gold(gold(tmp_path, rows), ByFirstWord)
    assert found.machine[0].themes[0].n_second == 2


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([row(1, "oak", "ash", "oak")], r"gold\.csv, row 2, coder_1: 'ash' is no theme"),
        ([row(1, "oak", "oak:perhaps", "oak")], "'perhaps' is no position"),
        ([row(1, "oak", "", "oak", "oak")], "row 2, coder_1: The cell is empty"),
        ([row(1, " ", "oak", "oak")], "no text"),
        ([row(1, "oak", "oak", "oak", split="dev")], "No passage is in the split 'test'. .* there are dev"),
        ([], "No passage .* there are no passages at all"),
        ([row(1, "oak", "none;oak", "oak")], "row 2, coder_1: 'none' cannot stand beside a theme"),
        ([row(1, "oak", "oak", "oak:for;oak:against")], "row 2, coder_2: 'oak' stands twice"),
        ([row(1, "oak", "oak", "oak"), row(1, "elm", "elm", "elm")], "row 3: The id '1' stands in row 2"),
        ([row(n, "ash", "none", "none") for n in range(120)], "No coder found a theme in any of the 120"),
    ],
)
def test_a_fault_in_the_gold_file_names_row_and_column(tmp_path, rows, says):
    with pytest.raises(InputError, match=says):
        evaluate_gold(gold(tmp_path, rows), ByFirstWord)


def test_a_missing_column_or_file_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"'settled' is missing; there are 'id', .* two people"):
        evaluate_gold(gold(tmp_path, [], HEADING[:-1]), ByFirstWord)
    with pytest.raises(InputError, match="'id' is missing; the file is empty"):
        evaluate_gold(gold(tmp_path, [], []), ByFirstWord)
    with pytest.raises(InputError, match="There is no such gold file"):
        evaluate_gold(tmp_path / "absent.csv", ByFirstWord)
    path = tmp_path / "latin.csv"
    path.write_bytes(b"id,text\n1,caf\xe9\n")
    with pytest.raises(InputError, match="cannot be read"):
        evaluate_gold(path, ByFirstWord)


def test_headings_of_a_gold_file_are_read_in_any_case(tmp_path):
    path = gold(tmp_path, [row(1, "oak one", "oak", "oak")], [name.upper() for name in HEADING])
    assert evaluate_gold(path, ByFirstWord).n_passages == 1
