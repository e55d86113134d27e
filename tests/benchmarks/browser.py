"""What a person waits for: server start, first chart, a filter, a theme; in Chromium, on the sample."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.tables import Row, table
from tests.browser.conftest import CHROMIUM, serving

N_TIMES = 9


def run() -> Iterator[str]:
    """Yield the table of this module."""
    if CHROMIUM is None:
        yield "Browser: not measured, Debian's chromium is not installed."
        return
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{Path(folder, 'sample.db')}"
        environment = {**os.environ, "SYNTHESIS_STORE": store, "SYNTHESIS_READ_ONLY": ""}
        subprocess.run([sys.executable, "-m", "synthesis", "demo"], env=environment, check=True)
        yield table("browser, milliseconds", list(_rows(store)))


def _rows(store: str) -> Iterator[Row]:
    start = time.perf_counter()
    with serving(store) as address, sync_playwright() as playwright:
        yield Row("server answers", {"median": _since(start)})
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1440, "height": 1000})
        start = time.perf_counter()
        page.goto(address)
        _chart(page)
        yield Row("first chart after the server answers, cold", {"median": _since(start)})
        yield _timed("reload to first chart", lambda: (page.reload(), _chart(page)))
        yield _timed("choose a group until the counts have changed", lambda: _filter(page), _unfilter(page))
        yield _timed("open a theme", lambda: _theme(page), lambda: (page.goto(address), _chart(page)))
        chromium.close()


def _timed(what: str, step: Callable[[], object], reset: Callable[[], object] | None = None) -> Row:
    took = []
    for _ in range(N_TIMES):
        start = time.perf_counter()
        step()
        took.append(1000 * (time.perf_counter() - start))
        if reset:
            reset()
    return Row(what, {"median": f"{statistics.median(took):.0f}", "max": f"{max(took):.0f}"})


def _since(start: float) -> str:
    return f"{1000 * (time.perf_counter() - start):.0f}"


def _chart(page: Page) -> None:
    page.locator(".js-plotly-plot .main-svg").first.wait_for()


def _filter(page: Page) -> None:
    page.get_by_role("combobox", name=re.compile("Stakeholder group")).first.click()
    page.get_by_role("option", name=re.compile(r"^Government \(")).click()
    page.get_by_text(re.compile("Filtered:")).wait_for()


def _unfilter(page: Page) -> Callable[[], None]:
    def reset() -> None:
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Clear all filters").click()
        page.get_by_text(re.compile("Filtered:")).wait_for(state="detached")

    return reset


def _theme(page: Page) -> None:
    page.get_by_test_id("stMain").get_by_role("link", name="Size of the programme").click()
    page.get_by_text("What was decided").wait_for()
