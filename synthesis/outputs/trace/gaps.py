"""Where the chain breaks: said and not decided, decided and not said, due and not done."""

from __future__ import annotations

import pandas as pd

from synthesis.outputs.tables import Frames, registered, theme_by_group, theme_table, widened
from synthesis.outputs.tables.listings import decision_table
from synthesis.outputs.trace.chain import trace_table

GROUPS_RAISE = 3
"""A theme that so many stakeholder groups raise asks for a decision."""

RECURRING_SHARE = 0.1
RECURRING_CYCLES = 2
"""A theme recurs that this share of contributions or more raise in so many cycles running, up to the last."""


def not_decided(narrowed: Frames) -> pd.DataFrame:
    """List the themes that `GROUPS_RAISE` stakeholder groups or more raise and no decision is linked to.

    Returns
    -------
    DataFrame
        Rows of `theme_table`. A review filter does not count: a coding of another state is a coding too.
    """
    table = theme_table(widened(narrowed, "review"))
    is_open = (table["kind"] == "theme") & (table["n_groups"] >= GROUPS_RAISE) & (table["n_decisions"] == 0)
    return table[is_open].reset_index(drop=True)


def without_input(narrowed: Frames) -> pd.DataFrame:
    """List the decisions on a theme that nobody had spoken about before: rows of `trace_table`."""
    table = trace_table(widened(narrowed, "review"))
    is_without = table["is_decision"].astype(bool) & (table["held_on"] != "") & (table["n"] == 0)
    return table[is_without].reset_index(drop=True)


def unlinked(narrowed: Frames) -> pd.DataFrame:
    """List the decisions that are linked to no theme and no passage: rows of `decision_table`."""
    table = decision_table(narrowed)
    return table[table["is_decision"] & ~registered.is_linked(table)].reset_index(drop=True)


def recurring(
    narrowed: Frames, share: float = RECURRING_SHARE, n_cycles: int = RECURRING_CYCLES
) -> pd.DataFrame:
    """List the themes raised in cycle after cycle that are not decided, or whose decisions are not done.

    Returns
    -------
    DataFrame
        `theme_id, theme, cycles, n_decisions, n_unsettled`; `cycles` is a tuple of (cycle, n, N), the oldest
        first, that ends with the last cycle there are contributions of. A cycle filter does not count.
    """
    whole = widened(narrowed, "cycles", "review")
    by_cycle = theme_by_group(whole, "cycle")
    decided = {row["theme_id"]: row for row in theme_table(whole).to_dict("records")}
    rows = []
    for theme_id, cells in by_cycle[by_cycle["N"] > 0].groupby("theme_id", sort=False):
        run, row = _run_to_the_last(cells, share), decided[theme_id]
        n_decisions, n_unsettled = row["n_decisions"], row["n_open"] + row["n_under_way"]
        if len(run) >= n_cycles and (n_unsettled or not n_decisions):
            rows.append((theme_id, row["name"], run, n_decisions, n_unsettled))
    return pd.DataFrame(rows, columns=["theme_id", "theme", "cycles", "n_decisions", "n_unsettled"])


def _run_to_the_last(cells: pd.DataFrame, share: float) -> tuple[tuple[int, int, int], ...]:
    """Return (cycle, n, N) of the cycles running, up to the last, in which enough raise the theme."""
    newest_first = cells.assign(cycle=cells["value"].astype("int64")).sort_values("cycle", ascending=False)
    is_below = ~(newest_first["share"] >= share)
    run = newest_first[is_below.cumsum() == 0].iloc[::-1]
    return tuple(zip(run["cycle"].tolist(), run["n"].tolist(), run["N"].tolist(), strict=True))


def overdue(narrowed: Frames, day: str) -> pd.DataFrame:
    """List the decisions that were due before an ISO day and are open or under way, the longest due first."""
    table = decision_table(narrowed)
    late = table[registered.overdue(table, day)]
    return late.sort_values("due_on", kind="stable", ignore_index=True)
