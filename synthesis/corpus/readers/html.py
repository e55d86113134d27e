"""HTML -> the text a reader sees; `markup` does the work, also for mails."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from synthesis.corpus.decoding import Decoded, decode
from synthesis.corpus.readers.markup import read_page
from synthesis.errors import UnreadableFileError

_SAYS_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE
)
_WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""What browsers take these names for: pages say Latin-1 and mean Windows-1252."""


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    """Read the visible text of a page; with the option "headings" those are marked, "## Next steps"."""
    raw = path.read_bytes()
    chosen = options.get("encoding", "")
    decoded = decode(raw, chosen) if chosen else decode_page(raw, declared_charset(raw))
    text, left_out = read_page(decoded.text, marks_headings=bool(options.get("headings")))
    told = [f"Left out as no part of the text: {', '.join(left_out)}."] if left_out else []
    return {
        "text": text,
        "warnings": [*decoded.warnings, *told],
        "encoding": decoded.encoding,
    }


def declared_charset(raw: bytes) -> str:
    """Return the encoding a page names in its head; empty if none."""
    declared = _SAYS_CHARSET.search(raw[:4096])
    return declared[1].decode("ascii") if declared else ""


def decode_page(raw: bytes, declared: str) -> Decoded:
    """Believe the bytes where they are plain, then what page or mail says of itself."""
    name = declared.lower()
    if name and name not in {"utf-8", "utf8"} and not _is_plain(raw, name):
        try:
            return decode(raw, _WEB_NAMES.get(name, name))
        except UnreadableFileError:  # it says one thing and is another
            pass
    return decode(raw) if raw else Decoded("", "utf-8")


def _is_plain(raw: bytes, name: str) -> bool:
    """Whether it is UTF-8 whatever it says; ISO 2022 and UTF-7 also look like it, and are not."""
    if name.startswith(("iso-2022", "utf-7", "hz", "utf-16")):
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
