"""A passage is read with what stands around it: its question, and its neighbours in the paragraph."""

import numpy as np
import pytest
from numpy.typing import NDArray

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.context import Context, contexts_of
from synthesis.coding.neighbours import with_neighbours
from synthesis.corpus.segment import segment
from synthesis.models import Answer, Contribution, Passage

TOO_MANY = (
    "There were far too many parallel workshops, at some hours eleven of them, so that nobody could follow "
    "more than a tenth of the programme and most of the rooms stood half empty through all four days."
)
GOES_ON = (
    "This was not a matter of bad will on the part of anybody, as the people in charge explained to us very "
    "patiently, and yet the effect on a small delegation such as ours is the same from one year to the next."
)
COFFEE = (
    "The coffee in the lobby was served by friendly students of the local university, who also helped us "
    "with the way to the station, and we should like to thank them and their teachers warmly for that."
)


@pytest.fixture(scope="module")
def coder() -> ThemeCoder:
    return ThemeCoder(shipped_codebook())


def coded(coder: ThemeCoder, text: str) -> dict[str, list[str]]:
    """Return the themes of each passage of a contribution, by its first word."""
    contribution = Contribution("1", text)
    passages = segment(contribution)
    contexts = contexts_of([contribution], passages)
    found = coder.assign(passages, [contexts.get(each.id, Context()) for each in passages])
    return {
        passage.text.split()[0]: [coding.theme_id for coding in assignment.codings]
        for passage, assignment in zip(passages, found, strict=True)
    }


def test_a_passage_that_goes_on_in_its_paragraph_has_its_neighbours() -> None:
    contribution = Contribution("1", f"{COFFEE}\n\n{TOO_MANY} {GOES_ON}")
    passages = segment(contribution)
    contexts = contexts_of([contribution], reversed(passages))
    assert [passage.text for passage in passages] == [COFFEE, TOO_MANY, GOES_ON]
    assert contexts == {
        passages[1].id: Context(after=GOES_ON),
        passages[2].id: Context(before=TOO_MANY),
    }


def test_no_neighbour_stands_in_another_answer_or_another_contribution() -> None:
    text = f"{TOO_MANY} {GOES_ON}"
    cut = len(TOO_MANY)
    answers = (Answer("What was good?", 0, cut), Answer("What else?", cut + 1, len(text)))
    one, other = Contribution("1", text, answers=answers), Contribution("2", COFFEE)
    assert contexts_of([one, other], [*segment(one), *segment(other)]) == {}


def test_lines_of_one_wrapped_paragraph_are_one_paragraph() -> None:
    wrapped = f"{TOO_MANY} {GOES_ON}".replace("workshops, at", "workshops,\nat").replace(
        "days. Our", "days.\nOur"
    )
    contribution = Contribution("1", wrapped)
    passages = segment(contribution)
    assert len(contexts_of([contribution], passages)) == len(passages) == 2


def test_a_passage_counts_for_those_beside_it_in_its_paragraph(coder: ThemeCoder) -> None:
    assert coded(coder, GOES_ON)["This"] == []
    assert coded(coder, f"{TOO_MANY} {GOES_ON}")["This"] == ["programme_size"]
    assert coded(coder, f"{GOES_ON} {TOO_MANY}")["There"] == ["programme_size"]


def test_a_passage_of_another_paragraph_counts_for_nothing(coder: ThemeCoder) -> None:
    assert coded(coder, f"{TOO_MANY}\n\n{GOES_ON}")["This"] == []


def test_what_a_passage_gets_does_not_rest_on_what_else_is_coded_with_it(coder: ThemeCoder) -> None:
    context = Context(before=TOO_MANY)
    passage = Passage("p", "1", 0, len(GOES_ON), GOES_ON)
    (alone,) = coder.assign([passage], [context])
    further = [Passage(f"p{n}", "1", 0, len(text), text) for n, text in enumerate((COFFEE, TOO_MANY))]
    assert coder.assign([*further, passage], [Context(), Context(after=GOES_ON), context])[-1] == alone


def test_a_neighbour_far_from_a_theme_tells_against_it_and_a_middling_one_tells_nothing() -> None:
    own = np.array([[0.5], [0.5], [0.5]])
    of = {"far": 1e-6, "even": 1 / (1 + np.exp(2.0)), "near": 0.9}

    def score(texts: list[str]) -> NDArray[np.float64]:
        return np.array([[of[text]] for text in texts])

    before = ["far", "even", "near"]
    far, even, near = with_neighbours(own, ["a", "b", "c"], before, [""] * 3, [1] * 3, score)[:, 0]
    assert far < 0.5 < near
    assert even == pytest.approx(0.5)


def test_neighbours_tell_the_less_of_a_passage_the_more_sentences_it_has() -> None:
    own, texts, none = np.full((3, 1), 0.5), ["a", "b", "c"], [""] * 3

    def score(texts: list[str]) -> NDArray[np.float64]:
        return np.full((len(texts), 1), 0.9)

    heard = with_neighbours(own, texts, ["near"] * 3, none, [1, 2, 0], score)[:, 0]
    distances = np.log(heard / (1 - heard))
    assert distances.tolist() == pytest.approx([distances[0], distances[0] / 2, distances[0]])
    assert distances[0] > 0
