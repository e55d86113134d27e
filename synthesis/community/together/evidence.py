"""What ties groups: contributions that name them, people who sit in them, meetings where they met."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from synthesis.models import Event, Group

SMALL = 6
"""Groups at a meeting up to which two of them count as in contact: at a larger one they may never speak."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting or event at which several groups were present, or that they host together."""

    id: str
    title: str
    group_ids: frozenset[str]
    held_on: date | None = None
    is_event: bool = True

    @property
    def is_small(self) -> bool:
        """Whether being there makes two groups know each other."""
        return len(self.group_ids) <= SMALL


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the stocktaking, the reports and the calendar know of groups, by group id where it is a mapping.

    `mentions` are the passages that name a group, `contribution_of` and `themes_of` tell where each of these
    stands and what it is coded to. `seats` are the groups of each person, by name.
    """

    mentions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    contribution_of: Mapping[str, str] = field(default_factory=dict)
    themes_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    seats: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gatherings: tuple[Gathering, ...] = ()
    n_contributions: int = 0

    def contributions(self, group_id: str) -> frozenset[str]:
        """Return the contributions that name a group."""
        return frozenset(self.contribution_of[each] for each in self.mentions.get(group_id, ()))

    def themes(self, group: Group) -> frozenset[str]:
        """Return the themes of a group: its own, and those of the passages that name it."""
        spoken = (self.themes_of.get(each, frozenset()) for each in self.mentions.get(group.id, ()))
        return frozenset(chain(group.theme_ids, *spoken))


def gatherings_of(events: Iterable[Event]) -> list[Gathering]:
    """Return the events of several groups that take place; a series is one, a deadline brings nobody together.

    Parameters
    ----------
    events : iterable of Event
    """
    return [
        Gathering(event.id, event.title, frozenset(event.group_ids), event.starts.date())
        for event in events
        if len(set(event.group_ids)) > 1
        and event.kind != "deadline"
        and event.status != "cancelled"
        and event.replaces is None
    ]


def seats_in_events(events: Iterable[Event]) -> dict[str, frozenset[str]]:
    """Return the groups whose own meetings name a person; a meeting of several groups tells no seat."""
    seats: dict[str, set[str]] = {}
    for event in events:
        if len(event.group_ids) == 1 and event.status != "cancelled":
            for person in event.people:
                seats.setdefault(person, set()).add(event.group_ids[0])
    return {person: frozenset(groups) for person, groups in seats.items()}


def joined_seats(*parts: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """Put the seats of people from several sources together, by name."""
    names = dict.fromkeys(chain(*parts))
    return {name: frozenset(chain(*(part.get(name, ()) for part in parts))) for name in names}
