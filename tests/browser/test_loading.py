"""The Secretariat loads and takes out files, while another process writes to the same store."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from synthesis.outputs.export import FORMATS, ExportFormat
from tests.browser.conftest import OpenPage, serving, settled
from tests.outputs.export.test_export import text_of_pdf

INPUTS = """ID,Contributor,Stakeholder group,Cycle,Source,text
B1,Library,Civil Society,2017,Sample data,Zanzibar libraries ask for far fewer parallel workshops.
B2,Ministry,Goverment,2017,Sample data,"<script>document.title='taken'</script> [a link](http://x.test) $x^2$"
B3,Company,Private Sector,2017,Sample data,
"""


def command(store: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SYNTHESIS_STORE": store, "SYNTHESIS_READ_ONLY": ""}
    return subprocess.run(
        [sys.executable, "-m", "synthesis", *arguments], env=environment, capture_output=True, text=True
    )


def drop(page: Page, *files: Path) -> None:
    page.get_by_test_id("stFileUploader").first.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Check the files").click()
    page.get_by_text("What would become of them").wait_for()
    settled(page)


def test_dropped_files_are_accounted_for_before_and_after_they_are_stored(
    open_page: OpenPage, own_store: str, tmp_path: Path
) -> None:
    table, broken = tmp_path / "inputs.csv", tmp_path / "broken.docx"
    table.write_text(INPUTS, encoding="utf-8")
    broken.write_bytes(b"PK\x03\x04 this is no document")
    with serving(own_store) as address:
        page = open_page(f"{address}/data")
        drop(page, table, broken)
        said = page.get_by_test_id("stMain").inner_text()
        assert "4 contributions received = 2 to load + 0 merged" in said
        assert "2 refused" in said
        assert "Did you mean 'Government'?" in said
        assert "broken.docx" in said
        page.get_by_role("button", name="Load them and code").click()
        page.get_by_text("4 contributions received = 2 loaded + 0 merged + 2 refused.").wait_for()

        found = open_page(f"{address}/explore?q=Zanzibar")
        assert "1 passage with “Zanzibar” in 1 contribution." in found.get_by_test_id("stMain").inner_text()
        hostile = open_page(f"{address}/explore?q=document.title")
        assert "<script>document.title='taken'</script> [a link](http://x.test) $x^2$" in (
            hostile.locator("article.excerpt").first.inner_text()
        )
        assert hostile.title() != "taken"
        expect(
            hostile.locator("article.excerpt a, article.excerpt script, article.excerpt .katex")
        ).to_have_count(0)

        again = open_page(f"{address}/data")
        drop(again, table)
        again.get_by_text("3 contributions received = 0 to load + 2 merged").wait_for()
        expect(again.get_by_role("button", name="Load them and code")).to_have_count(0)


def test_what_another_process_loads_is_there_on_the_next_look(
    open_page: OpenPage, own_store: str, tmp_path: Path
) -> None:
    table = tmp_path / "inputs.csv"
    table.write_text(INPUTS.replace("Zanzibar", "Samarkand"), encoding="utf-8")
    with serving(own_store) as address:
        page = open_page(f"{address}/explore?q=Samarkand")
        assert "No passage is found." in page.get_by_test_id("stMain").inner_text()
        assert command(own_store, "load", str(table)).returncode == 1, "one row has no text"
        page.reload()
        settled(page)
        assert "1 passage with “Samarkand” in 1 contribution." in page.get_by_test_id("stMain").inner_text()


def test_a_file_that_is_no_codebook_is_refused_with_what_to_do(
    open_page: OpenPage, own_store: str, tmp_path: Path
) -> None:
    path = tmp_path / "codebook.yaml"
    theme = "  - {id: trees, name: Trees, definition: About trees}\n"
    path.write_text(f"name: Parks\nversion: '1'\nthemes:\n{theme}{theme}", encoding="utf-8")
    with serving(own_store) as address:
        page = open_page(f"{address}/data")
        page.get_by_role("button", name="A codebook").or_(
            page.get_by_role("radio", name="A codebook")
        ).click()
        page.get_by_text(
            "A YAML file with name, version and themes, or a REFI-QDA codebook (.qdc)."
        ).wait_for()
        settled(page)
        page.get_by_test_id("stFileUploader").first.locator("input[type=file]").set_input_files(path)
        page.get_by_role("button", name="Check the files").click()
        page.get_by_text(re.compile("trees", re.IGNORECASE)).first.wait_for()
        expect(page.get_by_role("button", name="Load them and code")).to_have_count(0)


def opened(form: str, content: bytes) -> str:
    """Read a download with a reader that did not write it; return its words."""
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return "\n".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        )
    if form == "docx":
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if form == "pdf":
        return text_of_pdf(content)
    text = content.decode("utf-8-sig")
    if form == "json":
        assert json.loads(text)
    if form == "csv":
        assert len(list(csv.DictReader(io.StringIO(text)))) > 1
    return text


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_download_is_what_the_command_line_writes_and_says_its_filters(
    open_page: OpenPage, address: str, sample_file: Path, tmp_path: Path, form: ExportFormat
) -> None:
    page = open_page(f"{address}/data?tab=Export&group=Government&cycle=2017")
    page.get_by_text(FORMATS[form], exact=True).click()
    button = page.get_by_role("button", name=f"Download as {form.upper()}")
    button.wait_for()
    settled(page)
    with page.expect_download() as waiting:
        button.click()
    downloaded = Path(waiting.value.path()).read_bytes()
    written = tmp_path / f"by-command.{form}"
    filters = ("--stakeholder-group", "Government", "--cycle", "2017")
    result = command(
        f"sqlite:///{sample_file}", "export", "--format", form, "--output", str(written), *filters
    )
    assert result.returncode == 0, result.stderr
    assert downloaded == written.read_bytes()
    words = opened(form, downloaded)
    assert "Government" in words
    assert "2017" in words
    assert re.search("sample.data", words, re.IGNORECASE)


def test_a_load_tells_in_which_languages_the_codebook_has_no_words(
    open_page: OpenPage, own_store: str, tmp_path: Path
) -> None:
    table = tmp_path / "inputs.csv"
    text = "Salondaki kahve soğuktu ve kayıt kuyruğu bu yıl çok uzundu."
    table.write_text(
        f"Contributor,Stakeholder group,Cycle,Source,text\nUsers,Civil Society,2017,Sample data,{text}\n",
        encoding="utf-8",
    )
    with serving(own_store) as address:
        page = open_page(f"{address}/data")
        drop(page, table)
        page.get_by_role("button", name="Load them and code").click()
        page.get_by_text("The codebook has no words in Turkish: for 1 of").wait_for()

        found = open_page(f"{address}/explore?q=kahve")
        expect(found.locator("article.excerpt").first).to_contain_text("Cannot tell")
