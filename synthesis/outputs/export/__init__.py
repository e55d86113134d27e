"""Frames -> the bytes of one file: tables (CSV, XLSX, JSON), papers (DOCX, PDF, HTML, MD), codebook (QDC).

Each file carries its title, the mark of sample data, the filters in words, the date of the last stored
change, the codebook's name and version, and counts with their unit. Two files of one state are the same
bytes. People are named only where they consented.

>>> from synthesis.models import Filters, Topic
>>> export_name(Filters(cycles=(2017,), stakeholder_groups=("Civil Society",)), "csv")
'synthesis-2017-civil-society.csv'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from synthesis.errors import InputError
from synthesis.models import Filters, Topic
from synthesis.outputs.export.csv_file import as_csv
from synthesis.outputs.export.docx_file import as_docx
from synthesis.outputs.export.html_file import as_html
from synthesis.outputs.export.json_file import as_json
from synthesis.outputs.export.markdown_file import as_markdown
from synthesis.outputs.export.pdf_file import as_pdf
from synthesis.outputs.export.qdc_file import as_qdc
from synthesis.outputs.export.xlsx_file import as_xlsx
from synthesis.outputs.facts import ExportFormat, Facts, counts_of, facts, utc
from synthesis.outputs.papers import PAPERS, make_paper
from synthesis.outputs.papers.blocks import Paper, PaperKind
from synthesis.outputs.tables import Frames, narrow

__all__ = ["FORMATS", "MIME_TYPES", "ExportFormat", "counts_of", "export", "export_name", "write_paper"]

FORMATS: dict[ExportFormat, str] = {
    "csv": "CSV: one row per excerpt",
    "xlsx": "XLSX: themes, excerpts, groups and decisions as sheets",
    "json": "JSON: numbers, statements and excerpts for programs",
    "docx": "DOCX: a paper as a Word document",
    "pdf": "PDF: a paper, tagged for screen readers",
    "html": "HTML: a paper as one page that needs no network",
    "md": "Markdown: a paper as text",
    "qdc": "QDC: the codebook, for programs of qualitative analysis (REFI-QDA)",
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
    "qdc": "application/xml",
}

_WRITERS: dict[str, Callable[[Frames, Facts], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
    "qdc": as_qdc,
}
_PAPER_WRITERS: dict[str, Callable[[Paper], bytes]] = {
    "docx": as_docx,
    "pdf": as_pdf,
    "html": as_html,
    "md": as_markdown,
}

_LONGEST_NAME = 120


def export(
    whole: Frames,
    filters: Filters,
    format: ExportFormat,
    theme: str = "",
    *,
    paper: PaperKind | None = None,
    agreement: str = "",
    topics: Sequence[Topic] = (),
) -> bytes:
    """Write what passes the filters as one file.

    Parameters
    ----------
    whole : Frames
        Not narrowed, or narrowed by the same filters.
    filters : Filters
        They apply to everything in the file; the file says what they are.
    format : {"csv", "xlsx", "json", "docx", "pdf", "html", "md", "qdc"}
    theme : str
        Id of the one theme the file is about; stands over `filters.themes`. Empty for all that pass.
    paper : {"synthesis", "theme", "brief", "annex"}, optional
        Which paper, where the format is one of a paper; if not given, the theme summary of one theme, else
        the synthesis paper.
    agreement, topics
        What a paper says of both; see `make_paper`.

    Returns
    -------
    bytes
        The same for the same state and filters.

    Raises
    ------
    InputError
        If there is no such format, or no such theme in the codebook, or a codebook is asked for and there
        is none.
    """
    if format in _PAPER_WRITERS:
        kind = paper or ("theme" if theme else "synthesis")
        made = make_paper(whole, filters, kind, theme, agreement=agreement, topics=topics)
        return write_paper(made, format)
    if format not in _WRITERS:
        known_formats = ", ".join(FORMATS)
        raise InputError(f"There is no export format {format!r}.", hint=f"Choose one of {known_formats}.")
    known = list(whole.themes["id"])
    if theme and theme not in known:
        raise InputError(f"The codebook has no theme {theme!r}.", hint=f"Choose one of {', '.join(known)}.")
    narrowed = narrow(whole, replace(filters, themes=(theme,)) if theme else filters)
    return _WRITERS[format](narrowed, facts(narrowed, format, theme))


def export_name(
    filters: Filters,
    format: ExportFormat,
    theme: str = "",
    changed_at: datetime | None = None,
    paper: PaperKind | None = None,
) -> str:
    """Name the file so that a person sees what is in it; ASCII letters, digits and hyphens.

    >>> export_name(Filters(), "docx", "programme_size")
    'synthesis-programme-size.docx'
    >>> export_name(Filters(), "docx", paper="brief")
    'mag-brief.docx'
    """
    themes = (theme,) if theme else filters.themes
    chosen = (*themes, *filters.cycles, *filters.stakeholder_groups, *filters.regions)
    ways = {"copies once": filters.copies_once, "without repeats": filters.without_repeats}
    counting = (way for way, is_chosen in ways.items() if is_chosen)
    words = [_slug(str(value)) for value in (*chosen, *filters.languages, *filters.review, *counting)]
    day = f"{utc(changed_at):%Y-%m-%d}" if changed_at else ""
    first = _slug(PAPERS[paper]) if paper in ("brief", "annex") else "synthesis"
    name = "-".join(word for word in (first, *words, day) if word)
    if len(name) > _LONGEST_NAME:
        name = "-".join(word for word in (first, _slug(theme), "filtered", day) if word)
    return f"{name}.{format}"


def _slug(text: str) -> str:
    without_note = re.sub(r"\(.*?\)", "", text)
    plain = unicodedata.normalize("NFKD", without_note).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def write_paper(paper: Paper, format: ExportFormat) -> bytes:
    """Write a paper that is put together already, such as one that drafters have edited.

    Raises
    ------
    InputError
        If papers are not written in that format.
    """
    if format not in _PAPER_WRITERS:
        known = ", ".join(_PAPER_WRITERS)
        raise InputError(f"A paper cannot be written as {format!r}.", hint=f"Choose one of {known}.")
    return _PAPER_WRITERS[format](paper)
