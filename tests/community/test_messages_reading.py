"""Transcripts and notes in all their forms -> sessions with turns, times and what should be known of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from synthesis.community.messages import read_captions, read_session, read_text
from synthesis.community.messages.roles import speakers_of
from synthesis.community.messages.speech import sentences_of
from synthesis.community.messages.timed import second_at
from synthesis.models import Session

SAMPLES = Path(__file__).parents[2] / "data" / "community" / "sessions"

HEAD = "Access for all\nMain session, 20 December 2017, Geneva\n\n"


def only(text: str) -> Session:
    read = read_text(text, "a.txt")
    assert len(read.sessions) == 1
    return read.sessions[0]


def said(session: Session) -> list[tuple[str, str]]:
    return [(turn.speaker, session.text[turn.start : turn.end]) for turn in session.turns]


def reasons(text: str, name: str = "a.txt") -> str:
    return " ".join(problem.reason for problem in read_text(text, name).problems)


@pytest.mark.parametrize(
    "text",
    [
        ">> ANA LIMA: Good morning.\n>> BO CHEN: Fewer, please.",
        "  >> Ana Lima: Good morning.\n\n  >> Bo Chen: Fewer, please.",
        "ANA LIMA: Good morning.\nBO CHEN: Fewer, please.",
        "Ana Lima: Good morning.\n\nBo Chen: Fewer, please.",
        "Ana Lima (Chair, Government): Good morning.\n\nBo Chen (Private Sector): Fewer, please.",
        "- Ana Lima: Good morning.\n- Bo Chen: Fewer, please.",
    ],
)
def test_each_form_of_naming_speakers_gives_the_same_turns(text: str) -> None:
    found = [(speaker.title(), words) for speaker, words in said(only(HEAD + text))]
    assert found == [("Ana Lima", "Good morning."), ("Bo Chen", "Fewer, please.")]


def test_a_turn_with_a_colon_in_it_or_a_wrapped_line_stays_one_turn() -> None:
    session = only(
        HEAD + ">> ANA: We ask three things:\nFirst: fewer sessions.\nNote: also shorter.\n>> BO: Yes."
    )
    assert [speaker for speaker, _ in said(session)] == ["ANA", "BO"]


def test_words_before_a_colon_that_name_nobody_are_no_speakers() -> None:
    session = only("Agenda: the programme.\nFirst: fewer sessions.\nSecond: shorter ones, and more of them.")
    assert session.turns == ()


def test_title_day_and_place_are_read_from_the_head() -> None:
    session = only(HEAD + ">> ANA: Good morning.\n>> BO: Fewer.")
    assert (session.title, str(session.held_on), session.place) == ("Access for all", "2017-12-20", "Geneva")
    assert session.id == "session-2017-12-20-access-for-all"


def test_a_quoted_title_counts_before_the_name_of_the_series() -> None:
    head = 'FORUM 2018 - JOINT SESSION\n"SAFETY OF CONNECTED DEVICES" - PARIS, 14 NOVEMBER 2018\n\n'
    session = only(head + ">> ANA: Good morning.\n>> BO: Fewer.")
    assert (session.title, session.place) == ("SAFETY OF CONNECTED DEVICES", "PARIS")


@pytest.mark.parametrize(
    "head",
    [
        "Access for all\n20 December 2017\nGeneva\n\n",
        "Access for all\n\n20 December 2017\n\nGeneva\n\n",
        "Access for all\nGeneva\n20 December 2017\n\n",
    ],
)
def test_a_place_on_a_line_of_its_own_beside_the_day_is_read(head: str) -> None:
    session = only(head + ">> ANA: Good morning.\n>> BO: Fewer.")
    assert (session.title, session.place) == ("Access for all", "Geneva")


@pytest.mark.parametrize("line", ["Summary", "Main session", "We begin now.", "Verbatim transcript"])
def test_another_line_below_the_day_is_no_place(line: str) -> None:
    assert only(f"Access for all\n20 December 2017\n{line}\n\n>> ANA: Yes.\n>> BO: Fewer.").place == ""


def test_a_role_in_place_of_a_name_is_taken_as_the_role() -> None:
    text = (
        HEAD + ">> CHAIR: Welcome.\n>> REMOTE MODERATOR: A question.\n>> THE RAPPORTEUR: Noted.\n>> BO: Yes."
    )
    assert speakers_of(only(text).turns) == {
        "CHAIR": "chair",
        "REMOTE MODERATOR": "remote moderator",
        "THE RAPPORTEUR": "rapporteur",
        "BO": "",
    }


def test_a_session_without_a_day_says_what_is_lost_by_it() -> None:
    assert "later decisions" in reasons(">> ANA: Good morning to everybody here.\n>> BO: Fewer.")


def test_a_role_is_kept_for_later_turns_and_never_guessed() -> None:
    text = HEAD + "Ana Lima (Chair, Government): One.\n\nBo Chen (Private Sector): Two.\n\nAna Lima: Three.\n"
    session = only(text)
    assert [turn.role for turn in session.turns] == [
        "Chair, Government",
        "Private Sector",
        "Chair, Government",
    ]
    nobody = only(HEAD + ">> ANA LIMA: I govern.\n>> BO CHEN: I sell things.")
    assert [turn.role for turn in nobody.turns] == ["", ""]


def test_a_role_that_the_moderator_gives_with_the_full_name_is_taken() -> None:
    text = (
        HEAD
        + ">> MODERATOR: We have Ana Lima, civil society, then Bo Chen from Lagos, technical\ncommunity.\n"
        ">> ANA LIMA: One.\n>> BO CHEN: Two."
    )
    assert speakers_of(only(text).turns) == {
        "MODERATOR": "moderator",
        "ANA LIMA": "civil society",
        "BO CHEN": "technical community",
    }


def test_somebody_from_the_floor_is_named_as_they_name_themselves() -> None:
    text = HEAD + ">> MODERATOR: Left side.\n>> AUDIENCE: Thank you. Emeka Oladunni, private sector. We pay."
    turn = only(text).turns[1]
    assert (turn.speaker, turn.role) == ("Emeka Oladunni", "audience, private sector")


def test_stage_directions_are_no_speech() -> None:
    text = (
        HEAD
        + ">> ANA: We pay.\n(Applause.)\n[ Speaker off microphone ]\nWe pay twice (in March).\n>> BO: Yes."
    )
    session = only(text)
    assert [each.text for each in sentences_of(session)] == ["We pay.", "We pay twice (in March).", "Yes."]


def test_notes_without_speakers_are_read_with_a_marked_gap() -> None:
    notes = HEAD + "- Fewer sessions were asked for by many.\n- Longer breaks would help everybody.\n"
    assert "No speaker is named" in reasons(notes)
    assert [each.text for each in sentences_of(only(notes))][-1] == "Longer breaks would help everybody."


def test_an_empty_file_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("  \n")
    read = read_session(path)
    assert read.is_refused
    assert read.problems[0].is_refusal


def test_a_file_of_another_kind_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp3"
    path.write_bytes(b"ID3")
    problem = read_session(path).problems[0]
    assert problem.is_refusal
    assert "Save it as" in problem.reason


def test_another_language_is_said() -> None:
    french = "Nous voulons moins de séances et plus de temps pour les débats avec la salle. " * 8
    read = read_text(HEAD + f">> ANA: {french}\n>> BO: {french}")
    assert read.sessions[0].language == "fr"
    assert any("another language" in problem.reason for problem in read.problems)


def test_the_report_of_a_meeting_is_recognised_and_said() -> None:
    report = "Summary report\n12 March 2018\n\n" + "".join(
        f"{n}. It was agreed that the calendar would be kept by the Secretariat.\n" for n in range(1, 7)
    )
    assert "report of a meeting" in reasons(report)


def test_several_sessions_in_one_file_are_parted_and_said() -> None:
    one = ">> ANA: We ask for fewer sessions.\n>> BO: We do not.\n>> ANA: Well.\n"
    text = HEAD + one + "\nSecond main session\n21 December 2017, Geneva\n\n" + one
    read = read_text(text)
    assert [str(session.held_on) for session in read.sessions] == ["2017-12-20", "2017-12-21"]
    assert "2 sessions" in read.problems[0].reason


VTT = """WEBVTT - Access for all

