"""How sentences of reports are read for items, learnt from reports whose items are known.

Three steps, each with weights of its own. Every atom of a sentence is told a kind of item or none, the best
row of kinds through the whole sentence being taken (Viterbi). Every joint between two atoms of an item is
told to part two items or not. What is left over is an item's words: from its first atom to its last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import LogisticRegression

from synthesis.meetings.strength import Judge
from synthesis.meetings.traits import Sentence, atom_traits, has_verb, joint_traits
from synthesis.models import DECISION_KINDS, DecisionKind, Span

Scores = NDArray[np.float64]
Kind = DecisionKind | None

N_COLUMNS = 2**17
STRENGTH = 0.5
"""Inverse of the penalty on the weights, as scikit-learn's C."""

EAGERNESS = 0.6
"""Taken off the log odds of none: to strike out a false proposal is less work than to find a missed one."""

SURE_FROM = 0.5
"""Sureness from which an item is proposed."""

FEWEST_WORDS = 3
"""Words of an item: "NRIs" or "in May" can't say what was settled."""

SURE_WITHOUT_VERB = 0.8
"""Sureness from which words without a verb, outside a list, are proposed."""

PARTS_FROM = 0.25
"""Probability from which a joint parts two items."""

KINDS: tuple[Kind, ...] = (None, *DECISION_KINDS)

_JOINING = re.compile(r"(?:(?:and|but|while|whilst|whereas|that)\s)+(?=\S)", re.I)
"""What leads to an item and is none of its words."""

_HASHER = FeatureHasher(N_COLUMNS, input_type="string", alternate_sign=False)


class Found(NamedTuple):
    """An item of a sentence: `text[start:end]` of it, its kind, and how sure that is, 0 to 1."""

    start: int
    end: int
    kind: DecisionKind
    sureness: float


@dataclass(frozen=True, slots=True)
class Taught:
    """A sentence whose items are known: stretches of its text, and their kinds; `judge` knows its report."""

    sentence: Sentence
    items: tuple[tuple[Span, DecisionKind], ...]
    judge: Judge


@dataclass(frozen=True, slots=True)
class ItemWeights:
    """What was learnt, in arrays: weights of shape (n_kinds, N_COLUMNS), of joints (1, N_COLUMNS); biases."""

    kinds: Scores
    kind_biases: Scores
    joints: Scores
    joint_biases: Scores


def learn_items(taught: Sequence[Taught]) -> ItemWeights:
    """Learn from sentences: some with items of every kind that is to be found, and some without one."""
    atoms: list[list[str]] = []
    kinds: list[int] = []
    joints: list[list[str]] = []
    parts: list[bool] = []
    for example in taught:
        owners = [_owner(example, atom) for atom in example.sentence.atoms]
        told: list[Kind] = [None if at is None else example.items[at][1] for at in owners]
        for at, traits in enumerate(atom_traits(example.sentence, example.judge)):
            atoms.append([*traits, *_carried(told[at - 1] if at else None, traits)])
            kinds.append(KINDS.index(told[at]))
            if at and told[at] and told[at - 1]:
                is_same = told[at] == told[at - 1]
                joints.append(joint_traits(example.sentence, at, is_same_kind=is_same))
                parts.append(owners[at] != owners[at - 1])
    matrix, answers = _HASHER.transform(atoms), np.array(kinds)
    of_kinds = [_fit(matrix, answers == number) for number in range(len(KINDS))]
    return ItemWeights(*_stacked(of_kinds), *_stacked([_fit(_HASHER.transform(joints), np.array(parts))]))


