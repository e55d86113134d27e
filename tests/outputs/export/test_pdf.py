"""The PDF, opened by readers that did not write it, has what PDF/UA asks for and says what the paper says."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.errors import SynthesisError
from synthesis.outputs.export import typesetting
from synthesis.outputs.export.fonts import REPLACEMENT, TEXT_FONT, arguments
from synthesis.outputs.export.pdf_file import as_pdf
from synthesis.outputs.export.typesetting import typeset
from synthesis.outputs.papers.blocks import (
    Bars,
    Block,
    Callout,
    Entry,
    Listing,
    Note,
    Paragraph,
    Quote,
    Statement,
    Table,
)
from tests.outputs.export.test_export import text_of_pdf
from tests.outputs.making_papers import CONTROL, HOSTILE, LONG_WORD, N_ENTRIES, VOICES, a_paper, a_short_paper

XMP_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
NO_GLYPH = "\U0010fffd"
"""A character for private use that no font has."""


@pytest.fixture(scope="module")
def content() -> bytes:
    return as_pdf(a_paper())


@pytest.fixture(scope="module")
def pdf(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


@pytest.fixture(scope="module")
def text(content: bytes) -> str:
    return text_of_pdf(content)


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the elements of the structure tree in the order in which they are read."""

    def walk(element: Any) -> Iterator[Any]:
        if isinstance(element, pikepdf.Array):
            for each in element:
                yield from walk(each)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            yield from walk(element.get("/K", pikepdf.Array()))

    return list(walk(pdf.Root.StructTreeRoot.K))


def kinds(pdf: pikepdf.Pdf) -> Counter[str]:
    return Counter(str(element.S)[1:] for element in elements(pdf))


def keys_of(element: Any) -> set[str]:
    """Return what the attributes of an element tell."""
    attributes = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
    return {key for attribute in attributes for key in set(attribute.keys())}


def test_it_is_tagged_titled_in_a_language_and_says_that_it_is_pdf_ua(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "en-GB"
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo.Title) == "Synthesis of stakeholder contributions"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        assert metadata[XMP_PART] == "1"
        assert metadata["dc:title"] == "Synthesis of stakeholder contributions"
    assert all(page.get("/Tabs") == "/S" for page in pdf.pages if "/Annots" in page)


