"""The same counts with copies counted one by one, and once: c03 and c04 of the conftest share their text."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from synthesis.models import (
    Assignment,
    Codebook,
    Coding,
    Contribution,
    CopyGroup,
    Filters,
    Passage,
    Position,
    Snapshot,
    Theme,
)
from synthesis.outputs import narrative, tables
from synthesis.outputs.export import FORMATS, ExportFormat, export, export_name
from synthesis.outputs.narrative.statements import backing, theme_synthesis
from synthesis.outputs.phrases import breakdown
from synthesis.outputs.tables import Frames, facet_counts, frames, narrow, theme_table, totals
from tests.outputs.conftest import WEOG
from tests.outputs.export.test_export import rows_of_csv, text_of

ONCE = Filters(copies_once=True)


@pytest.fixture(scope="module")
def once(whole: Frames) -> Frames:
    return narrow(whole, ONCE)


@pytest.fixture(scope="module")
def mixed_company(snapshot: Snapshot) -> Frames:
    """The same stocktaking, but the second copy came from a government."""
    sent = [_from_government(c) if c.id == "c04" else c for c in snapshot.contributions]
    return narrow(frames(replace(snapshot, contributions=tuple(sent))), ONCE)


def _from_government(contribution: Contribution) -> Contribution:
    return replace(contribution, stakeholder_group="Government", cycle=2016)


def of(table: pd.DataFrame, column: str, value: object) -> pd.Series:
    (found,) = [row for _, row in table.iterrows() if row[column] == value]
    return found


def test_copies_are_one_contribution_of_one_fewer_in_all(once: Frames) -> None:
    seen = of(theme_table(once), "theme_id", "visibility")
    assert (seen["n"], seen["N"]) == (6, 11)
    assert (seen["n_for"], seen["n_mixed"], seen["n_unclear"], seen["n_copies"]) == (4, 1, 1, 1)
    assert (totals(once).n_contributions, totals(once).n_universe) == (11, 11)


def test_no_passage_is_lost_where_copies_count_once(whole: Frames, once: Frames) -> None:
    assert len(once.passages) == len(whole.passages)
    assert of(theme_table(once), "theme_id", "visibility")["n_passages"] == 8


def test_what_coding_came_to_still_adds_up(once: Frames) -> None:
    seen = totals(once)
    assert seen.n_coded + seen.n_none + seen.n_undecided + seen.n_uncoded == seen.n_universe == 11


def test_a_letter_is_silent_only_where_none_of_its_copies_speaks(snapshot: Snapshot) -> None:
    quiet = [
        replace(a, outcome="none", codings=()) if "c04" in a.passage_id else a for a in snapshot.assignments
    ]
    laid = frames(replace(snapshot, assignments=tuple(quiet)))
    assert totals(laid).n_none == 2
    assert totals(narrow(laid, ONCE)).n_none == 1
    assert of(theme_table(narrow(laid, ONCE)), "kind", "none")["n"] == 1


def test_copies_from_two_groups_count_once_in_each_and_once_in_all(mixed_company: Frames) -> None:
    sizes = tables.group_sizes(mixed_company)
    assert (of(sizes, "value", "Civil Society")["n"], of(sizes, "value", "Government")["n"]) == (4, 4)
    assert set(sizes["N"]) == {11}
    assert sizes["n"].sum() == 12


def test_copies_have_one_position_in_every_group_that_sent_them(mixed_company: Frames) -> None:
    table = tables.positions_by_group(mixed_company, "visibility")
    assert of(table, "value", "Civil Society")["n_mixed"] == 1
    government = of(table, "value", "Government")
    assert (government["n_for"], government["n_mixed"], government["N"]) == (1, 1, 4)
    cells = tables.theme_by_group(mixed_company)
    cells = cells[cells["theme_id"] == "visibility"]
    assert of(cells, "value", "Government")["n"] == 3


def test_copies_that_two_groups_read_differently_are_mixed_in_both_and_named_so() -> None:
    once = narrow(frames(_for_and_against()), ONCE)
    groups = tables.positions_by_group(once, "size")
    (mixed,) = theme_synthesis(once, "size").statements
    assert (mixed.position, mixed.n, mixed.n_on_theme) == ("mixed", 1, 1)
    assert "Government (1 of its 1)" in mixed.sentence
    assert "Civil Society (1 of its 1)" in mixed.sentence
    assert "nan" not in f"{mixed.sentence} {narrative.theme_sentence(once, 'size')}"
    parts = groups[["n_for", "n_against", "n_mixed", "n_unclear"]].sum(axis=1)
    assert list(parts) == list(groups["n"])
    assert groups["n_mixed"].sum() == groups["n"].sum() == 2


def _for_and_against() -> Snapshot:
    """Two copies of one letter: the Government's was coded for, that of Civil Society against."""
    letter = "Please have fewer sessions next year."
    sent = [
        Contribution(cid, letter, stakeholder_group=group)
        for cid, group in (("a", "Government"), ("b", "Civil Society"))
    ]
    passages = [Passage.of(each, 0, len(letter)) for each in sent]
    positions: tuple[Position, ...] = ("for", "against")
    coded = [
        Assignment(each.id, "coded", (Coding(each.id, "size", 0.9, position),), "size")
        for each, position in zip(passages, positions, strict=True)
    ]
    return Snapshot(
        codebook=Codebook("Test", "1", (Theme("size", "Size", "How many."),)),
        contributions=tuple(sent),
        passages=tuple(passages),
        copies=(CopyGroup("k1", ("a", "b"), True),),
        assignments=tuple(coded),
    )


