import pytest

from synthesis.coding.codebook import codebook_from_dict, shipped_codebook
from synthesis.coding.position import PositionReader
from synthesis.coding.reference import ReviewedPassage
from synthesis.models import Span

READER = PositionReader(shipped_codebook())


def read(text, theme, evidence=""):
    at = text.find(evidence)
    return READER.read(text, theme, [Span(at, at + len(evidence))] if evidence else [Span(0, len(text))])


@pytest.mark.parametrize(
    ("text", "theme", "position"),
    [
        ("Coalition papers should be announced.", "visibility", "for"),
        ("It was excellent to see the coalitions on stage.", "visibility", "for"),
        ("Nobody knows these groups.", "visibility", "for"),
        ("They are visible enough already.", "visibility", "against"),
        ("The sessions are simply there.", "visibility", "unclear"),
        ("The forum should produce recommendations.", "outcome_orientation", "for"),
        ("The forum should not produce any text.", "outcome_orientation", "against"),
        ("Please do not turn the forum into a negotiation.", "outcome_orientation", "against"),
        ("Groups must not be forced to share a calendar.", "cross_fertilization", "against"),
        ("Il faut des conclusions écrites.", "outcome_orientation", "for"),
        ("Faltan conclusiones.", "outcome_orientation", "for"),
        ("There were too many sessions.", "programme_size", "for"),
        ("The number should not be reduced.", "programme_size", "against"),
        ("A rich and excellent programme.", "programme_size", "against"),
        ("Please keep the number.", "programme_size", "against"),
        ("Il faut réduire le programme.", "programme_size", "for"),
        ("Que se mantenga la variedad.", "programme_size", "against"),
        ("The programme was rich, but there were too many sessions.", "programme_size", "mixed"),
        ("The messages were helpful, yet they came out too general.", "outcome_orientation", "mixed"),
        ("On written results our members are divided.", "outcome_orientation", "mixed"),
    ],
)
def test_a_passage_takes_its_position(text, theme, position):
    assert read(text, theme)[0] == position


def test_less_is_for_where_the_theme_asks_for_something_smaller():
    assert read("Fewer of them, limited to five.", "programme_size")[0] == "for"
    assert read("Fewer of them, limited to five.", "visibility")[0] == "unclear"


def test_words_near_the_evidence_weigh_more_than_words_elsewhere():
    text = "The coalitions already have a page. Lunch should be improved."
    assert read(text, "visibility", "coalitions")[0] == "against"


def test_a_comparison_is_no_wish_for_more():
    assert read("Panels held more speakers than listeners.", "visibility")[0] == "unclear"


def test_the_words_that_gave_the_position_away_are_shown():
    text = "Coalition papers should be announced."
    assert [text[span.start : span.end] for span in read(text, "visibility")[1]] == ["should"]


TREES = {"id": "trees", "name": "Trees", "definition": "Trees"}


@pytest.mark.parametrize(
    ("positions", "position"),
    [
        ({}, "unclear"),
        ({"for": {"meaning": "More trees."}}, "for"),
        ({"against": {"meaning": "Fewer trees."}}, "for"),
        ({"for": {"keywords": ["more trees"]}}, "for"),
    ],
)
def test_where_a_codebook_says_nothing_of_for_and_against_positions_are_unclear(positions, position):
    book = codebook_from_dict({"themes": [TREES | ({"positions": positions} if positions else {})]})
    found, words = PositionReader(book).read("We need more trees.", "trees", [Span(13, 18)])
    assert found == position
    assert bool(words) == (position != "unclear")


WITH_SIDES = codebook_from_dict(
    {"themes": [TREES | {"positions": {"for": {"meaning": "Trees are wanted."}}}]},
)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("I support the trees.", "for"),
        ("We do not support the trees.", "against"),
        ("Remove the trees.", "against"),
        ("Do not remove the trees.", "for"),
        ("Stop planting trees.", "against"),
        ("More trees near the bus stop, please.", "for"),
        ("No more trees, please.", "against"),
        ("Trees are a waste of money.", "against"),
        ("Supprimez les arbres.", "against"),
        ("Apoyamos los árboles.", "for"),
    ],
)
def test_support_and_removal_are_sides_of_a_codebook_of_ones_own(text, position):
    assert PositionReader(WITH_SIDES).read(text, "trees", [Span(0, len(text))])[0] == position


def test_a_position_that_people_found_gives_a_theme_its_sides():
    book = codebook_from_dict({"themes": [TREES]})
    for known, position in (("for", "for"), ("unclear", "unclear")):
        reviewed = [ReviewedPassage("Plant trees.", ("trees",), "en", (known,))]
        assert PositionReader(book, reviewed).read("We need more trees.", "trees", [])[0] == position