def test_it_is_dated_with_the_last_stored_change(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20180502143005Z"


def test_it_names_the_fonts_that_it_was_set_in(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.Keywords).startswith(f"Fonts: {TEXT_FONT}")


def test_every_kind_of_block_has_its_tag(pdf: pikepdf.Pdf) -> None:
    seen = kinds(pdf)
    assert seen["Note"] == 42
    assert seen["Table"] == seen["THead"] == 2
    assert seen["TH"] == 6
    assert seen["BlockQuote"] == len(VOICES) + 2
    assert seen["Caption"] == 2
    assert (seen["H1"], seen["H2"]) == (5, 2)
    assert seen["TOCI"] == 6
    assert set(seen) <= {
        *(
            "Document",
            "Title",
            "H1",
            "H2",
            "P",
            "Div",
            "Span",
            "Strong",
            "TOC",
            "TOCI",
            "Reference",
            "Link",
            "Lbl",
        ),
        *("Note", "BlockQuote", "Table", "THead", "TBody", "TR", "TH", "TD", "Figure", "Caption"),
    }


def test_each_figure_says_in_words_what_it_shows(pdf: pikepdf.Pdf) -> None:
    figures = [element for element in elements(pdf) if element.S == "/Figure"]
    assert [str(figure.Alt)[:25] for figure in figures] == ["Bars: in Civil Society 9 "]
    assert all("/BBox" in keys_of(figure) for figure in figures)


def test_each_note_has_an_identity_and_each_heading_cell_its_columns(pdf: pikepdf.Pdf) -> None:
    notes = [str(element.ID) for element in elements(pdf) if element.S == "/Note"]
    assert len(set(notes)) == len(notes) == 42
    heads = [element for element in elements(pdf) if element.S == "/TH"]
    assert all("/Scope" in keys_of(head) for head in heads)


def test_nothing_on_a_page_is_untagged(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        depth, showing = 0, {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BMC", "BDC"):
                depth += 1
            elif operator == "EMC":
                depth -= 1
            else:
                assert depth or operator not in showing


def test_every_font_is_inside_the_file_and_tells_its_characters(pdf: pikepdf.Pdf) -> None:
    fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        inner = font.DescendantFonts[0] if font.Subtype == "/Type0" else font
        assert "/ToUnicode" in font
        if font.Subtype != "/Type3":
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())


def test_what_others_said_in_another_language_is_marked_as_such(pdf: pikepdf.Pdf) -> None:
    languages = {str(element.Lang) for element in elements(pdf) if "/Lang" in element}
    assert {"fr", "es", "ru", "ar", "zh"} <= languages | _languages_of_content(pdf)


@pytest.mark.parametrize("code", ["en", "fr", "es", "ru", "zh"])
def test_each_language_can_be_copied_as_it_was_written(text: str, code: str) -> None:
    assert VOICES[code].replace(" ", "") in text.replace(" ", "")


def test_arabic_can_be_copied_as_it_was_written(text: str) -> None:
    assert "نرجو نتائج ملموسة لكل جلسة رئيسية" in text


def test_hostile_text_stays_text(text: str) -> None:
    packed = re.sub(r"[\s\u200b-]", "", text)
    assert packed.count(re.sub(r"[\s-]", "", HOSTILE)) == 4
    assert re.sub(r"[\s\u200b-]", "", LONG_WORD) in packed
    assert re.sub(r"[\x00\x0b\ufffe]", REPLACEMENT, CONTROL) in text


def test_no_link_leads_out_of_the_file(pdf: pikepdf.Pdf) -> None:
    links = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
    assert len(links) > 60
    assert all("/A" not in link or link.A.S == "/GoTo" for link in links)


def test_no_word_stands_outside_its_page(content: bytes) -> None:
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            width, height = page.get_size()
            seen = page.get_textpage()
            boxes = [seen.get_rect(n) for n in range(seen.count_rects())]
            assert all(
                left > 0 and right < width - 40 and bottom > 20 and top < height
                for left, bottom, right, top in boxes
            )


def test_paragraphs_and_pages_are_numbered(text: str, pdf: pikepdf.Pdf) -> None:
    assert "1. 18 of 45 contributions, from four of five stakeholder groups" in text
    assert "41. 39 of 45 contributions said so" in text
    assert f"Page 1 of {len(pdf.pages)}" in text


def test_every_entry_has_its_line_and_a_citation_without_one_stays_words(text: str) -> None:
    assert f"C{N_ENTRIES} Librarians" in text
    assert "C19, C20, C999 and others." in text


def test_headings_are_bookmarks(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Who replied",
            "Size of the programme",
            "Tables",
            "Contributions",
        ]


def test_two_files_of_one_paper_are_the_same_bytes(content: bytes) -> None:
    assert as_pdf(a_paper()) == content


def test_what_no_font_can_show_is_said_on_the_first_page() -> None:
    said = text_of_pdf(as_pdf(a_paper(Paragraph(f"A sign: {NO_GLYPH}."))))
    assert f"A sign: {REPLACEMENT}." in said
    assert said.index("no font for some characters (sign U+10FFFD)") < said.index("Contents")


@settings(max_examples=4, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=20, max_size=60))
def test_every_text_can_be_set(texts: list[str]) -> None:
    blocks = [block for text in texts for block in (Paragraph(text), Quote(text, text), Statement("k", text))]
    assert as_pdf(a_short_paper(*blocks)).startswith(b"%PDF")


def test_a_paper_of_nothing_and_one_without_a_date_can_be_written() -> None:
    said = text_of_pdf(as_pdf(a_paper(changed_at=None, is_sample=False)))
    assert "No date" in said
    with pikepdf.open(io.BytesIO(as_pdf(a_paper(changed_at=None)))) as opened:
        assert "/CreationDate" not in opened.docinfo


LONG = "Words without end. " * 900 + "The end."


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(LONG),
        Callout(LONG),
        Quote(LONG, "Somebody"),
        Statement("k", "So it is [1].", (Note(lead=LONG),), is_proposed=True),
        Statement("k", LONG, is_proposed=True),
        Table(("Who", "What"), (("A", LONG),), n_text=2),
        Table(
            ("Who", "What"), (*((f"{n}", "Word " * 99) for n in range(13)), ("Last", "The end.")), n_text=2
        ),
        Bars("Many", "Bars.", ("For",), (*((f"Group {n}", (n,)) for n in range(90)), ("The end.", (1,)))),
        Listing((Entry("c", "C1", LONG),)),
    ],
)
def test_what_is_longer_than_a_page_goes_on_over_the_next(block: Block) -> None:
    content = as_pdf(a_short_paper(block))
    with pypdfium2.PdfDocument(content) as document:
        shown = [page.get_textpage().get_text_bounded(0, 60, *page.get_size()) for page in document]
    assert len(shown) > 1
    assert "The end." in " ".join(" ".join(shown).split())


def test_a_short_table_stays_with_its_caption_on_one_page() -> None:
    rows = tuple((f"Row {n}", str(n)) for n in range(12))
    for n_before in range(20, 44, 4):
        before = (Paragraph("A line."),) * n_before
        paper = a_short_paper(*before, Table(("Who", "n"), rows, caption="Short and whole"))
        with pypdfium2.PdfDocument(as_pdf(paper)) as document:
            texts = [page.get_textpage().get_text_bounded() for page in document]
        (page,) = [text for text in texts if "Short and whole" in text]
        assert "Row 0" in page
        assert "Row 11" in page


def test_a_quote_keeps_its_lines() -> None:
    with pypdfium2.PdfDocument(as_pdf(a_paper(Quote("First line\nsecond line", "Somebody")))) as document:
        said = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    assert re.search(r"First line\s*\n\s*second line", said)


def _languages_of_content(pdf: pikepdf.Pdf) -> set[str]:
    """Return the languages that marked content names for itself."""
    return {
        str(instruction.operands[1].Lang)
        for page in pdf.pages
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) == "BDC"
        and isinstance(instruction.operands[1], pikepdf.Dictionary)
        and "/Lang" in instruction.operands[1]
    }


def test_what_cannot_be_set_is_told_with_a_way_out(tmp_path: Path) -> None:
    template = tmp_path / "broken.typ"
    template.write_text("#title()", encoding="utf-8")
    with pytest.raises(SynthesisError, match=r"(?s)title.*could not be made.*Choose DOCX or HTML"):
        typeset(template, {}, arguments(is_of_system=False), 0)


def test_a_paper_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "SECONDS", 0.001)
    with pytest.raises(SynthesisError, match="longer than"):
        as_pdf(a_short_paper(Paragraph("Words.")))
