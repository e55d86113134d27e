"""DOCX: the summary with real headings, quotes, page numbers and tables whose headings repeat.

Opens in any word processor without a question. The document's language is British English; an excerpt has
its own, and one in a script from right to left is set so. Nothing in the file depends on the clock.
"""

from __future__ import annotations

import io
import unicodedata
from functools import singledispatchmethod
from typing import Any

from synthesis.outputs.export.cells import printable
from synthesis.outputs.export.zipped import moment, repacked
from synthesis.outputs.facts import Facts
from synthesis.outputs.papers.blocks import (
    Bars,
    Callout,
    Contents,
    Heading,
    Listing,
    Note,
    Paper,
    Paragraph,
    Quote,
    Statement,
    Table,
    parts,
)

LANGUAGE = "en-GB"
FONTS = {"ascii": "Calibri", "hAnsi": "Calibri", "eastAsia": "Microsoft YaHei", "cs": "Arial"}
"""Each script's own font; a machine without it puts its nearest in place."""

_LETTER_CM = 0.19
"""About what a letter takes at the size of the tables, the wider headings included."""

_PAGE_WIDTH_CM = 17.0
_LEAST_FOR_WORDS_CM = 3.0


def as_docx(paper: Paper) -> bytes:
    """Write a paper."""
    import docx

    about = paper.about
    document = docx.Document()
    _set_up(document, about)
    writer = _Writer(document)
    document.add_heading(printable(about.title), level=0)
    if about.sample_mark:
        document.add_paragraph().add_run(about.sample_mark).bold = True
    for block in paper.blocks:
        writer.write(block)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue(), about.changed_at)


def is_right_to_left(text: str) -> bool:
    """Tell by the first letter that has a direction.

    >>> is_right_to_left("1. نرجو"), is_right_to_left("We ask")
    (True, False)
    """
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((d in ("R", "AL") for d in directions if d in ("L", "R", "AL")), False)


def column_widths(table: Table) -> list[float]:
    """Give the columns of numbers what their longest cell takes, in cm, and those of words the rest."""
    cells = list(zip(table.headings, *table.rows, strict=True))
    numbers = [max(map(len, column)) * _LETTER_CM + 0.4 for column in cells[table.n_text :]]
    words = [max(map(len, column)) for column in cells[: table.n_text]]
    rest = max(_PAGE_WIDTH_CM - sum(numbers), _LEAST_FOR_WORDS_CM)
    narrow = [min(length * _LETTER_CM + 0.4, rest / len(words)) for length in words[:-1]]
    return [*narrow, rest - sum(narrow), *numbers]


def _noted(note: Note) -> str:
    return f"[{note.lead}{', '.join(cite.label for cite in note.cites)}{note.tail}]"


