"""The calendar in a browser: its month is walked through, an entry opened, changed and settled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import icalendar
import pytest
from playwright.sync_api import expect

from synthesis.store import open_store
from tests.browser.conftest import NAME, OpenPage, serving, settled, sign
from tests.browser.test_accessibility import look
from tests.dashboard.agenda import AI, EVENTS, IOT

QUERY = "community?section=Calendar&on=2018-03-01&tz=UTC"
VIEWS = (
    "&month=2018-03",
    "&show=List",
    "&show=Clashes",
    "&show=Free+slots&meet=dc-iot&meet=bpf-ai&places=Europe/Paris&places=Asia/Shanghai",
    "&show=Deadlines",
    "&event=call",
    "&event=series&at=2018-03-20T14:30",
    "&event=series&at=2018-03-20T14:30&edit=time",
    "&event=series&at=2018-03-20T14:30&edit=later",
    "&edit=new",
)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    url = f"sqlite:///{tmp_path / 'calendar.db'}"
    with open_store(url) as store:
        store.community.save([IOT, AI], "A. Keeper")
        store.community.save(EVENTS, "A. Keeper")
    with serving(url) as address:
        yield f"{address}/{QUERY}"


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_calendar_has_no_serious_finding(served: str, open_page: OpenPage, width: int) -> None:
    for view in VIEWS:
        page = open_page(f"{served}{view}", width=width)
        assert look(page) == [], view
        is_wider = "document.documentElement.scrollWidth > window.innerWidth"
        assert not page.evaluate(is_wider), view
        for day in page.get_by_test_id("stDateInputFieldsScroller").all():
            assert day.evaluate("field => field.scrollWidth <= field.clientWidth"), view


def test_the_month_leads_to_an_entry_and_back_with_the_name_kept(served: str, open_page: OpenPage) -> None:
    page = open_page(f"{served}&event=call")
    sign(page, "B. Editor")
    page.get_by_role("link", name="Back to the calendar").click()
    settled(page)
    page.locator("table.month").get_by_role("link", name=re.compile("Drafting call")).first.click()
    settled(page)
    expect(page.get_by_role("heading", name="Drafting call")).to_be_visible()
    assert "at=2018-03-13T14%3A30" in page.url
    expect(page.get_by_label(NAME).first).to_have_value("B. Editor")
    page.go_back()
    settled(page)
    expect(page.locator("table.month")).to_be_visible()
    page.get_by_role("link", name="April").click()
    settled(page)
    expect(page.get_by_role("heading", name="April 2018")).to_be_visible()


def test_on_a_phone_every_section_and_every_view_is_in_sight(served: str, open_page: OpenPage) -> None:
    page = open_page(served, width=390)
    for choice in (*page.get_by_role("tab").all(), *page.get_by_role("radio").all()):
        box = choice.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390, choice.inner_text()


def test_a_day_that_a_field_refuses_is_not_passed_off_as_taken(served: str, open_page: OpenPage) -> None:
    page = open_page(f"{served}&edit=new")
    expect(page.get_by_text("What counts: Thu 1 Mar 2018, 14:00 to 15:00 in UTC.")).to_be_visible()
    save = page.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_visible()
    expect(page.get_by_text("marked red is not taken: mend it")).to_be_hidden()
    page.get_by_role("spinbutton", name=re.compile("year.*First day")).press_sequentially("9999")
    page.get_by_label("Title", exact=True).click()
    settled(page)
    expect(page.get_by_text("What counts: Thu 1 Mar 2018, 14:00 to 15:00 in UTC.")).to_be_visible()
    expect(page.get_by_text("marked red is not taken: mend it")).to_be_visible()
    expect(save).to_be_hidden()
    page.get_by_role("spinbutton", name=re.compile("year.*First day")).press_sequentially("2018")
    page.get_by_label("Title", exact=True).click()
    settled(page)
    expect(save).to_be_visible()


def test_a_month_is_a_list_of_days_where_there_is_no_room_for_a_table(
    served: str, open_page: OpenPage
) -> None:
    page = open_page(served, width=390)
    expect(page.locator("table.month thead")).to_be_hidden()
    expect(page.get_by_text("Tuesday 13 March")).to_be_visible()
    expect(page.locator("table.month td.free").first).to_be_hidden()


def test_a_filter_of_the_address_narrows_the_month_and_the_feed(served: str, open_page: OpenPage) -> None:
    page = open_page(f"{served}&host=bpf-ai&kind=meeting")
    expect(page.get_by_text("1 of 5 entries of the calendar; a series")).to_be_visible()
    expect(page.locator("table.month li.entry")).to_have_count(3)
    expect(page.get_by_text("/calendar.ics?group=bpf-ai&kind=meeting")).to_be_visible()


def test_two_people_change_one_entry_and_the_second_settles_it(served: str, open_page: OpenPage) -> None:
    first, second = (open_page(f"{served}&event=call&edit=entry") for _ in range(2))
    for page, name, place in ((first, "A. First", "Room I"), (second, "B. Second", "Room II")):
        sign(page, name)
        page.get_by_label("Place", exact=True).fill(place)
        page.get_by_role("button", name="Save", exact=True).click()
        settled(page)
    expect(first.get_by_text("Saved: “Open <b>call</b>”.")).to_be_visible()
    expect(second.get_by_text("A. First has changed this entry while you did.")).to_be_visible()
    assert look(second) == []
    second.get_by_role("button", name="Put mine in its place").click()
    settled(second)
    expect(second.get_by_text("Your version of “Open <b>call</b>” stands.")).to_be_visible()
    expect(second.locator("dl.facts")).to_contain_text("Room II")


def test_this_and_all_later_times_are_changed_reach_the_feed_and_are_undone(
    served: str, open_page: OpenPage
) -> None:
    page = open_page(f"{served}&event=series&at=2018-03-20T14:30")
    sign(page, "B. Editor")
    page.get_by_role("link", name="Edit this and all later times").click()
    page.get_by_label("Place", exact=True).fill("Room 5")
    page.get_by_role("button", name="Save", exact=True).click()
    settled(page)
    expect(page.get_by_text("as its series does, from 20 March 2018 on")).to_be_visible()
    assert look(page) == []
    with urlopen(served.partition("/community")[0] + "/calendar.ics?group=bpf-ai") as feed:
        first, later = icalendar.Calendar.from_ical(feed.read()).events
    assert (first["RRULE"]["COUNT"], later["RRULE"]["COUNT"]) == ([1], [3])
    assert (first.get("LOCATION", ""), later["LOCATION"]) == ("", "Room 5")
    page.get_by_text("Undo this change").click()
    page.get_by_role("button", name="Undo it").click()
    settled(page)
    expect(page.get_by_text("B. Editor undid this change of times of a series.")).to_be_visible()
    page.get_by_role("link", name="Drafting call").click()
    settled(page)
    expect(page.get_by_text("every week on Tuesday, 4 times")).to_be_visible()
