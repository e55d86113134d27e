"""The calendar on the command line: what comes in is counted, what goes out comes back, clashes are told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from synthesis.cli import run
from synthesis.models import Event, Group, ProposedTopic, Session, SessionProposal, Standard
from synthesis.pipeline.sample import fill_community
from synthesis.store import Store, open_store
from tests.community.calendar.dialects import google

SAMPLE = Path(__file__).parents[3] / "data" / "community"
MIXED = b"""BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
UID:a\r
SUMMARY:Call of A\r
DTSTART:20180306T130000Z\r
DTEND:20180306T140000Z\r
LOCATION:https://us02web.zoom.us/j/88\r
X-SYNTHESIS-KIND:meeting\r
X-SYNTHESIS-PEOPLE:Ann Able,Ben Bold\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:b\r
SUMMARY:Call of B\r
DTSTART:20180306T133000Z\r
DTEND:20180306T143000Z\r
X-SYNTHESIS-KIND:meeting\r
X-SYNTHESIS-PEOPLE:Ann Able\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:b\r
SUMMARY:Call of B\r
DTSTART:20180306T133000Z\r
DTEND:20180306T143000Z\r
X-SYNTHESIS-KIND:meeting\r
X-SYNTHESIS-PEOPLE:Ann Able\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:c\r
DTSTART:20180306T130000Z\r
DTEND:20180306T120000Z\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path / 'store.db'}"
    monkeypatch.setenv("SYNTHESIS_STORE", address)
    monkeypatch.delenv("SYNTHESIS_READ_ONLY", raising=False)
    return address


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    path = tmp_path / "mixed.ics"
    path.write_bytes(MIXED)
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["calendar", *arguments, "--json"]) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def events(url: str) -> dict[str, Event]:
    with open_store(url) as store:
        return {entry.record.id: entry.record for entry in store.community.entries(Event)}


def counts(report: dict[str, Any]) -> tuple[int, ...]:
    return tuple(report[name] for name in ("received", "loaded", "merged", "refused"))


def test_what_comes_in_is_loaded_merged_or_refused_file_by_file(mixed: Path, capsys, url: str) -> None:
    report = printed(capsys, "import", str(mixed), "--by", "A. Keeper", code=1)
    assert counts(report) == (4, 2, 1, 1)
    (of_file,) = report["files"]
    assert (of_file["file"], counts(of_file)) == ("mixed.ics", (4, 2, 1, 1))
    (problem,) = of_file["problems"]
    assert (problem["row"], problem["column"]) == (30, "DTEND")
    assert sorted(events(url)) == ["a", "b"]


def test_lists_and_clashes_leave_out_what_is_private(tmp_path: Path, capsys, url: str) -> None:
    talk = Event("p", "Salary talk", datetime(2018, 4, 2, 14), datetime(2018, 4, 2, 15), people=("Ann Lee",))
    other = replace(talk, uid="o", title="Open talk")
    span = ("--since", "2018-04-01", "--until", "2018-04-30")
    with open_store(url) as store:
        store.community.save([talk, other], "A. Keeper")
    assert printed(capsys, "clashes", *span)["n"] == 1
    with open_store(url) as store:
        store.community.save([replace(talk, extra=("CLASS:PRIVATE",))], "A. Keeper")
    assert [each["title"] for each in printed(capsys, "list", *span)["events"]] == ["Open talk"]
    assert printed(capsys, "clashes", *span)["n"] == 0


def test_lists_and_clashes_print_no_way_in(capsys, url: str) -> None:
    call = Event(
        "p",
        "Call: meet.google.com/abc-defg-hij",
        datetime(2018, 4, 2, 14),
        datetime(2018, 4, 2, 15),
        people=("Ann Lee",),
        place="Room 5; https://us02web.zoom.us/j/88",
        how_to_join="Everybody may join.\nPasscode: 4711\nhttps://rooms.example.net/9",
        access_link="https://rooms.example.net/9",
    )
    with open_store(url) as store:
        store.community.save([call, replace(call, uid="o")], "A. Keeper")
    span = ("--since", "2018-04-01", "--until", "2018-04-30")
    listed = printed(capsys, "list", *span)["events"]
    assert [(each["title"], each["place"]) for each in listed] == [("Call", "Room 5")] * 2
    told = json.dumps([listed, printed(capsys, "clashes", *span)])
    assert "Everybody may join." in told
    for secret in ("zoom.us", "google.com", "4711", "rooms.example.net"):
        assert secret not in told


def test_a_second_import_changes_nothing(mixed: Path, capsys, url: str) -> None:
    run(["calendar", "import", str(mixed), "--by", "A. Keeper"])
    assert counts(printed(capsys, "import", str(mixed), "--by", "B. Keeper", code=1)) == (4, 0, 3, 1)
    with open_store(url) as store:
        assert store.stamp().n_entries == 2


