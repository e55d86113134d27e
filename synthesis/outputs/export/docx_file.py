"""DOCX: a paper with real styles, numbered paragraphs, footnotes, contents, captions and alt texts.

Opens in any word processor without a question. The document's language is British English; an excerpt has
its own, and one in a script from right to left is set so. Nothing in the file depends on the clock.
"""

from __future__ import annotations

import io
from functools import singledispatchmethod
from typing import Any

from synthesis.outputs.export import docx_styles as styles
from synthesis.outputs.export.cells import printable
from synthesis.outputs.export.citing import KIND_WORDS, day, legend, listed, pieces_of, said
from synthesis.outputs.export.docx_xml import (
    Footnotes,
    add_bookmark,
    field,
    field_mark,
    link,
    run,
    set_language,
    table_row,
    turn,
)
from synthesis.outputs.export.figures import WIDTH_CM, as_png
from synthesis.outputs.export.scripts import is_right_to_left
from synthesis.outputs.export.zipped import repacked
from synthesis.outputs.papers.blocks import (
    Bars,
    Block,
    Callout,
    Cite,
    Contents,
    Entry,
    Heading,
    Listing,
    Note,
    Paper,
    Paragraph,
    Quote,
    Statement,
    Table,
)

_LETTER_CM = 0.19
"""About what a letter takes at the size of the tables, the wider headings included."""

_LEAST_FOR_WORDS_CM = 3.0


def as_docx(paper: Paper) -> bytes:
    """Write a paper."""
    import docx

    document = docx.Document()
    styles.set_up(document, paper.about)
    writer = _Writer(document, paper)
    writer.head()
    for block in paper.blocks:
        writer.write(block)
    writer.end()
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue(), paper.about.changed_at)


def column_widths(table: Table) -> list[float]:
    """Give the columns of numbers what their longest cell takes, in cm, and those of words the rest."""
    cells = list(zip(table.headings, *table.rows, strict=True))
    numbers = [max(map(len, column)) * _LETTER_CM + 0.4 for column in cells[table.n_text :]]
    words = [max(map(len, column)) for column in cells[: table.n_text]]
    rest = max(styles.TEXT_WIDTH_CM - sum(numbers), _LEAST_FOR_WORDS_CM)
    narrow = [min(length * _LETTER_CM + 0.4, rest / len(words)) for length in words[:-1]]
    return [*narrow, rest - sum(narrow), *numbers]


