"""The Word file has real styles, notes, contents, captions and alt texts, and opens in LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import etree

from synthesis.outputs.export.docx_file import as_docx
from synthesis.outputs.papers.blocks import Contents, Paragraph, Statement, Table
from tests.browser.conftest import need
from tests.outputs.making_papers import CONTROL, HOSTILE, N_ENTRIES, VOICES, a_paper, a_short_paper


@pytest.fixture(scope="module")
def content() -> bytes:
    return as_docx(a_paper())


@pytest.fixture(scope="module")
def document(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def in_style(document: Any, name: str) -> list[Any]:
    return [paragraph for paragraph in document.paragraphs if paragraph.style.name == name]


def anchors(root: Any) -> list[str]:
    return [each.get(qn("w:anchor")) for each in root.iter(qn("w:hyperlink"))]


def test_every_kind_of_paragraph_has_a_style_of_its_own(document: Any) -> None:
    used = {paragraph.style.name for paragraph in document.paragraphs}
    assert used >= {
        *("Title", "Heading 1", "Heading 2", "TOC Heading", "toc 1", "toc 2", "Callout", "Caption", "Legend"),
        *("Numbered Paragraph", "Numbered Paragraph on Proposals", "Quote", "Quote Source", "Entry"),
    }


def test_statements_are_numbered_by_their_style(document: Any) -> None:
    numbered = document.styles["Numbered Paragraph"].element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    used = next(num for num in numbering.findall(qn("w:num")) if num.numId == numbered)
    (abstract,) = [
        each
        for each in numbering.findall(qn("w:abstractNum"))
        if each.get(qn("w:abstractNumId")) == str(used.abstractNumId.val)
    ]
    assert abstract.find(f".//{qn('w:lvlText')}").get(qn("w:val")) == "%1."
    assert len(in_style(document, "Numbered Paragraph")) == 40
    (proposed,) = in_style(document, "Numbered Paragraph on Proposals")
    assert proposed.style.base_style.name == "Numbered Paragraph"
    assert proposed.text.startswith("18 of 45 contributions")
    assert not re.search(r"\[[12]\]", proposed.text)


def test_notes_are_footnotes_that_lead_to_the_entries(content: bytes, document: Any) -> None:
    notes = part(content, "word/footnotes.xml")
    real = [note for note in notes if note.get(qn("w:type")) is None]
    calls = [call.get(qn("w:id")) for call in document.element.iter(qn("w:footnoteReference"))]
    assert calls == [note.get(qn("w:id")) for note in real] == [str(n) for n in range(1, 43)]
    assert "".join(real[0].itertext()).strip().startswith("In all: C1 to C18")
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert len(anchors(notes)) > len(real)  # of labels in a row the first and the last
    assert set(anchors(notes)) | set(anchors(document.element)) <= marks
    assert "C999" in "".join(real[1].itertext())


def test_a_paper_without_notes_has_no_part_for_them() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(a_short_paper(Statement("k", "All said so."))))) as archive:
        assert "word/footnotes.xml" not in archive.namelist()


def test_contents_are_there_without_working_them_out(document: Any) -> None:
    lines = [p.text for p in document.paragraphs if p.style.name.startswith("toc")]
    assert lines == [
        *("Who replied", "Size of the programme", "For: a smaller programme", "In six languages"),
        *("Tables", "Contributions"),
    ]
    marks = [mark.get(qn("w:fldCharType")) for mark in document.element.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]
    assert "TOC" in document.element.find(f".//{qn('w:instrText')}").text


def test_contents_of_a_paper_without_headings_are_nothing() -> None:
    made = docx.Document(io.BytesIO(as_docx(a_short_paper(Contents(), Paragraph("Text.")))))
    assert "Contents" not in [p.text for p in made.paragraphs]


def test_a_picture_says_in_words_what_it_shows_below_its_caption(document: Any) -> None:
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr").startswith("Bars: in Civil Society 9 are for")
    captions = in_style(document, "Caption")
    assert [each._p.find(qn("w:fldSimple")).get(qn("w:instr")) for each in captions] == [
        "SEQ Figure \\* ARABIC",
        "SEQ Table \\* ARABIC",
    ]
    assert "Positions on the size" in "".join(captions[0]._p.itertext())


def test_what_others_said_has_its_language_and_direction(document: Any) -> None:
    quotes = {quote.text: quote for quote in in_style(document, "Quote")}
    kinds = {"fr": "val", "es": "val", "ru": "val", "ar": "bidi", "zh": "eastAsia"}
    for code, kind in kinds.items():
        language = quotes[VOICES[code]].runs[0]._r.rPr.find(qn("w:lang"))
        assert language.get(qn(f"w:{kind}")) == code
    assert quotes[VOICES["ar"]]._p.pPr.find(qn("w:bidi")) is not None


def test_hostile_text_stays_text(document: Any) -> None:
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert HOSTILE in texts
    assert re.sub(r"[\x00\x0b\ufffe]", "\ufffd", CONTROL) in texts
    links = [rel for rel in document.part.rels.values() if rel.is_external]
    assert links == []


def test_a_file_is_called_as_its_paper_is() -> None:
    made = docx.Document(io.BytesIO(as_docx(replace(a_short_paper(), title="What was said"))))
    assert made.core_properties.title == "What was said"
    assert made.sections[0].header.paragraphs[0].text == "Sample data \u00b7 What was said"


def test_every_entry_is_there_and_its_bookmark_once(document: Any) -> None:
    assert len(in_style(document, "Entry")) == N_ENTRIES + 1
    names = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    assert len(set(names)) == len(names) == N_ENTRIES + 6


def test_two_files_of_one_paper_are_the_same_bytes(content: bytes) -> None:
    assert as_docx(a_paper()) == content


@pytest.fixture(scope="module")
def opened(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file as LibreOffice shows it, as PDF."""
    office = need(shutil.which("soffice"), "libreoffice-writer-nogui")
    folder = tmp_path_factory.mktemp("office")
    (folder / "paper.docx").write_bytes(content)
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "paper.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return Path(folder / "paper.pdf").read_bytes()


def test_libreoffice_shows_all_of_it(opened: bytes) -> None:
    with pypdfium2.PdfDocument(opened) as shown:
        assert 6 <= len(shown) <= 12
        text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in shown).split())
    assert "1. 18 of 45 contributions" in text
    assert "41. 39 of 45 contributions" in text
    assert "Figure 1. Positions" in text
    assert "In all: C1 to C18" in text
    assert VOICES["zh"] in text
    assert f"C{N_ENTRIES} Librarians" in text
    assert f"Page 1 of {len(re.findall('State of 2018-05-02', text))}" in text


def test_what_leads_to_a_table_and_a_short_table_itself_stand_on_one_page() -> None:
    table = Table(("Group", "n"), (("Government", "3"), ("Civil Society", "5")))
    made = as_docx(a_short_paper(Statement("k", "Three and five."), table))
    document = docx.Document(io.BytesIO(made))
    led = next(each for each in document.paragraphs if each.text == "Three and five.")
    assert led.paragraph_format.keep_with_next
    keeps = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in document.tables[0].rows]
    assert keeps == [True, True, None]
