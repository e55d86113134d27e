"""Session proposals as a table that can be read in again: CSV, XLSX, JSON; the same bytes for the same state.

CSV and XLSX have the speakers in one cell, a line each; JSON has them as objects.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from synthesis.community.standards.headings import COLUMNS
from synthesis.community.standards.rows import as_cells
from synthesis.community.standards.speakers import PARTS
from synthesis.errors import InputError
from synthesis.models import SessionProposal
from synthesis.outputs.export.plain_table import csv_bytes, xlsx_bytes

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
    return csv_bytes(proposal_rows(proposals))


def _xlsx(proposals: Sequence[SessionProposal]) -> bytes:
    is_sample = any(proposal.is_sample for proposal in proposals)
    return xlsx_bytes(proposal_rows(proposals), "Session proposals", "Proposals", _WIDE, is_sample=is_sample)


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