class _Writer:
    """Appends blocks to a document."""

    def __init__(self, document: Any) -> None:
        self._document = document

    @singledispatchmethod
    def write(self, block: object) -> None:
        """Append one block."""
        raise TypeError(type(block))

    @write.register
    def _(self, block: Heading) -> None:
        self._document.add_heading(printable(block.text), level=block.level)

    @write.register
    def _(self, block: Paragraph) -> None:
        self._document.add_paragraph(printable(block.text))

    @write.register
    def _(self, block: Callout) -> None:
        self._document.add_paragraph(printable(block.text))

    @write.register
    def _(self, block: Contents) -> None:
        """Word makes its own."""

    @write.register
    def _(self, block: Bars) -> None:
        self._document.add_paragraph(printable(block.alt))

    @write.register
    def _(self, block: Listing) -> None:
        for entry in block.entries:
            self._document.add_paragraph(printable(f"{entry.label}: {entry.text}"))

    @write.register
    def _(self, block: Statement) -> None:
        words = "".join(_noted(part) if isinstance(part, Note) else part for part in parts(block))
        self._document.add_paragraph(printable(words))

    @write.register
    def _(self, block: Quote) -> None:
        quote = self._document.add_paragraph(style="Quote")
        quote.paragraph_format.keep_with_next = True
        quote.paragraph_format.left_indent = _cm(1)
        quote.paragraph_format.space_after = _pt(2)
        run = quote.add_run(printable(block.text))
        _set_language(run, block.language, block.text)
        if is_right_to_left(block.text):
            _turn(quote, run)
        by = self._document.add_paragraph(f"\u2014 {printable(block.by)}")
        by.paragraph_format.left_indent = _cm(1)

    @write.register
    def _(self, block: Table) -> None:
        table = self._document.add_table(rows=0, cols=len(block.headings), style="Table Grid")
        table.autofit = False
        widths = [_cm(width) for width in column_widths(block)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for number, cells in enumerate((block.headings, *block.rows)):
            self._row(table, cells, widths, block.n_text, is_heading=number == 0)
        self._document.add_paragraph()

    def _row(
        self, table: Any, texts: tuple[str, ...], widths: list[Any], n_text: int, *, is_heading: bool
    ) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if is_heading:
            properties.append(_element("w:tblHeader"))
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[place]
            run = cell.paragraphs[0].add_run(printable(text))
            run.bold = is_heading
            run.font.size = _pt(9)
            cell.paragraphs[0].paragraph_format.space_after = _pt(0)
            if place >= n_text:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _set_up(document: Any, about: Facts) -> None:
    _set_properties(document, about)
    _set_styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = _cm(21), _cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _cm(2)
    header = section.header.paragraphs[0]
    header.text = printable(" \u00b7 ".join(word for word in (about.sample_mark, about.title) if word))
    footer = section.footer.paragraphs[0]
    footer.add_run(printable(f"Codebook {about.codebook}. State of {about.state}. Page "))
    _add_field(footer, "PAGE")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES")


def _set_properties(document: Any, about: Facts) -> None:
    core = document.core_properties
    core.title = printable(about.title)[:255]
    core.subject = about.sample_mark
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.language = LANGUAGE
    core.revision = 1
    core.created = core.modified = moment(about.changed_at)
    package = document.part.package
    # The empty document that python-docx starts from carries a picture of itself.
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[key]


def _set_styles(document: Any) -> None:
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    language = defaults.find(qn("w:rPr")).find(qn("w:lang"))
    language.set(qn("w:val"), LANGUAGE)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Quote"):
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme_font in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme_font}"), None)
        for script, font in FONTS.items():
            fonts.set(qn(f"w:{script}"), font)
    document.styles["Normal"].font.size = _pt(11)
    document.styles["Title"].font.size = _pt(22)
    document.styles["Quote"].font.italic = document.styles["Quote"].font.cs_italic = False


def _set_language(run: Any, language: str, text: str) -> None:
    if language in ("", "unknown"):
        return
    code = _element("w:lang", val=language)
    if is_right_to_left(text):
        code = _element("w:lang", bidi=language)
    elif language in ("zh", "ja", "ko"):
        code = _element("w:lang", eastAsia=language)
    run._r.get_or_add_rPr().append(code)


def _turn(paragraph: Any, run: Any) -> None:
    """Set a paragraph from right to left."""
    from docx.oxml.ns import qn

    # The order of these elements is fixed by the format: bidi stands before spacing, ind and jc.
    paragraph._p.get_or_add_pPr().insert_element_before(
        _element("w:bidi"),
        *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr"),
    )
    properties = run._r.get_or_add_rPr()
    language = properties.find(qn("w:lang"))
    mark = _element("w:rtl")
    if language is None:
        properties.append(mark)
    else:
        language.addprevious(mark)


def _add_field(paragraph: Any, code: str) -> None:
    from docx.oxml.ns import qn

    field = _element("w:fldSimple", instr=code)
    run, shown = _element("w:r"), _element("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _cm(length: float) -> Any:
    from docx.shared import Cm

    return Cm(length)


def _pt(length: float) -> Any:
    from docx.shared import Pt

    return Pt(length)