def test_nobody_is_said_to_come_from_no_group() -> None:
    nobody = pd.DataFrame({"value": ["Government"], "n": [0], "N": [3]})
    assert breakdown(nobody) == ""


def test_under_a_filter_only_the_copies_that_pass_are_taken_together(mixed_company: Frames) -> None:
    governments = narrow(mixed_company, replace(ONCE, stakeholder_groups=("Government",)))
    assert totals(governments).n_universe == 4
    assert of(theme_table(governments), "theme_id", "visibility")["n_mixed"] == 0


@pytest.mark.parametrize(
    "filters",
    [ONCE, replace(ONCE, regions=(WEOG,)), replace(ONCE, themes=("visibility",), review=("proposed",))],
)
def test_a_facet_count_is_what_choosing_the_value_gives(mixed_company: Frames, filters: Filters) -> None:
    assert mixed_company.whole is not None
    for field, counted in facet_counts(mixed_company.whole, filters).items():
        for value, n in counted.itertuples(index=False):
            chosen = narrow(mixed_company.whole, replace(filters, **{field: (value,)}))
            assert totals(chosen).n_contributions == n, (field, value)


def test_a_statement_counts_a_letter_once_and_rests_on_all_its_passages(once: Frames) -> None:
    (mixed,) = [s for s in theme_synthesis(once, "visibility").statements if s.position == "mixed"]
    assert (mixed.n, mixed.n_on_theme) == (1, 6)
    assert set(backing(once, "mixed", "visibility")["contribution_id"]) == {"c03", "c04"}
    assert mixed.sentence.startswith("1 of 6 contributions on this theme says both for and against")


def test_a_letter_is_quoted_once_where_copies_count_once(snapshot: Snapshot) -> None:
    def n_letters(narrowed: Frames) -> int:
        made = theme_synthesis(narrowed, "visibility", n_excerpts=20).statements
        return sum(e.contribution_id in ("c03", "c04") for statement in made for e in statement.excerpts)

    for_only = [
        replace(a, codings=tuple(c for c in a.codings if c.position != "against"))
        for a in snapshot.assignments
    ]
    laid = frames(replace(snapshot, assignments=tuple(for_only)))
    assert (n_letters(laid), n_letters(narrow(laid, ONCE))) == (2, 1)


def test_the_sentence_says_which_way_copies_are_counted(whole: Frames, once: Frames) -> None:
    assert narrative.copies_sentence(whole).endswith("Each contribution is counted.")
    assert narrative.copies_sentence(once) == (
        "Copies are counted once: 1 shared text in 2 of 12 contributions counts as 1 contribution."
    )


def test_counting_copies_once_is_no_filter(whole: Frames) -> None:
    assert ONCE.is_empty
    assert not narrow(whole, ONCE).is_by_contribution
    assert tables.widened(narrow(whole, replace(ONCE, cycles=(2017,))), "cycles").filters == ONCE


@pytest.mark.parametrize("format", [form for form in FORMATS if form != "qdc"])
def test_every_file_says_which_way_copies_were_counted(whole: Frames, format: ExportFormat) -> None:
    each, counted_once = (text_of(export(whole, f, format), format) for f in (Filters(), ONCE))
    assert "Each contribution is counted." in each
    assert "Copies are counted once: 1 shared text in 2 of 12 contributions counts as 1" in counted_once


def test_a_csv_file_counts_as_the_page_does_and_keeps_every_excerpt(whole: Frames) -> None:
    rows = rows_of_csv(export(whole, ONCE, "csv", "visibility"))
    assert {(row["n_on_theme"], row["n_contributions"]) for row in rows} == {("6", "11")}
    assert {"c03", "c04"} <= {row["contribution_id"] for row in rows}


def test_the_name_of_a_file_tells_that_copies_were_counted_once() -> None:
    assert export_name(replace(ONCE, cycles=(2017,)), "csv") == "synthesis-2017-copies-once.csv"
