from pathlib import Path

import numpy as np
import pytest

from synthesis.coding.codebook import read_codebook
from tests.benchmarks import coding, speed


def test_absent_sets_are_said_to_be_absent(monkeypatch, tmp_path):
    monkeypatch.setattr(coding, "SHARED", tmp_path / "nowhere")
    monkeypatch.setattr(coding.real, "TEXTS", tmp_path / "nowhere")
    monkeypatch.setattr(coding, "_coders", lambda: [(coding.WORDS, None)])
    for slow in ("_composers", "_curve", "_positions", "_gold", "_diversity"):
        monkeypatch.setattr(coding, slow, lambda: [coding.Row("a", {"s": "1"})])
    texts = list(coding.run())
    assert any("not measured" in text for text in texts)
    assert texts[1].endswith("| a | 1 |")
    (beside,) = coding.beside_others()
    assert beside.splitlines()[-1] == "| wcbgb and argkp |  | not measured, ../shared/benchmarks is absent |"


def test_a_passage_that_was_given_no_theme_is_no_hit():
    nothing = -np.inf
    scores = np.array([[nothing, nothing], [nothing, 0.2]])
    assert coding._n_right(scores, np.array([[True, True], [True, True]])) == 1


def test_no_threshold_gives_a_theme_to_a_passage_that_it_was_not_given_to():
    scores = np.array([[0.2, -np.inf], [0.9, -np.inf]])
    coded = coding._by_hindsight(scores, np.array([[True, True], [True, True]]))
    assert coded.tolist() == [[True, False], [True, False]]


def test_variants_are_the_same_each_time_and_all_different():
    first, second = list(speed.variants(500)), list(speed.variants(500))
    assert first == second
    assert len(set(first)) == 500


def test_the_cost_of_each_length_of_file_is_told_beside_that_of_the_first_time(monkeypatch):
    monkeypatch.setattr(speed, "SIZES", (3, 5))
    first, *others = speed._files()
    assert first.what == "3 passages, the first time"
    assert [row.what for row in others] == ["3 passages", "5 passages"]
    assert float(others[0].figures["CPU s"]) < float(first.figures["CPU s"])
    assert set(others[1].figures) == {"s", "CPU s", "peak MB", "CPU ms a passage more"}


@pytest.mark.shared
def test_the_first_theme_is_right_as_often_as_reported_on_another_consultation():
    folder: Path = coding.SHARED
    if not folder.is_dir():
        pytest.skip("../shared/benchmarks is absent")
    rows = coding._rows(folder / "wcbgb.csv")
    hit, f1 = map(
        float, coding._taught(rows, read_codebook(folder / "wcbgb-codebook.yaml"), 0, 0).split(" / ")
    )
    assert hit > 0.53
    assert f1 > 0.5
