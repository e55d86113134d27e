"""Bars -> a chart, drawn by typst: as part of a PDF, as SVG inside HTML, as PNG inside DOCX.

The colours are those of the dashboard. Lines and dots tell the positions apart where colours do not, and the
numbers stand in the bars.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal

from synthesis.outputs.export.cells import printable
from synthesis.outputs.export.fonts import choose, of_choice
from synthesis.outputs.papers.blocks import Bars

PIXELS_PER_INCH = 220
WIDTH_CM = 15.0
"""How wide a chart is drawn that stands by itself, before it is cut to what it holds."""

_TEMPLATE = Path(__file__).with_name("figure.typ")

_POSITIONS = (
    ("for", {"colour": "#14746F", "pattern": "solid", "dark": True}),
    ("against", {"colour": "#C2570C", "pattern": "lines", "dark": True}),
    ("mixed", {"colour": "#6B5B95", "pattern": "dots", "dark": True}),
    ("unclear", {"colour": "#DDE3E8", "pattern": "solid", "dark": False}),
    ("position unclear", {"colour": "#DDE3E8", "pattern": "solid", "dark": False}),
)
_OTHERS = (
    {"colour": "#1F6391", "pattern": "solid", "dark": True},
    {"colour": "#84B6D2", "pattern": "lines", "dark": False},
    {"colour": "#4B5863", "pattern": "dots", "dark": True},
    {"colour": "#C3DBE8", "pattern": "solid", "dark": False},
)


def charted(block: Bars) -> dict[str, Any]:
    """Return what `bars.typ` draws."""
    return {
        "series": [printable(name) for name in block.series],
        "styles": [_style(name, place) for place, name in enumerate(block.series)],
        "rows": [{"label": printable(label), "counts": counts} for label, counts in block.rows],
    }


def as_svg(block: Bars, number: int) -> str:
    """Draw a chart as an element of a page; letters are outlines, so that no font is asked for.

    `number` keeps what its parts are called apart from those of the other charts on the page.
    """
    drawn = _drawn(block, "svg").decode("utf-8")
    return re.sub(r'((?:\bid|href)="#?|url\(#)', rf"\g<1>chart-{number}-", drawn)


def as_png(block: Bars) -> bytes:
    """Draw a chart as a picture."""
    return _drawn(block, "png")


def _drawn(block: Bars, form: Literal["svg", "png"]) -> bytes:
    import typst

    chart = charted(block)
    choice = choose([*chart["series"], *(row["label"] for row in chart["rows"])])
    for row in chart["rows"]:
        row["label"] = choice.shown(row["label"])
    said = {"chart": json.dumps(chart | {"fonts": choice.families}, ensure_ascii=False)}
    drawn = typst.Compiler(_TEMPLATE, font_paths=of_choice(choice), sys_inputs=said).compile(
        format=form, ppi=PIXELS_PER_INCH
    )
    assert isinstance(drawn, bytes)
    return drawn


def _style(name: str, place: int) -> dict[str, Any]:
    """Find the look of a series: a position has its own, whatever is said after it."""
    said = name.casefold().split(":")[0].strip()
    return dict(_POSITIONS).get(said) or _OTHERS[place % len(_OTHERS)]
