"""How far back somebody wants to be told: a day that they name, their last visit, or a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from synthesis.outputs.phrases import counted, day_words, of_total

FIRST_DAYS = 30
"""On a first visit, so many days are looked back."""

FEWEST = 20
"""On a first visit, where less happened in those days, so many of the newest notices."""


@dataclass(frozen=True, slots=True)
class Window:
    """The moment that is looked back to, and why it is that one."""

    moment: datetime
    reason: Literal["asked", "visit", "first"]
    zone: tzinfo

    @property
    def words(self) -> str:
        """Say the moment inside a sentence, in its zone."""
        if self.reason == "visit":
            return f"since your last visit on {time_words(self.moment, self.zone)}"
        return f"since {day_words(self.moment.astimezone(self.zone).date())}"


def window(asked: date | None, last_visit: datetime | None, today: date, zone: tzinfo) -> Window:
    """Look back to a day asked for, else to the end of the last visit, else a month."""
    if asked is not None:
        return Window(datetime.combine(asked, time(), zone), "asked", zone)
    if last_visit is not None:
        return Window(last_visit, "visit", zone)
    return Window(datetime.combine(today - timedelta(FIRST_DAYS), time(), zone), "first", zone)


def time_words(at: datetime, zone: tzinfo) -> str:
    """Write a moment in a zone.

    >>> from datetime import UTC
    >>> time_words(datetime(2018, 3, 5, 14, 7, tzinfo=UTC), UTC)
    '5 March 2018, 14:07'
    """
    local = at.astimezone(zone)
    return f"{day_words(local.date())}, {local:%H:%M}"


FIRST_VISIT = "This is your first visit, or your browser keeps no cookie of the last one."


def count_sentence(n: int, n_all: int, seen: Window, *, is_newest: bool = False) -> str:
    """Say how many notices are listed, and from when.

    Parameters
    ----------
    n, n_all : int
        Those that pass the filters, and all of the time.
    is_newest : bool
        Whether the newest of all times are listed, since the month held too few.
    """
    if is_newest:
        few = f"Little happened in the last {FIRST_DAYS} days, so the newest are listed"
        return f"{FIRST_VISIT} {few}: {_amount(n, n_all)}."
    told = f"{_amount(n, n_all)} {seen.words}."
    return f"{FIRST_VISIT} Listed: {told}" if seen.reason == "first" else told


def _amount(n: int, n_all: int) -> str:
    return counted(n, "notice") if n == n_all else of_total(n, n_all, "notice")
