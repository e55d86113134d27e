import csv
import json
import os
from collections.abc import Callable, Sequence
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook

from synthesis.corpus.fieldmap import FieldMap, parse_field_map
from synthesis.corpus.load import Loaded, load
from synthesis.errors import InputError
from synthesis.models import ANSWER_SEPARATOR, Contribution, Problem

Write = Callable[..., Path]
TEXT = "The number of workshops should be halved next year."


@pytest.fixture
def table(tmp_path: Path) -> Write:
    def write(*rows: Sequence[str], name: str = "inputs.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path

    return write


def only(loaded: Loaded) -> Contribution:
    (contribution,) = loaded.contributions
    return contribution


def refusals(loaded: Loaded) -> list[Problem]:
    return [problem for problem in loaded.problems if problem.is_refusal]


# Tables


def test_headings_are_matched_in_any_case_order_and_punctuation(table: Write) -> None:
    path = table(
        [
            "TEXT",
            "stakeholder_GROUP",
            "  Région: ",
            "Organización",
            "PAYS",
            "cycle",
            "Submitted-On",
            "N°",
            "langue",
        ],
        [TEXT, "ngo", "Africa", "A library", "Kenya", "2017", "2018-01-09", "7", "anglais"],
    )
    contribution = only(load([path]))
    assert contribution == Contribution(
        id="2017-7",
        text=TEXT,
        organisation="A library",
        stakeholder_group="Civil Society",
        group_as_given="ngo",
        region="African Group",
        region_as_given="Africa",
        country="Kenya",
        cycle=2017,
        language="en",
        submitted_on=date(2018, 1, 9),
    )


def test_columns_of_prose_are_answers_in_their_order(table: Write) -> None:
    path = table(
        ["id", "A1. What worked well?", "What did not", "Colour of the badge"],
        [
            "1",
            "The venue was easy to reach.",
            "There were far too many parallel sessions at all times.",
            "blue",
        ],
        ["2", "", "Nobody could find the rooms, and the maps were of no help.", "red"],
    )
    loaded = load([path], cycle=2017)
    first, second = loaded.contributions
    assert [answer.question for answer in first.answers] == ["A1. What worked well?", "What did not"]
    assert [first.text[answer.start : answer.end] for answer in first.answers] == first.text.split(
        ANSWER_SEPARATOR
    )
    assert [answer.question for answer in second.answers] == ["What did not"]
    assert [(problem.column, problem.is_refusal) for problem in loaded.problems] == [
        ("Colour of the badge", False)
    ]
    assert "not used" in loaded.problems[0].reason


def test_a_text_column_shuts_out_other_prose(table: Write) -> None:
    note = "The office wrote this note of more than eight words about it."
    loaded = load([table(["id", "Text", "Note of the office"], ["1", TEXT, note])], cycle=2017)
    assert only(loaded).text == TEXT
    assert only(loaded).answers == ()
    assert [problem.column for problem in loaded.problems] == ["Note of the office"]


def test_a_row_without_text_is_refused_with_its_row(table: Write) -> None:
    loaded = load([table(["id", "text"], ["1", TEXT], ["2", "  "])], cycle=2017)
    (refusal,) = refusals(loaded)
    assert (refusal.file, refusal.row, refusal.column) == ("inputs.csv", 3, "text")
    assert (loaded.received, len(loaded.contributions), loaded.merged, loaded.refused) == (2, 1, 0, 1)


def test_a_row_without_an_answer_names_the_columns_of_answers(table: Write) -> None:
    path = table(["id", "Your comments", "What else?"], ["1", TEXT, ""], ["2", "", ""])
    assert refusals(load([path]))[0].column == "Your comments, What else?"


def test_a_row_with_an_open_quotation_mark_is_refused_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('ID,Text\n1,"Fewer sessions.\n2,"More captions."\n3,Keep the hubs.\n', encoding="utf-8")
    loaded = load([path])
    assert [contribution.text for contribution in loaded.contributions] == [
        "More captions.",
        "Keep the hubs.",
    ]
    assert (loaded.received, loaded.refused) == (3, 1)
    (refusal,) = (problem for problem in loaded.problems if problem.is_refusal)
    assert (refusal.file, refusal.row) == ("a.csv", 2)
    path.write_text('ID,Text\n1,"Fewer sessions.\n', encoding="utf-8")
    assert (load([path]).received, load([path]).refused) == (1, 1)


def test_a_remark_on_a_row_names_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Results of 2017\nid,text,group\n1,{TEXT}\n2,{TEXT},Government,x\n", encoding="utf-8")
    told = [(problem.row, problem.reason) for problem in load([path], cycle=2017).problems]
    assert told == [
        (1, "It stands above the headings and was left out: 'Results of 2017'."),
        (3, "It has 2 of 3 cells; the rest are empty."),
        (4, "It has cells beyond the last heading, left out: 'x'."),
    ]


def test_blank_rows_are_not_received(table: Write) -> None:
    loaded = load([table(["id", "text"], ["1", TEXT], ["", ""], ["", " "])], cycle=2017)
    assert (loaded.received, loaded.refused) == (1, 0)


def test_fillers_are_loaded_and_told(table: Write) -> None:
    loaded = load([table(["id", "A1", "A2"], ["1", "N/A", "Sin comentarios"])], cycle=2017)
    assert only(loaded).text == "N/A\n\nSin comentarios"
    assert loaded.problems[0].row == 2
    assert not loaded.problems[0].is_refusal


def test_a_table_without_a_text_column_is_refused_row_by_row(table: Write) -> None:
    loaded = load([table(["id", "country"], ["1", "Kenya"], ["2", "Chile"])], cycle=2017)
    assert (loaded.received, loaded.refused) == (2, 2)
    (refusal,) = refusals(loaded)
    assert "No column holds text" in refusal.reason


def test_an_identical_record_is_merged(table: Write) -> None:
    loaded = load([table(["id", "text"], ["1", TEXT], ["1", TEXT])], cycle=2017)
    assert (loaded.received, len(loaded.contributions), loaded.merged) == (2, 1, 1)
    assert loaded.problems == ()


def test_one_id_with_two_texts_is_refused_and_the_first_is_kept(table: Write) -> None:
    loaded = load([table(["Ref", "text"], ["1", TEXT], ["1", "Another text."])], cycle=2017)
    (refusal,) = refusals(loaded)
    assert (refusal.row, refusal.column) == (3, "Ref")
    assert "inputs.csv, row 2" in refusal.reason
    assert "Give this one an id of its own" in refusal.reason
    assert only(loaded).text == TEXT


def test_one_given_id_with_another_country_is_refused(table: Write) -> None:
    loaded = load([table(["id", "text", "country"], ["1", TEXT, "Kenya"], ["1", TEXT, "Chile"])], cycle=2017)
    assert loaded.refused == 1
    assert "another region" in refusals(loaded)[0].reason or "another country" in refusals(loaded)[0].reason


@pytest.mark.parametrize("door", ["one load", "two loads"])
@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("country", "Kenya", "Brazil"),
        ("date", "2018-01-09", "2018-01-10"),
        ("group as given", "a union", "a co-operative"),
        ("consent", "yes", "no"),
    ],
)
def test_the_same_words_in_two_records_without_an_id_are_two_contributions(
    table: Write, door: str, heading: str, first: str, second: str
) -> None:
    rows = [[TEXT, first], [TEXT, second]]
    loads = [rows] if door == "one load" else [[row] for row in rows]
    ids = set()
    for some in loads:
        loaded = load([table(["text", heading], *some)], cycle=2017)
        assert (loaded.merged, loaded.refused) == (0, 0)
        ids |= {contribution.id for contribution in loaded.contributions}
    assert len(ids) == 2


