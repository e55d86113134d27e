"""EML -> text."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import Any

from synthesis.corpus.decoding import decode


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    """Read the plain text parts."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.compat32)
    parts = [p.get_payload(decode=True) for p in message.walk() if p.get_content_type() == "text/plain"]
    text = "\n\n".join(decode(p).text for p in parts if isinstance(p, bytes))
    return {
        "text": text,
        "headers": [(n, str(message[n])) for n in ("From", "Subject", "Date") if message[n]],
    }
