r"""A group as a row of a table: its columns, the headings that people give them, lists in one cell.

Lists are parted by ";"; a ";" or a backslash inside of an entry has a backslash before it.

>>> field_of("How to join?"), field_of("ACRONYM"), field_of("Colour")
('how_to_join', 'acronym', '')
>>> split_cell("DC-COS; DC COS;a\\;b"), join_cell(("DC-COS", "a;b"))
(('DC-COS', 'DC COS', 'a;b'), 'DC-COS;a\\;b')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from synthesis.corpus.folding import fold
from synthesis.models import GROUP_KINDS, Group, GroupKind

COLUMNS: Mapping[str, str] = {
    "id": "id",
    "name": "name",
    "kind": "kind",
    "acronym": "acronym",
    "aliases": "aliases",
    "remit": "remit",
    "how_to_join": "how_to_join",
    "website": "website",
    "mailing_list": "mailing_list",
    "meets": "meets",
    "active_since": "active_since",
    "place": "place",
    "theme_ids": "themes",
    "sources": "sources",
    "source": "source",
}
"""Our field -> its heading, in the order of the columns."""

LISTS = frozenset({"aliases", "theme_ids", "sources"})

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("identifier", "group id", "key"),
    "name": ("group", "group name", "title", "full name", "nom", "nombre"),
    "kind": ("type", "category", "kind of group", "group type", "tipo", "categorie"),
    "acronym": ("abbreviation", "short name", "short", "acronyme", "sigle", "sigla", "acronimo"),
    "aliases": ("alias", "also called", "also known as", "other names", "other spellings", "spellings"),
    "remit": ("description", "mandate", "what it does", "about", "purpose", "scope", "mandat", "mandato"),
    "how_to_join": ("join", "joining", "participation", "how to take part", "membership", "contact"),
    "website": ("web", "web site", "url", "web page", "webpage", "page", "link", "site"),
    "mailing_list": ("list", "mailing list address", "mail list", "email list", "e mail list"),
    "meets": ("meetings", "when it meets", "rhythm", "frequency"),
    "active_since": ("since", "founded", "established", "year", "start year", "active since year"),
    "place": ("region", "country", "area", "covers", "coverage", "location"),
    "theme_ids": ("theme", "themes", "theme ids", "topics"),
    "sources": ("sources of facts", "references", "evidence"),
    "source": ("record source", "data source", "origin"),
}

_KINDS: Mapping[GroupKind, tuple[str, ...]] = {
    "dynamic coalition": ("dc", "dcs", "coalition", "dynamic coalitions", "coalition dynamique"),
    "best practice forum": ("bpf", "bpfs", "best practices forum", "best practice forums"),
    "MAG working group": ("wg", "wgs", "working group", "mag working groups", "mag wg", "groupe de travail"),
    "national or regional initiative": (
        "nri", "nris", "national initiative", "regional initiative", "sub regional initiative",
        "subregional initiative", "youth initiative", "national and regional initiative", "national igf",
        "regional igf", "youth igf", "national igf initiative", "regional igf initiative",
    ),
    "other body": ("other", "body", "secretariat", "advisory group"),
}  # fmt: skip

_ENTRY = re.compile(r"(?:\\[\\;]|[^;])+")
_ESCAPED = re.compile(r"\\([\\;])")


def field_of(heading: str) -> str:
    """Return our field for a heading, or ''."""
    return _fields().get(fold(heading), "")


@cache
def _fields() -> Mapping[str, str]:
    found = {fold(name): field for field, names in _SYNONYMS.items() for name in names}
    return found | {fold(heading): field for field, heading in COLUMNS.items()}


def read_kind(cell: str) -> GroupKind | None:
    """Return the kind of group that a cell names, None where it names none.

    >>> read_kind("Dynamic Coalitions"), read_kind("NRI"), read_kind("club")
    ('dynamic coalition', 'national or regional initiative', None)
    """
    folded = fold(cell)
    for kind in GROUP_KINDS:
        if folded == fold(kind) or folded in _KINDS[kind]:
            return kind
    return None


def is_directory(headings: Iterable[str]) -> bool:
    """Tell whether a table with these headings is one of groups."""
    return {"name", "kind"} <= {field_of(heading) for heading in headings}


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell, each once; empty ones are none."""
    entries = (_ESCAPED.sub(r"\1", part).strip() for part in _ENTRY.findall(cell))
    return tuple(dict.fromkeys(entry for entry in entries if entry))


def join_cell(entries: Iterable[str]) -> str:
    """Return entries as one cell that `split_cell` takes apart again."""
    return ";".join(entry.replace("\\", "\\\\").replace(";", "\\;") for entry in entries)


def as_cells(group: Group) -> dict[str, str]:
    """Return a group as cells of text, by heading."""
    return {
        heading: join_cell(getattr(group, field)) if field in LISTS else getattr(group, field)
        for field, heading in COLUMNS.items()
    }