def test_the_same_answer_to_two_questions_is_two_contributions(table: Write) -> None:
    loaded = load([table(["A1", "A2"], ["The captions.", ""], ["", "The captions."])], cycle=2017)
    assert (len(loaded.contributions), loaded.merged) == (2, 0)


def test_a_record_without_an_id_that_differs_in_nothing_is_merged_and_told(table: Write) -> None:
    rows = [["A", TEXT, "Form"], ["A", TEXT, "Mail"], ["B", TEXT, "Form"]]
    loaded = load([table(["organisation", "text", "source"], *rows)], cycle=2017)
    assert (loaded.received, len(loaded.contributions), loaded.merged, loaded.refused) == (3, 2, 1, 0)
    (problem,) = loaded.problems
    assert (problem.row, problem.is_refusal) == (3, False)
    assert "The same in everything as inputs.csv, row 2" in problem.reason


def test_an_id_is_made_from_the_content_and_not_from_the_path(table: Write, tmp_path: Path) -> None:
    path = table(["name", "text"], ["A", TEXT])
    before = only(load([path], cycle=2017)).id
    (tmp_path / "elsewhere").mkdir()
    moved = path.rename(tmp_path / "elsewhere" / "other.csv")
    assert only(load([moved], cycle=2017)).id == before
    assert before.startswith("2017-")
    assert only(load([moved], cycle=2016)).id.split("-")[1] != before.split("-")[1]


