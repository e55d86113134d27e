"""Short answers are read with the question that they answer, where the question is about a theme."""

import pytest

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.context import Context
from synthesis.coding.questions import MOST_WORDS, question_of
from synthesis.models import Answer, Contribution, Passage
from tests.benchmarks.questions import code_answers, figures, read_answers

POINTED = "Was the number of parallel sessions about right, too high or too low?"


@pytest.fixture(scope="module")
def coder() -> ThemeCoder:
    return ThemeCoder(shipped_codebook())


def form(text: str, question: str = POINTED) -> tuple[Contribution, Passage]:
    contribution = Contribution("1", text, answers=(Answer(question, 0, len(text)),))
    return contribution, Passage.of(contribution, 0, len(text))


def themes(coder: ThemeCoder, text: str, question: str) -> list[str]:
    (assignment,) = coder.assign([form(text)[1]], [Context(question)])
    return [coding.theme_id for coding in assignment.codings]


def test_a_short_answer_speaks_of_what_its_question_is_about(coder: ThemeCoder) -> None:
    assert themes(coder, "Yes, too high by far.", "") == []
    assert themes(coder, "Yes, too high by far.", POINTED) == ["programme_size"]


def test_the_words_of_an_answer_that_its_question_explains_are_no_evidence(coder: ThemeCoder) -> None:
    (assignment,) = coder.assign([form("Yes, too high by far.")[1]], [Context(POINTED)])
    assert assignment.codings[0].evidence == ()


@pytest.mark.parametrize("question", ["What worked less well?", "How was the registration?", ""])
def test_a_question_about_no_theme_brings_none(coder: ThemeCoder, question: str) -> None:
    assert themes(coder, "Yes, too high by far.", question) == []


def test_an_answer_on_another_theme_keeps_to_its_own(coder: ThemeCoder) -> None:
    said = "The messages at the end should be published as concrete outcomes."
    assert themes(coder, said, POINTED) == ["outcome_orientation"] == themes(coder, said, "")


@pytest.mark.parametrize("filler", ["No opinion.", "Pas d'avis", "See above", "N/A", "Prefer not to answer."])
def test_a_refusal_to_answer_says_nothing_whatever_was_asked(coder: ThemeCoder, filler: str) -> None:
    (assignment,) = coder.assign([form(filler)[1]], [Context(POINTED)])
    assert assignment.is_filler


def test_only_a_short_passage_that_is_the_whole_answer_is_read_with_its_question() -> None:
    contribution, whole = form("Too high. The rooms were fine, though, and so was the food at lunch.")
    assert question_of(whole, contribution.answers) == POINTED
    assert question_of(Passage.of(contribution, 0, 9), contribution.answers) == ""
    long, passage = form("word " * (MOST_WORDS + 1))
    assert question_of(passage, long.answers) == ""
    asked_nothing, passage = form("Too high.", " ")
    assert question_of(passage, asked_nothing.answers) == ""


def test_others_in_the_batch_are_coded_as_they_are_alone(coder: ThemeCoder) -> None:
    texts = ["Too high.", "Fewer workshops, please.", "The wifi was slow."]
    passages = [form(text)[1] for text in texts]
    together = coder.assign(passages, [Context(), Context(POINTED), Context()])
    assert together == coder.assign(passages)


def test_on_the_half_looked_at_questions_bring_more_than_they_cost() -> None:
    forms, settled = read_answers("dev")
    alone = float(figures(code_answers(forms, with_questions=False), settled)["macro F1"])
    asked = float(figures(code_answers(forms, with_questions=True), settled)["macro F1"])
    assert asked > alone + 0.1
