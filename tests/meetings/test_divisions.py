"""The ways to divide a sentence: all are counted, and the best is found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from synthesis.meetings.divisions import (
    LONGEST_ITEM,
    Stretch,
    Worth,
    best_division,
    expected,
    stretches_of,
    worth_of,
)

N_KINDS = 2


def random_worth(n_atoms: int, seed: int = 0) -> Worth:
    drawn = np.random.default_rng(seed).normal
    empty = worth_of(n_atoms, N_KINDS, [])
    return Worth(*(drawn(size=part.shape) for part in empty))


def divisions(n_atoms: int, start: int = 0) -> Iterator[list[Stretch]]:
    """Every division of atoms, by trying all."""
    if start == n_atoms:
        yield []
        return
    for rest in divisions(n_atoms, start + 1):
        yield rest
    for end, kind in product(range(start + 1, n_atoms + 1), range(1, N_KINDS + 1)):
        for rest in divisions(n_atoms, end):
            yield [Stretch(start, end, kind), *rest]


def score(worth: Worth, items: list[Stretch]) -> float:
    parts = worth_of(worth.atoms.shape[1], N_KINDS, items)
    return sum(float((a * b).sum()) for a, b in zip(worth, parts, strict=True))


@pytest.mark.parametrize("n_atoms", [1, 2, 4])
def test_all_divisions_together_weigh_what_each_does_added_up(n_atoms: int) -> None:
    worth = random_worth(n_atoms)
    each = [score(worth, items) for items in divisions(n_atoms)]
    (total,), _ = expected(worth)
    assert total == pytest.approx(np.log(np.exp(each).sum()))


def test_parts_are_expected_as_often_as_divisions_have_them() -> None:
    worth = random_worth(4, seed=1)
    every = list(divisions(4))
    shares = np.exp([score(worth, items) for items in every])
    shares /= shares.sum()
    _, found = expected(worth)
    for at, part in enumerate(found):
        by_hand = sum(
            share * worth_of(4, N_KINDS, items)[at] for share, items in zip(shares, every, strict=True)
        )
        np.testing.assert_allclose(part, by_hand, atol=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_the_best_division_is_the_best_of_all(seed: int) -> None:
    worth = random_worth(5, seed)
    assert best_division(worth) == max(divisions(5), key=lambda items: score(worth, items))


def test_no_item_is_longer_than_the_longest() -> None:
    assert max(end - start for start, end in stretches_of(LONGEST_ITEM + 3)) == LONGEST_ITEM