class ItemReader:
    """Reads the items of sentences, as was learnt."""

    def __init__(self, weights: ItemWeights) -> None:
        self._weights = weights

    def read(self, sentence: Sentence, judge: Judge) -> list[Found]:
        """Return the items of a sentence, in its order; none overlap."""
        if not sentence.atoms:
            return []
        kinds, sureness = self._best_kinds(atom_traits(sentence, judge))
        groups: list[list[int]] = []
        for at, kind in enumerate(kinds):
            if not kind:
                continue
            is_apart = at == 0 or not kinds[at - 1] or self._is_parted(sentence, at, kinds)
            groups.append([at]) if is_apart else groups[-1].append(at)
        found = self._found(sentence, groups, kinds, sureness)
        return [item for item in found if item.sureness >= SURE_FROM and _can_be_item(item, sentence)]

    def _found(
        self, sentence: Sentence, groups: list[list[int]], kinds: list[int], sureness: Scores
    ) -> Iterator[Found]:
        for group in groups:
            kind = KINDS[kinds[group[0]]]
            assert kind is not None
            start, end = sentence.atoms[group[0]][0], sentence.atoms[group[-1]][1]
            if joining := _JOINING.match(sentence.text, start, end):
                start = joining.end()
            yield Found(start, end, kind, float(sureness[group].max()))

    def _best_kinds(self, traits: Sequence[list[str]]) -> tuple[list[int], Scores]:
        """Return the likeliest row of kinds, by number, and how likely each atom is to be of an item."""
        rows = [[*own, *_carried(before, own)] for own in traits for before in KINDS]
        odds = self._log_shares(rows).reshape(len(traits), len(KINDS), len(KINDS))
        odds[:, :, 0] -= EAGERNESS
        best, steps = odds[0, 0], []
        for at in range(1, len(traits)):
            ways = best[:, np.newaxis] + odds[at]
            steps.append(ways.argmax(axis=0))
            best = ways.max(axis=0)
        path = [int(best.argmax())]
        for step in reversed(steps):
            path.append(int(step[path[-1]]))
        return path[::-1], 1 - np.exp(odds[:, 0, 0])

    def _is_parted(self, sentence: Sentence, at: int, kinds: Sequence[int]) -> bool:
        if KINDS[kinds[at]] == KINDS[kinds[at - 1]] == "conditional":  # a condition and what hangs on it
            return False
        traits = joint_traits(sentence, at, is_same_kind=kinds[at] == kinds[at - 1])
        learnt = self._weights
        return bool(_probability(learnt.joints, learnt.joint_biases, [traits])[0, 0] > PARTS_FROM)

    def _log_shares(self, rows: Sequence[list[str]]) -> Scores:
        """Return the logarithm of the share of each kind among all; shape (n_rows, n_kinds)."""
        each = _probability(self._weights.kinds, self._weights.kind_biases, rows)
        return np.asarray(np.log(each / each.sum(axis=1, keepdims=True) + 1e-12))


def _can_be_item(found: Found, sentence: Sentence) -> bool:
    """Whether the words are enough; where a verb is left out, they must be sure, or a point of a list."""
    words = sentence.text[found.start : found.end]
    may_lack_verb = sentence.is_bullet or found.sureness >= SURE_WITHOUT_VERB
    return len(words.split()) >= FEWEST_WORDS and (may_lack_verb or has_verb(words))


def _owner(example: Taught, atom: tuple[int, int]) -> int | None:
    """Return which item an atom belongs to: the one that holds its middle."""
    middle = (atom[0] + atom[1]) / 2
    return next((n for n, (span, _) in enumerate(example.items) if span.start <= middle < span.end), None)


def _carried(before: Kind, traits: Sequence[str]) -> Iterator[str]:
    """Say what the atom before was told, alone and with how this one begins."""
    yield f"after:{before}"
    yield from (f"after:{before}|{trait}" for trait in traits if trait.startswith(("^:", "mark:")))


Model = tuple[Scores, float]


def _fit(matrix: Any, answers: NDArray[np.bool_]) -> Model:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(matrix, answers)
    return model.coef_[0], float(model.intercept_[0])


def _stacked(models: Sequence[Model]) -> tuple[Scores, Scores]:
    return np.stack([weights for weights, _ in models]), np.array([bias for _, bias in models])


def _probability(weights: Scores, biases: Scores, rows: Sequence[list[str]]) -> Scores:
    """Return how likely each row of traits is what each model tells; shape (n_rows, n_models)."""
    return np.asarray(1 / (1 + np.exp(-(_HASHER.transform(rows) @ weights.T + biases))))
