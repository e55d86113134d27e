"""The HTML is one closed page: nothing in it asks for anything, links lead somewhere, text stays text."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import lxml.html
import pytest

from synthesis.outputs.export.html_file import as_html
from synthesis.outputs.papers.blocks import Bars, Contents, Heading
from tests.outputs.making_papers import CONTROL, HOSTILE, VOICES, a_paper, a_short_paper


@pytest.fixture(scope="module")
def content() -> bytes:
    return as_html(a_paper())


@pytest.fixture(scope="module")
def page(content: bytes) -> Any:
    return lxml.html.document_fromstring(content.decode("utf-8"))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_it_has_a_language_a_title_one_main_heading_and_a_way_to_the_text(page: Any) -> None:
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == words(page.find(".//h1")) == "Synthesis of stakeholder contributions"
    assert len(page.findall(".//h1")) == len(page.findall(".//main")) == 1
    first = page.find("body")[0]
    assert (first.tag, first.get("href")) == ("a", f"#{page.find('.//main').get('id')}")


def test_nothing_in_it_is_run_or_asked_for(page: Any, content: bytes) -> None:
    assert {element.tag for element in page.iter()} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "form",
    } == set()
    assert not re.search(rb"@import|url\((?!#)", content)
    links = [element.get("href") or element.get("xlink:href") for element in page.iter("a", "use")]
    assert all(link is None or link.startswith("#") for link in links)
    assert not [
        key for element in page.iter() for key in element.attrib if key.startswith("on") or key == "style"
    ]


def test_its_policy_lets_in_its_own_style_and_nothing_else(page: Any) -> None:
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    digest = b64encode(sha256(page.find(".//style").text.encode("utf-8")).digest()).decode("ascii")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_every_link_leads_to_one_place(page: Any) -> None:
    places = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(places) == len(set(places))
    assert {link.get("href")[1:] for link in page.iter("a")} <= set(places)


def test_two_charts_do_not_share_names() -> None:
    bars = Bars("One", "Bars.", ("For",), (("Group", (3,)),))
    made = as_html(a_short_paper(bars, bars)).decode("utf-8")
    places = re.findall(r'\bid="([^"]+)"', made)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#(chart[^"]+)"|url\(#([^)]+)\)', made)) != set()


def test_notes_lead_to_their_text_and_back(page: Any) -> None:
    calls = page.findall(".//a[@role='doc-noteref']")
    assert len(calls) == 42
    for call in calls:
        note = page.get_element_by_id(call.get("href")[1:])
        assert note.find(".//a[@class='back']").get("href") == f"#{call.get('id')}"
    first = page.get_element_by_id("note-1")
    assert words(first).startswith("In all: C1 to C18")
    entry = page.get_element_by_id(first.find("a").get("href")[1:])
    assert words(entry) == "C1 Librarians' network, Civil Society, 2017".replace("C1 ", "C1")


def test_statements_are_numbered_and_those_on_proposals_are_marked_in_words_too(page: Any) -> None:
    numbered = page.find_class("numbered")
    assert [words(each.find("a")) for each in numbered] == [f"{n}." for n in range(1, 42)]
    proposed = page.find_class("proposed")
    assert len(proposed) == 1
    assert "no person has confirmed yet" in words(proposed[0])
    assert "A broken line beside a paragraph" in words(page.find(".//header"))


def test_tables_have_headings_for_columns_and_rows(page: Any) -> None:
    tables = page.findall(".//table")
    assert words(tables[0].find("caption")) == "A table that is longer than a page"
    for table in tables:
        assert {cell.get("scope") for cell in table.findall("thead/tr/th")} == {"col"}
        assert all(row[0].get("scope") == "row" for row in table.findall("tbody/tr"))


def test_a_chart_says_in_words_what_it_shows(page: Any) -> None:
    chart = page.find(".//figure//svg")
    assert chart.get("role") == "img"
    assert chart.get("aria-label").startswith("Bars: in Civil Society 9 are for")


def test_what_others_said_has_its_language_and_direction(page: Any) -> None:
    quotes = {quote[0].get("lang"): quote[0] for quote in page.findall(".//blockquote")}
    assert {code: words(quotes[code]) for code in VOICES} == VOICES
    assert [code for code in VOICES if quotes[code].get("dir") == "rtl"] == ["ar"]


def test_hostile_text_stays_text(page: Any) -> None:
    said = page.text_content()
    assert said.count(HOSTILE) == 4
    assert CONTROL.replace("\x00", "\ufffd").replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd") in said


def test_a_heading_without_one_above_it_still_stands_in_the_contents() -> None:
    page = lxml.html.document_fromstring(
        as_html(a_short_paper(Contents(), Heading(2, "Deep"), Heading(1, "High")))
    )
    assert [words(item) for item in page.findall(".//nav/ol/li")] == ["Deep", "High"]


def test_two_files_of_one_paper_are_the_same_bytes(content: bytes) -> None:
    assert as_html(a_paper()) == content
