"""A transcript as it is shown: its turns with what messages cite in them, and sentences to choose from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from synthesis.community.messages.procedural import is_procedural
from synthesis.community.messages.speech import sentences_of
from synthesis.community.messages.timed import second_at
from synthesis.models import Session, SessionMessages, Span
from synthesis.outputs.session_messages import clock, shown_name, who_words


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
    """Cut a session into its turns; what stands between them, headings and all, is kept."""
    spans = sorted({span for message in given.messages if not message.is_struck for span in message.cites})
    found: list[Stretch] = []
    at = 0
    for turn in session.turns:
        if session.text[at : turn.start].strip() and not found:
            found.append(_stretch(session, spans, at, turn.start, ""))
        found.append(_stretch(session, spans, turn.start, turn.end, who_words(turn.speaker, turn.role)))
        at = turn.end
    if not session.turns:
        found += [_stretch(session, spans, start, end, "") for start, end in _paragraphs(session.text)]
    return tuple(found)


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
