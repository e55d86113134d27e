"""File to file, without a store."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from synthesis.coding.codebook import shipped_codebook
from synthesis.coding.reference import ReviewedPassage
from synthesis.corpus.tables import read_table
from synthesis.errors import InputError, UnreadableFileError
from synthesis.pipeline import code_file, read_reviewed
from synthesis.pipeline.tabular import read_rows
from tests.pipeline.given import rows_of

# File to file


def test_every_passage_of_the_input_is_accounted_for(inputs: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    report = code_file(inputs, target)
    rows = rows_of(target)
    assert list(rows[0]) == [
        "contribution_id",
        "passage_id",
        "start",
        "end",
        "theme",
        "score",
        "position",
        "status",
        "evidence",
        "evidence_at",
        "position_at",
    ]
    assert {row["contribution_id"] for row in rows} == {"1", "2", "3"}
    assert len({row["passage_id"] for row in rows}) == report.passages
    assert report.passages == report.coded + report.none + report.undecided
    assert report.codings == sum(row["status"] == "proposed" for row in rows)


def test_evidence_stands_in_the_text_it_is_about(inputs: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    code_file(inputs, target)
    texts = {row["id"]: row["text"] for row in rows_of(inputs)}
    coded = [row for row in rows_of(target) if row["status"] == "proposed"]
    assert coded
    for row in coded:
        passage = texts[row["contribution_id"]][int(row["start"]) : int(row["end"])]
        assert row["evidence"]
        assert all(words in passage for words in row["evidence"].split("; "))


def test_the_words_for_theme_and_position_are_placed_in_the_text(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    text = "We thank the hosts for a week that went well.\n\nPlease cut the number of workshops by half."
    source.write_text(f'id,text\na,"{text}"\n', encoding="utf-8")
    code_file(source, target)
    (row,) = [row for row in rows_of(target) if row["theme"] == "programme_size"]
    assert [_placed(text, row["evidence_at"])] == [row["evidence"].split("; ")]
    assert "number of workshops" in row["evidence"]
    assert set(_placed(text, row["position_at"])) <= {"Please", "cut", "number", "workshops", "half"}
    assert row["position_at"]


def _placed(text: str, places: str) -> list[str]:
    ends = [place.split("-") for place in places.split()]
    return [text[int(start) : int(end)] for start, end in ends]


def test_rows_that_are_passages_keep_their_ids(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text('id,text\np1,"Too many sessions.\n\nFew know us."\np2,RAS\n', encoding="utf-8")
    report = code_file(source, target, are_passages=True)
    rows = rows_of(target)
    assert {(row["contribution_id"], row["passage_id"]) for row in rows} == {("p1", "p1"), ("p2", "p2")}
    assert (rows[0]["start"], rows[0]["end"]) == ("0", str(len("Too many sessions.\n\nFew know us.")))
    assert report.passages == 2


def test_none_and_undecided_have_one_row_each(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,text\na,RAS\nb,\nc,Coffee was served at four.\n", encoding="utf-8")
    code_file(source, target)
    rows = rows_of(target)
    assert [row["contribution_id"] for row in rows[:2]] == ["a", "b"]
    for row in rows:
        assert row["status"] in {"none", "undecided", "proposed"}
        assert (row["theme"] == "") == (row["status"] == "none")
        assert row["evidence"] == "" or row["status"] == "proposed"


def test_the_same_input_gives_the_same_bytes_on_any_number_of_processes(inputs: Path, tmp_path: Path) -> None:
    for ending in ("csv", "parquet"):
        outputs = [tmp_path / f"{number}.{ending}" for number in range(3)]
        for target, workers in zip(outputs, (1, 1, 2), strict=True):
            code_file(inputs, target, workers=workers)
        contents = [target.read_bytes() for target in outputs]
        assert contents[0] == contents[1] == contents[2]


def test_parquet_and_csv_hold_the_same(inputs: Path, tmp_path: Path) -> None:
    table = rows_of(inputs)
    source = tmp_path / "in.parquet"
    columns = {"TEXT": [row["text"] for row in table], "Id": pa.array([1, 2, 3])}
    pq.write_table(pa.table(columns), source)
    code_file(source, tmp_path / "out.parquet")
    code_file(inputs, tmp_path / "out.csv")
    from_parquet = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [{name: str(value) for name, value in row.items()} for row in from_parquet] == rows_of(
        tmp_path / "out.csv"
    )


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-16", ";"), ("cp1252", ";"), ("utf-8", "\t")]
)
def test_encodings_and_delimiters_of_the_input_are_told(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    text = "Il y avait trop de séances parallèles à Genève, et trop peu de débats."
    source.write_text(f"id{delimiter}text\né1{delimiter}{text}\n", encoding=encoding)
    code_file(source, target)
    assert rows_of(target)[0]["contribution_id"] == "é1"


@pytest.mark.parametrize("are_passages", [False, True])
def test_a_row_with_the_id_of_an_earlier_one_is_refused(tmp_path: Path, are_passages: bool) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    between = "".join(f"{number},RAS\n" for number in range(300))  # in another partition than the first
    source.write_text(f"id,text\na,Too many sessions.\n{between}a,More sessions.\n", encoding="utf-8")
    report = code_file(source, target, are_passages=are_passages)
    assert (report.received, report.loaded, report.refused) == (302, 301, 1)
    assert (report.problems[0].row, "'a'" in report.problems[0].reason) == (303, True)
    rows = rows_of(target)
    assert len({row["passage_id"] for row in rows}) == report.passages
    assert [row["end"] for row in rows if row["contribution_id"] == "a"] == [str(len("Too many sessions."))]


PADDING = "".join(f"{number},Fewer sessions would do.\n" for number in range(40_000)).encode()
ACCENTED = "a,Réunions trop longues à Genève.\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"id,text\n" + ACCENTED.encode() + ACCENTED.encode("cp1252"), "Windows-1252"),
        (b"id,text\n" + PADDING + ACCENTED.encode("cp1252"), ""),
        (b"id,text\n" + PADDING + "a,Слишком много заседаний.\n".encode("cp1251"), "cp1251"),
        (b"id,text\n" + ACCENTED.encode("cp1252") + PADDING + ACCENTED.encode(), "Windows-1252"),
        ("id,text\na,Fewer sessions, café".encode()[:-1], "breaks off"),
        (b"sep=;\nid;text\na;Fewer sessions, and longer\n", ""),
        (b"\nid,text\na,Fewer sessions.\n,,\n", ""),
    ],
    ids=["mixed lines", "late accents", "late cyrillic", "late UTF-8", "cut", "delimiter told", "blank rows"],
)
def test_a_long_table_is_read_as_load_reads_it(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    told: list[str] = []
    rows = [(row.number, row.id, row.text) for row in read_rows(path, told.append)]
    table = read_table(path)
    assert rows == [(number, *cells[:2]) for number, cells in zip(table.row_numbers, table.rows, strict=True)]
    assert len(told) == bool(says)
    assert all(says in reason for reason in told)


def test_what_was_told_of_a_table_refuses_none_of_its_rows(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b"id,text\n" + ACCENTED.encode() + ACCENTED.replace("a", "b", 1).encode("cp1252"))
    report = code_file(source, tmp_path / "out.csv")
    assert (report.received, report.loaded, report.refused) == (2, 2, 0)
    assert ["Windows-1252" in problem.reason for problem in report.problems] == [True]


def test_a_missing_quotation_mark_refuses_a_file_to_code(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text('id,text\n1,One.\n2,"Two.\n3,"Three."\n', encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="missing or too many in row 3"):
        code_file(source, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_file_of_a_byte_order_mark_alone_is_empty(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b"\xef\xbb\xbf")
    with pytest.raises(UnreadableFileError, match="empty"):
        code_file(source, tmp_path / "out.csv")


def test_a_row_without_an_id_is_refused_and_the_rest_coded(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,text\n,Too many sessions.\nb,Too many sessions.\n", encoding="utf-8")
    report = code_file(source, target)
    assert (report.received, report.loaded, report.refused) == (2, 1, 1)
    assert report.problems[0].row == 2
    assert {row["contribution_id"] for row in rows_of(target)} == {"b"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "empty"),
        ("id,text\n", "no rows"),
        ("id,words\n1,x\n", "'text' is missing"),
        ("\0\1\2", "not text"),
    ],
)
def test_an_input_that_cannot_be_used_leaves_no_output(tmp_path: Path, content: str, says: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        code_file(source, target)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_a_damaged_parquet_file_is_unreadable(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    source.write_bytes(b"PAR1 and then nothing")
    with pytest.raises(UnreadableFileError, match="damaged"):
        code_file(source, tmp_path / "out.csv")


def test_other_formats_are_refused_before_any_work(inputs: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="CSV or Parquet"):
        code_file(inputs, tmp_path / "out.xlsx")


def test_a_text_longer_than_a_megabyte_is_coded(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,text\n1," + "Too many sessions. " * 60_000 + "\n", encoding="utf-8")
    assert code_file(source, target).received == 1


def test_reviewed_rows_of_one_text_become_one_passage(tmp_path: Path) -> None:
    path = tmp_path / "reviewed.csv"
    path.write_text(
        "Text,Theme,Position\nToo many.,programme_size,for\nToo many.,visibility,\nCoffee.,none,\n",
        encoding="utf-8",
    )
    first, second = read_reviewed(path)
    assert (first.themes, first.positions) == (("programme_size", "visibility"), ("for", "unclear"))
    assert (second.text, second.themes) == ("Coffee.", ())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("text\nx\n", "The column 'theme' is missing"),
        ("text,theme,text\nx,none,y\n", "The column 'text' stands twice"),
        ("text,theme,position,position\nx,size,for,against\n", "The column 'position' stands twice"),
        ("text,theme,position\nx,visibility,maybe\n", "row 2: 'maybe' is no position"),
        ("text,theme\nx,none\n ,visibility\n", "row 3: The row has no text"),
        (
            "text,theme\nx,none\ny,Size of the program\n",
            "row 3: 'Size of the program' is no theme .* Did you mean 'programme_size'. Its themes are vis",
        ),
        ("text,theme\nx,none\nx,visibility\n", r"row 3: .* a theme in one row and none in another \(row 2\)"),
        (
            "text,theme,position\nx,visibility,for\nx,visibility,against\n",
            "row 3: The same text is for 'visibility' in one row and against in another",
        ),
        ('text,theme\nx,none\n"y,visibility\nz,none\n', "row 3"),
    ],
)
def test_a_reviewed_file_with_a_fault_says_which(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "reviewed.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_reviewed(path)


def test_reviewed_passages_change_what_is_learned(inputs: Path, tmp_path: Path) -> None:

    text = "There were far too many sessions at the same time."
    reviewed = [ReviewedPassage(text, ()) for _ in range(30)]
    code_file(inputs, tmp_path / "plain.csv")
    code_file(inputs, tmp_path / "taught.csv", reviewed=reviewed)
    assert (tmp_path / "plain.csv").read_bytes() != (tmp_path / "taught.csv").read_bytes()


@pytest.mark.parametrize("n", [10, 200])
def test_a_theme_of_one_sentence_is_found_in_a_long_row(tmp_path: Path, n: int) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    other = "The bus from the hotel left at nine in the morning and was on time. "
    text = other * n + "Please cut the number of workshops by half. " + other * n
    source.write_text(f"id,text\na,{text}\n", encoding="utf-8")
    report = code_file(source, target, are_passages=True)
    (row,) = rows_of(target)
    assert (row["theme"], row["passage_id"], report.passages) == ("programme_size", "a", 1)
    assert _placed(text, row["evidence_at"]) == ["cut the number of workshops"]
    assert row["position_at"]


REVIEWED_FILE = """text,theme,position
"Please cut the number of workshops by half.",visibility,against
Too many sessions were held.,none,
Fewer workshops would do.,programme_size,
"""


def test_a_passage_that_people_have_coded_takes_their_answer(tmp_path: Path) -> None:
    source, target, answers = (tmp_path / f"{name}.csv" for name in ("in", "out", "reviewed"))
    answers.write_text(REVIEWED_FILE, encoding="utf-8")
    source.write_text(
        'id,text\na,"Please cut the number of workshops by half."\nb,Too many sessions were held.\n'
        "c,Fewer workshops would do.\nd,Cut the number of workshops.\n",
        encoding="utf-8",
    )
    report = code_file(source, target, are_passages=True, reviewed=read_reviewed(answers))
    rows = {row["contribution_id"]: row for row in rows_of(target)}
    said = {key: (row["theme"], row["position"], row["status"]) for key, row in rows.items()}
    assert said["a"] == ("visibility", "against", "confirmed")
    assert said["b"] == ("", "", "none")
    assert (said["c"][0], said["c"][2]) == ("programme_size", "confirmed")
    assert said["c"][1] != "unclear", "a position that was left open is the machine's"
    assert said["d"][2] == "proposed"
    assert "3 of 4 passages have the words of a reviewed one and its answer." in report.notes


def test_the_report_of_a_file_is_json(inputs: Path, tmp_path: Path) -> None:
    report = code_file(inputs, tmp_path / "out.csv", codebook=shipped_codebook())
    assert json.loads(json.dumps(report.as_dict()))["received"] == 3
