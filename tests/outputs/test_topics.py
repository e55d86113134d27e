"""Topics are counted as themes are: copies once where they count so, and only what still has no theme."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from synthesis.models import (
    Assignment,
    Codebook,
    Coding,
    Contribution,
    CopyGroup,
    Filters,
    Passage,
    Review,
    Snapshot,
    Theme,
    Topic,
    TopicTerm,
)
from synthesis.outputs.tables import Frames, frames, narrow, totals
from synthesis.outputs.topics import topic_passages, topic_table, topics_sentence

ONCE = Filters(copies_once=True)
SENT = {"a": "Government", "b": "Government", "c": "Civil Society", "d": "Civil Society"}


def a_snapshot() -> Snapshot:
    """Four contributions without a theme, of which the first three are one letter."""
    sent = tuple(
        Contribution(
            cid,
            "The visa came late." if cid != "d" else "The visa never came.",
            stakeholder_group=group,
            cycle=2017,
        )
        for cid, group in SENT.items()
    )
    passages = tuple(Passage.of(each, 0, len(each.text)) for each in sent)
    return Snapshot(
        codebook=Codebook("Test", "1", (Theme("size", "Size", "How many."),)),
        contributions=sent,
        passages=passages,
        copies=(CopyGroup("k1", ("a", "b", "c"), True),),
        assignments=tuple(Assignment(each.id, "none", nearest_theme="size") for each in passages),
    )


@pytest.fixture(scope="module")
def whole() -> Frames:
    return frames(a_snapshot())


@pytest.fixture(scope="module")
def visas() -> Topic:
    ids = tuple(each.id for each in a_snapshot().passages)
    return Topic("t", "visa", (TopicTerm("visa", "visa", 0.9),), ids, (0.9, 0.8, 0.7, 0.6))


@pytest.mark.parametrize(("filters", "n"), [(Filters(), 4), (ONCE, 2)])
def test_a_topic_is_counted_of_as_many_as_everything_else(
    whole: Frames, visas: Topic, filters: Filters, n: int
) -> None:
    narrowed = narrow(whole, filters)
    (row,) = topic_table(narrowed, [visas]).to_dict("records")
    assert row["N"] == totals(narrowed).n_universe == n
    assert (row["n"], row["n_passages"]) == (n, 4)


def test_copies_that_count_once_do_so_in_each_group_that_sent_them(whole: Frames, visas: Topic) -> None:
    (row,) = topic_table(narrow(whole, ONCE), [visas]).to_dict("records")
    assert row["groups"] == "Government 1 of 1, Civil Society 2 of 2"
    assert row["cycles"] == "2017 2 of 2"


def test_the_cycles_of_a_topic_run_as_time_does(whole: Frames, visas: Topic) -> None:
    early = whole.universe.assign(cycle=[2016, *whole.universe["cycle"].iloc[1:]])
    (row,) = topic_table(replace(whole, contributions=early, universe=early), [visas]).to_dict("records")
    assert re.findall(r"(\d{4}) ", row["cycles"]) == ["2016", "2017"]


def test_a_passage_that_a_person_gave_a_theme_leaves_its_topic(visas: Topic) -> None:
    made = a_snapshot()
    given = Coding(visas.passage_ids[0], "size", 0.0, "for", status="accepted")
    review = Review(visas.passage_ids[0], 1, "A person", (given,), at=datetime(2018, 1, 1, tzinfo=UTC))
    reviewed = replace(made.assignments[0], outcome="coded", codings=(given,), review=review)
    laid = frames(replace(made, assignments=(reviewed, *made.assignments[1:])))
    assert list(topic_passages(laid, visas)["id"]) == list(visas.passage_ids[1:])
    (row,) = topic_table(laid, [visas]).to_dict("records")
    assert (row["n"], row["n_passages"]) == (3, 3)
    assert "3 of 3 passages" in topics_sentence(laid, [visas])


def test_the_largest_topics_are_those_of_what_passes_the_filters(whole: Frames) -> None:
    ids = [each.id for each in a_snapshot().passages]
    of_all, of_few = (
        Topic(name, name, (TopicTerm("visa", "visa", 0.9),), tuple(held), (0.9,) * len(held))
        for name, held in (("late", ids[:3]), ("never", ids[3:]))
    )
    assert "The largest: “late” and “never”." in topics_sentence(whole, [of_all, of_few])
    civil = narrow(whole, Filters(stakeholder_groups=("Civil Society",)))
    assert "The largest: “late” and “never”." in topics_sentence(civil, [of_all, of_few])
    never = replace(of_few, passage_ids=(ids[2], ids[3]), nearness=(0.9, 0.9))
    assert "The largest: “never” and “late”." in topics_sentence(civil, [of_all, never])
    governments = narrow(whole, Filters(stakeholder_groups=("Government",)))
    assert "The largest: “late”." in topics_sentence(governments, [of_few, of_all])
