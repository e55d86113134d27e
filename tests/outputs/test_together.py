"""What a screen or a file says of pairs of groups: sentences, choices, tables, places."""

from __future__ import annotations

import csv
import io
from itertools import pairwise

import pandas as pd

from synthesis.community.groups import Directory
from synthesis.community.together import Pair, affinities
from synthesis.community.together.affinity import PARTS
from synthesis.models import Filters, Group
from synthesis.outputs import together
from synthesis.outputs.naming import mention_frame
from synthesis.outputs.network import MOST_ARCS, arc, network
from synthesis.outputs.tables import Frames, frames, narrow
from synthesis.outputs.ties import passages_naming, ties
from synthesis.outputs.together import PairChoice, chosen_pairs
from tests.community.together.making import GROUPS, TOYS, VILLAGES, group
from tests.community.together.test_affinity import TIED, pair_of
from tests.outputs.conftest import a_snapshot

THEMES = {"access": "Access", "safety": "Safety"}
PAIRS = affinities(GROUPS, TIED)


def test_each_part_says_in_a_sentence_what_it_rests_on() -> None:
    pair = pair_of(GROUPS[0], GROUPS[1])
    said = together.part_sentences(pair, 3, THEMES)
    assert said["remits"].startswith("Their remits share the words “")
    assert said["people"] == "2 people sit in both: Ana and Ben."
    assert said["themes"] == "Named together in none of 3 contributions. They share no theme."
    assert said["meetings"].endswith(
        "With more than 6 groups in the room, that alone does not count as contact."
    )


def test_what_is_not_known_is_said_to_be_not_known() -> None:
    pair = pair_of(VILLAGES, TOYS)
    said = together.part_sentences(pair, 3, THEMES)
    assert said["remits"] == "Their remits share no word that tells what they work on."
    assert said["people"] == "Nobody is known to sit in both."
    assert said["themes"] == "Named together in 1 of 3 contributions. Both stand with the theme “Access”."


def test_a_choice_narrows_pairs_and_orders_them_by_the_part_chosen() -> None:
    assert all("toys" in pair.id for pair in chosen_pairs(PAIRS, PairChoice(group_id="toys")))
    assert chosen_pairs(PAIRS, PairChoice(theme_id="safety")) == []
    by_people = chosen_pairs(PAIRS, PairChoice(part="people"))
    assert [pair.parts["people"] for pair in by_people] == sorted(
        (pair.parts["people"] for pair in by_people), reverse=True
    )
    assert all(pair.parts["people"] > 0 for pair in by_people)
    assert all(pair.score >= 0.3 for pair in chosen_pairs(PAIRS, PairChoice(score=0.3)))
    assert chosen_pairs(PAIRS, PairChoice(kinds=("best practice forum",))) == []


def test_the_table_holds_every_pair_and_no_formula() -> None:
    bad = group("bad", "=HYPERLINK(1)", "Masts and spectrum.")
    pairs = affinities([bad, *GROUPS], TIED)
    rows = list(csv.DictReader(io.StringIO(together.pair_csv(pairs, 3, THEMES).decode("utf-8-sig"))))
    assert len(rows) == len(pairs) == 15
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    assert {row["Contact"] for row in rows} == {"In contact", "Not yet in contact"}


def test_the_matrix_has_both_halves_and_no_diagonal() -> None:
    cells = together.matrix(PAIRS, GROUPS, None)
    assert len(cells) == 5 * 4
    assert (cells["row_id"] != cells["column_id"]).all()
    by_cell = cells.set_index(["row_id", "column_id"])["value"]
    assert all(by_cell[one, other] == by_cell[other, one] for one, other in by_cell.index)


def test_groups_with_one_acronym_are_called_by_their_names() -> None:
    one, other = (Group(i, name, "other body", "X") for i, name in (("a", "Aye"), ("b", "Bee")))
    assert together.labels([one, other, GROUPS[0]]) == {"a": "Aye", "b": "Bee", "villages": "VILLAGES"}


def test_the_network_is_the_same_picture_for_the_same_pairs() -> None:
    nodes, arcs = network(PAIRS)
    assert list(nodes["row"]) == [0, 1, 2, 3, 4]
    assert len(arcs) == len(PAIRS) <= MOST_ARCS
    assert (arcs["first"] < arcs["last"]).all()
    again = network(PAIRS)
    assert nodes.equals(again[0])
    assert arcs.equals(again[1])


def test_no_more_pairs_are_drawn_than_can_be_told_apart_the_nearest_ones() -> None:
    groups = [Group(f"g{number}", f"Group {number}", "dynamic coalition") for number in range(MOST_ARCS + 2)]
    chain = [
        Pair(one, other, dict.fromkeys(PARTS, 1 - number / 100))
        for number, (one, other) in enumerate(pairwise(groups))
    ]
    nodes, arcs = network(chain)
    assert len(chain) == len(arcs) + 1
    assert list(arcs["one"]) == [pair.one.id for pair in chain[:MOST_ARCS]]
    assert (arcs["last"] - arcs["first"] == 1).all()  # groups of a chain stand one below the other
    assert len(nodes) == MOST_ARCS + 1


def test_an_arc_ends_where_its_groups_stand() -> None:
    x, y = arc(1, 4)
    assert (x[0], y[0], round(x[-1], 3), y[-1]) == (0.0, 1.0, 0.0, 4.0)


def test_filters_narrow_who_names_a_group() -> None:
    stored = frames(a_snapshot())
    mentions = {"toys": frozenset({"c01:0-10", *stored.passages["id"][:2]})}
    whole = ties(stored, mentions, (), ())
    assert whole.n_contributions == len(stored.universe)
    assert whole.mentions["toys"] == set(stored.passages["id"][:2])
    narrowed: Frames = narrow(stored, Filters(stakeholder_groups=("Government",)))
    few = ties(narrowed, mentions, (), ())
    assert few.n_contributions == len(narrowed.universe) < whole.n_contributions
    assert few.mentions["toys"] <= set(narrowed.passages["id"])


def test_a_passage_that_could_mean_two_groups_names_neither() -> None:
    canada = Group("ca", "Canadian IGF", "national or regional initiative", "CIGF")
    caribbean = Group("cr", "Caribbean IGF", "national or regional initiative", "CIGF")
    passages = pd.DataFrame(
        {
            "id": ["p1", "p2"],
            "contribution_id": ["c", "c"],
            "text": ["CIGF did well.", "The Canadian IGF did better."],
        }
    )
    named = passages_naming(mention_frame(passages, Directory((canada, caribbean))))
    assert named == {"ca": frozenset({"p2"})}
