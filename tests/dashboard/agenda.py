"""A small calendar, and what the tests of the section Calendar do on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from streamlit.testing.v1 import AppTest

from synthesis.models import Event, Group
from synthesis.store import open_store
from synthesis.store.entries import Entry

IOT = Group("dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", "DC-IoT")
AI = Group("bpf-ai", "Best Practice Forum on Artificial Intelligence", "best practice forum", "BPF AI")

CALL = Event(
    "call",
    "Open <b>call</b>",
    datetime(2018, 3, 13, 15),
    datetime(2018, 3, 13, 16),
    "Europe/Paris",
    group_ids=("dc-iot",),
    place="Virtual",
    access_link="https://meet.example.org/iot",
    how_to_join="Everybody may join.",
    agenda="1. News",
    theme_ids=("visibility",),
    people=("Ann Lee",),
    source="Sample data: composed",
)

SERIES = Event(
    "series",
    "Drafting call",
    datetime(2018, 3, 13, 14, 30),
    datetime(2018, 3, 13, 15, 30),
    "UTC",
    group_ids=("bpf-ai",),
    people=("Ann Lee",),
    rules=("FREQ=WEEKLY;BYDAY=TU;COUNT=4",),
)

FORUM = Event(
    "forum",
    "Yearly forum",
    datetime(2018, 3, 20),
    datetime(2018, 3, 23),
    "Europe/Paris",
    is_all_day=True,
    kind="event",
)

DUE = Event(
    "due",
    "Proposals due",
    datetime(2018, 3, 16),
    datetime(2018, 3, 17),
    is_all_day=True,
    kind="deadline",
    group_ids=("dc-iot",),
)

DUE_TOO = replace(
    DUE, uid="due2", title="Requests due", starts=datetime(2018, 3, 22), ends=datetime(2018, 3, 23)
)

EVENTS = (CALL, SERIES, FORUM, DUE, DUE_TOO)
Show = Callable[..., AppTest]


def stored(url: str, event_id: str) -> Entry[Event] | None:
    with open_store(url, read_only=True) as store:
        entries = store.community.entries(Event)
    return next((each for each in entries if each.record.id == event_id), None)


def save(url: str, event: Event, by: str) -> None:
    with open_store(url) as store:
        store.community.save([event], by)


def named(app: AppTest, name: str = "B. Editor") -> AppTest:
    return app.text_input(key="reviewer").set_value(name).run()


def field(app: AppTest, kind: str, name: str) -> Any:
    return next(each for each in getattr(app, kind) if each.key and each.key.endswith(f"_{name}"))


def press_save(app: AppTest) -> AppTest:
    return next(each for each in app.button if each.label == "Save").click().run()
