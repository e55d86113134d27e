"""Two people store at once, or storing fails halfway: no change is lost, and nothing is stored in part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from synthesis.community.messages import struck
from synthesis.errors import ConflictError, UnavailableError
from synthesis.models import Event, Session, SessionMessages, Standard
from synthesis.outputs.export.ics_file import CalendarFilters, as_ics
from synthesis.pipeline import calendar, messaging, standards
from synthesis.store import Store, entries, open_store

CALL = Event("call@forum", "A call", datetime(2018, 2, 5, 14), datetime(2018, 2, 5, 15))
TRANSCRIPT = (
    "Access\nParis, 13 November 2018\n\n"
    ">> ANA LIMA: A licence for a small network should be free.\n>> BO CHEN: No licence should be free."
)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.txt"
    made.write_text(TRANSCRIPT, encoding="utf-8")
    return made


def meanwhile(monkeypatch: pytest.MonkeyPatch, place: str, happens: Any) -> None:
    """Let something happen once, just before a function of a module returns."""
    module, name = place.rsplit(".", 1)
    own, left = getattr(__import__(module, fromlist=[name]), name), [happens]

    def called(*given: Any, **named: Any) -> Any:
        made = own(*given, **named)
        while left:
            left.pop()()
        return made

    monkeypatch.setattr(place, called)


def only(store: Store, kind: type[Any]) -> Any:
    (entry,) = store.community.entries(kind)
    return entry


def test_what_somebody_gives_an_event_while_a_file_is_read_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.community.save([CALL], "The program")
    theirs = replace(CALL, theme_ids=("visibility",))
    read = "synthesis.pipeline.calendar.read_calendar"
    meanwhile(monkeypatch, read, lambda: store.community.save([theirs], "B. Editor", base={CALL.id: 1}))
    raw = as_ics([replace(CALL, place="Room 5", sequence=1)], CalendarFilters())
    report = calendar.enter_calendar(store, raw, "a.ics", "A. Keeper")
    entry = only(store, Event)
    assert (entry.record.place, entry.record.theme_ids, entry.version) == ("Room 5", ("visibility",), 3)
    assert (report.received, report.loaded, report.merged) == (1, 1, 0)


def test_a_later_revision_saved_while_a_file_is_read_is_kept_and_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.community.save([CALL], "The program")
    theirs = replace(CALL, title="Another hour", sequence=2)
    read = "synthesis.pipeline.calendar.read_calendar"
    meanwhile(monkeypatch, read, lambda: store.community.save([theirs], "B. Editor", base={CALL.id: 1}))
    raw = as_ics([replace(CALL, title="Room 5", sequence=1)], CalendarFilters())
    report = calendar.enter_calendar(store, raw, "a.ics", "A. Keeper")
    assert only(store, Event).record == theirs
    assert (report.loaded, report.merged) == (0, 1)
    assert "the later one is kept" in report.problems[-1].reason


def test_a_session_is_stored_with_its_messages_or_not_at_all(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = entries.save_entries

    def busy(connection: Any, records: Any, *others: Any) -> Any:
        if any(isinstance(each, SessionMessages) for each in records):
            raise UnavailableError("The store is busy: another program is writing to it.")
        return own(connection, records, *others)

    monkeypatch.setattr(entries, "save_entries", busy)
    with pytest.raises(UnavailableError):
        messaging.load_sessions(store, [path], "A. Person")
    assert store.community.entries(Session) == ()
    monkeypatch.setattr(entries, "save_entries", own)
    made = messaging.load_sessions(store, [path], "A. Person")
    assert (made.n_loaded, made.n_merged) == (1, 0)
    session, messages = only(store, Session), only(store, SessionMessages)
    assert (session.by, session.note) == ("A. Person", "From the file a.txt")
    assert (messages.by, messages.note) == ("A. Person", "The messages are a draft of the program")


def test_a_session_that_has_no_messages_is_drafted_when_its_transcript_is_loaded_again(
    store: Store, path: Path
) -> None:
    (read,) = messaging.draft_files([path]).read
    store.community.save([read.session], "A. Person")
    made = messaging.load_sessions(store, [path], "B. Person")
    assert (made.n_loaded, made.n_merged) == (1, 0)
    assert (only(store, Session).version, only(store, Session).by) == (1, "A. Person")
    assert only(store, SessionMessages).record.messages


def test_a_transcript_that_somebody_loads_at_the_same_time_keeps_what_they_did_to_its_messages(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (read,) = messaging.draft_files([path]).read
    theirs = struck(read.messages, read.messages.messages[0].id)

    def load() -> None:
        store.community.save_together([("", [read.session]), ("Struck", [theirs])], "B. Person")

    meanwhile(monkeypatch, "synthesis.pipeline.messaging.store_coder", load)
    made = messaging.load_sessions(store, [path], "A. Person")
    assert (made.n_loaded, made.n_merged) == (0, 1)
    assert only(store, SessionMessages).record == theirs


def test_a_standard_that_meets_a_conflict_enters_none_beside_it(store: Store) -> None:
    plan = standards.StandardPlan(standards.shipped_standards()[0], None, seen=1)
    with pytest.raises(ConflictError):
        standards.put_in_force(store, plan, "A. Person")
    assert store.community.entries(Standard) == ()
    assert store.revision() == 0


def test_the_first_standard_put_in_force_has_its_note_and_the_shipped_ones_theirs(store: Store) -> None:
    shipped, *others = standards.shipped_standards()
    mine = replace(shipped, name="Ours")
    standards.put_in_force(store, standards.StandardPlan(mine, shipped), "A. Person", "Agreed in May")
    stored = {entry.record: entry for entry in store.community.entries(Standard)}
    assert (stored[mine].by, stored[mine].note) == ("A. Person", "Agreed in May")
    assert {stored[each].note for each in others} == {"Came with the program"}


def test_another_standard_put_in_force_at_the_same_time_is_no_conflict(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, *_ = standards.shipped_standards()
    theirs = standards.StandardPlan(replace(second, name="Theirs"), second)
    shipped = standards.shipped_standards

    def put() -> None:
        monkeypatch.setattr(standards, "shipped_standards", shipped)
        standards.put_in_force(store, theirs, "B. Person")

    meanwhile(monkeypatch, "synthesis.pipeline.standards.shipped_standards", put)
    mine = replace(first, id="own-2020", name="Mine", version="2020")
    standards.put_in_force(store, standards.StandardPlan(mine, first), "A. Person")
    assert {"Theirs", "Mine"} <= {entry.record.name for entry in store.community.entries(Standard)}