def test_a_file_that_is_no_calendar_stops_no_other(mixed: Path, capsys, tmp_path: Path) -> None:
    other = tmp_path / "page.ics"
    other.write_text("<html>Sign in</html>")
    report = printed(capsys, "import", str(other), str(mixed), "--by", "A. Keeper", code=1)
    assert [(each["file"], each["loaded"]) for each in report["files"]] == [("page.ics", 0), ("mixed.ics", 2)]


def test_an_import_needs_a_name(mixed: Path, capsys) -> None:
    assert run(["calendar", "import", str(mixed), "--by", " "]) == 2
    assert "by name" in capsys.readouterr().err


def test_an_earlier_revision_does_not_stand_over_what_was_changed_here(mixed: Path, capsys, url: str) -> None:
    run(["calendar", "import", str(mixed), "--by", "A. Keeper"])
    from synthesis.community.calendar.revisions import revised

    before = events(url)["a"]
    with open_store(url) as store:
        store.community.save([revised(replace(before, title="Call of A, moved"), before)], "A. Keeper")
    report = printed(capsys, "import", str(mixed), "--by", "A. Keeper", code=1)
    assert counts(report) == (4, 0, 3, 1)
    assert any("the later one is kept" in each["reason"] for each in report["files"][0]["problems"])
    assert events(url)["a"].title == "Call of A, moved"


def test_groups_that_people_gave_an_event_stay_when_its_calendar_changes(
    tmp_path: Path, capsys, url: str
) -> None:
    from dataclasses import replace

    path = tmp_path / "theirs.ics"
    lines = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:{}\r\nDTSTART:20180306T130000Z\r\nEND:VEVENT\r\n"
    )
    path.write_text(lines.format("Call"))
    run(["calendar", "import", str(path), "--by", "A. Keeper"])
    with open_store(url) as store:
        store.community.save([replace(events(url)["a"], group_ids=("dc-iot",), kind="deadline")], "A. Keeper")
    path.write_text(lines.format("Call, new name"))
    assert counts(printed(capsys, "import", str(path), "--by", "A. Keeper")) == (1, 1, 0, 0)
    found = events(url)["a"]
    assert (found.title, found.group_ids, found.kind) == ("Call, new name", ("dc-iot",), "deadline")


@pytest.mark.parametrize("more", [(), ("--with-links",)])
def test_what_is_exported_comes_back_as_nothing_new(
    more: tuple[str, ...], tmp_path: Path, capsys, url: str
) -> None:
    theirs, ours = tmp_path / "theirs.ics", tmp_path / "ours.ics"
    theirs.write_bytes(google(100))
    run(["calendar", "import", str(theirs), "--by", "A. Keeper"])
    assert run(["calendar", "export", "--output", str(ours), *more]) == 0
    assert (b"https://meet.google.com" in ours.read_bytes().replace(b"\r\n ", b"")) == bool(more)
    assert counts(printed(capsys, "import", str(ours), "--by", "A. Keeper")) == (100, 0, 100, 0)


def test_an_export_is_the_same_bytes_twice(mixed: Path, tmp_path: Path) -> None:
    run(["calendar", "import", str(mixed), "--by", "A. Keeper"])
    paths = [tmp_path / "one.ics", tmp_path / "two.ics"]
    for path in paths:
        run(["calendar", "export", "--output", str(path), "--kind", "meeting"])
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_an_export_is_narrowed_by_group_kind_and_theme(tmp_path: Path, capsys, url: str) -> None:
    with open_store(url) as store:
        fill_community(store, SAMPLE)
    path = tmp_path / "out.ics"
    wanted = [
        each
        for each in events(url).values()
        if "body-dccg" in each.group_ids and each.kind == "meeting" and "visibility" in each.theme_ids
    ]
    filters = ("--group", "body-dccg", "--kind", "meeting", "--theme", "visibility")
    assert printed(capsys, "export", "--output", str(path), *filters)["events"] == len(wanted) > 0
    found = icalendar.Calendar.from_ical(path.read_bytes())
    assert {str(each["UID"]) for each in found.events} == {each.uid for each in wanted}
    assert "Sample data" in found["X-WR-CALNAME"]


@pytest.mark.parametrize("option", [("--group", "dc-none"), ("--kind", "party"), ("--theme", "none")])
def test_a_filter_that_nothing_can_pass_is_refused(
    option: tuple[str, str], mixed: Path, tmp_path: Path, capsys
):
    run(["calendar", "import", str(mixed), "--by", "A. Keeper"])
    assert run(["calendar", "export", "--output", str(tmp_path / "x.ics"), *option]) == 2
    assert option[1] in capsys.readouterr().err
    assert not (tmp_path / "x.ics").exists()


def test_the_general_export_writes_the_calendar_too(mixed: Path, tmp_path: Path, capsys) -> None:
    run(["calendar", "import", str(mixed), "--by", "A. Keeper"])
    path = tmp_path / "x.ics"
    assert run(["export", "--format", "ics", "--output", str(path)]) == 0
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 2
    assert run(["export", "--format", "ics", "--output", str(path), "--region", "Other"]) == 2


