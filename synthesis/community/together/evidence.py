"""What ties groups: contributions that name them, people who sit in them, meetings where they met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from synthesis.community.groups import Membership
from synthesis.community.groups.people import Source, shared_people
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
    stands and what it is coded to. `seats` are the groups of each person, by name; `unnamed` are those
    to whom a report gives no name, with its title: in another report the same person is another.
    """

    mentions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    contribution_of: Mapping[str, str] = field(default_factory=dict)
    themes_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    seats: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unnamed: Mapping[str, str] = field(default_factory=dict)
    gatherings: tuple[Gathering, ...] = ()
    n_contributions: int = 0

    def contributions(self, group_id: str) -> frozenset[str]:
        """Return the contributions that name a group."""
        return frozenset(self.contribution_of[each] for each in self.mentions.get(group_id, ()))

    def people(self, one: str, other: str) -> list[str]:
        """Return who sits in both, by name; of those without a name, only those of one report.

        The others may be the same people again.
        """
        both = [name for name, seats in sorted(self.seats.items()) if one in seats and other in seats]
        reports = Counter(self.unnamed[name] for name in both if name in self.unnamed)
        fullest = min(reports, key=lambda title: (-reports[title], title)) if reports else ""
        return [name for name in both if self.unnamed.get(name, fullest) == fullest]

    def themes(self, group: Group) -> frozenset[str]:
        """Return the themes of a group: its own, and those of the passages that name it."""
        spoken = (self.themes_of.get(each, frozenset()) for each in self.mentions.get(group.id, ()))
        return frozenset(chain(group.theme_ids, *spoken))


def gatherings_of(events: Iterable[Event]) -> list[Gathering]:
    """Return the events at which several groups meet: a series is one, at a deadline nobody meets."""
    return [
        Gathering(event.id, event.title, frozenset(event.group_ids), event.starts.date())
        for event in events
        if len(set(event.group_ids)) > 1
        and event.kind != "deadline"
        and event.status != "cancelled"
        and event.replaces is None
    ]


def gatherings_reported(found: Iterable[Membership]) -> list[Gathering]:
    """Return the meetings whose lists of participants name people of several groups, by day."""
    present: dict[Source, set[str]] = {}
    for each in found:
        for source in each.sources:
            if each.is_certain and not source.is_event:
                meeting = replace(source, words="")
                present.setdefault(meeting, set()).add(each.group_id)
    met = [
        Gathering(source.record_id, source.title, frozenset(groups), source.on, is_event=False)
        for source, groups in present.items()
        if len(groups) > 1
    ]
    return sorted(met, key=lambda each: (each.held_on or date.min, each.id))


def seats_of(found: Iterable[Membership]) -> dict[str, frozenset[str]]:
    """Return the groups of everybody who surely sits in two or more, by name."""
    return {person: frozenset(each.group_id for each in own) for person, own in shared_people(found).items()}


def unnamed_in(found: Iterable[Membership]) -> dict[str, str]:
    """Return the report of everybody who has no name in it, by what they are called."""
    return {
        each.person: each.sources[0].title
        for each in found
        if not each.sources[0].is_event and each.person.endswith(f"({each.sources[0].title})")
    }
