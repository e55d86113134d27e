"""What was sent before which meeting: a decision cannot answer what came later.

>>> was_sent_by(None, 2017, date(2018, 2, 5)), was_sent_by(None, 2018, date(2018, 2, 5))
(True, False)
"""

from __future__ import annotations

from datetime import date, timedelta

FIRST_MONTH = 12
"""Inputs on a year are asked for after its annual meeting, from December on, into the next spring."""

RECENT = timedelta(days=3 * 366)
"""What still holds after three years is said again, and answered as that; older words are history."""


def first_day(submitted_on: date | None, cycle: int | None) -> date | None:
    """Return when a contribution was sent, else the first day on which it can have been; None if unknown."""
    if submitted_on is not None:
        return submitted_on
    return date(cycle, FIRST_MONTH, 1) if cycle is not None else None


def was_sent_by(submitted_on: date | None, cycle: int | None, held_on: date | None) -> bool:
    """Whether a contribution can have been known at a meeting; False where either has no date."""
    sent = first_day(submitted_on, cycle)
    return sent is not None and held_on is not None and sent <= held_on


def is_recent(submitted_on: date | None, cycle: int | None, held_on: date | None) -> bool:
    """Whether a contribution was sent by a meeting, and at most `RECENT` before it."""
    sent = first_day(submitted_on, cycle)
    return was_sent_by(submitted_on, cycle, held_on) and bool(sent and held_on and held_on - sent <= RECENT)


def order_in_words(submitted_on: date | None, cycle: int | None) -> str:
    """Say how the order is known.

    >>> order_in_words(date(2018, 1, 5), 2017)
    'was sent before the meeting, on 2018-01-05'
    """
    if submitted_on is not None:
        return f"was sent before the meeting, on {submitted_on.isoformat()}"
    return f"is of cycle {cycle}, whose inputs were sent from December {cycle} on (its own date is not known)"
