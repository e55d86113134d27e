"""A reader meets a campaign letter: counts it once, and sees what its copies say differently."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from synthesis.models import Filters
from synthesis.outputs.tables import Frames, narrow, theme_table
from tests.browser.conftest import OpenPage, settled


def main(page: Page) -> str:
    return page.get_by_test_id("stMain").inner_text()


def test_copies_are_counted_once_by_the_keyboard_and_every_page_and_link_keeps_it(
    open_page: OpenPage, address: str, sample: Frames
) -> None:
    page = open_page(address)
    switch = page.get_by_role("switch", name=re.compile("Count copies once"))
    switch.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("copies=once"))
    settled(page)
    once = theme_table(narrow(sample, Filters(copies_once=True)))
    assert set(once["N"]) != set(theme_table(sample)["N"])
    for row in once.to_dict("records"):
        assert f"{row['n']} of {row['N']} contributions" in main(page)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Explore").click()
    expect(page.locator("h1")).to_have_text("Explore")
    settled(page)
    expect(page).to_have_url(re.compile("copies=once"))
    assert "Copies are counted once" in main(page)


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_two_copies_can_be_compared_on_any_screen(
    open_page: OpenPage, address: str, sample: Frames, width: int
) -> None:
    letters = sample.contributions[sample.contributions["copy_group"] != ""]["id"]
    page = open_page(
        f"{address}/explore?contribution={letters.iloc[0]}&beside={letters.iloc[1]}", width=width
    )
    expect(page.locator("article.compared")).to_have_count(2)
    expect(page.locator("article.compared mark.differs").first).to_be_visible()
    over = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0
