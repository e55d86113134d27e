"""Which fonts are chosen, and what is said of characters that have none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from synthesis.outputs.export import fonts
from synthesis.outputs.export.fonts import REPLACEMENT, TEXT_FONT, choose, lacking, lacking_note
from tests.outputs.making_papers import VOICES

NO_GLYPH = "\U0010fffd"


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has no font but those that come with typst."""
    import typst

    bare = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(fonts, "_fonts", lambda *, is_of_system=False: bare)
    lacking.cache_clear()
    yield
    lacking.cache_clear()


def test_plain_latin_text_needs_one_font_and_no_look_at_the_machine() -> None:
    choice = choose(["Plain words.", "Des résultats, même provisoires"])
    assert choice.families[0] == TEXT_FONT
    assert not choice.is_of_system
    assert choice.note == ""


def test_the_six_languages_have_fonts_here() -> None:
    assert choose(VOICES.values()).missing == ()
    assert lacking() == ()
    assert lacking_note() == ""


@pytest.mark.usefixtures("bare_machine")
def test_a_machine_without_fonts_says_which_script_has_none_and_what_to_install() -> None:
    choice = choose(VOICES.values())
    assert "(Chinese)" in choice.note
    assert "fonts-noto-cjk" in choice.note
    assert set(choice.shown(VOICES["zh"])) == {REPLACEMENT}
    assert choice.shown(VOICES["ru"]) == VOICES["ru"]
    assert lacking() == ("Chinese",)
    assert lacking_note().startswith("This machine has no font for Chinese: in a PDF")


def test_a_letter_without_a_font_is_found_under_its_marks() -> None:
    choice = choose([f"{NO_GLYPH}\u0301 and a\u0301"])
    assert choice.shown(f"{NO_GLYPH}\u0301 and a\u0301") == f"{REPLACEMENT} and a\u0301"


def test_the_choice_does_not_depend_on_the_order_of_the_texts() -> None:
    assert choose(list(VOICES.values())) == choose(list(VOICES.values())[::-1])
