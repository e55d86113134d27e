"""The section year on year."""

from __future__ import annotations

from dataclasses import replace

from synthesis.models import Snapshot
from synthesis.outputs.papers import make_paper
from synthesis.outputs.papers.blocks import Heading, Table
from synthesis.outputs.tables import Frames, frames
from tests.outputs.papers.given import NO_FILTER, statement


def in_cycles(snapshot: Snapshot, cycles: tuple[int, ...]) -> Frames:
    """The stocktaking with its contributions under new ids in each of these cycles."""
    made = [
        replace(each, id=f"{cycle}-{each.id}", cycle=cycle, submitted_on=None)
        for cycle in cycles
        for each in snapshot.contributions
    ]
    passages = [
        replace(each, id=f"{cycle}-{each.id}", contribution_id=f"{cycle}-{each.contribution_id}")
        for cycle in cycles
        for each in snapshot.passages
    ]
    assignments = [
        replace(
            each,
            passage_id=f"{cycle}-{each.passage_id}",
            codings=tuple(replace(one, passage_id=f"{cycle}-{one.passage_id}") for one in each.codings),
        )
        for cycle in cycles
        for each in snapshot.assignments
    ]
    return frames(
        replace(
            snapshot,
            contributions=tuple(made),
            passages=tuple(passages),
            assignments=tuple(assignments),
            copies=(),
        )
    )


def test_two_cycles_stand_beside_each_other_in_a_section_of_their_own(snapshot: Snapshot) -> None:
    paper = make_paper(in_cycles(snapshot, (2016, 2017)), NO_FILTER, "synthesis")
    assert statement(paper, "years/cycles").text == "Contributions by cycle: 12 for 2016 and 12 for 2017."
    assert statement(paper, "years/composition").text == (
        "The make-up of who replied is the same in 2017 as in 2016."
    )
    assert statement(paper, "years/visibility").text.startswith("“Visibility of coalitions” changes little")
    (table,) = [b for b in paper.blocks if isinstance(b, Table) and b.caption.startswith("Themes by cycle")]
    assert table.headings == ("Theme", "2016", "2017")
    texts = [each.text for each in paper.statements]
    assert len(texts) == len(set(texts))


def test_one_cycle_has_no_section_year_on_year(snapshot: Snapshot) -> None:
    paper = make_paper(in_cycles(snapshot, (2017,)), NO_FILTER, "synthesis")
    assert "Year on year" not in [b.text for b in paper.blocks if isinstance(b, Heading)]


def test_themes_that_come_back_unsettled_are_named_where_there_are_any(snapshot: Snapshot) -> None:
    paper = make_paper(in_cycles(snapshot, (2016, 2017)), NO_FILTER, "synthesis")
    assert "“Visibility of coalitions”: 7 of 12" in statement(paper, "recurring").text
    once = make_paper(in_cycles(snapshot, (2017,)), NO_FILTER, "synthesis")
    assert "recurring" not in [each.key for each in once.statements]
