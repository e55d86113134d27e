"""What is said of a report beside its items."""

import pytest

from synthesis.meetings.decisions import find_decisions
from synthesis.meetings.remarks import remarks_on
from synthesis.meetings.report import parse_report

HEAD = "Calendar Group - Call 7\n\n9 March 2018\n\n"
AGREED = "1. It was agreed to meet again."


def remarks(text: str) -> str:
    meeting = parse_report(text)
    return " ".join(remarks_on(meeting, find_decisions(meeting)))


def test_of_a_report_that_was_read_whole_nothing_is_said() -> None:
    assert remarks(HEAD + AGREED) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Calendar Group - Call 7\n\n" + AGREED, "No day of the meeting was found"),
        (HEAD + "1. Members exchanged views on colours. Some liked green.", "No item was found"),
        (
            HEAD + "1. Le groupe a examiné le projet de calendrier et les membres ont décidé de le publier.",
            "another language (fr)",
        ),
        (
            HEAD + AGREED + "\n\n| Order paper | Alma | 1 June |\n| Print badges | Bo | 2 June |",
            "Table 1 was not read",
        ),
        (
            HEAD + "1. The Secretariat will order the paper by 31 February.",
            '"31 February" (paragraph 1) is no day',
        ),
    ],
)
def test_what_is_missing_from_a_report_is_said(text: str, said: str) -> None:
    assert said in remarks(text)


def test_what_was_left_out_of_a_mail_is_said() -> None:
    mail = "From: A\nSubject: Call of 12 June 2018\nDate: 13 Jun 2018\n\n1. It was agreed to wait.\n\n"
    assert "written before the meeting" in remarks(
        mail + "On 1 June 2018, B. C. wrote:\n> It was agreed to go.\n"
    )


def test_of_a_transcript_nothing_is_missing() -> None:
    assert remarks(">> PERSON A: Hello.\n>> PERSON B: Hello.\n>> PERSON A: We agreed that.") == ""
