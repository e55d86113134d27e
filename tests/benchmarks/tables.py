"""What every benchmark prints: a table of rows, one figure per column, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of a table: what was measured, and the figures by method."""

    what: str
    figures: dict[str, str]


def table(title: str, rows: Sequence[Row]) -> str:
    """Lay rows out as a Markdown table."""
    names = list(dict.fromkeys(name for row in rows for name in row.figures))
    lines = [f"| {title} | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    lines += [
        f"| {row.what} | " + " | ".join(row.figures.get(name, "") for name in names) + " |" for row in rows
    ]
    return "\n".join(lines)
