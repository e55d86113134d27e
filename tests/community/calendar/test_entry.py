"""What a person enters: each fault in words, with its field and what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from synthesis.community.calendar.entry import ENDS, STARTS, ZONE, faults
from synthesis.models import Event

GOOD = Event("a", "Call", datetime(2018, 3, 13, 15), datetime(2018, 3, 13, 16), "Europe/Paris")


def test_a_good_entry_has_no_fault() -> None:
    assert faults(GOOD) == ()


@pytest.mark.parametrize(
    ("event", "field", "words"),
    [
        (replace(GOOD, title=" "), "Title", "An entry needs a title."),
        (replace(GOOD, ends=datetime(2018, 3, 13, 14)), ENDS, "This ends before it starts"),
        (replace(GOOD, ends=GOOD.starts), ENDS, "This ends as it begins"),
        (replace(GOOD, ends=datetime(2019, 3, 13, 16)), ENDS, "This lasts 365 days."),
        (
            replace(GOOD, starts=datetime(1018, 3, 13), ends=datetime(2018, 3, 13)),
            STARTS,
            "The calendar does not know the year 1018.",
        ),
        (replace(GOOD, zone="Europe/Pariss"), ZONE, "Nobody knows the time zone “Europe/Pariss”."),
        (replace(GOOD, access_link="javascript:alert(1)"), "Access link", "no address of the web"),
        (replace(GOOD, rules=("FREQ=NEVER",)), "Repeats", "It cannot repeat like this"),
    ],
)
def test_a_fault_is_told_with_its_field(event: Event, field: str, words: str) -> None:
    (fault,) = faults(event)
    assert fault.where == field
    assert words in fault.message
    assert fault.hint


def test_a_zone_nearly_spelt_is_guessed() -> None:
    assert faults(replace(GOOD, zone="Europe/Pariss"))[0].hint == "Did you mean Europe/Paris?"


def test_a_deadline_may_be_a_moment() -> None:
    assert faults(replace(GOOD, ends=GOOD.starts, kind="deadline")) == ()


def test_an_hour_that_the_clocks_leave_out_is_told() -> None:
    starts = datetime(2018, 3, 25, 2, 30)
    (fault,) = faults(replace(GOOD, starts=starts, ends=starts + timedelta(hours=2)))
    assert (fault.where, "leave out 02:30" in fault.message) == (STARTS, True)


def test_an_hour_that_comes_twice_is_told() -> None:
    starts = datetime(2018, 10, 28, 2, 30)
    (fault,) = faults(replace(GOOD, starts=starts, ends=starts + timedelta(hours=2)))
    assert "show 02:30 twice" in fault.message


def test_whole_days_have_no_hours_to_be_wrong() -> None:
    day = datetime(2018, 11, 4)  # midnight comes twice in Havana that night, an hour later
    assert (
        faults(
            replace(GOOD, starts=day, ends=day + timedelta(days=1), zone="America/Havana", is_all_day=True)
        )
        == ()
    )


def test_the_last_day_that_the_calendar_knows_can_be_a_whole_day() -> None:
    assert (
        faults(replace(GOOD, starts=datetime(2200, 12, 31), ends=datetime(2201, 1, 1), is_all_day=True)) == ()
    )