def test_an_id_that_has_its_cycle_already_keeps_it(table: Write) -> None:
    assert only(load([table(["id", "text"], ["2017-w1", TEXT])], cycle=2017)).id == "2017-w1"


def test_the_cycle_of_the_row_goes_before_the_one_given(table: Write) -> None:
    loaded = load([table(["cycle", "text"], ["2016", TEXT], ["", "Another text."])], cycle=2017)
    assert [contribution.cycle for contribution in loaded.contributions] == [2016, 2017]


def test_without_a_cycle_contributions_are_loaded_and_one_problem_says_so(table: Write) -> None:
    loaded = load([table(["id", "text"], ["1", TEXT], ["2", "Another text."])])
    assert [contribution.id for contribution in loaded.contributions] == ["1", "2"]
    (problem,) = loaded.problems
    assert problem.reason.startswith("2 contributions have no cycle.")


def test_a_cycle_that_is_no_year_is_told(table: Write) -> None:
    loaded = load([table(["cycle", "text"], ["next", TEXT])], cycle=2017)
    assert only(loaded).cycle == 2017
    assert loaded.problems[0].column == "cycle"


def test_a_cycle_outside_the_years_that_can_be_meant_is_not_taken(table: Write) -> None:
    loaded = load([table(["cycle", "text"], ["1970", TEXT])], cycle=2017)
    assert (only(loaded).cycle, loaded.problems[0].column) == (2017, "cycle")
    for arguments in ({"cycle": 18}, {"field_map": parse_field_map({"defaults": {"cycle": 18}})}):
        with pytest.raises(InputError, match=r"from 2005 to 2100\. Got 18"):
            load([table(["text"], [TEXT])], **arguments)


@pytest.mark.parametrize("given", ["05/04/2018", "soon"])
def test_a_date_that_is_none_is_left_empty_and_told(table: Write, given: str) -> None:
    loaded = load([table(["text", "Date"], [TEXT, given])], cycle=2017)
    assert only(loaded).submitted_on is None
    (problem,) = loaded.problems
    assert (problem.row, problem.column) == (2, "Date")


def test_group_and_region_are_never_guessed(table: Write) -> None:
    path = table(
        ["text", "Sector", "Region"], [TEXT, "Goverment", "Asia Pacifc Group"], ["Other.", "Academia", ""]
    )
    loaded = load([path], cycle=2017)
    first, second = loaded.contributions
    assert (first.stakeholder_group, first.group_as_given) == ("unknown", "Goverment")
    assert (first.region, first.region_as_given) == ("unknown", "Asia Pacifc Group")
    assert (second.stakeholder_group, second.group_as_given) == ("unknown", "Academia")
    reasons = [(problem.row, problem.column, problem.reason) for problem in loaded.problems]
    assert reasons[0][:2] == (2, "Sector")
    assert reasons[0][2].endswith("Did you mean 'Government'?")
    assert reasons[1][2].endswith("Did you mean 'Asia-Pacific Group'?")
    assert reasons[2][:2] == (3, "Sector")
    assert "Did you mean" not in reasons[2][2]
    assert not refusals(loaded)


def test_the_region_comes_from_the_country_when_none_is_given(table: Write) -> None:
    path = table(["text", "country"], [TEXT, "Sénégal"], ["Other.", "Latin America"], ["A third.", "Global"])
    loaded = load([path], cycle=2017)
    assert [(c.country, c.region) for c in loaded.contributions] == [
        ("Senegal", "African Group"),
        ("Latin America", "Latin American and Caribbean Group (GRULAC)"),
        ("Global", "unknown"),
    ]


