"""ODT: what a reader of the document sees, in its order; what is not shown is left out."""

import re
import zipfile
from pathlib import Path

import pytest

from synthesis.corpus.load import load
from synthesis.corpus.readers import read_document
from synthesis.errors import UnreadableFileError
from tests.corpus.loaded import TEXT, only

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    ]
)
_STYLES = (
    '<office:automatic-styles><text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1"/>'
    "</text:list-style></office:automatic-styles>"
)


def odt(path: Path, body: str, start: str = "", **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>{start}<office:document-content {_NAMES}>{_STYLES}'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def items(*texts: str, style: str = "") -> str:
    inside = "".join(f"<text:list-item><text:p>{each}</text:p></text:list-item>" for each in texts)
    return f'<text:list text:style-name="{style}">{inside}</text:list>'


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            "<text:h>Title</text:h><text:p>One <text:span>two</text:span> three</text:p>",
            "Title\n\nOne two three",
        ),
        ("<text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>", "a  b\tc\nd"),
        (items("less", "more"), "• less\n• more"),
        (items("less", "more", style="L1"), "1. less\n2. more"),
        (
            "<table:table><table:table-row><table:table-cell><text:p>Matter</text:p></table:table-cell>"
            "<table:table-cell><text:p>Wish</text:p></table:table-cell></table:table-row></table:table>",
            "Matter | Wish",
        ),
        (
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
            "<text:p>kept<office:annotation><text:p>internal</text:p></office:annotation> words</text:p>",
            "kept words",
        ),
        (
            "<text:p>Beside<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>"
            "</text:p>",
            "Beside\n\nIn a box",
        ),
    ],
)
def test_the_text_is_what_a_reader_sees(tmp_path: Path, body: str, shown: str) -> None:
    assert read_document(odt(tmp_path / "a.odt", body)).text == shown


_INNER = items("so", "thus").replace(' text:style-name=""', "")


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            items("less", "more", style="L1")
            + "<text:p>And:</text:p>"
            + items("last", style="L1").replace("<text:list ", '<text:list text:continue-numbering="true" '),
            "1. less\n2. more\n\nAnd:\n\n3. last",
        ),
        (
            items("less", "more", style="L1") + "<text:p>And:</text:p>" + items("anew", style="L1"),
            "1. less\n2. more\n\nAnd:\n\n1. anew",
        ),
        (
            items("less", "more", style="L1").replace("less</text:p>", f"less</text:p>{_INNER}"),
            "1. less\n1. so\n2. thus\n2. more",
        ),
        (
            items("less", style="L1").replace("<text:p>less</text:p>", _INNER),
            "1. so\n2. thus",
        ),
        (items("Rooms", style="L1").replace("text:p>", "text:h>"), "1. Rooms"),
    ],
)
def test_a_list_counts_on_where_it_is_continued_and_one_in_it_as_its_own_level_does(
    tmp_path: Path, body: str, shown: str
) -> None:
    assert read_document(odt(tmp_path / "a.odt", body)).text == shown


def table(*cells: str) -> str:
    inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table><table:table-row>{inside}</table:table-row></table:table>"


def box(inside: str) -> str:
    return f"<draw:frame><draw:text-box>{inside}</draw:text-box></draw:frame>"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            table(
                f"<text:p>Outer</text:p>{table('<text:p>A</text:p>', '<text:p>B</text:p>')}",
                "<text:p>C</text:p>",
            ),
            ["Outer", "A", "B", "C"],
        ),
        (
            "<text:p>Beside"
            + box("<text:p>Outer" + box("<text:p>Inner</text:p>") + "</text:p>")
            + "</text:p>",
            ["Beside", "Outer", "Inner"],
        ),
        (
            "<text:p>Beside<draw:custom-shape><text:p>One</text:p><text:p>two</text:p></draw:custom-shape></text:p>",
            ["Beside", "One", "two"],
        ),
        (
            f"<text:p>Seen<office:annotation>{box('<text:p>internal</text:p>')}</office:annotation></text:p>",
            ["Seen"],
        ),
        (
            f"<table:table><table:table-header-rows>{table('<text:p>A</text:p>')[13:-14]}"
            f"</table:table-header-rows>{table('<text:p>B</text:p>')[13:-14]}</table:table>",
            ["A", "B"],
        ),
    ],
)
def test_each_word_is_read_once_however_tables_and_boxes_stand_in_one_another(
    tmp_path: Path, body: str, shown: list[str]
) -> None:
    assert re.findall(r"\w+", read_document(odt(tmp_path / "a.odt", body)).text) == shown


def test_a_note_is_left_out_and_told(tmp_path: Path) -> None:
    note = "<text:note><text:note-body><text:p>Source</text:p></text:note-body></text:note>"
    document = read_document(odt(tmp_path / "a.odt", f"<text:p>{TEXT}{note}</text:p>"))
    assert document.text == TEXT
    assert document.warnings == ("Footnotes and endnotes left out: 1.",)


def test_a_contribution_is_loaded_with_its_headings(tmp_path: Path) -> None:
    head = "<text:p>Organisation: A ministry</text:p><text:p>Stakeholder group: Government</text:p>"
    loaded = load([odt(tmp_path / "a.odt", f"{head}<text:p>{TEXT}</text:p>")], cycle=2018)
    assert (only(loaded).organisation, only(loaded).stakeholder_group) == ("A ministry", "Government")
    assert only(loaded).text == TEXT


@pytest.mark.parametrize("start", ['<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hosts">]>', "<"])
def test_a_document_that_could_deceive_or_is_damaged_is_refused(tmp_path: Path, start: str) -> None:
    with pytest.raises(UnreadableFileError):
        read_document(odt(tmp_path / "a.odt", "<text:p>One</text:p>", start))


def test_a_document_with_a_password_is_called_so(tmp_path: Path) -> None:
    manifest = '<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
        package.writestr("content.xml", bytes(range(130, 255)))
        package.writestr("META-INF/manifest.xml", manifest)
    with pytest.raises(UnreadableFileError, match="protected by a password"):
        read_document(tmp_path / "a.odt")


def test_a_macro_that_declares_its_type_is_not_parsed_and_refuses_nothing(tmp_path: Path) -> None:
    macro = '<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD" "libraries.dtd"><libraries/>'
    path = odt(tmp_path / "a.odt", f"<text:p>{TEXT}</text:p>", **{"Basic/script-lc.xml": macro})
    assert read_document(path).text == TEXT


def test_what_is_no_text_document_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
        package.writestr("content.xml", f"<office:document-content {_NAMES}/>")
    with pytest.raises(UnreadableFileError, match="no text document"):
        read_document(tmp_path / "a.odt")


def test_headings_are_marked_where_a_report_is_read(tmp_path):
    body = (
        '<text:h text:outline-level="2">Next steps</text:h><text:p>Wait.</text:p>'
        "<text:list><text:list-item><text:h>Rooms</text:h></text:list-item></text:list>"
    )
    path = odt(tmp_path / "a.odt", body)
    assert read_document(path, marks_headings=True).text == "## Next steps\n\nWait.\n\n• Rooms"
    assert read_document(path).text == "Next steps\n\nWait.\n\n• Rooms"
