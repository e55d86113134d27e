"""What is said of proposed topics: counts of contributions, covered and uncovered, in sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from synthesis.community.alignment import Alignment, align
from synthesis.models import Filters, Group, ProposedTopic, Topic, TopicTerm
from synthesis.outputs import alignment as counts
from synthesis.outputs import alignment_words as words
from synthesis.outputs.tables import Frames, frames, narrow
from tests.outputs.conftest import a_snapshot

PAGES = ProposedTopic(
    "pages",
    "Coalitions in the opening",
    cycle=2018,
    description="Coalitions that are hard to find; publicity and shows.",
)
OPERA = ProposedTopic("opera", "Opera", cycle=2018, description="Arias and singers.")
GROUPS = (
    Group("dc3", "Coalition on Networks", "dynamic coalition", "DC3", remit="Masts, villages."),
    Group("stage", "Coalition on Opera", "best practice forum", "STAGE", remit="Singers of arias."),
)


@pytest.fixture(scope="module")
def stored() -> Frames:
    return frames(a_snapshot())


def aligned(narrowed: Frames, *topics: ProposedTopic) -> Alignment:
    known = {passage.id: passage for passage in a_snapshot().passages}
    return align(topics, GROUPS, [known[each] for each in narrowed.passages["id"]], "wide")


def test_a_cell_counts_contributions_with_a_passage_on_the_theme_that_is_near(stored: Frames) -> None:
    found = aligned(stored, PAGES, OPERA)
    cells = counts.theme_cells(found, stored).set_index(["topic_id", "theme_id"])
    assert set(cells["N"]) == {len(stored.universe)}
    (fit,) = [fit for fit in found.fits if fit.topic == PAGES]
    behind = counts.passages_behind(fit, stored, theme_id="visibility")
    assert (
        cells.loc[("pages", "visibility"), "n"] == len({each.passage.contribution_id for each in behind}) > 0
    )
    assert cells.loc["opera"]["n"].sum() == 0


def test_passages_behind_a_cell_are_only_those_of_its_theme_or_group(stored: Frames) -> None:
    (fit,) = aligned(stored, PAGES).fits
    coded = stored.codings
    on_theme = set(coded.loc[coded["theme_id"] == "visibility", "passage_id"])
    assert {
        near.passage.id for near in counts.passages_behind(fit, stored, theme_id="visibility")
    } <= on_theme
    assert counts.passages_behind(fit, stored, within=set()) == []


def test_an_issue_is_covered_where_enough_that_raise_it_are_near_a_topic(stored: Frames) -> None:
    issues = counts.issues(aligned(stored, PAGES), stored, ()).set_index("issue_id")
    assert issues.loc["visibility", "is_covered"]
    assert issues.loc["visibility", "n_near"] >= counts.COVERED_BY
    assert not issues.loc["programme_size", "is_covered"]
    none = counts.issues(aligned(stored, OPERA), stored, ())
    assert not none["is_covered"].any()


def test_topics_beyond_the_codebook_are_issues_until_somebody_decides(stored: Frames) -> None:
    passage = stored.passages["id"].iloc[0]
    topic = Topic("t1", "visa", (TopicTerm("vis", "visa", 1.0),), (passage,), (1.0,))
    found = aligned(stored, OPERA)
    assert "t1" in set(counts.issues(found, stored, [topic])["issue_id"])
    assert "t1" not in set(counts.issues(found, stored, [replace(topic, is_found=False)])["issue_id"])


def test_groups_are_untouched_by_kind(stored: Frames) -> None:
    found = aligned(stored, OPERA)
    assert [group.id for group in counts.untouched(found, ())] == ["dc3"]
    assert counts.untouched(found, ["best practice forum"]) == []
    assert words.untouched_sentence(counts.untouched(found, ()), found, ()) == (
        "1 of 2 groups has a remit that no proposed topic touches."
    )


def test_sentences_say_n_of_n_and_that_nothing_is_near(stored: Frames) -> None:
    found = aligned(stored, PAGES, OPERA)
    said = [words.topic_sentence(fit, found, stored) for fit in found.fits]
    n = counts.n_near(found.fits[0], stored)
    assert f"near it: {n} of {len(stored.universe)} contributions" in said[0]
    assert said[1] == "“Opera”: no passage is near it; it touches the remit of STAGE."
    overview = words.overview_sentence(found, stored)
    assert "1 of 2 proposed topics has a passage" in overview
    issues = counts.issues(found, stored, ()).set_index("issue_id")
    sentence = words.issue_sentence(issues.loc["visibility"].to_dict(), words.titles_of(found))
    assert f"of {len(stored.universe)} contributions" in sentence
    assert "“Coalitions in the opening”" in sentence


def test_a_filter_narrows_what_is_counted(stored: Frames) -> None:
    narrowed = narrow(stored, Filters(stakeholder_groups=("Government",)))
    issues = counts.issues(aligned(narrowed, PAGES), narrowed, ())
    assert set(issues["N"]) == {len(narrowed.universe)}


def test_no_topic_and_no_contribution_are_no_error(stored: Frames) -> None:
    empty = align([], [], [])
    assert counts.theme_cells(empty, stored).empty
    assert not counts.issues(empty, stored, ())["is_covered"].any()
    assert counts.as_dict(empty, stored, ())["topics"] == []


def test_of_nothing_it_is_not_said_that_all_is_covered(stored: Frames) -> None:
    nobody = narrow(stored, Filters(cycles=(1999,)))
    issues = counts.issues(aligned(nobody, PAGES), nobody, ())
    said = words.covered_sentence(issues, len(nobody.universe))
    assert said == "No contribution passes the filters, so nothing can be missing."
    raised = counts.issues(aligned(stored, PAGES), stored, ())
    assert "that is raised has a proposed topic near it" in words.covered_sentence(raised, 3)


def test_json_has_the_offsets_of_every_passage(stored: Frames) -> None:
    told = counts.as_dict(aligned(stored, PAGES), stored, ())
    texts = {contribution.id: contribution.text for contribution in a_snapshot().contributions}
    passages = told["topics"][0]["passages"]
    assert passages
    assert all(texts[each["contribution"]][each["start"] : each["end"]] == each["text"] for each in passages)
