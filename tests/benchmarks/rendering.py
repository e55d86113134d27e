"""How long a paper takes to become a file, and how large the file is: a paper of 5,000 contributions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from synthesis.outputs.export.docx_file import as_docx
from synthesis.outputs.export.html_file import as_html
from synthesis.outputs.export.markdown_file import as_markdown
from synthesis.outputs.export.pdf_file import as_pdf
from synthesis.outputs.papers.blocks import (
    Bars,
    Block,
    Cite,
    Contents,
    Entry,
    Heading,
    Listing,
    Note,
    Paper,
    Quote,
    Statement,
    Table,
)
from tests.benchmarks.tables import Row, table
from tests.outputs.making_papers import VOICES, some_facts

N_THEMES = 40
N_STATEMENTS = 400
N_QUOTES = 1_500
N_ENTRIES = 5_000
N_CITED = 60

WRITERS: dict[str, Callable[[Paper], bytes]] = {
    "docx": as_docx,
    "pdf": as_pdf,
    "html": as_html,
    "md": as_markdown,
}


def run() -> Iterator[str]:
    """Time each format, the second of two runs: fonts are looked up once a process."""
    paper = a_long_paper()
    rows: list[Row] = []
    for name, write in WRITERS.items():
        write(paper)
        start = time.perf_counter()
        content = write(paper)
        seconds = f"{time.perf_counter() - start:.1f} s"
        rows.append(Row(name, {"time": seconds, "size": f"{len(content) / 1e6:.1f} MB"}))
    title = (
        f"A paper of {N_STATEMENTS:,} statements with notes of {N_CITED} citations, {N_QUOTES:,} quotes, "
        f"{N_THEMES} charts and tables, and {N_ENTRIES:,} entries"
    )
    yield table(title, rows)


def a_long_paper() -> Paper:
    """Make a paper as long as that of 5,000 contributions on 40 themes can be."""
    about = some_facts()
    themes = (block for number in range(N_THEMES) for block in _theme(number))
    entries = tuple(
        Entry(f"c{n}", f"C{n + 1}", f"Organisation {n}, Civil Society, 2017") for n in range(N_ENTRIES)
    )
    return Paper(
        "synthesis", about.title, about, (Contents(), *themes, Heading(1, "Contributions"), Listing(entries))
    )


def _theme(number: int) -> Iterator[Block]:
    voices = list(VOICES.items())
    yield Heading(1, f"Theme {number}")
    groups = tuple((f"Group {n}", (n * 7 % 90, n * 3 % 40, n, 2)) for n in range(6))
    yield Bars("Positions by group", "Bars of positions.", ("For", "Against", "Mixed", "Unclear"), groups)
    yield Table(("Group", "For", "Against"), tuple((name, str(n), str(m)) for name, (n, m, *_) in groups))
    for place in range(N_STATEMENTS // N_THEMES):
        cites = tuple(Cite(f"c{n}", f"C{n + 1}") for n in range(place, N_ENTRIES, N_ENTRIES // N_CITED))
        text = "60 of 5,000 contributions, from four of five groups, found the programme too large [1]."
        yield Statement(f"{number}/{place}", text, (Note(cites),), is_proposed=place % 2 == 0)
        for n in range(_n_quotes(number, place)):
            language, words = voices[(place + n) % len(voices)]
            yield Quote(
                f"{words} {words} ({number}, {place}, {n})", "A contributor, 2017", language, cites[n]
            )


def _n_quotes(number: int, place: int) -> int:
    """Spread the quotes over the statements: three or four each."""
    at = number * (N_STATEMENTS // N_THEMES) + place
    return (at + 1) * N_QUOTES // N_STATEMENTS - at * N_QUOTES // N_STATEMENTS
