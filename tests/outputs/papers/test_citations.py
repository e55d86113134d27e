"""What papers cite: each note cites those that its statement counts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from synthesis.models import Filters
from synthesis.outputs.papers import PAPERS, make_paper
from synthesis.outputs.papers.blocks import PLACE_OF_NOTE, Cite, Listing, Quote, parts
from synthesis.outputs.tables import Frames, excerpts, narrow, positions_by_group, theme_table
from tests.outputs.papers.given import GUIDED_FRAMES, NO_FILTER, WAYS, guided_paper, of_theme, takers


@pytest.mark.parametrize("filters", WAYS)
@pytest.mark.parametrize("kind", ["synthesis", "theme"])
def test_a_note_cites_exactly_the_contributions_that_its_statement_counts(
    filters: Filters, kind: Any
) -> None:
    paper = guided_paper(kind, filters)
    of_one = replace(filters, themes=("visibility",))
    narrowed = narrow(GUIDED_FRAMES, of_one if kind == "theme" else filters)
    counts_as = dict(zip(narrowed.universe["id"], narrowed.universe["counts_as"], strict=True))
    coded = excerpts(narrowed)
    n_checked = 0
    for theme_id, position, each in of_theme(paper, narrowed):
        wanted = takers(narrowed, theme_id, position)
        cited = [cite.contribution_id for note in each.notes for cite in note.cites]
        assert len(cited) == len(wanted)
        assert {counts_as[each] for each in cited} == wanted
        of_note = coded[(coded["theme_id"] == theme_id)]
        passages = {passage for note in each.notes for passage in note.passage_ids}
        assert passages <= set(of_note["passage_id"])
        if position in ("for", "against"):
            taken = of_note[of_note["passage_id"].isin(passages)]
            assert set(taken["position"]) == {position}
        n_checked += bool(wanted)
    assert n_checked or not len(coded)


@pytest.mark.parametrize("filters", WAYS)
def test_every_number_of_a_statement_is_one_of_the_tables(filters: Filters) -> None:
    narrowed = narrow(GUIDED_FRAMES, filters)
    table = theme_table(narrowed).set_index("theme_id")
    for theme_id, position, each in of_theme(guided_paper("synthesis", filters), narrowed):
        row = table.loc[theme_id]
        n = int(row["n"] if position == "spoke" else row[f"n_{position}"])
        groups = positions_by_group(narrowed, theme_id)
        of_group = groups["n" if position == "spoke" else f"n_{position}"]
        known = {
            n,
            int(row["n"]),
            int(row["N"]),
            *map(int, of_group),
            *map(int, groups["N"]),
            int(row["n_copies"]),
        }
        known |= {len(note.passage_ids) for note in each.notes} | {3}  # of the passages three are quoted
        told = PLACE_OF_NOTE.sub("", each.text.replace(narrowed.themes["name"].iloc[0], ""))
        assert {int(number) for number in re.findall(r"\d+", told)} <= known
        if n:
            assert f"{n} of {row['N']}" in each.text


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("filters", WAYS)
def test_every_call_of_a_note_has_its_note_and_every_note_its_call(kind: Any, filters: Filters) -> None:
    for each in guided_paper(kind, filters).statements:
        called = [part for part in parts(each) if not isinstance(part, str)]
        assert called == list(each.notes)
        assert "[" not in "".join(part for part in parts(each) if isinstance(part, str))


@pytest.mark.parametrize("kind", ["synthesis", "theme"])
@pytest.mark.parametrize("filters", WAYS)
def test_every_citation_leads_to_an_entry_of_the_same_label(kind: Any, filters: Filters) -> None:
    paper = guided_paper(kind, filters)
    entries = {
        (entry.contribution_id, entry.label)
        for block in paper.blocks
        if isinstance(block, Listing)
        for entry in block.entries
    }
    quoted = [block.cite for block in paper.blocks if isinstance(block, Quote) and block.cite]
    cites: list[Cite] = [cite for each in paper.statements for note in each.notes for cite in note.cites]
    assert {(cite.contribution_id, cite.label) for cite in [*cites, *quoted]} <= entries


def test_a_contribution_has_one_label_in_every_paper_of_one_state() -> None:
    labels: dict[str, set[str]] = {}
    for filters in WAYS:
        for block in guided_paper("synthesis", filters).blocks:
            for entry in block.entries if isinstance(block, Listing) else ():
                labels.setdefault(entry.contribution_id, set()).add(entry.label)
    assert len(labels) == 12
    assert all(len(each) == 1 for each in labels.values())


def test_labels_count_by_cycle_group_and_name(whole: Frames) -> None:
    (listing,) = [b for b in make_paper(whole, NO_FILTER, "synthesis").blocks if isinstance(b, Listing)]
    assert [entry.label for entry in listing.entries] == [f"C{n}" for n in range(1, 13)]
    assert listing.entries[0].contribution_id == "c12"
    assert listing.entries[-1].contribution_id == "c10"
