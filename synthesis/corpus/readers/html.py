"""HTML -> text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from synthesis.corpus.decoding import decode


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "div", "h1", "h2", "h3", "li"}:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def read(path: Path, options: dict[str, str]) -> dict[str, Any]:
    """Read the visible text."""
    parser = _Text()
    decoded = decode(path.read_bytes(), options["encoding"], path.name)
    parser.feed(decoded.text)
    return {"text": "".join(parser.parts), "encoding": decoded.encoding}
