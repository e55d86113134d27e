"""A MAG member reads: from the first view to the sentence, by links that can be sent on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from synthesis.models import Filters
from synthesis.outputs.narrative.statements import N_EXCERPTS, theme_synthesis
from synthesis.outputs.phrases import counted
from synthesis.outputs.tables import Frames, lead_decisions, narrow, theme_by_group, theme_table
from tests.browser.conftest import OpenPage, serving, settled

PAGES = (
    "",
    "?part=Year+on+year",
    "themes?theme_id=programme_size",
    "explore",
    "review",
    "review?work=Quality",
    "decisions",
    "data",
)


def main(page: Page) -> str:
    return page.get_by_test_id("stMain").inner_text()


def test_the_first_view_tells_each_theme_with_the_counts_of_the_tables(
    open_page: OpenPage, address: str, sample: Frames
) -> None:
    page = open_page(address)
    shown = page.get_by_test_id("stMain")
    themes = theme_table(sample)
    assert len(themes[themes["kind"] == "theme"]) == 4
    for row in themes.to_dict("records"):
        expect(shown).to_contain_text(row["name"])
        expect(shown).to_contain_text(f"{row['n']} of {row['N']} contributions")
        if row["theme_id"]:
            for side in ("for", "against"):
                expect(shown).to_contain_text(f"{row[f'n_{side}']} {side}: {row[f'{side}_label']}")
    expect(shown).to_contain_text("Sample data")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()


def test_a_theme_opens_beside_its_decisions_and_an_excerpt_at_its_place(
    open_page: OpenPage, address: str, sample: Frames
) -> None:
    page = open_page(address)
    page.get_by_test_id("stMain").get_by_role("link", name="Size of the programme").click()
    expect(page.locator("h1")).to_have_text("Size of the programme")
    settled(page)
    quotes = sample.decisions.set_index("id").loc[
        sample.links.loc[sample.links["theme_id"] == "programme_size", "decision_id"], "quote"
    ]
    assert len(quotes) > 0
    for quote in quotes:
        assert quote in main(page)
    said = page.locator("article.excerpt blockquote").first.inner_text()
    page.get_by_role("link", name="Read it in its contribution").first.click()
    framed = page.locator(".passage.is-here")
    expect(framed).to_be_in_viewport()
    assert re.sub(r"\s+", " ", said) in re.sub(r"\s+", " ", framed.inner_text())


def test_the_lead_of_a_theme_leads_from_the_overview_to_its_card_in_the_register(
    open_page: OpenPage, address: str, sample: Frames
) -> None:
    page = open_page(address)
    page.locator(".st-key-lead_decision_programme_size a").click()
    quote = lead_decisions(sample).loc["programme_size", "quote"]
    card = page.locator("article.decision", has_text=quote).first
    expect(card).to_be_in_viewport()


def test_on_a_phone_the_table_of_the_register_is_a_card_an_item(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/decisions?tab=Register&by=Table", width=390)
    frame = page.locator(".table-frame").first
    expect(frame).to_be_visible()
    assert frame.evaluate("each => each.scrollWidth <= each.clientWidth")
    cell = frame.locator("td[data-label='Review']").first
    assert "Review: " in cell.evaluate("each => getComputedStyle(each, '::before').content")


def test_all_passages_of_a_position_are_as_many_as_the_link_says(
    open_page: OpenPage, address: str, sample: Frames
) -> None:
    statements = theme_synthesis(sample, "programme_size").statements
    links = {f"All {len(s.passage_ids)} passages": s for s in statements if len(s.passage_ids) > N_EXCERPTS}
    assert links
    for label, statement in links.items():
        page = open_page(f"{address}/themes?theme_id=programme_size")
        page.locator(f".st-key-more_{statement.position}").get_by_role("link", name=label).click()
        expect(page.locator("h1")).to_have_text("Explore")
        settled(page)
        n_passages = counted(len(statement.passage_ids), "passage")
        assert f"{n_passages} in {counted(statement.n, 'contribution')} that " in main(page)
        page.close()


def test_a_filter_counts_everywhere_stands_in_the_link_and_can_be_taken_off(
    open_page: OpenPage, address: str, sample: Frames
) -> None:
    page = open_page(address)
    page.get_by_role("combobox", name=re.compile("Stakeholder group")).first.click()
    page.get_by_role("option", name=re.compile(r"^Government \(")).click()
    page.keyboard.press("Escape")
    chip = page.get_by_role("button", name=re.compile("Stakeholder group: Government"))
    expect(chip).to_be_visible()
    settled(page)
    expect(page).to_have_url(re.compile(r"group=Government"))
    of_governments = theme_table(narrow(sample, Filters(stakeholder_groups=("Government",))))
    counts = [f"{row['n']} of {row['N']} contributions" for row in of_governments.to_dict("records")]
    assert all(count in main(page) for count in counts)

    other = open_page(page.url)
    assert all(count in main(other) for count in counts)

    page.get_by_test_id("stSidebar").get_by_role("link", name="Explore").click()
    expect(page.locator("h1")).to_have_text("Explore")
    expect(chip).to_be_visible()
    expect(page).to_have_url(re.compile(r"group=Government"))
    chip.click()
    expect(chip).to_have_count(0)
    expect(page).not_to_have_url(re.compile(r"group="))


def test_back_after_clearing_brings_every_filter_back(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/explore?cycle=2016&group=Government")
    page.get_by_role("button", name="Clear all filters").click()
    expect(page).not_to_have_url(re.compile("cycle=|group="))
    settled(page)
    page.go_back()
    expect(page).to_have_url(re.compile("cycle=2016&group=Government"))
    expect(page.get_by_role("button", name=re.compile("Cycle: 2016"))).to_be_visible()


def test_a_cell_of_the_heatmap_leads_to_its_passages_and_to_a_contribution(
    open_page: OpenPage, address: str, sample: Frames
) -> None:
    page = open_page(address, height=2200)
    cells = theme_by_group(sample)
    cell = cells[(cells["theme_id"] == "programme_size") & (cells["value"] == "Civil Society")].iloc[0]
    assert cell["n"] > 0
    points = page.locator(".js-plotly-plot .scatterlayer .point")
    place = cells[cells["n"] > 0].reset_index(drop=True)
    index = place.index[(place["theme_id"] == "programme_size") & (place["value"] == "Civil Society")][0]
    points.nth(int(index)).click(force=True)
    expect(page).to_have_url(re.compile(r"/explore\?.*theme=programme_size"))
    expect(page).to_have_url(re.compile(r"group=Civil(\+|%20)Society"))
    settled(page)
    assert f"in {cell['n']} contributions" in main(page)
    page.get_by_role("link", name="Read it in its contribution").first.click()
    expect(page.locator(".passage.is-here")).to_be_visible()
    assert "Civil Society" in main(page)


def test_a_search_marks_what_it_found_and_pages_hold_25(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/explore")
    expect(page.locator("article.excerpt")).to_have_count(25)
    page.get_by_label("Search in the passages").fill("workshops")
    page.get_by_label("Search in the passages").press("Enter")
    expect(page).to_have_url(re.compile(r"q=workshops"))
    settled(page)
    found = page.locator("article.excerpt")
    marks = page.locator("article.excerpt mark")
    expect(marks.first).to_be_visible()
    assert 0 < found.count() <= 25
    assert all(text.casefold() == "workshops" for text in marks.all_inner_texts())


def test_a_group_that_is_not_there_leaves_a_page_that_says_so(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/explore?q=zzzzqqq&group=Nobody")
    assert "No passage is found." in main(page)
    assert "Stakeholder group: Nobody" in main(page)
    expect(page).to_have_url(re.compile(r"/explore\?q=zzzzqqq$"))


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_no_page_is_wider_than_the_screen(open_page: OpenPage, address: str, width: int) -> None:
    for name in PAGES:
        page = open_page(f"{address}/{name}", width=width)
        over = page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert over <= 0, name


def test_read_only_offers_no_way_to_change_anything(open_page: OpenPage, sample_file: Path) -> None:
    with serving(f"sqlite:///{sample_file}", SYNTHESIS_READ_ONLY="1") as address:
        page = open_page(f"{address}/data")
        expect(page.get_by_test_id("stFileUploader")).to_have_count(0)
        expect(page.get_by_role("button", name="Download as CSV")).to_be_visible()
        page.close()


def test_an_empty_store_says_what_to_do(open_page: OpenPage, tmp_path: Path) -> None:
    with serving(f"sqlite:///{tmp_path}/empty.db") as address:
        for name in PAGES:
            page = open_page(f"{address}/{name}")
            assert re.search("[Ll]oad", main(page)), name
            page.close()


def test_at_1024_px_no_name_of_a_theme_is_cut_off(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/", width=1024)
    links = page.locator("[class*='st-key-theme_row_'] a")
    links.first.wait_for()
    cut = links.evaluate_all(
        "all => all.flatMap(link => [link, ...link.querySelectorAll('*')])"
        ".filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0).length"
    )
    assert cut == 0


def test_back_leads_to_the_view_that_was_left_with_its_tab(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/?part=Year+on+year")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Explore").click()
    page.wait_for_url("**/explore**")
    settled(page)
    page.go_back()
    page.wait_for_url("**/?part=Year+on+year")
    settled(page)
    expect(page.get_by_role("tab", name="Year on year")).to_have_attribute("aria-selected", "true")


def test_a_link_to_another_section_says_what_that_section_is(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/community?section=Groups&community_group=nri-europe")
    page.get_by_role("link", name="With whom it could work").click()
    expect(page.get_by_text("Which groups could work together, and why.")).to_be_visible()
    expect(page.get_by_text("pairs of these groups pass what is chosen")).to_be_visible()
    assert "pair_with=nri-europe" in page.url
