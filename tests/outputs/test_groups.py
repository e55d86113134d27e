"""Where groups stand in a stocktaking that can be counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from synthesis.community.groups import Directory
from synthesis.models import Contribution, Decision, Filters, Group, Meeting, Passage, Snapshot
from synthesis.outputs.groups import (
    by_stakeholder_group,
    decisions_of,
    overview_sentence,
    passages_mentioning,
    standing_sentence,
    themes_beside,
    visibility,
)
from synthesis.outputs.naming import decisions_naming, mention_frame
from synthesis.outputs.tables import Frames, frames, narrow
from tests.outputs.conftest import a_snapshot

GROUPS = (
    Group("trade", "Dynamic Coalition on Trade", "dynamic coalition", "DC-Trade"),
    Group("carib", "Caribbean IGF", "national or regional initiative", "CIGF", place="Caribbean"),
    Group("canada", "Canadian IGF", "national or regional initiative", "CIGF", place="Canada"),
)
DIRECTORY = Directory(GROUPS)
SAID = (
    ("1", "Government", 2017, "DC-Trade met. The trade coalition met again."),
    ("2", "Government", 2017, "Trade is good."),
    ("3", "Civil Society", 2017, "The DC on Trade is open."),
    ("4", "Civil Society", 2016, "CIGF sent no report."),
    ("5", "unknown", 2016, "The Canadian IGF was short."),
)
MEETING = Meeting("m", "Call")
DECIDED = (
    Decision("d1", "m", "1", "It was agreed that DC-Trade would report.", "decision"),
    Decision("d2", "m", "2", "It was agreed to report.", "decision", owner="DC-Trade"),
    Decision("d3", "m", "3", "DC-Trade rests.", "decision", review="rejected"),
)


@pytest.fixture(scope="module")
def whole() -> Frames:
    heard = tuple(
        Contribution(f"c{n}", text, stakeholder_group=group, cycle=cycle) for n, group, cycle, text in SAID
    )
    passages = tuple(Passage.of(each, 0, len(each.text)) for each in heard)
    return frames(Snapshot(contributions=heard, passages=passages, meetings=(MEETING,), decisions=DECIDED))


def table_of(narrowed: Frames, whole: Frames) -> pd.DataFrame:
    mentions = mention_frame(whole.passages, DIRECTORY)
    named = decisions_naming(whole.decisions, DIRECTORY)
    return visibility(narrowed, GROUPS, mentions, named).set_index("group_id")


def test_n_of_all_contributions_mention_a_group(whole: Frames) -> None:
    table = table_of(whole, whole)
    assert list(table.index) == ["trade", "canada", "carib"]
    assert tuple(table.loc["trade", ["n", "N", "n_passages", "n_stakeholder_groups"]]) == (2, 5, 2, 2)
    assert tuple(table.loc["canada", ["n", "n_ambiguous", "n_stakeholder_groups"]]) == (1, 1, 0)
    assert tuple(table.loc["carib", ["n", "n_ambiguous"]]) == (0, 1)


def test_filters_narrow_both_n_and_the_whole(whole: Frames) -> None:
    table = table_of(narrow(whole, Filters(cycles=(2017,), stakeholder_groups=("Government",))), whole)
    assert tuple(table.loc["trade", ["n", "N"]]) == (1, 2)
    assert tuple(table.loc["canada", ["n", "N"]]) == (0, 2)


def test_only_decisions_that_stand_and_name_a_group_are_counted(whole: Frames) -> None:
    named = decisions_naming(whole.decisions, DIRECTORY)
    listed = decisions_of(whole, named, "trade")
    assert list(zip(listed["id"], listed["where"], strict=True)) == [
        ("d1", "in its words"),
        ("d2", "as owner"),
    ]
    assert table_of(whole, whole).loc["trade", "n_decisions"] == 2


def test_who_mentions_a_group_is_told_with_all_of_each_stakeholder_group(whole: Frames) -> None:
    mentions = mention_frame(whole.passages, DIRECTORY)
    who = by_stakeholder_group(whole, mentions, "trade").set_index("stakeholder_group")
    assert tuple(who.loc["Government", ["n", "N"]]) == (1, 2)
    assert "Private Sector" not in who.index
    row = table_of(whole, whole).loc["trade"]
    said = standing_sentence(row, who.reset_index())
    assert said == (
        "2 of 5 contributions mention it, in 2 passages: 1 of 2 from Government and 1 of 2 from "
        "Civil Society."
    )


def test_an_ambiguous_mention_is_listed_after_the_certain_and_said(whole: Frames) -> None:
    mentions = mention_frame(whole.passages, DIRECTORY)
    rows = passages_mentioning(whole, mentions, "canada")
    assert list(rows["contribution_id"]) == ["c5", "c4"]
    assert list(rows["is_certain"]) == [True, False]
    text, spans = rows["text"].iloc[0], rows["spans"].iloc[0]
    assert [text[start:end] for start, end in spans] == ["Canadian IGF"]
    row = table_of(whole, whole).loc["canada"]
    said = standing_sentence(row, by_stakeholder_group(whole, mentions, "canada"))
    assert "1 more contribution may: the acronym is of several groups." in said


def test_themes_are_those_of_the_passages_that_mention_it() -> None:
    stocktaking = frames(a_snapshot())
    first = stocktaking.codings["passage_id"].iloc[0]
    mentions = pd.DataFrame(
        {
            "passage_id": [first],
            "contribution_id": [stocktaking.codings["contribution_id"].iloc[0]],
            "group_id": ["g"],
            "words": ["x"],
            "start": [0],
            "end": [1],
            "is_certain": [True],
        }
    )
    themes = themes_beside(stocktaking, mentions, "g")
    wanted = stocktaking.codings.loc[stocktaking.codings["passage_id"] == first, "theme_id"]
    assert set(themes["theme_id"]) == set(wanted)
    assert set(themes["N_passages"]) == {1}


def test_copies_that_count_once_mention_a_group_once(whole: Frames) -> None:
    heard = whole.universe.assign(copy_group=["k", "", "k", "", ""])
    copied = replace(whole, universe=heard, contributions=heard)
    table = table_of(narrow(copied, Filters(copies_once=True)), copied)
    assert tuple(table.loc["trade", ["n", "N"]]) == (1, 4)


def test_the_overview_says_how_many_are_mentioned_and_by_most(whole: Frames) -> None:
    table = table_of(whole, whole).reset_index()
    assert overview_sentence(table) == (
        "2 of 3 groups are mentioned in the 5 contributions; most of all DC-Trade, by 2 of 5 contributions."
    )
    assert overview_sentence(table.iloc[:0]) == "No group is in the directory."
