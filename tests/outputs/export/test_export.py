"""Each exported file, opened by a reader that did not write it, says what the tables say."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from synthesis.errors import InputError
from synthesis.models import Assignment, Coding, Contribution, Filters, Passage, Snapshot, Span
from synthesis.outputs.export import FORMATS, MIME_TYPES, counts_of, export, export_name
from synthesis.outputs.export.cells import LONGEST_CELL, as_cell, from_cell
from synthesis.outputs.export.markdown_file import escaped
from synthesis.outputs.facts import PAPER_FORMATS
from synthesis.outputs.tables import Frames, excerpts, frames, narrow, theme_table
from tests.outputs.conftest import (
    ARABIC,
    ATTACK,
    CHINESE,
    GRULAC,
    HIDDEN_NAME,
    SHOWN_NAME,
    a_labelled_snapshot,
    without_sides,
)

EVERY = tuple(FORMATS)
WITH_TEXTS = tuple(format for format in FORMATS if format != "qdc")
"""All but the codebook hold what contributors wrote."""

VIEWS = [
    (Filters(), ""),
    (Filters(cycles=(2017,), stakeholder_groups=("Civil Society",)), ""),
    (Filters(review=("proposed",)), "visibility"),
]


def rows_of_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of_sheet(book: openpyxl.Workbook, name: str) -> list[dict[str, Any]]:
    headings, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def text_of(content: bytes, format: str) -> str:
    """Give all that a person can read in a file."""
    if format == "docx":
        document = docx.Document(io.BytesIO(content))
        parts = [*document.sections[0].header.paragraphs, *document.sections[0].footer.paragraphs]
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        body = [p.text for p in [*parts, *document.paragraphs]] + [cell.text for cell in cells]
        return "\n".join([*body, text_of_footnotes(content)])
    if format == "xlsx":
        sheets = workbook(content).worksheets
        return "\n".join(str(v) for sheet in sheets for row in sheet.iter_rows(values_only=True) for v in row)
    if format == "pdf":
        return text_of_pdf(content)
    text = content.decode("utf-8-sig")
    if format == "html":
        return unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL))
    return re.sub(r"\\(.)", r"\1", text) if format == "md" else text


def text_of_footnotes(content: bytes) -> str:
    """Read the footnotes of a Word file, which python-docx does not."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if "word/footnotes.xml" not in parts.namelist():
            return ""
        return unescape(re.sub(r"<[^>]+>", "", parts.read("word/footnotes.xml").decode("utf-8")))


def text_of_pdf(content: bytes) -> str:
    """Read a PDF page by page; where a line ends depends on the fonts, so that a space stands there."""
    with pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).replace("\ufffe", "").split())


def with_text(snapshot: Snapshot, text: str) -> Frames:
    """One contribution of one passage, coded to visibility."""
    c = Contribution("t1", text, organisation="Org", cycle=2017, language="en")
    p = Passage.of(c, 0, len(text))
    coded = Assignment(p.id, "coded", (Coding(p.id, "visibility", 0.5, "for"),))
    return frames(
        replace(snapshot, contributions=(c,), passages=(p,), assignments=(coded,), copies=(), links=())
    )


@pytest.mark.parametrize("format", EVERY)
@pytest.mark.parametrize(("filters", "theme"), VIEWS)
def test_two_exports_of_one_state_are_the_same_bytes(
    snapshot: Snapshot, format: Any, filters: Filters, theme: str
) -> None:
    again = replace(snapshot, contributions=snapshot.contributions[::-1], passages=snapshot.passages[::-1])
    assert export(frames(snapshot), filters, format, theme) == export(frames(again), filters, format, theme)


@pytest.mark.parametrize("format", EVERY)
def test_a_later_change_is_another_date_in_the_file(snapshot: Snapshot, whole: Frames, format: Any) -> None:
    later = frames(replace(snapshot, changed_at=datetime(2019, 7, 8, 9, 10, 11, tzinfo=UTC)))
    assert "2018-05-02" in text_of(export(whole, Filters(), format), format)
    assert "2019-07-08" in text_of(export(later, Filters(), format), format)


