"""The Atom feed of notices, held against the rules of RFC 4287."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from synthesis.outputs.export.atom_file import MOST_ENTRIES, MOST_LISTED, Channel, feed_address, write_atom
from synthesis.outputs.notices import Asked, Item, Notice
from synthesis.outputs.notices.telling import urn

ATOM = {"a": "http://www.w3.org/2005/Atom"}
AT = datetime(2018, 3, 9, 14, 0, 0, 250_000, tzinfo=UTC)
CHANNEL = Channel("https://igf.example.org/", began_at=AT, changed_at=AT, themes={"size": "Programme size"})
CALL = Item("A call", "community", (("section", "Calendar"), ("event", "c 1")), ("size",), ("dc-iot",))
NOTICE = Notice(urn("n"), "meeting", AT, "New meeting in the calendar: A call", items=(CALL,), by="A. Keeper")


def parsed(notices: Sequence[Notice], channel: Channel = CHANNEL) -> Any:
    return etree.fromstring(write_atom(notices, channel))


def many(n: int) -> list[Notice]:
    return [replace(NOTICE, id=urn(place), at=AT - timedelta(hours=place)) for place in range(n)]


def texts(feed: Any, path: str) -> list[str]:
    return [str(each) for each in feed.xpath(path, namespaces=ATOM)]


@pytest.fixture(scope="module")
def grammar() -> Any:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


@pytest.mark.parametrize("n", [0, 1, 150])
def test_a_feed_keeps_the_grammar_of_the_rfc(grammar: Any, n: int) -> None:
    grammar.assertValid(parsed(many(n)))


@pytest.mark.parametrize("missing", ["id", "title", "updated", "author", "link"])
def test_the_grammar_finds_what_is_missing(grammar: Any, missing: str) -> None:
    feed = parsed(many(2))
    for element in feed.xpath(f"a:entry[1]/a:{missing}", namespaces=ATOM):
        element.getparent().remove(element)
    assert not grammar.validate(feed)


def test_ids_are_unique_and_the_feed_has_one_of_its_own() -> None:
    feed = parsed(many(50))
    ids = texts(feed, "//a:id/text()")
    assert len(set(ids)) == len(ids) == 51
    assert all(each.startswith("urn:uuid:") for each in ids)


def test_an_entry_keeps_its_id_when_the_dashboard_moves_to_another_address() -> None:
    moved = replace(CHANNEL, home="http://localhost:8501/")
    assert texts(parsed([NOTICE]), "//a:id/text()") == texts(parsed([NOTICE], moved), "//a:id/text()")


def test_two_stores_and_two_filters_are_two_feeds() -> None:
    channels = [
        CHANNEL,
        replace(CHANNEL, began_at=AT - timedelta(days=1)),
        replace(CHANNEL, asked=Asked(("size",))),
    ]
    assert len({texts(parsed([], each), "/a:feed/a:id/text()")[0] for each in channels}) == 3


def test_times_are_in_utc_as_rfc_3339_has_them() -> None:
    in_tonga = replace(NOTICE, at=AT.astimezone(timezone(timedelta(hours=13))))
    assert texts(parsed([in_tonga]), "//a:entry/a:updated/text()") == ["2018-03-09T14:00:00.250000Z"]


def test_the_feed_is_as_new_as_its_newest_entry() -> None:
    feed = parsed(many(3))
    assert texts(feed, "/a:feed/a:updated/text()") == texts(feed, "//a:entry[1]/a:updated/text()")


def test_the_newest_hundred_are_in_the_feed() -> None:
    feed = parsed(many(150))
    assert len(feed.findall("a:entry", ATOM)) == MOST_ENTRIES == 100


def test_an_entry_names_its_author_kind_themes_and_groups() -> None:
    feed = parsed([NOTICE])
    assert texts(feed, "//a:entry/a:author/a:name/text()") == ["A. Keeper"]
    assert texts(feed, "//a:entry/a:category/@term") == ["meeting", "size", "dc-iot"]
    assert texts(feed, "//a:entry/a:category/@label") == ["Calendar", "Programme size", "dc-iot"]
    schemes = texts(feed, "//a:entry/a:category/@scheme")
    assert len(set(schemes)) == 3


def test_what_the_program_did_has_an_author_too() -> None:
    proposed = replace(NOTICE, by="", kind="decision", is_proposal=True)
    feed = parsed([proposed])
    assert texts(feed, "//a:entry/a:author/a:name/text()") == ["the program"]
    assert "Machine proposal" in texts(feed, "//a:entry/a:content/text()")[0]


def test_an_entry_leads_to_the_thing_and_one_of_many_to_the_list_of_its_day() -> None:
    listed = replace(NOTICE, items=(CALL, CALL), id=urn("m"))
    assert texts(parsed([NOTICE, listed]), "//a:entry/a:link/@href") == [
        "https://igf.example.org/community?section=Calendar&event=c+1",
        "https://igf.example.org/community?section=News&since=2018-03-09",
    ]


def test_the_feed_says_where_it_is_and_which_page_shows_the_same() -> None:
    asked = Asked(("size",), ("dc-iot",), ("meeting",))
    feed = parsed([], replace(CHANNEL, asked=asked))
    query = "theme=size&group=dc-iot&kind=meeting"
    assert texts(feed, "/a:feed/a:link[@rel='self']/@href") == [
        f"https://igf.example.org/notices.atom?{query}"
    ]
    assert feed_address(asked) == f"notices.atom?{query}"
    (page,) = texts(feed, "/a:feed/a:link[@rel='alternate']/@href")
    assert page.endswith("community?section=News&theme=size&about=dc-iot&notice=meeting")
    assert "theme Programme size" in texts(feed, "/a:feed/a:title/text()")[0]


def test_what_people_wrote_is_text_and_never_markup() -> None:
    nasty = "<script>alert(1)</script> & \x00\ud800 ]]>"
    written = replace(
        NOTICE, title=nasty, by=nasty, note=nasty, items=(replace(CALL, words=nasty), CALL), id=urn("x")
    )
    feed = parsed([written])
    content = texts(feed, "//a:entry/a:content/text()")[0]
    assert "<script" not in content
    assert "&lt;script&gt;" in content
    assert texts(feed, "//a:entry/a:title/text()")[0].startswith("<script>alert(1)</script> & ")


def test_a_long_list_says_how_many_more_there_are() -> None:
    content = texts(parsed([replace(NOTICE, items=(CALL,) * (MOST_LISTED + 7))]), "//a:content/text()")[0]
    assert len(re.findall("<li><a", content)) == MOST_LISTED
    assert "and 7 more" in content


def test_sample_data_is_marked_in_the_title() -> None:
    sample = replace(NOTICE, items=(replace(CALL, is_sample=True),))
    assert texts(parsed([sample]), "//a:entry/a:title/text()")[0].endswith("[sample data]")


def test_the_same_notices_give_the_same_bytes() -> None:
    assert write_atom(many(5), CHANNEL) == write_atom(many(5), CHANNEL)
