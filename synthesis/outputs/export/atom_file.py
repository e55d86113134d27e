"""Notices -> an Atom feed (RFC 4287), for any program that reads news.

A reader tells entries apart by their ids, which are the same in every feed of a store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from synthesis.models import EPOCH, Happened
from synthesis.outputs.export.cells import printable
from synthesis.outputs.notices.narrowing import Asked, asked_in_words
from synthesis.outputs.notices.table import address, origin_words
from synthesis.outputs.notices.telling import KIND_WORDS, Item, Notice, urn
from synthesis.outputs.words import SAMPLE_MARK

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 100
MOST_LISTED = 50
"""Records that an entry lists; of more it gives the number, and the link leads to all."""

PROGRAM = "Stakeholder synthesis"
NOBODY = "the program"


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself.

    `home` is the address of the dashboard, with a slash at its end; `asked` is what the feed is narrowed to.
    `began_at` tells one store from another; `themes` and `groups` are names by id.
    """

    home: str
    asked: Asked = field(default_factory=Asked)
    began_at: datetime | None = None
    changed_at: datetime | None = None
    themes: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def itself(self) -> str:
        """The address of the feed."""
        return f"{self.home}{feed_address(self.asked)}"

    @property
    def page(self) -> str:
        """The address of the page that shows the same."""
        query = [("section", "News"), *_pairs(self.asked, "about", "notice")]
        return f"{self.home}community?{urlencode(query)}"


def channel_of(happened: Happened, asked: Asked, home: str) -> Channel:
    """Return what the feed of a store says of itself."""
    groups = {group.id: group.short_name for group in happened.groups}
    return Channel(home, asked, happened.began_at, happened.changed_at, happened.themes, groups)


def feed_address(asked: Asked) -> str:
    """Return where the feed of what is asked for is, under the address of the dashboard.

    >>> feed_address(Asked(themes=("visibility",), groups=("dc-iot",)))
    'notices.atom?theme=visibility&group=dc-iot'
    """
    query = urlencode(_pairs(asked))
    return f"notices.atom?{query}" if query else "notices.atom"


def _pairs(asked: Asked, group: str = "group", kind: str = "kind") -> list[tuple[str, str]]:
    """Name what is asked for as an address does; the page has other names for some of it."""
    fields = (("theme", asked.themes), (group, asked.groups), (kind, asked.kinds))
    return [(name, value) for name, values in fields for value in values]


def write_atom(notices: Sequence[Notice], channel: Channel) -> bytes:
    """Write the newest notices, at most `MOST_ENTRIES`; the same notices give the same bytes."""
    shown = notices[:MOST_ENTRIES]
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _text(feed, "id", urn("feed", channel.began_at or "", feed_address(channel.asked)))
    narrowed_to = asked_in_words(channel.asked, channel.themes, channel.groups)
    _text(feed, "title", f"{PROGRAM}: what is new{f' ({narrowed_to})' if narrowed_to else ''}")
    _text(feed, "updated", rfc3339(_updated(shown, channel)))
    _text(ET.SubElement(feed, "author"), "name", PROGRAM)
    _text(feed, "generator", PROGRAM)
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": channel.itself})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": channel.page})
    for notice in shown:
        _entry(feed, notice, channel)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _updated(shown: Sequence[Notice], channel: Channel) -> datetime:
    return shown[0].at if shown else channel.changed_at or EPOCH


def rfc3339(at: datetime) -> str:
    """Write a time as RFC 3339 has it.

    >>> rfc3339(datetime(2018, 3, 9, 14, 0, 0, 250000, tzinfo=UTC))
    '2018-03-09T14:00:00.250000Z'
    """
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _entry(feed: ET.Element, notice: Notice, channel: Channel) -> None:
    entry = ET.SubElement(feed, "entry")
    mark = f" [{SAMPLE_MARK.lower()}]" if notice.is_sample else ""
    _text(entry, "id", notice.id)
    _text(entry, "title", notice.title + mark)
    _text(entry, "published", rfc3339(notice.at))
    _text(entry, "updated", rfc3339(notice.at))
    _text(ET.SubElement(entry, "author"), "name", notice.by or NOBODY)
    for term, label, scheme in _categories(notice, channel):
        ET.SubElement(entry, "category", {"term": term, "scheme": scheme, "label": printable(label)})
    href = channel.home + address(notice.items[0]) if len(notice.items) == 1 else _on_page(notice, channel)
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
    content = _text(entry, "content", _html(notice, channel))
    content.set("type", "html")


def _on_page(notice: Notice, channel: Channel) -> str:
    """Lead to the page that lists the records, looking back to the day of the notice."""
    return f"{channel.page}&since={notice.at.astimezone(UTC).date().isoformat()}"


def _categories(notice: Notice, channel: Channel) -> Iterable[tuple[str, str, str]]:
    """Name the kind, themes and groups, each list by a scheme of its own."""
    yield notice.kind, KIND_WORDS[notice.kind], f"{channel.home}notices.atom#kind"
    for theme in notice.theme_ids:
        yield theme, channel.themes.get(theme, theme), f"{channel.home}notices.atom#theme"
    for group in notice.group_ids:
        yield group, channel.groups.get(group, group), f"{channel.home}notices.atom#group"


def _html(notice: Notice, channel: Channel) -> str:
    """Write what the entry says; every word that people wrote is escaped."""
    said = [f"<p>{escape(notice.title)}</p>"]
    if len(notice.items) > 1:
        listed = "".join(_listed(item, channel) for item in notice.items[:MOST_LISTED])
        n_more = len(notice.items) - MOST_LISTED
        more = f"<li>and {n_more:,} more</li>" if n_more > 0 else ""
        said.append(f"<ul>{listed}{more}</ul>")
    if notice.note:
        said.append(f"<p>Note: {escape(notice.note)}</p>")
    mark = f"{SAMPLE_MARK}. " if any(item.is_sample for item in notice.items) else ""
    said.append(f"<p>{mark}{escape(KIND_WORDS[notice.kind])}. {origin_words(notice)}.</p>")
    return "".join(said)


def _listed(item: Item, channel: Channel) -> str:
    return f'<li><a href="{escape(channel.home + address(item))}">{escape(item.words)}</a></li>'


def _text(parent: ET.Element, name: str, words: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = printable(words)
    return child
