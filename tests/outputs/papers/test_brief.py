"""The brief to the MAG."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from synthesis.models import Codebook, PositionGuide, Snapshot, Theme
from synthesis.outputs.papers import make_paper
from synthesis.outputs.papers.blocks import Table
from synthesis.outputs.papers.brief import MOST_DECISIONS, MOST_THEMES
from synthesis.outputs.tables import frames
from tests.outputs.conftest import THEMES
from tests.outputs.papers.given import NO_FILTER, guided_paper, statement


def test_the_brief_gives_each_theme_a_line_that_leads_to_the_synthesis_paper() -> None:
    numbers = [each.key for each in guided_paper("synthesis", NO_FILTER).statements]
    told = statement(guided_paper("brief", NO_FILTER), "visibility/brief")
    assert told.text == (
        "“Visibility of coalitions” was raised by 7 of 12 contributions, from Governments (2) and Civil "
        "Society (5) [1]: 5, from Governments (1) and Civil Society (4), for “seen more”; 1 on both sides; "
        "1 without a clear position."
    )
    first, last = (numbers.index(f"visibility/{position}") + 1 for position in ("spoke", "unclear"))
    assert told.notes[0].lead == f"Synthesis paper, paragraphs {first} to {last}."


def test_the_brief_asks_for_what_three_groups_want_without_a_decision(snapshot: Snapshot) -> None:
    undecided = replace(snapshot, links=())
    wider = frames(raised_by_three(undecided))
    told = statement(make_paper(wider, NO_FILTER, "brief"), "visibility/asked")
    assert told.text.startswith(
        "To consider “Visibility of coalitions”, on which no decision is in the register: 6 of 12 "
        "contributions, "
    )
    keys = [each.key for each in make_paper(frames(undecided), NO_FILTER, "brief").statements]
    assert not any("/asked" in key for key in keys)


def raised_by_three(snapshot: Snapshot) -> Snapshot:
    """Confirm what a third group said on visibility and a person had rejected."""
    return replace(
        snapshot,
        assignments=tuple(
            replace(each, codings=tuple(replace(c, status="accepted") for c in each.codings))
            for each in snapshot.assignments
        ),
    )


def test_the_brief_counts_as_overdue_what_was_due_before_the_last_change(snapshot: Snapshot) -> None:
    keys = [each.key for each in make_paper(frames(snapshot), NO_FILTER, "brief").statements]
    assert "brief/overdue" not in keys
    later = frames(replace(snapshot, changed_at=datetime(2018, 7, 1, tzinfo=UTC)))
    assert statement(make_paper(later, NO_FILTER, "brief"), "brief/overdue").text == (
        "To ask what became of 1 item whose date had passed on 1 July 2018 and that is not recorded as "
        "ended (Secretariat, 1 June 2018)."
    )


def test_the_brief_lists_decisions_before_what_only_carries_them_out_and_calls_that_what_it_is(
    snapshot: Snapshot,
) -> None:
    kinds = {"d1": "conditional", "d2": "commitment", "d4": "decision"}
    progress = replace(
        snapshot,
        decisions=tuple(
            replace(each, kind=kinds.get(each.id, each.kind), progress="open")  # type: ignore[arg-type]
            for each in snapshot.decisions
        ),
    )
    paper = make_paper(frames(progress), NO_FILTER, "brief")
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    first, *others = [row[0] for row in table.rows]
    assert not first.startswith(("Commitment", "Under a condition"))
    assert [each.split(":")[0] for each in others] == ["Commitment", "Under a condition"]
    assert "3 items (1 decision, 1 commitment and 1 undertaking on a condition)" in (
        statement(paper, "brief/decided").text
    )


def test_the_brief_stays_on_two_pages_however_much_there_is(snapshot: Snapshot) -> None:
    paper = make_paper(frames(a_large_stocktaking(snapshot)), NO_FILTER, "brief")
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    assert len(tables) == 1
    assert len(tables[0].rows) == MOST_DECISIONS
    assert sum("/brief" in each.key for each in paper.statements) == MOST_THEMES
    told = [getattr(b, "text", "") for b in paper.blocks] + [cell for row in tables[0].rows for cell in row]
    assert 300 < sum(len(text.split()) for text in told) <= 900


def a_large_stocktaking(snapshot: Snapshot) -> Snapshot:
    """Each theme three times over, with long names, and each decision ten times, in long words."""
    n_times, labels = (
        3,
        PositionGuide("Wants more of it.", label="more of what there is, and sooner than now"),
    )
    themes = tuple(
        Theme(f"{theme.id}_{n}", f"{theme.name}, seen from side {n}", "Words.", position_for=labels)
        for n in range(n_times)
        for theme in THEMES
    )
    assignments = tuple(
        replace(
            each,
            codings=tuple(
                replace(c, theme_id=f"{c.theme_id}_{n}", position=position)
                for c in each.codings
                for n, position in enumerate(("for", "against", "for"))
            ),
        )
        for each in snapshot.assignments
    )
    decisions, links = [], []
    for d in snapshot.decisions:
        for n in range(10):
            decisions.append(replace(d, id=f"{d.id}_{n}", owner="The Secretariat with all coalitions"))
            links += [
                replace(link, decision_id=f"{d.id}_{n}", theme_id="visibility_0", passage_id="")
                for link in snapshot.links
                if link.decision_id == d.id and link.theme_id
            ]
    made = replace(snapshot, codebook=Codebook("Large", "1", themes), assignments=assignments)
    return replace(made, decisions=tuple(decisions), links=tuple(links[:1] and dict.fromkeys(links)))
