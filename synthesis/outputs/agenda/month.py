"""The list of the calendar -> one month as weeks of days, each with what stands on it."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd


@dataclass(frozen=True, slots=True)
class Day:
    """A day with the rows of the list that stand on it: whole days first, then by the hour."""

    day: date
    is_in_month: bool
    is_today: bool
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month: weeks from Monday to Sunday, and how many times something begins or is due in it."""

    year: int
    month: int
    weeks: tuple[tuple[Day, ...], ...]
    n: int

    @property
    def title(self) -> str:
        """Its name and year."""
        return f"{date(self.year, self.month, 1):%B %Y}"


def month_of(table: pd.DataFrame, year: int, month: int, today: date) -> Month:
    """Lay out a month.

    Parameters
    ----------
    table : DataFrame
        Of `agenda_table`; what spans several days stands on each of them.
    today : date
        The day to be marked.
    """
    weeks = Calendar().monthdatescalendar(year, month)
    first, last = weeks[0][0], weeks[-1][-1]
    near = table[(table["last"] >= first.isoformat()) & (table["first"] <= last.isoformat())]
    by_day: dict[str, list[dict[str, Any]]] = {}
    for row in near.to_dict("records"):
        for day in _days(date.fromisoformat(row["first"]), date.fromisoformat(row["last"])):
            by_day.setdefault(day.isoformat(), []).append(_on(row, day))
    n = int(table["first"].str.startswith(f"{year:04}-{month:02}").sum()) if len(table) else 0
    laid_out = tuple(
        tuple(Day(day, day.month == month, day == today, _ordered(by_day, day)) for day in week)
        for week in weeks
    )
    return Month(year, month, laid_out, n)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _on(row: Mapping[Any, Any], day: date) -> dict[str, Any]:
    """Say of a row which of its days this is; the hour stands on the first alone."""
    first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
    n_days, number = (last - first).days + 1, (day - first).days + 1
    return {**row, "time": row["time"] if number == 1 else "", "number": number, "n_days": n_days}


def _ordered(by_day: Mapping[str, list[dict[str, Any]]], day: date) -> tuple[dict[str, Any], ...]:
    rows = by_day.get(day.isoformat(), [])
    return tuple(sorted(rows, key=lambda row: (row["n_days"] == 1, row["time"].removeprefix("by "))))


def month_after(year: int, month: int, step: int = 1) -> tuple[int, int]:
    """Return the month that lies so many months ahead.

    >>> month_after(2018, 12), month_after(2018, 1, -1)
    ((2019, 1), (2017, 12))
    """
    place = year * 12 + month - 1 + step
    return place // 12, place % 12 + 1
