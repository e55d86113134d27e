"""JSON -> Table: a list of objects, {"contributions": [...]}, or one object per line (JSON Lines).

The names are the headings; objects are counted from 1.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from synthesis.corpus.decoding import decode
from synthesis.corpus.tables.grid import NumberedRow, Table, to_table
from synthesis.errors import UnreadableFileError

_LIST_NAME = "contributions"
_FORM = 'Give it the form [{"id": "1", "text": "..."}, ...].'
Record = dict[str, Any]


def read_records(path: Path, encoding: str | None = None) -> Table:
    """Read a table written as JSON objects.

    An object that is none, or has a value that is itself a list or an object, is among the faults.

    Raises
    ------
    UnreadableFileError
        If it is not JSON, or no list.
    """
    decoded = decode(path.read_bytes(), encoding, path.name)
    found = _listed(_parse(decoded.text.removeprefix("\ufeff"), path.name), path.name)
    whys = [(number, _fault(record)) for number, record in enumerate(found, start=1)]
    faults = tuple((number, why) for number, why in whys if why)
    records = [(number, record) for number, record in enumerate(found, start=1) if not whys[number - 1][1]]
    if not records:
        number, why = faults[0]
        raise UnreadableFileError(f"No record can be used. {why}", f"{path.name}, row {number}", _FORM)
    headings = tuple(dict.fromkeys(name for _, record in records for name in record))
    rows: list[NumberedRow] = [(0, headings)]
    rows += [(number, tuple(_cell(record.get(name)) for name in headings)) for number, record in records]
    return to_table(rows, path.name, "", decoded.warnings, faults)


def _parse(text: str, where: str) -> Any:
    try:
        return _parse_lines(text) if _is_lines(text) else _loads(text)
    except RecursionError as error:
        raise UnreadableFileError("The JSON is nested too deeply.", where, _FORM) from error
    except ValueError as error:
        raise UnreadableFileError(f"This is not JSON: {error}.", where, _FORM) from error


def _loads(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_without_doubles)


def _is_lines(text: str) -> bool:
    """Whether it is JSON Lines: the first line is an object by itself, and others follow."""
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _parse_lines(text: str) -> list[Any]:
    records = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                records.append(_loads(line))
            except ValueError as error:
                raise ValueError(f"line {number}: {error}") from error
    return records


def _without_doubles(pairs: list[tuple[str, Any]]) -> Record:
    record = dict(pairs)
    if len(record) < len(pairs):
        double = next(name for i, (name, _) in enumerate(pairs) if name in dict(pairs[:i]))
        raise ValueError(f"an object has two values named {double!r}")
    return record


def _listed(found: Any, where: str) -> list[Any]:
    if isinstance(found, dict) and _LIST_NAME in found:
        found = found[_LIST_NAME]
    if isinstance(found, dict):
        found = [found]
    if not isinstance(found, list):
        raise UnreadableFileError("This is not a table: no list of objects.", where, _FORM)
    if not found:
        raise UnreadableFileError("The list holds no objects.", where, _FORM)
    return found


def _fault(record: Any) -> str:
    """Say why a record cannot be used; empty if it can."""
    if not isinstance(record, dict):
        return "This record is no object with names and values."
    for name, value in record.items():
        if isinstance(value, list | dict):
            kind = "a list" if isinstance(value, list) else "an object"
            return (
                f"The value of {name!r} is {kind}; it must be text, a number or a date. "
                "Write each value under a name of its own."
            )
    return ""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
