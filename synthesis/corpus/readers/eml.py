"""EML -> the text of a mail and its headers; attachments are named, never read or written to a disk.

The plain text part is preferred to the HTML of the same words. Quoted replies stay as they are.
"""

from __future__ import annotations

import email
import email.header
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

from synthesis.corpus.decoding import clean
from synthesis.corpus.readers.html import decode_page
from synthesis.corpus.readers.markup import text_of_html
from synthesis.errors import UnreadableFileError

HEADERS = ("From", "Subject", "Date", "Message-ID")
MAX_HEADER_BYTES = 64 * 1024
MAX_PARTS = 1_000
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")
_HEADER_LINE = re.compile(rb"^(>?From |[!-9;-~]+[ \t]*:)")
_WRITTEN = (
    *(".csv", ".doc", ".docx", ".eml", ".htm", ".html", ".json", ".jsonl", ".md", ".odp", ".ods", ".odt"),
    *(".pages", ".pdf", ".ppt", ".pptx", ".rtf", ".tsv", ".txt", ".xls", ".xlsx", ".zip"),
)
_NOT_READ = (
    "The attachment {!r} was not read. Save it as a file of its own and load it if it holds a contribution."
)
_ASK_FOR_TEXT = "Ask the sender for the text itself, or save the mail as plain text."


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    """Read one mail."""
    raw = path.read_bytes().lstrip(b"\r\n")
    _check_headers(raw)
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    parts = list(_parts(message))
    texts = [text for text in map(_text, parts) if text.strip()]
    attached = [_name(part) for part in message.walk() if _is_attached(part)]
    return {
        "text": "\n\n".join(texts),
        "headers": [(name, _decoded(message[name])) for name in HEADERS if message[name]],
        "warnings": [f"Attachment not read: {name!r}." for name in attached if not _is_written(name)],
        "unread": [_NOT_READ.format(name) for name in attached if _is_written(name)],
        "is_partial": bool(attached),
    }


def _check_headers(raw: bytes) -> None:
    if not _HEADER_LINE.match(raw):
        raise UnreadableFileError(
            "This is not a mail: it does not begin with headers.",
            hint="Give it the ending .txt if it is plain text.",
        )
    end = _END_OF_HEADERS.search(raw)
    size = end.start() if end else len(raw)
    if size > MAX_HEADER_BYTES:
        raise UnreadableFileError(
            f"The headers of the mail are {size / 1024:,.0f} kB long; "
            f"at most {MAX_HEADER_BYTES // 1024} kB are read.",
            hint=_ASK_FOR_TEXT,
        )


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that hold the words of the mail, one of each set of alternatives."""
    waiting = [message]
    for _ in range(MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        if _is_attached(part):
            continue
        if part.get_content_type() == "multipart/alternative":
            waiting[:0] = _preferred(_children(part))
        elif part.is_multipart():
            waiting[:0] = _children(part)
        elif part.get_content_maintype() == "text":
            yield part
    raise UnreadableFileError(f"The mail has more than {MAX_PARTS:,} parts.", hint=_ASK_FOR_TEXT)


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _preferred(alternatives: list[Message]) -> list[Message]:
    """Choose plain text that says something, else the last, which the sender thinks richest."""
    for part in alternatives:
        if part.get_content_type() == "text/plain" and _text(part).strip():
            return [part]
    return alternatives[-1:]


def _is_attached(part: Message) -> bool:
    """Whether a part is a file or a forwarded mail rather than words of this one."""
    if part.get_content_disposition() == "attachment" or part.get_content_maintype() == "message":
        return True
    is_words = part.get_content_maintype() in {"text", "multipart"}
    return not is_words or (part.get_filename() is not None and part.get_content_type() != "text/plain")


def _name(part: Message) -> str:
    r"""Give the base name of an attachment, whichever system its path is of."""
    named = _decoded(part.get_filename() or "")
    base = re.split(r"[/\\]", named)[-1].strip()
    return base or part.get_content_type()


def _is_written(name: str) -> bool:
    """Whether an attachment may hold words that somebody wrote, by the ending of its name."""
    return name.lower().endswith(_WRITTEN)


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset("")
    if part.get_content_type() == "text/html":
        return text_of_html(decode_page(payload, charset).text)
    return _unfolded(part, clean(decode_page(payload, charset).text)).strip("\n")


def _unfolded(part: Message, text: str) -> str:
    """Join the lines that a mail program folded (RFC 3676): those that end in a blank."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joint = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    return re.sub(r"(?m)^(?!>)(?!-- $)(.*\S) +\n(?=[^>\n])", rf"\1{joint}", text)


def _decoded(value: Any) -> str:
    """Write out the encoded words of a header (RFC 2047) on one line."""
    try:
        written = str(email.header.make_header(email.header.decode_header(str(value))))
    except (LookupError, ValueError):
        written = str(value)
    return " ".join(clean(written).replace("\ufffd", "").split())
