"""The section Calendar: clashes, free slots, deadlines close together."""

from __future__ import annotations

from datetime import datetime

from synthesis.models import Event
from synthesis.store import open_store
from tests.dashboard.agenda import Show, field, named, press_save
from tests.dashboard.conftest import words


def test_clashes_are_told_with_their_reason(show: Show) -> None:
    shown = words(show(show="Clashes"))
    assert "1 pair of entries" in shown
    assert "Ann Lee is expected at both." in shown


def test_a_free_slot_keeps_clear_of_meetings_and_says_what_the_clocks_show(show: Show) -> None:
    asked = {"meet": ["dc-iot", "bpf-ai"], "places": ["Europe/Paris", "Asia/Shanghai"], "since": "2018-03-13"}
    shown = words(show(show="Free slots", span="7", **asked))
    assert "Tue 13 Mar 08:00 UTC: 09:00 in Paris and 16:00 in Shanghai" in shown
    assert "Working hours in every place." in shown
    assert "of DC-IoT and BPF AI or of their people" in shown


def test_a_group_that_wants_to_meet_and_is_not_here_is_told(show: Show) -> None:
    shown = words(show(show="Free slots", meet=["dc-iot", "dc-nobody"], places=["Europe/Pariss"]))
    assert "What this link asks of the calendar is not here" in shown
    assert "dc-nobody; Europe/Pariss" in shown


def test_a_free_slot_can_be_put_into_the_calendar_for_its_groups(show: Show, url: str) -> None:
    slot = {"starts": "2018-03-14T09:00+00:00", "meet": ["dc-iot", "bpf-ai"], "long": "90"}
    app = named(show(edit="new", **slot))
    field(app, "text_input", "title").set_value("Joint call")
    press_save(app)
    with open_store(url, read_only=True) as store:
        (found,) = [
            each.record for each in store.community.entries(Event) if each.record.title == "Joint call"
        ]
    assert (found.starts, found.ends) == (datetime(2018, 3, 14, 9), datetime(2018, 3, 14, 10, 30))
    assert found.group_ids == ("dc-iot", "bpf-ai")


def test_deadlines_close_together_are_told_and_the_days_are_in_the_address(show: Show) -> None:
    shown = words(show(show="Deadlines"))
    assert "2 deadlines within 6 days" in shown
    assert "They could be aligned on Thu 22 Mar 2018" in shown
    assert "No two deadlines" in words(show(show="Deadlines", days="3"))


def test_an_entry_tells_what_it_clashes_with(show: Show) -> None:
    shown = words(show(event="call"))
    assert "Clashes (1)" in shown
    assert "Ann Lee is expected at both." in shown


def test_under_a_filter_only_the_times_that_pass_are_counted_as_clashing(show: Show) -> None:
    assert "1 of 4 times clashes with another" in words(show(show="Clashes", host="bpf-ai"))


def test_a_free_slot_proposes_a_title_of_its_groups(show: Show) -> None:
    app = show(edit="new", starts="2018-03-14T09:00+00:00", meet=["dc-iot", "bpf-ai"], long="60")
    assert field(app, "text_input", "title").value == "Meeting of DC-IoT and BPF AI"
