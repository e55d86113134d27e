"""The sentence on how far the program agrees with people, which stands on a paper made on proposals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from synthesis.coding.agreement import Evaluation
from synthesis.coding.measures import Agreement, Interval
from synthesis.models import BlindCoding, DoubleSample, Snapshot
from synthesis.outputs.agreeing import FEWEST_DOUBLED, gold_sentence
from synthesis.pipeline import agreement_words

SOME = Agreement("settled", "machine", 168, Interval(0.8, 0.73, 0.86), 0.7, ())
GOLD = Evaluation("test", 168, "1.2", SOME, (SOME,), "at")


def coded_twice(snapshot: Snapshot, n: int) -> Snapshot:
    """Two people find what the program proposed, on n passages drawn from those there are, each but once."""
    ids = [f"{passage.id}" for passage in snapshot.passages[:n]]
    codings = tuple(
        BlindCoding(passage_id, coder, (("visibility", "for"),)) for passage_id in ids for coder in ("A", "B")
    )
    sample = DoubleSample("s", tuple(ids), ("visibility",), "A", "1.2", None, codings)
    return replace(snapshot, samples=(sample,))


def test_the_gold_set_tells_where_people_have_not_coded_twice(snapshot: Snapshot) -> None:
    assert agreement_words(snapshot, lambda: GOLD) == gold_sentence(GOLD)
    assert "macro F1 0.80 (95 % interval 0.73 to 0.86)" in gold_sentence(GOLD)
    assert "expect less" in gold_sentence(GOLD)


def test_the_sentence_says_how_far_positions_can_be_trusted() -> None:
    some = replace(SOME, position_kappa=0.61, n_positions=84)
    told = gold_sentence(replace(GOLD, machine=(some,)))
    assert "On 84 themes that both found, positions agree at kappa 0.61" in told
    assert "positions" not in gold_sentence(GOLD)


def test_people_of_this_store_tell_more_than_the_gold_set(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synthesis.pipeline.measuring.FEWEST_DOUBLED", 3)
    told = agreement_words(coded_twice(snapshot, 5), lambda: GOLD)
    assert told.startswith("On 5 passages of this store that two people coded, ")
    assert "the two people agree with each other at 1.00." in told


def test_a_handful_of_passages_coded_twice_gives_no_figure(snapshot: Snapshot) -> None:
    assert len(snapshot.passages) < FEWEST_DOUBLED
    assert agreement_words(coded_twice(snapshot, 25), lambda: GOLD) == gold_sentence(GOLD)


def test_nothing_is_measured_where_a_person_confirmed_everything_or_nobody_can_tell(
    snapshot: Snapshot,
) -> None:
    confirmed = replace(
        snapshot,
        assignments=tuple(
            replace(each, codings=tuple(replace(c, status="accepted") for c in each.codings))
            for each in snapshot.assignments
        ),
    )
    assert agreement_words(confirmed, lambda: pytest.fail("measured for nothing")) == ""
    assert agreement_words(snapshot, lambda: None) == ""
