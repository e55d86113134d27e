"""What a file is before anything is parsed: there, regular, not too large, and what its name says.

path -> UnreadableFileError, or nothing; the first bytes are believed, the name is not.
"""

from __future__ import annotations

import stat
from pathlib import Path

from synthesis.errors import UnreadableFileError

MAX_FILE_BYTES = 25 * 1024**2
MEGABYTE = 1024**2

ZIP = "a zip archive"
OLE = "an older Office file"
PDF = "a PDF"

_SIGNATURES = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"%PDF-", PDF),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_EXPECTED = {".docx": ZIP, ".odt": ZIP, ".xlsx": ZIP, ".pdf": PDF}
_ADVICE = {
    ZIP: "Unpack it; if it is a Word or Excel file, give it the ending .docx or .xlsx.",
    OLE: "Take off its password if it has one, and save it as DOCX or XLSX.",
    PDF: "Give it the ending .pdf.",
}
_AS_DOCX = "Open it and save it as DOCX."
_AS_TABLE = "Open it and save it as XLSX or CSV."
_UNPACK = "Unpack it and load what is in it."
_BY_ENDING = {
    **dict.fromkeys((".doc", ".rtf", ".pages", ".wpd"), _AS_DOCX),
    **dict.fromkeys((".xls", ".ods", ".numbers", ".xlsb"), _AS_TABLE),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz", ".tar"), _UNPACK),
    ".msg": "Save the mail as EML, or its text as TXT.",
}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Names the part of a locked Office file that holds all of it."""
_OPEN_AND_SAVE = (
    "Open it in the program it was made with, save it in the format its name says, and load it again."
)


def check_file(path: Path) -> None:
    """Refuse what must not reach a parser.

    Raises
    ------
    UnreadableFileError
        If it is missing, a link, no regular file, empty, larger than 25 MB, or not what its name says.
    """
    size = _size(path)
    if size == 0:
        raise UnreadableFileError("The file is empty.", path.name, "Ask the sender for it again.")
    if size > MAX_FILE_BYTES:
        raise UnreadableFileError(
            f"The file is {size / MEGABYTE:.0f} MB large; at most {MAX_FILE_BYTES // MEGABYTE} MB are read.",
            path.name,
            "Split it, or take out its pictures.",
        )
    _check_kind(path)


def advice_on(suffix: str) -> str:
    """Say what to do with a file of a known kind that is not read; empty for any other.

    >>> advice_on(".zip")
    'Unpack it and load what is in it.'
    """
    return _BY_ENDING.get(suffix, "")


def kind_of(head: bytes) -> str:
    """Name what the first bytes of a file say it is; empty when they say nothing.

    >>> kind_of(b"%PDF-1.7 ...")
    'a PDF'
    """
    return next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), "")


def _size(path: Path) -> int:
    try:
        status = path.lstat()
    except OSError as error:
        raise UnreadableFileError(
            f"The file cannot be opened: {error.strerror or error}.", path.name, "Check the path."
        ) from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError(
            "This is a link, a folder or a device, not a file.",
            path.name,
            "Put the file itself in its place.",
        )
    return status.st_size


def _check_kind(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            kind = kind_of(stream.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n"))
    except OSError as error:
        raise UnreadableFileError(
            f"The file cannot be opened: {error.strerror or error}.", path.name, "Check who may read it."
        ) from error
    suffix = path.suffix.lower()
    expected = _EXPECTED.get(suffix, "")
    if kind == expected:
        return
    if kind == OLE and expected == ZIP and _ENCRYPTED in path.read_bytes():
        raise UnreadableFileError(
            "The file is locked with a password.",
            path.name,
            "Open it with the password, take the password off, and save it again.",
        )
    if kind:
        raise UnreadableFileError(
            f"The name ends in {suffix or 'nothing'}, but the content is {kind}.",
            path.name,
            _ADVICE.get(kind, _OPEN_AND_SAVE),
        )
    if suffix != ".pdf":  # a PDF may begin with other bytes; its parser decides
        raise UnreadableFileError(
            f"The name ends in {suffix}, but the content is something else.", path.name, _OPEN_AND_SAVE
        )
