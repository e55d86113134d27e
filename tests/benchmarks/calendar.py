"""What 2,000 events cost: reading, writing, following them for a year, and answering a filter of the feed.

Processor time, because the machine is shared; the target is that a page with 2,000 events answers a filter
in under 300 ms.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from statistics import median

from synthesis.community.calendar.asof import as_of
from synthesis.community.calendar.reader import read_calendar
from synthesis.community.calendar.recurrence import occurrences
from synthesis.community.calendar.writer import write_calendar
from synthesis.outputs.export.ics_file import CalendarFilters, as_ics
from tests.benchmarks.tables import Row, table
from tests.community.calendar.dialects import google, outlook

N_EVENTS, N_TIMES = 2_000, 5
YEAR = datetime(2018, 1, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC)
ALL, WHOLE_DAYS = CalendarFilters(), CalendarFilters(kinds=("event",))


def run() -> Iterator[str]:
    """Yield a table for each dialect."""
    for name, raw in (("Google's dialect", google(N_EVENTS)), ("Outlook's dialect", outlook(N_EVENTS))):
        yield table(f"calendar of {N_EVENTS} events in {name}, processor milliseconds", list(_rows(raw)))


def _rows(raw: bytes) -> Iterator[Row]:
    events = read_calendar(raw).events
    n_times = len(occurrences(events, *YEAR))
    yield _timed(f"read {len(raw):,} bytes", lambda: read_calendar(raw))
    yield _timed("write everything", lambda: write_calendar(events, with_links=True))
    yield _timed(f"follow to {n_times:,} times in a year", lambda: occurrences(events, *YEAR))
    yield _timed("choose the day to look from", lambda: as_of(events, date(2026, 1, 1)))
    yield _timed("feed, whole", lambda: as_ics(events, ALL, for_everybody=True))
    yield _timed("feed, one kind", lambda: as_ics(events, WHOLE_DAYS, for_everybody=True))


def _timed(what: str, act: Callable[[], object]) -> Row:
    took = []
    for _ in range(N_TIMES):
        began = time.process_time()
        act()
        took.append(1000 * (time.process_time() - began))
    return Row(what, {"median": f"{median(took):.0f}", "max": f"{max(took):.0f}"})
