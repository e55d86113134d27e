"""Messages are sentences of the session, cite their places, leave procedure out, tell sides apart."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from synthesis.community.messages import draft_messages, read_session, read_text
from synthesis.community.messages.drafting import FEWEST, MOST, MOST_CITED
from synthesis.community.messages.later import later_decisions
from synthesis.community.messages.leading import readable_alone
from synthesis.community.messages.phrases import pattern
from synthesis.community.messages.procedural import is_procedural
from synthesis.community.messages.replies import find_replies
from synthesis.community.messages.roles import is_order
from synthesis.community.messages.speakers import shown_name
from synthesis.community.messages.speech import sentences_of
from synthesis.community.messages.stances import opposed, stance
from synthesis.community.messages.trimming import trimmed_words
from synthesis.community.messages.worth import worths
from synthesis.models import Decision, Meeting, Session
from synthesis.outputs.session_messages import turn_at
from tests.outputs.conftest import a_snapshot

SAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "data" / "community" / "sessions").iterdir()
    if path.stem != "README"
)

TALK = """Licences for small networks
Paris, 13 November 2018

>> MODERATOR: Please take your seats. Can you hear me?
We have the panel, Ana Lima, civil society, and Bo Chen, private sector.
>> ANA LIMA: Thank you. Below a certain size nobody should need a licence for a small network at all.
The licence fee of a small network must not be higher than what the village pays.
>> BO CHEN: With respect, I do not agree with Ana.
The same licence rules should hold for every network, large or small.
A licence protects the village, and a network without a licence protects nobody.
>> CARA DIAZ: I am with Ana. A licence for a small network should be free in every village.
Public libraries should stay open late, because libraries are the only door for many women.
>> DAN EKE: I believe that libraries must be paid from the fund, since women use libraries more than phones.
>> MODERATOR: Thank you. The session is closed, please leave the headsets on the desk.
"""


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Session:
    return read_session(request.param).sessions[0]


@pytest.fixture(scope="module")
def talk() -> Session:
    return read_text(TALK).sessions[0]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_sample_gives_four_to_eight_messages_of_both_kinds(sample: Session) -> None:
    messages = draft_messages(sample).messages
    assert FEWEST <= len(messages) <= MOST
    assert {"converging", "diverging"} <= {message.kind for message in messages}


def test_every_word_of_a_message_stands_in_a_place_that_it_cites(sample: Session) -> None:
    for message in draft_messages(sample).messages:
        cited = [flat(sample.text[span.start : span.end]) for span in message.cites]
        said = re.findall(r"“([^”]*)”", message.text) if message.against else [message.text]
        for part in (part for each in said for part in re.split(r"\s*\.\.\.\s*", each)):
            assert not part or any(part in place for place in cited)


def test_a_message_is_one_statement_of_one_speaker_or_one_of_each_side_by_name(sample: Session) -> None:
    for message in draft_messages(sample).messages:
        first = flat(sample.text[message.cites[0].start : message.cites[0].end])
        if not message.against:
            assert message.text.strip(". ") in first
            continue
        other = flat(sample.text[message.against[0].start : message.against[0].end])
        turns = [turn_at(sample, span.start) for span in (message.cites[0], message.against[0])]
        names = [shown_name(turn.speaker) for turn in turns if turn]
        said = re.fullmatch(r"(.+): “(.+)” (.+): “(.+)”", message.text)
        assert said
        assert [said[1], said[3]] == names
        assert said[2].strip(". ") in first
        assert said[4].strip(". ") in other


@pytest.mark.parametrize(
    ("alone", "needs_more"),
    [
        ("The library should stay open late for all of us.", "It should stay open late for everybody, then."),
        ("The state pays for the mast in each village.", "For me the answer is the mast in each village."),
        (
            "The fund pays for the connection of each library.",
            "The fund pays, Ana, for the connection of a library.",
        ),
        (
            "A form without a column for age hides the old.",
            "Make a column for age in your form, please, for all.",
        ),
    ],
)
def test_what_needs_the_talk_around_it_is_less_fit_to_be_a_message(alone: str, needs_more: str) -> None:
    assert readable_alone(alone, {"Ana"}) == 0 > readable_alone(needs_more, {"Ana"})


def test_a_hostile_sentence_is_no_harder_to_read_than_it_is_long() -> None:
    def seconds(pairs: int) -> float:
        hostile = ["' " * pairs + "zzz", "headset " * pairs, "please " * pairs, "a' " * pairs + "-it"]
        rounds = []
        for _ in range(3):
            begun = perf_counter()
            for text in hostile:
                readable_alone(text)
                pattern("procedural_strong").search(text)
            rounds.append(perf_counter() - begun)
        return min(rounds)

    few = seconds(30)  # of what grows with the fourth power, 3,000 would take a hundred million times as long
    assert seconds(60) < 8 * few
    assert seconds(3_000) < 1_000 * few


@pytest.mark.parametrize(
    ("text", "is_pointing"),
    [
        ("The fund pays for it as long as there is one.", True),
        ("'The fund', \u2013 pays (for life) them.", False),
        ("'The fund', \u2013 pays them for each library.", True),
        ("Then - the fund pays them.", True),
        ("The fund of the whole country pays for them.", False),
        ("Well-known it is.", False),
    ],
)
def test_who_points_does_so_within_six_words(text: str, is_pointing: bool) -> None:
    assert bool(pattern("pointing").search(text)) is is_pointing


@pytest.mark.parametrize(
    ("speaker", "shown"),
    [
        ("UNESCO REPRESENTATIVE", "UNESCO Representative"),
        ("ICANN", "ICANN"),
        ("O'NEIL, UNDP", "O'Neil, UNDP"),
        ("CHAIR", "Chair"),
        ("AI LING", "Ai Ling"),
    ],
)
def test_an_acronym_stays_in_capitals_beside_a_name(speaker: str, shown: str) -> None:
    assert shown_name(speaker) == shown


def test_no_place_is_cited_twice_and_each_is_one_speakers(sample: Session) -> None:
    messages = draft_messages(sample).messages
    places = [span for message in messages for span in message.cites]
    assert len(places) == len(set(places))
    for message in messages:
        speakers = [turn_at(sample, span.start).speaker for span in message.cites]  # type: ignore[union-attr]
        assert len(speakers) == len(set(speakers))


def test_nothing_procedural_and_nobody_in_the_chair_is_cited(sample: Session) -> None:
    for message in draft_messages(sample).messages:
        for span in message.cites:
            turn = turn_at(sample, span.start)
            assert turn is not None
            assert not is_order(turn)
            assert not is_procedural(flat(sample.text[span.start : span.end]))


def test_a_diverging_message_cites_both_sides_apart(sample: Session) -> None:
    for message in draft_messages(sample).messages:
        if message.kind == "diverging":
            assert set(message.against) < set(message.cites)
            assert set(message.cites) - set(message.against) - set(message.beside)
        else:
            assert not message.against


def test_the_same_session_gives_the_same_messages(sample: Session) -> None:
    assert draft_messages(sample) == draft_messages(sample)


def test_who_contradicts_whom_is_told_by_name(talk: Session) -> None:
    sentences = [each for each in sentences_of(talk) if not each.is_order]
    told = {(reply.speaker, reply.to, reply.kind) for reply in find_replies(sentences)}
    assert ("BO CHEN", "ANA LIMA", "against") in told
    assert ("CARA DIAZ", "ANA LIMA", "with") in told


def test_sides_are_those_of_who_said_so(talk: Session) -> None:
    diverging = [each for each in draft_messages(talk).messages if each.kind == "diverging"]
    assert diverging
    message = diverging[0]
    speaker = {span: turn_at(talk, span.start).speaker for span in message.cites}  # type: ignore[union-attr]
    assert {speaker[span] for span in message.against} == {"BO CHEN"}
    assert "ANA LIMA" in {speaker[span] for span in message.cites if span not in message.against}


def test_notes_without_speakers_give_messages_too() -> None:
    notes = "Access\nParis, 13 November 2018\n\n" + "".join(
        f"- {line}\n"
        for line in (
            "Libraries should stay open late because many women have no other door.",
            "The fund must pay for libraries and not only for cables.",
            "Licences for small networks should be free of charge.",
            "Small networks must not pay the licence fee of an operator.",
        )
    )
    messages = draft_messages(read_text(notes).sessions[0]).messages
    assert messages
    assert {message.kind for message in messages} == {"message"}


def test_a_session_of_nothing_but_procedure_gives_no_message() -> None:
    text = ">> ANA: Please take your seats.\n>> BO: Can you hear me?\n>> ANA: Thank you.\n"
    assert draft_messages(read_text(text).sessions[0]).messages == ()


def test_what_ties_a_sentence_to_the_one_before_is_left_out_and_shown() -> None:
    assert trimmed_words("And so fewer sessions would help.") == "... fewer sessions would help."
    assert trimmed_words("Fewer sessions would help.") == "Fewer sessions would help."


def test_a_long_sentence_is_cut_between_clauses_alone() -> None:
    first = "Everybody who comes to this meeting from far away asks for fewer sessions in one hour of the day"
    rest = "because nobody can be in two rooms at once when both of them speak of the very same thing again"
    cut = trimmed_words(f"{first}, {rest}")
    assert cut == f"{first} ..."


def test_a_later_decision_is_proposed_with_the_words_that_both_say(talk: Session) -> None:
    messages = draft_messages(talk).messages
    before = Meeting("m0", "Before", held_on=date(2018, 1, 1))
    after = Meeting("m1", "After", held_on=date(2019, 1, 1))
    quote = "The group agreed that a licence for a small network in a village should be free."
    others = [
        Decision(f"o{n}", "m1", str(n), words, "decision")
        for n, words in enumerate(
            ("The calendar is kept.", "The report is sent.", "Captions are paid for.") * 5
        )
    ]
    decisions = (
        Decision("d0", "m0", "1", quote, "decision"),
        Decision("d1", "m1", "1", quote, "decision"),
        *others,
    )
    snapshot = replace(a_snapshot(), meetings=(before, after), decisions=decisions, links=())
    found = later_decisions(talk, messages, snapshot)
    assert {each.decision.id for each in found} == {"d1"}
    assert "licence" in {word.casefold() for each in found for word in each.words}


def test_short_notes_in_which_nothing_is_shared_give_their_best_sentences() -> None:
    notes = (
        "Notes\n14 November 2018, Paris\n\n"
        "- Licences should be free for small networks\n- No agreement on masts\n"
        "- Publish the prices of backhaul, which must be the same for all\n"
    )
    messages = draft_messages(read_text(notes).sessions[0]).messages
    assert "Licences should be free for small networks" in {message.text for message in messages}


OPPOSED = """Labels for devices
Paris, 14 November 2018

