"""Proposed topics beside remits and passages: near by shared words, or honestly not near."""

from __future__ import annotations

import pytest

from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.reference import shipped_reference
from synthesis.community.alignment import Reach, align
from synthesis.community.alignment.near import is_near
from synthesis.community.termspace import TermSpace
from synthesis.models import Contribution, Group, Passage, ProposedTopic

SAID = (
    "Spectrum for village networks is missing.",
    "The soup was cold and the queue was long.",
    "Networks were praised in passing.",
    "Children's dolls must not listen.",
    "Schiffe fahren auf dem See.",
)
VILLAGES = ProposedTopic(
    "villages",
    "Village networks",
    cycle=2018,
    description="Spectrum and masts for villages without a network.",
)
OPERA = ProposedTopic("opera", "Opera", cycle=2018, description="Arias, stages and singers.")
GROUPS = (
    Group(
        "dc3", "Coalition on Village Networks", "dynamic coalition", remit="Masts and spectrum in villages."
    ),
    Group("toys", "Coalition on Toys", "dynamic coalition", remit="Dolls that listen."),
)


def passages() -> tuple[Passage, ...]:
    made = [Contribution(id=f"c{number}", text=text) for number, text in enumerate(SAID)]
    return tuple(Passage.of(each, 0, len(each.text)) for each in made)


def test_a_passage_that_shares_the_topics_words_is_near_and_names_them() -> None:
    (fit,) = align([VILLAGES], GROUPS, passages()).fits
    assert [near.passage.contribution_id for near in fit.passages] == ["c0"]
    assert set(fit.passages[0].words) == {"spectrum", "village", "networks"}


def test_one_shared_word_is_not_near() -> None:
    (fit,) = align([VILLAGES], GROUPS, passages(), "wide").fits
    assert "c2" not in {near.passage.contribution_id for near in fit.passages}


def test_a_passage_behind_a_topic_is_verbatim_with_its_offsets() -> None:
    (fit,) = align([VILLAGES], GROUPS, passages()).fits
    near = fit.passages[0].passage
    assert SAID[0][near.start : near.end] == near.text


def test_a_topic_that_nobody_spoke_of_has_nothing_near() -> None:
    (fit,) = align([OPERA], GROUPS, passages(), "wide").fits
    assert (fit.passages, fit.groups) == ((), ())


def test_a_remit_is_touched_by_the_words_it_shares_and_the_others_are_left() -> None:
    found = align([VILLAGES, OPERA], GROUPS, passages())
    assert [near.group_id for fit in found.fits for near in fit.groups] == ["dc3"]
    assert [group.id for group in found.untouched] == ["toys"]


def test_the_wider_reach_loses_nothing_that_is_near() -> None:
    near, wide = (align([VILLAGES, OPERA], GROUPS, passages(), reach) for reach in ("near", "wide"))
    assert near.near_passages <= wide.near_passages


def test_topics_come_by_year_kind_and_title_whatever_their_order() -> None:
    theme = ProposedTopic("t", "Aha", "yearly theme", 2018)
    old = ProposedTopic("o", "Old", cycle=2017)
    topics = [theme, old, VILLAGES, OPERA]
    found = [[fit.topic.id for fit in align(each, (), ()).fits] for each in (topics, topics[::-1])]
    assert found == [["opera", "villages", "t", "o"]] * 2


def test_nothing_to_set_beside_each_other_is_no_error() -> None:
    assert align([], [], []).fits == ()
    assert align([ProposedTopic("x", "?")], GROUPS, passages()).fits[0].passages == ()


@pytest.mark.parametrize(("reach", "precision", "recall"), [("near", 0.60, 0.20), ("wide", 0.40, 0.40)])
def test_nearness_finds_the_reference_passages_as_well_as_the_method_says(
    reach: Reach, precision: float, recall: float
) -> None:
    """Each theme's name, definition and inclusions as if it was a topic, over the English passages."""
    themes = shipped_codebook().themes
    spoken = [each for each in shipped_reference() if each.language == "en"]
    asked = [" ".join([theme.name, theme.definition, *theme.includes]) for theme in themes]
    space = TermSpace.fit([*(each.text for each in spoken), *asked])
    vectors = space.vectors([each.text for each in spoken])
    found, right, meant = 0, 0, 0
    for theme, topic in zip(themes, space.vectors(asked), strict=True):
        for each, vector in zip(spoken, vectors, strict=True):
            is_found, is_meant = is_near(topic, vector, reach), theme.id in each.themes
            found, right, meant = found + is_found, right + (is_found and is_meant), meant + is_meant
    assert right / found >= precision
    assert right / meant >= recall
