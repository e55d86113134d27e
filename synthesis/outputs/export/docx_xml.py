"""The elements of a Word document that python-docx has no words for: fields, links, bookmarks, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from synthesis.outputs.export.cells import printable
from synthesis.outputs.export.scripts import is_right_to_left, known_language

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_KIND_OF_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def element(tag: str, /, *inside: Any, **attributes: str) -> Any:
    """Make an element: `element("w:r", element("w:t"))`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(inside)
    return made


def run(text: str, style: str = "") -> Any:
    """Make a run of words, in a character style by its id; lines and tabs stay what they are."""
    made = element("w:r")
    if style:
        made.append(element("w:rPr", element("w:rStyle", val=style)))
    made.text = printable(text)
    return made


def link(text: str, anchor: str) -> Any:
    """Make a link to a bookmark."""
    return element("w:hyperlink", run(text, "Hyperlink"), anchor=anchor, history="1")


def field(code: str, shown: str = "1") -> Any:
    """Make a field that a word processor works out, with what it shows until then."""
    return element("w:fldSimple", run(shown), instr=code)


def field_mark(kind: str, code: str = "") -> Any:
    """Make a begin, separate or end mark of a field that goes over several paragraphs."""
    from docx.oxml.ns import qn

    mark = element("w:r", element("w:fldChar", fldCharType=kind))
    if code:
        instruction = element("w:instrText")
        instruction.text = code
        instruction.set(qn("xml:space"), "preserve")
        mark.append(instruction)
    return mark


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """Put a bookmark around what stands in a paragraph."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    first = next((each for each in paragraph._p if not each.tag.endswith("}pPr")), None)
    if first is None:
        paragraph._p.append(start)
    else:
        first.addprevious(start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def table_row(
    texts: Sequence[str], widths: Sequence[int], n_text: int, style: str, *, is_heading: bool
) -> Any:
    """Make a row that stays on one page; a row of headings stands again on each page.

    Parameters
    ----------
    texts, widths : sequence of the same length
        Widths are in twentieths of a point.
    n_text : int
        So many cells from the left hold words, the others numbers.
    style : str
        Id of the style of the paragraphs in it.
    """
    properties = element("w:trPr", element("w:cantSplit"))
    if is_heading:
        properties.append(element("w:tblHeader"))
    made = element("w:tr", properties)
    for place, (text, width) in enumerate(zip(texts, widths, strict=True)):
        words = run(text)
        if is_heading:
            words.get_or_add_rPr().append(element("w:b"))
        look = element("w:pPr", element("w:pStyle", val=style))
        if place >= n_text:
            look.append(element("w:jc", val="right"))
        size = element("w:tcW", w=str(width), type="dxa")
        made.append(element("w:tc", element("w:tcPr", size), element("w:p", look, words)))
    return made


def set_language(of_run: Any, language: str, text: str) -> None:
    """Name the language of a run, as that of a script of its kind."""
    code = known_language(language)
    if not code:
        return
    name = "bidi" if is_right_to_left(text) else "eastAsia" if code in ("zh", "ja", "ko") else "val"
    of_run._r.get_or_add_rPr().append(element("w:lang", **{name: code}))


def turn(paragraph: Any, of_run: Any) -> None:
    """Set a paragraph from right to left."""
    from docx.oxml.ns import qn

    # The order of these elements is fixed by the format: bidi stands before spacing, ind and jc.
    paragraph._p.get_or_add_pPr().insert_element_before(
        element("w:bidi"),
        *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr"),
    )
    properties = of_run._r.get_or_add_rPr()
    language = properties.find(qn("w:lang"))
    mark = element("w:rtl")
    if language is None:
        properties.append(mark)
    else:
        language.addprevious(mark)


class Footnotes:
    """The part of a document that holds its notes; python-docx has none."""

    def __init__(self) -> None:
        self._root = element(
            "w:footnotes",
            element("w:footnote", _rule("w:separator"), type="separator", id="-1"),
            element("w:footnote", _rule("w:continuationSeparator"), type="continuationSeparator", id="0"),
        )
        self._n = 0

    def add(self, inside: list[Any]) -> Any:
        """Add a note of these runs and links; return the run that calls it."""
        self._n += 1
        number = element("w:r", element("w:rPr", element("w:rStyle", val="FootnoteReference")))
        number.append(element("w:footnoteRef"))
        properties = element("w:pPr", element("w:pStyle", val="FootnoteText"))
        paragraph = element("w:p", properties, number, run(" "), *inside)
        self._root.append(element("w:footnote", paragraph, id=str(self._n)))
        call = element("w:r", element("w:rPr", element("w:rStyle", val="FootnoteReference")))
        call.append(element("w:footnoteReference", id=str(self._n)))
        return call

    def save(self, document: Any) -> None:
        """Put the notes into the document, if there are any."""
        from docx.opc.oxml import serialize_part_xml
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml.ns import qn

        if not self._n:
            return
        content = serialize_part_xml(self._root)
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, content, document.part.package)
        document.part.relate_to(part, _KIND_OF_FOOTNOTES)
        separators = (element("w:footnote", id="-1"), element("w:footnote", id="0"))
        # The order of settings is fixed by the format: footnotePr stands before compat.
        document.settings.element.find(qn("w:compat")).addprevious(element("w:footnotePr", *separators))


def _rule(kind: str) -> Any:
    return element("w:p", element("w:r", element(kind)))
