"""No serious or critical axe finding on any page, wide or narrow; Streamlit's own are listed in one place."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import conftest
from tests.browser.axe_known import KNOWN
from tests.browser.conftest import OpenPage, serving, settled
from tests.browser.test_review import press, sign

PAGES = (
    "",
    "?part=Year+on+year",
    "?part=Papers",
    "themes?theme_id=programme_size",
    "themes?about=Topics",
    "themes?about=Topics&shown=Map",
    "explore?q=session",
    "explore?contribution=2017-W17-005&beside=2017-M17-011&copies=once",
    "review",
    "review?work=Quality",
    "review?work=Coded+twice",
    "decisions",
    "decisions?by=Table",
    "decisions?by=One+by+one",
    "decisions?tab=Trace&theme_id=programme_size",
    "decisions?tab=Timeline",
    "data",
    "data?tab=Correct",
    "data?tab=Export",
)


def findings(results: dict[str, Any]) -> list[str]:
    """Return what is serious or critical and not Streamlit's own, one line each."""
    return [
        f"{rule['id']} ({rule['impact']}): {target}"
        for rule in results["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
        for target in [str(node["target"][-1])]
        if not any(rule["id"] == known and target.endswith(end) for known, end in KNOWN)
    ]


_IS_STILL = """() => document.querySelector('[data-testid="stSidebar"] a')
  && (window.innerWidth >= 768
    || document.querySelector('[data-testid="stSidebar"]').getBoundingClientRect().width === 0)
  && document.getAnimations().every(each =>
    each.playState !== 'running' || each.effect.getComputedTiming().iterations === Infinity)"""
"""A sidebar that folds away or has no links yet scrolls and holds nothing to focus; colours fade in."""


def look(page: Page) -> list[str]:
    """Return the findings of a page, once nothing on it moves."""
    page.wait_for_function(_IS_STILL)
    return findings(Axe().run(page).response)


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_finding(open_page: OpenPage, address: str, name: str, width: int) -> None:
    page = open_page(f"{address}/{name}", width=width)
    assert look(page) == []


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_passage_before_a_reviewer_has_no_serious_finding(
    open_page: OpenPage, own_store: str, width: int
) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/review", width=width)
        sign(page, "A. Reader")
        press(page, "1")
        assert look(page) == []


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_a_passage_coded_twice_has_no_serious_finding(
    open_page: OpenPage, own_store: str, width: int
) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/review?work=Coded+twice", width=width)
        conftest.sign(page, "A. Reader")
        page.get_by_role("button", name="Draw a sample").click()
        page.get_by_text("What does it speak of?").wait_for()
        settled(page)
        assert look(page) == []
