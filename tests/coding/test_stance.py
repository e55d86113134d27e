import numpy as np
import pytest
from scipy import sparse

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import codebook_from_dict, shipped_codebook
from synthesis.coding.reference import ReviewedPassage
from synthesis.coding.space import Vectors
from synthesis.coding.stance import StanceModel, best_cut, position_of
from synthesis.models import Passage

TREES = codebook_from_dict(
    {
        "name": "Trees",
        "version": "1",
        "themes": [
            {"id": "trees", "name": "Trees", "definition": "Trees in streets.", "keywords": ["trees"]},
            {
                "id": "dogs",
                "name": "Dogs",
                "definition": "Dogs in parks.",
                "keywords": ["dogs"],
                "positions": {"for": {"meaning": "Dogs are welcome in parks."}},
            },
        ],
    }
)
LIKED = ["lovely shade", "cool air", "birds singing", "green view", "fresh smell", "calm colour"]
DISLIKED = ["broken pavement", "sticky cars", "dark windows", "blocked drains", "falling branches", "pollen"]
REVIEWED = [ReviewedPassage(f"Trees mean {why}.", ("trees",), "en", ("for",)) for why in LIKED] + [
    ReviewedPassage(f"Trees mean {why}.", ("trees",), "en", ("against",)) for why in DISLIKED
]


def position(coder: ThemeCoder, text: str, theme: str = "trees") -> str:
    return coder.position(text, theme)


def test_positions_are_learnt_from_reviewed_passages() -> None:
    coder = ThemeCoder(TREES, REVIEWED)
    assert position(coder, "In our road trees give shade and birds.") == "for"
    assert position(coder, "In our road trees give sticky pavement and drains.") == "against"


def test_with_too_few_reviewed_positions_the_rules_speak() -> None:
    few = ThemeCoder(TREES, REVIEWED[:9])
    assert position(few, "We need more trees.") == "for"
    assert position(few, "Trees.") == "unclear"


def test_a_theme_without_reviewed_positions_keeps_the_rules_beside_one_that_has() -> None:
    assert position(ThemeCoder(TREES, REVIEWED), "We need more dogs.", "dogs") == "for"


@pytest.mark.parametrize(
    "text",
    [
        "We do not share the view that the number of parallel sessions ought to be reduced.",
        "Please do not thin out the workshops; their variety is what we come for.",
    ],
)
def test_a_wish_denied_is_no_wish(text: str) -> None:
    assert position(ThemeCoder(shipped_codebook()), text, "programme_size") == "against"


def test_a_passage_that_takes_both_sides_with_a_contrast_is_mixed() -> None:
    assert position_of(0.1, [0.3, -0.2]) == "mixed"
    assert position_of(0.1, []) == "for"
    assert position_of(0.1, [0.3, -0.05]) == "for"
    assert position_of(0.5, [0.9, -0.9]) == "for"


def test_a_lean_near_nothing_is_unclear() -> None:
    assert position_of(0.04, []) == "unclear"
    assert position_of(-0.06, []) == "against"


def test_the_words_that_pull_to_the_side_found_are_its_evidence() -> None:
    text = "Trees mean falling branches."
    (assignment,) = ThemeCoder(TREES, REVIEWED).assign([Passage("p", "c", 0, len(text), text)])
    (coding,) = assignment.codings
    assert coding.position == "against"
    shown = {text[span.start : span.end] for span in coding.position_evidence}
    assert shown & {"falling", "branches", "falling branches"}


def test_the_cut_lies_between_the_two_sides() -> None:
    left_out = np.array([-0.4, -0.1, 0.3, 0.5, 0.0])
    said = np.array([-1.0, -1.0, 1.0, 1.0, 0.0])
    assert best_cut(left_out, said) == pytest.approx(0.1)


def test_a_side_with_too_few_codings_is_not_learnt() -> None:
    vectors = Vectors(sparse.csr_matrix(np.eye(9)), np.zeros((9, 0)), np.zeros((9, 0)))
    leans = np.array([[1.0]] * 5 + [[-1.0]] * 4)
    model = StanceModel.fit(vectors, leans, np.ones_like(leans), np.ones(9))
    assert not model.is_learnt.any()
    assert not model.leans(vectors).any()


PLAIN = [
    ("programme_size", "for", "Fewer workshops."),
    ("programme_size", "for", "There were too many workshops in parallel and the programme should be cut."),
    ("programme_size", "for", "Please reduce the number of sessions next year."),
    ("programme_size", "against", "Please keep all the workshops."),
    ("programme_size", "against", "The number of workshops should not be reduced."),
    ("visibility", "for", "More visibility for Dynamic Coalitions in the main programme is needed."),
    ("visibility", "for", "Coalitions should be more visible."),
    ("outcome_orientation", "for", "We need tangible outcomes."),
    ("outcome_orientation", "for", "The IGF should adopt concrete recommendations."),
    ("outcome_orientation", "against", "The IGF should not adopt recommendations."),
    ("cross_fertilization", "for", "Coalitions should work together."),
    ("cross_fertilization", "against", "Every coalition should work on its own."),
]


def test_a_plain_wish_is_on_the_side_that_it_names_and_never_on_the_other() -> None:
    coder = ThemeCoder(shipped_codebook())
    found = [(side, coder.position(text, theme)) for theme, side, text in PLAIN]
    assert [read for side, read in found if side != read] == ["unclear"] * 2


def test_each_phrase_that_the_codebook_gives_for_a_position_is_on_its_side() -> None:
    codebook = shipped_codebook()
    coder = ThemeCoder(codebook)
    found = [
        (phrase.text, side, coder.position(phrase.text, theme.id))
        for theme in codebook.themes
        for side, guide in (("for", theme.position_for), ("against", theme.position_against))
        for phrase in guide.keywords
    ]
    turned_round = [each for each in found if {each[1], each[2]} == {"for", "against"}]
    assert len(found) > 200
    assert not turned_round


def test_phrases_of_a_codebook_alone_are_read_by_the_rules() -> None:
    trees = {
        "id": "trees",
        "name": "Trees",
        "definition": "Trees in streets.",
        "positions": {
            "for": {"keywords": ["plant", "green", "shade", "cool", "birds"]},
            "against": {"keywords": ["fell", "dark", "roots", "pollen", "leaves on cars"]},
        },
    }
    coder = ThemeCoder(codebook_from_dict({"name": "Trees", "version": "1", "themes": [trees]}))
    assert not coder._scorer.stances.is_learnt.any()
    assert position(coder, "The roots and the pollen are a nuisance.") == "against"
