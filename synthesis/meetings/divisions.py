"""The ways to divide a sentence into items and what is none, each with its score (semi-Markov chain).

A division takes every atom either as none, by itself, or as part of an item of one to `LONGEST_ITEM` atoms.
Its score is the sum of what its parts are worth: each atom as its kind, each joint as where an item begins,
ends, is parted from the next or goes on, each item as a whole, and each step from kind to kind.
Sarawagi and Cohen (2004), Semi-Markov conditional random fields, NIPS 17.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LONGEST_ITEM = 12
"""Atoms of an item at most."""

BEGINS, ENDS, PARTS, GOES_ON = range(4)
"""What a joint can be, where not both of its sides are none."""

N_JOINTS = 4
NEVER = -1e30


class Stretch(NamedTuple):
    """An item as atoms: from `start` on, before `end`, of a kind counted from 1."""

    start: int
    end: int
    kind: int


class Worth(NamedTuple):
    """What the parts of divisions are worth, for sentences of the same number of atoms.

    Attributes
    ----------
    atoms : ndarray of shape (n_sentences, n_atoms, 1 + n_kinds)
        Of each atom as none, then as each kind.
    joints : ndarray of shape (n_sentences, n_atoms, N_JOINTS)
        Of what stands before each atom; before the first there is no joint.
    stretches : ndarray of shape (n_sentences, n_stretches, n_kinds)
        Of the stretches of `stretches_of`, as an item of each kind.
    steps : ndarray of shape (1 + n_kinds, 1 + n_kinds)
        From each kind, or none, to the next.
    """

    atoms: Array
    joints: Array
    stretches: Array
    steps: Array


@cache
def stretches_of(n_atoms: int) -> dict[tuple[int, int], int]:
    """Return every stretch of atoms that can be an item, with its place in `Worth.stretches`."""
    pairs = [
        (start, end)
        for start in range(n_atoms)
        for end in range(start + 1, min(n_atoms, start + LONGEST_ITEM) + 1)
    ]
    return {pair: at for at, pair in enumerate(pairs)}


def worth_of(n_atoms: int, n_kinds: int, items: list[Stretch]) -> Worth:
    """Return what one division is made of: 1 for each part that it has, else 0."""
    worth = Worth(
        np.zeros((1, n_atoms, 1 + n_kinds)),
        np.zeros((1, n_atoms, N_JOINTS)),
        np.zeros((1, len(stretches_of(n_atoms)), n_kinds)),
        np.zeros((1 + n_kinds, 1 + n_kinds)),
    )
    kinds, goes_on = [0] * n_atoms, set()
    for start, end, kind in items:
        kinds[start:end] = [kind] * (end - start)
        goes_on |= set(range(start + 1, end))
        worth.stretches[0, stretches_of(n_atoms)[start, end], kind - 1] = 1
    worth.atoms[0, range(n_atoms), kinds] = 1
    for at in range(1, n_atoms):
        before, kind = kinds[at - 1], kinds[at]
        if at in goes_on:
            worth.joints[0, at, GOES_ON] = 1
            continue
        worth.steps[before, kind] += 1
        if before or kind:
            worth.joints[0, at, PARTS if before and kind else BEGINS if kind else ENDS] = 1
    return worth


def expected(worth: Worth) -> tuple[Array, Worth]:
    """Return the log weight of all divisions together, and how often each part is expected in one."""
    n_atoms = worth.atoms.shape[1]
    wholes = _wholes(worth)
    entered, ended = _forward(worth, wholes)
    ahead, left = _backward(worth, wholes)
    total = _log_sum(ended[:, -1], 1)
    of_all = total[:, np.newaxis, np.newaxis]
    starts, ends = _edges(n_atoms)
    stretches = np.exp(entered[:, starts, 1:] + wholes + left[:, ends - 1, 1:] - of_all)
    atoms, joints = np.zeros_like(worth.atoms), np.zeros_like(worth.joints)
    steps = np.zeros_like(worth.steps)
    atoms[:, :, 0] = np.exp(entered[:, :, 0] + worth.atoms[:, :, 0] + left[:, :, 0] - total[:, np.newaxis])
    for (start, end), at in stretches_of(n_atoms).items():
        atoms[:, start:end, 1:] += stretches[:, at, np.newaxis]
        joints[:, start + 1 : end, GOES_ON] += stretches[:, at].sum(axis=1)[:, np.newaxis]
    for at in range(1, n_atoms):
        here = np.exp(ended[:, at - 1, :, np.newaxis] + _steps(worth, at) + ahead[:, at, np.newaxis] - of_all)
        joints[:, at, BEGINS] = here[:, 0, 1:].sum(axis=1)
        joints[:, at, ENDS] = here[:, 1:, 0].sum(axis=1)
        joints[:, at, PARTS] = here[:, 1:, 1:].sum(axis=(1, 2))
        steps += here.sum(axis=0)
    return total, Worth(atoms, joints, stretches, steps)


def best_division(worth: Worth) -> list[Stretch]:
    """Return the items of the division that is worth most, for one sentence, in order (Viterbi)."""
    n_atoms, n_kinds = worth.atoms.shape[1], worth.steps.shape[0] - 1
    wholes, index = _wholes(worth)[0], stretches_of(n_atoms)
    ended = np.full((n_atoms, 1 + n_kinds), NEVER)
    begun = np.zeros((n_atoms, 1 + n_kinds), int)
    entered, came_from = np.zeros((n_atoms, 1 + n_kinds)), np.zeros((n_atoms, 1 + n_kinds), int)
    for at in range(n_atoms):
        if at:
            ways = ended[at - 1][:, np.newaxis] + _steps(worth, at)[0]
            entered[at], came_from[at] = ways.max(axis=0), ways.argmax(axis=0)
        ended[at, 0], begun[at, 0] = entered[at, 0] + worth.atoms[0, at, 0], at
        starts = range(max(0, at + 1 - LONGEST_ITEM), at + 1)
        items = np.stack([entered[start, 1:] + wholes[index[start, at + 1]] for start in starts])
        ended[at, 1:], begun[at, 1:] = items.max(axis=0), starts[0] + items.argmax(axis=0)
    return list(_traced(ended, begun, came_from))[::-1]


def _traced(ended: Array, begun: NDArray[np.int_], came_from: NDArray[np.int_]) -> Iterator[Stretch]:
    at = len(ended) - 1
    kind = int(ended[at].argmax())
    while at >= 0:
        start = int(begun[at, kind])
        if kind:
            yield Stretch(start, at + 1, kind)
        at, kind = start - 1, int(came_from[start, kind])


def _edges(n_atoms: int) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    pairs = np.array(list(stretches_of(n_atoms)))
    return pairs[:, 0], pairs[:, 1]


def _wholes(worth: Worth) -> Array:
    """Return what each stretch is worth with its atoms and inner joints; shape as `Worth.stretches`."""
    starts, ends = _edges(worth.atoms.shape[1])
    atoms = np.cumsum(worth.atoms[:, :, 1:], axis=1)
    joints = np.cumsum(worth.joints[:, :, GOES_ON], axis=1)
    before = np.concatenate([np.zeros_like(atoms[:, :1]), atoms], axis=1)
    inner = joints[:, ends - 1] - joints[:, starts]
    return np.asarray(before[:, ends] - before[:, starts] + inner[:, :, np.newaxis] + worth.stretches)


def _steps(worth: Worth, at: int) -> Array:
    """Return what parting at a joint is worth, from each kind to each: (n_sentences, kinds, kinds)."""
    joint = worth.joints[:, at]
    steps = np.repeat(worth.steps[np.newaxis], len(joint), axis=0)
    steps[:, 0, 1:] += joint[:, BEGINS, np.newaxis]
    steps[:, 1:, 0] += joint[:, ENDS, np.newaxis]
    steps[:, 1:, 1:] += joint[:, PARTS, np.newaxis, np.newaxis]
    return steps


def _forward(worth: Worth, wholes: Array) -> tuple[Array, Array]:
    """Return the log weight of all before each atom if a kind begins there, up to it if one ends there."""
    n_atoms, index = worth.atoms.shape[1], stretches_of(worth.atoms.shape[1])
    entered, ended = np.zeros_like(worth.atoms), np.full_like(worth.atoms, NEVER)
    for at in range(n_atoms):
        if at:
            entered[:, at] = _log_sum(ended[:, at - 1, :, np.newaxis] + _steps(worth, at), 1)
        ended[:, at, 0] = entered[:, at, 0] + worth.atoms[:, at, 0]
        starts = range(max(0, at + 1 - LONGEST_ITEM), at + 1)
        ways = [entered[:, start, 1:] + wholes[:, index[start, at + 1]] for start in starts]
        ended[:, at, 1:] = _log_sum(np.stack(ways, 1), 1)
    return entered, ended


def _backward(worth: Worth, wholes: Array) -> tuple[Array, Array]:
    """Return the log weight of all from each atom on if a kind begins there, and after it if one ends."""
    n_atoms, index = worth.atoms.shape[1], stretches_of(worth.atoms.shape[1])
    ahead, left = np.full_like(worth.atoms, NEVER), np.zeros_like(worth.atoms)
    for at in range(n_atoms - 1, -1, -1):
        if at + 1 < n_atoms:
            left[:, at] = _log_sum(_steps(worth, at + 1) + ahead[:, at + 1, np.newaxis], 2)
        ahead[:, at, 0] = worth.atoms[:, at, 0] + left[:, at, 0]
        ends = range(at + 1, min(n_atoms, at + LONGEST_ITEM) + 1)
        ways = [wholes[:, index[at, end]] + left[:, end - 1, 1:] for end in ends]
        ahead[:, at, 1:] = _log_sum(np.stack(ways, 1), 1)
    return ahead, left


def _log_sum(values: Array, axis: int) -> Array:
    most = values.max(axis=axis, keepdims=True)
    return np.asarray(np.squeeze(most, axis) + np.log(np.exp(values - most).sum(axis=axis)))