@pytest.mark.parametrize(
    ("given", "consents"),
    [
        ("yes", True),
        ("Oui", True),
        ("sí", True),
        ("TRUE", True),
        ("1", True),
        ("no", False),
        ("", False),
        ("?", False),
    ],
)
def test_a_name_is_published_only_with_consent(table: Write, given: str, consents: bool) -> None:
    path = table(["name", "Consent to publish name", "text"], ["A. Person", given, TEXT])
    assert only(load([path], cycle=2017)).may_publish_name is consents


def test_names_that_stay_hidden_for_want_of_consent_are_told(table: Write, tmp_path: Path) -> None:
    def told(*paths: Path) -> list[tuple[str, str]]:
        problems = load(paths, cycle=2018).problems
        return [(problem.column, problem.reason) for problem in problems if "consent" in problem.reason]

    named = table(["Nom", "Text"], ["Small provider", TEXT], ["Large provider", TEXT], ["", TEXT])
    ((column, reason),) = told(named)
    assert (column, reason[:23]) == ("Nom", "2 names are not shown, ")
    assert "'Organisation'" in reason
    (tmp_path / "a.txt").write_text(f"Contributor: Small provider\nCycle: 2018\n\n{TEXT}", encoding="utf-8")
    assert told(tmp_path / "a.txt")[0][0] == "Contributor"
    asked = table(["Name", "Consent to publish name", "Text"], ["A. Person", "no", TEXT])
    assert told(asked) == []
    assert told(table(["Name", "Organisation", "Text"], ["A. Person", "Library", TEXT])) == []


def test_without_a_language_it_is_told_from_the_text(table: Write) -> None:
    path = table(
        ["text", "language"], ["Le programme de cette année était trop chargé.", ""], [TEXT, "Klingonese"]
    )
    loaded = load([path], cycle=2017)
    assert [contribution.language for contribution in loaded.contributions] == ["fr", "en"]
    assert "Klingonese" in loaded.problems[0].reason


def test_csv_xlsx_and_json_of_one_content_give_the_same_contributions(table: Write, tmp_path: Path) -> None:
    rows = [["id", "text", "date"], ["1", "Élargir l’accès — 会议", "2018-01-09"]]
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(tmp_path / "inputs.xlsx")
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    (tmp_path / "inputs.json").write_text(json.dumps(records), encoding="utf-8")
    paths = [table(*rows), table(*rows, name="a.tsv").rename(tmp_path / "b.csv"), tmp_path / "inputs.xlsx"]
    results = [load([path], cycle=2017).contributions for path in [*paths, tmp_path / "inputs.json"]]
    assert all(result == results[0] for result in results)


# Maps


def test_a_map_names_fields_questions_values_and_defaults(table: Write) -> None:
    path = table(
        ["Body", "Kind", "Praise", "Blame", "text"],
        ["A library", "Academic", "Good.", "", "office use"],
    )
    field_map = parse_field_map(
        {
            "fields": {"organisation": "body", "stakeholder_group": "KIND"},
            "questions": ["Praise", "Blame"],
            "values": {"stakeholder_group": {"Academic": "Technical Community"}},
            "ignore": ["text"],
            "defaults": {"cycle": 2015, "source": "An older consultation"},
        }
    )
    contribution = only(load([path], field_map=field_map))
    assert (contribution.organisation, contribution.text) == ("A library", "Good.")
    assert (contribution.stakeholder_group, contribution.group_as_given) == (
        "Technical Community",
        "Academic",
    )
    assert (contribution.cycle, contribution.source) == (2015, "An older consultation")


def test_the_cycle_given_goes_before_the_default_of_the_map(table: Write) -> None:
    field_map = parse_field_map({"defaults": {"cycle": 2015}})
    assert only(load([table(["text"], [TEXT])], field_map=field_map, cycle=2017)).cycle == 2017


def test_a_heading_of_the_map_that_is_in_no_table_is_an_error(table: Write) -> None:
    with pytest.raises(InputError, match=r"No table has the heading 'Boddy'\. Did you mean 'Body'"):
        load(
            [table(["Body", "text"], ["A", TEXT])],
            field_map=parse_field_map({"fields": {"organisation": "Boddy"}}),
        )


# Documents


