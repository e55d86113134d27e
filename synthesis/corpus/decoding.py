"""From bytes to text: which encoding a file is in, told without guessing where that can be known.

A byte order mark decides, then valid UTF-8, then the likeliest of the encodings people really send;
a person's choice overrides all. Lines of one file may differ: old tables are often pasted together.

>>> decode("Jérôme’s café".encode("cp1252")).encoding
'cp1252'
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from synthesis.errors import UnreadableFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CHOOSE = "Say which encoding it is in, or save it as UTF-8."


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and what a person should know about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(raw: bytes, encoding: str | None = None, where: str = "") -> Decoded:
    """Decode the bytes of a text file.

    Parameters
    ----------
    raw : bytes
    encoding : str, optional
        A person's choice; tried strictly, before anything else.
    where : str, optional
        Name of the file, for messages.

    Raises
    ------
    UnreadableFileError
        If the bytes are not text, or not in the chosen encoding.
    """
    if encoding:
        return _decode_as_chosen(raw, encoding, where)
    mark = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    if mark:
        return _decode_marked(raw, mark, where)
    if b"\x00" in raw:
        return _decode_wide(raw, where)
    return _decode_narrow(raw, where)


def clean(text: str) -> str:
    r"""Give a text plain line ends and take out what cannot be shown.

    >>> clean("one\r\ntwo\x0bthree")
    'one\ntwo\nthree'
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\x0b\u2028]", "\n", text)
    text = re.sub(r"[\x0c\u2029]", "\n\n", text)
    return _CONTROLS.sub("", text.translate(_C1_AS_CP1252))


def _c1_as_cp1252() -> dict[int, str]:
    """Word processors' quotes and dashes that were taken for ISO 8859-1 became C1 controls."""
    return {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)}


_C1_AS_CP1252 = _c1_as_cp1252()


def _decode_as_chosen(raw: bytes, encoding: str, where: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), codecs.lookup(encoding).name)
    except LookupError as error:
        raise UnreadableFileError(
            f"There is no encoding called {encoding!r}.", where, "Common ones: utf-8, cp1252, cp1251, gb18030."
        ) from error
    except (UnicodeError, ValueError) as error:
        raise UnreadableFileError(
            f"The text is not in the encoding {encoding!r}.", where, "Choose another, or leave it open."
        ) from error


def _decode_marked(raw: bytes, encoding: str, where: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeError as error:
        if encoding == "utf-8-sig":
            return _decode_narrow(raw.removeprefix(codecs.BOM_UTF8), where)
        raise UnreadableFileError(
            f"The file says it is {encoding.upper()}, but breaks off or is damaged.", where, _CHOOSE
        ) from error


def _decode_wide(raw: bytes, where: str) -> Decoded:
    """UTF-16 without a mark has a NUL beside most letters; junk has them anywhere."""
    for name, high in (("utf-16-le", raw[1::2]), ("utf-16-be", raw[0::2])):
        if high.count(0) * 2 < len(high):
            continue
        try:
            text = raw.decode(name)
        except UnicodeError:
            continue
        if not _CONTROLS.search(text):
            return Decoded(text, name)
    raise UnreadableFileError("The file is not text: it holds NUL bytes.", where, _CHOOSE)


def _decode_narrow(raw: bytes, where: str) -> Decoded:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(raw, where)
    return Decoded(text, "utf-8")


def _decode_legacy(raw: bytes, where: str) -> Decoded:
    try:
        return Decoded(raw.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return Decoded(raw.decode("cp1252", errors="replace"), "cp1252")
