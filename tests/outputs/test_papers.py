"""What papers say: each number is that of the tables, each note cites those that its statement counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from synthesis.errors import InputError
from synthesis.models import (
    Assignment,
    Codebook,
    CopyGroup,
    Decision,
    DecisionLink,
    Filters,
    PositionGuide,
    Snapshot,
    Theme,
    Topic,
    TopicTerm,
)
from synthesis.outputs.papers import PAPER_WORDS, PAPERS, make_paper
from synthesis.outputs.papers.blocks import (
    PLACE_OF_NOTE,
    Callout,
    Cite,
    Heading,
    Listing,
    Paper,
    PaperKind,
    Quote,
    Statement,
    Table,
    parts,
)
from synthesis.outputs.papers.brief import MOST_DECISIONS, MOST_THEMES
from synthesis.outputs.papers.citing import SHOWN_CALL
from synthesis.outputs.papers.quantities import quantity, table_of_quantities
from synthesis.outputs.tables import (
    SMALL_GROUP,
    Frames,
    excerpts,
    frames,
    narrow,
    positions_by_group,
    stances,
    theme_table,
)

from .conftest import THEMES, a_snapshot, without_sides

NO_FILTER = Filters()
WAYS = [
    NO_FILTER,
    Filters(copies_once=True),
    Filters(cycles=(2017,)),
    Filters(stakeholder_groups=("Civil Society",)),
    Filters(review=("accepted",)),
    Filters(themes=("visibility", "programme_size")),
    Filters(regions=("African Group",), without_repeats=True),
]
GUIDED = (
    PositionGuide("Wants coalitions seen more, or praises where they were.", label="seen more"),
    PositionGuide("Finds coalitions seen enough.", label="seen enough"),
)


def guided(snapshot: Snapshot) -> Snapshot:
    """The same stocktaking, whose codebook says what for and against mean on visibility."""
    first = replace(THEMES[0], position_for=GUIDED[0], position_against=GUIDED[1])
    return replace(snapshot, codebook=Codebook("Test themes", "1.3", (first, *THEMES[1:])))


GUIDED_FRAMES = frames(guided(a_snapshot()))


@cache
def guided_paper(kind: Any, filters: Filters) -> Paper:
    """Make a paper of the guided stocktaking, once for all tests; the theme summary is on visibility."""
    return make_paper(GUIDED_FRAMES, filters, kind, "visibility" if kind == "theme" else "")


def all_confirmed(snapshot: Snapshot) -> Snapshot:
    def confirm(each: Assignment) -> Assignment:
        return replace(each, codings=tuple(replace(c, status="accepted") for c in each.codings))

    return replace(
        snapshot,
        assignments=tuple(confirm(each) for each in snapshot.assignments),
        decisions=tuple(replace(d, review="confirmed") for d in snapshot.decisions),
        links=tuple(replace(link, status="confirmed") for link in snapshot.links),
    )


def statement(paper: Paper, key: str) -> Statement:
    (found,) = [each for each in paper.statements if each.key == key]
    return found


def words(paper: Paper) -> str:
    return "\n".join(
        str(getattr(block, "text", "")) if not isinstance(block, Table) else repr(block.rows)
        for block in paper.blocks
    )


def of_theme(paper: Paper, narrowed: Frames) -> Iterator[tuple[str, str, Statement]]:
    """Give each statement on what was said about a theme: the theme, the position or `spoke`."""
    for each in paper.statements:
        theme_id, _, position = each.key.partition("/")
        if theme_id in set(narrowed.themes["id"]) and position in (
            "spoke",
            "for",
            "against",
            "mixed",
            "unclear",
        ):
            yield theme_id, position, each


def takers(narrowed: Frames, theme_id: str, position: str) -> set[str]:
    said = stances(narrowed)
    said = said[said["theme_id"] == theme_id]
    return set(said["counts_as"] if position == "spoke" else said[said["position"] == position]["counts_as"])


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
    assert "No person has confirmed this item." in statement(paper, "outcome_orientation/decided/d4").text
    assert "d5" not in " ".join(each.key for each in paper.statements)
    assert "No decision of a meeting is linked" in statement(paper, "cross_fertilization/decided").text


@pytest.mark.parametrize(
    ("progress", "said_by", "words"),
    [
        ("open", "", "Nobody has said what became of it."),
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
    assert told.endswith(f"Responsible: Secretariat. Due: before the summer (1 June 2018). {words} [1]")
    assert "A. Keeper" not in str(paper.blocks)


def test_before_a_decision_stands_who_had_spoken_by_then_with_their_contributions(whole: Frames) -> None:
    paper = make_paper(whole, NO_FILTER, "synthesis")
    said = statement(paper, "visibility/said/2018-03-09")
    assert said.text.startswith("7 of 12 contributions sent by 9 March 2018 speak about “Visibility of")
    assert len(said.notes[0].cites) == 7
    keys = [each.key for each in paper.statements]
    assert keys.index(said.key) + 1 == keys.index("visibility/decided/d1")
    assert not any(key.startswith("cross_fertilization/said") for key in keys)


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
    assert "By its words this tells of it: “The common calendar was agreed.”" in told
    assert "outcome_orientation/decided/d6" not in [each.key for each in paper.statements]


def test_what_a_person_merged_is_told_as_a_repetition_and_counts_once(snapshot: Snapshot) -> None:
    merged = with_later(snapshot, restates="d4", review="confirmed")
    paper = make_paper(frames(merged), NO_FILTER, "synthesis")
    told = statement(paper, "outcome_orientation/decided/d4").text
    assert "A person said that this repeats it: “The common calendar was agreed.”" in told
    assert statement(paper, "outcome_orientation/decided").text.startswith("1 decision from 1 meeting")


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
        "1 of 12 contributions, from Civil Society, spoke of what the program calls “coffee”"
    )
    assert told.is_proposed
    gone = replace(topic, is_found=False)
    keys = [each.key for each in make_paper(whole, NO_FILTER, "synthesis", topics=(gone,)).statements]
    assert "topics" not in keys


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
    before = next(number for key, number in numbers.items() if key.startswith("visibility/said/"))
    assert first[4] == f"{numbers['visibility/spoke']}, {numbers['visibility/for']}, {before}"
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
        "To ask what became of 1 decision whose date had passed on 1 July 2018 and that is not recorded as "
        "ended (Secretariat, 1 June 2018)."
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


EMPTY = replace(a_snapshot(), contributions=(), passages=(), assignments=(), copies=())
STATES = {
    "no contributions": EMPTY,
    "nothing at all": Snapshot(),
    "no codebook": replace(a_snapshot(), codebook=Codebook("", "", ())),
    "no decisions": replace(a_snapshot(), decisions=(), meetings=(), links=()),
    "nothing coded": replace(a_snapshot(), assignments=()),
    "half coded": replace(a_snapshot(), assignments=a_snapshot().assignments[:5]),
    "no sides": without_sides(a_snapshot()),
    "all confirmed": all_confirmed(a_snapshot()),
    "one contribution": replace(
        a_snapshot(),
        contributions=a_snapshot().contributions[:1],
        passages=a_snapshot().passages[:3],
        copies=(),
    ),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_of_little_is_made_and_says_what_is_not_there(state: str, kind: Any) -> None:
    whole = frames(STATES[state])
    if kind == "theme" and not len(whole.themes):
        with pytest.raises(InputError, match="needs one theme"):
            make_paper(whole, NO_FILTER, kind)
        return
    for filters in WAYS[:2] if kind == "synthesis" else WAYS[:1]:
        paper = make_paper(whole, filters, kind, "visibility" if kind == "theme" else "")
        assert paper.statements
        for each in paper.statements:
            assert re.fullmatch(r"[A-Z0-9“].*[.]”?(?: \[1\])?", each.text), each.text
            assert "  " not in each.text
            assert not re.search(r"\bnan\b|None\b(?! (?:of|was))|, ,|\(\)", each.text), each.text


def test_a_theme_without_sides_has_one_statement_and_no_position(snapshot: Snapshot) -> None:
    paper = make_paper(frames(without_sides(snapshot)), NO_FILTER, "theme", "programme_size")
    keys = [each.key for each in paper.statements if each.key.startswith("programme_size/")]
    said = [key for key in keys if "decided" not in key and "/said/" not in key]
    assert said == ["programme_size/spoke"]


@pytest.mark.parametrize("call", ["[1]", "[C3]", "[c1]", "[C3, DC7]", "[?]"])
@pytest.mark.parametrize("kind", PAPERS)
def test_words_of_others_that_look_like_a_citation_or_a_line_break_stay_words(
    snapshot: Snapshot, kind: Any, call: str
) -> None:
    hostile = PositionGuide(f"Wants {call} and\n{call} more.", label=f"more {call}")
    theme = Theme("visibility", f"Seen {call}", f"How {call}.", position_for=hostile)
    decisions = tuple(
        replace(d, quote=f"{d.quote} {call}", owner=f"Group {call}", due=f"soon {call}")
        for d in snapshot.decisions
    )
    meetings = tuple(replace(meeting, title=f"{meeting.title} {call}") for meeting in snapshot.meetings)
    coffee = next(each.id for each in snapshot.passages if each.text == "Thank you for the coffee.")
    topics = (Topic("t1", f"coffee {call}", (TopicTerm("coffe", "coffee", 0.9),), (coffee,), (0.9,)),)
    book = Codebook(f"Of {call}", "1", (theme,))
    made = replace(snapshot, codebook=book, decisions=decisions, meetings=meetings)
    about = "visibility" if kind == "theme" else ""
    paper = make_paper(frames(made), NO_FILTER, kind, about, topics=topics)
    for each in paper.statements:
        called = [part for part in parts(each) if not isinstance(part, str)]
        assert called == list(each.notes)
        assert SHOWN_CALL.findall(each.text) == [f"[{place}]" for place in range(1, len(called) + 1)]


def test_the_same_state_gives_the_same_paper(snapshot: Snapshot) -> None:
    turned = replace(
        snapshot,
        contributions=snapshot.contributions[::-1],
        passages=snapshot.passages[::-1],
        assignments=snapshot.assignments[::-1],
        decisions=snapshot.decisions[::-1],
    )
    for kind in PAPERS:
        theme = "visibility" if kind == "theme" else ""
        made = [make_paper(frames(each), NO_FILTER, kind, theme).blocks for each in (snapshot, turned)]
        assert made[0] == made[1]


@pytest.mark.parametrize("kind", PAPERS)
def test_keys_are_unique_and_do_not_change_when_numbers_do(snapshot: Snapshot, kind: Any) -> None:
    theme = "visibility" if kind == "theme" else ""
    before = [each.key for each in make_paper(frames(snapshot), NO_FILTER, kind, theme).statements]
    assert len(before) == len(set(before))
    fewer = replace(snapshot, contributions=snapshot.contributions[1:])
    after = {each.key for each in make_paper(frames(fewer), NO_FILTER, kind, theme).statements}
    gained = after - set(before)
    assert not any(key.startswith(("visibility/spoke", "introduction/")) for key in gained)


def test_a_paper_that_does_not_exist_is_refused_with_the_choices(whole: Frames) -> None:
    with pytest.raises(InputError, match=r"no paper 'novel'.*synthesis, theme, brief, annex"):
        make_paper(whole, NO_FILTER, "novel")  # type: ignore[arg-type]
    assert set(PAPER_WORDS) == set(PAPERS)
