"""Proposed topics as a file that can be read in again (CSV, XLSX, JSON): same topics, same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Literal, get_args

import xlsxwriter

from synthesis.community.alignment.table import COLUMNS
from synthesis.errors import InputError
from synthesis.models import ProposedTopic
from synthesis.outputs.export.cells import as_cell, printable
from synthesis.outputs.export.zipped import EARLIEST, repacked
from synthesis.outputs.words import SAMPLE_MARK

TopicsFormat = Literal["csv", "xlsx", "json"]
FORMATS: tuple[TopicsFormat, ...] = get_args(TopicsFormat)
_WIDE = {"title": 40, "description": 80}


def topics_file(topics: Sequence[ProposedTopic], format: str) -> bytes:
    """Write topics as a table.

    Raises
    ------
    InputError
        If topics are not written in this format.
    """
    writers = {"csv": _csv, "xlsx": _xlsx, "json": _json}
    if format not in writers:
        raise InputError(f"Topics are not written as {format!r}.", hint=f"Choose {', '.join(FORMATS)}.")
    return writers[format](topics)


def _cells(topic: ProposedTopic) -> list[str]:
    return [str(getattr(topic, name) or "") for name in COLUMNS]


def _csv(topics: Sequence[ProposedTopic]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([as_cell(printable(cell)) for cell in _cells(topic)] for topic in topics)
    return out.getvalue().encode("utf-8-sig")


def _json(topics: Sequence[ProposedTopic]) -> bytes:
    rows = [dict(zip(COLUMNS, _cells(topic), strict=True)) for topic in topics]
    return json.dumps(rows, ensure_ascii=False, indent=2).encode()


def _xlsx(topics: Sequence[ProposedTopic]) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options | {"strings_to_numbers": False}) as book:
        book.set_properties({"title": "Proposed topics", "created": EARLIEST.replace(tzinfo=None)})
        sheet = book.add_worksheet("Topics")
        is_sample = any(topic.is_sample for topic in topics)
        sheet.set_header(f"&LProposed topics&R{SAMPLE_MARK if is_sample else ''}")
        text = book.add_format({"text_wrap": True, "valign": "top"})
        heading = book.add_format({"bold": True, "bottom": 1})
        for column, name in enumerate(COLUMNS):
            sheet.set_column(column, column, _WIDE.get(name, 18))
            sheet.write_string(0, column, name, heading)
            for row, topic in enumerate(topics, start=1):
                sheet.write_string(row, column, as_cell(printable(_cells(topic)[column])), text)
        sheet.freeze_panes(1, 0)
    return repacked(out.getvalue(), None)
