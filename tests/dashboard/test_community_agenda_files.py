"""The section Calendar: files taken in and out, and what was sent as private."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from synthesis.models import Event
from synthesis.store import open_store
from tests.dashboard.agenda import CALL, SERIES, Show, named, save, stored
from tests.dashboard.conftest import RunPage, words


def test_what_was_sent_as_private_is_kept_and_not_shown(show: Show, url: str) -> None:
    save(url, replace(CALL, uid="secret", title="Salary talk", extra=("CLASS:PRIVATE",)), "A. Keeper")
    shown = words(show()) + words(show(event="secret"))
    assert "Salary talk" not in shown
    assert "1 entry marked as private" in shown
    assert "marked it as private" in shown


def test_what_was_private_stays_unseen_when_it_is_taken_out(show: Show, url: str) -> None:
    save(url, replace(CALL, uid="secret", title="Salary talk", extra=("CLASS:PRIVATE",)), "A. Keeper")
    with open_store(url) as store:
        store.community.remove(Event, "secret", "A. Keeper", 1)
    shown = words(show(event="secret"))
    assert "Salary talk" not in shown
    assert "marked it as private" in shown


def test_what_an_entry_said_while_it_was_private_is_not_in_its_history(show: Show, url: str) -> None:
    save(url, replace(CALL, uid="once", title="Salary talk", extra=("CLASS:PRIVATE",)), "A. Keeper")
    save(url, replace(CALL, uid="once", title="Open talk"), "A. Keeper")
    shown = words(show(event="once"))
    assert "Open talk" in shown
    assert "Salary talk" not in shown


def test_a_file_is_taken_in_and_what_became_of_it_is_told(show: Show, url: str) -> None:
    raw = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n"
        b"BEGIN:VEVENT\r\nUID:a@x\r\nDTSTART:20180315T100000Z\r\nDTEND:20180315T110000Z\r\n"
        b"SUMMARY:Taken in\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nUID:b@x\r\nDTSTART:nonsense\r\nSUMMARY:Broken\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )
    app = named(show())
    app.file_uploader[0].upload("two.ics", raw, "text/calendar").run()
    app = app.button(key="agenda_import_now").click().run()
    assert not app.exception
    assert "1 of 2 entries was loaded from two.ics: 2 entries received = 1 loaded + 0 merged + 1" in words(
        app
    )
    assert "Refused" in words(app)
    assert 'class="done"' not in words(app)
    assert stored(url, "a@x") is not None


def test_a_private_time_of_an_open_series_leaves_a_gap_and_nothing_else(show: Show, url: str) -> None:
    at = datetime(2018, 3, 20, 14, 30)
    one = replace(SERIES, rules=(), replaces=at, title="Salary talk", extra=("CLASS:PRIVATE",))
    save(url, one, "A. Keeper")
    shown = words(show())
    assert "Salary talk" not in shown
    assert shown.count("Drafting call</span>") == 2


def test_an_empty_calendar_says_so_and_takes_files_in(run_page: RunPage, filled_store: str) -> None:
    app = run_page("community", filled_store, section="Calendar")
    assert not app.exception
    assert "Nothing stands in the calendar yet." in words(app)
    assert app.file_uploader[0].label == "iCalendar files"
