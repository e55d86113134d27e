"""How long the calendar takes with 2,000 events: laid out for the first time, and narrowed by a filter."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from streamlit.testing.v1 import AppTest

from synthesis.models import Event, Group
from synthesis.store import open_store
from tests.benchmarks.tables import Row, table

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
N_EVENTS = 2_000
N_GROUPS = 45
N_PEOPLE = 300
PARTS = ("Month", "List", "Clashes", "Deadlines")
FILTERS = (["g1"], ["g1", "g2"], ["g3"], [])


def run() -> Iterator[str]:
    """Run the page without a browser, part by part."""
    with TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'calendar.db'}"
        fill(url)
        os.environ["SYNTHESIS_STORE"] = url
        yield table(f"the calendar's page with {N_EVENTS:,} events", [_measured(part) for part in PARTS])


def fill(url: str) -> None:
    """Make a calendar of `N_EVENTS` events."""
    chance = Random(1)
    groups = [Group(f"g{n}", f"Group {n}", "dynamic coalition", f"DC-{n}") for n in range(N_GROUPS)]
    with open_store(url) as store:
        store.community.save(groups, "A. Keeper")
        store.community.save([an_event(n, chance) for n in range(N_EVENTS)], "A. Keeper")


def an_event(number: int, chance: Random) -> Event:
    """Make an event at any working hour of a year."""
    day = timedelta(days=chance.randrange(365), minutes=30 * chance.randrange(16, 40))
    starts = datetime(2018, 1, 1) + day
    return Event(
        f"e{number}",
        f"Meeting {number} of a group that talks",
        starts,
        starts + timedelta(hours=1),
        chance.choice(("UTC", "Europe/Paris", "America/New_York", "Asia/Tokyo")),
        kind=chance.choice(("meeting", "meeting", "session", "event", "deadline")),
        group_ids=(f"g{chance.randrange(N_GROUPS)}",),
        place="Virtual",
        how_to_join="Open to everybody; write to the list.",
        agenda="1. News\n2. Reports\n3. Next call",
        people=tuple(f"Person {chance.randrange(N_PEOPLE)}" for _ in range(3)),
    )


def _measured(part: str) -> Row:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    asked = {"section": "Calendar", "show": part, "on": "2018-03-01", "tz": "Europe/Paris"}
    for name, value in asked.items():
        app.query_params[name] = value
    first = _seconds(lambda: app.switch_page("views/community.py").run())
    filtered = [_seconds(partial(_narrow, app, groups)) for groups in FILTERS]
    figures = {"first time": f"{first:.2f} s", "a filter, median": f"{1000 * median(filtered):.0f} ms"}
    return Row(part, figures)


def _narrow(app: AppTest, groups: list[str]) -> None:
    app.multiselect(key="agenda_host").set_value(groups).run()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
