"""Together and Alignment in a real browser: a cell is clicked, a topic added, and axe finds nothing."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from synthesis.models import GROUP_KINDS, Event, Group
from synthesis.pipeline.aligning import import_topics
from synthesis.store import open_store
from tests.browser.conftest import OpenPage, serving, settled
from tests.browser.test_accessibility import look

SHIPPED = Path(__file__).parents[2] / "data" / "community"


@pytest.fixture
def own_community(own_store: str) -> str:
    """Return a store with the shipped groups and topics, and one call of two of the groups."""
    starts, ends = datetime(2018, 5, 1, 9), datetime(2018, 5, 1, 10)
    call = Event("call", "Joint call", starts, ends, group_ids=("dc-gender", "bpf-gender-access"))
    with (SHIPPED / "groups.csv").open(encoding="utf-8-sig", newline="") as file:
        groups = [
            Group(
                row["id"],
                row["name"],
                next(kind for kind in GROUP_KINDS if kind == row["kind"]),
                row["acronym"],
                remit=row["remit"],
                theme_ids=tuple(filter(None, row["themes"].split(";"))),
                source=row["source"],
            )
            for row in csv.DictReader(file)
        ]
    with open_store(own_store) as store:
        store.community.save(groups, "The sample data")
        store.community.save([call], "The sample data")
        import_topics(store, SHIPPED / "topics.csv", "The sample data")
    return own_store


def words_in(page: Page, chart: str) -> list[str]:
    """Return the words in the cells of a heatmap, once it is drawn."""
    drawn = page.locator(f".st-key-{chart} .annotation-text")
    drawn.first.wait_for()
    return drawn.all_text_contents()


def click_cell(page: Page, chart: str, words: str) -> None:
    """Click the cell of a heatmap in which these words stand."""
    word = page.locator(f".st-key-{chart} .annotation-text", has_text=re.compile(f"^{words}$")).first
    word.scroll_into_view_if_needed()
    box = word.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    settled(page)


def test_a_cell_of_the_matrix_opens_the_pair_and_the_address_says_so(
    open_page: OpenPage, own_community: str
) -> None:
    with serving(own_community) as address:
        page = open_page(f"{address}/community?section=Together&pairs_as=Matrix")
        darkest = max(words_in(page, "pairs_matrix"))
        click_cell(page, "pairs_matrix", darkest)
        card = page.locator("[class*='st-key-card_pair_two']")
        expect(card).to_contain_text("BPF Gender and Access and DC-Gender")
        expect(card).to_contain_text("Both were at 1 meeting: Joint call")
        expect(page).to_have_url(re.compile("pair="))
        page.reload()
        settled(page)
        expect(card).to_contain_text("BPF Gender and Access and DC-Gender")


def test_choices_of_pairs_stand_in_the_address(open_page: OpenPage, own_community: str) -> None:
    with serving(own_community) as address:
        page = open_page(f"{address}/community?section=Together&pair_with=dc-iot&pair_least=0.1")
        heads = page.locator("[class*='st-key-card_pair_'] h3").all_inner_texts()
        assert heads
        assert all("DC-IoT" in head for head in heads)
        page.get_by_text("Network", exact=True).click()
        expect(page).to_have_url(re.compile("pairs_as=Network"))
        settled(page)
        expect(page.locator(".st-key-pairs_network")).to_be_visible()


def test_a_cell_of_topics_opens_its_passages_which_lead_to_their_contribution(
    open_page: OpenPage, own_community: str
) -> None:
    with serving(own_community) as address:
        page = open_page(f"{address}/community?section=Alignment")
        most = max(words_in(page, "topics_by_theme"), key=lambda text: int(text.split(" ")[0]))
        click_cell(page, "topics_by_theme", most)
        expect(page.get_by_role("heading", name=re.compile("^Behind “What coalitions"))).to_be_visible()
        expect(
            page.get_by_text(re.compile(f"of {most.split(' ')[0]} contributions, the nearest"))
        ).to_be_visible()
        expect(page).to_have_url(re.compile("topic=2018-intersessional-work&beside="))
        page.get_by_role("link", name="Read it in its contribution").first.click()
        expect(page).to_have_url(re.compile("/explore[?].*contribution="))
        settled(page)
        expect(page.locator("mark").first).to_be_visible()


def test_a_topic_that_a_person_adds_joins_the_matrix(open_page: OpenPage, own_community: str) -> None:
    with serving(own_community) as address:
        page = open_page(f"{address}/community?section=Alignment")
        name = page.get_by_label("Your name, kept with every change")
        name.fill("A. Keeper")
        name.press("Tab")
        settled(page)
        page.get_by_label("Title", exact=True).fill("Hubs and screens")
        page.get_by_label("Year of the meeting").fill("2018")
        page.get_by_label(re.compile("^Description")).fill("Remote hubs with a screen, paid for.")
        page.get_by_role("button", name="Add the topic").click()
        expect(page.get_by_text("The topic “Hubs and screens” is saved.")).to_be_visible()
        settled(page)
        covered = page.locator(".st-key-more_issues_covered")
        covered.locator("summary").click()
        expect(covered.get_by_text(re.compile("“hubs, [^”]*”"))).to_be_visible()
        page.goto(f"{address}/community?section=Alignment&topic=2018-hubs-and-screens")
        settled(page)
        expect(page.get_by_role("heading", name="Behind “Hubs and screens”")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_no_serious_finding_at_any_width(open_page: OpenPage, own_community: str, width: int) -> None:
    with serving(own_community) as address:
        for query in (
            "section=Together",
            "section=Together&pairs_as=Matrix&pair=dc-gender%2Bbpf-gender-access",
            "section=Together&pairs_as=Network",
            "section=Alignment",
            "section=Alignment&topics_against=Groups",
        ):
            page = open_page(f"{address}/community?{query}", width=width)
            assert look(page) == [], query
            page.close()
