"""What everybody may read of an event."""

from __future__ import annotations

from datetime import datetime

import pytest

from synthesis.community.calendar.links import place_without_access, without_access
from synthesis.community.calendar.public import for_everybody, public, public_title, with_hidden
from synthesis.models import Event

CALL = Event("call", "Call", datetime(2018, 3, 6, 14), datetime(2018, 3, 6, 15))


def an_event(**said: object) -> Event:
    return Event("call", **{"title": "Call", "starts": CALL.starts, "ends": CALL.ends} | said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        "us02web.zoom.us/j/123?pwd=abc",
        "Join meet.google.com/abc-defg-hij now",
        "https://tel.meet/abc-defg-hij?pin=123",
        "We meet on Zoom, meeting ID 812 345, passcode: 99",
        "Webinar ID 812 3456 7890",
        "Pwd: 99",
        "Passcode: aBcDeF",
        "Passcode:",
        "Passcode (numeric): 123",
        "Access code = x9",
        "The password is 7788",
        "PIN: 1234#",
    ],
)
def test_a_line_that_lets_somebody_in_is_left_out(line: str) -> None:
    assert without_access(f"1. News\n{line}\n2. Reports") == "1. News\n2. Reports"


@pytest.mark.parametrize(
    "line",
    [
        "Password: a strong one is recommended for all participants",
        "Session on PINs: how they fail in practice, 2018",
        "Password reuse, a study of 2018",
        "Meeting number 5 of the year",
        "See www.intgovforum.org/multilingual/content",
        "We use zoom.us",
    ],
)
def test_a_line_that_tells_of_codes_and_places_stays(line: str) -> None:
    assert without_access(line) == place_without_access(line) == line


def test_what_is_left_of_a_title_and_a_place_is_kept() -> None:
    call = public(an_event(title="Call on Zoom, meeting ID 812 345, passcode: 99", place="Room 5; pwd: 99"))
    assert (call.title, call.place) == ("Call on Zoom", "Room 5")
    assert public_title(an_event(title="https://zoom.us/j/1")) == "(no title)"


def test_the_link_of_an_event_is_left_out_of_its_words_whatever_its_host_is() -> None:
    link = "https://rooms.example.net/9"
    call = public(an_event(access_link=link, title=f"Call {link}", place=link, agenda=f"News\n{link}"))
    assert (call.title, call.place, call.agenda, call.access_link) == ("Call", "Virtual", "News", "")


def test_what_is_for_everybody_is_neither_private_nor_a_way_in() -> None:
    private = an_event(extra=("CLASS:PRIVATE",))
    assert for_everybody([private]) == ()
    assert for_everybody([an_event(place="https://zoom.us/j/1")]) == (an_event(place="Virtual"),)


def test_what_was_hidden_stays_at_the_end_of_what_a_person_wrote() -> None:
    assert with_hidden("agenda", "New", "Old\nPasscode: 99\nOlder") == "New\nPasscode: 99"
    assert with_hidden("place", "Room 6", "Room 5; https://zoom.us/j/1") == "Room 6; https://zoom.us/j/1"
    assert with_hidden("agenda", "New\nPasscode: 99", "Passcode: 99") == "New\nPasscode: 99"