def test_the_list_shows_what_takes_place_and_no_link(mixed: Path, capsys) -> None:
    run(["calendar", "import", str(mixed), "--by", "A. Keeper"])
    listed = printed(capsys, "list", "--since", "2018-03-06", "--until", "2018-03-06")
    assert [each["title"] for each in listed["events"]] == ["Call of A", "Call of B"]
    assert listed["events"][0]["place"] == "Virtual"
    assert "zoom" not in json.dumps(listed)
    assert printed(capsys, "list", "--since", "2018-03-07")["n"] == 0


def test_the_list_of_a_past_year_begins_with_it(mixed: Path, capsys) -> None:
    run(["calendar", "import", str(mixed), "--by", "A. Keeper"])
    assert printed(capsys, "list")["since"] == "2017-04-01"


def test_clashes_are_listed_with_their_reasons(mixed: Path, capsys) -> None:
    run(["calendar", "import", str(mixed), "--by", "A. Keeper"])
    found = printed(capsys, "clashes")
    assert found["n"] == 1
    assert found["clashes"][0]["starts_at"] == "2018-03-06T13:30:00+00:00"
    assert "Ann Able" in found["clashes"][0]["reasons"][0]


def test_the_sample_is_entered_whole_once_and_marked_as_sample(url: str) -> None:
    with open_store(url) as store:
        fill_community(store, SAMPLE)
        n_versions = store.stamp().n_entries
        fill_community(store, SAMPLE)
        assert store.stamp().n_entries == n_versions
        assert_sample(store)


def test_the_sample_brings_nothing_back_that_a_person_changed_or_removed(url: str) -> None:
    kinds = (Group, Event, ProposedTopic, Standard, SessionProposal, Session)
    with open_store(url) as store:
        fill_community(store, SAMPLE)
        for kind in kinds:
            removed, changed, *_ = store.community.entries(kind)
            store.community.remove(kind, removed.record.id, "A. Person", 1)
            name = "name" if kind in (Group, Standard) else "title"
            store.community.save([replace(changed.record, **{name: "Another"})], "A. Person")
        n_versions = store.stamp().n_entries
        fill_community(store, SAMPLE)
        assert store.stamp().n_entries == n_versions


def calendar_file(path: Path, *lines: str) -> str:
    event = ("BEGIN:VEVENT", "UID:paris", "SUMMARY:Paris call", *lines, "END:VEVENT")
    path.write_bytes("\r\n".join(("BEGIN:VCALENDAR", *event, "END:VCALENDAR", "")).encode())
    return str(path)


@pytest.mark.parametrize(
    ("series", "one", "expected"),
    [
        (
            ("DTSTART;TZID=Europe/Paris:20180305T140000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3"),
            ("RECURRENCE-ID:20180312T130000Z", "DTSTART:20180312T160000Z", "DURATION:PT1H"),
            "2018-03-12T16:00:00+00:00",
        ),
        (
            ("DTSTART;VALUE=DATE:20180305", "RRULE:FREQ=WEEKLY;COUNT=3"),
            ("RECURRENCE-ID:20180312T090000Z", "DTSTART:20180312T160000Z", "DURATION:PT1H"),
            "2018-03-12T16:00:00+00:00",
        ),
    ],
    ids=["hours of Paris", "whole days"],
)
def test_one_time_of_a_series_in_a_file_of_its_own_stands_in_its_place(
    series: tuple[str, ...], one: tuple[str, ...], expected: str, tmp_path: Path, capsys
) -> None:
    for lines in (series, one):
        path = calendar_file(tmp_path / "paris.ics", *lines)
        printed(capsys, "import", path, "--by", "A. Keeper")
    listed = printed(capsys, "list", "--since", "2018-03-12", "--until", "2018-03-12")
    assert [each["starts_at"] for each in listed["events"]] == [expected]


def test_an_import_that_brings_back_a_removed_event_says_so(mixed: Path, capsys, url: str) -> None:
    arguments = ("import", str(mixed), "--by", "A. Keeper")
    printed(capsys, *arguments, code=1)
    with open_store(url) as store:
        store.community.remove(Event, "a", "B. Person", 1)
    report = printed(capsys, *arguments, code=1)
    reasons = [each["reason"] for each in report["files"][0]["problems"]]
    assert [each for each in reasons if "taken out of the calendar by B. Person" in each]
    assert "a" in events(url)


def assert_sample(store: Store) -> None:
    entered = [entry.record for entry in store.community.entries(Event)]
    assert len(entered) == 84
    assert all(each.is_sample for each in entered)
    groups = {entry.record.id for entry in store.community.entries(Group)}
    assert not groups or {each for event in entered for each in event.group_ids} <= groups
