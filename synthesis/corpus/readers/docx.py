"""DOCX -> text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    """Read the paragraphs."""
    document = docx.Document(str(path))
    return {"text": "\n\n".join(p.text for p in document.paragraphs if p.text.strip())}
