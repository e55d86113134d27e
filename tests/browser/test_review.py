"""An hour of review in short: by keyboard, undone, in two windows at once, learnt from."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from synthesis.models import Filters
from synthesis.outputs.tables import frames, narrow, totals
from synthesis.store import open_store
from tests.browser import conftest
from tests.browser.conftest import OpenPage, serving, settled


def sign(page: Page, name: str) -> None:
    conftest.sign(page, name)
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


def decide(page: Page, *, is_none: bool) -> None:
    """Say by keyboard that no theme applies, or confirm those proposed, choosing one where none is."""
    if is_none:
        press(page, "N")
        return
    if not page.get_by_role("button", name="Confirm these themes").count():
        press(page, "3")
    press(page, "A")
    press(page, "Enter")


def test_an_hour_of_review_by_keyboard_in_two_windows_is_learnt_from_and_counted(
    open_page: OpenPage, own_store: str
) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/review")
        sign(page, "A. Reader")
        for n in range(1, 21):
            before = shown(page)
            decide(page, is_none=n % 2 == 1)
            done(page, n)
            expect(page.locator("article.judged .quote")).not_to_have_text(before)
            settled(page)
        last = shown(page)
        press(page, "Z")
        done(page, 19)
        expect(page.locator("article.judged .quote")).not_to_have_text(last)
        page.get_by_text("Your last review is withdrawn").wait_for()
        passage = passage_undone(own_store)
        settle_a_conflict_over(passage, page, open_page(f"{address}/review?passage={passage}"))
        done(page, 20)
        page.get_by_role("button", name="Show what would change").click()
        page.get_by_text(re.compile("that nobody has reviewed would be coded differently")).wait_for()
        page.get_by_role("button", name="Apply it").click()
        page.get_by_text("The machine has learnt.").wait_for()
        page.get_by_text("The machine has learnt from every review there is.").wait_for()
        page.goto(f"{address}/?review=accepted")
        with open_store(own_store, read_only=True) as store:
            snapshot = store.snapshot()
            runs, history = store.runs(), store.review_history(passage)
        n_heard = totals(narrow(frames(snapshot), Filters(review=("accepted",)))).n_contributions
        expect(page.get_by_text(re.compile(rf"Filtered: {n_heard} of 107"))).to_be_visible()
    coders = [each.review.coder for each in snapshot.assignments if each.review]
    assert sorted(set(coders)) == ["A. Reader", "B. Reader"]
    assert (coders.count("A. Reader"), coders.count("B. Reader")) == (19, 1)
    assert [(each.coder, bool(each.themes)) for each in history][-2:] == [
        ("A. Reader", False),
        ("B. Reader", True),
    ]
    assert "code" in {run.command for run in runs[-2:]}, "a search for topics may follow"


def passage_undone(own_store: str) -> str:
    """Return the one passage that was reviewed and has no review now."""
    with open_store(own_store, read_only=True) as store:
        undone = [
            each.passage_id
            for each in store.snapshot().assignments
            if each.review is None and store.review_history(each.passage_id)
        ]
    assert len(undone) == 1
    return undone[0]


def settle_a_conflict_over(passage: str, first: Page, second: Page) -> None:
    """Review one passage in both windows; the second is told, and puts its own in the place."""
    sign(second, "B. Reader")
    assert shown(first) == shown(second), passage
    press(first, "N")
    decide(second, is_none=False)
    second.get_by_text("Somebody else has reviewed this passage while you did.").wait_for()
    second.get_by_text("none of the themes").first.wait_for()
    second.get_by_role("button", name="Put mine in its place").click()
    second.get_by_text("What does it speak of?").wait_for()


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


@pytest.mark.parametrize("other", ["A. Reader", "B. Reader"])
def test_what_another_window_answers_does_not_change_the_passage_under_the_keys(
    open_page: OpenPage, own_store: str, other: str
) -> None:
    with serving(own_store) as address:
        first, second = open_page(f"{address}/review"), open_page(f"{address}/review")
        sign(first, "A. Reader")
        sign(second, other)
        reach(second, shown(first))
        read = shown(first)
        press(second, "N")
        expect(second.locator("article.judged .quote")).not_to_have_text(read)
        press(first, "4")
        assert shown(first) == read
        first.get_by_text("answered this passage while you had it before you").wait_for()
        press(first, "F")
        press(first, "Enter")
        first.get_by_text("Say which one stands.").wait_for()
        with open_store(own_store, read_only=True) as store:
            answered = [each.review for each in store.snapshot().assignments if each.review]
        assert [(each.coder, each.themes) for each in answered] == [(other, {})]
        first.get_by_role("button", name="Put mine in its place").click()
        expect(first.locator("article.judged .quote")).not_to_have_text(read)
        settled(first)
        with open_store(own_store, read_only=True) as store:
            (standing,) = [each.review for each in store.snapshot().assignments if each.review]
            kept = store.review_history(standing.passage_id)
        assert [each.coder for each in kept] == [other, "A. Reader"]
        assert standing.themes


def reach(page: Page, passage: str) -> None:
    """Skip until this passage comes up: each reviewer has an order of their own."""
    for _ in range(60):
        if shown(page) == passage:
            return
        press(page, "S")
    raise AssertionError(f"{passage!r} does not come up")
