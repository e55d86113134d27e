"""Groups set beside each other: each part by hand, and what counts as contact."""

from __future__ import annotations

from math import log

import pytest

from synthesis.community.together import WEIGHTS, Evidence, Pair, Remits, affinities
from synthesis.community.together.affinity import PARTS, closeness
from synthesis.community.together.evidence import SMALL
from synthesis.community.together.remits import WAYS, common_words
from synthesis.models import Group
from tests.community.together.making import (
    BREAD,
    CHILDREN,
    GROUPS,
    ISLANDS,
    TOYS,
    VILLAGES,
    evidence,
    gathering,
    group,
)

TIED = evidence(
    mentions={
        "villages": frozenset({"p1", "p3"}),
        "toys": frozenset({"p2"}),
        "islands": frozenset({"p4"}),
    },
    contribution_of={"p1": "c1", "p2": "c1", "p3": "c2", "p4": "c3"},
    themes_of={"p1": frozenset({"access"}), "p2": frozenset({"access", "safety"})},
    seats={
        "Ana": frozenset({"villages", "islands"}),
        "Ben": frozenset({"villages", "islands", "bread"}),
        "Cleo": frozenset({"toys"}),
    },
    gatherings=(gathering(1, "toys", "children"), gathering(2, *(each.id for each in GROUPS), "x", "y")),
    n_contributions=3,
)


def pair_of(one: Group, other: Group, tied: Evidence = TIED, groups: tuple[Group, ...] = GROUPS) -> Pair:
    return next(pair for pair in affinities(groups, tied) if {pair.one, pair.other} == {one, other})


def test_remits_that_share_telling_words_are_alike_and_name_the_words() -> None:
    pair = pair_of(VILLAGES, ISLANDS)
    assert set(pair.words) == {"spectrum", "masts"}
    assert pair.parts["remits"] > 0
    assert pair_of(VILLAGES, BREAD).parts["remits"] == 0
    assert pair_of(VILLAGES, BREAD).words == ()


def test_a_word_that_most_groups_have_tells_nothing() -> None:
    shared = tuple(
        group(f"g{number}", f"Group {number}", f"Lighthouse {'cod' * number}") for number in range(1, 6)
    )
    assert "lighthous" in common_words(shared)
    assert all(pair.words == () for pair in affinities(shared, Evidence()))


def test_a_word_that_most_groups_of_one_kind_have_tells_nothing_either() -> None:
    forums = tuple(
        group(f"f{number}", f"Forum {number}", "Lighthouses and quays.", "national or regional initiative")
        for number in range(4)
    )
    others = tuple(group(f"d{number}", f"D {number}", "Gulls.") for number in range(9))
    assert {"lighthous", "quay"} <= common_words((*forums, *others))


def test_how_a_group_works_is_not_what_it_works_on() -> None:
    assert {"paper", "draft", "study"} & WAYS == {"paper", "draft"}  # "study" loses its ending
    one, other = group("a", "A", "Drafts papers on eels."), group("b", "B", "Drafts papers on moss.")
    assert affinities([one, other], Evidence())[0].words == ()


@pytest.mark.parametrize(("sizes", "value"), [([], 0.0), ([2], 0.5), ([3], 1 / 3), ([2, 2], 2 / 3)])
def test_what_few_share_counts_more_than_what_many_share(sizes: list[int], value: float) -> None:
    assert closeness(sizes) == pytest.approx(value)


def test_people_count_by_how_many_groups_they_sit_in() -> None:
    pair = pair_of(VILLAGES, ISLANDS)
    assert pair.people == ("Ana", "Ben")
    assert pair.parts["people"] == pytest.approx(1.5 / 2.5)
    assert pair_of(VILLAGES, BREAD).parts["people"] == pytest.approx(0.5 / 1.5)


def test_people_without_a_name_are_counted_from_one_report_only() -> None:
    both = frozenset({"villages", "islands"})
    tied = evidence(
        seats={"Participant 4 (May)": both, "Participant 6 (June)": both, "Participant 7 (June)": both},
        unnamed={
            "Participant 4 (May)": "May",
            "Participant 6 (June)": "June",
            "Participant 7 (June)": "June",
        },
    )
    assert pair_of(VILLAGES, ISLANDS, tied).people == ("Participant 6 (June)", "Participant 7 (June)")


def test_themes_join_own_ones_and_those_of_passages_that_name_the_group() -> None:
    pair = pair_of(VILLAGES, TOYS)
    assert pair.theme_ids == ("access",)
    assert pair.contribution_ids == ("c1",)
    assert pair.passage_ids == ("p1", "p2")
    access, safety = log(6 / 2), log(6 / 1)
    assert pair.parts["themes"] == pytest.approx((access / (access + safety) + 0.5) / 2)


def test_a_large_meeting_is_shown_and_is_no_contact() -> None:
    small, large = pair_of(TOYS, CHILDREN), pair_of(VILLAGES, TOYS)
    assert [each.title for each in small.gatherings] == ["Meeting 1", "Meeting 2"]
    assert small.in_contact
    assert [len(each.group_ids) > SMALL for each in large.gatherings] == [True]
    assert not large.in_contact


def test_somebody_in_both_is_contact() -> None:
    assert pair_of(VILLAGES, ISLANDS).in_contact
    assert not pair_of(ISLANDS, TOYS).in_contact


def test_the_sum_weighs_the_parts_and_every_part_is_from_0_to_1() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    for pair in affinities(GROUPS, TIED):
        assert all(0 <= pair.parts[part] <= 1 for part in PARTS)
        assert pair.score == pytest.approx(sum(WEIGHTS[part] * pair.parts[part] for part in PARTS))


def test_the_nearest_pair_comes_first_whatever_the_order_of_the_groups() -> None:
    pairs = affinities(GROUPS, TIED)
    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)
    assert {pairs[0].one, pairs[0].other} == {TOYS, CHILDREN}
    turned = affinities(GROUPS[::-1], TIED)
    assert {(*sorted((p.one.id, p.other.id)), round(p.score, 9)) for p in pairs} == {
        (*sorted((p.one.id, p.other.id)), round(p.score, 9)) for p in turned
    }


@pytest.mark.parametrize("groups", [(), (TOYS,)])
def test_fewer_than_two_groups_make_no_pair(groups: tuple[Group, ...]) -> None:
    assert affinities(groups, TIED) == []


def test_a_group_without_a_remit_is_near_nobody_by_words() -> None:
    silent = group("silent", "", "")
    pairs = affinities([silent, *GROUPS], TIED)
    assert all(p.parts["remits"] == 0 for p in pairs if silent in (p.one, p.other))


def test_remits_in_scripts_without_spaces_are_compared_too() -> None:
    one, other = group("a", "甲", "海岛 无线网络"), group("b", "乙", "乡村 无线网络")
    assert Remits([one, other]).likeness("a", "b") > 0
