import random

from synthesis.corpus.duplicates import group_copies
from synthesis.models import Contribution

LETTER = (
    "We are writing as members of a federation that has followed the forum from its first year. "
    "We ask that the number of workshops be cut by half, that each coalition be given a place in the "
    "annual programme, and that the dates of all preparatory calls be published before the first open "
    "consultation of the year."
)


OTHER = "Another view altogether: keep every workshop that was proposed to you."


def texts(*contents: str) -> list[Contribution]:
    return [Contribution(id=str(i), text=text) for i, text in enumerate(contents)]


def test_no_contributions_make_no_groups() -> None:
    assert group_copies([]) == ()
    assert group_copies(texts(LETTER)) == ()


def test_the_same_text_is_an_exact_copy_whatever_its_spacing_and_case() -> None:
    (group,) = group_copies(
        texts(LETTER, "Something else was said by these people here.", LETTER.upper() + "\n")
    )
    assert (group.contribution_ids, group.is_exact) == (("0", "2"), True)


def test_a_campaign_letter_with_small_edits_is_one_group() -> None:
    edited = [
        LETTER.replace("half", "a third"),
        "Dear all, " + LETTER,
        LETTER + " Our own members add that childcare was missing.",
        LETTER.replace("first year", "beginning"),
    ]
    (group,) = group_copies(texts(LETTER, *edited, OTHER))
    assert (group.contribution_ids, group.is_exact) == (("0", "1", "2", "3", "4"), False)


def test_texts_on_the_same_subject_are_no_copies() -> None:
    other = "The federation asks for fewer workshops, and for coalitions in the annual programme."
    assert group_copies(texts(LETTER, other)) == ()


def test_fillers_are_nobodys_copies() -> None:
    assert group_copies(texts("No comment", "No comment", "N/A", "N/A")) == ()


def test_copies_in_a_script_without_spaces_are_found() -> None:
    text = "会议的数量太多了，我们建议明年减少研讨会的数量，并公布所有联盟的名单。"
    (group,) = group_copies(texts(text, text.replace("明年", "今年")))
    assert group.contribution_ids == ("0", "1")


def test_the_order_of_the_contributions_does_not_change_the_groups() -> None:
    contributions = texts(LETTER, OTHER, LETTER + " Thanks.")
    groups = group_copies(contributions), group_copies(contributions[::-1])
    assert groups[0][0].id == groups[1][0].id
    assert sorted(groups[0][0].contribution_ids) == sorted(groups[1][0].contribution_ids)


def test_a_letter_is_found_among_thousands() -> None:
    chooser = random.Random(7)
    words = [f"word{i}" for i in range(3_000)]
    crowd = [" ".join(chooser.choices(words, k=80)) for _ in range(3_000)]
    (group,) = group_copies(texts(*crowd[:1500], LETTER, *crowd[1500:], LETTER.replace("half", "a third")))
    assert group.contribution_ids == ("1500", "3001")
