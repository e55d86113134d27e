"""The cycles beside each other: each share, who replied, what a change comes from, and what is not said."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from synthesis.models import Assignment, Codebook, Coding, Contribution, CopyGroup, Filters, Passage, Snapshot
from synthesis.outputs.tables import Frames, frames, group_sizes, narrow, theme_table
from synthesis.outputs.years import sentences
from synthesis.outputs.years.proportions import mean_of, wilson
from synthesis.outputs.years.shares import LEAST, YearOnYear, year_on_year
from tests.outputs.conftest import THEMES

Replies = dict[int | None, dict[str, tuple[int, int]]]
"""Cycle -> stakeholder group -> (how many speak about visibility, how many replied)."""

CIVIL, TECHNICAL, GOVERNMENT = "Civil Society", "Technical Community", "Government"


def said(replies: Replies) -> Snapshot:
    """Compose contributions of one passage each that speak about visibility, or about nothing."""
    contributions, passages, assignments = [], [], []
    for cycle, groups in replies.items():
        for group, (n, total) in groups.items():
            for number in range(total):
                name = f"{cycle}-{group[:3]}-{number:03}"
                each = Contribution(name, f"Words of {name}.", stakeholder_group=group, cycle=cycle)
                passage = Passage.of(each, 0, len(each.text))
                coding = Coding(passage.id, "visibility", 0.9, "for")
                coded = Assignment(passage.id, "coded", (coding,), "visibility", 0.9)
                contributions.append(each)
                passages.append(passage)
                assignments.append(coded if number < n else Assignment(passage.id, "none", (), "visibility"))
    return Snapshot(
        codebook=Codebook("Test themes", "1.2", THEMES[:1]),
        contributions=tuple(contributions),
        passages=tuple(passages),
        assignments=tuple(assignments),
    )


def compared(replies: Replies, weighting: str = "contributions") -> YearOnYear:
    return year_on_year(frames(said(replies)), weighting)  # type: ignore[arg-type]


COMPOSITION: Replies = {
    2016: {CIVIL: (8, 10), TECHNICAL: (2, 10)},
    2017: {CIVIL: (24, 30), TECHNICAL: (2, 10)},
}
"""No group changes its mind: 10 of 20, then 26 of 40."""

OPINION: Replies = {
    2016: {CIVIL: (4, 20), TECHNICAL: (4, 20)},
    2017: {CIVIL: (12, 20), TECHNICAL: (12, 20)},
}
HIDDEN: Replies = {
    2016: {CIVIL: (16, 20), TECHNICAL: (4, 20)},
    2017: {CIVIL: (19, 20), TECHNICAL: (21, 60)},
}
"""Both groups rise by 15 points, and the share stays at 20 of 40 and 40 of 80."""


def test_each_share_is_n_of_n_with_its_interval(whole: Frames) -> None:
    found = compared(OPINION)
    assert found.cycles == (2016, 2017)
    rows = found.shares.to_dict("records")
    assert [(row["cycle"], row["n"], row["N"]) for row in rows] == [(2016, 8, 40), (2017, 24, 40)]
    for row in rows:
        by_hand = wilson(row["n"], row["N"])
        assert (row["share"], row["low"], row["high"]) == (by_hand.value, by_hand.low, by_hand.high)


def test_counts_are_those_of_the_theme_table_of_each_cycle(whole: Frames) -> None:
    found = year_on_year(whole)
    for cycle, own in found.shares.groupby("cycle"):
        table = theme_table(narrow(whole, Filters(cycles=(int(str(cycle)),))))
        table = table[table["kind"] == "theme"]
        assert list(own["n"]) == list(table["n"])
        assert set(own["N"]) == set(table["N"])
    assert list(found.shares["theme_id"].unique()) == list(whole.themes["id"])


def test_who_replied_stands_beside_the_shares() -> None:
    found = compared(COMPOSITION)
    rows = found.composition.set_index(["cycle", "value"])
    assert (rows.loc[(2016, CIVIL), "n"], rows.loc[(2016, CIVIL), "N"]) == (10, 20)
    assert (rows.loc[(2017, CIVIL), "n"], rows.loc[(2017, CIVIL), "N"]) == (30, 40)
    assert GOVERNMENT not in set(found.composition["value"])
    assert sentences.composition_sentence(found) == (
        "From 2016 to 2017 the make-up of who replied changed by 25 percentage points, most of all for Civil "
        "Society: 50 % (10 of 20) in 2016, 75 % (30 of 40) in 2017."
    )


def test_a_change_that_the_replies_made_is_told_from_one_that_the_groups_made() -> None:
    row = sentences.latest(compared(COMPOSITION))[0]
    assert (row["within"], row["composition"]) == pytest.approx((0.0, 0.15))
    assert row["kind"] == "composition"
    told = sentences.theme_sentence(row)
    assert "rises from 50 % (10 of 20) in 2016 to 65 % (26 of 40) in 2017." in told
    assert "Of these 15 points, 0 come from what the groups said and 15 from who replied." in told
    assert "Who replied, more than what the groups said, made this change." in told
    row = sentences.latest(compared(OPINION))[0]
    assert (row["within"], row["composition"], row["kind"]) == (
        pytest.approx(0.4),
        pytest.approx(0),
        "within",
    )
    told = sentences.theme_sentence(row)
    assert "All of it comes from what the groups said, none from who replied." in told
    assert "Who replied, more than" not in told


def test_two_movements_that_cancel_out_are_not_called_nothing() -> None:
    row = sentences.latest(compared(HIDDEN))[0]
    assert row["kind"] == "hidden"
    assert row["kind"] in sentences.IS_WARNING
    told = sentences.theme_sentence(row)
    assert "changes little: from 50 % (20 of 40) in 2016 to 50 % (40 of 80) in 2017." in told
    apart = "who replied alone moved it down by 15 points, while inside the groups it went up by 15 points"
    assert f"Two movements cancel out: {apart}." in told


def test_parts_that_pull_apart_are_said_apart() -> None:
    replies: Replies = {
        2016: {CIVIL: (18, 20), TECHNICAL: (4, 20)},
        2017: {CIVIL: (48, 60), TECHNICAL: (2, 20)},
    }
    told = sentences.theme_sentence(sentences.latest(compared(replies))[0])
    assert "rises from 55 % (22 of 40) in 2016 to 63 % (50 of 80) in 2017." in told
    assert (
        "Who replied alone moved it up by 18 points, while inside the groups it went down by 10 points."
        in told
    )


def test_the_points_that_are_named_sum_to_the_difference_of_the_percentages() -> None:
    replies: Replies = {
        2016: {CIVIL: (5, 17), TECHNICAL: (3, 19), GOVERNMENT: (1, 7)},
        2017: {CIVIL: (21, 37), TECHNICAL: (6, 14), GOVERNMENT: (2, 5)},
    }
    told = sentences.theme_sentence(sentences.latest(compared(replies))[0])
    percents = [int(each) for each in re.findall(r"(\d+) %", told)]
    parts = re.search(r"Of these (\d+) points, (\d+) come from what the groups said and (\d+)", told)
    assert parts is not None
    total, within, composition = (int(each) for each in parts.groups())
    assert within + composition == total == percents[1] - percents[0]


@pytest.mark.parametrize("weighting", ["contributions", "groups"])
def test_the_table_of_changes_names_the_points_of_the_sentences_and_each_row_adds_up(weighting: str) -> None:
    replies: Replies = {
        2016: {CIVIL: (5, 17), TECHNICAL: (3, 19), GOVERNMENT: (1, 7)},
        2017: {CIVIL: (21, 37), TECHNICAL: (6, 14), GOVERNMENT: (2, 5)},
        2018: {CIVIL: (9, 31), TECHNICAL: (7, 15), GOVERNMENT: (4, 6)},
    }
    found = compared(replies, weighting)
    for cells in sentences.changes_in_words(found).to_dict("records"):
        names = ("Before", "After", "Change in points", "Inside the groups", "Who replied")
        before, after, moved, within, composition = (
            int(cells[name].removesuffix(" %").replace("\u2212", "-")) for name in names
        )
        assert after - before == moved == within + composition


def test_a_change_that_may_be_chance_is_not_called_what_the_groups_said() -> None:
    few: Replies = {2016: {CIVIL: (4, 12)}, 2017: {CIVIL: (6, 12)}}
    assert sentences.comes_from(sentences.latest(compared(few))[0]) == "May be chance"
    assert sentences.changes_in_words(compared(few))["Comes from"].iloc[0] == "May be chance"
    assert sentences.comes_from(sentences.latest(compared(OPINION))[0]) == "Mostly what the groups said"
    assert sentences.comes_from(sentences.latest(compared(HIDDEN))[0]) == "Two movements cancel out"


def test_a_change_that_chance_could_make_is_said_to_be_one() -> None:
    few: Replies = {2016: {CIVIL: (4, 12)}, 2017: {CIVIL: (6, 12)}}
    told = sentences.theme_sentence(sentences.latest(compared(few))[0])
    assert "includes no change at all: numbers as small as these can differ as much by chance." in told
    many = {cycle: {CIVIL: (n * 40, 12 * 40)} for cycle, n in ((2016, 4), (2017, 6))}
    told = sentences.theme_sentence(sentences.latest(compared(many))[0])  # type: ignore[arg-type]
    assert "by chance" not in told


def test_with_each_group_weighing_the_same_a_large_group_does_not_outvote_the_others() -> None:
    found = compared(COMPOSITION, "groups")
    assert list(found.shares["share"]) == pytest.approx([0.5, 0.5])
    by_hand = mean_of([wilson(24, 30), wilson(2, 10)])
    assert (found.shares["low"].iloc[1], found.shares["high"].iloc[1]) == (by_hand.low, by_hand.high)
    assert sentences.latest(found)[0]["kind"] == "steady"
    told = sentences.theme_sentence(sentences.latest(found)[0], "groups")
    assert "with each group weighing the same (10 of 20 and 26 of 40 contributions)" in told


def test_contributors_of_unknown_group_have_no_weight_as_a_group_but_count_otherwise() -> None:
    replies: Replies = {
        cycle: {CIVIL: (10, 10), TECHNICAL: (0, 10), "unknown": (10, 10)} for cycle in (2016, 2017)
    }
    assert list(compared(replies, "groups").shares["share"]) == pytest.approx([0.5, 0.5])
    assert list(compared(replies).shares["share"]) == pytest.approx([2 / 3, 2 / 3])
    assert "unknown group are left out" in sentences.weighting_sentence(compared(replies, "groups"))


def test_small_groups_that_weigh_as_much_as_others_are_named() -> None:
    replies: Replies = {
        2016: {CIVIL: (5, 20), GOVERNMENT: (1, 2)},
        2017: {CIVIL: (5, 20), GOVERNMENT: (1, 8)},
    }
    told = sentences.weighting_sentence(compared(replies, "groups"))
    assert "Fewer than 5 contributions came in 2016 from Government (2)." in told
    assert "2017" not in told
    assert sentences.weighting_sentence(compared(replies)) == ""


def test_one_group_alone_has_no_equal_weighted_share() -> None:
    found = compared({cycle: {CIVIL: (5, 20), "unknown": (1, 20)} for cycle in (2016, 2017)}, "groups")
    assert set(found.shares["gap"]) == {"fewer than two stakeholder groups replied"}
    assert found.shares["share"].isna().all()


@pytest.mark.parametrize("n_few", [1, LEAST - 1])
def test_a_cycle_with_few_contributions_has_words_in_the_place_of_a_share(n_few: int) -> None:
    found = compared({2016: {CIVIL: (1, n_few)}, 2017: {CIVIL: (5, LEAST)}})
    gaps = dict(zip(found.shares["cycle"], found.shares["gap"], strict=True))
    assert gaps == {2016: "too few contributions for a share", 2017: ""}
    row = sentences.latest(found)[0]
    told = sentences.theme_sentence(row)
    assert (
        f"1 of {n_few} contributions in 2016 and 5 of 10 in 2017. No change is given (2016: too few" in told
    )
    everything = " ".join([told, sentences.composition_sentence(found), sentences.gaps_sentence(found)])
    assert "%" not in everything
    assert "%" not in sentences.composition_in_words(found)["2016"].iloc[0]
    assert "2016 has no shares: too few contributions" in everything


def test_a_cycle_that_is_not_coded_says_so_and_one_that_is_partly_says_how_much() -> None:
    made = said({2016: {CIVIL: (5, 20)}, 2017: {CIVIL: (5, 20)}})
    none = replace(made, assignments=tuple(a for a in made.assignments if a.passage_id.startswith("2017")))
    found = year_on_year(frames(none))
    assert list(found.shares["gap"]) == ["nothing of this cycle is coded yet", ""]
    assert sentences.latest(found)[0]["kind"] == ""
    some = replace(made, assignments=made.assignments[:-3])
    told = sentences.gaps_sentence(year_on_year(frames(some)))
    assert told == "3 of 20 contributions of 2017 are not coded yet and count as speaking about no theme."


def test_a_theme_that_nobody_speaks_about_has_a_share_of_nothing_not_a_gap() -> None:
    row = compared({2016: {CIVIL: (0, 20)}, 2017: {CIVIL: (10, 20)}}).shares.to_dict("records")[0]
    assert (row["share"], row["low"], row["gap"]) == (0, 0, "")
    assert row["high"] > 0.1


def test_one_cycle_or_none_is_a_plain_sentence() -> None:
    assert sentences.lead_sentence(compared({2017: {CIVIL: (5, 20)}})) == (
        "Contributions by cycle: 20 for 2017. There is one cycle only, so there is nothing to put beside it."
    )
    assert sentences.lead_sentence(year_on_year(frames(Snapshot()))) == (
        "There is no contribution to compare."
    )
    assert sentences.lead_sentence(compared({None: {CIVIL: (1, 1)}})) == (
        "No contribution names the cycle that it belongs to."
    )
    found = compared({2016: {CIVIL: (5, 20)}, 2017: {CIVIL: (5, 20)}, None: {CIVIL: (1, 1)}})
    assert "1 contribution names no cycle and is left out." in sentences.lead_sentence(found)


def test_neighbouring_cycles_are_compared_and_the_newest_pair_is_told() -> None:
    found = compared({cycle: {CIVIL: (n, 20)} for n, cycle in enumerate((2016, 2017, 2020), 5)})
    pairs = list(zip(found.changes["earlier"], found.changes["later"], strict=True))
    assert pairs == [(2016, 2017), (2017, 2020)]
    assert [row["later"] for row in sentences.latest(found)] == [2020]
    assert len(sentences.changes_in_words(found)) == 2


def test_filters_choose_the_cycles_groups_and_themes_that_are_compared(whole: Frames) -> None:
    civil = year_on_year(narrow(frames(said(COMPOSITION)), Filters(stakeholder_groups=(CIVIL,))))
    assert set(civil.composition["value"]) == {CIVIL}
    assert list(civil.shares["n"]) == [8, 24]
    assert year_on_year(narrow(frames(said(COMPOSITION)), Filters(cycles=(2017,)))).cycles == (2017,)
    of_theme = year_on_year(narrow(whole, Filters(themes=("visibility",))))
    assert set(of_theme.shares["theme_id"]) == {"visibility"}
    assert set(of_theme.shares["N"]) == {1, 11}


def test_copies_that_count_once_count_once_in_each_cycle_and_the_parts_still_sum() -> None:
    made = said({2016: {CIVIL: (10, 20)}, 2017: {CIVIL: (8, 10), GOVERNMENT: (8, 10)}})
    ids = tuple(c.id for c in made.contributions if c.cycle == 2017 and c.id.endswith(("000", "001")))
    copied = replace(made, copies=(CopyGroup("k", ids, is_exact=True),))
    narrowed = narrow(frames(copied), Filters(copies_once=True))
    found = year_on_year(narrowed)
    assert list(found.shares["N"]) == [20, 17]
    groups = group_sizes(narrow(frames(copied), Filters(cycles=(2017,), copies_once=True)))
    assert groups["n"].sum() == 18
    row = sentences.latest(found)[0]
    assert row["within"] + row["composition"] == pytest.approx(row["change"])


def test_the_tables_for_people_say_what_the_tables_of_numbers_say() -> None:
    found = compared(OPINION)
    shares = sentences.shares_in_words(found)
    assert list(shares["Contributions"]) == ["8 of 40 contributions", "24 of 40 contributions"]
    assert shares["Share (95 % interval)"].iloc[0] == "20 % (10 to 35 %)"
    change = sentences.changes_in_words(found).iloc[0]
    assert (change["Before"], change["After"], change["Change in points"]) == ("20 %", "60 %", "+40")
    assert (change["Inside the groups"], change["Who replied"]) == ("+40", "0")
