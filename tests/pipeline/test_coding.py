"""What is in the store is coded: what is new, what has changed, what people judged."""

from pathlib import Path

import pytest

from synthesis.coding import basis
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.reference import ReviewedPassage
from synthesis.pipeline import code_store, coding_notices, load_into, reviewed_passages
from synthesis.pipeline.coding import is_behind_reviews
from synthesis.store import Store, open_store
from tests.pipeline.given import SMALL

# Codings in the store


def test_counts_of_a_run_reconcile(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    run = code_store(store)
    counts = dict(run.counts)
    parts = ("coded", "none", "undecided", "kept")
    assert counts["passages"] == len(store.passages()) == sum(counts[name] for name in parts)
    assert counts["codings"] == sum(len(each.codings) for each in store.snapshot().assignments)
    assert run.codebook_version == store.codebook().version
    assert store.runs()[-1] == run
    assert dict(run.library_versions)["scikit-learn"]


def test_passages_in_a_language_that_nothing_is_known_in_are_told_of(store: Store, tmp_path: Path) -> None:
    korean = "올해 행사장의 커피가 차가웠고 등록 줄이 너무 길어서 참가자들이 불편을 겪었습니다."
    Path(tmp_path, "given.csv").write_text(
        f"organisation,text\nHan River Network,{korean}\n", encoding="utf-8"
    )
    load_into(store, [tmp_path], cycle=2017)
    code_store(store)
    assert [each.outcome for each in store.snapshot().assignments] == ["undecided"]
    assert "no words in Korean: for 1 of 1 passages stored it cannot be told" in " ".join(
        coding_notices(store.snapshot())
    )


def test_coding_again_finds_nothing_to_do(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    before = store.revision()
    assert dict(code_store(store).counts)["kept"] == len(store.passages())
    assert store.revision() == before


def test_only_new_passages_are_coded(store: Store, inputs: Path, tmp_path: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    n_before = len(store.passages())
    more = tmp_path / "more.csv"
    more.write_text("id,text\n9,The programme was too full.\n", encoding="utf-8")
    load_into(store, [more], cycle=2017)
    counts = dict(code_store(store).counts)
    assert counts["kept"] == n_before
    assert counts["passages"] == n_before + 1


def test_another_codebook_codes_everything_again(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    assert dict(code_store(store, SMALL).counts)["kept"] == 0
    assert store.codebook() == SMALL
    themes = {coding.theme_id for each in store.snapshot().assignments for coding in each.codings}
    assert themes <= {"size"}


@pytest.mark.parametrize("changed", ["version", "cues", "reference"])
def test_a_changed_coder_codes_everything_again(
    store: Store, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    cues = tmp_path / "cues.yaml"
    cues.write_text("wish: {en: [please]}\n", encoding="utf-8")
    name, value = {
        "version": ("CODER_VERSION", basis.CODER_VERSION + 1),
        "cues": ("CUES", cues),
        "reference": ("shipped_reference", lambda: (ReviewedPassage("Fewer sessions.", ("size",)),)),
    }[changed]
    monkeypatch.setattr(basis, name, value)
    assert dict(code_store(store).counts)["kept"] == 0
    assert dict(code_store(store).counts)["kept"] == len(store.passages())


def test_a_review_is_learned_from_and_kept(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    assignment = next(each for each in store.snapshot().assignments if each.codings)
    found = {coding.theme_id: "for" for coding in assignment.codings}
    store.review_passage(assignment.passage_id, found, "A. Reader", 0)
    assert dict(code_store(store).counts)["kept"] == 0
    coded = next(each for each in store.snapshot().assignments if each.passage_id == assignment.passage_id)
    people = {coding.theme_id for coding in coded.codings if coding.origin == "person"}
    assert people == {coding.theme_id for coding in assignment.codings}
    assert dict(code_store(store).counts)["kept"] == len(store.passages())


def test_reviewed_passages_are_learned_from_as_people_judged_them(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    assert reviewed_passages(store.snapshot()) == ()
    first, second = store.passages()[:2]
    store.review_passage(first.id, {"visibility": "against"}, "A. Reader", 0)
    store.review_passage(second.id, {}, "A. Reader", 0)
    found, none = reviewed_passages(store.snapshot())
    assert (found.themes, found.positions) == (("visibility",), ("against",))
    assert (none.themes, none.text) == ((), second.text)
    store.withdraw_review(second.id, "A. Reader", 1)
    assert reviewed_passages(store.snapshot()) == (found,)


def test_what_is_loaded_is_coded_by_what_the_rest_was_coded_by(
    store: Store, inputs: Path, tmp_path: Path
) -> None:
    load_into(store, [inputs], cycle=2017)
    first, second = store.passages()[:2]
    code_store(store)
    store.review_passage(first.id, {"visibility": "against"}, "A. Reader", 0)
    code_store(store)
    store.review_passage(second.id, {"visibility": "for"}, "A. Reader", 0)
    for number in (1, 2):
        more = tmp_path / f"more{number}.csv"
        more.write_text(
            f'id,text\nm{number},"The programme was too full, {number} of us say."\n', encoding="utf-8"
        )
        load_into(store, [more], cycle=2017)
        run = code_store(store, relearn=False)
        assert dict(run.counts)["kept"] == len(store.passages()) - 1
    assert is_behind_reviews(store, store.snapshot())
    assert dict(code_store(store).counts)["kept"] == 0


def test_where_a_review_that_was_learnt_from_is_gone_loading_learns_anew(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    first = store.passages()[0]
    store.review_passage(first.id, {"visibility": "against"}, "A. Reader", 0)
    code_store(store)
    store.withdraw_review(first.id, "A. Reader", 1)
    assert dict(code_store(store, relearn=False).counts)["kept"] == 0
    assert not is_behind_reviews(store, store.snapshot())


def test_a_review_says_nothing_of_a_theme_that_came_later(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store, SMALL)
    store.review_passage(store.passages()[0].id, {}, "A. Reader", 0)
    store.save_codebook(shipped_codebook())
    (reviewed,) = reviewed_passages(store.snapshot())
    assert reviewed.asked == ()


def test_the_codings_are_the_same_on_two_processes(tmp_path: Path, inputs: Path) -> None:
    found = []
    for workers in (1, 2):
        with open_store(str(tmp_path / f"{workers}.db")) as store:
            load_into(store, [inputs], cycle=2017)
            code_store(store, workers=workers)
            found.append(store.snapshot().assignments)
    assert found[0] == found[1]