def test_a_document_begins_with_our_headings(tmp_path: Path) -> None:
    path = tmp_path / "input.txt"
    path.write_text(
        "Contributor: A network\nStakeholder group: NGO\nCountry: Kenya\nCycle: 2017\n"
        "Submitted on: 9 January 2018\n"
        f"Consent to publish name: yes\nSource: Sample data\nID: t1\n\n{TEXT}\n",
        encoding="utf-8",
    )
    contribution = only(load([path]))
    assert contribution == Contribution(
        id="2017-t1",
        text=TEXT,
        contributor="A network",
        stakeholder_group="Civil Society",
        group_as_given="NGO",
        region="African Group",
        country="Kenya",
        cycle=2017,
        language="en",
        submitted_on=date(2018, 1, 9),
        source="Sample data",
        may_publish_name=True,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Name: the IGF should be renamed.\n\nWe ask for fewer.",
        "Intro line\n\nNumber: of sessions too high\nLanguage: add more\nRest of it",
        "Intro line\n\nNumber: of sessions too high\nLanguage: add more\n\nRest of it",
        "Dear all,\n\nno: we do not agree.\nSource: our own survey\n\nWe ask for fewer.",
        "Organisation: excellent.\nLanguage: more interpreters, please.\n\nWe ask for fewer.",
        "Region: the hubs of Africa were left alone.\n\nWe ask for fewer.",
    ],
)
def test_sentences_that_begin_like_headings_stay_in_the_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    loaded = load([tmp_path], cycle=2017)
    assert only(loaded) == Contribution(
        id=only(loaded).id, text=text, cycle=2017, language=only(loaded).language
    )
    assert loaded.problems == ()


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("Contributor: A network", "contributor", "A network"),
        ("Stakeholder group: a union", "group_as_given", "a union"),
        ("Region: Africa", "region", "African Group"),
        ("Cycle: 2016", "cycle", 2016),
        ("Language: French", "language", "fr"),
        ("Name: A. Person\nOrganisation: A library", "organisation", "A library"),
        ("Organisation: A library\nSector: Academia", "group_as_given", "Academia"),
        ("A title\n\nName: A. Person\nCountry: Kenya", "country", "Kenya"),
        ("ID: t-17\nSource: a form", "source", "a form"),
    ],
)
def test_a_few_headings_are_fields_and_told_by_name_but_not_by_value(
    tmp_path: Path, head: str, field: str, value: object
) -> None:
    (tmp_path / "a.txt").write_text(f"{head}\n\n{TEXT}", encoding="utf-8")
    loaded = load([tmp_path], cycle=2017)
    assert getattr(only(loaded), field) == value
    assert only(loaded).text.endswith(TEXT)
    told = [problem.reason for problem in loaded.problems if "Taken as headings" in problem.reason]
    assert len(told) == 1
    assert head.split("\n")[-1].split(":")[0] in told[0]
    assert "A. Person" not in told[0]


def test_a_mail_gives_its_date_and_a_name_without_consent(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "A. Person <person@example.org>"
    mail["Date"] = "Thu, 28 Dec 2017 23:42:10 +0530"
    mail["Subject"] = "Input"
    mail.set_content(f"{TEXT}\n\nOn Friday the office wrote:\n> Dear all,\n>\n> Tell us what worked.\n")
    (tmp_path / "input.eml").write_bytes(mail.as_bytes())
    loaded = load([tmp_path / "input.eml"], cycle=2017)
    contribution = only(loaded)
    assert (contribution.text, contribution.contributor) == (TEXT, "A. Person")
    assert (contribution.submitted_on, contribution.may_publish_name) == (date(2017, 12, 28), False)
    assert contribution.display_name == "Contributor not named"
    assert any("quoted" in problem.reason for problem in loaded.problems)


@pytest.mark.parametrize(("name", "n_refused"), [("input.docx", 1), ("input.odt", 1), ("logo.png", 0)])
def test_an_attachment_that_may_hold_a_contribution_is_refused_beside_the_mail(
    tmp_path: Path, name: str, n_refused: int
) -> None:
    mail = EmailMessage()
    mail.set_content("Please find our contribution attached.")
    mail.add_attachment(b"PK", maintype="application", subtype="octet-stream", filename=name)
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())
    loaded = load([tmp_path], cycle=2017)
    assert (len(loaded.contributions), loaded.refused, loaded.received) == (1, n_refused, 1 + n_refused)
    assert len(refusals(loaded)) == n_refused
    assert any(repr(name) in problem.reason for problem in loaded.problems)


