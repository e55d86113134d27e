"""Messages of a session -> what a screen, a file and a program say of them: who, how many, where, since when.

A message counts the speakers that it cites, of those who spoke of anything but the order of the session.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from synthesis.community.messages.procedural import is_procedural
from synthesis.community.messages.roles import is_order, speakers_of
from synthesis.community.messages.speech import sentences_of
from synthesis.community.messages.timed import second_at
from synthesis.models import Message, Session, SessionMessages, Span, Turn
from synthesis.outputs.phrases import counted, joined

KIND_WORDS = {
    "converging": "Where speakers converged",
    "diverging": "Where speakers diverged",
    "message": "Said by one",
}
KIND_BADGES = {"converging": "Converging", "diverging": "Diverging", "message": "Single voice"}
KIND_ORDER = ("converging", "diverging", "message")

DRAFT_MARK = "Draft made by the program: sentences of the transcript, which nobody has checked yet."
ROLE_UNKNOWN = "role not given"
SIDES = {"": "", "one": "One side", "other": "The other side", "beside": "On the same subject"}


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

    >>> who_words("AMINA OKWARE", "civil society"), who_words("", "")
    ('Amina Okware (civil society)', 'Speaker not named')
    """
    name = shown_name(speaker)
    return f"{name} ({role})" if name and role else name or "Speaker not named"


def shown_name(speaker: str) -> str:
    """Write a name of a caption as names are written.

    >>> shown_name("JOSEPHINE MBAYO-DIARRA"), shown_name("Ana de Souza")
    ('Josephine Mbayo-Diarra', 'Ana de Souza')
    """
    return speaker.title() if speaker.isupper() and len(speaker) > 3 else speaker


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


def support_words(session: Session, message: Message) -> str:
    """Say how many of how many speakers a message rests on, and who: `3 of 11 speakers: ...`."""
    places = cited_places(session, message)
    if not session.turns:
        return f"{counted(len(places), 'place')} of the notes, which name no speaker."
    names = dict.fromkeys(each.who for each in places)
    total = n_speakers(session)
    return f"{len(names)} of {counted(total, 'speaker')}: {joined(list(names))}."


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
    return f"A person stands behind {n_settled} of {counted(len(standing), 'message')}; the others are the program's draft."


def message_table(session: Session, given: SessionMessages, names: dict[str, str] | None = None) -> pd.DataFrame:
    """Return one row for each place that a message cites."""
    columns = ["Message", "Kind", "Text", "State", "Themes", "Side", "Speaker", "Role", "Time", "Quote", "Start", "End"]
    rows = [
        (
            number,
            KIND_BADGES[message.kind],
            message.text,
            status_words(message),
            "; ".join((names or {}).get(theme, theme) for theme in message.theme_ids),
            SIDES[place.side],
            shown_name(place.speaker),
            place.role,
            place.at,
            place.quote,
            place.span.start,
            place.span.end,
        )
        for number, message in enumerate(given.messages, start=1)
        for place in cited_places(session, message)
    ]
    return pd.DataFrame(rows, columns=columns)


def share_table(session: Session) -> pd.DataFrame:
    """Count who spoke how much: turns and words by speaker, the longest first; counts, no judgement."""
    spoken = [(turn.speaker, len(session.text[turn.start : turn.end].split())) for turn in session.turns]
    roles = speakers_of(session.turns)
    rows = [
        (
            who_words(name, ""),
            roles[name] or ROLE_UNKNOWN,
            sum(speaker == name for speaker, _ in spoken),
            sum(n for speaker, n in spoken if speaker == name),
        )
        for name in roles
    ]
    table = pd.DataFrame(rows, columns=["Speaker", "Role as given", "Turns", "Words"])
    return table.sort_values(["Words", "Speaker"], ascending=[False, True], ignore_index=True)


def role_table(session: Session) -> pd.DataFrame:
    """Count speakers and words by role as the transcript gives it."""
    table = share_table(session)
    found = table.groupby("Role as given", sort=False).agg(Speakers=("Speaker", "count"), Words=("Words", "sum"))
    return found.reset_index().sort_values(["Words", "Role as given"], ascending=[False, True], ignore_index=True)


def share_sentence(session: Session) -> str:
    """Say how the words of a session are spread over roles."""
    roles = role_table(session)
    total = int(roles["Words"].sum())
    if not total:
        return "No speaker is named in these notes, so nobody's words can be counted."
    parts = [f"{role}: {words:,}" for role, words in zip(roles["Role as given"], roles["Words"], strict=True)]
    return f"{total:,} words by {counted(len(speakers_of(session.turns)), 'speaker')}; by role as given, {', '.join(parts)}."


def about_session(session: Session) -> str:
    """Say when and where a session was held, and how much of it there is."""
    parts = [session.held_on.isoformat() if session.held_on else "no date", session.place]
    n_words = len(session.text.split())
    spoke = f"{counted(n_speakers(session), 'speaker')}" if session.turns else "no speaker named"
    return ", ".join(part for part in [*parts, f"{n_words:,} words", spoke] if part) + "."


def sentence_choices(session: Session) -> dict[Span, str]:
    """Return the sentences that can be marked for a message, each with who said it; procedural ones left out."""
    return {
        each.span: f"{shown_name(each.speaker) or 'Notes'}: {each.text}"
        for each in sentences_of(session)
        if len(each.text.split()) >= 4 and not is_procedural(each.text, is_order=each.is_order)
    }
