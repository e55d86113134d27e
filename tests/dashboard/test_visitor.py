"""Which day it is for whoever looks at the page, wherever the page speaks of today."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest

from dashboard import visitor
from tests.dashboard.agenda import Show
from tests.dashboard.conftest import RunPage, words

OVERDUE = '<span class="badge overdue">Overdue</span>'


@pytest.mark.parametrize(("zone", "hour", "day"), [("Pacific/Kiritimati", 12, 14), ("Etc/GMT+12", 10, 12)])
def test_today_is_the_day_by_the_clock_of_the_visitor(
    zone: str, hour: int, day: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime(2018, 3, 13, hour, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(visitor, "zone", lambda: ZoneInfo(zone))
    monkeypatch.setattr(visitor, "datetime", Clock)
    assert visitor.today() == date(2018, 3, day)


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("themes", {"theme_id": "visibility"}),
        ("decisions", {"tab": "Trace", "theme_id": "visibility"}),
        ("decisions", {"tab": "Register"}),
    ],
)
def test_what_is_overdue_is_so_by_the_visitor_s_day(
    page: str, query: dict[str, str], run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitor, "today", lambda: date(2018, 7, 1))
    assert OVERDUE in words(run_page(page, **query))
    monkeypatch.setattr(visitor, "today", lambda: date(2018, 5, 1))
    assert OVERDUE not in words(run_page(page, **query))


def test_the_month_marks_the_visitor_s_today_and_groups_look_ahead_from_it(
    show: Show, run_page: RunPage, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = {"section": "Groups", "community_group": "dc-iot"}
    monkeypatch.setattr(visitor, "today", lambda: date(2018, 3, 12))
    assert words(show(on="")).count('<span class="now">Today</span>') == 1
    assert "last on 13 March 2018" not in words(run_page("community", url, **group))
    monkeypatch.setattr(visitor, "today", lambda: date(2018, 3, 14))
    assert "last on 13 March 2018" in words(run_page("community", url, **group))
