"""Composes small PDF files by hand, so that no program for it is needed and each byte is known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

PAGE_HEIGHT = 842
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

PdfLine = tuple[float, float, float, str]
"""x and y in points from the lower left corner, size, and the text of one line."""


def lines_of(
    text: str, top: float = 760, x: float = 72, size: float = 11, leading: float = 14
) -> list[PdfLine]:
    """Set the lines of a text below each other; a blank line leaves a gap."""
    return [(x, top - leading * i, size, line) for i, line in enumerate(text.split("\n")) if line]


def pdf(pages: Sequence[Sequence[PdfLine]], owner_password: str = "", user_password: str = "") -> bytes:
    """Write one page for each list of lines; with a password it is encrypted (RC4, 40 bits)."""
    key = _Key(owner_password, user_password) if owner_password or user_password else None
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", _page_tree(len(pages)), _FONT]
    for i, lines in enumerate(pages):
        number = 4 + 2 * i
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (number + 1)
        )
        content = _content(lines)
        content = key.encrypt(content, number + 1) if key else content
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    extra = b""
    if key:
        objects.append(key.dictionary())
        extra = b"/Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), _ID.hex().encode(), _ID.hex().encode())
    return _assemble(objects, extra)


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_ID = hashlib.md5(b"composed for a test").digest()


def _page_tree(n_pages: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(n_pages))
    return b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, n_pages)


def _content(lines: Sequence[PdfLine]) -> bytes:
    parts = []
    for x, y, size, text in lines:
        shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(f"BT /F1 {size} Tf {x} {y} Td (".encode() + shown + b") Tj ET")
    return b"\n".join(parts)


def _assemble(objects: Sequence[bytes], extra: bytes) -> bytes:
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, extra, len(written))
    )


class _Key:
    """The standard security handler, revision 2."""

    _PERMISSIONS = -4

    def __init__(self, owner_password: str, user_password: str) -> None:
        owner = _padded(owner_password or user_password)
        self.owner_entry = _rc4(hashlib.md5(owner).digest()[:5], _padded(user_password))
        permissions = self._PERMISSIONS.to_bytes(4, "little", signed=True)
        material = _padded(user_password) + self.owner_entry + permissions + _ID
        self.key = hashlib.md5(material).digest()[:5]
        self.user_entry = _rc4(self.key, _PADDING)

    def encrypt(self, content: bytes, number: int) -> bytes:
        material = self.key + number.to_bytes(3, "little") + b"\x00\x00"
        return _rc4(hashlib.md5(material).digest()[:10], content)

    def dictionary(self) -> bytes:
        return b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>" % (
            self.owner_entry.hex().encode(),
            self.user_entry.hex().encode(),
            self._PERMISSIONS,
        )


def _padded(password: str) -> bytes:
    return (password.encode("cp1252") + _PADDING)[:32]


def _rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    written = bytearray()
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        written.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(written)