@pytest.mark.parametrize("format", EVERY)
def test_every_file_carries_what_it_is(whole: Frames, format: Any) -> None:
    text = text_of(export(whole, Filters(cycles=(2017,)), format, "visibility"), format)
    assert "Synthesis of stakeholder contributions: Visibility of coalitions" in text
    assert "cycle 2017; theme Visibility of coalitions" in text
    assert "Test themes" in text
    assert "1.2" in text
    assert "sample" in text.lower()


@pytest.mark.parametrize("format", WITH_TEXTS)
def test_no_file_names_who_did_not_consent(whole: Frames, format: Any) -> None:
    text = text_of(export(whole, Filters(), format), format)
    assert HIDDEN_NAME not in text
    assert SHOWN_NAME in text


@pytest.mark.parametrize("format", WITH_TEXTS)
def test_arabic_and_chinese_come_through(whole: Frames, format: Any) -> None:
    text = text_of(export(whole, Filters(), format), format)
    assert ARABIC in text
    assert CHINESE in text


@pytest.mark.parametrize("format", EVERY)
@pytest.mark.parametrize("filters", [Filters(), Filters(cycles=(1999,))])
def test_an_empty_store_and_filters_that_nothing_passes_still_give_a_file(
    whole: Frames, format: Any, filters: Filters
) -> None:
    store = frames(Snapshot()) if filters.is_empty else whole
    if format == "qdc" and filters.is_empty:
        with pytest.raises(InputError, match="no codebook to write yet"):
            export(store, filters, format)
    else:
        assert export(store, filters, format)


@pytest.mark.parametrize("format", EVERY)
def test_an_export_of_narrowed_frames_is_that_of_the_whole(whole: Frames, format: Any) -> None:
    filters = Filters(regions=("African Group",), themes=("visibility",))
    assert export(narrow(whole, filters), filters, format) == export(whole, filters, format)


@pytest.mark.parametrize("format", WITH_TEXTS)
def test_control_characters_do_not_break_a_file(snapshot: Snapshot, format: Any) -> None:
    text = text_of(export(with_text(snapshot, "One\x00two\x0bthree \ufffe four."), Filters(), format), format)
    assert "four." in text


@pytest.mark.parametrize(("filters", "theme"), VIEWS)
def test_csv_has_one_row_per_excerpt_with_its_attributes(whole: Frames, filters: Filters, theme: str) -> None:
    rows = rows_of_csv(export(whole, filters, "csv", theme))
    wanted = excerpts(narrow(whole, replace(filters, themes=(theme,)) if theme else filters))
    assert [from_cell(row["text"]) for row in rows] == list(wanted["text"])
    assert [from_cell(row["name"]) for row in rows] == list(wanted["name"])
    for column in ("theme_id", "position", "stakeholder_group", "region", "passage_id", "language"):
        assert [row[column] for row in rows] == list(wanted[column])


def test_csv_and_json_tell_where_the_words_stand_that_spoke_for_theme_and_position(
    snapshot: Snapshot,
) -> None:
    spans = {"evidence": (Span(0, 4),), "position_evidence": (Span(5, 7), Span(9, 12))}
    coded = [
        replace(each, codings=tuple(replace(coding, **spans) for coding in each.codings))
        for each in snapshot.assignments
    ]
    made = frames(replace(snapshot, assignments=tuple(coded)))
    rows = list(csv.DictReader(io.StringIO(export(made, Filters(), "csv").decode("utf-8-sig"))))
    places = {
        (int(row["start"]), row["evidence_at"], row["position_at"])
        for row in [*rows, *json.loads(export(made, Filters(), "json"))["excerpts"]]
    }
    assert rows
    assert all(at == f"{n}-{n + 4}" and by == f"{n + 5}-{n + 7} {n + 9}-{n + 12}" for n, at, by in places)


