"""The annex of inputs: who sent what, what cites it, and why nothing does."""

from __future__ import annotations

from dataclasses import replace

from synthesis.models import Filters, Snapshot
from synthesis.outputs.papers import make_paper
from synthesis.outputs.papers.blocks import Table
from synthesis.outputs.tables import Frames, frames
from tests.outputs.papers.given import NO_FILTER, statement


def test_nothing_is_cited_in_the_annex_of_a_draft_in_which_every_statement_was_struck(whole: Frames) -> None:
    annex = make_paper(whole, NO_FILTER, "annex", drafted=())
    assert statement(annex, "annex/cited").text.startswith("0 of 12 contributions are cited")


def test_the_annex_names_for_each_contribution_the_paragraphs_that_cite_it(whole: Frames) -> None:
    numbers = {
        each.key: number
        for number, each in enumerate(make_paper(whole, NO_FILTER, "synthesis").statements, start=1)
    }
    annex = make_paper(whole, NO_FILTER, "annex")
    rows = {row[0]: row for block in annex.blocks if isinstance(block, Table) for row in block.rows}
    first = rows["C1"]
    assert first[2:4] == ("Government, Western European and Others Group (WEOG)", "English")
    assert first[4] == f"{numbers['visibility/spoke']}, {numbers['visibility/for']}"
    assert first[5:] == ("9", "2", "1")
    assert len([label for label in rows if label.startswith("C")]) >= 12


def test_the_annex_says_of_each_contribution_that_no_paragraph_cites_why(
    snapshot: Snapshot, whole: Frames
) -> None:
    annex = make_paper(whole, NO_FILTER, "annex")
    assert statement(annex, "annex/cited").text.startswith("10 of 12 contributions are cited")
    assert statement(annex, "annex/not_cited/none").text == (
        "1 of 12 contributions spoke about none of the themes: C11."
    )
    assert statement(annex, "annex/not_cited/undecided").text.endswith(
        "could not be coded with certainty: C12."
    )
    of_cycle = make_paper(whole, Filters(cycles=(2016,)), "annex")
    assert statement(of_cycle, "annex/filtered").text == (
        "11 of 12 contributions in the store do not pass the filters of this annex: C2 to C12."
    )
    undecided = frames(replace(snapshot, decisions=(), links=()))  # else what was said before them cites all
    accepted = make_paper(undecided, Filters(review=("accepted",)), "annex")
    assert "no coding that passes the filters" in statement(accepted, "annex/not_cited/filter").text
