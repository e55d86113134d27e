"""One file -> its text: TXT, MD, DOCX, ODT, PDF, HTML, EML.

Plain text is decoded here; everything else is parsed behind the guard. What cannot be read is refused
with a reason, what can be read in part comes with warnings.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from synthesis.corpus.decoding import clean, decode
from synthesis.corpus.guard import run_guarded
from synthesis.corpus.intake import advice_on, check_file
from synthesis.errors import UnreadableFileError

_PLAIN = frozenset({".txt", ".md"})
_TASKS = {
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".eml": "eml",
}

DOCUMENT_SUFFIXES: frozenset[str] = _PLAIN | frozenset(_TASKS)
"""Endings of the files that hold one contribution each, in lower case."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one file, as its author wrote it, with plain line ends.

    `headers` are those of a mail (From, Subject, Date, Message-ID). `warnings` say what was left out
    or repaired, `unread` what was not read although it may hold a contribution. `encoding` is empty for
    formats that state their own.
    """

    text: str
    headers: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    encoding: str = ""
    unread: tuple[str, ...] = ()


def read_document(path: Path, encoding: str | None = None, *, marks_headings: bool = False) -> Document:
    """Read one document.

    Parameters
    ----------
    path : Path
        A file with one of `DOCUMENT_SUFFIXES`, in any case.
    encoding : str, optional
        A person's choice for TXT, MD and HTML; told from the bytes when left open.
    marks_headings : bool
        Whether headings of DOCX, ODT and HTML begin with "#", "##" and so on, as those of Markdown do.

    Raises
    ------
    UnreadableFileError
        If it is empty, too large, damaged, encrypted, without text, or not what its name says.
    """
    suffix = path.suffix.lower()
    if suffix not in DOCUMENT_SUFFIXES:
        raise UnreadableFileError(
            f"Files ending in {suffix or 'nothing'} are not read.",
            path.name,
            advice_on(suffix) or "Save it as DOCX, PDF or TXT.",
        )
    check_file(path)
    if suffix in _PLAIN:
        document = _read_plain(path, encoding)
    else:
        document = _read_guarded(path, suffix, encoding, marks_headings)
    if not document.text.strip():
        raise UnreadableFileError("The file holds no text.", path.name, "Ask the sender for it again.")
    return document


def _read_plain(path: Path, encoding: str | None) -> Document:
    decoded = decode(path.read_bytes(), encoding, path.name)
    return Document(clean(decoded.text), (), decoded.warnings, decoded.encoding)


def _read_guarded(path: Path, suffix: str, encoding: str | None, marks_headings: bool) -> Document:
    options = {"encoding": encoding or "", "headings": "marked" if marks_headings else ""}
    payload = run_guarded(_TASKS[suffix], path, options)
    return Document(
        text=clean(str(payload["text"])),
        headers=tuple((str(name), str(value)) for name, value in payload.get("headers", ())),
        warnings=tuple(map(str, payload.get("warnings", ()))),
        encoding=str(payload.get("encoding", "")),
        unread=tuple(map(str, payload.get("unread", ()))),
    )
