"""The Markdown, rendered by another program, holds every block and nothing of it becomes markup."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from synthesis.outputs.export.markdown_file import as_markdown
from synthesis.outputs.papers.blocks import Note, Statement
from tests.outputs.making_papers import HOSTILE, N_ENTRIES, VOICES, a_paper, a_short_paper


@pytest.fixture(scope="module")
def text() -> str:
    return as_markdown(a_paper()).decode("utf-8")


@pytest.fixture(scope="module")
def rendered(text: str) -> str:
    return MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)


def test_statements_are_numbered_and_call_their_notes(text: str) -> None:
    assert "\n1. 18 of 45 contributions, from four of five" in text
    assert "found the programme too large[^1]; 4, all from" in text
    assert "\n41. 39 of 45 contributions said so[^42]." in text
    assert "\n[^1]: In all: C1 to C18" in text
    assert len(re.findall(r"^\[\^\d+\]: ", text, re.MULTILINE)) == 42


def test_a_call_that_has_no_note_stays_text(text: str) -> None:
    assert r"No \[9\] note is called here" in text


def test_every_block_is_there(rendered: str) -> None:
    assert rendered.count("<table>") == 3
    assert "<li>Who replied</li>" in rendered
    assert f"<strong>C{N_ENTRIES}</strong> Librarians' network" in rendered
    assert "Bars: in Civil Society 9 are for" in rendered
    assert "A table that is longer than a page" in rendered
    for voice in VOICES.values():
        assert voice in rendered


def test_nothing_that_anybody_wrote_becomes_markup(rendered: str) -> None:
    assert not re.search(r"<(script|a|img|em|code|h[4-6])\b", rendered)
    plain = rendered.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert plain.count(HOSTILE) == 4


@pytest.mark.parametrize("text", ["[1] begins with its note", "ends with it [1]", "[1]", "two [1] [1] calls"])
def test_a_note_may_stand_anywhere_in_a_statement(text: str) -> None:
    made = as_markdown(a_short_paper(Statement("k", text, (Note(lead="All of them."),)))).decode("utf-8")
    assert "1. " + text.replace(" [1]", "[1]").split("[1]")[0] in made
    assert made.count("]: All of them.") == text.count("[1]")
