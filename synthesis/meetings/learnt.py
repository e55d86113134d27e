"""How sentences of reports are read for items, learnt from reports whose items are known.

Every way to divide a sentence into items and what is none gets a score (`divisions`): atoms, joints and whole
stretches have traits (`traits`), each trait has a weight, and the division with the highest score is taken.
Weights are those under which the known divisions are likeliest, less a penalty on large ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import FeatureHasher
from threadpoolctl import threadpool_limits

from synthesis.meetings.divisions import (
    LONGEST_ITEM,
    N_JOINTS,
    Array,
    Stretch,
    Worth,
    best_division,
    expected,
    stretches_of,
    worth_of,
)
from synthesis.meetings.strength import Judge
from synthesis.meetings.traits import Sentence, atom_traits, joint_traits, stretch_traits
from synthesis.models import DECISION_KINDS, DecisionKind, Span

N_COLUMNS = 2**17
N_KINDS = len(DECISION_KINDS)

PENALTY = 2.0
"""On the squares of the weights, against the logarithm of the likelihood."""

FEWEST_SEEN = 2
"""Times that a trait has to be seen: of one seen once nothing can be learnt that would help elsewhere."""

STEPS = 40
"""Of L-BFGS; more change nothing on hands left out."""

FEWEST_WORDS = 3
"""Words of an item: "NRIs" or "in May" can't say what was settled."""

_JOINING = re.compile(r"(?:(?:and|but|while|whilst|whereas|that)\s)+(?=\S)", re.I)
"""What leads to an item and is none of its words."""

_HASHER = FeatureHasher(N_COLUMNS, input_type="string", alternate_sign=False)

Widths = tuple[int, int, int]
WIDTHS: Widths = (1 + N_KINDS, N_JOINTS, N_KINDS)
"""What is told of atoms, joints and stretches."""


class Found(NamedTuple):
    """An item of a sentence: `text[start:end]` of it, and its kind."""

    start: int
    end: int
    kind: DecisionKind


EAGERNESS = 0.6
"""Taken off what none is worth: to strike a false proposal is less work than to find a missed item."""

THERE_IS_ONE = 4.0
"""Taken off what none is worth where the table of wordings takes something for an item."""

AS_IT_STANDS, PLAINLY_AS_IT_STANDS = 3.0, 8.0
"""Added to what that very stretch is worth as an item of that kind."""


class Vote(NamedTuple):
    """What the table of wordings takes for an item; `is_plain` where it is seldom wrong."""

    start: int
    end: int
    kind: DecisionKind
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Taught:
    """A sentence whose items are known: stretches of its text, and their kinds; `judge` knows its report."""

    sentence: Sentence
    items: tuple[tuple[Span, DecisionKind], ...]
    judge: Judge


@dataclass(frozen=True, slots=True)
class ItemWeights:
    """What was learnt: weights of traits, of shape (N_COLUMNS, width), and of steps between kinds."""

    atoms: Array
    joints: Array
    stretches: Array
    steps: Array


class ItemReader:
    """Reads the items of sentences, as was learnt."""

    def __init__(self, weights: ItemWeights) -> None:
        self._weights = weights

    def read(self, sentence: Sentence, judge: Judge, votes: Sequence[Vote] = ()) -> list[Found]:
        """Return the items of a sentence, in its order; none overlap.

        Parameters
        ----------
        sentence : Sentence
        judge : Judge
            Of the sentence's report.
        votes : sequence of Vote
            What the table of wordings takes for items.
        """
        if not sentence.atoms:
            return []
        worth = self._worth(sentence, judge)
        worth.atoms[:, :, 0] -= EAGERNESS
        for vote in votes:
            if stretch := _as_stretch(sentence, vote):
                _add_vote(vote, stretch, worth)
        found = [_as_found(sentence, stretch) for stretch in best_division(worth)]
        return [each for each in found if len(sentence.text[each.start : each.end].split()) >= FEWEST_WORDS]

    def _worth(self, sentence: Sentence, judge: Judge) -> Worth:
        learnt = self._weights
        seen = _traits(sentence, judge)
        atoms, joints, stretches = (
            (_seen(rows) @ weights)[np.newaxis]
            for rows, weights in zip(seen, (learnt.atoms, learnt.joints, learnt.stretches), strict=True)
        )
        return Worth(atoms, joints, stretches, learnt.steps)


def _add_vote(vote: Vote, stretch: Stretch, worth: Worth) -> None:
    """Add to what the divisions of one sentence are worth that there is an item, most likely these words."""
    place = stretches_of(worth.atoms.shape[1])[stretch.start, stretch.end]
    worth.stretches[0, place, stretch.kind - 1] += PLAINLY_AS_IT_STANDS if vote.is_plain else AS_IT_STANDS
    inside = worth.atoms[0, stretch.start : stretch.end]
    likeliest = stretch.start + int(np.argmax(inside[:, 1:].max(axis=1) - inside[:, 0]))
    worth.atoms[0, likeliest, 0] -= THERE_IS_ONE


def learn_items(taught: Sequence[Taught]) -> ItemWeights:
    """Learn from sentences: some with items of every kind that is to be found, and some without one."""
    by_length: dict[int, list[Taught]] = defaultdict(list)
    for example in taught:
        if example.sentence.atoms:
            by_length[len(example.sentence.atoms)].append(example)
    with threadpool_limits(1):
        return _Lesson([by_length[length] for length in sorted(by_length)]).weights()


