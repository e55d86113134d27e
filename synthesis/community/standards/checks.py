"""The checks by name: each looks at one thing of a proposal and says why, with numbers.

A rule of a standard names one of them and the measure that it takes, such as `speakers` with `3`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from synthesis.community.standards import coordination, deadlines, mix
from synthesis.community.standards.earlier import earlier_proposal
from synthesis.community.standards.findings import Answer, Context
from synthesis.corpus.dates import parse_date
from synthesis.grammar import counted, cut, joined
from synthesis.models import SessionProposal

Ask = Callable[[SessionProposal, str, Context], Answer]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it looks at, in words, and whether it can take a value as its measure."""

    about: str
    ask: Ask
    is_value: Callable[[str], bool]
    form: str
    """What a value has to be, to be said where it is none."""


def _is_number(value: str) -> bool:
    return value.isdecimal() and int(value) > 0


def _is_nothing(value: str) -> bool:
    return not value


def _is_day(value: str) -> bool:
    return not value or parse_date(value) is not None


def _is_number_or_nothing(value: str) -> bool:
    return not value or _is_number(value)


def _is_share(value: str) -> bool:
    return bool(re.fullmatch(r"0?\.\d+|1(\.0)?", value)) and float(value) > 0


_LENGTHS = re.compile(r"at most \d+|\d+(?:\s*,\s*\d+)*")


def _is_length(value: str) -> bool:
    return not value or bool(_LENGTHS.fullmatch(value))


_FIELDS = ("title", "organiser", "description", "format", "duration_minutes", "speakers", "outcome")
_FIELDS_MORE = ("online_participation", "activity_report", "last_session_report", "group_id", "submitted_on")


def _is_fields(value: str) -> bool:
    return bool(value) and set(_listed(value)) <= {*_FIELDS, *_FIELDS_MORE}


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _activity_report(proposal: SessionProposal, _: str, __: Context) -> Answer:
    return _document(proposal.activity_report, "a report or output of the past year")


def _last_session_report(proposal: SessionProposal, _: str, context: Context) -> Answer:
    if proposal.last_session_report:
        return _document(proposal.last_session_report, "the report of the last session")
    found = earlier_proposal(proposal, context.proposals)
    mend = "Name its report, or say that there was no session before."
    if found is None:
        reason = "The proposal names no report; whether there was a session before it is not known here."
        return Answer("unknown", reason, mend)
    reason = f"The proposal names no report, and a session {found[1]} was proposed for {found[0].cycle}."
    return Answer("not met", reason, mend)


_PLACE_OR_DAY = re.compile(r"https?://|\b(?:19|20)\d\d\b")


def _document(text: str, what: str) -> Answer:
    """Look whether a document is named; whether it is one worth the name only a reader can say."""
    if not text:
        return Answer("not met", f"The proposal does not name {what}.", f"Name {what}.")
    if not _PLACE_OR_DAY.search(text):
        return Answer(
            "unknown",
            f"The proposal has words on it, and neither an address nor a date: “{cut(text)}”",
            "Give the address or the date of the document, so that a reader finds it.",
        )
    return Answer("met", f"The proposal names it: “{cut(text)}”")


def _said(field: str, what: str) -> Ask:
    def ask(proposal: SessionProposal, _: str, __: Context) -> Answer:
        text = str(getattr(proposal, field))
        if not text:
            return Answer("not met", f"The proposal does not say {what}.", f"Say {what}.")
        return Answer("met", f"The proposal says: “{cut(text)}”")

    return ask


def _description(proposal: SessionProposal, most: str, _: Context) -> Answer:
    n = len(proposal.description.split())
    if not n:
        return Answer("not met", "There is no description.", "Describe the session.")
    if most and n > int(most):
        too_many = n - int(most)
        return Answer("not met", f"{n} words; at most {most} are asked for.", f"Cut {too_many} words.")
    return Answer(
        "met", f"A description of {counted(n, 'word')}" + (f", of at most {most}." if most else ".")
    )


def _complete(proposal: SessionProposal, fields: str, _: Context) -> Answer:
    asked = _listed(fields)
    missing = [
        field.removesuffix("_minutes").replace("_", " ") for field in asked if not _has(proposal, field)
    ]
    if missing:
        reason = f"{len(missing)} of {counted(len(asked), 'field')} empty: {joined(missing)}."
        return Answer("not met", reason, f"Fill in {joined(missing)}.")
    return Answer("met", f"All {len(asked)} fields that are looked at say something.")


def _has(proposal: SessionProposal, field: str) -> bool:
    return getattr(proposal, field) not in ("", None, ())


def _duration(proposal: SessionProposal, value: str, _: Context) -> Answer:
    minutes = proposal.duration_minutes
    if minutes is None:
        return Answer("unknown", "The proposal does not say how long it takes.", "Say how many minutes.")
    if minutes <= 0:
        return Answer("not met", f"{minutes} minutes is no length of a session.", "Say how many minutes.")
    if not value:
        return Answer("met", f"{minutes} minutes are asked for; the standard sets no length.")
    most = re.fullmatch(r"at most (\d+)", value)
    if most:
        fits, words = minutes <= int(most[1]), f"at most {most[1]}"
    else:
        fits, words = minutes in map(int, _listed(value)), " or ".join(_listed(value))
    reason = f"{minutes} minutes are asked for; {words} are foreseen."
    return Answer("met", reason) if fits else Answer("not met", reason, f"Plan for {words} minutes.")


CHECKS: Mapping[str, Check] = {
    "activity_report": Check("A report of activities", _activity_report, _is_nothing, "left out"),
    "last_session_report": Check("Report of the last session", _last_session_report, _is_nothing, "left out"),
    "coordination": Check(
        "Part in coordination meetings", coordination.part_taken, _is_share, "a share above 0, up to 1"
    ),
    "speakers": Check("Number of speakers", mix.speakers, _is_number, "a whole number"),
    "confirmed": Check("Confirmed speakers", mix.confirmed, _is_number, "a whole number"),
    "stakeholder_groups": Check("Mix of stakeholder groups", mix.groups, _is_number, "a whole number"),
    "regions": Check("Mix of regions", mix.regions, _is_number, "a whole number"),
    "genders": Check("Mix of genders", mix.genders, _is_number, "a whole number"),
    "sessions_per_speaker": Check("Sessions of one speaker", mix.sessions, _is_number, "a whole number"),
    "duration": Check("Length", _duration, _is_length, "such as 'at most 90' or '30, 60, 90'"),
    "deadline": Check("Deadline", deadlines.handed_in, _is_day, "a day such as 2018-06-29, or left out"),
    "description": Check(
        "Description", _description, _is_number_or_nothing, "a number of words, or left out"
    ),
    "online_participation": Check(
        "Online participation",
        _said("online_participation", "how people take part online"),
        _is_nothing,
        "left out",
    ),
    "outcome": Check("Outcome", _said("outcome", "what is to come out of it"), _is_nothing, "left out"),
    "complete": Check(
        "Fields filled in",
        _complete,
        _is_fields,
        f"fields of {', '.join((*_FIELDS, *_FIELDS_MORE))}, with commas",
    ),
}
"""Each check by the name that a standard calls it by."""