def test_csv_is_a_rectangle_and_each_row_carries_what_the_file_is(whole: Frames) -> None:
    content = export(whole, Filters(languages=("en",)), "csv")
    assert content.startswith(b"\xef\xbb\xbftheme_id,")
    widths = {len(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))}
    assert len(widths) == 1
    rows = rows_of_csv(content)
    assert {(row["filters"], row["codebook"], row["sample_data"]) for row in rows} == {
        ("language en", "Test themes 1.2", "yes")
    }
    assert {row["state_of"] for row in rows} == {"2018-05-02T14:30:05+00:00"}


def test_csv_counts_are_those_of_the_theme_table(whole: Frames) -> None:
    on_theme = theme_table(whole).set_index("theme_id")["n"]
    for row in rows_of_csv(export(whole, Filters(), "csv")):
        assert (int(row["n_on_theme"]), int(row["n_contributions"])) == (on_theme[row["theme_id"]], 12)


def test_csv_text_that_looks_like_a_formula_gets_an_apostrophe(whole: Frames) -> None:
    row = next(row for row in rows_of_csv(export(whole, Filters(), "csv")) if row["contribution_id"] == "c11")
    assert row["text"] == "'" + ATTACK
    assert row["name"] == "'=1+1 Collective"


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+1",
        "-1",
        "@x",
        " =1",
        "\t=1",
        "\tx",
        "\rx",
        "\u200b=1",
        "\ufeff=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "'=1",
    ],
)
def test_what_a_spreadsheet_could_run_is_guarded(text: str) -> None:
    assert as_cell(text) == "'" + text
    assert from_cell(as_cell(text)) == text


@pytest.mark.parametrize("text", ["", "a = b", "1 + 1", "'quoted'", "e-mail", "(=1)", "会议"])
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert as_cell(text) == text


@given(st.text())
def test_every_text_comes_back_from_its_cell(text: str) -> None:
    assert from_cell(as_cell(text)) == text


def test_xlsx_sheets_hold_the_numbers_of_the_tables(whole: Frames) -> None:
    book = workbook(export(whole, Filters(), "xlsx"))
    assert book.sheetnames == ["About", "Themes", "Excerpts", "Groups", "Decisions", "Links", "Run"]
    table = theme_table(whole)
    themes = rows_of_sheet(book, "Themes")
    assert [row["n"] for row in themes] == list(table["n"])
    assert [row["N"] for row in themes] == list(table["N"])
    assert [row["share"] for row in themes] == pytest.approx(list(table["share"]))
    assert len(rows_of_sheet(book, "Excerpts")) == len(excerpts(whole))
    groups = rows_of_sheet(book, "Groups")
    civil = next(row for row in groups if row["value"] == "Civil Society")
    assert (civil["n"], civil["n_visibility"], civil["n_programme_size"]) == (5, 5, 1)
    assert sum(row["n"] for row in groups if row["attribute"] == "region") == 12


@pytest.mark.parametrize("format", ["xlsx", "json", *PAPER_FORMATS])
def test_a_file_says_what_for_and_against_mean_beside_the_numbers(format: Any) -> None:
    text = text_of(export(frames(a_labelled_snapshot()), Filters(), format), format)
    assert "as large as now" in text
    if format in PAPER_FORMATS:
        assert "What for and against mean. “Size of the programme”, for: a <smaller> programme; " in text
        assert "Against: as large as now" in text


def test_xlsx_about_tells_what_the_file_is(whole: Frames) -> None:
    about = rows_of_sheet(workbook(export(whole, Filters(regions=("African Group",)), "xlsx")), "About")
    said = [(row["what"], row["value"]) for row in about]
    assert ("Filters", "region African Group") in said
    assert ("State of", "2018-05-02 14:30 UTC") in said
    assert ("Contributions", "2 of 2 contributions") in said
    assert ("Codebook", "Test themes 1.2") in said
    assert len(said) == len(dict(said))


