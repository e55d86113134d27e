"""Counts against the stocktaking of conftest, counted by hand."""

from __future__ import annotations

import time
from dataclasses import replace

import pandas as pd
import pytest

from synthesis.models import (
    Answer,
    Assignment,
    Codebook,
    Coding,
    Contribution,
    DecisionLink,
    Filters,
    Passage,
    PositionGuide,
    Snapshot,
    Theme,
)
from synthesis.outputs import tables
from synthesis.outputs.tables import Frames, facet_counts, frames, narrow, sided_themes, theme_table, totals
from tests.outputs.conftest import GRULAC, HIDDEN_NAME, IGO, THEMES, WEOG, without_sides

TABLES = (
    tables.theme_table,
    tables.theme_by_group,
    tables.group_sizes,
    tables.not_heard,
    tables.copies,
    tables.excerpts,
    tables.passage_table,
    tables.decision_table,
    tables.stances,
)


def row(table: pd.DataFrame, **wanted: object) -> dict[str, object]:
    for column, value in wanted.items():
        table = table[table[column] == value]
    assert len(table) == 1
    return {str(key): value for key, value in table.iloc[0].to_dict().items()}


def test_theme_table_counts_contributions_positions_and_groups(whole: Frames) -> None:
    seen = row(theme_table(whole), theme_id="visibility")
    assert (seen["n"], seen["N"], seen["n_passages"]) == (7, 12, 8)
    assert seen["share"] == pytest.approx(7 / 12)
    assert (seen["n_for"], seen["n_against"], seen["n_mixed"], seen["n_unclear"]) == (5, 0, 1, 1)
    assert (seen["n_groups"], seen["n_groups_present"]) == (2, 5)
    assert (seen["n_confirmed"], seen["n_copies"]) == (1, 2)


def test_theme_table_counts_decisions_without_information_and_rejected_ones(whole: Frames) -> None:
    seen = row(theme_table(whole), theme_id="visibility")
    assert (seen["n_decisions"], seen["n_decisions_confirmed"], seen["n_under_way"]) == (1, 1, 1)
    assert row(theme_table(whole), theme_id="outcome_orientation")["n_done"] == 1
    assert row(theme_table(whole), theme_id="programme_size")["n_open"] == 1
    assert row(theme_table(whole), theme_id="cross_fertilization")["n_decisions"] == 0


def test_theme_table_keeps_codebook_order_and_themes_that_nobody_speaks_of(whole: Frames) -> None:
    table = theme_table(whole)
    assert list(table["theme_id"])[:4] == [
        "visibility",
        "cross_fertilization",
        "outcome_orientation",
        "programme_size",
    ]
    assert row(table, theme_id="cross_fertilization")["n"] == 0


def test_none_of_the_themes_and_cannot_tell_stand_apart_below_the_themes(whole: Frames) -> None:
    table = theme_table(whole)
    assert list(table["kind"])[4:] == ["none", "undecided"]
    assert (row(table, kind="none")["n"], row(table, kind="undecided")["n"]) == (1, 1)
    assert list(table["name"])[4:] == ["None of the themes", "Cannot tell"]


def test_what_nobody_coded_yet_is_said_in_a_row_of_its_own(snapshot: Snapshot) -> None:
    uncoded = frames(replace(snapshot, assignments=()))
    table = theme_table(uncoded)
    assert list(table["kind"])[4:] == ["none", "undecided", "uncoded"]
    assert row(table, kind="uncoded")["n"] == 12
    assert totals(uncoded).n_uncoded == 12


def test_a_rejected_coding_counts_nowhere(whole: Frames) -> None:
    assert "c08" not in set(whole.codings["contribution_id"])
    assert row(whole.contributions, id="c08")["outcome"] == "none"


def test_a_coding_on_a_theme_that_left_the_codebook_makes_the_passage_uncoded(snapshot: Snapshot) -> None:
    shorter = replace(snapshot.codebook, themes=snapshot.codebook.themes[:1])
    laid = frames(replace(snapshot, codebook=shorter))
    assert row(laid.contributions, id="c07")["outcome"] == "uncoded"
    assert set(laid.codings["theme_id"]) == {"visibility"}


