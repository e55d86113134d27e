"""The section Calendar: one entry, written and changed by people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from dashboard import visitor
from synthesis.models import Event
from synthesis.store import open_store
from tests.dashboard.agenda import CALL, Show, field, named, press_save, save, stored
from tests.dashboard.conftest import RunPage, words

TEXTS = (
    ("text_input", "title"),
    ("text_input", "place"),
    ("text_area", "how_to_join"),
    ("text_area", "agenda"),
)


def test_an_entry_is_added_by_a_person_with_a_name(show: Show, url: str) -> None:
    app = named(show(edit="new"))
    field(app, "text_input", "title").set_value("Coordination call")
    app = press_save(app)
    with open_store(url, read_only=True) as store:
        (found,) = [
            each for each in store.community.entries(Event) if each.record.title == "Coordination call"
        ]
    assert (found.by, found.version) == ("B. Editor", 1)
    assert found.record.starts == datetime(2018, 3, 1, 14)
    assert "Saved: “Coordination call”." in words(app)


LINKED = replace(
    CALL,
    title="Call zoom.us/j/1",
    place="Room 5; https://zoom.us/j/1",
    how_to_join="Everybody may join.\nPasscode: 4711",
    agenda="1. News\nhttps://zoom.us/j/1",
)


def test_the_form_and_the_history_show_no_way_in_and_saving_loses_none(show: Show, url: str) -> None:
    save(url, LINKED, "A. Keeper")
    app = named(show(event="call", edit="entry"))
    shown = [field(app, kind, name).value for kind, name in TEXTS]
    assert shown == ["Call", "Room 5", "Everybody may join.", "1. News"]
    field(app, "text_area", "agenda").set_value("1. Reports")
    app = press_save(app)
    assert not app.exception
    entry = stored(url, "call")
    assert entry is not None
    assert entry.record == replace(LINKED, agenda="1. Reports\nhttps://zoom.us/j/1", sequence=1)
    told = words(app) + words(show(event="call")) + words(show(event="call", read_only=True))
    for secret in ("zoom.us", "4711"):
        assert secret not in told


def test_where_links_are_shown_the_form_has_them_and_they_can_be_taken_out(
    show: Show, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNTHESIS_ACCESS_LINKS", "1")
    save(url, LINKED, "A. Keeper")
    app = named(show(event="call", edit="entry"))
    field(app, "text_input", "place").set_value("Room 5")
    press_save(app)
    entry = stored(url, "call")
    assert entry is not None
    assert entry.record == replace(LINKED, place="Room 5", sequence=1)


def test_a_long_text_is_not_cut_when_its_entry_is_edited(show: Show, url: str) -> None:
    long = replace(
        CALL,
        title="t" * 400,
        place="p" * 400,
        how_to_join="h" * 6_000,
        agenda="a" * 6_000,
        access_link="",
        people=tuple(f"Person {n} of a long list" for n in range(300)),
    )
    save(url, long, "A. Keeper")
    app = named(show(event="call", edit="entry"))
    for kind, name in (*TEXTS, ("text_area", "people")):
        box = field(app, kind, name)
        assert box.proto.max_chars >= len(box.value) >= 400
    field(app, "selectbox", "kind").set_value("session")
    press_save(app)
    entry = stored(url, "call")
    assert entry is not None
    assert entry.record == replace(long, kind="session", sequence=1)


def test_an_entry_is_opened_whatever_its_uid(show: Show, url: str) -> None:
    save(url, replace(CALL, uid="new", title="A call named new"), "A. Keeper")
    assert "A call named new" in words(show(event="new"))
    assert "Add an entry" in words(show(edit="new"))


def test_nothing_is_kept_without_a_name_and_what_was_entered_stays(show: Show, url: str) -> None:
    app = show(event="call", edit="entry")
    field(app, "text_input", "title").set_value("Another")
    app = press_save(app)
    assert "A change is kept with a name." in words(app)
    assert field(app, "text_input", "title").value == "Another"
    entry = stored(url, "call")
    assert entry is not None
    assert entry.version == 1


def test_an_end_before_the_start_is_refused_in_words(show: Show, url: str) -> None:
    app = named(show(event="call", edit="entry"))
    field(app, "time_input", "ends").set_value(time(14))
    app = press_save(app)
    assert "This ends before it starts: 13 March 2018, 15:00 to 13 March 2018, 14:00." in words(app)
    entry = stored(url, "call")
    assert entry is not None
    assert entry.version == 1


def test_an_hour_that_the_clocks_leave_out_is_refused_in_words(show: Show) -> None:
    app = named(show(event="call", edit="entry"))
    field(app, "date_input", "first").set_value(date(2018, 3, 25))
    field(app, "time_input", "starts").set_value(time(2, 30))
    field(app, "date_input", "last").set_value(date(2018, 3, 25))
    app = press_save(app)
    assert "On 25 March 2018 the clocks of Europe/Paris leave out 02:30" in words(app)


def test_an_edit_raises_the_revision_and_stands_in_the_history(show: Show, url: str) -> None:
    app = named(show(event="call", edit="entry"))
    field(app, "text_input", "place").set_value("Room XII")
    app = press_save(app)
    entry = stored(url, "call")
    assert entry is not None
    assert (entry.record.place, entry.record.sequence, entry.version) == ("Room XII", 1, 2)
    assert "Place: Room XII" in words(app)
    assert "(before: Virtual)" in words(app)


def test_two_editors_see_both_changes_and_one_says_which_stands(show: Show, url: str) -> None:
    app = named(show(event="call", edit="entry"))
    save(url, replace(CALL, place="Room I"), "A. Keeper")
    field(app, "text_input", "title").set_value("Renamed")
    app = press_save(app)
    shown = words(app)
    assert "A. Keeper has changed this entry while you did." in shown
    assert "Place: Room I" in shown
    assert "Title: Renamed" in shown
    app = app.button(key="agenda_put_mine").click().run()
    entry = stored(url, "call")
    assert entry is not None
    assert (entry.record.title, entry.version) == ("Renamed", 3)


def test_an_entry_taken_out_can_be_brought_back(show: Show, url: str) -> None:
    app = named(show(event="call"))
    app = app.button(key="agenda_remove").click().run()
    assert stored(url, "call") is None
    assert "B. Editor took this entry out of the calendar." in words(app)
    app.button(key="agenda_bring_back").click().run()
    assert stored(url, "call") is not None


def test_a_day_of_a_year_that_the_calendar_does_not_know_is_refused_in_words(show: Show, url: str) -> None:
    app = named(show(edit="new"))
    field(app, "text_input", "title").set_value("Far away")
    for name in ("first", "last"):
        field(app, "date_input", name).set_value(date(9998, 12, 31))
    for is_all_day in (False, True):
        field(app, "checkbox", "is_all_day").set_value(is_all_day)
        app = press_save(app)
        assert not app.exception
        shown = words(app)
        assert "The calendar does not know the year 9998." in shown
        assert "Choose a day of the years 1900 to 2200." in shown
        assert field(app, "date_input", "first").value == date(9998, 12, 31)
    with open_store(url, read_only=True) as store:
        assert "Far away" not in {each.record.title for each in store.community.entries(Event)}


def test_the_form_says_at_once_which_times_count(show: Show) -> None:
    app = show(event="call", edit="entry")
    assert "What counts: Tue 13 Mar 2018, 15:00 to 16:00 in Europe/Paris." in words(app)
    app = field(app, "time_input", "ends").set_value(time(14)).run()
    assert "This ends before it starts" in words(app)
    assert "What counts" not in words(app)
    app = field(app, "date_input", "last").set_value(date(2018, 3, 14)).run()
    assert "What counts: Tue 13 Mar 2018, 15:00 to Wed 14 Mar 2018, 14:00" in words(app)
    app = field(app, "checkbox", "is_all_day").set_value(True).run()
    assert "What counts: Tue 13 Mar 2018 to Wed 14 Mar 2018." in words(app)


def test_how_many_times_is_asked_only_of_what_is_to_repeat(show: Show) -> None:
    app = show(edit="new")
    assert field(app, "number_input", "count").disabled
    app = field(app, "selectbox", "repeats").set_value("week").run()
    assert not field(app, "number_input", "count").disabled
    assert field(show(event="series", edit="entry"), "number_input", "count").disabled


def test_a_new_entry_starts_today_where_the_page_looks_ahead_from_an_earlier_year(
    run_page: RunPage, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitor, "today", lambda: date(2026, 11, 30))
    for asked, day in (({}, date(2026, 11, 30)), ({"on": "2018-03-15"}, date(2018, 3, 15))):
        app = run_page("community", url, section="Calendar", tz="UTC", edit="new", **asked)
        assert field(app, "date_input", "first").value == day


def test_the_last_day_follows_the_first_where_they_were_the_same(show: Show, url: str) -> None:
    app = named(show(event="series", at="2018-03-20T14:30", edit="time"))
    app = field(app, "date_input", "first").set_value(date(2018, 3, 22)).run()
    assert field(app, "date_input", "last").value == date(2018, 3, 22)
    press_save(app)
    entry = stored(url, "series/2018-03-20T14:30:00")
    assert entry is not None
    assert (entry.record.starts.day, entry.record.ends.day) == (22, 22)


def test_a_last_day_of_its_own_stays_where_the_first_is_changed(show: Show) -> None:
    app = named(show(event="forum", edit="entry"))
    app = field(app, "date_input", "first").set_value(date(2018, 3, 21)).run()
    assert field(app, "date_input", "last").value == date(2018, 3, 22)


def test_a_fault_names_the_field_as_the_form_does(show: Show) -> None:
    app = named(show(event="call", edit="entry"))
    field(app, "time_input", "ends").set_value(time(14))
    assert "Last day, ends at" in words(press_save(app))


def test_an_entry_without_a_host_is_pointed_out_before_it_is_saved(show: Show) -> None:
    app = show(edit="new")
    assert "Nobody is named as host." in words(app)
    app = field(app, "multiselect", "group_ids").set_value(["dc-iot"]).run()
    assert "Nobody is named as host." not in words(app)
