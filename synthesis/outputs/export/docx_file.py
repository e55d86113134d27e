"""DOCX: a paper with real styles, numbered paragraphs, footnotes, contents, captions and alt texts.

Opens in any word processor without a question. The document's language is British English; an excerpt has
its own, and one in a script from right to left is set so. Nothing in the file depends on the clock.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import singledispatchmethod
from itertools import zip_longest
from typing import Any

from synthesis.outputs.export import docx_styles as styles
from synthesis.outputs.export.cells import printable
from synthesis.outputs.export.citing import KIND_WORDS, head_lines, legend, listed, pieces_of, said
from synthesis.outputs.export.columns import column_widths
from synthesis.outputs.export.docx_xml import (
    Footnotes,
    add_to_body,
    bookmarked,
    field,
    field_mark,
    link,
    paragraph,
    run,
    table,
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

_TWIPS_IN_CM = 567

LONG_CONTENTS = 12
"""Contents of more headings stand on a page of their own, as they would be parted by the end of the first."""


def as_docx(paper: Paper) -> bytes:
    """Write a paper."""
    import docx

    document = docx.Document()
    styles.set_up(document, paper)
    writer = _Writer(document, paper)
    writer.head()
    writer.write_all(paper.blocks)
    writer.end()
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue(), paper.about.changed_at)


class _Writer:
    """Writes block after block, and puts them into a document at the end."""

    def __init__(self, document: Any, paper: Paper) -> None:
        self._document = document
        self._paper = paper
        self._styles = {style.name: style.style_id for style in document.styles}
        self._places = listed(paper)
        self._seen: set[str] = set()
        self._notes = Footnotes()
        self._written: list[str] = []
        self._n_headings = self._n_bookmarks = self._n_pictures = 0
        self._keeps = False

    def head(self) -> None:
        """Write what it is, to whom it goes, from when it is; a rule; the title."""
        kind = run(KIND_WORDS[self._paper.kind], is_bold=True)
        *lines, last = head_lines(self._paper)
        for before, line in zip_longest([kind], lines, fillvalue=""):
            self._add(f"\t{line}", styles.HEAD, before=before)
        self._add(f"\t{last}", styles.HEAD_LAST)
        self._add(self._paper.title, "Title")
        if self._paper.about.sample_mark:
            self._written.append(paragraph(run(self._paper.about.sample_mark, is_bold=True)))
        if words := legend(self._paper):
            self._add(words, styles.LEGEND)

    def end(self) -> None:
        """Put all into the document."""
        add_to_body(self._document, self._written)
        self._notes.save(self._document)

    def write_all(self, blocks: Sequence[Block]) -> None:
        """Write them; what leads to a table, and what a section opens with, stays with the next."""
        for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            opens = isinstance(block, Paragraph) and isinstance(before, Heading)
            self._keeps = after is not None and (opens or isinstance(after, Table | Bars))
            self.write(block)

    @singledispatchmethod
    def write(self, block: Block) -> None:
        """Write one block."""
        raise TypeError(type(block))

    @write.register
    def _(self, block: Heading) -> None:
        self._n_headings += 1
        words = self._bookmarked(run(block.text), f"_Toc{self._n_headings:06}")
        self._written.append(paragraph(words, style=self._styles[f"Heading {block.level}"]))

    @write.register
    def _(self, block: Paragraph) -> None:
        self._written.append(paragraph(run(block.text), style=self._styles["Normal"], keeps=self._keeps))

    @write.register
    def _(self, block: Callout) -> None:
        self._add(block.text, styles.CALLOUT)

    @write.register
    def _(self, _: Contents) -> None:
        """Write a field that is filled already; a word processor that works it out adds page numbers."""
        headings = [block for block in self._paper.blocks if isinstance(block, Heading)]
        if not headings:
            return
        is_long = len(headings) > LONG_CONTENTS
        self._written.append(
            paragraph(run("Contents"), style=self._styles["TOC Heading"], is_on_new_page=is_long)
        )
        lines = [link(heading.text, f"_Toc{number:06}") for number, heading in enumerate(headings, start=1)]
        lines[0] = field_mark("begin", r'TOC \o "1-2" \h \z \u') + field_mark("separate") + lines[0]
        lines[-1] += field_mark("end")
        for line, heading in zip(lines, headings, strict=True):
            self._written.append(paragraph(line, style=self._styles[f"toc {heading.level}"]))

    @write.register
    def _(self, block: Statement) -> None:
        style = self._styles[styles.PROPOSED if block.is_proposed else styles.NUMBERED]
        words = (self._piece(piece) for piece in said(block))
        self._written.append(paragraph(*words, style=style, keeps=self._keeps))

    @write.register
    def _(self, block: Quote) -> None:
        words = run(block.text, language=block.language)
        is_rtl = is_right_to_left(block.text)
        self._written.append(paragraph(words, style=self._styles["Quote"], is_rtl=is_rtl))
        by = run(f"\u2014 {block.by}")
        by += run(", ") + self._piece(block.cite) if block.cite else ""
        self._written.append(paragraph(by, style=self._styles[styles.SOURCE]))

    @write.register
    def _(self, block: Table) -> None:
        if block.caption:
            self._caption("Table", block.caption)
        widths = [round(width * _TWIPS_IN_CM) for width in column_widths(block, styles.TEXT_WIDTH_CM)]
        rows = (block.headings, *block.rows)
        look = self._styles[styles.TABLE], self._styles[styles.CELL]
        space = paragraph(style=self._styles[styles.CELL])
        self._written += [table(rows, widths, block.n_text, *look), space]

    @write.register
    def _(self, block: Bars) -> None:
        from docx.shared import Cm

        self._caption("Figure", block.caption)
        self._n_pictures += 1
        picture = self._document.part.new_pic_inline(io.BytesIO(as_png(block)), Cm(WIDTH_CM))
        picture.docPr.set("descr", printable(block.alt))
        picture.docPr.set("name", f"Chart {self._n_pictures}")
        picture.docPr.set("id", str(self._n_pictures))
        self._written.append(f"<w:p><w:r><w:drawing>{picture.xml}</w:drawing></w:r></w:p>")

    @write.register
    def _(self, block: Listing) -> None:
        self._written += [self._entry(entry) for entry in block.entries]

    def _entry(self, entry: Entry) -> str:
        words = run(entry.label, is_bold=True) + run(f"\t{entry.text}")
        if entry.contribution_id not in self._seen:
            words = self._bookmarked(words, self._anchor(entry.contribution_id))
            self._seen.add(entry.contribution_id)
        return paragraph(words, style=self._styles[styles.ENTRY])

    def _add(self, text: str, style: str = "Normal", before: str = "") -> None:
        self._written.append(paragraph(before, run(text), style=self._styles[style]))

    def _caption(self, kind: str, caption: str) -> None:
        number = field(f"SEQ {kind} \\* ARABIC")
        words = run(f"{kind} ") + number + run(f". {caption}")
        self._written.append(paragraph(words, style=self._styles["Caption"]))

    def _piece(self, part: str | Cite | Note) -> str:
        if isinstance(part, str):
            return run(part)
        if isinstance(part, Note):
            return self._notes.add("".join(self._piece(each) for each in pieces_of(part)))
        is_listed = part.contribution_id in self._places
        return link(part.label, self._anchor(part.contribution_id)) if is_listed else run(part.label)

    def _anchor(self, contribution_id: str) -> str:
        return f"entry_{self._places[contribution_id]}"

    def _bookmarked(self, words: str, name: str) -> str:
        self._n_bookmarks += 1
        return bookmarked(words, name, self._n_bookmarks)
