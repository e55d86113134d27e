"""The shipped sample stocktaking."""

from synthesis.pipeline import fill_with_sample
from synthesis.store import Store

# The sample


def test_the_sample_fills_a_store_once(store: Store) -> None:
    report = fill_with_sample(store)
    assert report.refused == 0
    assert report.received == report.loaded + report.merged
    first = store.snapshot()
    assert {contribution.cycle for contribution in first.contributions} == {2016, 2017}
    assert all(contribution.is_sample for contribution in first.contributions)
    assert all(meeting.is_sample for meeting in first.meetings)
    assert len(first.assignments) == len(first.passages)
    assert first.decisions
    assert first.links
    assert fill_with_sample(store).loaded == 0
    assert store.snapshot() == first
