"""A paper is drafted, the data change under it, and it is taken out."""

from __future__ import annotations

import io
from collections import Counter

import docx
import pytest
from playwright.sync_api import Page, expect

from synthesis.store import open_store
from tests.browser.conftest import PATIENCE, OpenPage, serving, settled, sign
from tests.browser.test_accessibility import look


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settled(page)


def begin(page: Page) -> None:
    """Begin a draft of the summary of the first theme, and open what is said for it."""
    sign(page, "A. Drafter")
    page.get_by_label("Paper", exact=True).click()
    page.get_by_role("option", name="Theme summary").click()
    settled(page)
    press(page, "Begin the draft")
    page.get_by_role("heading", name="Visibility of Dynamic Coalitions").first.wait_for()
    address = page.url
    page.goto(f"{address}&statement=visibility/for")
    settled(page)


def review_one(store_url: str) -> None:
    """Let a person find nothing of the theme in the one passage in which somebody spoke for it."""
    with open_store(store_url) as store:
        snapshot = store.snapshot()
        owner = {passage.id: passage.contribution_id for passage in snapshot.passages}
        said = [
            (owner[each.passage_id], each, coding.position)
            for each in snapshot.assignments
            for coding in each.codings
            if coding.theme_id == "visibility"
        ]
        n_said = Counter(contribution_id for contribution_id, _, _ in said)
        first = next(each for owner_id, each, side in said if side == "for" and n_said[owner_id] == 1)
        store.review_passage(first.passage_id, {}, "C. Reader", first.version)


def test_a_paper_is_drafted_the_data_change_and_it_is_taken_out(open_page: OpenPage, own_store: str) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/?part=Papers")
        begin(page)
        sign(page, "A. Drafter")
        page.get_by_label("Words of the statement").fill("Coalitions should be seen more [1].")
        press(page, "Save these words")
        expect(page.get_by_text("Saved as version 2")).to_be_visible()

        page.get_by_role("button", name="Statement 7:").click()
        settled(page)
        page.get_by_text("Leave it out of the paper").click()
        page.get_by_label("Reason, if you wish; the paper gives it").fill("Said above")
        page.get_by_label("Reason, if you wish; the paper gives it").press("Tab")
        settled(page)
        press(page, "Strike the statement")
        expect(page.get_by_text("Saved as version 3")).to_be_visible()

        review_one(own_store)
        page.goto(page.url)
        settled(page)
        expect(page.get_by_role("heading", name="The data have changed")).to_be_visible()
        changed = page.locator(".st-key-card_change_0")
        expect(changed).to_contain_text("It was ")
        expect(changed).to_contain_text("Coalitions should be seen more")

        page.get_by_text("Take it out as a file").click()
        settled(page)
        # the agreement that the paper gives is measured anew after a review
        with page.expect_download(timeout=4 * PATIENCE * 1000) as download:
            page.get_by_role("button", name="Download as DOCX").click()
        document = docx.Document(io.BytesIO(download.value.path().read_bytes()))
        said = "\n".join(paragraph.text for paragraph in document.paragraphs)
        assert "Draft 1, version 3" in said
        assert "Coalitions should be seen more" in said
        assert "(Worded by the drafters, not by the program.)" in said
        assert "To be checked: the data have changed" in said
        assert "Reason: Said above." in said


def test_on_a_phone_the_statement_stays_in_sight_above_what_belongs_to_it(
    open_page: OpenPage, own_store: str
) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/?part=Papers", width=390)
        begin(page)
        menu = page.get_by_test_id("stExpandSidebarButton")
        expect(menu).to_have_css("background-color", "rgb(255, 255, 255)")  # it lies on what is scrolled
        here, desk = page.locator(".drafted.is-here"), page.locator(".st-key-draft_desk")
        expect(here).to_be_in_viewport()
        expect(page.get_by_role("button", name="Close, and read on")).to_be_in_viewport()
        above, below = here.bounding_box(), desk.bounding_box()
        assert above is not None
        assert below is not None
        assert above["y"] < below["y"]
        press(page, "Close, and read on")
        expect(here).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_a_draft_has_no_serious_finding(open_page: OpenPage, own_store: str, width: int) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/?part=Papers", width=width)
        assert look(page) == []
        begin(page)
        sign(page, "A. Drafter")
        page.get_by_label("Words of the statement").fill("Coalitions should be seen more [1].")
        press(page, "Save these words")
        review_one(own_store)
        page.goto(page.url)
        settled(page)
        sign(page, "A. Drafter")
        page.get_by_text("Versions (2)").click()
        settled(page)
        assert look(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
