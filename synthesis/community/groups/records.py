"""A directory as JSON: {"groups": [{"id": ..., "aliases": [...]}]} -> Table, and Groups -> such objects.

>>> read_json(b'[{"name": "DC on Trade", "kind": "DC", "aliases": ["DCT", "DC Trade"]}]', "g.json").rows
(('DC on Trade', 'DC', 'DCT;DC Trade'),)
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from synthesis.community.groups.columns import COLUMNS, LISTS, join_cell
from synthesis.corpus.decoding import decode
from synthesis.corpus.tables import Table
from synthesis.corpus.tables.grid import NumberedRow, to_table
from synthesis.errors import UnreadableFileError
from synthesis.models import Group

_FORM = 'Give it the form {"groups": [{"name": "...", "kind": "dynamic coalition"}, ...]}.'


def read_json(content: bytes, where: str) -> Table:
    """Read a table of groups from JSON; the first object is row 2, as it would be in a spreadsheet.

    Raises
    ------
    UnreadableFileError
        If it is not JSON, or no list of objects.
    """
    decoded = decode(content, None, where)
    records = _objects(decoded.text.removeprefix("\ufeff"), where)
    headings = tuple(dict.fromkeys(name for record in records for name in record))
    rows: list[NumberedRow] = [(1, headings)]
    for number, record in enumerate(records, start=2):
        rows.append((number, tuple(_cell(record.get(name)) for name in headings)))
    return to_table(rows, where, "", decoded.warnings)


def _objects(text: str, where: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise UnreadableFileError("The JSON is nested too deeply.", where, _FORM) from error
    except ValueError as error:
        raise UnreadableFileError(f"This is not JSON: {error}.", where, _FORM) from error
    records = found.get("groups", [found]) if isinstance(found, dict) else found
    if not isinstance(records, list) or not records or not all(isinstance(each, dict) for each in records):
        raise UnreadableFileError("This is no list of groups.", where, _FORM)
    return records


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return join_cell(str(each) for each in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def as_records(groups: Iterable[Group]) -> list[dict[str, Any]]:
    """Return groups as objects of JSON, lists as lists."""
    return [
        {
            heading: list(getattr(group, each)) if each in LISTS else getattr(group, each)
            for each, heading in COLUMNS.items()
        }
        for group in groups
    ]
