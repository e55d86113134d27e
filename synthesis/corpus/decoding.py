"""From bytes to text: which encoding a file is in, told without guessing where that can be known.

A byte order mark decides, then valid UTF-8, then the likeliest of the encodings people really send;
a person's choice overrides all. Lines of one file may differ: tables are often pasted together.

>>> decode("Jérôme’s café".encode("cp1252")).encoding
'cp1252'
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from synthesis.corpus.legacy import LATIN_DEFAULT, guess_legacy, is_latin_like
from synthesis.errors import UnreadableFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_EVERY_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Form feeds and vertical tabs too, which a text file may hold."""
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_C1 = re.compile(r"[\x80-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SHIFTED_JAPANESE = re.compile(rb"\x1b\$[@B]|\x1b\(J")
_MAX_CONTROL_SHARE = 0.01
_MAX_UNASSIGNED_SHARE = 0.02
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
    if mark.startswith(("utf-16", "utf-32")):
        return _decode_marked(raw, mark, where)
    if b"\x00" in raw:
        return _decode_unmarked_wide(raw, where)
    return _decode_narrow(raw.removeprefix(codecs.BOM_UTF8), mark or "utf-8", where)


class LineDecoder:
    """Reads a text that is too long to hold as `decode` reads a whole one, line by line.

    Open the file with its `encoding` and `errors`, and pass each line through `mend`.

    Parameters
    ----------
    encoding : str
        What `decode` found in a sample of the file.
    """

    def __init__(self, encoding: str) -> None:
        self._name = encoding
        is_by_line = encoding in {"utf-8", "utf-8-sig", LATIN_DEFAULT}
        self.encoding = "utf-8-sig" if is_by_line else encoding
        self.errors = "surrogateescape" if is_by_line else "replace"
        self._n_utf8 = self._n_other = self._n_lost = 0
        self._breaks_off = False

    def mend(self, line: str) -> str:
        """Return a line as it was meant; what became of it is in `warnings`."""
        if line.isascii():
            return line
        if self.errors == "replace":
            self._n_lost += line.count("\ufffd")
            return line.replace("\ufffd", "")
        return self._mend_bytes(line.encode("utf-8", self.errors))

    def _mend_bytes(self, raw: bytes) -> str:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.reason == _CUT and not self._n_other:
                self._breaks_off = True
                return raw[: error.start].decode("utf-8")
            self._n_other += 1
            return raw.decode("utf-8", errors=_REST_AS_CP1252)
        self._n_utf8 += 1
        return text

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know of the lines mended so far."""
        warnings = [_mixed_warning(self._n_other)] if self._n_utf8 and self._n_other else []
        if self._breaks_off:
            warnings.append(_BREAKS_OFF)
        return (*warnings, *_legacy_warnings(self._name, self._n_lost))


def clean(text: str) -> str:
    r"""Give a text plain line ends and take out what cannot be shown.

    Quotes and dashes of word processors that were taken for ISO 8859-1 stand as C1 controls; they
    become what they were.

    >>> clean("one\r\ntwo\x0bthree \x93four\x94")
    'one\ntwo\nthree “four”'
    """
    if text.isprintable():  # most cells of a table
        return text
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\x0b\u2028]", "\n", text)
    text = re.sub(r"[\x0c\u2029]", "\n\n", text)
    return _CONTROLS.sub("", writable(text).translate(_C1_AS_CP1252))


def without_controls(text: str) -> str:
    r"""Take out the control characters that are no tab, line feed or carriage return.

    >>> without_controls("one\x00 two\x0c\tthree")
    'one two\tthree'
    """
    return _EVERY_CONTROL.sub("", text)


def writable(text: str) -> str:
    r"""Put U+FFFD for halves of characters, which no file or database takes.

    They come out of JSON, and stand for the bytes of a file name that is not UTF-8.

    >>> writable("caf\udce9.csv")
    'caf\ufffd.csv'
    """
    return _SURROGATES.sub("\ufffd", text)


_C1_AS_CP1252 = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)}


def _decode_as_chosen(raw: bytes, encoding: str, where: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), codecs.lookup(encoding).name)
    except LookupError as error:
        raise UnreadableFileError(
            f"There is no text encoding called {encoding!r}.", where, "Try utf-8, cp1252, cp1251 or gb18030."
        ) from error
    except (UnicodeError, ValueError) as error:
        raise UnreadableFileError(
            f"The text is not in the encoding {encoding!r}.", where, "Choose another, or leave it open."
        ) from error


def _decode_marked(raw: bytes, encoding: str, where: str) -> Decoded:
    whole = len(raw) - len(raw) % (2 if encoding == "utf-16" else 4)
    try:
        text = raw[:whole].decode(encoding)
    except UnicodeError as error:
        reason = f"The file says it is {encoding.upper()}, but it is damaged."
        raise UnreadableFileError(reason, where, _CHOOSE) from error
    is_cut = whole < len(raw)
    return Decoded(text, encoding, (_BREAKS_OFF,) if is_cut else ())


_CUT = "unexpected end of data"
_BREAKS_OFF = "The file breaks off in the middle of a character; its end is missing."


def _decode_unmarked_wide(raw: bytes, where: str) -> Decoded:
    """UTF-16 without a mark has its NULs on one side of the letters; junk has them anywhere."""
    whole = raw[: len(raw) - len(raw) % 2]
    for name, other_side in (("utf-16-le", whole[0::2]), ("utf-16-be", whole[1::2])):
        if 0 in other_side:
            continue
        try:
            text = whole.decode(name)
        except UnicodeError:
            continue
        if _is_writing(text):
            return Decoded(text, name)
    raise UnreadableFileError("The file is not text: it holds NUL bytes.", where, _CHOOSE)


def _is_writing(text: str) -> bool:
    n_unassigned = sum(unicodedata.category(char) in {"Cn", "Co", "Cs"} for char in text)
    return not _CONTROLS.search(text) and n_unassigned <= _MAX_UNASSIGNED_SHARE * len(text)


def _decode_narrow(raw: bytes, name: str, where: str) -> Decoded:
    if len(_CONTROL_BYTES.findall(raw)) > _MAX_CONTROL_SHARE * len(raw):
        raise UnreadableFileError("The file is not text: it holds control characters.", where, _CHOOSE)
    if _SHIFTED_JAPANESE.search(raw):
        return _decode_as_chosen(raw, "iso2022_jp", where)
    try:
        return _from_utf8(raw.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        if error.reason == _CUT:
            return Decoded(raw[: error.start].decode("utf-8"), name, (_BREAKS_OFF,))
        return _decode_legacy(raw, where)


def _from_utf8(text: str, name: str) -> Decoded:
    n_controls = len(_C1.findall(text))
    if not n_controls:
        return Decoded(text, name)
    return Decoded(
        text, name, (f"Control characters read as the Windows quotes and dashes they were: {n_controls}.",)
    )


def _decode_legacy(raw: bytes, where: str) -> Decoded:
    """Decode what is not UTF-8, or only partly so."""
    utf8_lines, other_lines = _split_by_validity(raw)
    if utf8_lines and is_latin_like(b"\n".join(other_lines)):
        return _decode_mixed(raw, len(other_lines))
    name = guess_legacy(raw)
    if not name:
        raise UnreadableFileError("Its text encoding cannot be told.", where, _CHOOSE)
    text = raw.decode(name, errors="replace")
    return Decoded(text.replace("\ufffd", ""), name, _legacy_warnings(name, text.count("\ufffd")))


def _legacy_warnings(name: str, n_lost: int) -> tuple[str, ...]:
    warnings = []
    if name != LATIN_DEFAULT and not name.startswith("utf-"):
        warnings.append(
            f"Read in the encoding {name}; if letters look wrong, name another under 'encoding' in a map."
        )
    if n_lost:
        warnings.append(f"Bytes that mean nothing in the encoding {name}, left out: {n_lost}.")
    return tuple(warnings)


def _split_by_validity(raw: bytes) -> tuple[list[bytes], list[bytes]]:
    utf8_lines, other_lines = [], []
    for line in re.split(rb"[\r\n]+", raw):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            other_lines.append(line)
        else:
            utf8_lines.append(line)
    return utf8_lines, other_lines


def _decode_mixed(raw: bytes, n_other: int) -> Decoded:
    text = raw.decode("utf-8", errors=_REST_AS_CP1252)
    return Decoded(text, "utf-8", (_mixed_warning(n_other),))


def _mixed_warning(n_other: int) -> str:
    return f"Lines in Windows-1252 among lines in UTF-8: {n_other}; each was read as it stands."


def _rest_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode(LATIN_DEFAULT, errors="ignore"), error.end


_REST_AS_CP1252 = "synthesis.rest_as_cp1252"
codecs.register_error(_REST_AS_CP1252, _rest_as_cp1252)
