"""Passages coded twice: which to draw, how far a sample is, how far two people and the machine agree."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from synthesis.coding.agreement import DOUBLED, Evaluation, beside_people
from synthesis.coding.measures import Agreement, Labels, compare, compare_positions
from synthesis.models import Assignment, BlindCoding, DoubleSample, Position, Snapshot

Said = Mapping[str, Position]


def gold_passage_ids(snapshot: Snapshot) -> frozenset[str]:
    """Return the passages of all samples; nothing is learnt from them, so that they can measure."""
    return frozenset(passage_id for sample in snapshot.samples for passage_id in sample.passage_ids)


def draw(snapshot: Snapshot, n: int) -> tuple[str, ...]:
    """Draw passages by lot, the same share of every stakeholder group and of every theme proposed.

    Passages that people have reviewed, or that a sample has, are left out. Which ones are drawn depends
    on the passages and the number of samples before alone.
    """
    group_of = {each.id: each.stakeholder_group for each in snapshot.contributions}
    contribution_of = {passage.id: passage.contribution_id for passage in snapshot.passages}
    taken = gold_passage_ids(snapshot)
    strata: dict[tuple[str, str], list[str]] = defaultdict(list)
    for assignment in snapshot.assignments:
        if assignment.review is None and assignment.passage_id not in taken and assignment.nearest_theme:
            group = group_of[contribution_of[assignment.passage_id]]
            strata[group, _first_theme(assignment)].append(assignment.passage_id)
    lot = str(len(snapshot.samples))
    ranked = [
        ((place + 1) / (len(ids) + 1), ticket(lot, passage_id), passage_id)
        for ids in strata.values()
        for place, passage_id in enumerate(sorted(ids, key=lambda each: ticket(lot, each)))
    ]
    return tuple(passage_id for *_, passage_id in sorted(ranked)[:n])


def _first_theme(assignment: Assignment) -> str:
    return assignment.codings[0].theme_id if assignment.codings else ""


def ticket(lot: str, passage_id: str) -> str:
    """Return what passages are drawn or ordered by: like chance, but the same for the same lot."""
    return hashlib.sha256(f"{lot}\n{passage_id}".encode()).hexdigest()


def next_for(sample: DoubleSample, coder: str) -> tuple[str, ...]:
    """Return the passages that this person still has to code, each person in an order of their own."""
    open_ones = []
    for passage_id in sample.passage_ids:
        coders = {each.coder for each in _codings(sample, passage_id)}
        if coder not in coders and len(coders) < 2:
            open_ones.append(passage_id)
    return tuple(sorted(open_ones, key=lambda each: ticket(coder, each)))


def _codings(sample: DoubleSample, passage_id: str) -> list[BlindCoding]:
    return [each for each in sample.codings if each.passage_id == passage_id and not each.is_settlement]


@dataclass(frozen=True, slots=True)
class Doubled:
    """A passage that two people have coded; `settled` is None where they differ and nobody has settled it."""

    passage_id: str
    first: BlindCoding
    second: BlindCoding
    settled: Said | None


def doubled(sample: DoubleSample) -> tuple[Doubled, ...]:
    """Return the passages that two people have coded, in the order drawn."""
    settled = {each.passage_id: dict(each.themes) for each in sample.codings if each.is_settlement}
    found = []
    for passage_id in sample.passage_ids:
        both = sorted(_codings(sample, passage_id), key=lambda each: each.coder)
        if len(both) == 2:
            same = dict(both[0].themes) if dict(both[0].themes) == dict(both[1].themes) else None
            found.append(Doubled(passage_id, both[0], both[1], settled.get(passage_id, same)))
    return tuple(found)


def agreement(samples: Sequence[DoubleSample], snapshot: Snapshot) -> tuple[Agreement, Agreement] | None:
    """Compare two people with each other, and the machine with what was settled; None as in `evaluation`."""
    found = evaluation(samples, snapshot)
    return (found.coders, found.machine[-1]) if found else None


def evaluation(samples: Sequence[DoubleSample], snapshot: Snapshot) -> Evaluation | None:
    """Set the machine beside the two people who coded the same passages.

    The themes are those of the codebook in force that the people of every sample were asked about. None
    before any passage, and where people found none of these themes: there is nothing to agree on.
    """
    pairs = [each for sample in samples for each in doubled(sample)]
    if not pairs:
        return None
    asked = set.intersection(*(set(sample.asked) for sample in samples))
    ids = [theme.id for theme in snapshot.codebook.themes if theme.id in asked]
    found = {theme for each in pairs for coding in (each.first, each.second) for theme, _ in coding.themes}
    if found.isdisjoint(ids):
        return None
    machine = {
        each.passage_id: {coding.theme_id: coding.position for coding in each.codings}
        for each in snapshot.assignments
    }
    said: dict[str, list[tuple[str, Said]]] = {
        "first": [(each.passage_id, dict(each.first.themes)) for each in pairs],
        "second": [(each.passage_id, dict(each.second.themes)) for each in pairs],
        "settled": [(each.passage_id, each.settled) for each in pairs if each.settled is not None],
    }
    people = _compare(
        ("first", "second"),
        [themes for _, themes in said["first"]],
        [themes for _, themes in said["second"]],
        ids,
    )
    beside = tuple(
        _compare((name, "machine"), [themes for _, themes in own], [machine[each] for each, _ in own], ids)
        for name, own in said.items()
    )
    reached = people.macro_f1.value
    verdict = beside_people(people, beside[:2], reached)
    return Evaluation(DOUBLED, len(pairs), snapshot.codebook.version, people, beside, verdict, reached)


def _compare(
    names: tuple[str, str], first: Sequence[Said], second: Sequence[Said], ids: Sequence[str]
) -> Agreement:
    kappa, n_positions = compare_positions(first, second)
    agreed = compare(names, _labels(first, ids), _labels(second, ids), ids)
    return replace(agreed, position_kappa=kappa, n_positions=n_positions)


def _labels(said: Sequence[Said], ids: Sequence[str]) -> Labels:
    found = [[theme in each for theme in ids] for each in said]
    return np.array(found, dtype=np.bool_).reshape(len(said), len(ids))
