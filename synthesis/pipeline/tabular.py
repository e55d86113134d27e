"""Tables of any length, CSV or Parquet, read and written a stretch at a time.

A file is written beside its place and moved there when it is whole, so that a failure leaves none.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from synthesis.corpus.decoding import LineDecoder, decode
from synthesis.corpus.tables.delimited import best_delimiter, declared_delimiter
from synthesis.corpus.tables.grid import is_blank
from synthesis.errors import InputError, UnreadableFileError

DELIMITED = frozenset({".csv", ".tsv", ".txt"})
PARQUET = frozenset({".parquet", ".pq"})
SAMPLE_BYTES = 1_000_000
SAMPLE_LINES = 1_000
"""Enough of a CSV file to tell its encoding and delimiter: its beginning, and lines that are not ASCII."""

READ_ROWS, ROW_GROUP = 1_000, 50_000
"""Rows of a Parquet file that are read at once, and that are gathered before they are written."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of input with its number as a spreadsheet shows it; what is missing is empty.

    `fault` says why it cannot be coded, if so.
    """

    number: int
    id: str
    text: str
    fault: str = ""


class Writer(Protocol):
    """Takes rows in their order."""

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows."""


def check_format(path: Path) -> None:
    """Refuse a file that is neither CSV nor Parquet by its name."""
    if path.suffix.lower() not in DELIMITED | PARQUET:
        raise InputError(
            f"Files ending in {path.suffix or 'nothing'} cannot be coded file to file.",
            path.name,
            "Use CSV or Parquet.",
        )


def read_rows(path: Path, tell: Callable[[str], None]) -> Iterator[Row]:
    """Yield the rows of a table with the columns `id` and `text`, in any case and order.

    Parameters
    ----------
    path : Path
    tell : callable
        Called after the last row with each thing that a person should know of the file.

    Raises
    ------
    UnreadableFileError
        If a column is missing, or the file is empty, damaged or has no rows.
    """
    reader = _read_parquet if path.suffix.lower() in PARQUET else _read_delimited
    is_empty = True
    for row in reader(path, tell):
        is_empty = False
        yield row
    if is_empty:
        raise UnreadableFileError("The table has a heading and no rows.", path.name, "Check the file.")


def _column(headings: Sequence[str], name: str, where: str) -> int:
    folded = [heading.strip().casefold() for heading in headings]
    if name not in folded:
        raise UnreadableFileError(
            f"The column {name!r} is missing; there are {', '.join(map(repr, headings))}.",
            where,
            "Name one column 'id' and one 'text'.",
        )
    return folded.index(name)


def _read_delimited(path: Path, tell: Callable[[str], None]) -> Iterator[Row]:
    decoded = decode(_sample(path), None, path.name)
    declared, text = declared_delimiter(decoded.text.removeprefix("\ufeff"))
    lines = LineDecoder(decoded.encoding)
    with path.open(encoding=lines.encoding, errors=lines.errors, newline="") as file:
        mended = map(lines.mend, islice(file, 1 if declared else 0, None))
        rows = _numbered(mended, declared or best_delimiter(text), path.name)
        headings = next((cells for _, cells in rows if not is_blank(cells)), None)
        if headings is None:
            raise UnreadableFileError("The file is empty.", path.name, "Check that it was saved.")
        at_id, at_text = _column(headings, "id", path.name), _column(headings, "text", path.name)
        for number, cells in rows:
            if not is_blank(cells):
                filled = [*cells, *([""] * (len(headings) - len(cells)))]
                yield Row(number, filled[at_id].strip(), filled[at_text])
    for warning in lines.warnings:
        tell(warning)


def _numbered(lines: Iterable[str], delimiter: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """Yield numbered rows, up to one that would take the next along for want of a quotation mark."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise UnreadableFileError(
            f"A quotation mark is missing or too many in row {number + 1}.", where, "Mend it, or use Parquet."
        ) from error


def _sample(path: Path) -> bytes:
    """Take what tells the delimiter and the encoding: the beginning, and where it is ASCII, lines beyond."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
        if len(sample) < SAMPLE_BYTES:
            return sample
        sample = sample[: sample.rfind(b"\n") + 1] or sample
        if not sample.isascii():
            return sample
        file.seek(len(sample))
        beyond = islice((line for line in file if not line.isascii()), SAMPLE_LINES)
        return sample + b"".join(beyond)


def _read_parquet(path: Path, _: Callable[[str], None]) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            headings = file.schema_arrow.names
            columns = [headings[_column(headings, name, path.name)] for name in ("id", "text")]
            number = 1
            for batch in file.iter_batches(READ_ROWS, columns=columns):
                ids, texts = (batch.column(name).to_pylist() for name in columns)
                for given, text in zip(ids, texts, strict=True):
                    number += 1
                    yield Row(number, _cell(given), _cell(text))
    except (pa.ArrowException, OSError) as error:
        raise UnreadableFileError(
            f"The Parquet file is damaged: {error}.", path.name, "Write it again."
        ) from error


def _cell(value: object) -> str:
    return "" if value is None else str(value)


@contextmanager
def open_writer(path: Path, columns: Sequence[tuple[str, type]]) -> Iterator[Writer]:
    """Write a table by its name's ending; the file appears when all of it is written.

    Raises
    ------
    InputError
        If it cannot be written there.
    """
    with _complaints_translated(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent or ".")
        os.close(handle)
    temporary = Path(name)
    opened = _parquet_writer if path.suffix.lower() in PARQUET else _delimited_writer
    try:
        with opened(temporary, path, columns) as writer:
            yield writer
        with _complaints_translated(path):
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _complaints_translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"The output cannot be written: {error.strerror}.", str(path), "Choose another place."
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _delimited_writer(temporary: Path, path: Path, columns: Sequence[tuple[str, type]]) -> Iterator[Writer]:
    with temporary.open("w", encoding="utf-8", newline="") as file:
        delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow([name for name, _ in columns])
        yield _DelimitedWriter(writer)


class _DelimitedWriter:
    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows."""
        self._writer.writerows(rows)


@contextmanager
def _parquet_writer(temporary: Path, _: Path, columns: Sequence[tuple[str, type]]) -> Iterator[Writer]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    schema = pa.schema([(name, types[kind]) for name, kind in columns])
    with pq.ParquetWriter(temporary, schema) as file:
        writer = _ParquetWriter(file, schema)
        yield writer
        writer.flush()


class _ParquetWriter:
    """Gathers rows, so that a row group is worth reading."""

    def __init__(self, file: Any, schema: Any) -> None:
        self._file, self._schema = file, schema
        self._rows: list[Sequence[Any]] = []

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows."""
        self._rows.extend(rows)
        if len(self._rows) >= ROW_GROUP:
            self.flush()

    def flush(self) -> None:
        """Write what is gathered as one row group."""
        if self._rows:
            import pyarrow as pa

            arrays = [
                pa.array(values, field.type)
                for values, field in zip(zip(*self._rows, strict=True), self._schema, strict=True)
            ]
            self._file.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
            self._rows.clear()