def test_a_second_table_of_a_workbook_is_refused_beside_the_first(tmp_path: Path) -> None:
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Late inputs")):
        assert sheet is not None
        sheet.append(["ID", "Text"])
        sheet.append([1, TEXT])
    book.save(tmp_path / "a.xlsx")
    loaded = load([tmp_path], cycle=2017)
    assert (len(loaded.contributions), loaded.refused, loaded.received) == (1, 1, 2)
    assert "'Late inputs'" in refusals(loaded)[0].reason


def test_folders_and_files_are_read_together_in_a_fixed_order(table: Write, tmp_path: Path) -> None:
    folder = tmp_path / "folder" / "deeper"
    folder.mkdir(parents=True)
    (folder / "b.txt").write_text("Text of b.", encoding="utf-8")
    (tmp_path / "folder" / "c.md").write_text("Text of c.", encoding="utf-8")
    (folder / "README.md").write_text("About this folder.", encoding="utf-8")
    loaded = load([tmp_path / "folder", table(["text"], [TEXT]), folder / "b.txt"], cycle=2017)
    assert [contribution.text for contribution in loaded.contributions] == ["Text of c.", "Text of b.", TEXT]
    assert [problem.file for problem in loaded.problems] == ["deeper/README.md"]


def test_links_hidden_and_missing_files_are_refused_when_named(tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(target)
    (tmp_path / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    loaded = load(
        [tmp_path / "link.txt", tmp_path / ".hidden.txt", tmp_path / "none.txt", target], cycle=2017
    )
    assert [problem.file for problem in refusals(loaded)] == ["link.txt", ".hidden.txt", "none.txt"]
    assert (loaded.received, loaded.refused, len(loaded.contributions)) == (4, 3, 1)


def test_a_link_inside_a_folder_is_not_followed_and_told(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("Not yours.", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    loaded = load([folder], cycle=2017)
    assert only(loaded).text == TEXT
    assert [problem.file for problem in refusals(loaded)] == ["link.txt", "linked"]
    assert (loaded.received, loaded.refused) == (3, 2)


def test_hidden_files_and_folders_in_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / ".folder").mkdir()
    for name in ("a.txt", ".hidden.csv", ".folder/b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    loaded = load([tmp_path], cycle=2017)
    assert [problem.file for problem in loaded.problems] == [".hidden.csv", ".folder"]
    assert (loaded.received, len(loaded.contributions), loaded.refused) == (1, 1, 0)


def test_a_folder_that_may_not_be_opened_is_refused_and_the_rest_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    scan = os.scandir

    def scan_or_fail(path: str) -> object:
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scan_or_fail)
    loaded = load([tmp_path], cycle=2017)
    (refusal,) = refusals(loaded)
    assert refusal.file == "sub"
    assert "Permission denied" in refusal.reason
    assert (loaded.received, len(loaded.contributions), loaded.refused) == (2, 1, 1)
    assert [problem.file for problem in refusals(load([tmp_path / "sub"]))] == ["sub"]


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".hidden.csv").write_text(TEXT, encoding="utf-8")
    loaded = load([tmp_path], cycle=2017)
    assert "The folder holds no files to read." in refusals(loaded)[0].reason
    assert (loaded.received, loaded.refused) == (1, 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.png", b"\x89PNG"),
        ("wrong.docx", b"plain text"),
        ("broken.xlsx", b"PK\x03\x04junk"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_the_rest_is_loaded(
    table: Write, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    loaded = load([tmp_path / name, table(["text"], [TEXT])], cycle=2017)
    assert only(loaded).text == TEXT
    assert [problem.file for problem in refusals(loaded)] == [name]
    assert (loaded.received, loaded.refused) == (2, 1)


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Text of {name}", encoding="utf-8")
    steps: list[tuple[int, int, str]] = []
    load([tmp_path], cycle=2017, on_progress=lambda done, total, what: steps.append((done, total, what)))
    assert steps == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")]


def test_nothing_gives_nothing() -> None:
    assert load([], field_map=FieldMap()) == Loaded((), (), 0, 0, 0)


def test_an_account_that_does_not_add_up_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="Received must be"):
        Loaded((), (), received=2, merged=1, refused=0)


def test_loading_twice_gives_the_same(table: Write) -> None:
    path = table(["name", "text"], ["A", TEXT], ["B", "Another text."])
    assert load([path], cycle=2017) == load([path], cycle=2017)
