"""The statements of a theme, and the passages that back them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from synthesis.models import (
    Assignment,
    Coding,
    CodingStatus,
    Contribution,
    Filters,
    Passage,
    Position,
    Snapshot,
    Span,
)
from synthesis.outputs import narrative
from synthesis.outputs.narrative.statements import backing
from synthesis.outputs.tables import Frames, frames, narrow
from synthesis.outputs.tables import theme_table as table_of_themes
from tests.outputs.conftest import HIDDEN_NAME
from tests.outputs.narrative.making import a_stocktaking, one_who_says


def test_synthesis_counts_agree_with_the_theme_table(whole: Frames) -> None:
    for _, row in table_of_themes(whole).query("kind == 'theme'").iterrows():
        made = narrative.theme_synthesis(whole, row["theme_id"])
        assert {s.position: s.n for s in made.statements} == {
            p: row[f"n_{p}"] for p in ("for", "against", "mixed", "unclear") if row[f"n_{p}"]
        }
        assert (made.n, made.n_universe) == (row["n"], row["N"])


def test_synthesis_statement_is_backed_by_its_passages(whole: Frames) -> None:
    first = narrative.theme_synthesis(whole, "visibility").statements[0]
    assert first.sentence == (
        "5 of 7 contributions on this theme are for: mostly Civil Society (4 of its 5), "
        "then Government (1 of its 3). Not yet confirmed by a person: 4 of 5."
    )
    assert {passage.split(":")[0] for passage in first.passage_ids} == {"c01", "c02", "c04", "c11", "c12"}
    assert (first.n, first.n_proposed) == (5, 4)


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(cycles=(2017,)), Filters(review=("accepted",)), Filters(themes=("visibility",))],
)
def test_what_backs_a_position_is_what_its_statement_counts(whole: Frames, filters: Filters) -> None:
    narrowed = narrow(whole, filters)
    for theme_id in narrowed.themes["id"]:
        alone = narrow(whole, replace(filters, themes=(theme_id,)))
        for statement in narrative.theme_synthesis(narrowed, theme_id).statements:
            backed = backing(alone, statement.position)
            assert tuple(backed["passage_id"]) == statement.passage_ids
            assert backed["contribution_id"].nunique() == statement.n


def test_synthesis_excerpts_cover_groups_before_they_repeat_one(whole: Frames) -> None:
    first = narrative.theme_synthesis(whole, "visibility", n_excerpts=2).statements[0]
    assert [e.stakeholder_group for e in first.excerpts] == ["Civil Society", "Government"]
    assert first.excerpts[0].is_confirmed


def test_synthesis_shows_both_sides_of_a_mixed_contribution(whole: Frames) -> None:
    mixed = narrative.theme_synthesis(whole, "visibility").statements[1]
    assert [e.position for e in mixed.excerpts] == ["for", "against"]


@pytest.mark.parametrize(
    ("said", "n_proposed"),
    [
        ([("for", "accepted")], 0),
        ([("for", "accepted"), ("for", "proposed")], 0),
        ([("for", "accepted"), ("unclear", "proposed")], 0),
        ([("for", "accepted"), ("against", "accepted")], 0),
        ([("unclear", "accepted"), ("for", "proposed")], 1),
        ([("for", "accepted"), ("against", "proposed")], 1),
        ([("for", "proposed")], 1),
    ],
)
def test_a_position_is_confirmed_only_where_what_a_person_confirmed_comes_to_it(
    snapshot: Snapshot, said: list[tuple[Position, CodingStatus]], n_proposed: int
) -> None:
    laid = one_who_says(snapshot, *[(position, 0.9, status) for position, status in said])
    (statement,) = narrative.theme_synthesis(laid, "visibility").statements
    assert statement.n_proposed == n_proposed
    assert ("Confirmed by a person: 1." in statement.sentence) == (n_proposed == 0)
    assert table_of_themes(laid)["n_confirmed"].iloc[0] == 1 - n_proposed


def test_synthesis_quotes_the_weaker_side_of_a_mixed_contribution_before_more_of_the_stronger(
    snapshot: Snapshot,
) -> None:
    said = one_who_says(
        snapshot,
        ("for", 0.9, "proposed"),
        ("for", 0.8, "proposed"),
        ("for", 0.7, "proposed"),
        ("against", 0.6, "proposed"),
    )
    (mixed,) = narrative.theme_synthesis(said, "visibility", n_excerpts=3).statements
    assert [e.position for e in mixed.excerpts] == ["for", "against", "for"]


def test_synthesis_quotes_no_mixed_contribution_by_half(snapshot: Snapshot) -> None:
    said = one_who_says(snapshot, ("for", 0.9, "proposed"), ("against", 0.6, "proposed"))
    (mixed,) = narrative.theme_synthesis(said, "visibility", n_excerpts=1).statements
    assert [each.position for each in mixed.excerpts] == ["for", "against"]


def test_synthesis_shows_a_single_dissent(snapshot: Snapshot) -> None:
    made = narrative.theme_synthesis(
        a_stocktaking(snapshot, {"Civil Society": ["for"] * 30, "Private Sector": ["against"]}), "visibility"
    )
    assert [s.position for s in made.statements] == ["for", "against"]
    assert made.statements[1].sentence.startswith(
        "1 of 31 contributions on this theme is against: from Private Sector (1 of its 1)."
    )
    assert len(made.statements[1].excerpts) == 1


def test_synthesis_of_a_theme_without_contributions_has_no_statement(whole: Frames) -> None:
    assert narrative.theme_synthesis(whole, "cross_fertilization").statements == ()


def test_attribution_never_names_without_consent(whole: Frames) -> None:
    first = narrative.theme_synthesis(whole, "visibility").statements[0].excerpts[0]
    assert narrative.attribution(first) == "Contributor not named, Civil Society, African Group, 2017"
    assert HIDDEN_NAME not in repr(narrative.theme_synthesis(whole, "visibility"))


def test_of_clear_passages_the_surest_is_quoted_and_an_unclear_one_last(snapshot: Snapshot) -> None:
    said = {
        "| cell | of a table | with coalitions |": 0.9,
        "However, they should be seen.": 0.8,
        "We ask that coalitions have a page of their own on the site.": 0.4,
        "Every coalition should be named on the first page of the site.": 0.6,
    }
    contributions, passages, assignments = [], [], []
    for number, (text, score) in enumerate(said.items()):
        c = Contribution(f"c{number}", text, stakeholder_group="Government", cycle=2017, language="en")
        p = Passage.of(c, 0, len(text), "en")
        coding = Coding(p.id, "visibility", score, "for", (Span(0, 2),))
        contributions.append(c)
        passages.append(p)
        assignments.append(Assignment(p.id, "coded", (coding,)))
    whole = frames(
        Snapshot(
            codebook=snapshot.codebook,
            contributions=tuple(contributions),
            passages=tuple(passages),
            assignments=tuple(assignments),
        )
    )
    (statement,) = narrative.theme_synthesis(whole, "visibility", n_excerpts=4).statements
    assert [e.contribution_id for e in statement.excerpts] == ["c3", "c2", "c1"]  # no row of a table
