from pathlib import Path

import pytest
import streamlit as st

from dashboard import data
from synthesis import pipeline
from synthesis.coding.agreement import Evaluation, beside_people
from synthesis.coding.measures import Agreement, Interval, ThemeAgreement
from synthesis.store import Store, open_store
from tests.dashboard.conftest import RunPage, fill, words
from tests.outputs.conftest import a_snapshot


def an_evaluation(low: float, high: float, n: int = 168) -> Evaluation:
    themes = (ThemeAgreement("visibility", 21, 20, 0.8, 0.75, 0.77, 0.7, 0.7),)
    pair = Agreement("coder_1", "coder_2", n, Interval(0.97, 0.93, 1.0), 0.97, themes, 0.97, 81)
    machine = Agreement("settled", "machine", n, Interval((low + high) / 2, low, high), 0.7, themes, 0.6, 60)
    return Evaluation("test", n, "1.0", pair, (machine,), "below")


@pytest.mark.parametrize(
    ("low", "high", "verdict", "title"),
    [
        (0.5, 0.7, "below", "Below two people"),
        (0.7, 0.8, "at", "At the level of two people"),
        (0.8, 0.9, "above", "Above two people"),
    ],
)
def test_the_banner_has_three_states(
    run_page: RunPage, monkeypatch: pytest.MonkeyPatch, low: float, high: float, verdict: str, title: str
) -> None:
    found = an_evaluation(low, high)
    assert beside_people(found) == verdict
    monkeypatch.setattr(data, "quality", lambda state: found)
    said = words(run_page("review", work="Quality"))
    assert title in said
    assert "168 passages" in said
    assert "automated readers" in said


def test_too_few_passages_get_no_verdict(run_page: RunPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "quality", lambda state: an_evaluation(0.8, 0.9, n=60))
    said = words(run_page("review", work="Quality"))
    assert "60 passages are too few" in said
    assert "two people." not in said


def test_another_codebook_has_no_gold_set(run_page: RunPage) -> None:
    said = words(run_page("review", work="Quality"))
    assert "There is no gold set for this codebook." in said
    assert "the machine had proposed the very themes" in said


def test_the_machine_of_a_store_is_measured_without_what_it_was_taught(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from synthesis.coding.agreement import SHIPPED_GOLD, read_gold
    from synthesis.coding.codebook import shipped_codebook
    from synthesis.models import Contribution, Passage, Run
    from synthesis.pipeline import measure, reviewed_passages

    codebook = shipped_codebook()
    gold = read_gold(SHIPPED_GOLD, [theme.id for theme in codebook.themes])[0].passage.text
    with open_store(str(tmp_path / "s.db")) as store:
        plain = _measured(store, codebook)
        letter = Contribution(id="a", text=gold)
        store.add_contributions([letter], [Passage.of(letter, 0, len(gold))])
        store.save_assignments([], Run("r", "code"))
        store.review_passage(store.passages()[0].id, {}, "A. Reader", 0)
        assert measure(store.snapshot(), reviewed_passages(store.snapshot())) == plain
        assert plain.n_passages == 168


def _measured(store: Store, codebook) -> Evaluation:  # type: ignore[no-untyped-def]
    from synthesis.pipeline import measure

    store.save_codebook(codebook)
    found = measure(store.snapshot())
    assert found is not None
    return found


def test_the_gold_set_is_measured_again_when_reviews_are_applied_and_not_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    st.cache_resource.clear()
    learnt_from: list[int] = []
    monkeypatch.setattr(pipeline, "measure", lambda _, learnt, __: learnt_from.append(len(learnt)))
    url = fill(f"sqlite:///{tmp_path / 's.db'}", a_snapshot())

    def look() -> list[int]:
        with open_store(url, read_only=True) as store:
            data.quality(data.State(url, store.stamp(), is_read_only=True))
        return learnt_from

    with open_store(url) as store:
        pipeline.code_store(store)
        n_before = len(pipeline.reviewed_passages(store.snapshot()))
    assert look() == [n_before]
    with open_store(url) as store:
        store.review_decision("d2", {"progress": "done"}, "A. Reader", 1)
    assert look() == [n_before]
    with open_store(url) as store:
        waiting = [each for each in store.snapshot().assignments if each.review is None][:2]
        for each in waiting:
            store.review_passage(each.passage_id, {"visibility": "for"}, "A. Reader", each.version)
    assert look() == [n_before]
    with open_store(url) as store:
        pipeline.code_store(store)
    assert look() == [n_before, n_before + 2]


@pytest.mark.parametrize(("page", "tab"), [("review", {"work": "Quality"}), ("data", {})])
def test_a_page_says_with_which_encoder_the_store_was_coded(
    page: str, tab: dict[str, str], run_page: RunPage
) -> None:
    assert "Coded by words alone, without a sentence encoder." in words(run_page(page, **tab))
