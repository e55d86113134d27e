"""The calendar's feed over HTTP: read back with `icalendar`, subscribed to by programs that people use."""

from __future__ import annotations

import shutil
import subprocess
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

from synthesis.community.calendar.recurrence import occurrences
from synthesis.models import Event
from synthesis.store import open_store
from tests.browser.conftest import need, serving
from tests.community.calendar.libical import complaints

LINK = "https://meet.example.org/"


def get(url: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, method=method, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, dict(answer.headers.items()), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers.items()), error.read()


@pytest.fixture(scope="session")
def stored(sample_file: Path) -> dict[str, Event]:
    with open_store(f"sqlite:///{sample_file}", read_only=True) as store:
        return {entry.record.id: entry.record for entry in store.community.entries(Event)}


def test_the_feed_is_read_back_by_another_library(address: str, stored: dict[str, Event]) -> None:
    status, headers, body = get(f"{address}/calendar.ics")
    assert (status, headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    calendar = icalendar.Calendar.from_ical(body)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    assert {str(each["UID"]) for each in calendar.events} == {event.uid for event in stored.values()}
    assert "Sample data" in calendar["X-WR-CALNAME"]
    assert all("DTSTAMP" in each for each in calendar.events)
    used = {each["DTSTART"].params.get("TZID") for each in calendar.events} - {None}
    assert used == {str(zone["TZID"]) for zone in calendar.timezones}


@pytest.mark.parametrize("query", ["", "?group=dc-iot&kind=meeting"])
def test_the_feed_is_valid_as_libical_judges_it(address: str, query: str) -> None:
    assert complaints(get(f"{address}/calendar.ics{query}")[2]) == []


def test_the_feed_names_no_people_and_no_way_in(address: str, stored: dict[str, Event]) -> None:
    body = get(f"{address}/calendar.ics")[2].replace(b"\r\n ", b"").decode()
    assert LINK not in body
    people = {person for event in stored.values() for person in event.people}
    assert people
    assert not [person for person in people if person in body]


def test_a_client_that_has_it_already_is_told_so(address: str) -> None:
    url = f"{address}/calendar.ics?kind=meeting"
    _, headers, _ = get(url)
    assert headers["cache-control"] == "no-cache"
    status, again, body = get(url, If_None_Match=headers["etag"])
    assert (status, again["etag"], body) == (304, headers["etag"], b"")
    assert get(url, If_Modified_Since=headers["last-modified"])[0] == 200
    assert get(url, If_None_Match='"other"', If_Modified_Since=headers["last-modified"])[0] == 200


def test_a_client_may_ask_for_the_head_alone_and_may_not_write(address: str) -> None:
    url = f"{address}/calendar.ics"
    status, headers, body = get(url, "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) == len(get(url)[2])
    assert [get(url, method)[0] for method in ("POST", "PUT", "DELETE")] == [405, 405, 405]


def test_the_feed_is_narrowed_by_its_address(address: str, stored: dict[str, Event]) -> None:
    url = f"{address}/calendar.ics?group=dc-iot&group=dc-gender&kind=meeting,session"
    calendar = icalendar.Calendar.from_ical(get(url)[2])
    expected = {
        event.uid
        for event in stored.values()
        if {"dc-iot", "dc-gender"} & set(event.group_ids) and event.kind in ("meeting", "session")
    }
    assert {str(each["UID"]) for each in calendar.events} == expected != set()
    assert "DC-Gender + DC-IoT + meetings + sessions" in calendar["X-WR-CALNAME"]


@pytest.mark.parametrize(
    "query", ["group=nobody", "kind=party", "theme=none", "colour=red", "group=" + "a" * 3000]
)
def test_what_nobody_knows_is_answered_in_words(address: str, query: str) -> None:
    status, headers, body = get(f"{address}/calendar.ics?{query}")
    assert (status, headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert b"There are" in body or b"can be narrowed by" in body


def test_a_change_reaches_the_feed(own_store: str) -> None:
    with serving(own_store) as address:
        _, before, _ = get(f"{address}/calendar.ics")
        with open_store(own_store) as store:
            new = Event("new", "Another call", datetime(2018, 9, 3, 14), datetime(2018, 9, 3, 15))
            store.community.save([new], "A. Keeper")
        status, _, body = get(f"{address}/calendar.ics", If_None_Match=before["etag"])
        assert status == 200
        assert b"SUMMARY:Another call" in body
        with open_store(own_store) as store:
            store.community.remove(Event, "new", "A. Keeper", 1)
        assert b"Another call" not in get(f"{address}/calendar.ics")[2]


def test_links_stand_in_the_feed_where_the_setting_says_so(sample_file: Path) -> None:
    with serving(f"sqlite:///{sample_file}", SYNTHESIS_ACCESS_LINKS="1") as address:
        assert LINK in get(f"{address}/calendar.ics")[2].replace(b"\r\n ", b"").decode()


VDIRSYNCER = """[general]
status_path = "{folder}/status/"
[pair community]
a = "feed"
b = "here"
collections = null
[storage feed]
type = "http"
url = "{address}/calendar.ics"
[storage here]
type = "filesystem"
path = "{folder}/calendar/"
fileext = ".ics"
"""
KHAL = """[calendars]
[[community]]
path = {folder}/calendar/
readonly = True
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = {folder}/khal.db
"""


def subscribed(folder: Path, address: str) -> str:
    """Subscribe with vdirsyncer, list the year with khal: one line a day that something is on."""
    vdirsyncer, khal = (need(shutil.which(name), name) for name in ("vdirsyncer", "khal"))
    (folder / "calendar").mkdir()
    for name, text in (("vdirsyncer.conf", VDIRSYNCER), ("khal.conf", KHAL)):
        (folder / name).write_text(text.format(folder=folder, address=address))
    for verb in ("discover", "sync"):
        command = [vdirsyncer, "-c", str(folder / "vdirsyncer.conf"), verb]
        subprocess.run(command, input=b"y\n" * 5, check=True, capture_output=True, timeout=120)
    listing = [khal, "-c", str(folder / "khal.conf"), "list", "--day-format", "", "--format"]
    listing += ["{start-date}|{start-time}|{end-time}|{title}", "2018-01-01", "400d"]
    return subprocess.run(listing, check=True, capture_output=True, timeout=120, text=True).stdout


def test_real_clients_subscribe_and_show_every_time_of_every_event(
    address: str, stored: dict[str, Event], tmp_path: Path
) -> None:
    lines = subscribed(tmp_path, address).splitlines()
    span = datetime(2018, 1, 1, tzinfo=UTC), datetime(2019, 2, 1, tzinfo=UTC)
    with_hours = [each for each in occurrences(stored.values(), *span) if not each.event.is_all_day]
    one_day = [each for each in with_hours if each.starts_at.date() == each.ends_at.date()]
    expected = {f"{o.starts_at:%Y-%m-%d|%H:%M}|{o.ends_at:%H:%M}|{o.event.title}" for o in one_day}
    assert len(expected) > 100
    assert expected - set(lines) == set()
    whole_days = next(each for each in stored.values() if each.id == "sample-igf-2018")
    assert (whole_days.ends - whole_days.starts).days == 3
    assert len([line for line in lines if line.endswith(whole_days.title)]) == 3
