"""One file -> a table of text, or several of a workbook: CSV, TSV, XLSX, JSON.

Every cell is text, dates in ISO form. The heading row is the first that is neither blank nor a title;
rows carry the number a spreadsheet shows beside them.
"""

from __future__ import annotations

from pathlib import Path

from synthesis.corpus.guard import run_guarded
from synthesis.corpus.intake import check_file
from synthesis.corpus.tables.delimited import read_delimited
from synthesis.corpus.tables.grid import Table, to_table
from synthesis.corpus.tables.records import read_records
from synthesis.errors import UnreadableFileError

__all__ = ["JSON_SUFFIXES", "TABLE_SUFFIXES", "Table", "read_table", "read_tables"]

JSON_SUFFIXES: frozenset[str] = frozenset({".json", ".jsonl"})
TABLE_SUFFIXES: frozenset[str] = frozenset({".csv", ".tsv", ".xlsx"}) | JSON_SUFFIXES
"""Endings of the files that hold one contribution per row, in lower case."""


def read_table(path: Path, encoding: str | None = None) -> Table:
    """Read one table.

    Parameters
    ----------
    path : Path
        A file with one of `TABLE_SUFFIXES`, in any case.
    encoding : str, optional
        A person's choice for CSV, TSV and JSON; told from the bytes when left open.

    Raises
    ------
    UnreadableFileError
        If it is empty, too large, damaged, encrypted, not a table, without rows, or not what its name says.
    """
    return _read(path, encoding, every=False)[0]


def read_tables(path: Path, encoding: str | None = None) -> tuple[Table, ...]:
    """Read a table, of a workbook every sheet in sight that holds contributions; see `read_table`."""
    return _read(path, encoding, every=True)


def _read(path: Path, encoding: str | None, *, every: bool) -> tuple[Table, ...]:
    suffix = path.suffix.lower()
    if suffix not in TABLE_SUFFIXES:
        raise UnreadableFileError(
            f"Files ending in {suffix or 'nothing'} are not read as tables.",
            path.name,
            "Save it as XLSX or CSV.",
        )
    check_file(path)
    if suffix == ".xlsx":
        return _read_workbook(path, every=every)
    if suffix in JSON_SUFFIXES:
        return (read_records(path, encoding),)
    return (read_delimited(path, encoding),)


def _read_workbook(path: Path, *, every: bool) -> tuple[Table, ...]:
    payload = run_guarded("xlsx", path, {"every": "yes"} if every else {})
    tables: list[Table] = []
    for given in payload["tables"]:
        rows = [(int(number), tuple(map(str, cells))) for number, cells in given["rows"]]
        # what is to be said of the whole workbook is said with its first table
        warnings = () if tables else tuple(map(str, payload["warnings"]))
        unread = () if tables else tuple((None, str(reason)) for reason in payload["unread"])
        tables.append(to_table(rows, path.name, str(given["sheet"]), warnings, unread))
    return tuple(tables)
