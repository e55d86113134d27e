"""Year on year as a paper tells of it: the shares of each theme by cycle, and who replied beside them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from synthesis.outputs.papers.blocks import Block, Heading, Paragraph, Statement, Table
from synthesis.outputs.papers.sources import foreign
from synthesis.outputs.phrases import joined, quoted
from synthesis.outputs.tables import Frames
from synthesis.outputs.years import sentences
from synthesis.outputs.years.shares import YearOnYear, year_on_year


def year_section(narrowed: Frames) -> Iterator[Block]:
    """Put the cycles beside each other, with a warning where not the opinion but who replied changed.

    Nothing where the contributions are of one cycle, or of none.
    """
    found = year_on_year(narrowed)
    if len(found.cycles) < 2:
        return
    yield Heading(1, "Year on year")
    yield Statement("years/cycles", sentences.lead_sentence(found))
    if gaps := sentences.gaps_sentence(found):
        yield Statement("years/gaps", gaps)
    yield Statement("years/composition", _warning(found))
    for row in sentences.latest(found):
        yield Statement(f"years/{row['theme_id']}", foreign(sentences.theme_sentence(row)))
    if not found.shares.empty:
        yield _shares(found)
        yield Paragraph(f"{sentences.INTERVAL} {sentences.NO_SAMPLE}")


def _warning(found: YearOnYear) -> str:
    """Say how far who replied changed, and which themes moved, or seem not to have, for that reason."""
    named = [
        quoted(str(row["theme"])) for row in sentences.latest(found) if row["kind"] in sentences.IS_WARNING
    ]
    warning = (
        f"Read the change with care for {joined(named)}: who replied hides or makes it." if named else ""
    )
    return foreign(f"{sentences.composition_sentence(found)} {warning}".rstrip())


def _shares(found: YearOnYear) -> Table:
    """Lay out one row a theme, one column a cycle: n of N, and the share with its interval."""
    rows = sentences.shares_in_words(found).to_dict("records")
    cells = tuple(
        (str(theme), *(f"{row['Contributions']}: {row['Share (95 % interval)']}" for row in of_theme))
        for theme, of_theme in groupby(rows, key=lambda row: row["Theme"])
    )
    headings = ("Theme", *(str(cycle) for cycle in found.cycles))
    return Table(headings, cells, n_text=len(headings), caption="Themes by cycle, with the share of each")
