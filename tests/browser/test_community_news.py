"""News in the browser: the cookie of the last visit, from a notice to the thing, and a news reader."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from synthesis.models import Event, Group
from synthesis.store import open_store
from tests.browser.conftest import PATIENCE, OpenPage, need, serving, settled
from tests.browser.test_accessibility import look

NEWSBOAT = shutil.which("newsboat")
LONG_AGO = "1500000000"
"""A second of 2017, before anything that a test does."""

MEASURE = Group(
    "dc-m", "Dynamic Coalition on Measurement", "dynamic coalition", "DC-M", theme_ids=("visibility",)
)
CALL = Event("a-call", "Call on measures", datetime(2018, 4, 10, 14), datetime(2018, 4, 10, 15))


@pytest.fixture
def served(own_store: str) -> Iterator[str]:
    with open_store(own_store, read_only=False) as store:
        decision = store.snapshot().decisions[0]
        store.community.save([MEASURE], "S. Cretary")
        store.community.save([CALL], "A. Keeper")
        store.review_decision(decision.id, {"progress": "done"}, "A. Keeper", decision.version)
    with serving(own_store, SYNTHESIS_READ_ONLY="1") as address:
        yield address


def cookie(page: Page) -> str:
    return next(str(each["value"]) for each in page.context.cookies() if each["name"] == "visit")


def told(page: Page, words: str) -> Locator:
    """Return the notice in the list; the table below has the same words."""
    return page.locator(".news-title", has_text=words)


def test_the_next_visit_sees_what_is_new_since_this_one(open_page: OpenPage, served: str) -> None:
    page = open_page(f"{served}/community?section=News")
    expect(page.get_by_text("This is your first visit")).to_be_visible()
    assert cookie(page).endswith(".")
    assert page.evaluate("document.cookie").find("visit=") == -1

    page.context.add_cookies([{"name": "visit", "value": f"{LONG_AGO}.", "url": served}])
    page.goto(served)
    settled(page)
    assert cookie(page).endswith(f".{LONG_AGO}")
    page.get_by_role("link", name="new since your last visit on 14 July 2017").click()
    expect(page.get_by_text("notices since your last visit on 14 July 2017")).to_be_visible()
    expect(told(page, "New group: Dynamic Coalition on Measurement (DC-M)")).to_be_visible()


def test_a_notice_leads_to_its_decision(open_page: OpenPage, served: str) -> None:
    page = open_page(f"{served}/community?section=News&since=2017-01-01&notice=state")
    expect(told(page, "Now done (was open), says A. Keeper")).to_be_visible()
    page.get_by_role("link", name="Open it in the register").click()
    expect(page.locator("h1")).to_have_text("Decisions")
    expect(page.get_by_text("Listed: 1 of ")).to_be_visible()


def test_what_is_chosen_stands_in_the_address_and_in_the_feed(open_page: OpenPage, served: str) -> None:
    page = open_page(f"{served}/community?section=News&since=2017-01-01")
    page.get_by_label("Kind of notice").click()
    page.get_by_role("option", name="Group", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_text(re.compile(r"^\d+ of \d+ notices since"))).to_be_visible()
    settled(page)
    assert "notice=group" in page.url
    feed = page.get_by_role("link", name="notices.atom")
    assert feed.get_attribute("href") == f"{served}/notices.atom?kind=group"
    answer = page.context.request.get(str(feed.get_attribute("href")))
    assert answer.status == 200
    assert "DC-M" in answer.text()


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_news_has_no_serious_finding(open_page: OpenPage, served: str, width: int) -> None:
    page = open_page(f"{served}/community?section=News&since=2017-01-01", width=width)
    assert look(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_news_reader_subscribes_and_is_told_once(served: str, tmp_path: Path) -> None:
    program = need(NEWSBOAT, "newsboat")
    (tmp_path / "urls").write_text(f"{served}/notices.atom\n{served}/notices.atom?kind=group\n")
    (tmp_path / "config").touch()
    files = {"-u": "urls", "-c": "cache.db", "-C": "config"}
    options = [part for flag, name in files.items() for part in (flag, str(tmp_path / name))]
    for _ in range(2):
        subprocess.run([program, *options, "-x", "reload"], check=True, timeout=PATIENCE)
    with sqlite3.connect(tmp_path / "cache.db") as kept:
        read = kept.execute("select feedurl, title, author, url from rss_item").fetchall()
    groups = [row for row in read if row[0].endswith("kind=group")]
    (own,) = [row for row in groups if row[2] == "S. Cretary"]
    assert own[1] == "New group: Dynamic Coalition on Measurement (DC-M), dynamic coalition"
    assert own[3] == f"{served}/community?section=Groups&community_group=dc-m"
    titles = [title for feed, title, _, _ in read if feed.endswith("notices.atom")]
    assert any("Call on measures" in title for title in titles)
    assert len(titles) == len(set(titles)) > 5
