"""Tables: which heading is which field, which row is which contribution, and what is told."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from synthesis.corpus.fieldmap import parse_field_map
from synthesis.corpus.load import load
from synthesis.errors import InputError
from synthesis.models import ANSWER_SEPARATOR, Contribution
from tests.corpus.conftest import Write
from tests.corpus.loaded import TEXT, only, refusals

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


def test_a_form_that_asks_in_sentences_is_read_as_whoever_fills_it_in_would_read_it(table: Write) -> None:
    path = table(
        [
            "Timestamp",
            "Your name",
            "Name of your organization",
            "Which stakeholder group do you belong to?",
            "Region (please tick)",
            "What worked in your region?",
        ],
        ["2024/01/05 10:11:12", "Ada Example", "A library", "Civil Society", "Africa", TEXT],
    )
    found = only(load([path]))
    assert (
        found.contributor,
        found.organisation,
        found.stakeholder_group,
        found.region,
        found.submitted_on,
    ) == (
        "Ada Example",
        "A library",
        "Civil Society",
        "African Group",
        date(2024, 1, 5),
    )
    assert found.text.endswith(TEXT)
    assert "Civil Society" not in found.text


def test_a_question_about_groups_that_is_answered_in_words_stays_a_question(table: Write) -> None:
    path = table(
        ["id", "Which group should meet more often?"], ["1", "The coalitions, and on more than one day."]
    )
    assert only(load([path])).text.endswith("The coalitions, and on more than one day.")


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


def test_a_row_whose_text_is_cut_at_unquoted_commas_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"id,text\n1,{TEXT}\n2,Fewer talks, more time, and captions\n", encoding="utf-8")
    loaded = load([path], cycle=2017)
    assert [contribution.text for contribution in loaded.contributions] == [TEXT]
    assert (loaded.received, loaded.refused) == (2, 1)
    (refusal,) = loaded.problems
    assert (refusal.row, refusal.column, refusal.is_refusal) == (3, "text", True)
    assert "quotation marks" in refusal.reason


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
    (problem,) = loaded.problems
    assert "inputs.csv, row 2; merged" in problem.reason
    assert (problem.row, problem.is_refusal) == (3, False)


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


def test_a_date_in_the_future_is_kept_and_told(table: Write) -> None:
    path = table(["text", "Date"], [TEXT, "2018-04-06"])
    early = load([path], cycle=2017, today=date(2018, 4, 5))
    assert only(early).submitted_on == date(2018, 4, 6)
    assert "future" in early.problems[0].reason
    assert load([path], cycle=2017, today=date(2018, 4, 6)).problems == ()


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


def test_headings_in_two_languages_and_with_numbers_are_read(table: Write) -> None:
    path = table(
        [
            "Timestamp / Horodatage",
            "Name of organisation / Nom de l'organisation",
            "Stakeholder group / Groupe de parties prenantes",
            "4. Region / Région",
            "5. What worked well? / Qu'est-ce qui a bien fonctionné ?",
            "6. Any other comments / Autres commentaires",
        ],
        ["2018-12-01", "A library", "Civil Society / Société civile", "Africa / Afrique", "Captions", TEXT],
    )
    loaded = load([path], cycle=2018)
    contribution = only(loaded)
    assert (contribution.organisation, contribution.stakeholder_group) == ("A library", "Civil Society")
    assert (contribution.region, contribution.submitted_on) == ("African Group", date(2018, 12, 1))
    assert contribution.text == f"Captions{ANSWER_SEPARATOR}{TEXT}"
    assert loaded.problems == ()


def test_a_heading_that_names_two_fields_is_neither(table: Write) -> None:
    loaded = load([table(["Region / Country", "Text"], ["Kenya", TEXT])], cycle=2018)
    assert (only(loaded).region, only(loaded).country) == ("unknown", "")
    assert [problem.column for problem in loaded.problems] == ["Region / Country"]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("First time here? Yes/No", "7"),
        ("Category / No", "7"),
        ("Y/N", "7"),
        ("Text / audio", "audio"),
        ("Name / Email", "Ada"),
        ("Organisation / Email address", "ada@example.org"),
        ("5-Year", "2018"),
    ],
)
def test_a_field_is_not_taken_from_one_side_of_a_heading_that_says_something_else(
    table: Write, heading: str, cell: str
) -> None:
    loaded = load([table(["What worked?", heading], [TEXT, cell])])
    contribution = only(loaded)
    assert (contribution.text, contribution.contributor, contribution.organisation) == (TEXT, "", "")
    assert (contribution.cycle, contribution.id.endswith("-7")) == (None, False)
    assert heading in [problem.column for problem in loaded.problems]


@pytest.mark.parametrize(
    "heading", ["Country / Land", "Country / Country name in Dutch", "3 - Country / Pays"]
)
def test_a_heading_in_a_second_language_that_is_not_known_is_still_of_the_field(
    table: Write, heading: str
) -> None:
    assert only(load([table([heading, "Text"], ["Kenya", TEXT])], cycle=2018)).country == "Kenya"


def test_a_numbered_column_of_long_answers_beside_a_numbered_question_holds_answers_and_is_told(
    table: Write,
) -> None:
    long = " ".join(["Captions in every room"] * 10)
    path = table(
        ["1. What should change?", "2. Wishes for Berlin", "3. Email", "4. Badge"],
        ["Fewer talks", long, "a@b.example", "blue"],
        *[["Fewer talks", "Captions", "", "blue"]] * 4,
    )
    loaded = load([path], cycle=2018)
    assert loaded.contributions[0].text == f"Fewer talks{ANSWER_SEPARATOR}{long}"
    told = {problem.column: problem.reason for problem in loaded.problems if problem.row is None}
    assert "Taken as answers" in told["2. Wishes for Berlin"]
    assert "none that is says who wrote" in told["3. Email"]
    assert "none that is says who wrote" in told["4. Badge"]


def test_what_tells_of_a_person_is_no_answer_though_its_column_is_numbered(table: Write) -> None:
    headings = ["1. What worked?", "2. Contact person", "3. Postal address", "4. Focal point", "5. Why?"]
    street = "Flat 4 of 12 Main Street in the West of Town"
    path = table(headings, [TEXT, "Ada Mary Example", street, "Ada E. Example", "+254 700 123 456"])
    loaded = load([path], cycle=2018)
    assert only(loaded).text == TEXT
    assert [problem.column for problem in loaded.problems] == headings[1:]


@pytest.mark.parametrize(("cell", "group"), [("NGO", "Civil Society"), ("plenary", "unknown")])
def test_a_column_headed_type_is_the_stakeholder_group_only_if_its_cells_are(
    table: Write, cell: str, group: str
) -> None:
    loaded = load([table(["Organisation", "Type", "Text"], ["A library", cell, TEXT])], cycle=2018)
    assert only(loaded).stakeholder_group == group
    assert [problem.column for problem in loaded.problems] == ([] if group != "unknown" else ["Type"])
