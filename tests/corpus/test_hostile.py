"""Every bad file gets a clear message that names it, quickly, and nothing crashes or is written."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from synthesis.corpus.guard import Limits, ask_child
from synthesis.corpus.readers import Document, read_document
from synthesis.corpus.tables import TABLE_SUFFIXES, Table, read_table
from synthesis.errors import UnreadableFileError
from tests.corpus.making_office import W, add_part, docx_bytes, p
from tests.corpus.making_pdf import lines_of, pdf


def read(path: Path) -> Document | Table:
    return read_table(path) if path.suffix in TABLE_SUFFIXES else read_document(path)


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def refuse(path: Path, said: str) -> UnreadableFileError:
    """Read, and insist on a message with the file, what happened, and what to do."""
    with pytest.raises(UnreadableFileError, match=said) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path.name}: ")
    assert caught.value.hint
    return caught.value


def workbook(path: Path) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["id", "text"])
    book.active.append([1, "One."])
    book.save(path)
    return path.read_bytes()


def mail(header: str = "", body: str = "One.") -> bytes:
    return f"From: a@example.org\n{header}Subject: x\n\n{body}".encode()


# Size and kind


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.docx", "a.pdf", "a.html", "a.eml", "a.xlsx", "a.json"])
def test_an_empty_file_is_refused(put, name: str) -> None:
    refuse(put(name, b""), "The file is empty")


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.pdf"])
def test_a_file_of_30_mb_is_refused_with_size_and_limit(put, name: str) -> None:
    path = put(name, b"")
    os.truncate(path, 30 * 1024**2)
    refuse(path, "30 MB large; at most 25 MB")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    refuse(tmp_path / "a.txt", "cannot be opened")


def test_a_link_a_folder_and_a_pipe_are_refused(put, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(put("a.txt", b"secret"))
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("link.txt", "folder.txt", "pipe.txt"):
        refuse(tmp_path / name, "not a file")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", pdf([lines_of("One.")]), r"ends in \.csv, but the content is a PDF"),
        ("a.txt", docx_bytes(p("One.")), r"ends in \.txt, but the content is a zip archive"),
        ("a.xlsx", b"id,text\n1,a\n", r"ends in \.xlsx, but the content is something else"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older Office file.*password"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
        ("a.pdf", b"This is no PDF at all.", "damaged"),
        ("a.docx", b"PK\x03\x04 and nothing more", "damaged"),
    ],
)
def test_a_wrong_ending_is_named(put, name: str, content: bytes, said: str) -> None:
    refuse(put(name, content), said)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.json"])
def test_binary_junk_is_not_text(put, name: str) -> None:
    refuse(put(name, bytes(range(256)) * 40), "not text")


def test_a_workbook_named_docx_is_refused(put, tmp_path: Path) -> None:
    refuse(put("a.docx", workbook(tmp_path / "b.xlsx")), "damaged, or not what its name says")


# Cut off


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_a_file_that_breaks_off_is_refused(put, tmp_path: Path, kind: str, share: float) -> None:
    whole = {
        "docx": lambda: docx_bytes(p("One.")),
        "xlsx": lambda: workbook(tmp_path / "whole.xlsx"),
        "pdf": lambda: pdf([lines_of("One."), lines_of("Two.")]),
    }[kind]()
    path = put(f"a.{kind}", whole[: int(len(whole) * share)])
    refuse(path, "damaged|not what its name says")


def test_cut_mail_page_and_text_are_read_as_far_as_they_go(put) -> None:
    assert read_document(put("a.eml", mail(body="One. Two"))).text == "One. Two"
    assert read_document(put("a.html", b"<p>One. <b>Two</")).text.startswith("One. Two")
    assert "breaks off" in read_document(put("a.txt", "été".encode()[:-1])).warnings[0]


# Word and Excel


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_a_zip_bomb_is_refused_before_it_unfolds(put, tmp_path: Path, name: str) -> None:
    content = docx_bytes(p("One.")) if name == "a.docx" else workbook(tmp_path / "b.xlsx")
    path = put(name, content)
    add_part(path, "xl/media/bomb.xml", b"<a>" + b" " * 120 * 1024**2)
    refuse(path, "unpacks from .* MB to 120 MB; at most 100 MB")


def test_a_dense_part_is_refused_by_its_ratio(put) -> None:
    path = put("a.docx", docx_bytes(p("One.")))
    add_part(path, "word/more.xml", b"<a>" + b" " * 20 * 1024**2)
    refuse(path, "100 times its size")


def test_too_many_parts_are_refused(put) -> None:
    refuse(put("a.docx", docx_bytes(p("One."), {f"word/x{i}.txt": "x" for i in range(2_000)})), "2,006 parts")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_external_entity_is_refused_whatever_its_encoding(put, encoding: str) -> None:
    body = p("&secret;")
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
        f"<w:document {W}><w:body>{body}</w:body></w:document>"
    )
    refuse(put("a.docx", docx_bytes("", {"word/document.xml": document.encode(encoding)})), "document type")


def test_an_entity_hidden_by_an_odd_encoding_is_refused(put) -> None:
    hidden = b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE a+AD4-<a/>'
    refuse(put("a.docx", docx_bytes("", {"word/document.xml": hidden})), "unusual encoding")


def test_a_part_with_a_password_is_refused(put) -> None:
    content = bytearray(docx_bytes(p("One.")))
    for mark, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + flags_at] |= 1
    refuse(put("a.docx", bytes(content)), "password")


def test_deeply_nested_tables_are_refused(put) -> None:
    refuse(
        put("a.docx", docx_bytes("<w:tbl><w:tr><w:tc>" * 2_000 + "</w:tc></w:tr></w:tbl>" * 2_000)),
        "damaged|nested",
    )


def test_a_cell_at_the_far_corner_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "text"])
    book.active.append([1, "One."])
    book.active["XFD1048576"] = "x"
    book.save(tmp_path / "a.xlsx")
    refuse(tmp_path / "a.xlsx", "a cell at XFD1048576")


def test_a_name_that_climbs_out_of_a_package_writes_nothing(put, tmp_path: Path) -> None:
    path = put("a.docx", docx_bytes(p("One."), {"../../../evil.xml": "<a/>"}))
    assert read_document(path).text == "One."
    assert sorted(found.name for found in tmp_path.rglob("*")) == ["a.docx"]


# PDF


def test_an_encrypted_pdf_is_refused_with_what_to_do(put) -> None:
    found = refuse(put("a.pdf", pdf([lines_of("One.")], user_password="s3cret")), "protected by a password")
    assert "print it to a new PDF" in found.hint


def test_a_scanned_pdf_is_refused(put) -> None:
    refuse(put("a.pdf", pdf([[], []])), "no text layer")


def test_a_pdf_of_too_many_pages_is_refused(put) -> None:
    refuse(put("a.pdf", pdf([[]] * 2_001)), "2,001 pages; at most 2,000")


# HTML and mail


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ul><li", "b", "p"])
def test_a_page_nested_100_000_deep_is_read(put, tag: str) -> None:
    path = put("a.html", f"<{tag}>".encode() * 100_000 + b"One.")
    assert "One." in read_document(path).text


def test_a_page_that_stalls_its_parser_is_stopped(put) -> None:
    path = put("a.html", b"<a " * 300_000)
    answer = ask_child("html", path, {}, Limits(cpu_seconds=1))  # later versions of Python read it at once
    assert answer.state == "ok" or "1 second of processor time" in answer.reason


def test_a_mail_with_huge_headers_is_refused(put) -> None:
    header = "".join(f"X-{i}: {'y' * 60}\n" for i in range(22_000))
    refuse(put("a.eml", mail(header)), r"headers of the mail are 1,\d\d\d kB long; at most 64 kB")


def test_a_mail_of_too_many_parts_is_refused(put) -> None:
    parts = "".join("--b\nContent-Type: text/plain\n\nx\n" for _ in range(1_100))
    refuse(
        put("a.eml", mail('Content-Type: multipart/mixed; boundary="b"\n', f"{parts}--b--\n")), "1,000 parts"
    )


def test_what_does_not_begin_as_a_mail_is_refused(put) -> None:
    refuse(put("a.eml", b"Just some words without headers."), "not a mail")


@pytest.mark.parametrize("name", ["../../../../tmp/evil.sh", "..\\\\..\\\\evil.sh"])
def test_an_attachment_is_named_by_its_base_name_and_never_written(put, tmp_path: Path, name: str) -> None:
    body = f'--b\n\nOne.\n--b\nContent-Disposition: attachment; filename="{name}"\n\n#!/bin/sh\n--b--\n'
    found = read_document(put("a.eml", mail('Content-Type: multipart/mixed; boundary="b"\n', body)))
    assert found.text == "One."
    assert found.warnings == ("Attachment not read: 'evil.sh'.",)
    assert not list(tmp_path.rglob("evil.sh"))
    assert not Path("/tmp/evil.sh").exists()


# Text and CSV


def test_a_csv_with_nul_bytes_is_refused(put) -> None:
    refuse(put("a.csv", b"id,text\n1,a\x00b\n2,c\n"), "NUL bytes")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_in_utf_16_is_read(put, encoding: str) -> None:
    assert read_table(put("a.csv", "id,text\n1,été\n".encode(encoding))).rows == (("1", "été"),)


def test_markup_in_a_text_stays_text(put) -> None:
    assert read_document(put("a.txt", b"<script>x()</script>")).text == "<script>x()</script>"


def test_a_broken_package_is_no_crash(put, tmp_path: Path) -> None:
    path = put("a.xlsx", b"")
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    refuse(path, "damaged")
