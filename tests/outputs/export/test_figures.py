"""A chart is the same in each form, needs no font of its reader's, and no colour to tell its parts apart."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from PIL import Image

from synthesis.outputs.export.figures import as_png, as_svg, charted
from synthesis.outputs.papers.blocks import Bars

BARS = Bars(
    "Positions",
    "Bars of positions.",
    ("For: a smaller programme", "Against", "Mixed", "Unclear"),
    (("Civil <b>Society</b>", (9, 3, 0, 2)), ("会议 نرجو", (4, 1, 1, 0))),
)


def colours(block: Bars) -> dict[tuple[int, ...], int]:
    """Count the pixels of each colour."""
    image = Image.open(io.BytesIO(as_png(block))).convert("RGB")
    return {colour: n for n, colour in image.getcolors(maxcolors=1_000_000) or []}  # type: ignore[misc]


def test_positions_look_apart_without_their_colours() -> None:
    looks = [(style["pattern"], style["dark"]) for style in charted(BARS)["styles"]]
    assert len(set(looks)) == 4


def test_a_position_has_its_colour_wherever_it_stands_and_whatever_it_means() -> None:
    turned = charted(replace(BARS, series=BARS.series[::-1]))["styles"]
    assert turned[::-1] == charted(BARS)["styles"]


def test_series_that_are_no_positions_have_looks_of_their_own() -> None:
    styles = charted(replace(BARS, series=("2016", "2017", "2018", "2019")))["styles"]
    assert len({style["colour"] for style in styles}) == 4


def test_a_bar_is_as_long_as_its_number() -> None:
    teal = (0x14, 0x74, 0x6F)
    long, half = (
        colours(replace(BARS, rows=(("A", (n, 0, 0, 0)), ("B", (20, 0, 0, 0)))))[teal] for n in (20, 10)
    )
    key = colours(replace(BARS, rows=(("A", (0, 0, 0, 0)), ("B", (0, 0, 0, 0)))))[teal]
    assert 0.70 < (half - key) / (long - key) < 0.80


def test_a_drawing_asks_for_no_font_and_nothing_outside() -> None:
    drawn = as_svg(BARS, 1)
    assert "<text" not in drawn
    assert "<script" not in drawn
    assert re.findall(r'href="(?!#)', drawn) == []
    assert re.findall(r"url\((?!#)", drawn) == []


def test_two_drawings_of_one_chart_are_the_same_bytes() -> None:
    assert as_png(BARS) == as_png(BARS)
    assert as_svg(BARS, 1) == as_svg(BARS, 1)
