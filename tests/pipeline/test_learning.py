"""What reviews would change, told before it is changed."""

from pathlib import Path

from synthesis.pipeline import code_store, load_into, preview_learning, reviews_to_learn_from
from synthesis.store import Store

# Learning from reviews


def test_what_reviews_would_change_is_told_before_it_is_changed(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    assert reviews_to_learn_from(store, store.snapshot()) == 0
    coded = [each for each in store.snapshot().assignments if each.codings]
    store.review_passage(coded[0].passage_id, {}, "A. Reader", 0)
    assert reviews_to_learn_from(store, store.snapshot()) == 1
    revision = store.revision()
    lesson = preview_learning(store)
    assert store.revision() == revision
    assert (lesson.n_reviewed, lesson.n_passages) == (1, len(store.passages()) - 1)
    code_store(store)
    after = {each.passage_id: each for each in store.snapshot().assignments}
    before = {each.passage_id: each for each in coded}
    changed = {
        passage_id
        for passage_id, each in after.items()
        if each.review is None
        and {c.theme_id: c.position for c in each.codings}
        != {c.theme_id: c.position for c in (before[passage_id].codings if passage_id in before else ())}
    }
    assert changed == {change.passage_id for change in lesson.changes}
    assert reviews_to_learn_from(store, store.snapshot()) == 0
    assert preview_learning(store).changes == ()


def test_a_change_names_the_reviewed_passage_most_like_it(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text(
        "id,text\na,Parking near the venue is too small.\nb,Parking near the venue was too small again.\n",
        encoding="utf-8",
    )
    load_into(store, [path], cycle=2017)
    code_store(store)
    first, second = store.passages()
    found = {each.passage_id: each for each in store.snapshot().assignments}
    verdict = {} if found[second.id].codings else {"programme_size": "for"}
    for version in range(1):
        store.review_passage(first.id, verdict, "A. Reader", version)  # type: ignore[arg-type]
    for change in preview_learning(store).changes:
        assert change.because == first.id
        assert 0 < change.likeness <= 1


def test_withdrawing_a_review_is_something_to_learn_too(store: Store, inputs: Path) -> None:
    load_into(store, [inputs], cycle=2017)
    code_store(store)
    passage = store.passages()[0].id
    store.review_passage(passage, {}, "A. Reader", 0)
    code_store(store)
    store.withdraw_review(passage, "A. Reader", 1)
    assert reviews_to_learn_from(store, store.snapshot()) == 1


def test_passages_that_say_nothing_are_not_counted_among_those_to_review(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "two.csv"
    path.write_text("id,text\na,There were too many workshops.\nb,Nothing to report\n", encoding="utf-8")
    load_into(store, [path], cycle=2017)
    code_store(store)
    assert preview_learning(store).n_passages == 1