@pytest.mark.parametrize("format", PAPER_FORMATS)
def test_a_summary_says_how_many_of_its_excerpts_are_quoted(whole: Frames, format: Any) -> None:
    text = text_of(export(whole, Filters(), format, "visibility"), format)
    assert "6 of 8 excerpts, at most 3 for each position on a theme" in text
    assert "Quoted: 3 of 5 passages." in text
    assert text.count("Quoted: ") == 1
    assert len(re.findall(r"\((?:for|against|unclear); ", text)) == 6


@pytest.mark.parametrize("format", WITH_TEXTS)
def test_the_counts_of_a_file_are_those_of_its_kind(whole: Frames, format: Any) -> None:
    of_theme = narrow(whole, Filters(themes=("visibility",)))
    held = counts_of(of_theme, format)
    assert held["Passages"] == "8 passages coded to 1 theme"
    assert counts_of(whole, format)["Passages"] == "13 of 25 passages coded to 4 themes"
    assert ("Decisions" in held) == (format != "csv")
    assert held["Excerpts"].startswith("6 of 8" if format in PAPER_FORMATS else "8 excerpts")


@pytest.mark.parametrize("format", ["xlsx", *PAPER_FORMATS])
@pytest.mark.parametrize("theme", ["", "visibility"])
def test_a_file_says_how_much_is_not_coded_yet(snapshot: Snapshot, format: Any, theme: str) -> None:
    half = frames(replace(snapshot, assignments=snapshot.assignments[:5]))
    text = text_of(export(half, Filters(), format, theme), format)
    assert "Not coded yet" in text
    assert "10 of 12 contributions not coded yet" in text
    if theme and format != "xlsx":
        assert "10 of 12 contributions are not coded yet: no theme counts what they say." in text


def test_a_paper_orders_its_themes_by_their_numbers(whole: Frames) -> None:
    headings = re.findall("^## (.*)$", text_of(export(whole, Filters(), "md"), "md"), re.MULTILINE)
    table = theme_table(whole).query("kind == 'theme'").sort_values("n", ascending=False, kind="stable")
    assert [each for each in headings if each in set(table["name"])] == list(table["name"])


def test_who_replied_to_a_theme_is_told_apart_from_who_could_have(whole: Frames) -> None:
    text = text_of(export(whole, Filters(cycles=(2017,)), "md", "programme_size"), "md")
    part, of_theme = text.split("## Who replied")[1].split("## Size of the programme")
    assert part.index("11 contributions came from five stakeholder groups") < part.index(
        "5 of 11 contributions"
    )
    assert "2 of 11, from Governments (1) and Civil Society (1), spoke about" in of_theme
    assert "8 of 11" not in part


def test_a_summary_marks_each_group_and_region_that_is_small(whole: Frames) -> None:
    text = text_of(export(whole, Filters(), "md"), "md")
    assert "| Civil Society | 5 |" in text
    assert "| Government * | 3 |" in text
    assert "| African Group * | 2 |" in text


@pytest.mark.parametrize("theme", ["", "visibility", "programme_size"])
def test_a_file_counts_decisions_and_their_meetings_once(whole: Frames, theme: str) -> None:
    said = text_of(export(whole, Filters(), "docx", theme), "docx")
    counts = re.findall(
        r"\d+ (?:decision|commitment|item)s?(?: \([^)]*\))? from \d+ meetings?"
        r"(?= are in the register| is linked|$)",
        said,
        re.MULTILINE,
    )
    assert len(counts) >= 2
    assert counts[-2] == counts[-1]


def test_xlsx_decisions_keep_quote_owner_due_and_state(whole: Frames) -> None:
    first = rows_of_sheet(workbook(export(whole, Filters(), "xlsx")), "Decisions")[0]
    assert first["quote"] == "It was agreed to open a page for coalitions."
    assert (first["owner"], first["due"], first["due_on"]) == (
        "Secretariat",
        "before the summer",
        "2018-06-01",
    )
    assert (first["review"], first["progress"]) == ("Confirmed by a person", "Under way")


