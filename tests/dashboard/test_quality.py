from collections.abc import Mapping
from pathlib import Path

import pytest
import streamlit as st

from dashboard import data
from synthesis import pipeline
from synthesis.coding.agreement import CODERS, Evaluation, beside_people
from synthesis.coding.double import gold_passage_ids
from synthesis.coding.measures import Agreement, Interval, ThemeAgreement
from synthesis.models import Position
from synthesis.outputs import narrative
from synthesis.store import Store, open_store
from tests.dashboard.conftest import RunPage, fill, words
from tests.outputs.conftest import a_snapshot


def an_evaluation(low: float, high: float, n: int = 168) -> Evaluation:
    themes = (ThemeAgreement("visibility", 21, 20, 0.8, 0.75, 0.77, 0.7, 0.7),)
    pair = Agreement("coder_1", "coder_2", n, Interval(0.97, 0.93, 1.0), 0.97, themes, 0.97, 81)
    reached = Interval((low + high) / 2, low, high)
    machine = tuple(Agreement(name, "machine", n, reached, 0.7, themes, 0.6, 60) for name in CODERS)
    return Evaluation("test", n, "1.0", pair, machine, beside_people(pair, machine[:2]))


def box(said: str) -> str:
    """Return the box of the verdict; empty where there is none."""
    return next((line for line in said.splitlines() if 'class="verdict' in line), "")


@pytest.mark.parametrize(
    ("low", "high", "title"),
    [
        (0.5, 0.7, "Below what two people reach: macro F1 0.60 and 0.60, beside 0.74 reported elsewhere"),
        (0.7, 0.8, "About what two people reach: macro F1 0.75 and 0.75, beside 0.74 reported elsewhere"),
        (0.8, 0.9, "Above what two people reach: macro F1 0.85 and 0.85, beside 0.74 reported elsewhere"),
    ],
)
def test_the_banner_has_three_states_with_what_they_rest_on_and_what_they_are_worth(
    run_page: RunPage, monkeypatch: pytest.MonkeyPatch, low: float, high: float, title: str
) -> None:
    monkeypatch.setattr(data, "quality", lambda state: an_evaluation(low, high))
    told = box(words(run_page("review", work="Quality")))
    assert title in told
    assert "On 168 passages the machine agrees with coder 1" in told
    assert "the two coders agree with each other at 0.97" in told
    assert "automated readers" in told


def test_too_few_passages_get_no_verdict(run_page: RunPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "quality", lambda state: an_evaluation(0.8, 0.9, n=60))
    said = words(run_page("review", work="Quality"))
    assert "60 passages are too few to say how good the coding is" in said
    assert not box(said)


def test_where_the_codebook_does_not_fit_no_verdict_contradicts_the_warning(
    run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "quality", lambda state: an_evaluation(0.8, 0.9))
    monkeypatch.setattr(narrative, "misfit_sentence", lambda frames: "This codebook hardly fits.")
    said = words(run_page("review", work="Quality"))
    assert "This codebook hardly fits." in said
    assert "Who agrees with whom" in said
    assert not box(said)


def coded_by_two(url: str, n: int, *both: Mapping[str, Position]) -> None:
    """Let two people code n passages: as given, the one and the other, else both alike."""
    themes = both or ({"visibility": "for"},) * 2
    with open_store(url) as store:
        drawn = gold_passage_ids(store.snapshot())
        waiting = [each.passage_id for each in store.snapshot().assignments if not each.review]
        ids = [passage_id for passage_id in waiting if passage_id not in drawn][:n]
        sample = store.draw_sample(ids, "A. Keeper")
        for passage_id in ids:
            for coder, said in zip(("A. Reader", "B. Reader"), themes, strict=True):
                store.code_blind(sample, passage_id, said, coder)


def test_a_verdict_rests_on_people_of_the_store_once_they_have_coded_enough(
    run_page: RunPage, own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synthesis.coding.agreement.ENOUGH_PASSAGES", 5)
    monkeypatch.setattr(data, "quality", lambda state: an_evaluation(0.8, 0.9))
    coded_by_two(own_url, 6)
    told = box(words(run_page("review", own_url, work="Quality")))
    assert "beside 1.00 found here" in told
    assert "On 6 passages the machine agrees with the first person" in told
    assert "automated readers" not in told


def test_people_who_do_not_agree_with_each_other_give_no_verdict_on_the_machine(
    run_page: RunPage, own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synthesis.coding.agreement.ENOUGH_PASSAGES", 5)
    monkeypatch.setattr(data, "quality", lambda state: an_evaluation(0.8, 0.9))
    coded_by_two(own_url, 6, {"visibility": "for"}, {"outcome_orientation": "for"})
    said = words(run_page("review", own_url, work="Quality"))
    assert "The two coders do not agree enough with each other to measure the machine by them" in said
    assert "macro F1 0.00 (95 % interval 0.00 to 0.00), all of it below 0.50" in said
    assert not box(said)


@pytest.mark.parametrize(("fewest", "is_told"), [(6, True), (7, False)])
def test_what_was_settled_is_told_under_its_own_count_and_not_of_a_handful(
    run_page: RunPage, own_url: str, monkeypatch: pytest.MonkeyPatch, fewest: int, is_told: bool
) -> None:
    monkeypatch.setattr("synthesis.coding.agreement.ENOUGH_PASSAGES", 5)
    monkeypatch.setattr("dashboard.review.agreeing.FEWEST_DOUBLED", fewest)
    coded_by_two(own_url, 6)
    coded_by_two(own_url, 3, {"visibility": "for"}, {"visibility": "against"})
    said = words(run_page("review", own_url, work="Quality"))
    assert ("The settled coding and the machine" in said) is is_told
    assert ("The machine, theme by theme, on 6 settled passages" in said) is is_told
    assert ("6 of 9 passages are settled" in said) is not is_told
    assert "Agreement on 9 passages" not in said


def test_people_who_found_no_theme_leave_the_verdict_to_the_gold_set_and_its_warning(
    run_page: RunPage, own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synthesis.coding.agreement.ENOUGH_PASSAGES", 5)
    monkeypatch.setattr(data, "quality", lambda state: an_evaluation(0.8, 0.9))
    monkeypatch.setattr(narrative, "misfit_sentence", lambda frames: "This codebook hardly fits.")
    coded_by_two(own_url, 6, {}, {})
    said = words(run_page("review", own_url, work="Quality"))
    assert "This codebook hardly fits." in said
    assert not box(said)


def test_too_few_passages_coded_by_people_leave_the_verdict_to_the_gold_set(
    run_page: RunPage, own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.review.agreeing.FEWEST_DOUBLED", 5)
    monkeypatch.setattr(data, "quality", lambda state: an_evaluation(0.8, 0.9))
    coded_by_two(own_url, 6)
    said = words(run_page("review", own_url, work="Quality"))
    assert "reported elsewhere" in box(said)
    assert "On 6 passages of this store that two people coded" in said


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
