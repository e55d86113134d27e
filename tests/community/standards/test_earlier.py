"""A proposal beside the one of the year before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from synthesis.community.standards.earlier import compare
from synthesis.community.standards.names import is_same_person
from synthesis.models import SessionProposal, Speaker

NOW = SessionProposal(
    "n",
    "A talk on rooms",
    "workshop",
    2018,
    organiser="A body",
    duration_minutes=60,
    speakers=(Speaker("A. One"),),
)
BEFORE = replace(NOW, id="b", cycle=2017, duration_minutes=90)


def test_what_changed_and_who_speaks_again_is_told() -> None:
    before = replace(BEFORE, speakers=(Speaker("Ana María One"), Speaker("B. Two")))
    now = replace(NOW, speakers=(Speaker("Ana One"), Speaker("C. Three")))
    found = compare(now, [before, now])
    assert found is not None
    assert [(each.field, each.before, each.after) for each in found.changed] == [
        ("duration_minutes", "90", "60")
    ]
    assert [each.now.name for each in found.again] == ["Ana One"]
    assert not found.again[0].is_spelt_alike
    assert [speaker.name for speaker in found.new] == ["C. Three"]
    assert [speaker.name for speaker in found.gone] == ["B. Two"]


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (BEFORE, "of the same organiser"),
        (replace(BEFORE, organiser="Another"), "of nearly the same title"),
        (replace(BEFORE, organiser="Another", title="Something else"), ""),
        (replace(BEFORE, cycle=2018), ""),
        (replace(BEFORE, cycle=None), ""),
        (replace(BEFORE, session_type="DC session"), ""),
    ],
)
def test_the_earlier_one_is_of_the_same_organiser_or_title(before: SessionProposal, why: str) -> None:
    found = compare(NOW, [before])
    assert (found.why if found else "") == why


def test_a_group_is_compared_with_its_own_latest_proposal_alone() -> None:
    now = replace(NOW, group_id="dc-iot")
    own = [
        replace(BEFORE, id=str(year), cycle=year, group_id="dc-iot", organiser="X") for year in (2015, 2016)
    ]
    found = compare(now, [*own, replace(BEFORE, group_id="dc-other")])
    assert found is not None
    assert (found.earlier.cycle, found.why) == (2016, "of the same group")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Mateusz Grądzielski", "Mateusz Gradzielski", True),
        ("Dr. Imre Szalontai", "Imre Szalontai", True),
        ("Desmond Toussaint-Bay", "Desmond Achille Toussaint-Bay", True),
        ("Łukasz Nowak", "Lukasz Nowak", True),
        ("Haruto", "Haruto Sato", False),
        ("A. Person", "B. Person", False),
        ("", "", False),
    ],
)
def test_a_person_is_the_same_under_another_spelling(one: str, other: str, is_same: bool) -> None:
    assert is_same_person(one, other) is is_same
