"""A topic becomes a theme, in a browser and by what the store holds afterwards."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.topics import standing
from synthesis.coding.topics.promotion import next_version
from synthesis.store import open_store
from tests.browser.conftest import OpenPage, serving, settled, sign
from tests.browser.test_accessibility import look


@pytest.mark.parametrize("width", [1440, 390])
def test_a_topic_is_promoted_and_is_a_theme_with_contributions(
    open_page: OpenPage, own_store: str, width: int
) -> None:
    with open_store(own_store, read_only=True) as store:
        topic = standing.proposals(store.snapshot().topics)[0]
    with serving(own_store) as address:
        page = open_page(f"{address}/themes?about=Topics", width=width)
        page.get_by_role("heading", name=topic.name, exact=True).wait_for()
        page.locator(f".st-key-card_{topic.id} a").click()
        sign(page, "A. Reader")
        page.get_by_label("Name of the theme").fill("A new theme")
        page.get_by_label("Definition: what is coded to it").fill("What these passages say.")
        settled(page)
        assert look(page) == []
        page.get_by_role("button", name="Make it a theme").click()
        page.get_by_text("is a theme of the codebook now").wait_for()
        page.get_by_text("Made the theme “A new theme”.").wait_for()
        expect(page).not_to_have_url(re.compile("topic="))
        page.goto(f"{address}/themes?theme_id=a_new_theme")
        expect(page.get_by_role("heading", name="A new theme", level=1)).to_be_visible()
        expect(page.get_by_text(re.compile(r"^[1-9]\d* of 107 contributions$")).first).to_be_visible()
    with open_store(own_store, read_only=True) as store:
        assert store.codebook().version == next_version(shipped_codebook().version)
        (decided,) = next(each.history for each in store.snapshot().topics if each.id == topic.id)
        assert decided.by == "A. Reader"
