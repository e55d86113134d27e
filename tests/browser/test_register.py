"""The register kept by people: confirmed, edited, rejected, stated; by keyboard; in two windows at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from synthesis.models import Decision
from synthesis.store import open_store
from tests.browser import conftest
from tests.browser.conftest import OpenPage, serving, settled
from tests.browser.test_accessibility import look
from tests.browser.test_review import press


def sign(page: Page, name: str) -> None:
    conftest.sign(page, name)
    page.get_by_role("button", name="History").first.wait_for()
    settled(page)


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settled(page)


def register(url: str) -> dict[str, Decision]:
    with open_store(url, read_only=True) as store:
        return {item.id: item for item in store.snapshot().decisions}


def test_items_are_confirmed_edited_rejected_and_marked_done(open_page: OpenPage, own_store: str) -> None:
    before = register(own_store)
    with serving(own_store) as address:
        page = open_page(f"{address}/decisions?kind=Commitment")
        sign(page, "A. Keeper")
        click(page, "Confirm")
        page.get_by_text(re.compile("^Confirmed: “")).wait_for()
        click(page, "Edit")
        page.get_by_label("Owner", exact=True).last.fill("The chair")
        click(page, "Save and confirm")
        page.get_by_text(re.compile("^Saved: “")).wait_for()
        click(page, "State…")
        page.get_by_text("Done", exact=True).first.click()
        click(page, "Save the state")
        page.get_by_text(re.compile("^Done: “")).wait_for()
        click(page, "Reject")
        page.get_by_label("Why is this no item of the register?").fill("Only a wish")
        page.get_by_role("button", name="Reject", exact=True).first.click()
        page.get_by_text(re.compile("^Rejected: “")).wait_for()
        settled(page)
        click(page, "Undo my last change")
        page.get_by_text("Your last change is undone.").wait_for()
    after = register(own_store)
    (changed,) = [item for item in after.values() if item != before[item.id]]
    assert (changed.owner, changed.review, changed.progress) == ("The chair", "confirmed", "done")
    assert (changed.progress_by, changed.reason, changed.version) == ("A. Keeper", "", 6)


def test_proposals_are_answered_one_after_the_other_by_keyboard(open_page: OpenPage, own_store: str) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/decisions?by=One+by+one")
        sign(page, "A. Keeper")
        shown = page.locator("article.decision .quote")
        for key in ("Enter", "s", "Enter"):
            last = shown.inner_text()
            press(page, key)
            expect(shown).not_to_have_text(last)
        press(page, "z")
        page.get_by_text("Your last change is undone.").wait_for()
        press(page, "n")
        page.get_by_label("Why is this no item of the register?").wait_for()
    reviews = [item.review for item in register(own_store).values()]
    assert reviews.count("confirmed") == 1


def test_two_windows_that_change_one_item_are_shown_both_and_settle_it(
    open_page: OpenPage, own_store: str
) -> None:
    item_id = next(iter(register(own_store)))
    with serving(own_store) as address:
        first, second = (open_page(f"{address}/decisions?by=One+by+one&item={item_id}") for _ in range(2))
        sign(first, "A. Keeper")
        sign(second, "B. Keeper")
        press(second, "t")
        press(first, "Enter")
        first.get_by_text(re.compile("^Confirmed: “")).wait_for()
        second.get_by_text("Done", exact=True).first.click()
        click(second, "Save the state")
        second.get_by_text("A. Keeper has changed this item while you did.").wait_for()
        second.get_by_text("Review: Confirmed by a person").wait_for()
        click(second, "Put mine in its place")
        second.get_by_text(re.compile("^Done: “")).wait_for()
    item = register(own_store)[item_id]
    assert (item.review, item.progress, item.progress_by, item.version) == (
        "confirmed",
        "done",
        "B. Keeper",
        3,
    )


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_forms_of_the_register_have_no_serious_finding_and_fit(
    open_page: OpenPage, own_store: str, width: int
) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/decisions?kind=Earlier+decision+restated", width=width)
        sign(page, "A. Keeper")
        for action in ("Edit", "State…", "Reject", "Restates…", "History"):
            click(page, action)
            assert look(page) == [], action
            click(page, "Close" if action == "History" else "Cancel")
        click(page, "Add an item of this report")
        assert look(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
