"""What screens and files say of the messages of a session."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import cast

import docx
import pytest

from synthesis.community.messages import struck
from synthesis.models import Decision, Meeting, Message, MessageTie, Session, SessionMessages, Span, Turn
from synthesis.outputs.export import ExportFormat, write_paper
from synthesis.outputs.messages_paper import messages_paper
from synthesis.outputs.session_messages import (
    about_session,
    cited_places,
    draft_sentence,
    sample_sentence,
    support_words,
)
from synthesis.outputs.session_tables import (
    message_table,
    role_table,
    session_table,
    share_sentence,
    share_table,
)
from synthesis.outputs.session_ties import (
    choice_words,
    decisions_after,
    taken_up_words,
    target_names,
    tie_sentences,
    tie_table,
    ties_words,
)
from synthesis.outputs.session_transcript import stretches
from tests.outputs.conftest import a_snapshot

TEXT = (
    "MODERATOR: Good morning.\nANA LIMA: Below a size, no <b>licence</b>.\nBO CHEN: The same rules for all."
)
AT = TEXT.index
SESSION = Session(
    "s",
    "ACCESS AT THE IGF",
    TEXT,
    (
        Turn(11, 24, "MODERATOR", ""),
        Turn(AT("Below"), AT("\nBO"), "ANA LIMA", "civil society", 62.0),
        Turn(AT("The same"), len(TEXT), "BO CHEN", ""),
    ),
    held_on=date(2018, 11, 13),
    place="PARIS",
    source="Sample data, composed",
    times=((0, 0.0), (AT("Below"), 62.0)),
)
ANA, BO = Span(AT("Below"), AT("\nBO")), Span(AT("The same"), len(TEXT))
GIVEN = SessionMessages(
    "s",
    (
        Message(
            "m1",
            "diverging",
            "Below a size, no <b>licence</b>. ... The same rules for all.",
            (ANA, BO),
            ("access",),
            against=(BO,),
        ),
        Message("m2", "message", "Confirmed words.", (ANA,), is_confirmed=True),
    ),
)


def test_places_carry_words_speaker_role_time_and_side() -> None:
    ana, bo = cited_places(SESSION, GIVEN.messages[0])
    assert (ana.who, ana.at, ana.side) == ("Ana Lima (civil society)", "0:01:02", "one")
    assert (bo.who, bo.side, bo.quote) == ("Bo Chen", "other", "The same rules for all.")


def test_a_message_counts_its_speakers_of_those_who_spoke_of_the_matter() -> None:
    assert support_words(SESSION, GIVEN.messages[0]) == (
        "2 of 2 speakers; one side: Ana Lima (civil society); the other side: Bo Chen."
    )
    assert support_words(SESSION, GIVEN.messages[1]) == "1 of 2 speakers: Ana Lima (civil society)."


def test_the_head_and_who_spoke_count_alike_and_say_who_is_no_speaker() -> None:
    said = "12 words by 2 speakers and 1 who moderates or takes notes"
    assert about_session(SESSION) == f"13 November 2018, Paris, {said}."
    assert share_sentence(SESSION).startswith(f"{said}; by role as given, ")
    assert int(session_table([SESSION], {}).iloc[0]["Words"]) == 12


def test_sessions_that_are_no_sample_are_not_told_as_one() -> None:
    received = replace(SESSION, source="talk.txt")
    assert sample_sentence([SESSION, received]).startswith("Sample data: 1 of 2 sessions was composed")
    assert sample_sentence([received]) == ""


def test_the_name_that_announces_the_first_turn_stands_once() -> None:
    first, second, *_ = stretches(SESSION, GIVEN)
    assert (first.text, first.who, second.who) == ("Good morning.", "Moderator", "Ana Lima (civil society)")
    text = "Access\n\n>> CHAIR: Welcome."
    headed = Session("h", "Access", text, (Turn(text.index("Wel"), len(text), "CHAIR", "chair"),))
    assert [(each.who, each.text.strip()) for each in stretches(headed, GIVEN)] == [
        ("", "Access"),
        ("Chair", "Welcome."),
    ]


def test_notes_count_places_instead() -> None:
    notes = replace(SESSION, turns=())
    assert support_words(notes, GIVEN.messages[1]) == "1 place of a text that names no speaker."


def test_a_draft_says_so_until_people_stand_behind_it() -> None:
    assert "nobody has checked" in draft_sentence(GIVEN.messages[:1])
    assert draft_sentence(GIVEN.messages).startswith("People stand behind 1 of 2 messages")
    assert draft_sentence(GIVEN.messages[1:]) == "People stand behind each of the 1 message."


def test_words_are_counted_by_speaker_and_by_role_as_given() -> None:
    shares = share_table(SESSION)
    assert dict(zip(shares["Speaker"], shares["Words"], strict=True)) == {
        "Ana Lima": 5,
        "Bo Chen": 5,
        "Moderator": 2,
    }
    assert int(role_table(SESSION)["Words"].sum()) == 12


def test_every_place_of_every_message_is_a_row_of_the_table() -> None:
    table = message_table(SESSION, GIVEN, {"access": "Access"})
    assert len(table) == 3
    assert table.iloc[0]["Ties"] == "Themes, proposed by the program: Access."


def test_sessions_are_listed_with_the_latest_first() -> None:
    earlier = replace(SESSION, id="e", held_on=date(2017, 1, 1))
    undated = replace(SESSION, id="u", held_on=None)
    table = session_table([undated, earlier, SESSION], {"s": GIVEN})
    assert list(table["Id"]) == ["s", "e", "u"]
    assert list(table["Messages"]) == [2, 0, 0]
    assert table.iloc[0]["Session"] == "Access at the IGF"


def test_the_transcript_is_cut_into_turns_and_marks_what_stands() -> None:
    assert [len(each.cited) for each in stretches(SESSION, GIVEN)][-2:] == [1, 1]
    gone = struck(GIVEN, "m1")
    assert sum(len(each.cited) for each in stretches(SESSION, gone)) == 1


def written(form: ExportFormat, given: SessionMessages = GIVEN) -> bytes:
    paper = messages_paper(SESSION, given, datetime(2018, 11, 14, tzinfo=UTC), {"access": "Access"})
    return write_paper(paper, form)


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_file_says_what_is_draft_sample_and_who_said_what(form: ExportFormat) -> None:
    text = written(form).decode()
    plain = text.replace("\\", "")
    for words in (
        "Sample data",
        "Where speakers diverged",
        "2 of 2 speakers",
        "at 0:01:02",
        "Ana Lima",
        "Confirmed words.",
    ):
        assert words in plain
    assert "<b>licence" not in text
    assert "Codebook ." not in text


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_the_head_of_a_file_tells_of_the_session_and_of_no_united_nations_document(
    form: ExportFormat,
) -> None:
    content = written(form)
    if form == "docx":
        text = " ".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)
    else:
        text = content.decode().replace("\\", "")
    for line in ("Session of 13 November 2018", "Paris", "Draft of 14 November 2018"):
        assert line in text
    assert "Distr." not in text
    assert "Original: English" not in text


def test_a_word_file_quotes_the_places_in_footnotes() -> None:
    import zipfile

    content = written("docx")
    document = docx.Document(io.BytesIO(content))
    assert "Messages: Access at the IGF" in [each.text for each in document.paragraphs]
    notes = zipfile.ZipFile(io.BytesIO(content)).read("word/footnotes.xml").decode()
    assert "The same rules for all." in notes
    assert "civil society" in notes


def test_struck_messages_are_left_out_and_counted() -> None:
    text = written("md", struck(GIVEN, "m1")).decode()
    assert "Where speakers diverged" not in text
    assert "People struck 1 message" in text


def test_two_files_of_one_state_are_the_same_bytes() -> None:
    for form in ("md", "html", "docx"):
        assert written(cast(ExportFormat, form)) == written(cast(ExportFormat, form))


TIES = (
    MessageTie(
        "s", "m1", theme_id="access", status="confirmed", by="A. Keeper", at=datetime(2018, 12, 1, tzinfo=UTC)
    ),
    MessageTie("s", "m1", theme_id="size", why="so"),
    MessageTie("s", "m1", theme_id="money", status="rejected", by="A. Keeper"),
    MessageTie("s", "m1", decision_id="d1", status="confirmed", by="B. Keeper"),
)
NAMES = {"access": "Access", "size": "Size", "money": "Money", "d1": "“Free licences” (Call, 1 May 2019)"}


def test_what_people_confirmed_stands_apart_from_what_is_proposed_in_words_and_files() -> None:
    said = [
        "Themes, confirmed by A. Keeper: Access.",
        "Themes, proposed by the program: Size.",
        "Later decisions, confirmed by B. Keeper: “Free licences” (Call, 1 May 2019).",
    ]
    assert tie_sentences(TIES, NAMES) == said
    assert ties_words(TIES) == "About 2 themes; 1 later decision takes it up; 2 of 3 ties confirmed"
    paper = messages_paper(SESSION, GIVEN, None, NAMES, TIES)
    for form in ("md", "html"):
        text = write_paper(paper, cast(ExportFormat, form)).decode().replace("\\", "")
        assert all(each in text for each in said)
        assert "Money" not in text
    assert message_table(SESSION, GIVEN, NAMES, TIES).iloc[0]["Ties"] == " ".join(said)
    assert list(tie_table(TIES, NAMES)["State"])[:2] == ["Confirmed by a person", "Machine proposal"]


def test_at_a_theme_and_a_decision_a_line_says_which_message_and_who_confirmed_it() -> None:
    draft, sure = GIVEN.messages
    said = taken_up_words(SESSION, draft, TIES[0])
    assert said.startswith("Taken up in the messages of “Access at the IGF”, 13 November 2018: “Below a size")
    assert said.endswith("” (still the program's draft; tie confirmed by A. Keeper, 1 December 2018).")
    assert taken_up_words(SESSION, sure, TIES[3]) == (
        "Takes up a message of “Access at the IGF”, 13 November 2018: “Confirmed words.” "
        "(tie confirmed by B. Keeper)."
    )


def test_only_decisions_of_meetings_not_before_the_session_can_take_it_up() -> None:
    meetings = tuple(Meeting(f"m{y}", f"Call {y}", held_on=date(y, 5, 1)) for y in (2017, 2020, 2019))
    decisions = tuple(Decision(f"d{m.id}", m.id, "1", "Agreed.", "decision") for m in meetings)
    snapshot = replace(a_snapshot(), meetings=meetings, decisions=decisions)
    assert [each.id for each in decisions_after(SESSION, snapshot)] == ["dm2019", "dm2020"]
    assert target_names(snapshot)["dm2019"] == "“Agreed.” (Call 2019, 1 May 2019)"


def test_choices_of_later_decisions_begin_with_the_day_and_leave_out_mere_information() -> None:
    quote = "It was agreed that a *paper* (Dynamic Coalition) is written. " * 4
    decisions = (
        Decision("d", "m", "1", quote, "decision"),
        Decision("told", "m", "2", "It was informed.", "information"),
    )
    meetings = (Meeting("m", "Call", held_on=date(2019, 5, 1)),)
    named = choice_words(SESSION, replace(a_snapshot(), meetings=meetings, decisions=decisions))
    assert named["d"].startswith("2019-05-01: It was agreed that a *paper* (Dynamic Coalition) is written.")
    assert "told" not in named
