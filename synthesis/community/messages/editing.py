"""What people do to the messages of a session: each returns another `SessionMessages`; places stay cited.

>>> from synthesis.models import Message, SessionMessages, Span
>>> drafted = SessionMessages("s", (Message("m1", "message", "Fewer, please.", (Span(0, 14),)),))
>>> reworded(drafted, "m1", "Fewer sessions are asked for.").messages[0].is_edited
True
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from synthesis.errors import InputError
from synthesis.models import Message, MessageKind, Session, SessionMessages, Span

LONGEST = 600
"""Characters of a message: it is to be short."""


def reworded(
    given: SessionMessages, message_id: str, text: str, kind: MessageKind | None = None
) -> SessionMessages:
    """Give a message other words, or another kind; what it cites stays."""
    said = " ".join(text.split())
    if not said:
        raise InputError("A message must have words.", hint="Strike it, if it is not wanted.")
    if len(said) > LONGEST:
        raise InputError(f"A message must have at most {LONGEST} characters. Got {len(said)} instead.")

    def change(message: Message) -> Message:
        return replace(
            message, text=said, kind=kind or message.kind, is_edited=message.is_edited or said != message.text
        )

    return _changed(given, message_id, change)


def struck(given: SessionMessages, message_id: str, *, is_struck: bool = True) -> SessionMessages:
    """Strike a message, or bring it back; it is kept."""
    return _changed(given, message_id, lambda message: replace(message, is_struck=is_struck))


def confirmed(given: SessionMessages, message_id: str) -> SessionMessages:
    """Say that a message can go out as it stands."""
    return _changed(given, message_id, lambda message: replace(message, is_confirmed=True))


def moved(given: SessionMessages, message_id: str, by: int) -> SessionMessages:
    """Move a message up (negative) or down by so many places."""
    messages = list(given.messages)
    at = _place(given, message_id)
    message = messages.pop(at)
    messages.insert(min(max(at + by, 0), len(messages)), message)
    return replace(given, messages=tuple(messages))


def added(given: SessionMessages, session: Session, span: Span, text: str = "") -> SessionMessages:
    """Add a message by marking a stretch of the session; its words are those of the stretch, if no others."""
    if span.end > len(session.text) or not session.text[span.start : span.end].strip():
        raise InputError("This place is not in the session's text.", f"{span.start} to {span.end}")
    own = " ".join(session.text[span.start : span.end].split())
    said = " ".join(text.split()) or own
    numbers = [int(each.id[1:]) for each in given.messages if each.id[1:].isdigit()]
    message = Message(
        f"m{max(numbers, default=0) + 1}",
        "message",
        said[:LONGEST],
        (span,),
        is_edited=said != own,
        is_added=True,
    )
    return replace(given, messages=(*given.messages, message))


def _changed(
    given: SessionMessages, message_id: str, change: Callable[[Message], Message]
) -> SessionMessages:
    at = _place(given, message_id)
    messages = (*given.messages[:at], change(given.messages[at]), *given.messages[at + 1 :])
    return replace(given, messages=messages)


def _place(given: SessionMessages, message_id: str) -> int:
    for at, message in enumerate(given.messages):
        if message.id == message_id:
            return at
    raise InputError("There is no such message in this session.", message_id, "Look at the session again.")
