"""The XML of a Word document, as strings: python-docx lacks words for some of it and is slow.

>>> run("5 < 6", is_bold=True)
'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">5 &lt; 6</w:t></w:r>'
>>> paragraph("", style="Quote")
'<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr></w:p>'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from synthesis.outputs.export.cells import printable
from synthesis.outputs.export.scripts import is_right_to_left, known_language

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_KIND_OF_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_LONGEST_TOGETHER = 800
"""Letters of a cell up to which its row stays on one page."""
_MOST_ROWS_TOGETHER = 12
"""A table of no more rows, its headings among them, stands on one page."""
_BREAKS = {"\t": "<w:tab/>", "\n": "<w:br/>"}
# Each element stands where the order that the format fixes wants it: bidi before jc, rtl before lang.


def run(text: str, style: str = "", *, is_bold: bool = False, language: str | None = None) -> str:
    """Write words; lines and tabs stay what they are.

    Parameters
    ----------
    text : str
    style : str
        Id of a character style.
    is_bold : bool
    language : str, optional
        Of a text that somebody else wrote; its direction is told too.
    """
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += "<w:b/>" if is_bold else ""
    look += _spoken(text, language) if language is not None else ""
    pieces = re.split(r"(\t|\r\n|\r|\n)", printable(text))
    shown = (
        _BREAKS.get(piece[-1:]) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{''.join(shown)}</w:r>"


def _spoken(text: str, language: str) -> str:
    code, is_rtl = known_language(language), is_right_to_left(text)
    kind = "bidi" if is_rtl else "eastAsia" if code in ("zh", "ja", "ko") else "val"
    return ("<w:rtl/>" if is_rtl else "") + (f'<w:lang w:{kind}="{code}"/>' if code else "")


def paragraph(
    *inside: str,
    style: str = "",
    keeps: bool = False,
    is_on_new_page: bool = False,
    is_rtl: bool = False,
    is_right: bool = False,
) -> str:
    """Write a paragraph in a style by its id.

    It `keeps` to the page of the next one, or begins a page; is written from right to left, or set at the
    right.
    """
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    look += "<w:keepNext/>" if keeps else ""
    look += "<w:pageBreakBefore/>" if is_on_new_page else ""
    look += "<w:bidi/>" if is_rtl else ""
    look += '<w:jc w:val="right"/>' if is_right else ""
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{''.join(inside)}</w:p>"


def link(text: str, anchor: str) -> str:
    """Write a link to a bookmark."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(text, "Hyperlink")}</w:hyperlink>'


def bookmarked(inside: str, name: str, number: int) -> str:
    """Put a bookmark around what stands in a paragraph."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str, shown: str = "1") -> str:
    """Write a field that a word processor works out, with what it shows until then."""
    return f'<w:fldSimple w:instr="{code}">{run(shown)}</w:fldSimple>'


def field_mark(kind: str, code: str = "") -> str:
    """Write a begin, separate or end mark of a field that goes over several paragraphs."""
    instruction = f'<w:instrText xml:space="preserve">{escape(code)}</w:instrText>' if code else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/>{instruction}</w:r>'


def table(
    rows: Sequence[Sequence[str]], widths: Sequence[int], n_text: int, style: str, of_cells: str
) -> str:
    """Write a table; its first row are headings, which stand again on each page.

    Parameters
    ----------
    rows : sequence of sequences as long as `widths`
    widths : sequence of int
        In twentieths of a point.
    n_text : int
        So many columns from the left hold words, the others numbers.
    style, of_cells : str
        Ids of the style of the table and of the paragraphs in it.
    """
    look = f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    look += '<w:tblLayout w:type="fixed"/>'
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    written = "".join(
        _row(
            row,
            widths,
            n_text,
            of_cells,
            is_heading=number == 0,
            keeps=len(rows) <= _MOST_ROWS_TOGETHER and number < len(rows) - 1,
        )
        for number, row in enumerate(rows)
    )
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{written}</w:tbl>"


def _row(
    texts: Sequence[str], widths: Sequence[int], n_text: int, style: str, *, is_heading: bool, keeps: bool
) -> str:
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        + paragraph(run(text, is_bold=is_heading), style=style, keeps=keeps, is_right=place >= n_text)
        + "</w:tc>"
        for place, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    look = "<w:cantSplit/>" if max(map(len, texts)) <= _LONGEST_TOGETHER else ""
    look += "<w:tblHeader/>" if is_heading else ""
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def add_to_body(document: Any, blocks: Sequence[str]) -> None:
    """Put blocks at the end of a document, before what describes its page."""
    from docx.oxml import parse_xml

    parsed = parse_xml(f'<w:body xmlns:w="{_NAMESPACE}">{"".join(blocks)}</w:body>')
    body = document.element.body
    *before, page = body
    # The body goes in whole: lxml takes seconds to move thousands of blocks from one tree to another.
    for place, block in enumerate(before):
        parsed.insert(place, block)
    parsed.append(page)
    document.element.replace(body, parsed)


class Footnotes:
    """The part of a document that holds its notes; python-docx has none."""

    def __init__(self) -> None:
        self._notes: list[str] = []

    def add(self, inside: str) -> str:
        """Add a note of these runs and links; return the run that calls it."""
        number = len(self._notes) + 1
        words = paragraph(_reference("<w:footnoteRef/>"), run(" "), inside, style="FootnoteText")
        self._notes.append(f'<w:footnote w:id="{number}">{words}</w:footnote>')
        return _reference(f'<w:footnoteReference w:id="{number}"/>')

    def save(self, document: Any) -> None:
        """Put the notes into the document, if there are any."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml import parse_xml
        from docx.oxml.ns import qn

        if not self._notes:
            return
        notes = "".join([_rule("separator", -1), _rule("continuationSeparator", 0), *self._notes])
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        content = f'{head}<w:footnotes xmlns:w="{_NAMESPACE}">{notes}</w:footnotes>'.encode()
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, content, document.part.package)
        document.part.relate_to(part, _KIND_OF_FOOTNOTES)
        # The order of settings is fixed by the format: footnotePr stands before compat.
        separators = '<w:footnote w:id="-1"/><w:footnote w:id="0"/>'
        settings = parse_xml(f'<w:footnotePr xmlns:w="{_NAMESPACE}">{separators}</w:footnotePr>')
        document.settings.element.find(qn("w:compat")).addprevious(settings)


def _reference(mark: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{mark}</w:r>'


def _rule(kind: str, number: int) -> str:
    return f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
