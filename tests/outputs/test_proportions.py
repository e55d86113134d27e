"""Shares, their intervals and what a change consists of: worked by hand, and bounds that always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.outputs.years.proportions import Estimate, Part, change, decomposed, mean_of, wilson

counts = st.integers(1, 400).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


def test_a_wilson_interval_worked_by_hand() -> None:
    # z = 1.96, z2 = 3.8415: centre (0.5 + 3.8415/20) / 1.38415 = 0.5,
    # half width 1.96 * sqrt(0.25/10 + 3.8415/400) / 1.38415 = 0.2634
    found = wilson(5, 10)
    assert (found.value, found.low, found.high) == pytest.approx((0.5, 0.2366, 0.7634), abs=1e-4)


def test_nobody_and_everybody_still_have_a_bound_on_the_other_side() -> None:
    # For 0 of N the upper bound is z2 / (N + z2) = 3.8415 / 13.8415.
    nobody, everybody = wilson(0, 10), wilson(10, 10)
    assert (nobody.value, nobody.low, nobody.high) == pytest.approx((0, 0, 0.2775), abs=1e-4)
    assert (everybody.low, everybody.high) == pytest.approx((0.7225, 1), abs=1e-4)


@given(counts)
def test_an_interval_holds_its_share_and_stays_between_0_and_1(given: tuple[int, int]) -> None:
    found = wilson(*given)
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_more_contributions_with_the_same_share_make_a_narrower_interval() -> None:
    widths = [wilson(n, 2 * n).high - wilson(n, 2 * n).low for n in (5, 50, 500)]
    assert widths == sorted(widths, reverse=True)


@given(st.lists(counts, min_size=1, max_size=5))
def test_a_mean_of_groups_lies_in_its_interval_and_one_group_alone_has_its_own(
    groups: list[tuple[int, int]],
) -> None:
    shares = [wilson(*each) for each in groups]
    found = mean_of(shares)
    assert 0 <= found.low <= found.value <= found.high <= 1
    alone = mean_of(shares[:1])
    assert (alone.value, alone.low, alone.high) == pytest.approx(
        (shares[0].value, shares[0].low, shares[0].high)
    )


def test_a_mean_of_groups_worked_by_hand() -> None:
    # Distances below: 0.3 and 0.4, above: 0.06 and 0.08; their roots of squares are 0.5 and 0.1, halved.
    found = mean_of([Estimate(0.5, 0.2, 0.56), Estimate(0.7, 0.3, 0.78)])
    assert (found.value, found.low, found.high) == pytest.approx((0.6, 0.35, 0.65))


def test_the_interval_of_a_change_worked_by_hand() -> None:
    # Below: after - low 0.3, high - before 0.4; above: high - after 0.06, before - low 0.08.
    found = change(Estimate(0.2, 0.12, 0.6), Estimate(0.5, 0.2, 0.56))
    assert (found.value, found.low, found.high) == pytest.approx((0.3, -0.2, 0.4))


def test_where_no_group_changes_its_mind_all_of_a_change_is_composition() -> None:
    # A: 8 of 10 then 24 of 30; B: 2 of 10 then 2 of 10. Share 10/20 = .50, then 26/40 = .65.
    before = [Part(0.5, 0.8), Part(0.5, 0.2)]
    after = [Part(0.75, 0.8), Part(0.25, 0.2)]
    assert decomposed(before, after) == pytest.approx((0.0, 0.15))


def test_a_decomposition_of_both_parts_worked_by_hand() -> None:
    # A .8 -> .6, weight .5 -> .75; B .2 -> .4, weight .5 -> .25. Share .5 -> .55.
    # Within: -.2 * .625 + .2 * .375 = -.05; composition: .25 * .7 - .25 * .3 = .10.
    before = [Part(0.5, 0.8), Part(0.5, 0.2)]
    after = [Part(0.75, 0.6), Part(0.25, 0.4)]
    assert decomposed(before, after) == pytest.approx((-0.05, 0.10))


def test_a_group_that_comes_or_goes_is_all_composition() -> None:
    before = [Part(1.0, 0.5), Part(0.0, None), Part(0.0, None)]
    after = [Part(0.5, 0.5), Part(0.5, 0.9), Part(0.0, None)]
    assert decomposed(before, after) == pytest.approx((0.0, 0.2))


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=6))
def test_the_two_parts_sum_to_the_change(groups: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    totals = [sum(each[side][1] for each in groups) for side in (0, 1)]
    parts = [
        [Part(each[side][1] / totals[side], each[side][0] / each[side][1]) for each in groups]
        for side in (0, 1)
    ]
    shares = [sum(each[side][0] for each in groups) / totals[side] for side in (0, 1)]
    assert sum(decomposed(*parts)) == pytest.approx(shares[1] - shares[0])
