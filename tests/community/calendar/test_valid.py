"""What is written is valid iCalendar, as libical judges it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.cli import run
from synthesis.community.calendar.reader import read_calendar
from synthesis.community.calendar.writer import write_calendar
from synthesis.models import Event
from synthesis.pipeline.sample import fill_community
from synthesis.store import open_store
from tests.community.calendar.dialects import google, outlook
from tests.community.calendar.libical import complaints
from tests.community.calendar.test_splitting import WEEKLY, changed
from tests.community.calendar.test_writing import events

SAMPLE = Path(__file__).parents[3] / "data" / "community"
WAYS = [{}, {"with_links": True}, {"for_everybody": True}]


@pytest.mark.parametrize("how", WAYS, ids=("plain", "with links", "for everybody"))
@settings(deadline=None)  # the machine may be busy
@given(made=st.lists(events(), max_size=3))
def test_whatever_an_event_says_the_file_is_valid(made: list[Event], how: dict[str, bool]) -> None:
    assert complaints(write_calendar(made, **how)) == []


@pytest.mark.parametrize("how", WAYS, ids=("plain", "with links", "for everybody"))
@pytest.mark.parametrize("dialect", [google, outlook])
def test_what_other_programs_wrote_is_valid_when_it_is_written_again(
    dialect: Callable[[int], bytes], how: dict[str, bool]
) -> None:
    assert complaints(write_calendar(read_calendar(dialect(300), "theirs.ics").events, **how)) == []


def test_a_series_that_goes_out_in_parts_is_valid() -> None:
    moved = changed(WEEKLY, datetime(2018, 3, 6, 14), timedelta(days=1), "Later call")
    raw = write_calendar([WEEKLY, moved], for_everybody=True)
    assert b"RELATED-TO;RELTYPE=FIRST:call@host" in raw
    assert complaints(raw) == []


def test_the_sample_is_exported_as_a_valid_file(tmp_path: Path) -> None:
    url, path = f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "calendar.ics"
    with open_store(url) as store:
        fill_community(store, SAMPLE)
    for more in ((), ("--with-links",)):
        assert run(["calendar", "export", "--store", url, "--output", str(path), *more]) == 0
        assert complaints(path.read_bytes()) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"RRULE:FREQ=WEEKLY", b"RRULE:FREQ=WEAKLY"),
        (b"DTSTART:2018", b"DTSTART:in 2018"),
        (b"DTSTAMP", b"X-STAMP"),
        (b"SEQUENCE:0", b"SEQUENCE:0\r\nDURATION:PT1H"),
        (b"UID:", b"UID:a\r\nUID:"),
    ],
)
def test_the_judge_finds_what_is_wrong(before: bytes, after: bytes) -> None:
    raw = write_calendar(read_calendar(CALL, "call.ics").events)
    assert complaints(raw) == []
    assert before in raw
    assert complaints(raw.replace(before, after)) != []


CALL = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:call
SUMMARY:Call
DTSTART:20180306T130000Z
DTEND:20180306T140000Z
RRULE:FREQ=WEEKLY;COUNT=3
END:VEVENT
END:VCALENDAR
"""
