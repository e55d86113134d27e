"""PDF -> text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    """Read the text layer."""
    document = pypdfium2.PdfDocument(path)
    return {"text": "\n\n".join(page.get_textpage().get_text_range() for page in document)}
