"""The day by which a proposal had to be in: chosen, of the standard, or of the calendar; else unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from synthesis.community.standards.findings import Answer, Context
from synthesis.corpus.dates import parse_date
from synthesis.corpus.folding import fold
from synthesis.grammar import counted
from synthesis.models import Event, SessionProposal, SessionType

_WORDS: dict[SessionType, tuple[str, ...]] = {
    "DC session": ("dc session request", "dc session proposal", "dynamic coalition session"),
    "workshop": ("workshop proposal", "proposals for workshop"),
}
"""What the title of a deadline in the calendar says where it is about the proposals of this type."""


def handed_in(proposal: SessionProposal, value: str, context: Context) -> Answer:
    """Look whether a proposal came by the day; of two days the one that somebody chose counts."""
    day, whose = _day(proposal, value, context)
    if day is None:
        return Answer("unknown", "No deadline is known for it.", "Choose the deadline to check against.")
    if proposal.submitted_on is None:
        reason = f"The proposal does not say when it was handed in; {whose} is {_words(day)}."
        return Answer("unknown", reason, "Add the day on which it was handed in.")
    late = (proposal.submitted_on - day).days
    if late > 0:
        after = f"{counted(late, 'day')} after {_words(day)} ({whose})"
        reason = f"Handed in on {_words(proposal.submitted_on)}, {after}."
        return Answer("not met", reason, "Ask the Secretariat whether it can still be considered.")
    return Answer("met", f"Handed in on {_words(proposal.submitted_on)}; {whose} is {_words(day)}.")


def _day(proposal: SessionProposal, value: str, context: Context) -> tuple[date | None, str]:
    if context.deadline is not None:
        return context.deadline, "the deadline that was chosen"
    written = parse_date(value) if value else None
    if written is not None and proposal.cycle in (None, written.year):
        return written, "the deadline of the standard"
    return _in_calendar(proposal, context.events), "the deadline in the calendar"


def _in_calendar(proposal: SessionProposal, events: Sequence[Event]) -> date | None:
    """Return the one day that the calendar of the proposal's year has for it; of two, neither."""
    days = {
        _last_day(event)
        for event in events
        if event.kind == "deadline"
        and event.status != "cancelled"
        and event.starts.year == proposal.cycle
        and any(words in fold(event.title) for words in _WORDS[proposal.session_type])
    }
    return days.pop() if len(days) == 1 else None


def _last_day(event: Event) -> date:
    return (event.ends - timedelta(days=1)).date() if event.is_all_day else event.ends.date()


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
