from datetime import date

import pytest

from synthesis.meetings.clauses import part_joined, part_sentences
from synthesis.meetings.dates import due_date
from synthesis.meetings.deadlines import find_due, is_next_meeting
from synthesis.meetings.phrases import is_somebody
from synthesis.meetings.pronouns import whom
from synthesis.meetings.strength import Judge
from synthesis.meetings.subjects import antecedent, find_doer, find_tasked, lacks_subject
from synthesis.meetings.tasks import is_task, read_columns, read_labelled, read_row, read_task
from synthesis.meetings.telling import is_telling
from synthesis.models import Meeting

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
        ("tonight", "tonight", HELD_ON),
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


@pytest.mark.parametrize(
    "words",
    [
        "Jorge held that the relation must be spelled out",
        "including those hosted by the Secretariat",
        "given that turnout is only 12 per cent",
        "The first took place on 24 January",
    ],
)
def test_talk_and_chronicle_are_no_items(words):
    assert is_telling(words, "decision")


def test_a_promise_is_no_description():
    assert not is_telling("The Secretariat will provide details on how to take part", "commitment")
    assert not is_telling("It was agreed that standards should be high", "decision")


@pytest.mark.parametrize("words", ["", " ", ",", ", ", "- ,", ",,"])
def test_marks_alone_name_nobody(words: str) -> None:
    assert not is_somebody(words)


@pytest.mark.parametrize(
    ("clause", "kind", "owner"),
    [
        ("The newsletter was abolished", "decision", ""),
        ("The title was retained", "decision", ""),
        ("The mandate of the group was renewed for a year", "decision", ""),
        ("The meeting came down in favour of a longer session", "decision", ""),
        ("The Group recommends that workshops be limited to eighty", "decision", ""),
        ("The Council appoints a new chair", "decision", ""),
        ("No letter will be sent", "decision", ""),
        ("the group had agreed at its second meeting to work by consensus", "restated", ""),
        ("A slot of thirty minutes was agreed last time", "restated", ""),
        ("each coalition had been requested to send its report", "restated", "each coalition"),
        ("it was agreed that the report of the meeting of 7 January be sent out", "decision", ""),
        ("Ana Petrescu will draft the note", "commitment", "Ana Petrescu"),
        ("Wim will draft the questions with help of Ms. Mallory Noble", "commitment", "Wim"),
        ("The note will be drafted by Wim", "commitment", "Wim"),
        ("The dates are to be communicated by the Chair", "commitment", "Chair"),
        ("Auke takes care of it until 30 April", "commitment", "Auke"),
        ("It falls to Mr. Sandvik and Ms. Banda to reword it", "commitment", "Mr. Sandvik and Ms. Banda"),
        ("Ms. Paredes volunteered to write", "commitment", "Ms. Paredes"),
        ("Members were invited, by 30 June, to correct it", "commitment", "Members"),
        ("Mr Couto will bring stickers, budget permitting", "conditional", "Mr Couto"),
    ],
)
def test_what_a_clause_amounts_to_and_by_whom(clause, kind, owner):
    judge = Judge(Meeting(id="m", title="Call", held_on=date(2018, 3, 9)))
    reading = judge.read(clause)
    assert reading is not None
    assert (reading.kind, judge.owner(clause, reading.kind)) == (kind, owner)


@pytest.mark.parametrize(
    "clause",
    [
        "Registration will open in May",
        "The budget stands at 41 per cent",
        "There was broad support for keeping the charter as it stands",
        "The Host asked the participants to review the shared agenda",
        "The programme will be published in October",
    ],
)
def test_a_state_a_view_and_what_nobody_does_are_no_items(clause):
    assert Judge(Meeting(id="m", title="Call")).read(clause) is None


@pytest.mark.parametrize(
    ("clause", "due", "day"),
    [
        ("The minutes of the meeting of 7 February were approved", "", None),
        ("The new version was sent on 20 January", "", None),
        ("The team will share it ahead of the next call", "next call", None),
        ("They will meet before year end", "year end", date(2018, 12, 31)),
        ("They will update it in time for ICANN67", "ICANN67", None),
        ("She will send it by the 20th", "the 20th", date(2018, 3, 20)),
        ("She will send it by the 2nd", "the 2nd", date(2018, 4, 2)),
        ("The leaflets are due in May–June 2019", "May–June 2019", None),
        ("The group will get the slot on Thursday morning", "", None),
    ],
)
def test_only_what_lies_ahead_and_binds_is_a_deadline(clause, due, day):
    found = find_due(clause, HELD_ON)
    assert (found, due_date(found, HELD_ON) if found else None) == (due, day)


@pytest.mark.parametrize(
    "clause", ["The group meets again on 22 September", "Next call to be held on 26 July"]
)
def test_when_a_body_meets_again_is_known_in_any_wording(clause):
    assert is_next_meeting(clause)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Action Marga: send comments this week", "Marga"),
        ("**Action staff: prepare the cover note**", "staff"),
    ],
)
def test_a_label_names_who_is_to_act(text, owner):
    assert read_labelled(text).owner == owner


def test_a_task_of_names_is_one_by_its_form_alone():
    assert is_task("Petr and Ralf to send reviews")
    assert not is_task("Registration to open in May")


def test_who_is_responsible_is_read_with_a_capital():
    task = read_task("Keep the list (Responsible: Ms. C. B.)", is_list=True, is_actor=lambda _: False)
    assert task == ("Ms. C. B.", "commitment")


def test_another_subject_begins_another_item():
    words = "Ada has offered to draw up a rota and each member should let her know"
    pieces = part_joined(words, Judge(Meeting(id="m", title="t")).actors.pattern, is_doing=True)
    assert [words[start:end] for start, end in pieces] == [
        "Ada has offered to draw up a rota",
        "each member should let her know",
    ]


def test_max_ends_no_sentence():
    assert part_sentences("Questions in the pad, max. 2 each") == ["Questions in the pad, max. 2 each"]
