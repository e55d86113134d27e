"""What a person waits for: server start, first chart, a filter, a theme, the next passage; in Chromium.

On the sample; an answer on Review is measured without a browser too, as processor time of the server, on the
sample and on NETmundial, read from ../shared when it is there.
"""

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

from synthesis.corpus.fieldmap import read_field_map
from synthesis.outputs.tables import frames
from synthesis.pipeline import code_store, load_into
from synthesis.store import open_store
from tests.benchmarks import agenda
from tests.benchmarks.loading import NETMUNDIAL, ROOT
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
        yield table("browser, milliseconds", [*_rows(store), _calendar(f"sqlite:///{folder}/calendar.db")])
        yield table("an answer on Review, processor milliseconds", list(_answers(folder, store)))


def _answers(folder: str, sample: str) -> Iterator[Row]:
    """Measure answers, and beside them what a whole reading costs, which each of them once was."""
    stores = {"sample": sample}
    if NETMUNDIAL.is_dir():
        stores["NETmundial"] = f"sqlite:///{Path(folder, 'netmundial.db')}"
        with open_store(stores["NETmundial"]) as store:
            load_into(
                store, [NETMUNDIAL], field_map=read_field_map(ROOT / "data" / "maps" / "netmundial.yaml")
            )
            code_store(store)
    for name, url in stores.items():
        with open_store(url) as store:
            start = time.process_time()
            n = len(frames(store.snapshot()).passages)
            whole = 1000 * (time.process_time() - start)
        took = list(_answer(url))
        yield Row(
            f"{name}, {n:,} passages",
            {
                "median": f"{statistics.median(took):.0f}",
                "max": f"{max(took):.0f}",
                "one whole reading": f"{whole:.0f}",
                "answer to whole reading": f"{statistics.median(took) / whole:.2f}",
            },
        )


def _answer(url: str) -> Iterator[float]:
    from streamlit.testing.v1 import AppTest

    os.environ.update(SYNTHESIS_STORE=url, SYNTHESIS_READ_ONLY="")
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=120)
    app.run().switch_page("views/review.py").run()
    app.text_input(key="reviewer").set_value("A. Reader").run()
    for _ in range(N_TIMES):
        start = time.process_time()
        app.button(key="none_review").click().run()
        yield 1000 * (time.process_time() - start)


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


def _calendar(store: str) -> Row:
    """Choose kinds and take them away again, until the number of entries that pass has changed."""
    agenda.fill(store)
    query = "community?section=Calendar&month=2018-03&on=2018-03-01&tz=UTC"
    with serving(store) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(f"{address}/{query}")
        page.get_by_text("entries of the calendar").wait_for()
        what = f"choose a kind in a calendar of {agenda.N_EVENTS:,} entries"
        _all_kinds(page)
        row = _timed(what, lambda: _kind(page), lambda: (page.goto(f"{address}/{query}"), _all_kinds(page)))
        chromium.close()
        return row


def _kind(page: Page) -> None:
    page.get_by_role("option", name=re.compile(r"^Session \(")).click()
    page.get_by_text(re.compile("^[0-9,]+ of 2,000 entries of the calendar")).wait_for()


def _all_kinds(page: Page) -> None:
    page.get_by_text(re.compile("^2,000 entries of the calendar")).wait_for()
    page.wait_for_timeout(1500)  # the rest of the page is drawn
    page.get_by_role("combobox", name=re.compile("Kind of entry")).click()


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
