"""Deadlines of processes side by side: what each is a deadline of, and which lie close enough to be one day.

>>> day = datetime(2018, 9, 7)
>>> process_of(Event("a", "BPF Gender and Access: contributions close", day, day, kind="deadline"))
'Calls for contributions'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from synthesis.community.calendar.recurrence import days_of
from synthesis.models import Event, Occurrence

DAYS = 14
"""Deadlines within so many days could as well be one; a choice of ours, and of the page."""

OTHER = "Other deadlines"

_PROCESSES = (
    ("Stocktaking", r"stock.?taking"),
    ("Speakers and moderators", r"speakers?|moderators?|panell?ists?"),
    ("Session proposals and requests", r"(proposals?|requests?|slots?)\b"),
    ("Reports", r"(yearly|annual|activity|session) reports?|\breports?\b"),
    ("Drafts and comments", r"drafts?|comments?|consultation"),
    ("Calls for contributions", r"contributions?|call for|examples?|issues?|inputs?"),
    ("Registration", r"registration|register|travel|visa"),
)
"""Kinds of process by words of a title, the first that fits; each group has its own wording."""

PROCESSES = (*(name for name, _ in _PROCESSES), OTHER)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline, the last day that still counts (by the clock of its own zone), and the kind of process."""

    event: Event
    at: datetime
    day: date
    process: str


@dataclass(frozen=True, slots=True)
class Near:
    """Deadlines that lie within a few days: of one kind of process, or all asked by one group."""

    deadlines: tuple[Deadline, ...]
    process: str = ""
    group_id: str = ""

    @property
    def n_days(self) -> int:
        """Days from the first to the last."""
        return (self.deadlines[-1].day - self.deadlines[0].day).days


def deadlines(occurrences: Iterable[Occurrence]) -> tuple[Deadline, ...]:
    """Return the deadlines among occurrences, the earliest first; what is cancelled is none."""
    found = (
        Deadline(each.event, each.ends_at, days_of(each, each.event.zone)[1], process_of(each.event))
        for each in occurrences
        if each.event.kind == "deadline" and each.event.status != "cancelled"
    )
    return tuple(sorted(found, key=lambda each: (each.at, each.event.id)))


def process_of(event: Event) -> str:
    """Return the kind of process that a deadline belongs to, by its categories and the words of its title."""
    for text in (*event.categories, event.title):
        for name, words in _PROCESSES:
            if name.casefold() == text.casefold() or re.search(rf"\b(?:{words})", text, re.IGNORECASE):
                return name
    return OTHER


def near(found: Sequence[Deadline], days: int = DAYS) -> tuple[Near, ...]:
    """Find deadlines within so many days that could be aligned: of one kind of process, or of one group.

    Parameters
    ----------
    found : sequence of Deadline
        By time.
    days : int, optional
        From the first to the last of what is called near.

    Returns
    -------
    tuple of Near
        By their first deadline. What falls on one day is aligned already; of sets within another set the
        larger is given.
    """
    by_process = [
        Near(run, process=name)
        for name in PROCESSES
        if name != OTHER
        for run in _runs([each for each in found if each.process == name], days)
    ]
    by_group = [
        Near(run, group_id=group_id)
        for group_id in dict.fromkeys(each for one in found for each in one.event.group_ids)
        for run in _runs([each for each in found if group_id in each.event.group_ids], days)
    ]
    known = {frozenset(each.event.id for each in one.deadlines) for one in by_process}
    fresh = [one for one in by_group if frozenset(each.event.id for each in one.deadlines) not in known]
    return tuple(sorted([*by_process, *fresh], key=lambda one: (one.deadlines[0].at, one.process == "")))


def _runs(found: Sequence[Deadline], days: int) -> Iterator[tuple[Deadline, ...]]:
    """Yield the largest sets whose first and last lie within so many days, and not all on one day."""
    reached = 0
    for place, first in enumerate(found):
        end = place
        while end < len(found) and (found[end].day - first.day).days <= days:
            end += 1
        run = tuple(found[place:end])
        if end > reached and len({each.day for each in run}) > 1:
            yield run
        reached = max(reached, end)
