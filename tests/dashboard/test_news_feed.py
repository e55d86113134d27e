"""The feed of notices over HTTP, answered by the real route on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import feeds
from synthesis.models import Event, Group
from synthesis.store import open_store

FEEDS = ("/notices.atom", "/calendar.ics")
ATOM = "{http://www.w3.org/2005/Atom}"
IOT = Group("dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", "DC-IoT")
CALL = Event(
    "call", "A call", datetime(2018, 4, 10, 14), datetime(2018, 4, 10, 15), theme_ids=("visibility",)
)


@pytest.fixture
def own_url(own_url: str) -> str:
    with open_store(own_url, read_only=False) as store:
        store.community.save([IOT], "S. Cretary")
        store.community.save([CALL], "A. Keeper")
    return own_url


@pytest.fixture
def client(own_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("SYNTHESIS_STORE", own_url)
    monkeypatch.setenv("SYNTHESIS_READ_ONLY", "1")
    with TestClient(Starlette(routes=feeds.routes())) as found:
        yield found


def titles(content: bytes) -> list[str]:
    return [str(each.text) for each in ET.fromstring(content).iterfind(f"{ATOM}entry/{ATOM}title")]


def self_link(content: bytes) -> str:
    links = ET.fromstring(content).iterfind(f"{ATOM}link")
    return next(link.attrib["href"] for link in links if link.attrib["rel"] == "self")


def test_the_feed_tells_what_is_new_the_newest_first(client: TestClient) -> None:
    answer = client.get("/notices.atom")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml"
    found = titles(answer.content)
    assert found[0].startswith("New meeting in the calendar: “A call”")
    assert found[1].startswith("New group: Dynamic Coalition on the Internet of Things (DC-IoT)")
    assert any("contributions loaded" in title for title in found)


@pytest.mark.parametrize(
    ("query", "begins"),
    [
        ("kind=group", ["New group"]),
        ("group=dc-iot&kind=group", ["New group"]),
        ("group=DC-IoT&kind=group&kind=meeting", ["New group"]),
        ("theme=visibility&kind=meeting", ["New meeting"]),
        ("kind=session", []),
        ("group=Dynamic%20Coalition%20on%20the%20Internet%20of%20Things&kind=group,session", ["New group"]),
        ("theme=visibility&kind=meeting,session", ["New meeting"]),
    ],
)
def test_the_query_narrows_the_feed(client: TestClient, query: str, begins: list[str]) -> None:
    answer = client.get(f"/notices.atom?{query}")
    assert answer.status_code == 200
    assert [
        title[: len(begin)] for title, begin in zip(titles(answer.content), begins, strict=True)
    ] == begins


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("kind=everything", "There is no kind 'everything' here. Known: contribution, decision"),
        ("theme=trees", "There is no theme 'trees' here."),
        ("group=dc-trees", "Known: dc-iot."),
        (
            "themes=visibility",
            "This feed knows no filter 'themes'. It can be narrowed by: theme, group, kind.",
        ),
        ("kind=group&" * 300, "too long"),
    ],
)
def test_a_query_that_is_not_understood_is_refused_in_plain_words(
    client: TestClient, query: str, words: str
) -> None:
    answer = client.get(f"/notices.atom?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert words in answer.text


def test_head_answers_as_get_without_the_feed(client: TestClient) -> None:
    whole, head = client.get("/notices.atom"), client.head("/notices.atom")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "last-modified", "content-type", "content-length"):
        assert head.headers[name] == whole.headers[name]


def test_a_reader_that_has_the_feed_gets_nothing_again(client: TestClient) -> None:
    first = client.get("/notices.atom").headers
    by_tag = client.get("/notices.atom", headers={"If-None-Match": f'"x", W/{first["etag"]}'})
    assert (by_tag.status_code, by_tag.content) == (304, b"")
    assert by_tag.headers["etag"] == first["etag"]


def test_a_reader_gets_the_feed_again_when_something_happened(client: TestClient, own_url: str) -> None:
    first = client.get("/notices.atom").headers
    with open_store(own_url, read_only=False) as store:
        store.community.save([Group("dc-trade", "Trade", "dynamic coalition")], "A. Keeper")
    again = client.get("/notices.atom", headers={"If-None-Match": first["etag"]})
    assert again.status_code == 200
    assert "Trade" in titles(again.content)[0]
    assert parsedate_to_datetime(again.headers["last-modified"]) >= parsedate_to_datetime(
        first["last-modified"]
    )


@pytest.mark.parametrize("address", FEEDS)
def test_a_time_says_nothing_of_the_feed_since_settings_change_it_too(
    client: TestClient, address: str
) -> None:
    first = client.get(address).headers["last-modified"]
    for since in (first, "yesterday", ""):
        assert client.get(address, headers={"If-Modified-Since": since}).status_code == 200


def test_a_calendar_that_shows_links_now_is_sent_again(
    client: TestClient, own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = "https://meet.example.org/a"
    with open_store(own_url, read_only=False) as store:
        store.community.save([replace(CALL, access_link=link)], "A. Keeper")
    first = client.get("/calendar.ics")
    assert link not in first.text.replace("\r\n ", "")
    known = {"If-None-Match": first.headers["etag"], "If-Modified-Since": first.headers["last-modified"]}
    assert client.get("/calendar.ics", headers=known).status_code == 304
    monkeypatch.setenv("SYNTHESIS_ACCESS_LINKS", "1")
    for kept in (known, {"If-Modified-Since": known["If-Modified-Since"]}):
        again = client.get("/calendar.ics", headers=kept)
        assert again.status_code == 200
        assert link in again.text.replace("\r\n ", "")


@pytest.mark.parametrize(
    "query",
    [
        "group=dc-iot",
        "group=DC-IOT",
        "group=Dynamic%20Coalition%20on%20the%20Internet%20of%20Things",
        "group=dc-trade,dc-iot",
        "group=dc-trade&group=dc-iot",
        "group=Trade,%20Large%20and%20Small&group=DC-IoT",
    ],
)
def test_both_feeds_read_the_groups_that_are_asked_for_alike(
    client: TestClient, own_url: str, query: str
) -> None:
    trade = Group("dc-trade", "Trade, Large and Small", "dynamic coalition")
    call = replace(CALL, uid="iot", title="IoT call", group_ids=("dc-iot",))
    with open_store(own_url, read_only=False) as store:
        store.community.save([trade], "A. Keeper")
        store.community.save([call], "A. Keeper")
    for address in FEEDS:
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 200
        assert "IoT call" in answer.text
        assert "A call" not in answer.text


def test_a_time_of_a_private_series_is_in_no_narrowed_calendar(client: TestClient, own_url: str) -> None:
    series = replace(CALL, uid="s", rules=("FREQ=WEEKLY;COUNT=3",), extra=("CLASS:PRIVATE",))
    moved = replace(series, title="Salary talk", rules=(), extra=(), replaces=CALL.starts, kind="session")
    with open_store(own_url, read_only=False) as store:
        store.community.save([series, moved], "A. Keeper")
    for query in ("", "?kind=session"):
        assert "Salary talk" not in client.get(f"/calendar.ics{query}").text


def test_addresses_are_those_that_the_reader_asked_at(client: TestClient) -> None:
    answer = client.get("https://igf.example.org:8443/notices.atom?kind=group")
    assert self_link(answer.content) == "https://igf.example.org:8443/notices.atom?kind=group"


def test_a_host_that_somebody_forwards_is_not_believed(client: TestClient) -> None:
    forged = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    assert "evil" not in client.get("/notices.atom", headers=forged).text


@pytest.mark.parametrize("host", ['a"><b', "a/b", "a b", "", "@evil", "a:port"])
def test_a_host_that_is_none_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/notices.atom", headers={"Host": host}).status_code == 400


def test_an_empty_store_has_an_empty_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNTHESIS_STORE", f"sqlite:///{tmp_path / 'empty.db'}")
    with TestClient(Starlette(routes=feeds.routes())) as client:
        answer = client.get("/notices.atom")
    assert answer.status_code == 200
    assert titles(answer.content) == []
    assert answer.headers["last-modified"].startswith("Thu, 01 Jan 1970")


def test_a_store_that_cannot_be_used_is_told_without_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all" * 100)
    monkeypatch.setenv("SYNTHESIS_STORE", f"sqlite:///{broken}")
    with TestClient(Starlette(routes=feeds.routes())) as client:
        answer = client.get("/notices.atom")
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text