>> ANA LIMA: The label of a connected device must be binding, and a laboratory tests every device.
>> BO CHEN: A label for a connected device should be voluntary, so that small makers can print the label too.
>> CARA DIAZ: The label of the device is printed at the front, where the buyer of a device sees it.
"""


def test_opposed_stances_are_two_sides_although_nobody_says_that_they_disagree() -> None:
    talk = read_text(OPPOSED).sessions[0]
    (message,) = [each for each in draft_messages(talk).messages if each.kind == "diverging"]
    named = {span: turn.speaker for span in message.cites if (turn := turn_at(talk, span.start))}
    sides = {
        speaker: span in message.against for span, speaker in named.items() if span not in message.beside
    }
    assert sides["ANA LIMA"] != sides["BO CHEN"]


def test_what_nobody_opposes_stays_converging() -> None:
    talk = read_text(OPPOSED.replace("should be voluntary", "should be large")).sessions[0]
    kinds = {each.kind for each in draft_messages(talk).messages}
    assert "converging" in kinds
    assert "diverging" not in kinds


SUMMED_UP = """Labels for devices
Paris, 14 November 2018

>> MODERATOR: Welcome to this session. You have the floor, Ana.
>> ANA LIMA: The label of a connected device has to be printed in a size that a buyer reads.
>> BO CHEN: A label for a connected device needs a size, and the label needs a date that a buyer reads.
>> CARA DIAZ: The label of a connected device is for the buyer, who reads the date first.
>> MODERATOR: Thank you all. There is {told} on the label of a device, on the price of a test.
"""


def test_where_somebody_sums_up_only_what_they_call_agreed_converges() -> None:
    def kinds(told: str) -> set[str]:
        talk = read_text(SUMMED_UP.format(told=told)).sessions[0]
        return {each.kind for each in draft_messages(talk).messages}

    assert "converging" in kinds("convergence")
    assert "converging" not in kinds("no convergence")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The check must be obligatory.", "I am for a check by own declaration."),
        ("The same rules should hold.", "Below a size, nobody should need a licence."),
        ("The fund should pay for it.", "No subsidy for operation."),
    ],
)
def test_stances_are_opposed_by_what_binds_and_by_who_pays(ours: str, theirs: str) -> None:
    assert opposed([ours, "And so on.", theirs]) == (0, None, 1)
    assert opposed([ours, ours]) == opposed([theirs, theirs]) == opposed([]) == ()


def test_what_somebody_has_to_do_is_no_stance() -> None:
    assert stance("I must read a standard.", "bound") is None


def test_a_message_cites_few_places_and_what_comes_late_in_a_turn_before_what_comes_early(
    sample: Session,
) -> None:
    assert all(len(each.cites) <= MOST_CITED for each in draft_messages(sample).messages)
    words = "A licence for a village network should be free for everybody who asks."
    *_, early, late = worths(sentences_of(read_text(f"Talk\nParis\n\n>> ANA: {words} {words}").sessions[0]))
    assert late - early >= 0.5
