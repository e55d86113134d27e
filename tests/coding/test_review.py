from dataclasses import replace

from synthesis.coding import review
from synthesis.models import (
    Assignment,
    Codebook,
    Coding,
    CodingStatus,
    Contribution,
    Passage,
    Review,
    Snapshot,
    Theme,
)

BOOK = Codebook("Streets", "1", (Theme("trees", "Trees", "Trees."), Theme("dogs", "Dogs", "Dogs.")))


def coding(passage_id: str, score: float, status: CodingStatus = "proposed", theme: str = "trees") -> Coding:
    return Coding(
        passage_id,
        theme,
        score,
        origin="codebook" if status == "proposed" else "person",
        status=status,
        coder="" if status == "proposed" else "A. Reader",
    )


def a_snapshot(*said: tuple[str, str, float], reviews: dict[str, Review] | None = None) -> Snapshot:
    """One contribution for each (group, words, score); a score under one half is a nearest score."""
    contributions, passages, assignments = [], [], []
    for number, (group, words, score) in enumerate(said):
        contribution = Contribution(id=f"c{number}", text=words, stakeholder_group=group)
        passage = Passage.of(contribution, 0, len(words))
        made = (coding(passage.id, score),) if score >= 0.5 else ()
        found = Assignment(passage.id, "coded" if made else "none", made, "trees", score)
        held = (reviews or {}).get(passage.id)
        contributions.append(contribution)
        passages.append(passage)
        assignments.append(replace(found, review=held, version=int(held is not None)))
    return Snapshot(
        codebook=BOOK,
        contributions=tuple(contributions),
        passages=tuple(passages),
        assignments=tuple(assignments),
    )


def a_review(passage_id: str, *codings: Coding, asked: tuple[str, ...] = ("trees", "dogs")) -> Review:
    return Review(passage_id, 1, "A. Reader", codings, asked)


GOVERNMENT, CIVIL = "Government", "Civil Society"


def test_the_passage_that_the_machine_is_least_sure_of_comes_first() -> None:
    snapshot = a_snapshot((CIVIL, "Certain trees.", 0.99), (CIVIL, "Perhaps trees.", 0.51))
    assert review.queue(snapshot, "A. Reader") == ("c1:0-14", "c0:0-14")


def test_words_that_come_again_and_again_are_asked_about_first_and_only_once() -> None:
    snapshot = a_snapshot(
        (CIVIL, "Once only.", 0.9), (CIVIL, "Again, trees.", 0.9), (CIVIL, "again, TREES.", 0.9)
    )
    asked, other, last = review.queue(snapshot, "A. Reader")
    assert other == "c0:0-10"
    assert {asked, last} == {"c1:0-13", "c2:0-13"}


def test_a_review_that_needs_a_look_does_not_wait_behind_all_others() -> None:
    held = a_review("c0:0-6", asked=("trees",))
    snapshot = a_snapshot((CIVIL, "Trees.", 0.51), (CIVIL, "Sure.", 0.99), reviews={"c0:0-6": held})
    assert review.queue(snapshot, "A. Reader") == ("c0:0-6", "c1:0-5")


def test_words_that_somebody_has_answered_come_last() -> None:
    held = a_review("c0:0-13")
    snapshot = a_snapshot(
        (CIVIL, "Again, trees.", 0.51),
        (CIVIL, "again, TREES.", 0.51),
        (CIVIL, "Sure.", 0.99),
        reviews={"c0:0-13": held},
    )
    assert review.queue(snapshot, "A. Reader") == ("c2:0-5", "c1:0-13")


def test_a_group_of_which_nothing_was_reviewed_comes_before_one_that_was() -> None:
    held = a_review("c0:0-6")
    snapshot = a_snapshot(
        (CIVIL, "Trees.", 0.9),
        (CIVIL, "Oaks here.", 0.9),
        (GOVERNMENT, "Elms here.", 0.9),
        reviews={"c0:0-6": held},
    )
    assert review.queue(snapshot, "A. Reader") == ("c2:0-10", "c1:0-10")


