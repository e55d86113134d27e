"""What clashes: the same hour, and people, groups or concerns in common."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from synthesis.community.calendar.clashes import clashes, overlaps
from synthesis.models import Event, Occurrence

DAY = datetime(2018, 3, 13)


def at(uid: str, begins: float, ends: float, *groups: str, **more: Any) -> Occurrence:
    """Something on 13 March 2018, from one hour (UTC) to another."""
    starts, stops = DAY + timedelta(hours=begins), DAY + timedelta(hours=ends)
    event = Event(uid, f"Call {uid}", starts, stops, group_ids=groups, **more)
    return Occurrence(event, starts.replace(tzinfo=UTC), stops.replace(tzinfo=UTC))


def pairs(*occurrences: Occurrence, **more: Any) -> list[tuple[str, str]]:
    found = clashes(occurrences, more.get("memberships", {}), more.get("likeness", {}))
    return [(clash.one.event.uid, clash.other.event.uid) for clash in found]


def test_a_group_that_meets_twice_at_one_hour_clashes() -> None:
    found = clashes([at("a", 14, 15, "iot"), at("b", 14.5, 15.5, "iot")], {}, {}, names={"iot": "DC-IoT"})
    assert [clash.reasons for clash in found] == [("DC-IoT meets twice at that hour.",)]
    assert (found[0].starts_at.hour, found[0].starts_at.minute, found[0].ends_at.hour) == (14, 30, 15)


def test_one_that_ends_as_the_other_begins_does_not_clash() -> None:
    assert pairs(at("a", 14, 15, "iot"), at("b", 15, 16, "iot")) == []


def test_groups_without_anything_in_common_do_not_clash() -> None:
    assert pairs(at("a", 14, 15, "iot"), at("b", 14, 15, "pal")) == []


def test_people_named_by_both_events_clash_however_they_are_spelt() -> None:
    one, other = at("a", 14, 15, "iot", people=("Ann Lee",)), at("b", 14, 15, "pal", people=("ann  LEE", "B"))
    (clash,) = clashes([one, other], {}, {})
    assert clash.reasons == ("ann  LEE is expected at both.",)


def test_a_member_of_both_groups_clashes_with_the_groups_in_the_reason() -> None:
    found = clashes([at("a", 14, 15, "iot"), at("b", 14, 15, "ai")], {"Ann Lee": ("iot", "ai", "x")}, {})
    assert found[0].reasons == ("Ann Lee belongs to iot and to ai.",)


def test_who_is_expected_at_one_and_belongs_to_the_other_clashes() -> None:
    one = at("a", 14, 15, "iot", people=("Ann Lee",))
    found = clashes([one, at("b", 14, 15, "ai")], {"Ann Lee": ("ai",)}, {})
    assert found[0].reasons == ("Ann Lee is expected at “Call a” and belongs to ai.",)


def test_members_of_a_group_that_meets_twice_are_not_named_one_by_one() -> None:
    found = clashes([at("a", 14, 15, "iot"), at("b", 14, 15, "iot")], {"Ann Lee": ("iot",)}, {})
    assert found[0].reasons == ("iot meets twice at that hour.",)


def test_similar_groups_clash_and_groups_less_alike_do_not() -> None:
    one, other = at("a", 14, 15, "iot"), at("b", 14, 15, "ai")
    assert clashes([one, other], {}, {("ai", "iot"): 0.62})[0].reasons == (
        "iot and ai work on similar issues (affinity 0.62).",
    )
    assert pairs(one, other, likeness={("ai", "iot"): 0.54}) == []


def test_what_is_cancelled_and_deadlines_clash_with_nothing() -> None:
    one = at("a", 14, 15, "iot")
    assert pairs(one, at("b", 14, 15, "iot", status="cancelled")) == []
    assert pairs(one, at("b", 14, 15, "iot", kind="deadline")) == []


def test_an_event_does_not_clash_with_its_own_sessions() -> None:
    meeting = at("igf", 0, 72, "iot", kind="event", zone="Europe/Paris", is_all_day=True)
    session = at("s", 9, 10, "iot", kind="session", zone="Europe/Paris")
    assert pairs(meeting, session) == []
    hours = at("igf", 8, 18, "iot", kind="event", zone="Europe/Paris")
    assert pairs(hours, session) == []
    elsewhere = at("fib", 8, 18, "iot", kind="event", zone="America/Sao_Paulo")
    assert pairs(elsewhere, session) == [("fib", "s")]


def test_whole_days_clash_with_hours_only_for_meetings_and_sessions() -> None:
    call = at("call", 9, 10, "iot")
    assert pairs(at("days", 0, 24, "iot", is_all_day=True, kind="event"), call) == []
    assert pairs(at("days", 0, 24, "iot", is_all_day=True), call) == [("days", "call")]
    both = (at("one", 0, 24, "iot", is_all_day=True, kind="event"), at("two", 0, 24, "iot", is_all_day=True))
    assert pairs(*both) == [("one", "two")]


def test_what_has_no_length_clashes_with_what_is_under_way() -> None:
    assert pairs(at("a", 14, 15, "iot"), at("b", 14, 14, "iot")) == [("b", "a")]
    assert pairs(at("a", 13, 14, "iot"), at("b", 14, 14, "iot")) == []


def test_the_order_of_the_input_does_not_matter() -> None:
    calls = [at(str(n), n % 5, n % 5 + 2, f"g{n % 3}") for n in range(30)]
    shuffled = Random(1).sample(calls, len(calls))
    assert clashes(calls, {}, {}) == clashes(shuffled, {}, {})


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=25))
def test_the_sweep_finds_what_comparing_every_pair_finds(spans: list[tuple[int, int]]) -> None:
    calls = [at(f"{n:02}", begins, begins + length, "g") for n, (begins, length) in enumerate(spans)]
    swept = {frozenset((one.event.uid, other.event.uid)) for one, other in overlaps(calls)}
    compared = {
        frozenset((one.event.uid, other.event.uid))
        for one, other in combinations(calls, 2)
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at
    }
    assert swept == compared
