"""A passage of several sentences is heard by its best sentence as well as by the whole."""

from itertools import accumulate

import numpy as np
import pytest
from numpy.typing import NDArray

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.matters import sentences_of, with_sentences
from synthesis.coding.odds import distance, score
from synthesis.models import Assignment, Passage, Span

BESIDE = (
    "Funding of the secretariat should be steady over several years.",
    "Travel support should be granted earlier in the year.",
    "The speakers from the private sector were few.",
    "Captions worked well on all four days.",
)
TRIM = "Trim the schedule."
LATE = "The messages came too late to be of use to anyone."
OF = {"whole": 0.3, "even": 0.5, "sure": 0.95, "far": 0.01}


@pytest.fixture(scope="module")
def coder() -> ThemeCoder:
    return ThemeCoder(shipped_codebook())


def code(coder: ThemeCoder, text: str) -> Assignment:
    return coder.assign([Passage("p", "c", 0, len(text), text)])[0]


def among_others(sentence: str) -> str:
    return " ".join([*BESIDE[:2], sentence, *BESIDE[2:]])


def by_itself(texts: list[str]) -> NDArray[np.float64]:
    return np.array([[OF[text]] for text in texts])


def heard(*sentences: str) -> float:
    """Return the score of a passage of these sentences that scores .3 as a whole."""
    text = " ".join(sentences)
    ends = [*accumulate(len(each) + 1 for each in sentences)]
    spans = [Span(end - len(each) - 1, end - 1) for end, each in zip(ends, sentences, strict=True)]
    return float(with_sentences(np.array([[OF["whole"]]]), [text], [spans], by_itself)[0][0, 0])


def test_a_theme_of_one_sentence_among_others_is_found(coder: ThemeCoder) -> None:
    found = code(coder, among_others(TRIM))
    assert [coding.theme_id for coding in found.codings] == ["programme_size"]


def test_other_matters_alone_have_no_theme(coder: ThemeCoder) -> None:
    assert code(coder, " ".join(BESIDE)).outcome == "none"


def test_whole_and_best_sentence_count_as_three_to_two() -> None:
    expected = 0.6 * distance(np.array(OF["whole"])) + 0.4 * distance(np.array(OF["sure"]))
    assert heard("far", "sure", "even") == pytest.approx(float(score(expected)))


def test_two_sentences_are_heard_as_a_whole() -> None:
    assert heard("far", "sure") == OF["whole"]


def test_the_evidence_stands_in_the_sentence_that_has_the_theme(coder: ThemeCoder) -> None:
    text = among_others(LATE)
    (coding,) = code(coder, text).codings
    assert coding.theme_id == "outcome_orientation"
    assert coding.evidence
    assert coding.position_evidence
    for span in (*coding.evidence, *coding.position_evidence):
        assert text[span.start : span.end] in LATE


def test_what_a_passage_of_several_sentences_gets_rests_on_nothing_beside_it(coder: ThemeCoder) -> None:
    texts = [among_others(TRIM), among_others(LATE), " ".join(BESIDE)]
    passages = [Passage(f"p{n}", "c", 0, len(text), text) for n, text in enumerate(texts)]
    together = coder.assign(passages)
    assert [coder.assign([each])[0] for each in passages] == list(together)


def test_items_of_a_list_are_sentences_of_their_own() -> None:
    text = "- cheaper lunch\n- a slot for coalitions\n- fewer rooms"
    assert [text[at.start : at.end] for at in sentences_of(text)] == text.split("\n")


def test_a_text_without_sentences_has_none() -> None:
    assert sentences_of(" \n ") == []
