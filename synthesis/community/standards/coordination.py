"""Whether a group takes part in the coordination meetings: what it says, beside what their reports list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from synthesis.community.standards.findings import Answer, Context
from synthesis.corpus.folding import fold
from synthesis.grammar import counted
from synthesis.models import Group, Meeting, SessionProposal

_COORDINATION = (
    "dccg",
    "dc coordination",
    "dynamic coalition coordination",
    "dynamic coalitions coordination",
)
"""Words of the body or title of a meeting that coordinates the coalitions."""


def part_taken(proposal: SessionProposal, least: str, context: Context) -> Answer:
    """Look in how many reports of the year before the proposal the group is listed among the participants."""
    listed, total = attendance(proposal, context)
    says = {True: "The proposal says yes", False: "The proposal says no", None: "The proposal does not say"}
    said = says[proposal.attends_coordination]
    if not total:
        is_known = any(group.id == proposal.group_id for group in context.groups)
        missing = "no report that lists participants is here" if is_known else "its group is not known here"
        return _as_said(proposal, f"{said}; {missing}, so nothing could be compared.")
    reports = counted(total, "coordination report")
    span = (
        "the 12 months before" if proposal.submitted_on else f"{proposal.cycle}, since its day is not given"
    )
    reason = f"{said}; the group is listed in {listed} of {reports} of {span}."
    if listed >= float(least) * total:
        return Answer("met", reason)
    mend = "Take part in the coordination calls; any member of the coalition may."
    if proposal.attends_coordination:
        return Answer("unknown", reason, "Name the calls at which somebody spoke for the coalition.")
    return Answer("not met" if proposal.attends_coordination is False else "unknown", reason, mend)


def _as_said(proposal: SessionProposal, reason: str) -> Answer:
    if proposal.attends_coordination is None:
        return Answer("unknown", reason, "Say whether somebody takes part regularly.")
    if proposal.attends_coordination:
        return Answer("met", reason)
    return Answer("not met", reason, "Take part in the coordination calls; any member of the coalition may.")


def attendance(proposal: SessionProposal, context: Context) -> tuple[int, int]:
    """Count the coordination reports of the year before a proposal that list its group, of those with lists.

    A report that lists no bodies beside its participants tells nothing about a group and is not counted.
    """
    group = next((each for each in context.groups if each.id == proposal.group_id), None)
    if group is None:
        return 0, 0
    reports = [each for each in context.meetings if _is_telling(each) and _is_near(each.held_on, proposal)]
    names = {fold(name) for name in (group.name, group.acronym, *group.aliases) if name}
    return sum(_lists(report, names) for report in reports), len(reports)


def _is_telling(meeting: Meeting) -> bool:
    about = fold(f"{meeting.body} {meeting.title}")
    is_coordination = any(words in about for words in _COORDINATION)
    return is_coordination and any(person.affiliations for person in meeting.participants)


def _is_near(held_on: date | None, proposal: SessionProposal) -> bool:
    if held_on is None:
        return False
    if proposal.submitted_on is None:
        return held_on.year == proposal.cycle
    return 0 <= (proposal.submitted_on - held_on).days <= 366


def _lists(meeting: Meeting, names: set[str]) -> bool:
    return any(fold(body) in names for person in meeting.participants for body in person.affiliations)


def group_names(groups: Sequence[Group]) -> dict[str, str]:
    """Map each name of a group to its id; a name that two groups have is left out.

    >>> group_names([Group("dc-iot", "Internet of Things", "dynamic coalition", "DC-IoT")])["dc iot"]
    'dc-iot'
    """
    found: dict[str, set[str]] = {}
    for group in groups:
        for name in (group.id, group.name, group.acronym, *group.aliases):
            if fold(name):
                found.setdefault(fold(name), set()).add(group.id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}
