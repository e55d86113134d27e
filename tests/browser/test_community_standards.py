"""Session standards in a real browser: choices in the address, a table read in, a proposal changed, axe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from synthesis.models import SessionProposal, Standard
from synthesis.store import open_store
from tests.browser.conftest import OpenPage, serving, settled, sign
from tests.browser.test_accessibility import look

SECTION = "community?section=Standards"
TABLE = (
    "ID;Titre;Type de séance;Année;Intervenant 1 nom;Intervenant 1 groupe;Durée\n"
    "neu-1;Parler;Atelier;2018;Une Personne;Société civile;1h30\n"
    ";Sans titre;fête;2018;;;\n"
)


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("more", ["", "&proposal=sample-2018-01", "&proposal=sample-2018-05"])
def test_the_section_has_no_serious_finding(open_page: OpenPage, address: str, more: str, width: int) -> None:
    page = open_page(f"{address}/{SECTION}{more}", width=width)
    for fold in page.locator('[data-testid="stExpander"] summary').all():
        fold.click()
    settled(page)
    assert look(page) == []
    is_wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(is_wider)


def test_what_is_chosen_stands_in_the_address_and_in_the_links(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}/{SECTION}&session_year=2018&session_type=workshop")
    expect(page.get_by_text("4 of 17 proposals shown.")).to_be_visible()
    page.get_by_label("Rules", exact=False).first.click()
    page.get_by_role("option", name="2019").click()
    expect(page).to_have_url(re.compile("rules=2019"))
    settled(page)
    page.get_by_role("link", name="Smaller, sharper, fewer?").click()
    expect(page.get_by_text("Workshop, version 2019.")).to_be_visible()
    expect(page).to_have_url(re.compile("proposal=sample-2018-10"))
    page.get_by_role("link", name="All proposals").click()
    expect(page.get_by_text("4 of 17 proposals shown.")).to_be_visible()


def test_a_table_with_french_headings_is_looked_at_and_then_entered(
    open_page: OpenPage, own_store: str, tmp_path: Path
) -> None:
    path = tmp_path / "seances.csv"
    path.write_text(TABLE, encoding="utf-8")
    with serving(own_store) as address:
        page = open_page(f"{address}/{SECTION}")
        sign(page)
        page.get_by_text("Table in, table out").click()
        page.locator(".st-key-proposals_file").locator('input[type="file"]').set_input_files(path)
        page.get_by_role("button", name="Check the table").click()
        expect(page.get_by_text("2 rows received = 1 new")).to_be_visible()
        expect(page.get_by_text("is no type of session").first).to_be_attached()
        page.get_by_role("button", name="Enter the proposals").click()
        expect(page.get_by_text("The table seances.csv is entered")).to_be_visible()
    with open_store(own_store, read_only=True) as store:
        (entry,) = store.community.history(SessionProposal, "neu-1")
    assert (entry.by, entry.record.duration_minutes) == ("A. Keeper", 90)
    assert entry.record.speakers[0].stakeholder_group == "Civil Society"


def test_a_proposal_is_mended_and_then_meets_the_rule(open_page: OpenPage, own_store: str) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/{SECTION}&proposal=sample-2018-06")
        expect(page.get_by_text("0 of 1 required rule met. Not met: Activity report.")).to_be_visible()
        sign(page)
        page.get_by_text("Edit this proposal").click()
        report = page.get_by_label("Activity report: what, when, where to find it")
        report.fill("Notes of six meetings, August 2018, https://example.org/notes")
        page.get_by_role("button", name="Save the proposal").click()
        expect(page.get_by_text("The proposal is saved.")).to_be_visible()
        expect(page.get_by_text("1 of 1 required rule met.")).to_be_visible()
        page.reload()
        settled(page)
        expect(page.get_by_text("1 of 1 required rule met.")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("button", name="Checklist for the proposer (Markdown)").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Sample data" in text
    assert "Notes of six meetings" in text


def test_a_new_version_of_the_rules_is_compared_and_put_in_force(
    open_page: OpenPage, own_store: str, tmp_path: Path
) -> None:
    broken, path = tmp_path / "broken.csv", tmp_path / "workshop-2020.csv"
    with serving(own_store) as address:
        page = open_page(f"{address}/{SECTION}&standard=workshop-2019")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download the rules (CSV)").click()
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        sign(page)
        page.get_by_text("Put a version of the rules in force").click()
        desk = page.locator(".st-key-put_standard")
        text = text.replace("workshop,2019,", "workshop,2020,")
        broken.write_text(text.replace("confirmed,3", "confirmed,three"), encoding="utf-8")
        desk.locator('input[type="file"]').set_input_files(broken)
        desk.get_by_role("button", name="Check the rules").click()
        expect(page.get_by_text("is no measure for the check 'confirmed'")).to_be_visible()
        expect(page.get_by_text("broken.csv, row 3, rule confirmed-speakers")).to_be_visible()
        path.write_text(text.replace("confirmed,3", "confirmed,4"), encoding="utf-8")
        desk.get_by_role("button", name="Remove broken.csv").click()
        settled(page)
        desk.locator('input[type="file"]').set_input_files(path)
        desk.get_by_role("button", name="Check the rules").click()
        expect(page.get_by_text("Workshop, version 2020, is new beside version 2019.")).to_be_visible()
        expect(page.get_by_text("0 requirements added, 0 removed, 1 changed.")).to_be_visible()
        expect(page.get_by_text("before, it was at least 3 confirmed speakers").last).to_be_visible()
        assert look(page) == []
        page.get_by_role("button", name="Put version 2020 in force").click()
        expect(
            page.get_by_text("Workshop, version 2020, is in force, put there by A. Keeper.")
        ).to_be_visible()
        expect(page.get_by_text("Put in force by A. Keeper on")).to_be_visible()
    with open_store(own_store, read_only=True) as store:
        (entry,) = store.community.history(Standard, "workshop-2020")
    assert entry.by == "A. Keeper"


def test_a_reader_judges_what_no_check_can_tell(open_page: OpenPage, own_store: str) -> None:
    with serving(own_store) as address:
        page = open_page(f"{address}/{SECTION}&proposal=sample-2018-10")
        sign(page)
        page.get_by_text("Relevance: not judged yet").click()
        form = page.locator(".st-key-judge_relevance")
        form.get_by_text("not met").click()
        form.get_by_label("Why, in a sentence or two").fill("It is about cinema.")
        form.get_by_role("button", name="Keep the judgement").click()
        expect(page.get_by_text("Relevance: the judgement is kept with your name.")).to_be_visible()
        expect(page.locator("ul.checklist").get_by_text("It is about cinema.")).to_be_visible()
        settled(page)
        assert look(page) == []
        with page.expect_download() as download:
            page.get_by_role("button", name="Checklist for the proposer (Markdown)").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "What people judged" in text
    assert "It is about cinema." in text
