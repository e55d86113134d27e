"""Session proposals as a table that can be read in again: CSV, XLSX, JSON; the same bytes for the same state.

CSV and XLSX have the speakers in one cell, a line each; JSON has them as objects.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import xlsxwriter

from synthesis.community.standards.headings import COLUMNS
from synthesis.community.standards.rows import as_cells
from synthesis.community.standards.speakers import PARTS
from synthesis.errors import InputError
from synthesis.models import SessionProposal
from synthesis.outputs.export.cells import as_cell, printable
from synthesis.outputs.export.xlsx_file import in_pieces
from synthesis.outputs.export.zipped import moment, repacked
from synthesis.outputs.words import SAMPLE_MARK

ProposalFormat = Literal["csv", "xlsx", "json"]
_WIDE = {"Description", "Speakers", "Title"}


def proposal_file(proposals: Sequence[SessionProposal], format: str) -> bytes:
    """Write proposals as a table.

    Parameters
    ----------
    proposals : sequence of SessionProposal
    format : {"csv", "xlsx", "json"}

    Raises
    ------
    InputError
        If proposals are not written in this format.
    """
    writers: Mapping[str, Callable[[Sequence[SessionProposal]], bytes]] = {
        "csv": _csv,
        "xlsx": _xlsx,
        "json": _json,
    }
    if format not in writers:
        raise InputError(f"Proposals are not written as {format!r}.", hint="Choose csv, xlsx or json.")
    return writers[format](proposals)


def proposal_rows(proposals: Sequence[SessionProposal]) -> pd.DataFrame:
    """Lay proposals out in the columns of the table, every cell as text."""
    rows = [as_cells(proposal) for proposal in proposals]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str").rename(columns=dict(COLUMNS))


def _csv(proposals: Sequence[SessionProposal]) -> bytes:
    table = proposal_rows(proposals)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.itertuples(index=False, name=None):
        writer.writerow([as_cell(printable(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(proposals: Sequence[SessionProposal]) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options | {"strings_to_numbers": False}) as book:
        book.set_properties({"title": "Session proposals", "created": moment(None).replace(tzinfo=None)})
        sheet = book.add_worksheet("Proposals")
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        is_sample = any(proposal.is_sample for proposal in proposals)
        sheet.set_header(f"&LSession proposals&R{SAMPLE_MARK if is_sample else ''}")
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        whole = in_pieces(proposal_rows(proposals))
        for column, name in enumerate(whole.columns):
            sheet.set_column(column, column, 60 if name in _WIDE else 18)
            sheet.write_string(0, column, name, heading)
            for row, cell in enumerate(whole[name], start=1):
                sheet.write_string(row, column, as_cell(printable(cell)), text)
    return repacked(out.getvalue(), None)


def _json(proposals: Sequence[SessionProposal]) -> bytes:
    content = {
        "format": "session-proposals",
        "is_sample": any(proposal.is_sample for proposal in proposals),
        "proposals": [_object(proposal) for proposal in proposals],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _object(proposal: SessionProposal) -> dict[str, Any]:
    values = {field: getattr(proposal, field) for field in COLUMNS}
    submitted_on = proposal.submitted_on
    return values | {
        "submitted_on": submitted_on.isoformat() if submitted_on else None,
        "theme_ids": list(proposal.theme_ids),
        "speakers": [{part: getattr(person, part) for part in PARTS} for person in proposal.speakers],
    }
