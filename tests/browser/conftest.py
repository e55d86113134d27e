"""The real dashboard on a real store, looked at through Debian's Chromium.

Without Chromium the tests are skipped and say so; with SYNTHESIS_REQUIRE_BROWSER=1 that is a failure.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from synthesis.outputs.tables import Frames, frames
from synthesis.store import open_store

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
IS_REQUIRED = os.environ.get("SYNTHESIS_REQUIRE_BROWSER") == "1"
PATIENCE = 90
"""Seconds that a busy machine may take before something counts as missing."""

expect.set_options(timeout=PATIENCE * 1000)

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def need(program: str | None, name: str) -> str:
    """Return the program, or skip; fail where it must be there."""
    if program is None:
        message = f"Debian's {name} is not installed."
        if IS_REQUIRED:
            pytest.fail(message)
        pytest.skip(message)
    return program


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.poll() is None, "The server ended at once."
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer within {PATIENCE} seconds.")


@contextmanager
def serving(store: str, **environment: str) -> Iterator[str]:
    """Serve a store with the real server; yield its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/server.py", "--server.port", str(port)]
    everything = {**os.environ, "SYNTHESIS_READ_ONLY": "", **environment, "SYNTHESIS_STORE": store}
    server = subprocess.Popen(
        command, cwd=ROOT, env=everything, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_healthy(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(PATIENCE)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that the command line filled with the sample stocktaking."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    environment = {**os.environ, "SYNTHESIS_STORE": f"sqlite:///{path}", "SYNTHESIS_READ_ONLY": ""}
    subprocess.run(
        [sys.executable, "-m", "synthesis", "demo"], env=environment, check=True, capture_output=True
    )
    return path


@pytest.fixture(scope="session")
def sample(sample_file: Path) -> Frames:
    """The tables of the sample: what every number on screen has to equal."""
    with open_store(f"sqlite:///{sample_file}", read_only=True) as store:
        return frames(store.snapshot())


@pytest.fixture(scope="session")
def address(sample_file: Path) -> Iterator[str]:
    """Where the sample is served, to be read only by tests."""
    with serving(f"sqlite:///{sample_file}") as found:
        yield found


@pytest.fixture
def own_store(sample_file: Path, tmp_path: Path) -> str:
    """Return the address of a copy of the sample that a test may change."""
    path = tmp_path / "own.db"
    shutil.copy(sample_file, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = need(CHROMIUM, "chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open an address and wait for its heading; no page may ask another host for anything."""
    pages: list[Page] = []
    strangers: list[str] = []

    def note(request: Request) -> None:
        host = urlsplit(request.url).hostname
        if request.url.startswith("http") and host not in ("127.0.0.1", "localhost"):
            strangers.append(request.url)

    def go(url: str, width: int = 1440, height: int = 1000) -> Page:
        page = browser.new_page(viewport={"width": width, "height": height}, accept_downloads=True)
        page.set_default_timeout(PATIENCE * 1000)
        page.on("request", note)
        pages.append(page)
        page.goto(url)
        settled(page)
        return page

    yield go
    for page in pages:
        page.close()
    assert strangers == []


_IS_AT_REST = """() => {
  const running = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'running';
  window.atRestSince = running ? undefined : (window.atRestSince ?? performance.now());
  return !running && performance.now() - window.atRestSince > 300;
}"""
"""Between two runs that follow each other at once the script seems to have ended."""


NAME = "Your name, kept with every change"


def sign(page: Page, name: str = "A. Keeper") -> None:
    """Give a name; before the page is at rest, a field may be drawn anew over what is typed."""
    field = page.get_by_label(NAME).first
    field.wait_for()
    settled(page)
    field.fill(name)
    field.press("Tab")
    settled(page)


def settled(page: Page) -> Page:
    """Wait until the page has its heading and the script has come to rest."""
    page.locator("h1").first.wait_for()
    page.locator('[data-testid="stStatusWidget"]').wait_for(state="detached")
    page.evaluate("window.atRestSince = undefined")
    page.wait_for_function(_IS_AT_REST)
    return page
