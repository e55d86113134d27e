"""Markdown: marks are dropped when the text is read, and headings that ask become questions."""

from pathlib import Path
from time import process_time

import pytest

from synthesis.corpus.load import load
from synthesis.corpus.markdown import answers_of_markdown, text_of_markdown
from synthesis.corpus.segment import segment
from tests.corpus.loaded import TEXT, only


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Fewer** talks and _more_ breaks", "Fewer talks and more breaks"),
        ("* fewer talks\n- more breaks", "• fewer talks\n• more breaks"),
        ("  + a part of it", "  • a part of it"),
        ("1. Fewer talks.", "1. Fewer talks."),
        ("> We agree.", "We agree."),
        ("See [our letter](https://example.org/a) and `this`.", "See our letter and this."),
        ("A title\n---\n\nText", "# A title\n\nText"),
        ("One\n\n* * *\n\nTwo", "One\n\n\n\nTwo"),
        ("| Matter | Wish |\n| --- | :-: |\n| Agenda | less |", "Matter | Wish\nAgenda | less"),
        ("5 * 3 * 2 = 30, snake_case_name, a*b", "5 * 3 * 2 = 30, snake_case_name, a*b"),
        (r"\# not a heading \*", "# not a heading *"),
        (
            "***Fewer*** talks, __more__ breaks, <!-- draft -->no <!-- end",
            "Fewer talks, more breaks, no <!-- end",
        ),
        ("[see [our letter](https://example.org/a)", "[see our letter"),
    ],
)
def test_a_mark_is_dropped_and_what_it_marks_stays(written: str, shown: str) -> None:
    assert text_of_markdown(written) == shown


@pytest.mark.parametrize(
    "marks", ["[" * 40_000, "**a " * 10_000, "__a " * 10_000, "<!--" * 30_000, f"# a{' ' * 20_000}b"]
)
def test_a_long_row_of_marks_that_nothing_closes_is_read_at_once(marks: str) -> None:
    begun = process_time()
    assert answers_of_markdown(f"{TEXT}\n\n{marks}")[0][1].startswith(TEXT)
    assert process_time() - begun < 1.5  # 3 to 50 seconds where each mark is looked for to the end


def test_a_heading_of_the_same_level_ends_the_answer_and_a_smaller_one_does_not() -> None:
    text = "Thanks.\n\n## What worked?\n\n### In the rooms\n\nCaptions.\n\n## Closing words\n\nBye."
    assert answers_of_markdown(text) == [
        ("", "Thanks."),
        ("What worked?", "In the rooms\n\nCaptions."),
        ("", "Closing words\n\nBye."),
    ]


@pytest.mark.parametrize("title", ["A better IGF", "B. Venues", "Q & A sessions", "Question time"])
def test_a_title_that_begins_with_a_letter_of_forms_is_no_question(title: str) -> None:
    assert answers_of_markdown(f"# {title}\n\n{TEXT}") == [("", f"{title}\n\n{TEXT}")]


@pytest.mark.parametrize("title", ["A1. What worked", "Q2", "Question 3: Venues", "Question", "Any comments"])
def test_a_heading_of_a_form_is_the_question_of_what_stands_below_it(title: str) -> None:
    assert answers_of_markdown(f"# {title}\n\n{TEXT}") == [(title, TEXT)]


def test_questions_of_a_form_in_markdown_are_no_passages_and_no_passage_has_a_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Our input\n\n**Organisation:** A library\n**Region:** Africa\n\n## What worked well?\n\n"
        f"- The captions were excellent.\n\n## Any other comments\n\n**{TEXT}**\n",
        encoding="utf-8",
    )
    contribution = only(load([tmp_path], cycle=2018))
    assert (contribution.organisation, contribution.region) == ("A library", "African Group")
    assert [answer.question for answer in contribution.answers] == ["What worked well?", "Any other comments"]
    assert [passage.text for passage in segment(contribution)] == [
        "Our input",
        "• The captions were excellent.",
        TEXT,
    ]


def test_a_plain_text_keeps_what_looks_like_marks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"# Wishes\n\n**{TEXT}**", encoding="utf-8")
    assert only(load([tmp_path], cycle=2018)).text == f"# Wishes\n\n**{TEXT}**"