def test_totals_reconcile(whole: Frames) -> None:
    seen = totals(whole)
    assert seen.n_coded + seen.n_none + seen.n_undecided + seen.n_uncoded == seen.n_universe == 12
    assert (seen.n_passages, seen.n_passages_coded, seen.n_codings) == (25, 13, 13)
    assert (seen.n_groups, seen.n_regions, seen.n_languages, seen.cycles) == (5, 4, 4, (2016, 2017))
    assert (seen.n_copies, seen.n_copy_groups, seen.n_sample, seen.is_sample) == (2, 1, 1, True)
    assert (seen.n_meetings, seen.n_decisions, seen.n_decisions_confirmed) == (2, 3, 1)


def test_copies_are_counted_among_those_who_pass_all_filters(whole: Frames) -> None:
    assert totals(narrow(whole, Filters(themes=("visibility",)))).n_copies == 2
    assert totals(narrow(whole, Filters(themes=("programme_size",)))).n_copies == 0


def test_a_filter_taken_off_again_leaves_the_others(whole: Frames) -> None:
    both = narrow(whole, Filters(cycles=(2017,), themes=("programme_size",)))
    wider = tables.widened(both, "themes")
    assert (len(wider.contributions), wider.filters) == (11, Filters(cycles=(2017,)))
    assert tables.widened(wider, "cycles") is whole


def test_a_theme_filter_keeps_the_meetings_that_decided_on_the_theme(whole: Frames) -> None:
    narrowed = narrow(whole, Filters(themes=("programme_size",)))
    assert list(narrowed.meetings["id"]) == ["m25"]
    assert (totals(narrowed).n_decisions, totals(narrowed).n_meetings) == (1, 1)


def test_a_meeting_that_only_informed_is_not_one_that_decided(snapshot: Snapshot) -> None:
    told = [replace(d, kind="information") if d.meeting_id == "m24" else d for d in snapshot.decisions]
    seen = totals(frames(replace(snapshot, decisions=tuple(told))))
    assert (seen.n_decisions, seen.n_meetings) == (2, 1)


def test_for_and_against_in_one_contribution_is_mixed(whole: Frames) -> None:
    said = tables.stances(whole)
    assert row(said, counts_as="c03", theme_id="visibility")["position"] == "mixed"
    assert row(said, counts_as="c05", theme_id="visibility")["position"] == "unclear"


def test_theme_by_group_has_every_group_and_its_own_base(whole: Frames) -> None:
    table = tables.theme_by_group(whole)
    assert len(table) == 4 * 6
    cell = row(table, theme_id="visibility", value="Civil Society")
    assert (cell["n"], cell["N"], cell["share"], cell["is_small"]) == (5, 5, 1.0, False)
    cell = row(table, theme_id="visibility", value="Government")
    assert (cell["n"], cell["N"], cell["is_small"]) == (2, 3, True)


def test_a_group_that_a_filter_leaves_out_is_not_told_to_have_sent_nothing(whole: Frames) -> None:
    narrowed = narrow(whole, Filters(stakeholder_groups=("Government",)))
    assert set(tables.theme_by_group(narrowed)["value"]) == {"Government"}
    assert list(tables.group_sizes(narrowed)["value"]) == ["Government"]
    assert list(tables.positions_by_group(narrowed, "visibility")["value"]) == ["Government"]
    assert len(tables.group_sizes(narrowed, "region")) == 8


def test_theme_by_region_and_by_cycle(whole: Frames) -> None:
    assert row(tables.theme_by_group(whole, "region"), theme_id="visibility", value=WEOG)["n"] == 3
    by_cycle = tables.theme_by_group(whole, "cycle")
    assert (row(by_cycle, theme_id="visibility", value=2016)["N"]) == 1
    assert list(by_cycle["value"])[:2] == [2017, 2016]


def test_the_share_of_an_absent_group_is_missing_not_zero(whole: Frames) -> None:
    cell = row(tables.theme_by_group(whole, "region"), theme_id="visibility", value="Eastern European Group")
    assert cell["N"] == 0
    assert pd.isna(cell["share"])  # type: ignore[call-overload]


def test_positions_by_group(whole: Frames) -> None:
    table = tables.positions_by_group(whole, "visibility")
    civil = row(table, value="Civil Society")
    assert [civil[f"n_{p}"] for p in ("for", "against", "mixed", "unclear")] == [4, 0, 1, 0]
    assert (civil["n"], civil["N"]) == (5, 5)
    assert len(table) == 6


