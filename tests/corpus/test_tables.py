"""Tables of any kind come out as text cells under headings, with the row numbers people see."""

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from synthesis.corpus.tables import TABLE_SUFFIXES, Table, read_table
from synthesis.corpus.tables.pieces import joined, loose_pieces
from synthesis.errors import UnreadableFileError


@pytest.fixture
def read(tmp_path: Path):
    def write_and_read(name: str, content: bytes | str, encoding: str | None = None) -> Table:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_table(path, encoding)

    return write_and_read


@pytest.fixture
def read_sheets(tmp_path: Path):
    def write_and_read(*sheets: list[list[Any]], hidden: int = -1) -> Table:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for i, rows in enumerate(sheets):
            sheet = book.create_sheet(f"Sheet {i + 1}")
            for row in rows:
                sheet.append(row)
            if i == hidden:
                sheet.sheet_state = "hidden"
        book.save(tmp_path / "a.xlsx")
        return read_table(tmp_path / "a.xlsx")

    return write_and_read


# CSV and TSV


def test_a_table_is_headings_rows_and_their_numbers(read) -> None:
    assert read("a.csv", "id,text\n1,One.\n2,Two.\n") == Table(
        ("id", "text"), (("1", "One."), ("2", "Two.")), (2, 3)
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_among_quotes_and_line_ends(read, delimiter: str) -> None:
    cell = "One, two; three | four\tfive\n\n“six”, seven, eight"
    text = (
        delimiter.join(["id", "text", "group"]) + "\n" + delimiter.join(["1", f'"{cell}"', "Civil Society"])
    )
    found = read("a.csv", text)
    assert found.headings == ("id", "text", "group")
    assert found.rows[0][1] == cell


def test_commas_in_unquoted_text_do_not_win_over_semicolons(read) -> None:
    found = read("a.csv", "id;text\n1;one, two, three\n2;four, five\n3;six")
    assert found.rows == (("1", "one, two, three"), ("2", "four, five"), ("3", "six"))


def test_row_numbers_are_those_of_a_spreadsheet(read) -> None:
    found = read("a.csv", '\nid,text\n1,"two\nlines"\n\n2,x\n')
    assert (found.headings, found.row_numbers) == (("id", "text"), (3, 5))


def test_a_declared_delimiter_is_no_row(read) -> None:
    found = read("a.csv", "sep=;\nid;text\n1;a,b\n")
    assert (found.rows, found.row_numbers) == ((("1", "a,b"),), (2,))


def test_a_table_of_one_column_is_a_table(read) -> None:
    assert read("a.csv", "text\nOne, two.\nThree, four, five.\n").rows[0] == ("One, two.",)


BELOW_A_TITLE = [
    ["ID", "Organisation", "Text"],
    ["1", "A library", "Fewer, please."],
    ["2", "A city", "More."],
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("titles", [["Survey results 2018"], ["Responses", "Taken on 3 December, at noon"]])
@pytest.mark.parametrize("is_padded", [True, False])
def test_titles_above_the_headings_are_left_out_and_told(
    read, titles: list[str], delimiter: str, is_padded: bool
) -> None:
    padding = ["", ""] if is_padded else []
    written = io.StringIO()
    rows = [*([title, *padding] for title in titles), [], *BELOW_A_TITLE]
    csv.writer(written, delimiter=delimiter).writerows(rows)
    found = read("a.csv", written.getvalue())
    assert found.headings == ("ID", "Organisation", "Text")
    assert [row[0] for row in found.rows] == ["1", "2"]
    assert found.row_numbers == (len(titles) + 3, len(titles) + 4)
    assert found.warning_rows == tuple(range(1, len(titles) + 1))
    assert repr(titles[0]) in found.warnings[0]


def test_headings_in_no_language_known_stand_below_a_title_too(read) -> None:
    found = read("a.csv", "Umfrage\nNr,Beitrag\n1,Weniger.\n2,Mehr.\n")
    assert found.headings == ("Nr", "Beitrag")


@pytest.mark.parametrize("heading", ["Text", "Beitrag"])
def test_a_list_of_sentences_with_commas_has_no_title(read, heading: str) -> None:
    found = read("a.csv", f"{heading}\nYes, more of it.\nNo, less.\nGood, but long.\n")
    assert (found.headings, len(found.rows), found.warnings) == ((heading,), 3, ())


def test_a_very_long_cell_is_read_whole(read) -> None:
    assert len(read("a.csv", f"id,text\n1,{'word ' * 60_000}x\n").rows[0][1]) == 300_001


def test_old_encodings_and_choices_are_followed(read) -> None:
    assert read("a.csv", "id;text\n1;l’été\n".encode("cp1252")).rows[0][1] == "l’été"
    assert read("b.tsv", "id\ttext\n1\tМир\n".encode("koi8-r"), "koi8-r").rows[0][1] == "Мир"
    assert read("c.csv", "id,text\n1,Мир\n".encode("utf-16")).rows[0][1] == "Мир"


def test_mixed_encodings_are_read_with_a_warning(read) -> None:
    found = read("a.csv", b"id,text\n" + "1,été\n".encode() + "2,l’été\n".encode("cp1252"))
    assert [row[1] for row in found.rows] == ["été", "l’été"]
    assert "Windows-1252 among lines in UTF-8" in found.warnings[0]


def test_ragged_rows_are_kept_and_reported(read) -> None:
    found = read("a.csv", "id,text,group\n1,a,b\n2,c\n3,d,e,f\n4,g,h,,\n")
    assert found.rows == (("1", "a", "b"), ("2", "c", ""), ("3", "d", "e"), ("4", "g", "h"))
    assert found.warning_rows == (3, 4)
    assert "'f'" in found.warnings[1]


def test_of_many_ragged_rows_a_hundred_are_named(read) -> None:
    found = read("a.csv", "id,text,group\n1,a,b\n" * 200 + "2,c\n" * 150)
    assert len(found.warnings) == 101
    assert found.warnings[-1].startswith("50 more rows")


@pytest.mark.parametrize(
    ("damaged", "n_lines"),
    [
        ('1,"Fewer sessions, please,Kenya\n', 1),
        ('1,"She said "never, ever" and left,Kenya\n', 1),
        ('1,"She said "never".\n\nAnd then, again:\nWe ask for it.",Kenya\n', 4),
    ],
)
def test_a_row_with_an_open_quotation_mark_takes_no_neighbour_along(read, damaged: str, n_lines: int) -> None:
    found = read("a.csv", f'id,text,country\n0,a,Chile\n{damaged}2,"b, ""c""\nd",Peru\n3,e,Mali\n')
    assert found.rows == (("0", "a", "Chile"), ("2", 'b, "c"\nd', "Peru"), ("3", "e", "Mali"))
    assert found.row_numbers == (2, 4, 5)
    assert [number for number, _ in found.faults] == [3]
    assert ("line 3 of" if n_lines == 1 else f"lines 3 to {2 + n_lines} of") in found.faults[0][1]


def test_the_last_row_may_have_the_open_quotation_mark(read) -> None:
    found = read("a.csv", 'id,text\n1,"one\n')
    assert (found.rows, [number for number, _ in found.faults]) == ((), [2])


@pytest.mark.parametrize("content", ['text\n"one\ntwo\n', '"id,text\n1,one\n'])
def test_an_open_quotation_mark_where_nothing_says_how_wide_rows_are_refuses_the_table(
    read, content: str
) -> None:
    with pytest.raises(UnreadableFileError, match=r"quotation mark is missing or too many in line \d"):
        read("a.csv", content)


def test_doubled_headings_are_reported_and_kept(read) -> None:
    found = read("a.csv", "id,Text,text\n1,a,b\n")
    assert found.headings == ("id", "Text", "text")
    assert found.warnings == ("The heading 'Text' stands 2 times.",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,text\n", "no rows below"),
        ("id,text\n,\n\n", "no rows below"),
        (" \n\n", "table is empty"),
        ("We think that the forum should be shorter and more open to all. " * 30, "not a table"),
        (",".join(f"c{i}" for i in range(300)) + "\n" + ",".join(["1"] * 300), "300 columns"),
    ],
)
def test_what_is_no_table_is_refused(read, content: str, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said) as caught:
        read("a.csv", content)
    assert caught.value.where == "a.csv"
    assert caught.value.hint


# XLSX


def test_cells_of_a_workbook_become_text(read_sheets) -> None:
    found = read_sheets(
        [
            ["id", "text", "on", "at", "n", "yes"],
            [1, "a\nb", dt.date(2018, 3, 9), dt.datetime(2018, 3, 9, 10, 5), 2.5, True],
        ]
    )
    assert found.rows == (("1", "a\nb", "2018-03-09", "2018-03-09T10:05:00", "2.5", "TRUE"),)
    assert found.sheet == "Sheet 1"


def test_blank_rows_above_and_between_keep_the_numbers(read_sheets) -> None:
    found = read_sheets([[], ["id", "text"], [1, "a"], [], [2, None], [3, "c"]])
    assert (found.rows, found.row_numbers) == ((("1", "a"), ("2", ""), ("3", "c")), (3, 5, 6))
    assert found.warnings == ()


def test_the_first_visible_sheet_with_a_table_is_read_and_the_others_named(read_sheets) -> None:
    table = [["id", "text"], [1, "read"]]
    found = read_sheets(
        [["id", "text"], [1, "hidden"]], [["How to fill this in"], ["by hand"]], table, table, hidden=0
    )
    assert (found.sheet, found.rows) == ("Sheet 3", (("1", "read"),))
    assert found.warnings == ("Sheet 'Sheet 3' was read; not read: 'Sheet 1', 'Sheet 2'.",)
    ((row, reason),) = found.faults
    assert row is None
    assert "'Sheet 4' (1 row) was not read" in reason


def test_a_sheet_of_contributions_goes_before_a_legend(read_sheets) -> None:
    legend = [["Sheet", "What it holds"], ["Inputs", "What was sent to the secretariat until the end of May"]]
    wide = [["note", *[""] * 300, "far"], ["x"]]
    found = read_sheets(legend, wide, [["ID", "Text"], [1, "read"]])
    assert (found.sheet, len(found.faults)) == ("Sheet 3", 1)


def test_titles_above_the_headings_of_a_sheet_are_left_out_and_told(read_sheets) -> None:
    found = read_sheets([["Survey results 2018"], [], ["id", "text", "note"], [1, "a"], [2, "b", "c"]])
    assert (found.headings, found.row_numbers) == (("id", "text", "note"), (4, 5))
    assert found.rows == (("1", "a", ""), ("2", "b", "c"))
    assert found.warnings == ("It stands above the headings and was left out: 'Survey results 2018'.",)


def test_a_sheet_without_a_title_goes_before_one_with_a_title(read_sheets) -> None:
    legend = [["How to fill this in"], ["field", "meaning"], ["id", "a number"]]
    table = [["id", "text"], [1, "read"]]
    assert read_sheets(legend, table).sheet == "Sheet 2"
    assert read_sheets(table, legend, hidden=0).sheet == "Sheet 2"


def test_a_lone_heading_beside_remarks_is_no_title(read_sheets) -> None:
    remark = "A remark of the office on this"
    found = read_sheets([["Text"], ["We ask for fewer sessions.", remark], ["We ask for more.", remark]])
    assert (found.headings, len(found.rows)) == (("Text",), 2)


def test_formulas_without_a_saved_value_are_reported(read_sheets) -> None:
    found = read_sheets([["id", "text", "n"], [1, "a", "=1+1"]])
    assert found.rows == (("1", "a", ""),)
    assert "Formulas without a saved value, read as empty: 1." in found.warnings[0]


def test_a_workbook_without_a_table_is_refused(read_sheets) -> None:
    with pytest.raises(UnreadableFileError, match="No sheet"):
        read_sheets([])
    with pytest.raises(UnreadableFileError, match="no rows below"):
        read_sheets([["id", "text"]])


# JSON


@pytest.mark.parametrize("form", ["list", "named", "lines"])
def test_json_comes_in_three_forms(read, form: str) -> None:
    records = [{"id": 1, "text": "é", "ok": True}, {"text": "b", "on": None}]
    written = {
        "list": json.dumps(records),
        "named": json.dumps({"contributions": records}),
        "lines": "\n".join(map(json.dumps, records)),
    }
    assert read("a.json", written[form]) == Table(
        ("id", "text", "ok", "on"), (("1", "é", "true", ""), ("", "b", "", "")), (1, 2)
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[{"text": {"en": "a"}}]', "a.json, row 1: No record can be used. The value of 'text' is an object"),
        ("[5]", "a.json, row 1: No record can be used. This record is no object"),
        ('"text"', "no list of objects"),
        ("[]", "holds no objects"),
        ("{'text': 1}", "not JSON"),
        ('[{"text": "a", "text": "b"}]', "two values named 'text'"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": "a"}\n{"text": \n', "not JSON: line 2"),
    ],
)
def test_json_that_is_no_table_is_refused(read, content: str, said: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read("a.json", content)
    assert str(refused.value).startswith("a.json")
    assert said in str(refused.value)


# All


def test_an_unknown_ending_is_refused_with_what_to_do(read) -> None:
    with pytest.raises(UnreadableFileError, match=r"\.xls are not read as tables.*Save it as XLSX"):
        read("a.xls", "x")


def test_the_endings_are_those_promised() -> None:
    assert {".csv", ".tsv", ".xlsx", ".json"} <= TABLE_SUFFIXES


def test_a_wrong_record_of_json_is_a_fault_beside_the_others(read) -> None:
    found = read("a.json", '[{"id": 1, "text": "a"}, {"id": 2, "text": ["b"]}, 5, {"id": 4, "text": "d"}]')
    assert (found.rows, found.row_numbers) == ((("1", "a"), ("4", "d")), (1, 4))
    (second, of_list), (third, of_number) = found.faults
    assert (second, third) == (2, 3)
    assert "The value of 'text' is a list" in of_list
    assert "This record is no object" in of_number


# Texts that go on in numbered columns


@pytest.mark.parametrize(
    ("headings", "cells", "whole"),
    [
        (("Description_2", "Description"), ("second", "First "), "First second"),
        (
            ("Description", "Description_3", "Description_2"),
            ("First ", "third", "second "),
            "First second third",
        ),
        (
            ("DESCRIPTION", "Description_10", "description_9"),
            ("First ", "tenth", "ninth "),
            "First ninth tenth",
        ),
    ],
)
def test_a_text_goes_on_by_the_numbers_of_its_columns_whatever_their_order(
    headings: tuple[str, ...], cells: tuple[str, ...], whole: str
) -> None:
    found = joined(Table(headings, (cells,), (2,)), lambda heading: heading.casefold() == "description")
    assert (found.headings[0].casefold(), found.rows) == ("description", ((whole,),))


def test_a_text_goes_on_only_from_a_column_of_the_same_heading() -> None:
    table = Table(("Abstract", "Description_2", "Themes_1"), (("One", "two", "three"),), (2,))
    assert joined(table, {"Abstract", "Description", "Themes"}.__contains__) == table
    assert loose_pieces(table, {"Abstract", "Description"}.__contains__) == ("Description_2",)


def test_of_two_columns_with_one_heading_the_first_goes_on() -> None:
    table = Table(("Remark", "Remark_2", "Remark"), (("a", "b", "c"),), (2,))
    found = joined(table, {"Remark"}.__contains__)
    assert (found.headings, found.rows) == (("Remark", "Remark"), (("ab", "c"),))


def test_a_heading_with_a_number_that_is_one_of_ours_stands_by_itself() -> None:
    table = Table(("Speaker", "Speaker_2"), (("A", "B"),), (2,))
    assert joined(table, {"Speaker", "Speaker_2"}.__contains__) == table
