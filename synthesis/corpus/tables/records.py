"""JSON -> Table: a list of objects, {"contributions": [...]}, or one object per line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from synthesis.corpus.decoding import decode
from synthesis.corpus.tables.grid import Table, to_table
from synthesis.errors import UnreadableFileError

_FORM = 'Give it the form [{"text": "..."}, ...].'


def read_records(path: Path, encoding: str | None = None) -> Table:
    """Read a table written as JSON objects; the first is row 2, as it would be in a spreadsheet."""
    decoded = decode(path.read_bytes(), encoding, path.name)
    try:
        found = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(f"This is not JSON: {error}.", path.name, _FORM) from error
    records = found.get("contributions") if isinstance(found, dict) else found
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise UnreadableFileError("This is not a table: no list of objects.", path.name, _FORM)
    headings = tuple(dict.fromkeys(str(name) for record in records for name in record))
    rows = [(1, headings)]
    rows += [(n, tuple(_cell(record.get(name)) for name in headings)) for n, record in enumerate(records, start=2)]
    return to_table(rows, path.name, "", decoded.warnings)


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
