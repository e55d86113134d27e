"""An hour of review in short: by keyboard, undone, in two windows at once, learnt from."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from synthesis.store import open_store
from tests.browser.conftest import OpenPage, serving, settled

NAME = "Your name, kept with every review"


def sign(page: Page, name: str) -> None:
    page.get_by_label(NAME).fill(name)
    page.get_by_label(NAME).press("Tab")
    page.get_by_text("What does it speak of?").wait_for()
    settled(page)


def shown(page: Page) -> str:
    return page.locator("article.judged .quote").inner_text()


def press(page: Page, key: str) -> None:
    """Press a key outside every field, as somebody who reviews by keyboard does."""
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(key)
    settled(page)


def done(page: Page, n: int) -> None:
    expect(page.get_by_text(re.compile(rf"^{n} of 512 passages reviewed"))).to_be_visible()


def test_twenty_decisions_by_keyboard_an_undo_and_the_learning_step(
    open_page: OpenPage, own_store: str
) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/review")
        sign(page, "A. Reader")
        for n in range(1, 21):
            before = shown(page)
            if n % 2:
                press(page, "N")
            else:
                if not page.get_by_role("button", name="Confirm these themes").count():
                    press(page, "3")
                press(page, "A")
                press(page, "Enter")
            done(page, n)
            expect(page.locator("article.judged .quote")).not_to_have_text(before)
            settled(page)
        last = shown(page)
        press(page, "Z")
        done(page, 19)
        expect(page.locator("article.judged .quote")).not_to_have_text(last)
        page.get_by_text("Your last review is withdrawn").wait_for()
        page.get_by_role("button", name="Show what would change").click()
        page.get_by_text(re.compile("that nobody has reviewed would be coded differently")).wait_for()
        page.get_by_role("button", name="Apply it").click()
        page.get_by_text("The machine has learnt.").wait_for()
        page.get_by_text("The machine has learnt from every review there is.").wait_for()
    with open_store(own_store, read_only=True) as store:
        reviewed = [each for each in store.snapshot().assignments if each.review]
        assert len(reviewed) == 19
        assert {each.review.coder for each in reviewed if each.review} == {"A. Reader"}
        assert "code" in {run.command for run in store.runs()[-2:]}, "a search for topics may follow"


def test_two_windows_never_overwrite_each_other(open_page: OpenPage, own_store: str) -> None:
    with open_store(own_store) as store:
        passage = next(each for each in store.snapshot().assignments if each.codings).passage_id
    with serving(own_store) as address:
        first, second = (open_page(f"{address}/review?passage={passage}") for _ in range(2))
        sign(first, "A. Reader")
        sign(second, "B. Reader")
        assert shown(first) == shown(second)
        press(first, "N")
        done(first, 1)
        press(second, "Enter")
        second.get_by_text("Somebody else has reviewed this passage while you did.").wait_for()
        second.get_by_text("none of the themes").first.wait_for()
        second.get_by_role("button", name="Put mine in its place").click()
        second.get_by_text("What does it speak of?").wait_for()
    with open_store(own_store, read_only=True) as store:
        history = store.review_history(passage)
        assert [(each.coder, bool(each.themes)) for each in history] == [
            ("A. Reader", False),
            ("B. Reader", True),
        ]


def test_what_is_reviewed_counts_as_confirmed_on_the_overview(open_page: OpenPage, own_store: str) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/review")
        sign(page, "A. Reader")
        while page.get_by_role("button", name="Confirm these themes").count() == 0:
            press(page, "S")
        press(page, "Enter")
        done(page, 1)
        page.goto(f"{address}/?review=accepted")
        expect(page.get_by_text(re.compile(r"Filtered: 1 of 107"))).to_be_visible()


def test_keys_do_nothing_while_somebody_types(open_page: OpenPage, own_store: str) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/review")
        sign(page, "A. Reader")
        before = shown(page)
        note = page.get_by_label("A note for the next reader, if you wish")
        note.click()
        page.keyboard.type("no, see annex")
        page.keyboard.press("Enter")
        settled(page)
        assert shown(page) == before
        done(page, 0)


def test_at_1024_px_the_answers_keep_to_one_line(open_page: OpenPage, own_store: str) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/review", width=1024)
        sign(page, "A. Reader")
        buttons = page.locator(".st-key-answer button").all()
        tops = {round(box["y"]) for button in buttons if (box := button.bounding_box())}
        assert len(buttons) == 4
        assert len(tops) == 1