def test_reviewed_passages_and_fillers_do_not_wait() -> None:
    snapshot = a_snapshot(
        (CIVIL, "Trees.", 0.9), (CIVIL, "None.", 0.1), reviews={"c0:0-6": a_review("c0:0-6")}
    )
    silent = replace(snapshot.assignments[1], nearest_theme="", nearest_score=0.0)
    assert review.queue(replace(snapshot, assignments=(snapshot.assignments[0], silent)), "A. Reader") == ()


def test_a_review_made_without_a_theme_that_came_later_waits_again() -> None:
    held = a_review("c0:0-6", asked=("trees",))
    snapshot = a_snapshot((CIVIL, "Trees.", 0.9), reviews={"c0:0-6": held})
    assert review.needs_look(snapshot.assignments[0], BOOK)
    assert review.queue(snapshot, "A. Reader") == ("c0:0-6",)
    assert review.progress(snapshot).n_to_look_at == 1


def test_the_queue_keeps_to_the_contributions_asked_for() -> None:
    snapshot = a_snapshot((CIVIL, "Trees.", 0.9), (GOVERNMENT, "Elms.", 0.9))
    assert review.queue(snapshot, "A. Reader", {"c1"}) == ("c1:0-5",)


def test_two_reviewers_begin_at_different_places_and_each_keeps_to_one_order() -> None:
    snapshot = a_snapshot(*((CIVIL, f"Trees number {n}.", 0.9) for n in range(40)))
    first, second = review.queue(snapshot, "A. Reader"), review.queue(snapshot, "B. Reader")
    assert first != second
    assert set(first) == set(second)
    assert first == review.queue(snapshot, "A. Reader")


def test_progress_counts_what_the_machine_had_right() -> None:
    right = a_review("c0:0-6", coding("c0:0-6", 0.9, "accepted"))
    wrong = a_review("c1:0-5", coding("c1:0-5", 0.9, "rejected"), coding("c1:0-5", 0.0, "accepted", "dogs"))
    snapshot = a_snapshot(
        (CIVIL, "Trees.", 0.9),
        (CIVIL, "Dogs.", 0.9),
        (CIVIL, "Rain.", 0.1),
        reviews={"c0:0-6": right, "c1:0-5": wrong},
    )
    done = review.progress(snapshot)
    assert (done.n_reviewed, done.n_passages, done.n_agreed) == (2, 3, 1)
    assert done.themes == (review.ThemeTally("trees", 2, 1, 0), review.ThemeTally("dogs", 0, 0, 1))
    assert done.reviewers == (("A. Reader", 2),)


def test_none_of_the_themes_agrees_with_a_machine_that_proposed_nothing() -> None:
    snapshot = a_snapshot((CIVIL, "Rain.", 0.1), reviews={"c0:0-5": a_review("c0:0-5")})
    assert review.progress(snapshot).n_agreed == 1


def test_an_updated_queue_loses_what_is_reviewed_and_puts_first_what_came_back() -> None:
    words = [(CIVIL, f"Trees, number {number}.", 0.9) for number in range(4)]
    first, second, third, fourth = review.queue(a_snapshot(*words), "A. Reader")
    held = {passage_id: a_review(passage_id) for passage_id in (first, third)}
    left = review.updated((first, second, third, fourth), a_snapshot(*words, reviews=held))
    assert left == (second, fourth)
    assert review.updated((second, fourth), a_snapshot(*words, reviews={first: a_review(first)})) == (
        third,
        second,
        fourth,
    )


def test_an_updated_queue_keeps_to_the_contributions_asked_for() -> None:
    snapshot = a_snapshot((CIVIL, "Some trees.", 0.9), (CIVIL, "More trees.", 0.9))
    assert review.updated(review.queue(snapshot, "A. Reader"), snapshot, {"c1"}) == ("c1:0-11",)
