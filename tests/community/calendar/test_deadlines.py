"""Deadlines: what each belongs to, and which lie close enough to be one day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from synthesis.community.calendar.deadlines import OTHER, Deadline, Near, deadlines, near, process_of
from synthesis.models import Event, Occurrence

CALLS = "Calls for contributions"


def due(uid: str, day: datetime, title: str = "Call for contributions", **more: Any) -> Occurrence:
    """A deadline at the end of a day."""
    event = Event(uid, title, day, day + timedelta(days=1), is_all_day=True, kind="deadline", **more)
    return Occurrence(event, day.replace(tzinfo=UTC), event.ends.replace(tzinfo=UTC))


def sep(day: int) -> datetime:
    return datetime(2018, 9, day)


def found(*occurrences: Occurrence) -> tuple[Deadline, ...]:
    return deadlines(occurrences)


def uids(each: Near) -> list[str]:
    return [one.event.uid for one in each.deadlines]


def test_the_day_of_a_deadline_is_the_last_that_still_counts() -> None:
    (only,) = found(due("a", sep(7)))
    assert (only.day.isoformat(), only.at) == ("2018-09-07", datetime(2018, 9, 8, tzinfo=UTC))


def test_only_deadlines_that_stand_are_listed_by_time() -> None:
    call = Occurrence(
        Event("m", "Call", sep(1), sep(2)), sep(1).replace(tzinfo=UTC), sep(2).replace(tzinfo=UTC)
    )
    listed = found(due("b", sep(9)), due("a", sep(7)), due("c", sep(8), status="cancelled"), call)
    assert [each.event.uid for each in listed] == ["a", "b"]


@pytest.mark.parametrize(
    ("title", "process"),
    [
        ("Stocktaking of IGF 2018: inputs due", "Stocktaking"),
        ("Workshop organisers confirm their speakers", "Speakers and moderators"),
        ("Workshop proposals due", "Session proposals and requests"),
        ("Yearly reports of the coalitions", "Reports"),
        ("BPF output drafts published for comment", "Drafts and comments"),
        ("BPF AI: send your examples by today", CALLS),
        ("Reportage", OTHER),
        ("", OTHER),
    ],
)
def test_a_title_tells_the_kind_of_process(title: str, process: str) -> None:
    assert process_of(Event("a", title, sep(1), sep(2), kind="deadline")) == process


def test_a_category_tells_it_before_the_title_does() -> None:
    event = Event("a", "Workshop proposals due", sep(1), sep(2), categories=("Reports",))
    assert process_of(event) == "Reports"


def test_deadlines_of_one_process_within_the_days_could_be_aligned() -> None:
    close = near(found(due("a", sep(7)), due("b", sep(11)), due("c", sep(21))), 14)
    assert [(each.process, uids(each), each.n_days) for each in close] == [(CALLS, ["a", "b", "c"], 14)]


def test_farther_apart_they_are_two_sets_that_share_what_lies_between() -> None:
    close = near(found(due("a", sep(1)), due("b", sep(10)), due("c", sep(20))), 14)
    assert [uids(each) for each in close] == [["a", "b"], ["b", "c"]]


def test_deadlines_on_one_day_are_aligned_already() -> None:
    assert near(found(due("a", sep(7)), due("b", sep(7)))) == ()


def test_deadlines_of_other_processes_are_not_put_together() -> None:
    assert near(found(due("a", sep(7)), due("b", sep(8), "Yearly report"))) == ()


def test_a_group_that_asks_for_several_things_is_named_once() -> None:
    group = {"group_ids": ("dccg",)}
    close = near(found(due("a", sep(7), **group), due("b", sep(8), "Yearly report", **group)))
    assert [(each.group_id, uids(each)) for each in close] == [("dccg", ["a", "b"])]
    same = near(found(due("a", sep(7), **group), due("b", sep(8), **group)))
    assert [(each.process, each.group_id) for each in same] == [(CALLS, "")]


def test_no_deadline_gives_nothing() -> None:
    assert near(()) == ()
