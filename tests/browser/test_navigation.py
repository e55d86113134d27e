"""Moving through the pages by Back, by the keyboard, and on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, settled


def test_back_leads_to_the_tab_that_was_left(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/decisions")
    for tab in ("Trace", "Timeline"):
        page.get_by_role("tab", name=tab).click()
        expect(page).to_have_url(re.compile(f"tab={tab}"))
        settled(page)
    page.go_back()
    expect(page.get_by_role("tab", name="Trace")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("heading", name="From what was said to what became of it")).to_be_visible()
    settled(page)
    page.go_back()
    expect(page.get_by_role("tab", name="Register")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_label("Search in the register")).to_be_visible()
    settled(page)
    page.go_forward()
    expect(page).to_have_url(re.compile("tab=Trace"))
    expect(page.get_by_role("heading", name="From what was said to what became of it")).to_be_visible()


def test_back_leads_to_the_place_on_the_page_that_was_left(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/themes?theme_id=programme_size")
    page.get_by_role("link", name=re.compile(r"All \d+ passages")).last.scroll_into_view_if_needed()
    place = page.get_by_test_id("stMain").evaluate("each => each.scrollTop")
    assert place > 500
    page.get_by_role("link", name=re.compile(r"All \d+ passages")).last.click()
    expect(page.get_by_role("heading", name="Explore")).to_be_visible()
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Size of the programme", level=1)).to_be_visible()
    page.wait_for_function(f"document.querySelector('[data-testid=stMain]').scrollTop == {place}")


def test_the_keyboard_shows_which_link_it_is_on(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/themes?theme_id=programme_size")
    page.get_by_role("link", name=re.compile(r"All \d+ passages")).first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    drawn = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "solid 2px" in drawn
    assert "rgb(11, 92, 142)" in drawn


def test_nothing_scrolls_under_the_button_of_the_menu_on_a_phone(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/themes?theme_id=programme_size", width=390)
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 600)")
    header = page.get_by_test_id("stHeader")
    assert header.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
