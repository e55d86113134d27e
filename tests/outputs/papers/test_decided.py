"""What papers say of decisions: what became of them, and who had spoken by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from synthesis.models import Decision, DecisionLink, Snapshot
from synthesis.outputs.papers import make_paper
from synthesis.outputs.tables import Frames, frames
from tests.outputs.papers.given import NO_FILTER, statement


def test_decisions_stand_under_their_theme_with_what_became_of_them(whole: Frames) -> None:
    paper = make_paper(whole, NO_FILTER, "synthesis")
    told = statement(paper, "visibility/decided/d1")
    assert told.text.startswith(
        "A decision of 9 March 2018 (25th coordination meeting, paragraph 3): "
        "“It was agreed to open a page for coalitions.” Responsible: Secretariat. "
    )
    assert told.text.endswith("Its source has it as under way; no person has said so. [1]")
    assert not told.is_proposed
    assert statement(paper, "outcome_orientation/decided/d4").is_proposed
    assert "Not yet confirmed by a person: 1 of 1." in statement(paper, "outcome_orientation/decided").text
    assert "d5" not in " ".join(each.key for each in paper.statements)
    assert "No decision of a meeting is linked" in statement(paper, "cross_fertilization/decided").text


@pytest.mark.parametrize(
    ("progress", "said_by", "words"),
    [
        ("open", "", ""),  # the count above says so of all
        ("open", "A. Keeper", "It is open."),
        ("done", "", "Its source has it as done; no person has said so."),
        ("done", "A. Keeper", "It has been done."),
    ],
)
def test_a_state_is_told_as_a_fact_only_where_a_person_said_it(
    snapshot: Snapshot, progress: str, said_by: str, words: str
) -> None:
    said = [
        replace(each, progress=progress, progress_by=said_by) if each.id == "d1" else each  # type: ignore[arg-type]
        for each in snapshot.decisions
    ]
    paper = make_paper(frames(replace(snapshot, decisions=tuple(said))), NO_FILTER, "synthesis")
    told = statement(paper, "visibility/decided/d1").text
    due = "Responsible: Secretariat. Due: before the summer (1 June 2018)."
    assert told.endswith(f"{due} {words} [1]" if words else f"{due} [1]")
    assert "A. Keeper" not in str(paper.blocks)


def test_before_a_decision_stands_who_had_spoken_by_then_with_their_contributions(
    snapshot: Snapshot,
) -> None:
    first, *others = snapshot.contributions
    late = replace(snapshot, contributions=(replace(first, submitted_on=date(2018, 8, 1)), *others))
    paper = make_paper(frames(late), NO_FILTER, "synthesis")
    said = statement(paper, "visibility/said/2018-03-09")
    assert said.text.startswith("6 of 11 contributions sent by 9 March 2018 speak about “Visibility of")
    assert len(said.notes[0].cites) == 6
    keys = [each.key for each in paper.statements]
    assert keys.index(said.key) + 1 == keys.index("visibility/decided/d1")
    assert not any(key.startswith("cross_fertilization/said") for key in keys)


def test_what_the_theme_began_with_is_not_counted_once_more_before_its_decisions(whole: Frames) -> None:
    said = statement(make_paper(whole, NO_FILTER, "synthesis"), "visibility/said/2018-03-09")
    assert said.text == "All contributions on “Visibility of coalitions” had been sent by 9 March 2018."


def with_later(snapshot: Snapshot, **fields: str) -> Snapshot:
    """The stocktaking whose meeting of March says again, in its words, what that of February decided."""
    again = Decision("d6", "m25", "6", "The common calendar was agreed.", "restated")
    link = DecisionLink("d6", theme_id="outcome_orientation", score=0.9)
    again = replace(again, **fields)  # type: ignore[arg-type]
    first = [
        replace(each, quote="A common calendar will be kept.") if each.id == "d4" else each
        for each in snapshot.decisions
    ]
    return replace(snapshot, decisions=(*first, again), links=(*snapshot.links, link))


def test_what_tells_of_a_decision_stands_with_it_and_not_once_more(snapshot: Snapshot) -> None:
    paper = make_paper(frames(with_later(snapshot)), NO_FILTER, "synthesis")
    told = statement(paper, "outcome_orientation/decided/d4").text
    assert "What a later meeting said of it, going by the words: “The common calendar was agreed.”" in told
    assert "outcome_orientation/decided/d6" not in [each.key for each in paper.statements]


def test_what_a_person_merged_is_told_as_a_repetition_and_counts_once(snapshot: Snapshot) -> None:
    merged = with_later(snapshot, restates="d4", review="confirmed")
    paper = make_paper(frames(merged), NO_FILTER, "synthesis")
    told = statement(paper, "outcome_orientation/decided/d4").text
    assert "A person said that this repeats it: “The common calendar was agreed.”" in told
    assert statement(paper, "outcome_orientation/decided").text.startswith("1 decision from 1 meeting")