class _Writer:
    """Appends blocks to a document."""

    def __init__(self, document: Any, paper: Paper) -> None:
        self._document = document
        self._paper = paper
        self._styles = {style.name: style.style_id for style in document.styles}
        self._places = listed(paper)
        self._seen: set[str] = set()
        self._notes = Footnotes()
        self._n_headings = self._n_bookmarks = self._n_pictures = 0

    def head(self) -> None:
        """Write what it is, to whom it goes, from when it is; a rule; the title."""
        lines = ("Distr.: General", day(self._paper.about.changed_at), "Original: English")
        for place, line in enumerate(lines):
            paragraph = self._paragraph("", styles.HEAD_LAST if place == 2 else styles.HEAD)
            if place == 0:
                paragraph.add_run(KIND_WORDS[self._paper.kind]).bold = True
            paragraph.add_run(f"\t{line}")
        self._paragraph(self._paper.title, "Title")
        if self._paper.about.sample_mark:
            self._paragraph("").add_run(self._paper.about.sample_mark).bold = True
        if words := legend(self._paper):
            self._paragraph(words, styles.LEGEND)

    def end(self) -> None:
        """Put in what stands in parts of its own."""
        self._notes.save(self._document)

    @singledispatchmethod
    def write(self, block: Block) -> None:
        """Append one block."""
        raise TypeError(type(block))

    @write.register
    def _(self, block: Heading) -> None:
        self._n_headings += 1
        self._bookmark(self._paragraph(block.text, f"Heading {block.level}"), f"_Toc{self._n_headings:06}")

    @write.register
    def _(self, block: Paragraph) -> None:
        self._paragraph(block.text)

    @write.register
    def _(self, block: Callout) -> None:
        self._paragraph(block.text, styles.CALLOUT)

    @write.register
    def _(self, _: Contents) -> None:
        """Write a field that is filled already; a word processor that works it out adds page numbers."""
        headings = [block for block in self._paper.blocks if isinstance(block, Heading)]
        if not headings:
            return
        self._paragraph("Contents", "TOC Heading")
        lines = [self._paragraph("", f"toc {heading.level}") for heading in headings]
        lines[0]._p.extend([field_mark("begin", r'TOC \o "1-2" \h \z \u'), field_mark("separate")])
        for number, (line, heading) in enumerate(zip(lines, headings, strict=True), start=1):
            line._p.append(link(heading.text, f"_Toc{number:06}"))
        lines[-1]._p.append(field_mark("end"))

    @write.register
    def _(self, block: Statement) -> None:
        paragraph = self._paragraph("", styles.PROPOSED if block.is_proposed else styles.NUMBERED)
        paragraph._p.extend(self._piece(piece) for piece in said(block))

    @write.register
    def _(self, block: Quote) -> None:
        quote = self._paragraph("", "Quote")
        of_quote = quote.add_run(printable(block.text))
        set_language(of_quote, block.language, block.text)
        if is_right_to_left(block.text):
            turn(quote, of_quote)
        by = self._paragraph(f"\u2014 {block.by}" + (", " if block.cite else ""), styles.SOURCE)
        if block.cite:
            by._p.append(self._piece(block.cite))

    @write.register
    def _(self, block: Table) -> None:
        if block.caption:
            self._caption("Table", block.caption)
        table = self._document.add_table(rows=0, cols=len(block.headings), style="Paper Table")
        table.autofit = False
        widths = [_cm(width) for width in column_widths(block)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        style, twips = self._styles[styles.CELL], [width.twips for width in widths]
        for number, cells in enumerate((block.headings, *block.rows)):
            row = table_row(cells, twips, block.n_text, style, is_heading=number == 0)
            table._tbl.append(row)
        self._paragraph("")

    @write.register
    def _(self, block: Bars) -> None:
        self._caption("Figure", block.caption)
        picture = self._document.add_picture(io.BytesIO(as_png(block)), width=_cm(WIDTH_CM))
        self._n_pictures += 1
        picture._inline.docPr.set("descr", printable(block.alt))
        picture._inline.docPr.set("name", f"Chart {self._n_pictures}")

    @write.register
    def _(self, block: Listing) -> None:
        for entry in block.entries:
            self._entry(entry)

    def _entry(self, entry: Entry) -> None:
        paragraph = self._paragraph("", styles.ENTRY)
        paragraph.add_run(printable(entry.label)).bold = True
        paragraph.add_run(f"\t{printable(entry.text)}")
        if entry.contribution_id not in self._seen:
            self._bookmark(paragraph, self._anchor(entry.contribution_id))
            self._seen.add(entry.contribution_id)

    def _paragraph(self, text: str, style: str = "") -> Any:
        """Append a paragraph; python-docx looks each style up among all, which takes most of the time."""
        paragraph = self._document.add_paragraph(printable(text))
        if style:
            paragraph._p.style = self._styles[style]
        return paragraph

    def _caption(self, kind: str, caption: str) -> None:
        paragraph = self._paragraph(f"{kind} ", "Caption")
        paragraph.paragraph_format.keep_with_next = True
        paragraph._p.extend([field(f"SEQ {kind} \\* ARABIC"), run(f". {caption}")])

    def _piece(self, part: str | Cite | Note) -> Any:
        if isinstance(part, str):
            return run(part)
        if isinstance(part, Note):
            return self._notes.add([self._piece(each) for each in pieces_of(part)])
        is_listed = part.contribution_id in self._places
        return link(part.label, self._anchor(part.contribution_id)) if is_listed else run(part.label)

    def _anchor(self, contribution_id: str) -> str:
        return f"entry_{self._places[contribution_id]}"

    def _bookmark(self, paragraph: Any, name: str) -> None:
        self._n_bookmarks += 1
        add_bookmark(paragraph, name, self._n_bookmarks)


def _cm(length: float) -> Any:
    from docx.shared import Cm

    return Cm(length)
