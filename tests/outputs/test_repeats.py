"""What an organisation says again, and what says nothing, in tables and sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from synthesis.models import (
    Assignment,
    Codebook,
    Coding,
    Contribution,
    Filters,
    Passage,
    Review,
    Snapshot,
    Theme,
)
from synthesis.outputs import narrative, tables
from synthesis.outputs.export import FORMATS, ExportFormat, export
from synthesis.outputs.narrative.statements import theme_synthesis
from synthesis.outputs.tables import Frames, facet_counts, frames, narrow, theme_table, totals
from tests.outputs.export.test_export import text_of

ABOUT = "We are a federation of village libraries and ask that coalitions be shown on the front page."
NEW = "This year we also ask for fewer parallel sessions than there were before."
OUT = Filters(without_repeats=True)

SAID = {
    "a": (2016, [(ABOUT, "visibility")]),
    "b": (2017, [(ABOUT, "visibility"), (NEW, "size")]),
    "c": (2018, [(ABOUT, "visibility")]),
    "d": (2018, [("N/A", "")]),
}


def a_snapshot() -> Snapshot:
    """One organisation sends the same paragraph three times; somebody else says nothing."""
    contributions, passages, assignments = [], [], []
    for cid, (cycle, said) in SAID.items():
        text = "\n\n".join(words for words, _ in said)
        name = "" if cid == "d" else "Village libraries"
        contributions.append(Contribution(cid, text, organisation=name, cycle=cycle))
        for words, theme in said:
            start = text.index(words)
            passage = Passage.of(contributions[-1], start, start + len(words))
            passages.append(passage)
            codings = (Coding(passage.id, theme, 0.9, "for"),) if theme else ()
            assignments.append(Assignment(passage.id, "coded" if theme else "none", codings, theme))
    themes = (Theme("visibility", "Visibility", "Seen."), Theme("size", "Size", "How many."))
    return Snapshot(
        codebook=Codebook("Test", "1", themes),
        contributions=tuple(contributions),
        passages=tuple(passages),
        assignments=tuple(assignments),
    )


@pytest.fixture(scope="module")
def said() -> Frames:
    return frames(a_snapshot())


def test_the_first_time_counts_and_what_is_repeated_does_not(said: Frames) -> None:
    assert list(theme_table(said)["n"])[:2] == [3, 1]
    own = theme_table(narrow(said, OUT))
    assert list(own["n"])[:2] == [1, 1]
    assert set(own["N"]) == {4}


def test_a_contribution_that_only_repeats_says_nothing_of_its_own(said: Frames) -> None:
    assert (totals(said).n_coded, totals(said).n_silent) == (3, 1)
    own = totals(narrow(said, OUT))
    assert (own.n_coded, own.n_silent, own.n_universe, own.n_passages) == (2, 2, 4, 3)


def test_leaving_out_what_is_repeated_is_no_filter_and_goes_with_filters(said: Frames) -> None:
    assert OUT.is_empty
    later = narrow(said, replace(OUT, cycles=(2017, 2018)))
    assert list(theme_table(later)["n"])[:2] == [0, 1]
    assert tables.widened(later, "cycles").filters == OUT
    assert len(tables.widened(later, "cycles").passages) == 3


@pytest.mark.parametrize("filters", [OUT, replace(OUT, themes=("visibility",))])
def test_a_facet_count_is_what_choosing_the_value_gives(said: Frames, filters: Filters) -> None:
    for field, counted in facet_counts(said, filters).items():
        for value, n in counted.itertuples(index=False):
            chosen = narrow(said, replace(filters, **{field: (value,)}))
            assert totals(chosen).n_contributions == n, (field, value)


def test_a_passage_tells_where_else_it_was_said(said: Frames) -> None:
    words = tables.passage_table(said).set_index("contribution_id")["repeat_words"]
    assert words["a"] == "Said again in the same words in 2017 and 2018"
    assert list(words["b"]) == ["Said in the same words in 2016", ""]


def test_a_passage_that_was_changed_a_little_says_nearly(said: Frames) -> None:
    made = a_snapshot()
    other = replace(made.contributions[2], text=ABOUT.replace("front page", "first page"))
    passages = [
        Passage.of(other, 0, len(other.text)) if p.contribution_id == "c" else p for p in made.passages
    ]
    laid = frames(replace(made, contributions=(*made.contributions[:2], other), passages=tuple(passages)))
    words = tables.passage_table(laid).set_index("contribution_id")["repeat_words"]
    assert words["c"] == "Said in nearly the same words in 2016"
    assert words["a"] == "Said again in nearly the same words in 2017 and 2018"


def test_the_sentence_says_whether_repeated_passages_count(said: Frames) -> None:
    assert narrative.repeats_sentence(said) == (
        "2 of 5 passages repeat what their organisations had said before, and are counted again."
    )
    assert narrative.repeats_sentence(narrow(said, OUT)) == (
        "2 of 5 passages repeat what their organisations had said before, and are left out of all counts."
    )
    assert narrative.repeats_sentence(narrow(said, Filters(cycles=(2016,)))) == ""


@pytest.mark.parametrize("format", [form for form in FORMATS if form != "qdc"])
def test_every_file_says_whether_repeated_passages_count(said: Frames, format: ExportFormat) -> None:
    assert "and are counted again." in text_of(export(said, Filters(), format), format)
    assert "and are left out of all counts." in text_of(export(said, OUT, format), format)


def test_a_filler_says_nothing_and_is_not_none_of_the_themes(said: Frames) -> None:
    table = theme_table(said)
    assert list(table["kind"])[2:] == ["none", "undecided", "filler"]
    assert list(table["n"])[2:] == [0, 0, 1]
    shown = tables.passage_table(said).set_index("contribution_id")
    assert shown.loc["d", "outcome_words"] == "Says nothing: filler"
    assert narrative.coverage_sentence(said) == (
        "3 of 4 contributions speak about at least one of the 2 themes; 1 says nothing."
    )


def test_what_only_repeats_says_nothing_new_where_repeats_are_left_out(said: Frames) -> None:
    assert narrative.coverage_sentence(narrow(said, OUT)).endswith("; 2 say nothing new.")


def test_a_file_counts_fillers_apart_from_the_passages_that_could_be_coded(said: Frames) -> None:
    text = text_of(export(said, Filters(), "md"), "md")
    assert "4 of 4 passages coded to 2 themes" in text
    assert "1 more passage that says nothing" in text


def test_what_a_person_found_no_theme_in_is_no_filler() -> None:
    made = a_snapshot()
    review = Review(made.passages[-1].id, 1, "A person", at=datetime(2018, 1, 1, tzinfo=UTC))
    reviewed = replace(made.assignments[-1], review=review)
    laid = frames(replace(made, assignments=(*made.assignments[:-1], reviewed)))
    assert totals(laid).n_none == 1
    assert totals(laid).n_fillers == 0


def test_an_excerpt_tells_where_else_it_was_said(said: Frames) -> None:
    (statement,) = theme_synthesis(said, "visibility").statements
    told = {excerpt.contribution_id: excerpt.repeat_words for excerpt in statement.excerpts}
    assert told["a"] == "Said again in the same words in 2017 and 2018"
    assert told["b"] == "Said in the same words in 2016"
