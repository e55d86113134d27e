"""Topics from end to end: found in a store or a file, promoted, merged, put aside, found again."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from synthesis.cli import run
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.topics import standing
from synthesis.coding.topics.promotion import next_version
from synthesis.errors import ConflictError, InputError, StoreError
from synthesis.models import Topic
from synthesis.pipeline import (
    Confirmed,
    coding_notices,
    discover_store,
    dismiss_topic,
    fill_with_sample,
    merge_into_theme,
    merge_into_topic,
    promote_topic,
    undo_decision,
)
from synthesis.store import Store, open_store
from tests.coding.test_topics import many

NEXT = next_version(shipped_codebook().version)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("topics") / "sample.db"
    with open_store(str(path)) as store:
        fill_with_sample(store)
    return path


@pytest.fixture
def sample(filled: Path, tmp_path: Path) -> Iterator[Store]:
    own = tmp_path / "own.db"
    own.write_bytes(filled.read_bytes())
    with open_store(str(own)) as store:
        yield store


def waiting(store: Store) -> tuple[Topic, ...]:
    return standing.proposals(store.snapshot().topics)


def test_the_sample_shows_topics_at_once_and_a_second_search_changes_nothing(sample: Store) -> None:
    before = sample.revision()
    assert len(waiting(sample)) >= 5
    discover_store(sample)
    assert sample.revision() == before


def test_topics_of_the_sample_are_of_several_contributions_and_hold_nothing_with_a_theme(
    sample: Store,
) -> None:
    snapshot = sample.snapshot()
    coded = {each.passage_id for each in snapshot.assignments if each.outcome == "coded"}
    for topic in waiting(sample):
        assert not coded & set(topic.passage_ids)


def test_a_promoted_topic_is_a_theme_with_codings_and_people_s_reviews_stand(sample: Store) -> None:
    topic = waiting(sample)[0]
    reviewed = next(each for each in sample.snapshot().assignments if each.codings)
    sample.review_passage(reviewed.passage_id, {}, "A. Reader", 0)
    examples = topic.passage_ids[:3]
    confirmed = Confirmed(tuple(term.text for term in topic.terms[:2]), examples)
    promote_topic(sample, topic, "A new theme", "What these passages say.", confirmed, "A. Reader")
    snapshot = sample.snapshot()
    assert (snapshot.codebook.version, snapshot.codebook.themes[-1].id) == (NEXT, "a_new_theme")
    assert len(snapshot.codebook.themes[-1].examples) == 3
    given = {
        each.passage_id
        for each in snapshot.assignments
        if "a_new_theme" in {c.theme_id for c in each.codings}
    }
    assert set(examples) & given
    assert next(each for each in snapshot.assignments if each.passage_id == reviewed.passage_id).review
    assert topic.id not in {each.id for each in waiting(sample)}
    assert sample.codebook() == snapshot.codebook


def test_a_theme_takes_over_what_was_confirmed_of_a_topic(sample: Store) -> None:
    topic = waiting(sample)[0]
    merge_into_theme(sample, topic, "visibility", Confirmed((topic.terms[0].text,)), "A. Reader")
    assert sample.codebook().version == NEXT
    assert topic.terms[0].text in {phrase.text for phrase in sample.codebook().theme("visibility").keywords}
    assert topic.id not in {each.id for each in waiting(sample)}


def test_a_merge_that_adds_nothing_is_refused(sample: Store) -> None:
    with pytest.raises(StoreError, match="Nothing of this topic"):
        merge_into_theme(sample, waiting(sample)[0], "visibility", Confirmed(), "A. Reader")


def test_topics_are_joined_and_parted_again(sample: Store) -> None:
    first, second, *_ = waiting(sample)
    merge_into_topic(sample, second, first.id, "A. Reader")
    (joined,) = (each for each in waiting(sample) if each.id == first.id)
    assert set(joined.passage_ids) == {*first.passage_ids, *second.passage_ids}
    (decided,) = standing.decided(sample.snapshot().topics)
    undo_decision(sample, decided, "A. Reader")
    assert {first.id, second.id} <= {each.id for each in waiting(sample)}


def test_a_topic_put_aside_stays_aside_when_others_come_in(sample: Store) -> None:
    topic = max(waiting(sample), key=lambda each: each.recurrence)
    dismiss_topic(sample, topic, "Not for a theme", "A. Reader")
    held = sample.snapshot().passages
    silent = next(each for each in held if each.id == topic.passage_ids[-1])
    sample.review_passage(silent.id, {"visibility": "for"}, "A. Reader", 0)
    run = discover_store(sample)
    assert dict(run.counts)["known"]
    again = next(each for each in sample.snapshot().topics if each.id == topic.id)
    assert again.decision is not None
    assert again.id not in {each.id for each in waiting(sample)}


def test_a_topic_is_put_aside_with_a_reason_or_not_at_all(sample: Store) -> None:
    with pytest.raises(StoreError, match="reason"):
        dismiss_topic(sample, waiting(sample)[0], " ", "A. Reader")


def test_a_decision_on_a_topic_that_changed_is_a_conflict(sample: Store) -> None:
    topic = waiting(sample)[0]
    dismiss_topic(sample, topic, "Thanks", "A. Reader")
    with pytest.raises(ConflictError):
        promote_topic(sample, topic, "Mine", "A definition.", Confirmed(), "B. Reader")
    assert sample.codebook() == shipped_codebook()


def test_a_promotion_that_could_not_be_coded_is_not_kept(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = waiting(sample)[0]
    monkeypatch.setenv("SYNTHESIS_ENCODER", "absent")
    with pytest.raises(InputError, match="'absent' is installed"):
        promote_topic(sample, topic, "A new theme", "What these passages say.", Confirmed(), "A. Reader")
    assert sample.codebook() == shipped_codebook()
    assert by_id(sample, topic).decision is None


def by_id(store: Store, topic: Topic) -> Topic:
    return next(each for each in store.snapshot().topics if each.id == topic.id)


def promoted(store: Store, topic: Topic) -> Topic:
    confirmed = Confirmed((topic.terms[0].text,), topic.passage_ids[:2])
    promote_topic(store, topic, "A new theme", "What these passages say.", confirmed, "A. Reader")
    return by_id(store, topic)


def test_a_promotion_is_undone_by_a_further_version_and_the_review_that_used_it_is_told(
    sample: Store,
) -> None:
    shipped = sample.codebook()
    topic = promoted(sample, waiting(sample)[0])
    held = {each.passage_id: each for each in sample.snapshot().assignments}[topic.passage_ids[0]]
    sample.review_passage(held.passage_id, {"a_new_theme": "for"}, "B. Reader", held.version)
    assert standing.orphaned_reviews(sample.snapshot()) == ()
    undo_decision(sample, topic, "C. Reader")
    snapshot = sample.snapshot()
    assert snapshot.codebook.themes == shipped.themes
    assert snapshot.codebook.version == next_version(NEXT)
    (orphan,) = standing.orphaned_reviews(snapshot)
    assert (orphan.passage_id, orphan.coder) == (held.passage_id, "B. Reader")
    assert "a theme that this codebook does not have (a_new_theme 1)" in " ".join(coding_notices(snapshot))
    assert [each.verdict for each in by_id(sample, topic).history] == ["promoted", "undone"]
    shown = {each.id for each in (*waiting(sample), *standing.decided(snapshot.topics))}
    assert topic.id in shown


def test_undoing_takes_out_of_a_theme_only_what_the_decision_added(sample: Store) -> None:
    first, *_ = waiting(sample)
    before = sample.codebook().theme("visibility")
    merge_into_theme(sample, first, "visibility", Confirmed(("xylophone",)), "A. Reader")
    other = next(each for each in waiting(sample) if each.id != first.id)
    merge_into_theme(sample, other, "visibility", Confirmed(("zither",)), "A. Reader")
    undo_decision(sample, by_id(sample, first), "A. Reader")
    after = sample.codebook().theme("visibility")
    assert {each.text for each in after.keywords} - {each.text for each in before.keywords} == {"zither"}
    assert after.examples == before.examples


def test_a_theme_that_other_topics_went_into_is_not_taken_away_under_them(sample: Store) -> None:
    topic = promoted(sample, waiting(sample)[0])
    other = waiting(sample)[0]
    merge_into_theme(sample, other, "a_new_theme", Confirmed(("xylophone",)), "A. Reader")
    with pytest.raises(StoreError, match=f"added to this theme since: {by_id(sample, other).name}"):
        undo_decision(sample, topic, "A. Reader")
    assert sample.codebook().theme("a_new_theme")


def table(path: Path, rows: list[tuple[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "text"), *rows])
    return path


def test_a_file_of_passages_comes_back_with_the_topic_of_each(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    source = table(tmp_path / "in.csv", [(each.id, each.text) for each in many()])
    target, again = tmp_path / "out.csv", tmp_path / "again.csv"
    assert run(["discover", "--input", str(source), "--output", str(target), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["passage_id", "topic", "name", "terms", "nearness"]
    assert [row["passage_id"] for row in rows] == [each.id for each in many()]
    assert {row["topic"] for row in rows} - {""} == {topic["id"] for topic in told["topics"]}
    run(["discover", "--input", str(source), "--output", str(again)])
    assert again.read_bytes() == target.read_bytes()


def test_a_short_file_is_said_to_be_too_short(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    source = table(tmp_path / "in.csv", [("1", "The coffee was cold."), ("2", "The visa came too late.")])
    assert run(["discover", "--input", str(source), "--output", str(tmp_path / "out.csv")]) == 0
    assert "Too few to cluster: 2 different passages without a theme, at least 150" in capsys.readouterr().out


def test_a_row_without_an_id_is_refused_and_told(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    source = table(tmp_path / "in.csv", [("1", "The coffee was cold."), ("1", "Twice.")])
    assert run(["discover", "--input", str(source), "--output", str(tmp_path / "o.csv"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["received"], told["loaded"], told["refused"]) == (2, 1, 1)


def test_a_store_tells_its_topics(filled: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["discover", "--store", str(filled), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["passages"] >= told["different"] >= told["needed"]
    assert told["topics"][0]["terms"]
