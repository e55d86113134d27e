"""What the drafts of the sample sessions come to beside what their composer would send out."""

import pytest

from tests.benchmarks.messages import procedural_rows, quality, sessions


@pytest.mark.parametrize("name", sorted(sessions()))
def test_most_composed_messages_are_hit_and_more_than_by_chance(name: str) -> None:
    found = quality(*sessions()[name])
    assert found.n_hit >= 0.6 * found.n_composed
    assert found.n_carrying > 1.5 * found.by_chance * found.n_cited
    assert (found.n_procedural, found.n_of_order) == (0, 0)


def test_nearly_all_procedural_sentences_are_told_and_hardly_any_other_is_taken_for_one() -> None:
    rows = list(procedural_rows())
    told, n = sum(row[1] for row in rows), sum(row[2] for row in rows)
    lost, carrying = sum(row[3] for row in rows), sum(row[4] for row in rows)
    assert told >= 0.85 * n
    assert lost <= 0.05 * carrying
