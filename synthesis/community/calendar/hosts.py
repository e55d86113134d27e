"""Who hosts an event: names as other programs write them -> groups, by exactly their names.

>>> iot = Group("dc-iot", "Dynamic Coalition on the Internet of Things", "dynamic coalition", "DC-IoT")
>>> Hosts([iot]).ids("dc iot"), Hosts([iot]).ids("Internet of Things")
(('dc-iot',), ())
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from synthesis.community.calendar.lines import Line
from synthesis.corpus.folding import fold
from synthesis.models import Group

_BETWEEN = re.compile(r"\s*(?:;|,|/|\band\b|&)\s*")


class Hosts:
    """Finds groups by names, acronyms and aliases; a spelling that two groups share finds neither.

    Parameters
    ----------
    groups : iterable of Group
    """

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for group in groups:
            for name in (group.id, group.name, group.acronym, *group.aliases):
                if name:
                    found[fold(name)].add(group.id)
        self._ids = dict(found)

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the group of a name, or the groups of several names that are all known."""
        whole = self._ids.get(fold(name), set())
        if len(whole) == 1:
            return tuple(whole)
        parts = _BETWEEN.split(name)
        if len(parts) < 2 or not all(len(self._ids.get(fold(part), ())) == 1 for part in parts):
            return ()
        return tuple(dict.fromkeys(group_id for part in parts for group_id in self._ids[fold(part)]))

    def sharing(self, name: str) -> tuple[str, ...]:
        """Return the groups that share a spelling."""
        shared = self._ids.get(fold(name), set())
        return tuple(sorted(shared)) if len(shared) > 1 else ()


def named_host(lines: list[Line]) -> str:
    """Return the name that an organiser goes by; an address is none."""
    return next((name for line in lines if line.name == "ORGANIZER" if (name := _name(line))), "")


def invited(lines: list[Line]) -> tuple[str, ...]:
    """Return the names of people among those who are invited, not of rooms and lists."""
    people = (line for line in lines if line.name == "ATTENDEE" and _is_person(line))
    return tuple(dict.fromkeys(name for line in people if (name := _name(line))))


def _is_person(line: Line) -> bool:
    return line.parameters.get("CUTYPE", "INDIVIDUAL").upper() == "INDIVIDUAL"


def _name(line: Line) -> str:
    name = line.parameters.get("CN", "").strip()
    return "" if "@" in name or name.casefold().startswith("mailto:") else name
