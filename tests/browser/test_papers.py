"""A paper as one HTML file, opened by a browser without a server or a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from synthesis.outputs.export.html_file import as_html
from tests.outputs.making_papers import a_paper


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_a_paper_has_no_finding_asks_for_nothing_and_fits(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "paper.html"
    file.write_bytes(as_html(a_paper()))
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
    assert asked == [file.as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_the_first_stop_of_the_keyboard_leads_to_the_text(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "paper.html"
    file.write_bytes(as_html(a_paper()))
    page = browser.new_page()
    page.goto(file.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    page.wait_for_url("**/paper.html#main")  # the browser moves after the key is let go
    page.close()
