"""CSV: a clean rectangle, one row per excerpt, attributes as columns.

What the file says about itself stands in the last columns of every row, so that no line before the
headings breaks a program: `n_on_theme` of `n_contributions` (contributions that speak about the row's
theme, of those that could have), `title, filters, counting, state_of, codebook, run_id`, the SHA-256 of all
`contributions`, of the `codebook` and of the `decisions`, and `sample_data`.
UTF-8 with a byte order mark, which spreadsheets need to read Arabic or Chinese; lines end as RFC 4180 says.
"""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd

from synthesis.outputs.export.cells import as_cell, printable
from synthesis.outputs.export.rows import excerpt_rows
from synthesis.outputs.facts import Facts
from synthesis.outputs.frames.counting import n_counted
from synthesis.outputs.tables import Frames, theme_table


def as_csv(narrowed: Frames, about: Facts) -> bytes:
    """Write the excerpts; without any, the headings alone."""
    table = with_facts(excerpt_rows(narrowed), narrowed, about)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_plain(value) for value in row] for row in table.itertuples(index=False))
    return out.getvalue().encode("utf-8-sig")


def with_facts(rows: pd.DataFrame, narrowed: Frames, about: Facts) -> pd.DataFrame:
    """Add to each row what the file says about itself."""
    themes = theme_table(narrowed)
    on_theme = dict(zip(themes["theme_id"], themes["n"], strict=True))
    return rows.assign(
        n_on_theme=[on_theme[theme_id] for theme_id in rows["theme_id"]],
        n_contributions=n_counted(narrowed.universe),
        title=about.title,
        filters=about.filters,
        counting=about.counting,
        state_of=about.state_iso,
        codebook=about.codebook,
        run_id=about.provenance.run_id,
        **{f"sha256_{what}": value for what, value in about.provenance.hashes.items()},
        sample_data="yes" if about.is_sample else "no",
    )


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return as_cell(printable(value))
    if pd.isna(value):
        return ""
    return format(value, ".4g") if isinstance(value, float) else value