NOTE
Geneva, 20 December 2017

1
00:00:01.000 --> 00:00:04.000
&gt;&gt; ANA LIMA: We ask for fewer
sessions.

2
00:00:04.000 --> 00:00:06.000
sessions.
And longer breaks.

3
00:00:05.000 --> 00:00:xx.000
Please.

00:00:09.000 --> 00:00:12.500
<v Bo Chen>We do <i>not</i>.
"""


def test_captions_keep_words_times_and_speakers() -> None:
    read = read_captions(VTT, "a.vtt")
    session = read.sessions[0]
    assert (session.title, str(session.held_on), session.place) == ("Access for all", "2017-12-20", "Geneva")
    assert [speaker for speaker, _ in said(session)] == ["ANA LIMA", "Bo Chen"]
    assert session.turns[1].at == 9.0
    assert "We do not." in session.text
    assert second_at(session.times, session.text.index("longer")) == 4.0


def test_a_line_that_rolls_up_is_read_once() -> None:
    read = read_captions(VTT, "a.vtt")
    assert read.sessions[0].text.count("sessions.") == 1
    assert any("repeat" in problem.reason for problem in read.problems)


def test_broken_times_are_named_by_line_and_their_words_kept() -> None:
    read = read_captions(VTT, "a.vtt")
    broken = next(problem for problem in read.problems if problem.row is not None)
    assert VTT.splitlines()[broken.row - 1] == "00:00:05.000 --> 00:00:xx.000"
    assert "Please." in read.sessions[0].text


def test_overlapping_captions_are_said() -> None:
    text = "1\n00:00:01,000 --> 00:00:05,000\nA: One.\n\n2\n00:00:03,000 --> 00:00:06,000\nB: Two.\n"
    assert any("begin before" in problem.reason for problem in read_captions(text).problems)


def test_the_same_words_said_again_later_stay() -> None:
    cues = "".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{words}\n\n"
        for n, words in enumerate(("Yes.", "No.", "Yes."))
    )
    assert read_captions(cues).sessions[0].text.count("Yes.") == 2


def test_the_three_samples_are_read_whole_and_marked() -> None:
    read = {path.name: read_session(path) for path in sorted(SAMPLES.iterdir()) if path.stem != "README"}
    assert len(read) == 3
    for each in read.values():
        assert not each.problems
        session = each.sessions[0]
        assert session.is_sample
        assert session.held_on
        assert len(session.text.split()) > 5_000
        assert len(speakers_of(session.turns)) > 10
    assert any(each.sessions[0].times for each in read.values())


@given(some.text(max_size=400))
def test_whatever_the_text_turns_are_in_order_and_hold_words(text: str) -> None:
    for session in read_text(text).sessions:
        ends = 0
        for turn in session.turns:
            assert ends <= turn.start < turn.end <= len(session.text)
            ends = turn.end
        for sentence in sentences_of(session):
            assert " ".join(session.text[sentence.span.start : sentence.span.end].split()) == sentence.text


def test_a_transcript_all_in_capitals_names_nobody_thank_you() -> None:
    text = (
        HEAD + ">> MODERATOR: LEFT SIDE.\n>> AUDIENCE: THANK YOU.\n>> AUDIENCE: MY NAME IS ANA LIMA, WE PAY."
    )
    assert [speaker for speaker, _ in said(only(text))] == ["MODERATOR", "AUDIENCE", "ANA LIMA"]


def test_captions_that_change_speaker_without_a_name_have_the_gap_marked() -> None:
    assert "No speaker is named" in reasons(HEAD + ">> We pay too much.\n>> We do not.\n>> Well.")


def test_a_title_of_one_word_is_not_passed_over_for_the_first_sentence_of_the_notes() -> None:
    first = "Libraries should stay open late, because many women have no other door."
    (session,) = read_text(f"Meeting\nParis, 13 November 2018\n\n{first} The fund must pay.\n").sessions
    assert session.title == "Meeting"
    assert read_text(f"Access for all\nParis\n\n{first}\n").sessions[0].title == "Access for all"
