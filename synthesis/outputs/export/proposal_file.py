"""Session proposals as a table that can be read in again: CSV, XLSX, JSON; the same bytes for the same state.

CSV and XLSX have the speakers in one cell, a line each; JSON has them as objects.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd

from synthesis.community.standards.headings import COLUMNS
from synthesis.community.standards.rows import as_cells
from synthesis.community.standards.speakers import PARTS
from synthesis.models import SessionProposal
from synthesis.outputs.export.plain_table import written

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
    rows = [as_cells(proposal) for proposal in proposals]
    return written(
        pd.DataFrame(rows, columns=list(COLUMNS), dtype="str").rename(columns=dict(COLUMNS)),
        format,
        "Proposals are",
        "Session proposals",
        "Proposals",
        _WIDE,
        is_sample=any(proposal.is_sample for proposal in proposals),
        json=lambda: _json(proposals),
    )


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
