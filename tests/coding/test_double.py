from collections import Counter
from dataclasses import replace

from synthesis.coding import double, review
from synthesis.models import BlindCoding, DoubleSample, Position, Snapshot
from synthesis.pipeline import reviewed_passages
from tests.coding.test_review import CIVIL, GOVERNMENT, a_review, a_snapshot

TWENTY = tuple(
    (CIVIL if n % 4 else GOVERNMENT, f"Trees number {n} stand here.", 0.9 if n % 2 else 0.2)
    for n in range(40)
)


def a_sample(snapshot: Snapshot, *said: tuple[str, int, dict[str, Position], bool]) -> DoubleSample:
    ids = tuple(passage.id for passage in snapshot.passages[:3])
    codings = tuple(
        BlindCoding(ids[place], coder, tuple(themes.items()), is_settlement=is_settled)
        for coder, place, themes, is_settled in said
    )
    return DoubleSample("sample-1", ids, ("trees", "dogs"), "A. Keeper", codings=codings)


def with_sample(snapshot: Snapshot, sample: DoubleSample) -> Snapshot:
    return replace(snapshot, samples=(sample,))


def test_a_draw_takes_the_same_share_of_each_group_and_of_what_the_machine_said() -> None:
    snapshot = a_snapshot(*TWENTY)
    drawn = double.draw(snapshot, 20)
    assert len(set(drawn)) == 20
    group_of = {f"{each.id}": each.stakeholder_group for each in snapshot.contributions}
    groups = Counter(group_of[passage_id.split(":")[0]] for passage_id in drawn)
    assert groups == {CIVIL: 15, GOVERNMENT: 5}


def test_a_draw_is_the_same_each_time_and_another_one_after_a_sample() -> None:
    snapshot = a_snapshot(*TWENTY)
    first = double.draw(snapshot, 3)
    assert first == double.draw(snapshot, 3)
    later = with_sample(snapshot, DoubleSample("sample-1", first, ("trees",), "A. Keeper"))
    assert not set(double.draw(later, 3)) & set(first)


def test_reviewed_passages_are_not_drawn() -> None:
    held = {"c0:0-6": a_review("c0:0-6")}
    snapshot = a_snapshot((CIVIL, "Trees.", 0.9), (CIVIL, "Elms.", 0.9), reviews=held)
    assert double.draw(snapshot, 5) == ("c1:0-5",)


def test_each_person_codes_all_that_two_have_not_coded_in_an_order_of_their_own() -> None:
    snapshot = a_snapshot(*TWENTY)
    sample = DoubleSample("s", tuple(p.id for p in snapshot.passages), ("trees",), "A. Keeper")
    first, second = double.next_for(sample, "A. Reader"), double.next_for(sample, "B. Reader")
    assert set(first) == set(second) == set(sample.passage_ids)
    assert first != second
    begun = a_sample(
        snapshot, ("A. Reader", 0, {}, False), ("B. Reader", 0, {}, False), ("A. Reader", 1, {}, False)
    )
    assert set(double.next_for(begun, "A. Reader")) == {begun.passage_ids[2]}
    assert set(double.next_for(begun, "C. Reader")) == {begun.passage_ids[1], begun.passage_ids[2]}


def test_what_two_agree_on_is_settled_and_what_they_do_not_waits() -> None:
    snapshot = a_snapshot(*TWENTY)
    sample = a_sample(
        snapshot,
        ("A. Reader", 0, {"trees": "for"}, False),
        ("B. Reader", 0, {"trees": "for"}, False),
        ("A. Reader", 1, {}, False),
        ("B. Reader", 1, {"dogs": "against"}, False),
        ("A. Reader", 2, {}, False),
        ("B. Reader", 2, {"trees": "for"}, False),
        ("A. Reader", 2, {"trees": "mixed"}, True),
    )
    assert [each.settled for each in double.doubled(sample)] == [{"trees": "for"}, None, {"trees": "mixed"}]


def test_agreement_sets_two_people_beside_each_other_and_the_machine_beside_what_they_settled() -> None:
    snapshot = a_snapshot((CIVIL, "Trees.", 0.9), (CIVIL, "Elms.", 0.9), (CIVIL, "Rain.", 0.1))
    sample = a_sample(
        snapshot,
        *(
            (coder, place, themes, False)
            for coder in ("A. Reader", "B. Reader")
            for place, themes in enumerate([{"trees": "for"}, {}, {}])  # type: ignore[list-item]
        ),
    )
    figures = double.agreement([sample], snapshot)
    assert figures is not None
    people, machine = figures
    assert (people.n_passages, people.macro_f1.value) == (3, 1.0)
    assert machine.themes[0].precision == 0.5
    assert machine.themes[0].recall == 1.0


def test_without_a_passage_coded_by_two_there_is_no_figure() -> None:
    snapshot = a_snapshot(*TWENTY)
    assert double.agreement([a_sample(snapshot, ("A. Reader", 0, {}, False))], snapshot) is None


def test_what_measures_is_neither_queued_for_review_nor_learnt_from() -> None:
    held = {"c0:0-6": a_review("c0:0-6")}
    snapshot = a_snapshot((CIVIL, "Trees.", 0.9), (CIVIL, "Elms.", 0.9), reviews=held)
    sample = DoubleSample("s", ("c0:0-6", "c1:0-5"), ("trees",), "A. Keeper")
    assert len(reviewed_passages(snapshot)) == 1
    measured = with_sample(snapshot, sample)
    assert reviewed_passages(measured) == ()
    assert review.queue(measured, "A. Reader") == ()


def test_people_who_found_no_theme_of_the_codebook_in_force_agree_on_nothing() -> None:
    snapshot = a_snapshot((CIVIL, "Trees.", 0.9), (CIVIL, "Elms.", 0.9), (CIVIL, "Rain.", 0.1))

    def coded(themes: dict[str, Position]) -> DoubleSample:
        return a_sample(snapshot, *((coder, 0, themes, False) for coder in ("A. Reader", "B. Reader")))

    gone = replace(coded({"cats": "for"}), asked=("cats",))
    assert double.evaluation([coded({"trees": "for"})], snapshot) is not None
    assert double.evaluation([gone], snapshot) is None
    assert double.evaluation([coded({})], snapshot) is None
