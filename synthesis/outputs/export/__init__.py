"""Frames -> the bytes of one file: tables (CSV, XLSX, JSON) or a paper (DOCX, PDF, HTML, Markdown).

Each file carries its title, the mark of sample data, the filters in words, the date of the last stored
change, the codebook's name and version, and counts with their unit. Two files of one state are the same
bytes. People are named only where they consented.

>>> from synthesis.models import Filters
>>> export_name(Filters(cycles=(2017,), stakeholder_groups=("Civil Society",)), "csv")
'synthesis-2017-civil-society.csv'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from synthesis.errors import InputError
from synthesis.models import Filters
from synthesis.outputs.export.csv_file import as_csv
from synthesis.outputs.export.docx_file import as_docx
from synthesis.outputs.export.html_file import as_html
from synthesis.outputs.export.json_file import as_json
from synthesis.outputs.export.markdown_file import as_markdown
from synthesis.outputs.export.pdf_file import as_pdf
from synthesis.outputs.export.xlsx_file import as_xlsx
from synthesis.outputs.facts import ExportFormat, Facts, counts_of, facts, utc
from synthesis.outputs.papers import make_paper
from synthesis.outputs.papers.blocks import Paper
from synthesis.outputs.tables import Frames, narrow

__all__ = ["FORMATS", "MIME_TYPES", "ExportFormat", "counts_of", "export", "export_name"]

FORMATS: dict[ExportFormat, str] = {
    "csv": "CSV: one row per excerpt",
    "xlsx": "XLSX: themes, excerpts, groups and decisions as sheets",
    "json": "JSON: numbers, statements and excerpts for programs",
    "docx": "DOCX: a paper as a Word document",
    "pdf": "PDF: a paper, tagged for screen readers",
    "html": "HTML: a paper as one page that needs no network",
    "md": "Markdown: a paper as text",
}

_OPENXML = "application/vnd.openxmlformats-officedocument"
MIME_TYPES: dict[ExportFormat, str] = {
    "csv": "text/csv",
    "xlsx": f"{_OPENXML}.spreadsheetml.sheet",
    "json": "application/json",
    "docx": f"{_OPENXML}.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
    "md": "text/markdown",
}

_WRITERS: dict[str, Callable[[Frames, Facts], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
}
_PAPER_WRITERS: dict[str, Callable[[Paper], bytes]] = {
    "docx": as_docx,
    "pdf": as_pdf,
    "html": as_html,
    "md": as_markdown,
}

_LONGEST_NAME = 120


def export(whole: Frames, filters: Filters, format: ExportFormat, theme: str = "") -> bytes:
    """Write what passes the filters as one file.

    Parameters
    ----------
    whole : Frames
        Not narrowed, or narrowed by the same filters.
    filters : Filters
        They apply to everything in the file; the file says what they are.
    format : {"csv", "xlsx", "json", "docx", "pdf", "html", "md"}
    theme : str
        Id of the one theme the file is about; stands over `filters.themes`. Empty for all that pass.

    Returns
    -------
    bytes
        The same for the same state and filters.

    Raises
    ------
    InputError
        If there is no such format, or no such theme in the codebook.
    """
    if format in _PAPER_WRITERS:
        return _PAPER_WRITERS[format](make_paper(whole, filters, "theme", theme))
    if format not in _WRITERS:
        known_formats = ", ".join(FORMATS)
        raise InputError(f"There is no export format {format!r}.", hint=f"Choose one of {known_formats}.")
    known = list(whole.themes["id"])
    if theme and theme not in known:
        raise InputError(f"The codebook has no theme {theme!r}.", hint=f"Choose one of {', '.join(known)}.")
    narrowed = narrow(whole, replace(filters, themes=(theme,)) if theme else filters)
    return _WRITERS[format](narrowed, facts(narrowed, format, theme))


def export_name(
    filters: Filters, format: ExportFormat, theme: str = "", changed_at: datetime | None = None
) -> str:
    """Name the file so that a person sees what is in it; ASCII letters, digits and hyphens.

    >>> export_name(Filters(), "docx", "programme_size")
    'synthesis-programme-size.docx'
    """
    themes = (theme,) if theme else filters.themes
    chosen = (*themes, *filters.cycles, *filters.stakeholder_groups, *filters.regions)
    ways = {"copies once": filters.copies_once, "without repeats": filters.without_repeats}
    counting = (way for way, is_chosen in ways.items() if is_chosen)
    words = [_slug(str(value)) for value in (*chosen, *filters.languages, *filters.review, *counting)]
    day = f"{utc(changed_at):%Y-%m-%d}" if changed_at else ""
    name = "-".join(word for word in ("synthesis", *words, day) if word)
    if len(name) > _LONGEST_NAME:
        name = "-".join(word for word in ("synthesis", _slug(theme), "filtered", day) if word)
    return f"{name}.{format}"


def _slug(text: str) -> str:
    without_note = re.sub(r"\(.*?\)", "", text)
    plain = unicodedata.normalize("NFKD", without_note).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