def test_xlsx_holds_no_formula_and_no_link(whole: Frames) -> None:
    content = export(whole, Filters(), "xlsx")
    for sheet in workbook(content).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                assert not str(cell.value).lstrip().startswith(("=", "+", "-", "@"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


@pytest.mark.parametrize("letter", ["a", "😀", "="])
def test_xlsx_text_too_long_for_a_cell_goes_on_in_the_next_column(snapshot: Snapshot, letter: str) -> None:
    text = letter * (LONGEST_CELL + 10_000)
    row = rows_of_sheet(workbook(export(with_text(snapshot, text), Filters(), "xlsx")), "Excerpts")[0]
    parts = [str(v) for k, v in row.items() if re.fullmatch(r"text(_\d+)?", k) and v is not None]
    assert len(parts) > 1
    assert "".join(from_cell(part) for part in parts) == text
    assert all(len(part.encode("utf-16-le")) // 2 <= LONGEST_CELL for part in parts)


def test_json_says_what_the_tables_say(whole: Frames) -> None:
    made = json.loads(export(whole, Filters(), "json"))
    assert (made["format"], made["format_version"]) == ("stakeholder-synthesis", 2)
    assert [theme["n"] for theme in made["themes"]] == list(theme_table(whole)["n"])
    assert made["totals"]["n_universe"] == 12
    assert made["codebook"] == {"name": "Test themes", "version": "1.2"}
    assert [row["text"] for row in made["excerpts"]] == list(excerpts(whole)["text"])
    seen = made["themes"][0]
    assert [(s["position"], s["n"]) for s in seen["statements"]] == [("for", 5), ("mixed", 1), ("unclear", 1)]
    known = {row["passage_id"] for row in made["excerpts"]}
    assert all(set(s["passage_ids"]) <= known for theme in made["themes"] for s in theme["statements"])


def test_json_has_null_for_a_share_of_nothing_and_every_count_has_a_unit(whole: Frames) -> None:
    made = json.loads(export(whole, Filters(cycles=(1999,)), "json"), parse_constant=pytest.fail)
    assert made["themes"][0]["share"] is None
    assert {"n", "N", "n_passages", "n_decisions"} <= set(made["units"])


def test_json_keeps_the_fields_its_description_names(whole: Frames) -> None:
    from synthesis.outputs.export import json_file

    described = set(
        re.findall(r"^    ([a-z_]+)(?:, ([a-z_, ]+?))?(?:  |$)", json_file.__doc__ or "", re.MULTILINE)
    )
    names = {name for pair in described for part in pair for name in part.split(", ") if name}
    assert set(json.loads(export(whole, Filters(), "json"))) <= names


def test_markdown_of_a_contributor_stays_text(whole: Frames) -> None:
    # Where plain prose is there it is quoted; here nothing else was said.
    hostile = whole.passages[whole.passages["text"].str.contains("**bold**", regex=False)]
    codings = whole.codings[whole.codings["passage_id"].isin(hostile["id"])]
    alone = replace(whole, passages=hostile, codings=codings)
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(
        export(alone, Filters(regions=(GRULAC,)), "md").decode("utf-8")
    )
    assert "<script" not in rendered
    assert "<a " not in rendered
    assert "<img" not in rendered
    strong = re.findall(r"<strong>(.*?)</strong>", rendered)
    assert strong[0] == "Sample data"
    assert "bold" not in strong
    assert "**bold** [link](http://evil.example)" in rendered


@given(st.text(alphabet="abc*_[]()<>#|~`!&$^{}@\\:/.-+=1 \n", max_size=60))
def test_escaped_markdown_renders_as_the_same_words(text: str) -> None:
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(escaped(text))
    assert not re.search(r"<(?!/?p>|br)", rendered)
    shown = re.sub(r"</?p>", "", rendered)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(entity, sign)
    assert shown.split() == text.split()


def test_escaped_markdown_leaves_no_address_whole() -> None:
    safe = escaped("See http://evil.example, www.evil.example and me@evil.example")
    assert not re.search(r"://|www\.\w|\w@\w|\w\.\w", safe)


def headings(document: Any) -> list[tuple[str, str]]:
    return [
        (p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))
    ]


def test_docx_has_its_parts_in_order(whole: Frames) -> None:
    document = docx.Document(io.BytesIO(export(whole, Filters(), "docx")))
    parts = [text for style, text in headings(document) if style in ("Title", "Heading 1")]
    assert parts == [
        "Synthesis of stakeholder contributions",
        "Introduction",
        "The themes at a glance",
        "Visibility of coalitions",
        "Tangible outcomes",
        "Size of the programme",
        "Cooperation between groups",
        "Year on year",
        "Campaigns and copies",
        "What is not covered",
        "Decisions without input",
        "How this was made",
        "Annex: contributions",
    ]


def test_docx_theme_table_says_n_of_total(whole: Frames) -> None:
    document = docx.Document(io.BytesIO(export(whole, Filters(), "docx")))
    table = next(t for t in document.tables if t.cell(0, 0).text == "Theme")
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    seen = theme_table(whole).set_index("name").loc[[row[0] for row in rows]]
    assert [row[1] for row in rows] == [f"{n} of {N}" for n, N in zip(seen["n"], seen["N"], strict=True)]
    assert rows[0] == ["Visibility of coalitions", "7 of 12", "58 %", "5", "0", "1", "1", "2", "1"]


def test_docx_quotes_are_verbatim_with_whose_they_are(whole: Frames) -> None:
    paragraphs = docx.Document(io.BytesIO(export(whole, Filters(), "docx"))).paragraphs
    place = next(n for n, p in enumerate(paragraphs) if p.text == "Negotiated texts would end open dialogue.")
    assert paragraphs[place].style.name == "Quote"
    assert paragraphs[place + 1].text.startswith(f"— {SHOWN_NAME}, Registry, Technical Community, ")


def test_docx_sets_arabic_from_right_to_left_and_names_languages(whole: Frames) -> None:
    document = docx.Document(io.BytesIO(export(whole, Filters(), "docx")))
    arabic = next(p for p in document.paragraphs if p.text == ARABIC)
    assert arabic._p.pPr.find(qn("w:bidi")) is not None
    assert arabic.runs[0]._r.rPr.find(qn("w:rtl")) is not None
    assert arabic.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar"
    chinese = next(p for p in document.paragraphs if p.text == CHINESE)
    assert chinese.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh"
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia"))
    assert fonts.get(qn("w:cs"))


def test_docx_header_footer_language_and_dates(whole: Frames, snapshot: Snapshot) -> None:
    document = docx.Document(io.BytesIO(export(whole, Filters(), "docx")))
    assert document.sections[0].header.paragraphs[0].text.startswith("Sample data · Synthesis")
    fields = document.sections[0].footer._element.findall(f".//{qn('w:fldSimple')}")
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
    core = document.core_properties
    assert core.created == core.modified == snapshot.changed_at
    assert (core.language, core.author, core.last_modified_by) == ("en-GB", "", "")
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_docx_repeats_the_headings_of_each_table(whole: Frames) -> None:
    for table in docx.Document(io.BytesIO(export(whole, Filters(), "docx"))).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in table.rows[1:])


def test_sample_mark_is_gone_where_nothing_is_sample(snapshot: Snapshot) -> None:
    real = frames(
        replace(
            snapshot,
            contributions=tuple(replace(c, source="") for c in snapshot.contributions),
            meetings=tuple(replace(m, source="") for m in snapshot.meetings),
        )
    )
    for format in PAPER_FORMATS:
        assert "sample data" not in text_of(export(real, Filters(), format), format).lower()  # type: ignore[arg-type]
    assert {row["sample_data"] for row in rows_of_csv(export(real, Filters(), "csv"))} == {"no"}


@pytest.mark.parametrize("format", ["xlsx", "docx"])
def test_archives_are_dated_with_the_last_stored_change(whole: Frames, format: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(export(whole, Filters(), format))) as archive:
        # A zip archive counts time in steps of two seconds.
        assert {member.date_time for member in archive.infolist()} == {(2018, 5, 2, 14, 30, 4)}
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_a_theme_or_format_that_does_not_exist_is_refused_with_the_choices(whole: Frames) -> None:
    with pytest.raises(InputError, match=r"no theme 'size'.*programme_size"):
        export(whole, Filters(), "csv", "size")
    with pytest.raises(InputError, match=r"no export format 'odt'.*docx"):
        export(whole, Filters(), "odt")  # type: ignore[arg-type]


def test_a_file_name_tells_what_is_inside() -> None:
    filters = Filters(cycles=(2017,), regions=("Latin American and Caribbean Group (GRULAC)",))
    changed_at = datetime(2018, 5, 2, tzinfo=UTC)
    assert export_name(filters, "xlsx", "visibility", changed_at) == (
        "synthesis-visibility-2017-latin-american-and-caribbean-group-2018-05-02.xlsx"
    )
    assert export_name(Filters(), "csv") == "synthesis.csv"
    every = Filters(stakeholder_groups=("Government", "Civil Society", "Private Sector"), regions=("x" * 90,))
    assert export_name(every, "md", changed_at=changed_at) == "synthesis-filtered-2018-05-02.md"


@given(st.text(), st.sampled_from(EVERY))
def test_a_file_name_is_ascii_and_has_no_path(theme: str, format: Any) -> None:
    name = export_name(Filters(), format, theme)
    assert re.fullmatch(r"[a-z0-9-]+\.[a-z]+", name)


def test_every_format_has_a_media_type() -> None:
    assert set(MIME_TYPES) == set(FORMATS)


@pytest.mark.parametrize("form", PAPER_FORMATS)
def test_a_paper_gives_a_decision_with_its_context_link_and_date(whole: Frames, form: Any) -> None:
    told = text_of(export(whole, Filters(), form), form)
    first = told.split("It was agreed to open a page for coalitions.")[1].split("Cooperation between")[0]
    assert "Responsible: Secretariat. Due: before the summer (1 June 2018). Its source has it" in first
    assert "as under way; no person has said" in first
    assert "Context: A page was asked for." in told
    assert "Linked by: page, coalitions" in told


@pytest.mark.parametrize("form", PAPER_FORMATS)
def test_a_paper_shows_where_a_decision_begins_inside_a_sentence(snapshot: Snapshot, form: Any) -> None:
    cut = [replace(d, quote=d.quote.removeprefix("It was agreed ")) for d in snapshot.decisions]
    told = text_of(export(frames(replace(snapshot, decisions=tuple(cut))), Filters(), form), form)
    assert "… to open a page for coalitions." in told
    assert "… It was decided" not in told


@pytest.mark.parametrize("form", PAPER_FORMATS)
def test_a_paper_leaves_positions_out_of_a_theme_without_sides(snapshot: Snapshot, form: Any) -> None:
    sideless = frames(without_sides(snapshot))
    text = text_of(export(sideless, Filters(), form, theme="programme_size"), form)
    assert "2 of 12" in text
    assert not re.search(r"\b(Against|Unclear|unclear|Position)\b", text.split("How this was made")[0])


def test_xlsx_leaves_the_counts_of_positions_blank_for_a_theme_without_sides(snapshot: Snapshot) -> None:
    sideless = frames(without_sides(snapshot))
    rows = rows_of_sheet(workbook(export(sideless, Filters(), "xlsx")), "Themes")
    of_theme = {row["theme_id"]: row for row in rows}
    assert of_theme["programme_size"]["n_unclear"] is None
    assert of_theme["programme_size"]["n"] == 2
    assert of_theme["visibility"]["n_unclear"] == 1
