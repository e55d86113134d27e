"""How alike the remits of groups are."""

from __future__ import annotations

from synthesis.community.calendar.clashes import ALIKE
from synthesis.community.together.remits import remit_likeness
from synthesis.models import Group


def group(id: str, remit: str) -> Group:
    return Group(id, id, "other body", remit=remit)


def test_remits_of_the_same_words_are_alike_and_others_are_not() -> None:
    one = group("a", "Sensors and connected things in cities")
    found = remit_likeness(
        [one, group("b", "Connected things and sensors"), group("c", "Libraries lend books")]
    )
    assert found["a", "b"] > ALIKE > found["a", "c"]


def test_groups_without_words_are_like_none() -> None:
    assert remit_likeness([]) == {}
    assert remit_likeness([group("the", ""), group("of", "")]) == {("the", "of"): 0.0}
