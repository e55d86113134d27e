"""A transcript as it is shown: its turns with what messages cite in them, and sentences to choose from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from synthesis.community.messages.procedural import is_procedural
from synthesis.community.messages.speakers import announced_at, shown_name
from synthesis.community.messages.speech import sentences_of
from synthesis.community.messages.timed import second_at
from synthesis.models import Session, SessionMessages, Span
from synthesis.outputs.session_messages import clock, who_words


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a transcript as it is shown: a paragraph of a turn, with what messages cite in it."""

    start: int
    end: int
    text: str
    who: str
    at: str
    cited: tuple[tuple[int, int], ...] = ()


def stretches(session: Session, given: SessionMessages) -> tuple[Stretch, ...]:
    """Cut a session into its turns; the heading above the first is kept, names stand once, as `who`."""
    spans = sorted({span for message in given.messages if not message.is_struck for span in message.cites})
    if not session.turns:
        return tuple(_stretch(session, spans, *place, "") for place in _paragraphs(session.text))
    head_end = announced_at(session.text, session.turns[0].start)
    head = [_stretch(session, spans, 0, head_end, "")] if session.text[:head_end].strip() else []
    said = [
        _stretch(session, spans, turn.start, turn.end, who_words(turn.speaker, turn.role))
        for turn in session.turns
    ]
    return (*head, *said)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    cuts = [found.span() for found in re.finditer(r"\n[ \t]*\n+", text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def _stretch(session: Session, spans: Sequence[Span], start: int, end: int, who: str) -> Stretch:
    own = tuple((span.start, span.end) for span in spans if start <= span.start < end)
    return Stretch(start, end, session.text[start:end], who, clock(second_at(session.times, start)), own)


def sentence_choices(session: Session) -> dict[Span, str]:
    """Return the sentences that can be marked for a message, with who said them; not the procedural."""
    return {
        each.span: f"{shown_name(each.speaker) or 'Notes'}: {each.text}"
        for each in sentences_of(session)
        if len(each.text.split()) >= 4 and not is_procedural(each.text, is_order=each.is_order)
    }