def test_not_heard_lists_none_and_few_and_nobody_in_particular_is_left_out(whole: Frames) -> None:
    table = tables.not_heard(whole)
    assert row(table, value="Eastern European Group")["flag"] == "none"
    assert row(table, value=IGO)["flag"] == "few"
    assert not set(table["value"]) & {"unknown", "Other", "Civil Society", "Government", WEOG}
    assert "Intergovernmental Organizations" not in set(table["value"])


def test_group_sizes_add_up_to_all_contributions(whole: Frames) -> None:
    for attribute in ("stakeholder_group", "region", "cycle", "language"):
        assert tables.group_sizes(whole, attribute)["n"].sum() == 12


def test_copies_are_counted_by_their_group(whole: Frames) -> None:
    assert tables.copies(whole).to_dict("records") == [{"copy_group": "k1", "n": 2, "is_exact": False}]


def test_a_theme_filter_keeps_the_base_of_the_share(whole: Frames) -> None:
    narrowed = narrow(whole, Filters(themes=("visibility",), cycles=(2017,)))
    seen = row(theme_table(narrowed), theme_id="visibility")
    assert (seen["n"], seen["N"]) == (6, 11)
    assert (len(narrowed.contributions), len(narrowed.universe), len(narrowed.passages)) == (6, 11, 7)
    assert list(theme_table(narrowed)["theme_id"]) == ["visibility"]


def test_the_review_filter_keeps_confirmed_codings_only(whole: Frames) -> None:
    narrowed = narrow(whole, Filters(review=("accepted",)))
    assert list(narrowed.contributions["id"]) == ["c02", "c07"]
    assert list(theme_table(narrowed)["n"]) == [1, 0, 1, 0, 1, 1]


def test_any_value_inside_a_field_and_all_fields_together(whole: Frames) -> None:
    groups = Filters(stakeholder_groups=("Civil Society", "Government"))
    assert len(narrow(whole, groups).universe) == 8
    both = replace(groups, regions=(GRULAC,))
    assert list(narrow(whole, both).universe["id"]) == ["c01", "c11"]
    assert list(narrow(whole, Filters(languages=("ar", "zh"))).universe["id"]) == ["c06", "c09"]


def test_facet_counts_follow_all_other_filters_but_their_own(whole: Frames) -> None:
    counts = facet_counts(whole, Filters(themes=("visibility",), stakeholder_groups=("Government",)))
    groups = counts["stakeholder_groups"].set_index("value")["n"]
    assert (groups["Government"], groups["Civil Society"], groups["Private Sector"]) == (2, 5, 0)
    assert counts["cycles"].to_dict("list") == {"value": [2017, 2016], "n": [1, 1]}
    assert list(counts["themes"]["n"]) == [2, 0, 1, 1]
    assert counts["review"].to_dict("list") == {"value": ["proposed", "accepted"], "n": [2, 0]}


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(cycles=(2017,), languages=("en",)),
        Filters(themes=("visibility", "programme_size"), regions=(WEOG, GRULAC)),
        Filters(review=("proposed",), stakeholder_groups=("Civil Society",)),
    ],
)
def test_a_facet_count_is_what_choosing_the_value_gives(whole: Frames, filters: Filters) -> None:
    for field, counted in facet_counts(whole, filters).items():
        for value, n in counted.itertuples(index=False):
            chosen = narrow(whole, replace(filters, **{field: (value,)}))
            assert len(chosen.contributions) == n, (field, value)


def test_excerpts_show_confirmed_ones_first_and_then_one_of_each_group(whole: Frames) -> None:
    shown = tables.excerpts(whole, "visibility")
    assert shown["status_words"].iloc[0] == "Confirmed by a person"
    assert set(shown["stakeholder_group"].iloc[1:3]) == {"Civil Society", "Government"}
    assert len(shown) == 8
    assert shown["contribution_id"].iloc[-1] == "c04"


def test_an_excerpt_row_carries_its_attributes(whole: Frames) -> None:
    shown = row(tables.excerpts(whole), contribution_id="c05", theme_id="outcome_orientation")
    assert (shown["country"], shown["language"], shown["position"]) == ("Senegal", "fr", "for")
    assert (shown["evidence"], shown["evidence_words"]) == (((0, 4),), "Il f")
    assert shown["evidence_at"] == f"{shown['start']}-{shown['start'] + 4}"  # in the contribution
    assert (shown["submitted_on"], shown["cycle"]) == ("2018-01-15", 2017)


