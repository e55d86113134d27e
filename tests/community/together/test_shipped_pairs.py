"""The shipped groups: pairs that the IGF itself shows as related stand high; nothing was tuned to them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from synthesis.community.together import Evidence, affinities
from synthesis.models import GROUP_KINDS, Group

SHIPPED = Path(__file__).parents[3] / "data" / "community" / "groups.csv"
KINDS = ("dynamic coalition", "best practice forum")


@pytest.fixture(scope="module")
def ranks() -> dict[frozenset[str], int]:
    """The rank of each pair of coalitions and forums by their remits alone."""
    with SHIPPED.open(encoding="utf-8-sig", newline="") as file:
        groups = [
            Group(
                row["id"],
                row["name"],
                next(kind for kind in GROUP_KINDS if kind == row["kind"]),
                row["acronym"],
                remit=row["remit"],
            )
            for row in csv.DictReader(file)
        ]
    own = [p for p in affinities(groups, Evidence()) if {p.one.kind, p.other.kind} <= set(KINDS)]
    return {frozenset({pair.one.id, pair.other.id}): rank for rank, pair in enumerate(own, 1)}


def test_all_pairs_of_coalitions_and_forums_are_ranked(ranks: dict[frozenset[str], int]) -> None:
    assert len(ranks) == 190


@pytest.mark.parametrize(
    ("one", "other", "best"),
    [
        ("bpf-gender-access", "dc-gender", 5),
        ("bpf-ai-iot-big-data", "dc-iot", 5),
        ("bpf-cybersecurity", "dc-core-internet-values", 20),
        ("dc-child-online-safety", "dc-youth", 20),
        ("dc-community-connectivity", "dc-connecting-unconnected", 60),
    ],
)
def test_pairs_that_are_known_to_be_related_stand_high(
    ranks: dict[frozenset[str], int], one: str, other: str, best: int
) -> None:
    assert ranks[frozenset({one, other})] <= best
