"""Zip check of DOCX, ODT and XLSX, before a parser sees them: no bomb, no password, no DTD.

A parser reads a file with an external entity as if all were well, and a paragraph vanishes; so any
document type declaration is refused. Office programs never write one.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection
from pathlib import Path

from synthesis.errors import SAVE_ANEW, UnreadableFileError

MAX_MEMBERS = 2_000
MAX_UNZIPPED_BYTES = 100 * 1024**2
MAX_RATIO = 100
_RATIO_FROM_BYTES = 10 * 1024**2
"""Below this size a high ratio is harmless, and long tables of equal rows reach it."""

_XML_SUFFIXES = (".xml", ".rels", ".vml")
_MARKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_PROTECTED = re.compile(rb"<(?:\w+:)?encryption-data\b")
"""Stands in the manifest of an OpenDocument file with a password, whose parts are no XML then."""
_MANIFEST = "META-INF/manifest.xml"
_SAFE_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252"})
_TYPE_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_DO_NOT_TRUST = "Do not trust it; ask the sender for the text as PDF or plain text."


def check_package(path: Path, parts: Collection[str] = ()) -> None:
    """Refuse an Office file that could harm or deceive its parser; of its parts `parts` are parsed, or all.

    Raises
    ------
    UnreadableFileError
        If it is no whole zip file, has a password, more than 2,000 members, more than 100 MB unpacked,
        a ratio above 100, or a document type declaration in a part that is parsed.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _check_sizes(package.infolist())
            if _MANIFEST in package.namelist() and _PROTECTED.search(package.read(_MANIFEST)):
                raise _protected()
            for member in package.infolist():
                if not parts or member.filename in parts:
                    _check_part(member.filename, package.read(member))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as error:
        raise UnreadableFileError("The file is damaged or breaks off.", path.name, SAVE_ANEW) from error


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise UnreadableFileError(
            f"It holds {len(members):,} parts; at most {MAX_MEMBERS:,} are read.", hint=_DO_NOT_TRUST
        )
    if any(member.flag_bits & 1 for member in members):
        raise _protected()
    unzipped = sum(member.file_size for member in members)
    zipped = sum(member.compress_size for member in members)
    is_dense = unzipped > _RATIO_FROM_BYTES and unzipped > MAX_RATIO * zipped
    if unzipped > MAX_UNZIPPED_BYTES or is_dense:
        raise UnreadableFileError(
            f"It unpacks from {zipped / 1024**2:.1f} MB to {unzipped / 1024**2:.0f} MB; "
            f"at most {MAX_UNZIPPED_BYTES // 1024**2} MB and {MAX_RATIO} times its size are read.",
            hint=_DO_NOT_TRUST,
        )


def _protected() -> UnreadableFileError:
    return UnreadableFileError("It is protected by a password.", hint="Take off the password.")


def _check_part(name: str, content: bytes) -> None:
    text = content.replace(b"\x00", b"").lstrip(_MARKS)  # as ASCII, whichever UTF it is in
    if not text.startswith(b"<"):
        if name.lower().endswith(_XML_SUFFIXES) and text:
            raise UnreadableFileError(f"Its part {name!r} is damaged.", hint=SAVE_ANEW)
        return
    declared = _DECLARED.match(text)
    if declared and declared[1].lower() not in _SAFE_ENCODINGS:
        raise UnreadableFileError(f"Its part {name!r} is in an unusual encoding.", hint=SAVE_ANEW)
    if _TYPE_DECLARATION.search(text):
        raise UnreadableFileError(
            "It holds a document type declaration, which can hide or fetch text.", hint=_DO_NOT_TRUST
        )
