"""The links that the program proposes in the sample, beside what a reader found."""

from dataclasses import replace

import pytest

from synthesis.meetings.order import was_sent_by
from synthesis.models import Snapshot
from tests.benchmarks.links import count_links, read_answered, sample_snapshot


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot()


def test_every_labelled_decision_and_passage_is_in_the_sample(sample: Snapshot) -> None:
    answered = read_answered()
    assert answered.keys() <= {decision.id for decision in sample.decisions}
    assert set().union(*answered.values()) <= {passage.id for passage in sample.passages}


def test_most_proposed_passages_are_right_and_chance_is_far_below(sample: Snapshot) -> None:
    counts = count_links(sample)
    assert counts.precision > 0.65
    assert counts.recall > 0.35
    links = [link for link in sample.links if link.passage_id]
    passages = sorted({link.passage_id for link in links})
    shuffled = tuple(
        replace(link, passage_id=passages[(passages.index(link.passage_id) + 1) % len(passages)])
        for link in links
    )
    assert count_links(replace(sample, links=shuffled)).precision < counts.precision / 2


def test_no_passage_of_the_sample_is_answered_before_it_was_sent(sample: Snapshot) -> None:
    contributions = {each.id: each for each in sample.contributions}
    passages = {each.id: contributions[each.contribution_id] for each in sample.passages}
    days = {each.id: each.held_on for each in sample.meetings}
    held_on = {each.id: days[each.meeting_id] for each in sample.decisions}
    for link in sample.links:
        if link.passage_id:
            sent = passages[link.passage_id]
            assert was_sent_by(sent.submitted_on, sent.cycle, held_on[link.decision_id])


def test_the_programme_shaping_of_the_sample_can_be_followed_to_its_figures(sample: Snapshot) -> None:
    shaping = next(each for each in sample.decisions if each.quote.startswith("Following these inputs"))
    links = [link for link in sample.links if link.decision_id == shaping.id]
    assert "programme_size" in {link.theme_id for link in links}
    assert [link for link in links if link.passage_id]
    figures = next(each for each in sample.decisions if "171 sessions" in each.quote)
    assert "programme_size" in {link.theme_id for link in sample.links if link.decision_id == figures.id}
