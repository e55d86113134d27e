"""Who sits in which groups: from participants of meetings and people of events, names and doubts apart."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from synthesis.community.groups import memberships
from synthesis.community.groups.people import JOINT, LOOSE, UNCLEAR, shared_people
from synthesis.meetings.report import read_report
from synthesis.models import Event, Meeting, Participant
from tests.benchmarks.mentions import sample_directory

SEED = Path(__file__).parents[3] / "shared" / "seed" / "dccg-25-2018-03-09.txt"


def meeting(name: str, *people: tuple[str, str]) -> Meeting:
    return Meeting(
        name,
        f"Call {name}",
        held_on=date(2018, 3, 9),
        participants=tuple(Participant(person, tuple(of.split(", "))) for person, of in people),
    )


def event(name: str, groups: str, *people: str, status: str = "confirmed") -> Event:
    return Event(
        name,
        f"Event {name}",
        datetime(2018, 4, 1, 9),
        datetime(2018, 4, 1, 10),
        group_ids=tuple(groups.split()),
        people=people,
        status=status,  # type: ignore[arg-type]
    )


def seats(meetings: list[Meeting], events: list[Event]) -> dict[tuple[str, str], str]:
    found = memberships(meetings, events, sample_directory())
    return {(each.person, each.group_id): each.why_uncertain for each in found}


def test_affiliations_are_resolved_whatever_their_spelling() -> None:
    call = meeting("1", ("Ana Souza", "DC3, DCNN, DC-PR"), ("Ben Okafor", "MAG Chair"))
    assert seats([call], []) == {
        ("Ana Souza", "dc-community-connectivity"): "",
        ("Ana Souza", "dc-net-neutrality"): "",
        ("Ana Souza", "dc-platform-responsibility"): "",
        ("Ben Okafor", "body-mag"): "",
    }


def test_one_person_is_one_without_regard_to_case_accents_and_titles() -> None:
    first = meeting("1", ("Dr. Zoé Crépin-Leblond", "DC-CIV"))
    second = meeting("2", ("ZOE CREPIN LEBLOND", "DC-CIV"))
    (found,) = memberships([first, second], [event("e", "dc-trade")], sample_directory())
    assert found.person == "Zoé Crépin-Leblond"
    assert [source.record_id for source in found.sources] == ["1", "2"]


def test_a_person_without_a_name_is_nobody_outside_of_the_report() -> None:
    calls = [meeting("1", ("Participant 6", "DC3")), meeting("2", ("Participant 6", "DC-CIV"))]
    assert {person for person, _ in seats(calls, [])} == {
        "Participant 6 (Call 1)",
        "Participant 6 (Call 2)",
    }


def test_what_is_uncertain_is_kept_apart_with_its_reason() -> None:
    call = meeting("1", ("A. One", "CIGF"), ("B. Two", "Trade"))
    found = seats([call], [event("e", "dc-iot dc-trade", "C. Three")])
    assert found[("A. One", "nri-canada")] == UNCLEAR
    assert found[("B. Two", "dc-trade")] == LOOSE
    assert found[("C. Three", "dc-iot")] == JOINT


def test_an_event_of_one_group_is_plain_and_makes_a_doubt_certain() -> None:
    events = [event("joint", "dc-iot dc-trade", "C. Three"), event("own", "dc-iot", "C. Three")]
    assert seats([], events) == {("C. Three", "dc-iot"): "", ("C. Three", "dc-trade"): JOINT}
    assert seats([], [event("off", "dc-iot", "C. Three", status="cancelled")]) == {}


def test_shared_people_are_those_who_surely_sit_in_two_groups() -> None:
    call = meeting("1", ("Ana Souza", "DC3, DCNN"), ("Ben Okafor", "DC3, Trade"))
    found = shared_people(memberships([call], [], sample_directory()))
    assert [each.group_id for each in found["Ana Souza"]] == [
        "dc-community-connectivity",
        "dc-net-neutrality",
    ]
    assert "Ben Okafor" not in found


@pytest.mark.shared
def test_the_participants_of_the_seed_report_make_the_map_of_shared_people() -> None:
    if not SEED.exists():
        pytest.skip(f"{SEED} is not here.")
    found = memberships([read_report(SEED)], [], sample_directory())
    assert all(each.is_certain for each in found)
    (shared,) = shared_people(found).values()
    assert [each.group_id for each in shared] == [
        "dc-community-connectivity",
        "dc-net-neutrality",
        "dc-platform-responsibility",
    ]
    assert {each.group_id for each in found} >= {"body-secretariat", "body-mag", "dc-gender", "dc-trade"}
