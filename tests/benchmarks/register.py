"""What a filter of the register costs the server: 500 composed items of 25 meetings, asked in AppTest.

Processor time, because the machine is shared; the target is that a filter takes under 300 ms.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from synthesis.coding.codebook import shipped_codebook
from synthesis.models import Decision, DecisionKind, DecisionLink, Meeting, Paragraph
from synthesis.store import open_store
from tests.benchmarks.loading import ROOT
from tests.benchmarks.tables import Row, table

N_MEETINGS, N_EACH, N_TIMES = 25, 20, 5
KINDS: tuple[DecisionKind, ...] = ("decision", "commitment", "restated", "information")
VERBS = ("open", "review", "publish", "shorten", "merge", "translate", "announce")
THINGS = ("page", "calendar", "programme", "report", "session", "form", "list", "guide", "archive")


def run() -> Iterator[str]:
    """Yield the table of this module."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'register.db')}"
        fill(url)
        yield table(f"register of {N_MEETINGS * N_EACH} items, processor milliseconds", list(_rows(url)))


def fill(url: str) -> None:
    """Make a store with the composed register."""
    themes = [theme.id for theme in shipped_codebook().themes]
    with open_store(url) as store:
        store.save_codebook(shipped_codebook())
        for number in range(N_MEETINGS):
            held_on = date(2017, 1, 9) + timedelta(days=30 * number)
            texts = [_sentence(number * N_EACH + n) for n in range(N_EACH)]
            paragraphs = tuple(
                Paragraph(str(n), f"{text} Nobody spoke against it.") for n, text in enumerate(texts, 1)
            )
            meeting = Meeting(f"m{number}", f"Call {number}", held_on=held_on, paragraphs=paragraphs)
            items = [
                Decision(
                    f"m{number}-{n}", meeting.id, str(n), text, KINDS[n % len(KINDS)], owner=f"Owner {n % 7}"
                )
                for n, text in enumerate(texts, 1)
            ]
            links = [DecisionLink(each.id, theme_id=themes[n % len(themes)]) for n, each in enumerate(items)]
            store.add_meeting(meeting, items, links)


def _sentence(n: int) -> str:
    verb, thing, other = VERBS[n % 7], THINGS[n % 9], THINGS[(n // 9) % 9]
    return f"It was agreed to {verb} the {thing} of the {other} number {n} before the next meeting."


def _rows(url: str) -> Iterator[Row]:
    from streamlit.testing.v1 import AppTest

    os.environ.update(SYNTHESIS_STORE=url, SYNTHESIS_READ_ONLY="")
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=120)
    app.run().switch_page("views/decisions.py").run()
    app.text_input(key="reviewer").set_value("A. Reader").run()
    yield _timed("choose a kind", lambda n: app.multiselect(key="kind").set_value([KINDS[n % 4]]).run())
    app.multiselect(key="kind").set_value([]).run()
    yield _timed(
        "choose an owner", lambda n: app.multiselect(key="owner").set_value([f"Owner {n % 7}"]).run()
    )
    app.multiselect(key="owner").set_value([]).run()
    yield _timed("search a word", lambda n: app.text_input(key="find").set_value(THINGS[n]).run())
    app.text_input(key="find").set_value("").run()
    yield _timed("another page", lambda n: _turn(app, n + 2))
    yield _timed("confirm an item", lambda _: _confirm(app))


def _turn(app: Any, page: int) -> None:
    app.query_params["page"] = str(page)
    app.run()


def _confirm(app: Any) -> None:
    next(each for each in app.button if str(each.key).startswith("confirm_")).click().run()


def _timed(what: str, act: Callable[[int], object]) -> Row:
    took = []
    for n in range(N_TIMES):
        start = time.process_time()
        act(n)
        took.append(1000 * (time.process_time() - start))
    return Row(what, {"median": f"{statistics.median(took):.0f}", "max": f"{max(took):.0f}"})
