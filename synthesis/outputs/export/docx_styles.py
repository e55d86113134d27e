"""How a Word document looks: page, header and footer, and a named style for each kind of paragraph.

Each kind has a style of its own, so that a secretariat changes the look of all in one place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from synthesis.outputs.export.cells import printable
from synthesis.outputs.export.docx_xml import field
from synthesis.outputs.export.scripts import LANGUAGE
from synthesis.outputs.export.zipped import moment
from synthesis.outputs.papers.blocks import Paper

FONTS = {"ascii": "Cambria", "hAnsi": "Cambria", "eastAsia": "Microsoft YaHei", "cs": "Times New Roman"}
"""Each script's own font; a machine without it puts its nearest in place."""

NUMBERED, PROPOSED = "Numbered Paragraph", "Numbered Paragraph on Proposals"
SOURCE, CALLOUT, ENTRY, CELL, LEGEND = "Quote Source", "Callout", "Entry", "Table Text", "Legend"
HEAD, HEAD_LAST, TABLE = "Head", "Head Last", "Paper Table"

TEXT_WIDTH_CM = 15.5
INK = "1B2733"

_STYLES = Path(__file__).with_name("styles.xml")
"""The styles that the empty document does not have, in the order of elements that the format fixes."""


def set_up(document: Any, paper: Paper) -> None:
    """Give an empty document its properties, styles, page, header and footer."""
    _set_properties(document, paper)
    _set_fonts(document)
    _add_styles(document)
    _calm_styles(document)
    if paper.kind == "brief":
        _tighten(document)
    _set_page(document, paper)


def _set_properties(document: Any, paper: Paper) -> None:
    about = paper.about
    core = document.core_properties
    core.title = printable(paper.title)[:255]
    core.subject = about.sample_mark
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.language = LANGUAGE
    core.revision = 1
    core.created = core.modified = moment(about.changed_at)
    package = document.part.package
    # The empty document that python-docx starts from carries a picture of itself.
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[key]


def _set_fonts(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    defaults.find(qn("w:rPr")).find(qn("w:lang")).set(qn("w:val"), LANGUAGE)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Quote", "Caption", "TOC Heading"):
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme_font in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme_font}"), None)
        for script, font in FONTS.items():
            fonts.set(qn(f"w:{script}"), font)
        style.font.color.rgb = RGBColor.from_string(INK)


def _add_styles(document: Any) -> None:
    """Add the styles and the numbers that hang before paragraphs."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    added = parse_xml(_STYLES.read_bytes())
    numbering = document.part.numbering_part.element
    # All abstract numberings stand before the first one that is used.
    numbering.find(qn("w:num")).addprevious(added.find(qn("w:abstractNum")))
    numbering.append(added.find(qn("w:num")))
    for style in added.findall(qn("w:style")):
        document.styles.element.append(style)


def _calm_styles(document: Any) -> None:
    """Give the styles that the empty document has a look that goes with the others."""
    from docx.oxml.ns import qn
    from docx.shared import Cm

    styles = document.styles
    _shape(styles["Normal"], 10.5, after=6)
    _shape(styles["Title"], 20, before=18, after=10)
    _shape(styles["Heading 1"], 15, before=20, after=6)
    _shape(styles["Heading 2"], 12, before=14, after=4)
    _shape(styles["TOC Heading"], 15, before=14, after=6)
    _shape(styles["Caption"], 10, before=10, after=4)
    styles["Caption"].paragraph_format.keep_with_next = True
    _shape(styles["Quote"], 10.5, before=6, after=2)
    _shape(styles["Header"], 9)
    _shape(styles["Footer"], 9)
    styles["Title"].font.bold = True
    styles["Quote"].font.italic = styles["Quote"].font.cs_italic = False
    styles["Quote"].paragraph_format.left_indent = styles["Quote"].paragraph_format.right_indent = Cm(0.9)
    styles["Quote"].paragraph_format.keep_with_next = True
    for border in styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _tighten(document: Any) -> None:
    """Set a brief closer, so that it stays on two pages."""
    styles = document.styles
    _shape(styles["Normal"], 10, after=4)
    _shape(styles["Title"], 16, before=10, after=6)
    _shape(styles["Heading 1"], 13, before=12, after=4)
    _shape(styles["Caption"], 9.5, before=4, after=3)


def _shape(style: Any, size: float, before: float = 0, after: float = 0) -> None:
    from docx.shared import Pt

    style.font.size = Pt(size)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _set_page(document: Any, paper: Paper) -> None:
    from docx.shared import Cm

    about = paper.about
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    # The numbers of paragraphs hang in the wider margin.
    section.left_margin, section.right_margin = Cm(3.3), Cm(21 - 3.3 - TEXT_WIDTH_CM)
    section.top_margin = section.bottom_margin = Cm(2.3)
    header = section.header.paragraphs[0]
    header.text = printable(" \u00b7 ".join(word for word in (about.sample_mark, paper.title) if word))
    footer = section.footer.paragraphs[0]
    footer.add_run(printable(f"{about.footing} Page "))
    _add_field(footer, "PAGE")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: Any, code: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph._p.append(parse_xml(field(code).replace(">", f" {nsdecls('w')}>", 1)))
