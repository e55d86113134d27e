"""JSON with proposals, speakers as a list inside each -> the same flat table as any other.

>>> text = '[{"title": "A talk", "speakers": [{"name": "A. Person", "gender": "woman"}]}]'
>>> table = nested_table(text, "x.json")
>>> table.headings, table.rows
(('title', 'speakers'), (('A talk', 'A. Person; ; ; ; woman'),))
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from synthesis.community.standards.headings import speaker_part
from synthesis.community.standards.speakers import PARTS, write_line
from synthesis.corpus.tables.grid import NumberedRow, Table, to_table
from synthesis.errors import UnreadableFileError

_FORM = 'Give it the form [{"title": "...", "session_type": "workshop", "speakers": [{"name": "..."}]}].'


def nested_table(text: str, where: str) -> Table:
    """Read proposals written as JSON objects: a list, {"proposals": [...]}, or one object a line.

    Raises
    ------
    UnreadableFileError
        If it is not JSON, or no list of objects.
    """
    records = _records(text.removeprefix("\ufeff"), where)
    headings = tuple(dict.fromkeys(str(name) for record in records for name in record))
    rows: list[NumberedRow] = [(1, headings)]
    for number, record in enumerate(records, start=2):
        rows.append((number, tuple(_cell(record.get(name)) for name in headings)))
    return to_table(rows, where)


def _records(text: str, where: str) -> list[Mapping[str, Any]]:
    try:
        found = _parsed(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(f"This is not JSON: {error}.", where, _FORM) from error
    if isinstance(found, dict):
        found = found.get("proposals", [found])
    if not isinstance(found, list) or not found or not all(isinstance(each, dict) for each in found):
        raise UnreadableFileError("This is no list of proposals.", where, _FORM)
    return found


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not lines[0].lstrip().startswith("{"):
            raise
        return [json.loads(line) for line in lines]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        if any(isinstance(each, dict) for each in value):
            return "\n".join(_person(each) for each in value)
        return "; ".join(map(str, value))
    if isinstance(value, dict):
        return _person(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _person(value: Any) -> str:
    """Write an object that describes a speaker as a line; its keys are matched like headings."""
    if not isinstance(value, dict):
        return write_line([str(value)])
    parts = {
        part[1]: _cell(each) for key, each in value.items() if (part := speaker_part(f"speaker 1 {key}"))
    }
    return write_line([parts.get(name, "") for name in PARTS])