def test_no_table_holds_a_name_without_consent(whole: Frames) -> None:
    for made in (tables.excerpts, tables.passage_table):
        assert HIDDEN_NAME not in made(whole).to_csv()
        assert "Shown Persona" in made(whole).to_csv()


@pytest.mark.parametrize(
    ("contributor", "organisation", "may_publish_name", "shown"),
    [
        ("A. Person", "A library", True, "A. Person, A library"),
        ("A. Person", "A library", False, "A library"),
        ("A. Person", "", True, "A. Person"),
        ("A. Person", "", False, "Contributor not named"),
        ("A library", "A library", True, "A library"),
    ],
)
def test_a_contribution_names_the_organisation_and_with_consent_the_person(
    contributor: str, organisation: str, may_publish_name: bool, shown: str
) -> None:
    c = Contribution("one", "x", contributor, organisation=organisation, may_publish_name=may_publish_name)
    assert list(frames(Snapshot(contributions=(c,))).contributions["name"]) == [shown]


def test_passage_table_has_a_row_for_every_passage(whole: Frames) -> None:
    table = tables.passage_table(whole)
    assert len(table) == 25
    first = table.iloc[0]
    assert (first["theme_ids"], first["positions"], first["themes"]) == (
        ("visibility",),
        ("for",),
        "Visibility of coalitions",
    )
    assert row(table, contribution_id="c10")["outcome_words"] == "Cannot tell"


def test_a_passage_is_confirmed_only_with_all_its_themes(snapshot: Snapshot) -> None:
    c = snapshot.contributions[0]
    p = Passage.of(c, 0, 38)
    codings = (
        Coding(p.id, "visibility", 0.9, "for", status="accepted"),
        Coding(p.id, "programme_size", 0.6, "against"),
    )
    both = Assignment(p.id, "coded", codings)
    laid = frames(replace(snapshot, passages=(p,), assignments=(both,)))
    assert list(tables.passage_table(laid)["is_confirmed"]) == [False]
    of_one = narrow(laid, Filters(themes=("visibility",)))
    assert list(tables.passage_table(of_one)["is_confirmed"]) == [True]


def test_a_passage_without_a_theme_is_not_confirmed(whole: Frames) -> None:
    table = tables.passage_table(whole)
    assert not table.loc[table["themes"] == "", "is_confirmed"].any()


def test_decisions_by_meeting_are_newest_first_and_in_the_order_of_the_report(whole: Frames) -> None:
    assert list(tables.decision_table(whole)["id"]) == ["d1", "d2", "d3", "d4"]
    assert list(tables.decision_table(whole, has_rejected=True)["id"])[-1] == "d5"
    first = tables.decision_table(whole).iloc[0]
    assert first["paragraph_text"].startswith("A page was asked for.")
    assert (first["meeting"], first["held_on"], first["due_on"]) == (
        "25th coordination meeting",
        "2018-03-09",
        "2018-06-01",
    )


def test_the_decision_that_answers_a_theme_best_leads_it(snapshot: Snapshot) -> None:
    def order(*links: DecisionLink) -> list[str]:
        ranked = tables.decisions_ranked(frames(replace(snapshot, links=links)))
        return list(ranked.loc[ranked["theme_id"] == "programme_size", "id"])

    newer, older, promise = (
        DecisionLink(d, theme_id="programme_size", score=0.5) for d in ("d1", "d4", "d2")
    )
    answer = DecisionLink("d4", passage_id="c01:0-38", score=0.5)
    assert order(older, promise, newer) == ["d1", "d4", "d2"]  # the newest; a commitment after decisions
    assert order(newer, promise, older, answer) == ["d4", "d1", "d2"]  # what answers a passage
    assert order(replace(newer, score=0.6), older, answer) == ["d1", "d4"]  # the surest link
    said = replace(promise, status="confirmed")
    assert order(newer, replace(older, score=0.9), said) == ["d2", "d4", "d1"]  # what a person confirmed
    assert order(newer, replace(older, status="rejected")) == ["d1"]
    lead = tables.lead_decisions(frames(replace(snapshot, links=(newer, older, said))))
    assert (lead["id"]["programme_size"], lead["n_others"]["programme_size"]) == ("d2", 2)


