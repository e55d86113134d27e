from datetime import date

import pytest

from synthesis.meetings.dates import due_date
from synthesis.meetings.deadlines import find_due
from synthesis.meetings.phrases import is_somebody
from synthesis.meetings.pronouns import whom
from synthesis.meetings.subjects import antecedent, find_doer, find_tasked, lacks_subject
from synthesis.meetings.tasks import read_columns, read_row
from synthesis.meetings.telling import is_telling

HELD_ON = date(2018, 3, 9)


@pytest.mark.parametrize(
    ("clause", "doer"),
    [
        ("K.L. sends the outline to the list by 25 May", "K.L."),
        ("P. and R. fill the annex", "P. and R."),
        ("AR will ring the hotel", "AR"),
        ("Our webmaster, bless him, says the form will be working", "webmaster"),
        ("The lead author will add a list of acronyms", "lead author"),
        ("Subgroup 1 shall compile an inventory", "Subgroup 1"),
        ("The colleague from UNESCO passes the link on", "colleague from UNESCO"),
        ("The secretary of the coalition was entrusted with the letter", "secretary of the coalition"),
        ("The radio cooperative promised ten pages", "radio cooperative"),
        ("If the hotel keeps the money, our treasurer will ask the donor", "treasurer"),
        ("Ada said that the rapporteur would write", "rapporteur"),
        ("She undertook to circulate the call", "She"),
    ],
)
def test_the_subject_of_the_main_clause_is_who_does_it(clause, doer):
    assert find_doer(clause) == doer


@pytest.mark.parametrize(
    ("clause", "doer"),
    [
        ("A cover note was to be written by H.S. by 25 November", "H.S."),
        ("French proofreading: OL, 15 Aug", "OL"),
        ("Website: K.O. moves it to the new host", "K.O."),
        ("script for the page -> T.", "T."),
        ("The layout is with M., who spoke of May", "M."),
        (
            "The clearing of the pictures was left in the hands of the intern in Pretoria",
            "intern in Pretoria",
        ),
        ("The group charged the Department of Facilities with the plans", "Department of Facilities"),
        ("Figures from the operators' association, end of March", "operators' association"),
    ],
)
def test_who_stands_where_a_doer_stands_is_named(clause, doer):
    assert find_doer(clause) == doer


@pytest.mark.parametrize(
    "clause",
    ["The limit will stay", "The letter should be short", "A first draft will be ready", "It was cold"],
)
def test_a_thing_does_nothing(clause):
    assert find_doer(clause) == ""


def test_who_got_leave_is_who_carries_a_decision_out():
    assert find_tasked("The choice of the seven was left to FM") == "FM"
    assert find_tasked("Ms. Q. was elected rapporteur") == "Ms. Q."
    assert find_tasked("The list stays open") == ""


def test_which_will_means_the_body_right_before_it():
    assert antecedent("It goes to the Secretariat, which will publish it") == "Secretariat"


def test_a_day_or_a_thing_is_nobody():
    assert not any(map(is_somebody, ("25 August", "before Friday", "Easter Monday", "the roster", "it")))


def test_a_pronoun_means_the_last_named_whom_it_can_mean():
    before = "Ms. F. thanked Mr. O. for the text."
    assert whom("she", "", before, "") == "Ms. F."
    assert whom("he", "", before, "") == "Mr. O."
    assert whom("they", "", "The co-chairs met.", "") == "co-chairs"
    assert whom("he", "", "It rained.", "") == ""


def test_a_clause_without_subject_goes_on_with_the_one_before():
    assert lacks_subject("to inform the group of the answers")
    assert not lacks_subject("the Secretariat will inform the group")


@pytest.mark.parametrize(
    ("written", "due", "day"),
    [
        ("by the last day of May", "the last day of May", date(2018, 5, 31)),
        ("by end of day Friday", "end of day Friday", date(2018, 3, 16)),
        ("within a week", "within a week", date(2018, 3, 16)),
        ("before Easter", "Easter", None),
        ("by 9/15", "9/15", date(2018, 9, 15)),
        ("in two weeks' time", "in two weeks' time", date(2018, 3, 23)),
        ("Wednesday week", "Wednesday week", date(2018, 3, 21)),
        ("COB 3 May", "3 May", date(2018, 5, 3)),
        ("in mid-June", "mid-June", None),
        ("in the next fortnight", "in the next fortnight", date(2018, 3, 23)),
        ("no later than 4 May", "no later than 4 May", date(2018, 5, 4)),
        ("tonight", "tonight", None),
    ],
)
def test_a_deadline_in_everyday_words_is_read(written, due, day):
    found = find_due(f"The Secretariat will write {written}.", HELD_ON)
    assert (found, due_date(found, HELD_ON)) == (due, day)


@pytest.mark.parametrize(
    ("heading", "places"),
    [
        ("No. | Who | What | When", (2, 1, 3, -1)),
        ("Task | Lead | By", (0, 1, 2, -1)),
        ("What | Responsible | Timing | Remarks", (0, 1, 2, 3)),
    ],
)
def test_columns_of_an_action_table_are_known_by_everyday_headings(heading, places):
    columns = read_columns(heading)
    assert columns is not None
    assert (columns.action, columns.owner, columns.due, columns.status) == places


def test_a_row_without_action_is_passed_over():
    columns = read_columns("No. | Who | What | When")
    assert columns is not None
    assert read_row("table 1, row 1", "1 | Ada |  | May", columns) is None


@pytest.mark.parametrize("heading", ["Name | Affiliation | Country", "Time | Topic | Speaker"])
def test_other_tables_are_no_action_tables(heading):
    assert read_columns(heading) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a firm objective would be to appoint the members earlier", "commitment"),
        ("Each entry will provide details on how to take part", "decision"),
        ("standards should be high, and deadlines need not be the same", "decision"),
        ("the new members could be announced that same day", "information"),
    ],
)
def test_aims_views_and_descriptions_are_no_items(words, kind):
    assert is_telling(words, kind)


def test_a_promise_is_no_description():
    assert not is_telling("The Secretariat will provide details on how to take part", "commitment")
    assert not is_telling("It was agreed that standards should be high", "decision")


@pytest.mark.parametrize("words", ["", " ", ",", ", ", "- ,", ",,"])
def test_marks_alone_name_nobody(words: str) -> None:
    assert not is_somebody(words)
