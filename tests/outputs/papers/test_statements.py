"""What papers say: each number is that of the tables, each position has its statement."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from synthesis.models import CopyGroup, Filters, Snapshot, Topic, TopicTerm
from synthesis.outputs.papers import PAPERS, make_paper
from synthesis.outputs.papers.blocks import Callout, Heading, PaperKind, Quote
from synthesis.outputs.papers.quantities import quantity, table_of_quantities
from synthesis.outputs.tables import SMALL_GROUP, Frames, frames, theme_table
from tests.outputs.papers.given import NO_FILTER, all_confirmed, guided_paper, statement, words


def test_a_statement_says_how_many_from_whom_and_what_they_did() -> None:
    paper = guided_paper("synthesis", NO_FILTER)
    assert statement(paper, "visibility/for").text == (
        "5 of 12 contributions, from Governments (1) and Civil Society (4), wanted coalitions seen more, or "
        "praised where they were [1]. Of the 7 that spoke about the theme, most (5) took this view. "
        "Quoted: 3 of 5 passages."
    )
    assert statement(paper, "visibility/spoke").text.startswith(
        "Most contributions, 7 of 12, from Governments (2) and Civil Society (5), spoke about "
    )
    assert "None was found that found coalitions seen enough." in statement(paper, "visibility/spoke").text


def test_one_group_alone_and_one_contribution_alone_read_well(snapshot: Snapshot) -> None:
    paper = make_paper(frames(snapshot), NO_FILTER, "synthesis")
    assert statement(paper, "outcome_orientation/against").text == (
        "By contrast, 1 of 12 contributions, from the Technical Community, was against [1]."
    )
    assert statement(paper, "visibility/mixed").text.startswith(
        "1 of 12 contributions, from Civil Society, said something on each side [1]."
    )
    alone = make_paper(frames(snapshot), Filters(stakeholder_groups=("Civil Society",)), "synthesis")
    assert "4 of 5 contributions, all from Civil Society, were in favour [1]." in words(alone)


def test_the_larger_side_comes_first_and_every_position_has_its_statement(snapshot: Snapshot) -> None:
    against = tuple(
        replace(each, codings=tuple(replace(c, position=SWAPPED[c.position]) for c in each.codings))
        for each in snapshot.assignments
    )
    whole = frames(replace(snapshot, assignments=against))
    paper = make_paper(whole, NO_FILTER, "synthesis")
    keys = [each.key for each in paper.statements if each.key.startswith("visibility/")]
    assert keys[:4] == ["visibility/spoke", "visibility/against", "visibility/mixed", "visibility/unclear"]
    table = theme_table(whole).set_index("theme_id")
    for theme_id in whole.themes["id"]:
        for position in ("for", "against", "mixed", "unclear"):
            has_statement = any(each.key == f"{theme_id}/{position}" for each in paper.statements)
            assert has_statement == (table.loc[theme_id, f"n_{position}"] > 0)


SWAPPED: dict[str, Any] = {"for": "against", "against": "for", "mixed": "mixed", "unclear": "unclear"}


def test_a_paper_on_proposals_says_so_first_with_the_figure_of_agreement(whole: Frames) -> None:
    paper = make_paper(whole, NO_FILTER, "synthesis", agreement="They agree at .80.")
    first = [block.text for block in paper.blocks[:2] if isinstance(block, Callout)]
    assert first[1] == (
        "Made on proposals: 2 of 13 codings are confirmed by a person; the others are proposals of the "
        "program. They agree at .80."
    )
    unmeasured = make_paper(whole, NO_FILTER, "brief")
    assert "has not been measured" in words(unmeasured)


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_on_confirmed_codings_has_no_word_of_proposals(snapshot: Snapshot, kind: Any) -> None:
    confirmed = frames(all_confirmed(snapshot))
    paper = make_paper(confirmed, NO_FILTER, kind, "visibility" if kind == "theme" else "")
    assert not any(each.is_proposed for each in paper.statements)
    assert "proposals of the program." not in " ".join(b.text for b in paper.blocks if isinstance(b, Callout))


def test_a_statement_is_proposed_until_a_person_confirmed_all_it_counts(whole: Frames) -> None:
    paper = make_paper(whole, NO_FILTER, "synthesis")
    assert statement(paper, "visibility/for").is_proposed
    assert not statement(paper, "outcome_orientation/against").is_proposed
    (note,) = statement(paper, "visibility/for").notes
    assert note.tail == ". Not yet confirmed by a person: 4 of 5."


def test_words_of_quantity_are_those_of_the_printed_table() -> None:
    for total in (SMALL_GROUP, 12, 107, 5_000):
        rows = table_of_quantities(total).rows
        for word, _, span in rows:
            bounds = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", span)][:-1]
            for n in bounds:
                assert quantity(n, total) == word.lower()
        told = [n for n in range(1, total + 1) if not quantity(n, total)]
        assert told == []
    assert {quantity(n, SMALL_GROUP - 1) for n in range(SMALL_GROUP)} == {""}


def test_each_group_that_takes_a_position_is_quoted_before_any_is_quoted_twice(snapshot: Snapshot) -> None:
    paper = make_paper(frames(snapshot), NO_FILTER, "synthesis")
    place = next(n for n, b in enumerate(paper.blocks) if getattr(b, "key", "") == "visibility/for")
    quotes = []
    for block in paper.blocks[place + 1 :]:
        if not isinstance(block, Quote):
            break
        quotes.append(block)
    assert ["Government" in each.by for each in quotes[:2]].count(True) == 1
    assert len(quotes) == 3


def test_a_quote_names_its_language_where_it_is_not_english(whole: Frames) -> None:
    quotes = [block for block in make_paper(whole, NO_FILTER, "synthesis").blocks if isinstance(block, Quote)]
    french = [each.by for each in quotes if each.language == "fr"]
    assert french
    assert all("in French" in by for by in french)
    assert not any("in English" in each.by for each in quotes)


@pytest.mark.parametrize("kind", ["synthesis", "theme", "brief", "annex"])
def test_every_paper_made_on_proposals_says_the_agreement_that_was_measured(
    whole: Frames, kind: PaperKind
) -> None:
    paper = make_paper(whole, NO_FILTER, kind, "visibility" if kind == "theme" else "", agreement="Alpha .8.")
    said = [block.text for block in paper.blocks if isinstance(block, Callout)]
    assert sum("Alpha .8." in words and "Made on proposals" in words for words in said) == 1


def test_copies_of_a_letter_are_told_apart_with_their_senders(snapshot: Snapshot) -> None:
    copied = replace(snapshot, copies=(CopyGroup("k1", ("c03", "c04", "c02"), is_exact=True),))
    paper = make_paper(frames(copied), NO_FILTER, "synthesis")
    told = statement(paper, "campaigns/k1")
    assert told.text == (
        "3 of 12 contributions, all from Civil Society, have the same text [1]. In this paper each of them "
        "counts. They make up 3 of the 7 on “Visibility of coalitions”."
    )
    assert {cite.contribution_id for note in told.notes for cite in note.cites} == {"c02", "c03", "c04"}
    assert "2 of them sent a letter that others sent too" in statement(paper, "visibility/for").text
    once = make_paper(frames(copied), Filters(copies_once=True), "synthesis")
    assert "In this paper they count as one." in statement(once, "campaigns/k1").text
    without = make_paper(frames(replace(snapshot, copies=())), NO_FILTER, "synthesis")
    assert "Campaigns and copies" not in [b.text for b in without.blocks if isinstance(b, Heading)]


def test_topics_stand_in_a_paper_as_proposals(snapshot: Snapshot, whole: Frames) -> None:
    terms = (TopicTerm("coffe", "coffee", 0.9),)
    passage_id = next(p.id for p in snapshot.passages if p.text == "Thank you for the coffee.")
    topic = Topic("t1", "coffee", terms, (passage_id,), (0.9,))
    told = statement(make_paper(whole, NO_FILTER, "synthesis", topics=(topic,)), "topics/t1")
    assert told.text.startswith(
        "1 of 12 contributions, from Civil Society, spoke of a subject whose typical words are “coffee”"
    )
    assert told.is_proposed
    gone = replace(topic, is_found=False)
    keys = [each.key for each in make_paper(whole, NO_FILTER, "synthesis", topics=(gone,)).statements]
    assert "topics" not in keys


def test_a_heading_is_not_run_into_the_sentence_that_is_quoted(snapshot: Snapshot) -> None:
    text = "What to do\n\nNo worries:\nCut the talks."  # as long as the passage in its place
    passages = tuple(
        replace(each, text=text) if each.id == "c01:0-38" else each for each in snapshot.passages
    )
    paper = make_paper(frames(replace(snapshot, passages=passages)), NO_FILTER, "synthesis")
    quotes = {block.text for block in paper.blocks if isinstance(block, Quote) and "Cut" in block.text}
    assert quotes == {"What to do\nNo worries:\nCut the talks."}
