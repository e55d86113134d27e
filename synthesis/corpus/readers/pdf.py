"""PDF -> text, by its text layer; `reflow` makes paragraphs of the printed lines."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from synthesis.corpus.readers.reflow import Line, drop_repeated, reflow
from synthesis.errors import UnreadableFileError

MAX_PAGES = 2_000
_SAVE_ANEW = "Open it in a PDF program, print it to a new PDF, and load that."
_LINE = re.compile(r"[^\r\n\ufffe]+\ufffe?")
_MAX_LISTED = 10


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    """Read all pages; refuse what has a password or no text at all."""
    document = _open(path)
    pages = [list(_lines(document[i], i)) for i in range(len(document))]
    empty = [i + 1 for i, lines in enumerate(pages) if not lines]
    if len(empty) == len(pages):
        raise UnreadableFileError(
            "The PDF has no text layer; it is probably scanned.",
            hint="Run text recognition (OCR) on it, or ask the sender for the document it was made from.",
        )
    body, dropped = drop_repeated(pages)
    warnings = [f"Pages without text, probably pictures: {_listed(empty)}."] if empty else []
    warnings += [f"Left out because pages repeat it at top or bottom: {text!r}." for text in dropped]
    return {"text": reflow(body), "warnings": warnings, "is_partial": bool(empty)}


def _open(path: Path) -> Any:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableFileError(
                "The PDF is protected by a password.",
                hint="Open it with the password, print it to a new PDF, and load that.",
            ) from error
        raise UnreadableFileError("The PDF is damaged or breaks off.", hint=_SAVE_ANEW) from error
    if len(document) > MAX_PAGES:
        raise UnreadableFileError(
            f"The PDF has {len(document):,} pages; at most {MAX_PAGES:,} are read.", hint="Split it."
        )
    return document


def _lines(page: Any, index: int) -> Iterator[Line]:
    """Yield the printed lines of a page; a hyphen at a line's end is marked by pdfium with U+FFFE."""
    height = page.get_height()
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    for found in _LINE.finditer(text):
        written = found[0].strip()
        if written:
            place = _place(text_page, found.start(), found.end() - 1)
            yield Line(written.replace("\ufffe", "\u00ad"), index, *place, height)


def _place(text_page: Any, first: int, last: int) -> tuple[float, float, float, float]:
    """Measure a line: left, baseline, right, size of its type, in points."""
    left, baseline = ctypes.c_double(), ctypes.c_double()
    start = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, first)
    end = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, last)
    pdfium.FPDFText_GetCharOrigin(text_page, start, left, baseline)
    box = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(text_page, end, *box)
    size = pdfium.FPDFText_GetFontSize(text_page, start)
    return left.value, baseline.value, box[1].value, size


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_MAX_LISTED]))
    return shown + (f" and {len(numbers) - _MAX_LISTED} more" if len(numbers) > _MAX_LISTED else "")