class _Lesson:
    """Sentences as matrices: of their traits, and of what their known divisions are made of."""

    def __init__(self, groups: Sequence[Sequence[Taught]]) -> None:
        self.sizes = [(len(group), len(group[0].sentence.atoms)) for group in groups]
        examples = [example for group in groups for example in group]
        seen = zip(*(_traits(example.sentence, example.judge) for example in examples), strict=True)
        matrices = [_seen([row for rows in part for row in rows]) for part in seen]
        self.columns = [np.flatnonzero(matrix.getnnz(axis=0) >= FEWEST_SEEN) for matrix in matrices]
        self.matrices = [matrix[:, columns] for matrix, columns in zip(matrices, self.columns, strict=True)]
        self.turned = [matrix.T.tocsr() for matrix in self.matrices]
        known = [worth_of(len(e.sentence.atoms), N_KINDS, list(_known(e))) for e in examples]
        self.known = [
            np.concatenate([part[0] for part in parts])
            for parts in zip(*(worth[:3] for worth in known), strict=True)
        ]
        self.known.append(np.sum([worth.steps for worth in known], axis=0))
        self.shapes = [(len(columns), width) for columns, width in zip(self.columns, WIDTHS, strict=True)]
        self.shapes.append((1 + N_KINDS, 1 + N_KINDS))

    def weights(self) -> ItemWeights:
        """Return the weights under which the known divisions are likeliest, less the penalty."""
        start = np.zeros(sum(rows * width for rows, width in self.shapes))
        found = minimize(self._loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
        *of_traits, steps = self._parted(found.x)
        whole = [np.zeros((N_COLUMNS, width)) for width in WIDTHS]
        for full, columns, weights in zip(whole, self.columns, of_traits, strict=True):
            full[columns] = weights
        return ItemWeights(whole[0], whole[1], whole[2], steps)

    def _parted(self, flat: Array) -> list[Array]:
        ends = np.cumsum([rows * width for rows, width in self.shapes])
        return [
            part.reshape(shape) for part, shape in zip(np.split(flat, ends[:-1]), self.shapes, strict=True)
        ]

    def _loss(self, flat: Array) -> tuple[float, Array]:
        """Return how unlikely the known divisions are, with the penalty, and its slope."""
        weights = self._parted(flat)
        worth = [matrix @ part for matrix, part in zip(self.matrices, weights[:3], strict=True)]
        total, expected_parts = self._expected(worth, weights[3])
        excess = [a - b for a, b in zip(expected_parts, self.known, strict=True)]
        slopes = [turned @ part for turned, part in zip(self.turned, excess[:3], strict=True)]
        fit = sum(float((a * b).sum()) for a, b in zip([*worth, weights[3]], self.known, strict=True))
        slope = np.concatenate([part.ravel() for part in [*slopes, excess[3]]])
        return total - fit + PENALTY / 2 * float(flat @ flat), slope + PENALTY * flat

    def _expected(self, worth: Sequence[Array], steps: Array) -> tuple[float, list[Array]]:
        """Return the sum of the logarithms of what all divisions weigh, and what is expected of each part."""
        parts = [np.empty_like(each) for each in worth]
        total, all_steps, at = 0.0, np.zeros_like(steps), [0, 0, 0]
        for n, n_atoms in self.sizes:
            lengths = (n_atoms, n_atoms, len(stretches_of(n_atoms)))
            here = [slice(start, start + n * length) for start, length in zip(at, lengths, strict=True)]
            shaped = [
                each[rows].reshape(n, length, -1)
                for each, rows, length in zip(worth, here, lengths, strict=True)
            ]
            sums, wanted = expected(Worth(shaped[0], shaped[1], shaped[2], steps))
            for each, rows, part in zip(parts, here, wanted[:3], strict=True):
                each[rows] = part.reshape(-1, part.shape[2])
            total, all_steps = total + float(sums.sum()), all_steps + wanted.steps
            at = [rows.stop for rows in here]
        return total, [*parts, all_steps]


Rows = Sequence[Sequence[str]]


def _traits(sentence: Sentence, judge: Judge) -> tuple[Rows, Rows, Rows]:
    """Return the traits of the atoms, of what stands before each, and of the stretches of a sentence."""
    n_atoms = len(sentence.atoms)
    joints = [[], *(joint_traits(sentence, at) for at in range(1, n_atoms))]
    return atom_traits(sentence, judge), joints, stretch_traits(sentence, list(stretches_of(n_atoms)))


def _seen(rows: Rows) -> Any:
    """Return which traits each row has, as a sparse matrix of shape (n_rows, N_COLUMNS)."""
    return _HASHER.transform(dict.fromkeys(row) for row in rows)


def _known(example: Taught) -> Iterator[Stretch]:
    """Return the items of a taught sentence as stretches of its atoms."""
    sentence = example.sentence
    for span, kind in example.items:
        if stretch := _as_stretch(sentence, Found(span.start, span.end, kind)):
            yield stretch


def _as_stretch(sentence: Sentence, item: Found | Vote) -> Stretch | None:
    """Return the atoms whose middle an item holds, `LONGEST_ITEM` at most; None if there are none."""
    middles = [(start + end) / 2 for start, end in sentence.atoms]
    inside = [at for at, middle in enumerate(middles) if item.start <= middle < item.end]
    if not inside:
        return None
    return Stretch(
        inside[0], min(inside[-1] + 1, inside[0] + LONGEST_ITEM), 1 + DECISION_KINDS.index(item.kind)
    )


def _as_found(sentence: Sentence, stretch: Stretch) -> Found:
    start, end = sentence.atoms[stretch.start][0], sentence.atoms[stretch.end - 1][1]
    if joining := _JOINING.match(sentence.text, start, end):
        start = joining.end()
    return Found(start, end, DECISION_KINDS[stretch.kind - 1])