def test_decisions_by_theme_say_why_and_a_rejected_link_ties_nothing(whole: Frames) -> None:
    table = tables.decision_table(whole, "theme")
    assert list(zip(table["theme_id"], table["id"], strict=True)) == [
        ("visibility", "d1"),
        ("visibility", "d3"),
        ("outcome_orientation", "d4"),
        ("programme_size", "d2"),
    ]
    assert table["why"].iloc[0] == "page, coalitions"


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_store_gives_tables_with_the_same_columns(table, whole: Frames) -> None:  # type: ignore[no-untyped-def]
    empty = table(frames(Snapshot()))
    assert list(empty.columns) == list(table(whole).columns)
    assert len(empty) <= 13


@pytest.mark.parametrize("table", TABLES)
def test_the_order_of_the_records_does_not_matter(table, snapshot: Snapshot, whole: Frames) -> None:  # type: ignore[no-untyped-def]
    turned = frames(
        replace(
            snapshot,
            contributions=snapshot.contributions[::-1],
            passages=snapshot.passages[::-1],
            assignments=snapshot.assignments[::-1],
            meetings=snapshot.meetings[::-1],
            decisions=snapshot.decisions[::-1],
            links=snapshot.links[::-1],
        )
    )
    pd.testing.assert_frame_equal(table(turned), table(whole))


@pytest.mark.parametrize("table", TABLES)
def test_no_table_changes_the_frames(table, snapshot: Snapshot) -> None:  # type: ignore[no-untyped-def]
    fresh, used = frames(snapshot), frames(snapshot)
    table(used)
    table(narrow(used, Filters(themes=("visibility",))))
    for name in ("contributions", "universe", "passages", "codings", "themes", "decisions", "links"):
        pd.testing.assert_frame_equal(getattr(fresh, name), getattr(used, name))


def test_narrowing_fifty_thousand_passages_costs_less_than_laying_them_out() -> None:
    text = "Short words here. " * 5
    contributions = [Contribution(id=f"c{i}", text=text, cycle=2016 + i % 2) for i in range(10_000)]
    passages = [Passage.of(c, k * 18, k * 18 + 17) for c in contributions for k in range(5)]
    assignments = [Assignment(p.id, "coded", (Coding(p.id, "a", 0.5),)) for p in passages]
    began = time.process_time()
    laid = frames(
        Snapshot(
            codebook=Codebook("One", "1", (Theme("a", "A", "An A."),)),
            contributions=tuple(contributions),
            passages=tuple(passages),
            assignments=tuple(assignments),
        )
    )
    laying = time.process_time() - began
    narrowed = narrow(laid, Filters(cycles=(2016,), themes=("a",)))
    assert time.process_time() - began - laying < laying
    assert len(narrowed.passages) == 25_000


def test_a_theme_has_sides_where_the_codebook_says_so_or_somebody_takes_one(snapshot: Snapshot) -> None:
    sideless = without_sides(snapshot)
    guided = replace(THEMES[3], position_for=PositionGuide(label="a smaller programme"))
    told = replace(sideless, codebook=Codebook("Test themes", "1.4", (*THEMES[:3], guided)))
    assert sided_themes(frames(snapshot)) == {"visibility", "outcome_orientation", "programme_size"}
    assert sided_themes(frames(sideless)) == {"visibility", "outcome_orientation"}
    assert sided_themes(frames(told)) == {"visibility", "outcome_orientation", "programme_size"}


def test_no_filter_takes_the_sides_of_a_theme_away(whole: Frames) -> None:
    narrowed = narrow(whole, Filters(stakeholder_groups=("Private Sector",)))
    table = theme_table(narrowed).set_index("theme_id")
    assert table.loc["programme_size", "has_sides"]
    assert table.loc["programme_size", "n"] == 0


def test_a_field_filled_in_to_leave_it_empty_is_no_answer_to_its_question(snapshot: Snapshot) -> None:
    answers = (Answer("Good?", 0, 4), Answer("Bad?", 6, 9))
    letter = Contribution(id="x", text="Yes.\n\nN/A", answers=answers)
    made = frames(replace(snapshot, contributions=(letter,), passages=(), assignments=()))
    assert list(made.questions["question"]) == ["Good?"]
