"""The section Groups in a real browser: from the list to a group, to a passage and back; a change kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from synthesis.models import Group
from synthesis.store import open_store
from tests.browser.conftest import OpenPage, serving, settled, sign
from tests.browser.test_accessibility import look

VIEWS = (
    "community?section=Groups",
    "community?section=Groups&groups_view=Visibility",
    "community?section=Groups&community_group=dc-community-connectivity",
)


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("view", VIEWS)
def test_no_view_has_a_serious_finding_or_is_wider_than_the_screen(
    open_page: OpenPage, address: str, view: str, width: int
) -> None:
    page = open_page(f"{address}/{view}", width=width)
    assert look(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1


def test_the_way_leads_from_the_list_to_a_group_to_its_passage_and_back(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}/community?section=Groups&group=Technical+Community")
    page.get_by_label("Search in the groups").fill("DC3")
    page.get_by_label("Search in the groups").press("Enter")
    page.get_by_text("Listed: 1 of 48 groups.").wait_for()
    page.get_by_role("link", name="Open DC3").click()
    page.get_by_role("heading", name="Dynamic Coalition on Community Connectivity").wait_for()
    settled(page)
    assert "community_group=dc-community-connectivity" in page.url
    expect(page.get_by_text("3 of 23 contributions mention it")).to_be_visible()
    page.get_by_role("link", name="Read it in its contribution").first.click()
    page.locator(".passage.is-here").wait_for()
    settled(page)
    page.go_back()
    page.get_by_role("heading", name="Dynamic Coalition on Community Connectivity").wait_for()
    settled(page)
    page.get_by_role("link", name="All groups").click()
    page.get_by_text("Listed: 1 of 48 groups.").wait_for()


def test_a_link_with_kind_and_view_opens_just_that(open_page: OpenPage, address: str) -> None:
    page = open_page(
        f"{address}/community?section=Groups&groups_view=Visibility&group_kind=Best+practice+forums"
    )
    expect(page.get_by_text("Listed: 4 of 48 groups.")).to_be_visible()
    expect(page.get_by_role("heading", name="How visible the groups are")).to_be_visible()


def test_a_group_is_added_in_the_browser_and_kept(open_page: OpenPage, own_store: str) -> None:
    with serving(own_store) as own:
        page = open_page(f"{own}/community?section=Groups", height=3600)  # a list closes when it scrolls
        sign(page)
        page.get_by_text("Add a group").click()
        settled(page)
        page.get_by_label("Name", exact=True).fill("Dynamic Coalition on Sand")
        page.get_by_label("Kind", exact=True).click()
        page.get_by_role("option", name="Dynamic coalition").click()
        page.get_by_role("button", name="Add it").click()
        page.get_by_text("Saved: “Dynamic Coalition on Sand”.").wait_for()
        expect(page.get_by_role("heading", name="Dynamic Coalition on Sand")).to_be_visible()
    with open_store(own_store, read_only=True) as store:
        (version,) = store.community.history(Group, "dynamic-coalition-on-sand")
        assert version.by == "A. Keeper"


def test_words_typed_into_a_form_outlive_what_somebody_else_saves(
    open_page: OpenPage, own_store: str
) -> None:
    group_id = "dc-community-connectivity"
    with serving(own_store) as own:
        page = open_page(f"{own}/community?section=Groups&community_group={group_id}", height=3600)
        sign(page)
        page.get_by_text("Edit or remove this group").click()
        settled(page)
        page.get_by_label("What it does", exact=True).fill("Long words, typed slowly.")
        with open_store(own_store) as store:
            store.community.save([Group(group_id, "Community Connectivity", "dynamic coalition")], "B. Other")
        page.get_by_label("What it does", exact=True).press("Tab")
        settled(page)
        page.get_by_text("I want to remove this group").click()
        page.get_by_text("B. Other has changed this group since you opened this form.").wait_for()
        expect(page.get_by_label("What it does", exact=True)).to_have_value("Long words, typed slowly.")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("B. Other has changed this group while you did.").wait_for()
        expect(page.get_by_text("What it does: Long words, typed slowly.")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_each_bar_has_its_name_and_its_number_whole(open_page: OpenPage, address: str, width: int) -> None:
    page = open_page(f"{address}/{VIEWS[1]}", width=width)
    chart = page.locator(".st-key-group_bars .main-svg").first
    expect(chart).to_be_visible()
    box = chart.bounding_box()
    assert box
    words = page.locator(".st-key-group_bars .bartext, .st-key-group_bars .ytick text").all()
    assert len(words) > 10
    for each in words:
        own = each.bounding_box()
        assert own
        assert own["x"] >= box["x"]
        assert own["x"] + own["width"] <= box["x"] + box["width"]
