"""Messages of a session -> what a screen, a file and a program say of them: who, how many, where, since when.

A message counts the speakers that it cites, of those who spoke of anything but the order of the session.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synthesis.community.messages.phrases import plain_words
from synthesis.community.messages.roles import is_order, speakers_of
from synthesis.community.messages.speakers import shown_name
from synthesis.community.messages.timed import second_at
from synthesis.models import Message, MessageKind, Session, Span, Turn
from synthesis.outputs.phrases import counted, day_words, joined, of_total, verb

KIND_WORDS = {
    "converging": "Where speakers converged",
    "diverging": "Where speakers diverged",
    "message": "Other points",
}
KIND_BADGES: dict[MessageKind, str] = {
    "converging": "Converging",
    "diverging": "Diverging",
    "message": "Point made",
}
KIND_ORDER: tuple[MessageKind, ...] = ("converging", "diverging", "message")

DRAFT_MARK = "Draft made by the program: sentences of the transcript, which nobody has checked yet."
ROLE_UNKNOWN = "role not given"
SIDES = {"": "", "one": "One side", "other": "The other side", "beside": "Beside, side not told"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that a message rests on: its words, who said them, in which role, when, on which side."""

    span: Span
    quote: str
    speaker: str
    role: str
    at: str
    side: str = ""

    @property
    def who(self) -> str:
        """The speaker with the role, as far as they are known."""
        return who_words(self.speaker, self.role)


def who_words(speaker: str, role: str) -> str:
    """Name somebody; a name all in capitals is written as names are.

    >>> who_words("AMINA OKWARE", "civil society"), who_words("CHAIR", "chair"), who_words("", "")
    ('Amina Okware (civil society)', 'Chair', 'Speaker not named')
    """
    name = shown_name(speaker)
    is_told = role and role.casefold() != name.casefold()
    return f"{name} ({role})" if name and is_told else name or "Speaker not named"


def shown_title(session: Session) -> str:
    """Return the title as titles are written: one all in capitals is a caption's.

    >>> shown_title(Session("s", "MAIN SESSION: ACCESS AT THE IGF", ""))
    'Main session: access at the IGF'
    """
    return _sentence_case(session.title) if session.title.isupper() else session.title


def _sentence_case(words: str) -> str:
    small = " ".join(word if word.strip(".,:;()") in ACRONYMS else word.lower() for word in words.split())
    return small[:1].upper() + small[1:]


ACRONYMS = plain_words("acronyms") | plain_words("acronyms_or_names")


def shown_place(session: Session) -> str:
    """Return the place as places are written."""
    return session.place.title() if session.place.isupper() else session.place


def clock(seconds: float | None) -> str:
    """Write a second of a session as a clock does; nothing where there is no time.

    >>> clock(3725.4), clock(None)
    ('1:02:05', '')
    """
    if seconds is None:
        return ""
    whole = int(seconds)
    return f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}"


def cited_places(session: Session, message: Message) -> tuple[Cited, ...]:
    """Return the places that a message cites, in its order: the best first, side by side where it has two."""
    return tuple(_cited(session, span, _side(message, span)) for span in message.cites)


def _side(message: Message, span: Span) -> str:
    if not message.against:
        return ""
    return "other" if span in message.against else "beside" if span in message.beside else "one"


def _cited(session: Session, span: Span, side: str) -> Cited:
    turn = turn_at(session, span.start)
    seconds = second_at(session.times, span.start)
    quote = " ".join(session.text[span.start : span.end].split())
    speaker, role = (turn.speaker, turn.role) if turn else ("", "")
    return Cited(span, quote, speaker, role, clock(seconds), side)


def turn_at(session: Session, offset: int) -> Turn | None:
    """Return the turn that a place of the text stands in."""
    return next((turn for turn in session.turns if turn.start <= offset < turn.end), None)


def n_speakers(session: Session) -> int:
    """Count who spoke of something else than the order of the session."""
    return len({turn.speaker for turn in session.turns if turn.speaker and not is_order(turn)})


def n_words(session: Session) -> int:
    """Count the words that named speakers say; of notes that name nobody, all of them."""
    named = [turn for turn in session.turns if turn.speaker]
    if not named:
        return len(session.text.split())
    return sum(len(session.text[turn.start : turn.end].split()) for turn in named)


def spoken_words(session: Session) -> str:
    """Say how many words how many people say, and who of them is no speaker in the counts of messages."""
    if not speakers_of(session.turns):
        return f"{n_words(session):,} words, no speaker named"
    n_order = len(speakers_of(session.turns)) - n_speakers(session)
    said = f"{n_words(session):,} words by {counted(n_speakers(session), 'speaker')}"
    deeds = verb(n_order, "moderates or takes notes", "moderate or take notes")
    return f"{said} and {n_order:,} who {deeds}" if n_order else said


def support_words(session: Session, message: Message) -> str:
    """Say how many of how many speakers a message rests on, and who; by side where it has two.

    Where the words of a message are one speaker's, that one is named before the others on the subject.
    """
    places = cited_places(session, message)
    if not n_speakers(session):
        return f"{counted(len(places), 'place')} of a text that names no speaker."
    names = dict.fromkeys(each.who for each in places)
    said = f"{len(names)} of {counted(n_speakers(session), 'speaker')}"
    sides = [
        (side, [each.who for each in places if each.side == side]) for side in ("one", "other", "beside")
    ]
    if not message.against:
        whose = next((each.who for each in places if _is_said_in(message.text, each.quote)), "")
        others = [name for name in names if name != whose]
        if whose and others:
            return f"{said}; in the words of {whose}; on the same subject: {joined(others)}."
        return f"{said}: {joined(list(names))}."
    parted = [f"{SIDES[side].lower()}: {joined(list(dict.fromkeys(own)))}" for side, own in sides if own]
    return f"{said}; {'; '.join(parted)}."


def _is_said_in(text: str, quote: str) -> bool:
    """Whether the words of a message stand in a place, but for what was left out at its ends."""
    words = text.strip(". ")
    return bool(words) and words in quote


def status_words(message: Message) -> str:
    """Say who stands behind the words of a message."""
    if message.is_struck:
        return "Struck"
    if message.is_edited:
        return "Worded by a person" + (", confirmed" if message.is_confirmed else "")
    if message.is_confirmed:
        return "Confirmed by a person"
    return "Marked by a person" if message.is_added else "Machine proposal"


def is_settled(message: Message) -> bool:
    """Whether a person stands behind a message."""
    return message.is_confirmed or message.is_edited or message.is_added


def draft_sentence(messages: Sequence[Message]) -> str:
    """Say how far people have come with the messages of a session."""
    standing = [each for each in messages if not each.is_struck]
    n_settled = sum(is_settled(each) for each in standing)
    if not standing:
        return "No message stands."
    if not n_settled:
        return DRAFT_MARK
    if n_settled == len(standing):
        return f"People stand behind each of the {counted(n_settled, 'message')}."
    settled = f"{n_settled} of {counted(len(standing), 'message')}"
    return f"People stand behind {settled}; the others are the program's draft."


def about_session(session: Session) -> str:
    """Say when and where a session was held, and how much of it there is."""
    parts = [day_words(session.held_on), shown_place(session)]
    return ", ".join(part for part in [*parts, spoken_words(session)] if part) + "."


def sample_sentence(sessions: Sequence[Session]) -> str:
    """Say how many of the sessions are sample data; nothing where none is."""
    n = sum(each.is_sample for each in sessions)
    if not n:
        return ""
    which = of_total(n, len(sessions), "session")
    return f"Sample data: {which} {verb(n, 'was', 'were')} composed for this project, speakers and words too."
