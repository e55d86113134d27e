"""Events, reports and memberships as evidence of who knows whom."""

from __future__ import annotations

from datetime import date, datetime

from synthesis.community.groups import Directory, memberships
from synthesis.community.together.evidence import (
    gatherings_of,
    gatherings_reported,
    seats_of,
    unnamed_in,
)
from synthesis.models import Event, EventKind, EventStatus, Group, Meeting, Participant

NETWORKS = Group("dc3", "Dynamic Coalition on Community Connectivity", "dynamic coalition", "DC3")
NEUTRAL = Group("dcnn", "Dynamic Coalition on Network Neutrality", "dynamic coalition", "DCNN")
LIBRARIES = Group("pal", "Dynamic Coalition on Public Access in Libraries", "dynamic coalition", "DC-PAL")
DIRECTORY = Directory((NETWORKS, NEUTRAL, LIBRARIES))

CALL = Meeting(
    "m1",
    "Call",
    held_on=date(2018, 2, 5),
    participants=(
        Participant("Ana Souza", ("DC3", "DCNN")),
        Participant("Participant 2", ("DC3", "DCNN")),
        Participant("Li Wei", ("DC-PAL",)),
    ),
)


def event(
    *groups: str, kind: EventKind = "meeting", status: EventStatus = "confirmed", people: tuple[str, ...] = ()
) -> Event:
    starts, ends = datetime(2018, 5, 1, 9), datetime(2018, 5, 1, 10)
    return Event(
        "-".join(groups), "Call", starts, ends, kind=kind, status=status, group_ids=groups, people=people
    )


def test_an_event_of_several_groups_is_a_gathering() -> None:
    (found,) = gatherings_of([event("dc3", "dcnn"), event("dc3")])
    assert (found.group_ids, found.held_on) == (frozenset({"dc3", "dcnn"}), date(2018, 5, 1))


def test_nobody_meets_at_a_deadline_or_at_what_was_cancelled() -> None:
    assert gatherings_of([event("a", "b", kind="deadline"), event("a", "b", status="cancelled")]) == []


def test_a_report_tells_which_groups_were_there() -> None:
    (found,) = gatherings_reported(memberships([CALL], [], DIRECTORY))
    assert found.group_ids == {"dc3", "dcnn", "pal"}
    assert (found.title, found.held_on, found.is_event) == ("Call", date(2018, 2, 5), False)


def test_seats_are_those_of_people_in_two_groups_or_more() -> None:
    found = memberships([CALL], [event("pal", people=("Ana Souza",))], DIRECTORY)
    assert seats_of(found)["Ana Souza"] == {"dc3", "dcnn", "pal"}
    assert "Li Wei" not in seats_of(found)


def test_who_has_no_name_is_known_by_the_report() -> None:
    assert unnamed_in(memberships([CALL], [], DIRECTORY)) == {"Participant 2 (Call)": "Call"}
