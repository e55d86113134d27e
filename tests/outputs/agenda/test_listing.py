"""The list of the calendar, a month of it, and their words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from synthesis.community.calendar.recurrence import occurrences
from synthesis.models import Event, Occurrence
from synthesis.outputs.agenda import agenda_table, count_by, listed, month_of, narrow
from synthesis.outputs.agenda.changes import differences
from synthesis.outputs.agenda.listing import is_series
from synthesis.outputs.agenda.series import choices, moved_words, repeat_words, series_words
from synthesis.outputs.agenda.times import utc_words, when_words

CALL = Event(
    "call",
    "Call",
    datetime(2018, 3, 13, 15),
    datetime(2018, 3, 13, 16),
    "Europe/Paris",
    group_ids=("iot",),
    theme_ids=("size",),
    how_to_join="Open.\nhttps://meet.example.org/iot",
)
FORUM = Event(
    "forum",
    "Forum",
    datetime(2018, 3, 14),
    datetime(2018, 3, 17),
    "Asia/Tokyo",
    is_all_day=True,
    kind="event",
)
DUE = Event("due", "Due", datetime(2018, 3, 14), datetime(2018, 3, 15), is_all_day=True, kind="deadline")
WEEKLY = replace(CALL, uid="weekly", rules=("FREQ=WEEKLY;COUNT=3",), group_ids=("ai",))


def times(*events: Event) -> tuple[Occurrence, ...]:
    return occurrences(events, datetime(2018, 1, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC))


def table(*events: Event, zone: str = "UTC") -> pd.DataFrame:
    return agenda_table(times(*events), {"iot": "DC-IoT"}, {"size": "Programme size"}, zone)


def test_a_row_says_who_hosts_what_and_when() -> None:
    (row,) = table(CALL).to_dict("records")
    assert (row["hosts"], row["themes"], row["when"]) == (
        "DC-IoT",
        "Programme size",
        "Tue 13 Mar 2018, 14:00 to 15:00",
    )
    assert (row["starts_at"], row["at"]) == ("2018-03-13T14:00+00:00", "")


def test_texts_are_without_what_lets_somebody_in_unless_that_is_asked_for() -> None:
    assert table(CALL)["how_to_join"].iloc[0] == "Open."
    opened = agenda_table(times(CALL), {}, {}, "UTC", with_links=True)
    assert "meet.example.org" in opened["how_to_join"].iloc[0]
    assert (
        not listed(table(CALL), "UTC").astype(str).apply(lambda s: s.str.contains("meet.example")).any().any()
    )


def test_days_follow_each_other_whole_days_first_wherever_their_place_is() -> None:
    late = replace(CALL, uid="late", starts=datetime(2018, 3, 13, 23), ends=datetime(2018, 3, 13, 23, 30))
    shown = table(
        FORUM,
        late,
        replace(CALL, uid="next", starts=datetime(2018, 3, 14, 9), ends=datetime(2018, 3, 14, 10)),
    )
    assert list(shown["id"]) == ["late", "forum", "next"]
    assert shown["first"].is_monotonic_increasing


def test_a_time_of_a_series_is_told_by_its_wall_time() -> None:
    assert list(table(WEEKLY)["at"]) == ["2018-03-13T15:00", "2018-03-20T15:00", "2018-03-27T15:00"]


@pytest.mark.parametrize(
    ("event", "zone", "when", "also"),
    [
        (CALL, "UTC", "Tue 13 Mar 2018, 14:00 to 15:00", ""),
        (CALL, "Africa/Abidjan", "Tue 13 Mar 2018, 14:00 to 15:00", ""),
        (CALL, "Europe/Paris", "Tue 13 Mar 2018, 15:00 to 16:00", "14:00 to 15:00 UTC"),
        (CALL, "Asia/Kolkata", "Tue 13 Mar 2018, 19:30 to 20:30", "14:00 to 15:00 UTC"),
        (CALL, "Pacific/Auckland", "Wed 14 Mar 2018, 03:00 to 04:00", "Tue 13 Mar 2018, 14:00 to 15:00 UTC"),
        (FORUM, "America/New_York", "Wed 14 Mar 2018 to Fri 16 Mar 2018", ""),
        (DUE, "UTC", "Wed 14 Mar 2018, by the end of the day in UTC", ""),
        (
            DUE,
            "Asia/Tokyo",
            "Wed 14 Mar 2018, by the end of the day in UTC",
            "Thu 15 Mar 2018, 09:00 in Asia/Tokyo",
        ),
    ],
)
def test_times_are_said_by_the_clock_asked_for_and_in_utc_where_it_differs(
    event: Event, zone: str, when: str, also: str
) -> None:
    (one,) = times(event)
    assert (when_words(one, zone), utc_words(one, zone)) == (when, also)


def test_a_filter_lets_one_time_of_a_series_pass_with_the_series() -> None:
    one = replace(WEEKLY, rules=(), replaces=datetime(2018, 3, 20, 15), group_ids=())
    assert narrow([WEEKLY, one, CALL], groups=["ai"]) == (WEEKLY, one)
    assert narrow([CALL, FORUM], kinds=["event"], themes=["size"]) == ()
    assert narrow([CALL, FORUM]) == (CALL, FORUM)


def test_a_series_counts_once() -> None:
    one = replace(WEEKLY, rules=(), replaces=datetime(2018, 3, 20, 15))
    assert count_by([CALL, WEEKLY, one, FORUM], "kind") == {"meeting": 2, "event": 1}
    assert count_by([CALL, WEEKLY, one], "group") == {"ai": 1, "iot": 1}


def test_a_month_has_whole_weeks_and_what_spans_days_stands_on_each() -> None:
    month = month_of(table(CALL, FORUM, DUE), 2018, 3, date(2018, 3, 13))
    days = {day.day: day for week in month.weeks for day in week}
    assert all(len(week) == 7 and week[0].day.weekday() == 0 for week in month.weeks)
    assert [days[date(2018, 3, n)].rows[0]["number"] for n in (14, 15, 16)] == [1, 2, 3]
    assert (month.n, days[date(2018, 3, 13)].is_today, days[date(2018, 4, 1)].is_in_month) == (3, True, False)


def test_a_month_of_an_empty_calendar_has_its_days() -> None:
    month = month_of(table(), 2018, 2, date(2018, 2, 1))
    assert (month.n, len(month.weeks), month.title) == (0, 5, "February 2018")


def test_a_day_has_whole_days_first_and_then_the_hours_in_order() -> None:
    early = replace(CALL, uid="early", starts=datetime(2018, 3, 14, 10), ends=datetime(2018, 3, 14, 11))
    late = replace(CALL, uid="late", starts=datetime(2018, 3, 14, 12), ends=datetime(2018, 3, 14, 13))
    month = month_of(table(late, early, FORUM), 2018, 3, date(2018, 3, 1))
    (day,) = [day for week in month.weeks for day in week if day.day == date(2018, 3, 14)]
    assert [row["id"] for row in day.rows] == ["forum", "early", "late"]


def test_differences_name_fields_and_hide_a_link_into_a_meeting() -> None:
    after = replace(CALL, group_ids=("ai",), access_link="https://meet.example.org/b", sequence=1)
    found = differences(CALL, after, {"iot": "DC-IoT", "ai": "BPF AI"})
    assert found == (
        ("Hosted by", "DC-IoT", "BPF AI"),
        ("Access link", "nothing", "given, not shown here"),
    )


def test_differences_hide_what_lets_somebody_in_wherever_it_stands() -> None:
    before = replace(
        CALL,
        title="Call zoom.us/j/1",
        place="Room 5; https://zoom.us/j/1",
        how_to_join="Passcode: 4711",
        agenda="News\nhttps://rooms.example.net/9",
    )
    link = "https://rooms.example.net/9"
    after = replace(before, title="Calls", place="Room 5", how_to_join="", agenda="Reports", access_link=link)
    for pair in ((before, after), (after, before)):
        told = str(differences(*pair, {}))
        for secret in ("zoom", "4711", "rooms.example.net"):
            assert secret not in told
    assert differences(before, after, {})[:2] == (
        ("Title", "Call", "Calls"),
        ("Place", "Room 5", "the same, but for a part that is not shown here"),
    )
    assert "4711" in str(differences(before, after, {}, shows_access=True))


@pytest.mark.parametrize("days", range(31))
def test_each_rule_that_can_be_chosen_falls_on_the_first_day(days: int) -> None:
    starts = datetime(2018, 3, 1, 15) + timedelta(days=days)
    for rule in choices(starts):
        series = replace(CALL, starts=starts, ends=starts + timedelta(hours=1), rules=(f"{rule};COUNT=2",))
        assert times(series)[0].event.starts == starts
        assert table(series)["at"].iloc[0] == starts.isoformat(timespec="minutes")


def test_a_rare_rule_is_given_as_it_is_written() -> None:
    assert repeat_words("FREQ=MONTHLY;BYMONTHDAY=15") == "by the rule FREQ=MONTHLY;BYMONTHDAY=15"


def test_what_moves_all_later_times_says_how_far_and_not_from_which_day() -> None:
    starts = datetime(2018, 5, 8, 15)
    change = Event(
        "call", "Call", starts, starts + timedelta(hours=1), replaces=datetime(2018, 5, 7, 15), and_later=True
    )
    assert moved_words(change) == "moved 1 day later"
    assert series_words(change) == "as its series does, from 7 May 2018 on"
    assert is_series(change)
    sooner = replace(change, starts=datetime(2018, 5, 6, 16, 30))
    assert moved_words(sooner) == "moved 1 day earlier, from 15:00 to 16:30"
