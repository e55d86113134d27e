"""Which groups a text names: by acronym, by what they are and are about, in lists, in three languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis.community.groups import Directory, find_mentions
from synthesis.models import Group
from tests.benchmarks.mentions import count_mentions, read_half, sample_directory


def found(text: str, directory: Directory | None = None) -> list[tuple[str, str]]:
    mentions = find_mentions(text, directory or sample_directory())
    assert all(text[each.start : each.end] == each.words for each in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    return [(each.group_id or "ambiguous", each.words) for each in mentions]


def ids(text: str) -> list[str]:
    return [group_id for group_id, _ in found(text)]


@pytest.mark.parametrize(
    "words",
    [
        "DC-COS",
        "DCCOS",
        "DC COS",
        "dccos",
        "the child online safety coalition",
        "coalition on child online safety",
        "Dynamic Coalition on Child Online Safety",
        "Dynamc Coaltion on Child Online Saftey",
        "la coalition dynamique sur la sécurité des enfants en ligne",
        "la Coalición Dinámica sobre la Seguridad Infantil en Línea",
    ],
)
def test_one_group_is_found_under_every_spelling(words: str) -> None:
    assert ids(f"We thank {words} for it.") == ["dc-child-online-safety"]


def test_each_group_of_a_list_after_one_word_is_found() -> None:
    assert found("the DCs on Trade, Publicness and Libraries met") == [
        ("dc-trade", "Trade"),
        ("dc-publicness", "Publicness"),
        ("dc-libraries", "Libraries"),
    ]
    assert ids("the Trade, Publicness and Libraries coalitions") == [
        "dc-trade",
        "dc-publicness",
        "dc-libraries",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Internet of Things will change trade, and gender balance matters.",
        "My flight from DC was late; a fib, a mag and a pal.",
        "a coalition on trade between five states, our working group on outreach",
        "the free trade coalition and the human rights coalition",
        "South African IGF, the IGF in Kenya, IGF 2018 and the IGF African delegation",
        "Dynamic Coalitions, BPFs, NRIs and working groups in general",
    ],
)
def test_everyday_words_and_other_groups_are_no_mention(text: str) -> None:
    assert found(text) == []


def test_a_shared_acronym_stays_open_until_the_text_tells() -> None:
    (mention,) = find_mentions("Thanks to CIGF.", sample_directory())
    assert (mention.group_id, mention.is_certain) == ("", False)
    assert mention.could_be == ("nri-caribbean", "nri-canada")
    assert ids("CIGF met in Ottawa, where Canadian towns spoke.") == ["nri-canada"]
    assert ids("The Caribbean IGF (CIGF) met.") == ["nri-caribbean", "nri-caribbean"]
    assert ids("CIGF: Canada and the Caribbean disagree.") == ["ambiguous"]


def test_a_short_form_that_a_text_gives_is_found_further_on() -> None:
    text = "The Dynamic Coalition on Publicness, hereafter DCP, met. DCP will report."
    assert ids(text) == ["dc-publicness"] * 3
    assert ids("DCP will report.") == []


def test_places_are_found_by_noun_and_adjective_in_three_languages() -> None:
    for words in ("Kenya IGF", "IGF Kenya", "the Kenyan IGF", "le FGI du Kenya"):
        assert ids(words) == ["nri-kenya"]
    assert ids("the West African IGF, not the African one") == ["nri-west-africa"]
    assert ids("Forum africain sur la gouvernance de l'Internet") == ["nri-africa"]
    assert ids("the Nigerien IGF") == []


def test_the_rules_hold_for_a_group_that_nobody_foresaw() -> None:
    groups = (
        Group("dc-data", "Dynamic Coalition on Data and Trust", "dynamic coalition", "DC-DT"),
        Group("nri-ghana", "Ghana IGF", "national or regional initiative", place="Ghana"),
        Group("bpf-health", "Best Practice Forum on Health Online", "best practice forum"),
    )
    directory = Directory(groups)
    text = "The trust coalition, DCDT, the Ghanaian IGF and the BPF on online health met on data and health."
    assert [each for each, _ in found(text, directory)] == ["dc-data", "dc-data", "nri-ghana", "bpf-health"]


def test_two_groups_of_one_name_are_told_as_either() -> None:
    twins = tuple(Group(f"g{n}", "Dynamic Coalition on Blockchain", "dynamic coalition") for n in (1, 2))
    (mention,) = find_mentions("the blockchain coalition", Directory(twins))
    assert mention.could_be == ("g1", "g2")


def test_an_empty_directory_and_an_empty_text_name_nobody() -> None:
    assert find_mentions("the trade coalition and DCCOS", Directory(())) == ()
    assert find_mentions("", sample_directory()) == ()


@given(st.text(max_size=200))
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    found(f"{text} DCCOS {text}")


def test_the_half_developed_on_is_found_as_well_as_when_it_was_made() -> None:
    passages = read_half("developed on")
    assert len(passages) == 90
    counts = count_mentions(passages, sample_directory())
    assert counts.precision >= 0.99
    assert counts.recall >= 0.99
