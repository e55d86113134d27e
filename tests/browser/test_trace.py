"""The chain in a real browser: a link is confirmed, and what is asked for stands in the address."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from synthesis.outputs import trace
from synthesis.outputs.tables import Frames
from synthesis.outputs.trace import sentences
from tests.browser.conftest import OpenPage, serving, settled

SHAPING = "programme shaping approach for IGF 2018"


def test_a_confirmed_link_is_seen_on_the_trace_and_on_the_theme(
    open_page: OpenPage, own_store: str, sample: Frames
) -> None:
    table = trace.trace_table(sample)
    shaping = table[table["quote"].str.contains(SHAPING)].iloc[0]
    answer = trace.answers(sample).set_index("decision_id").loc[[shaping["id"]]].iloc[0]
    with serving(own_store) as address:
        page = open_page(f"{address}/decisions?tab=Trace&theme_id=programme_size")
        name = page.get_by_label("Your name, kept with every change")
        name.fill("A. Keeper")
        name.press("Tab")
        row = page.locator(f".st-key-chain_row_{shaping['id']}")
        row.get_by_text("Passages that it answers").click()
        card = row.locator(
            ".st-key-card_answer_" + re.sub(r"\W", "-", f"{shaping['id']}_{answer['passage_id']}")
        )
        card.get_by_role("button", name="Confirm").click()
        expect(card.get_by_text("Confirmed by A. Keeper")).to_be_visible()
        page.reload()
        settled(page)
        row.get_by_text("Passages that it answers").click()
        expect(card.get_by_text("Confirmed by A. Keeper")).to_be_visible()
        page.goto(f"{address}/decisions?tab=Register")
        settled(page)
        page.get_by_role("tab", name="Trace").click()
        expect(page.get_by_text("A person confirmed 1 of the")).to_be_visible()


def test_the_theme_of_the_trace_and_the_day_stand_in_the_address(
    open_page: OpenPage, address: str, sample: Frames
) -> None:
    page = open_page(f"{address}/decisions?tab=Trace&theme_id=visibility&day=2018-05-20")
    overdue = sentences.all_gaps(sample, "2018-05-20")[-1]
    expect(page.get_by_text(f"{overdue.title} ({len(overdue.entries)})")).to_be_visible()
    themes = page.get_by_role("combobox", name=re.compile("Visibility of Dynamic Coalitions|^Theme$")).last
    themes.scroll_into_view_if_needed()
    settled(page)
    themes.click()
    page.get_by_role("option", name="Size of the programme").click()
    expect(page.get_by_text(SHAPING).first).to_be_visible()
    expect(page).to_have_url(re.compile("theme_id=programme_size"))
    page.get_by_role("tab", name="Timeline").click()
    expect(page.get_by_role("heading", name="Meetings, and the inputs before them")).to_be_visible()
    expect(page).to_have_url(re.compile("tab=Timeline"))


def test_the_link_of_a_theme_opens_its_chain(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/themes?theme_id=programme_size")
    page.get_by_role("link", name="Said, decided, and what became of it").click()
    expect(page.get_by_role("heading", name="From what was said to what became of it")).to_be_visible()
    expect(page).to_have_url(re.compile("tab=Trace.*theme_id=programme_size"))


def test_on_a_phone_the_timeline_is_a_list_in_the_order_of_time(open_page: OpenPage, address: str) -> None:
    for width, is_list in ((1440, False), (390, True)):
        page = open_page(f"{address}/decisions?tab=Timeline", width=width)
        listed = page.get_by_role("list", name="The timeline as a list")
        assert (listed.count() == 1) == is_list
        expect(page.locator(".st-key-timeline")).to_be_visible(visible=not is_list)
    items = listed.get_by_role("listitem").all_inner_texts()
    assert "16 January 2017 to 9 February 2017" in items[0]
    assert re.search(r"5 February 2018\s.*\s*6 items, after 107 contributions", items[2])
