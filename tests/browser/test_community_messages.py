"""Messages in a real browser: a transcript goes in, a message is reworded, a place is looked up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, serving, settled
from tests.browser.test_accessibility import look
from tests.community.test_messages_drafting import TALK

SESSION = "session-2018-11-14-safety-rights-and-the-design-of-connected-devices"


def test_a_transcript_is_loaded_a_message_reworded_and_its_place_found(
    open_page: OpenPage, own_store: str, tmp_path: Path
) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(TALK)
    with serving(own_store) as address:
        page = open_page(f"{address}/community?section=Messages")
        name = page.get_by_label("Your name, kept with every change")
        name.fill("A. Keeper")
        name.press("Tab")
        page.locator('input[type="file"]').set_input_files(path)
        page.get_by_role("button", name="Read and draft").click()
        expect(page.get_by_text("1 session received: 1 loaded")).to_be_visible()
        page.get_by_role("link", name="See the messages of Licences for small networks").click()
        expect(page.get_by_role("heading", name="Licences for small networks")).to_be_visible()
        page.get_by_role("button", name="Read where message 1 comes from").click()
        words = page.get_by_label("Words of the message")
        words.fill("Small networks want free licences.")
        page.get_by_role("button", name="Save these words").click()
        expect(page.locator(".drafted .badges").get_by_text("Worded by a person")).to_be_visible()
        page.reload()
        settled(page)
        expect(page.locator(".drafted").get_by_text("Small networks want free licences.")).to_be_visible()
        page.get_by_role("link", name="See it in its place").first.click()
        expect(page.locator('.passage[aria-current="true"] mark').first).to_be_in_viewport()
        expect(page).to_have_url(re.compile("at=\\d+"))


def test_the_messages_are_downloaded_as_a_page_that_needs_nothing(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/community?section=Messages&session={SESSION}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as web page (HTML)").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert "Sample data" in text
    assert "Where speakers diverged" in text


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("query", ["", f"&session={SESSION}&message=m6"])
def test_the_section_has_no_serious_finding(
    open_page: OpenPage, address: str, query: str, width: int
) -> None:
    page = open_page(f"{address}/community?section=Messages{query}", width=width)
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    assert look(page) == []


def test_on_a_phone_the_title_of_a_session_in_its_link_is_not_cut_off(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/community?section=Messages", width=390)
    links = page.get_by_role("link", name="Open ").all()
    assert len(links) == 3
    for link in links:
        is_cut = "link => [link, ...link.querySelectorAll('*')].some(e => e.scrollWidth > e.clientWidth + 1)"
        assert not link.evaluate(is_cut)
        assert link.bounding_box()["height"] > 30  # two lines


def test_a_tie_is_confirmed_and_shows_at_its_theme_and_in_the_file(
    open_page: OpenPage, own_store: str
) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/community?section=Messages&session={SESSION}&message=m1")
        name = page.get_by_label("Your name, kept with every change")
        name.fill("A. Keeper")
        name.press("Tab")
        settled(page)
        page.get_by_role("button", name="Tie it to something else").click()
        page.get_by_label("Why, in a few words").fill("It names the rooms.")
        page.get_by_role("button", name="Add the tie").click()
        expect(page.get_by_text("The tie is confirmed, and kept with your name.")).to_be_visible()
        card = page.locator('[class*="st-key-card_tie_"]').filter(has_text="It names the rooms.")
        expect(card.get_by_text("Confirmed by a person")).to_be_visible()
        settled(page)
        assert look(page) == []
        with page.expect_download() as download:
            page.get_by_role("button", name="Download as text (Markdown)").click()
        assert "confirmed by A. Keeper" in Path(download.value.path()).read_text("utf-8")
        card.get_by_role("link", name="What was said on this theme").click()
        settled(page)
        expect(page.get_by_text("tie confirmed by A. Keeper")).to_be_visible()
        assert look(page) == []
