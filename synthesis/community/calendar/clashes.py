"""Occurrences -> clashes: what takes place at the same hour and draws on the same people, or like groups.

>>> from datetime import UTC, datetime
>>> from synthesis.models import Event, Occurrence
>>> hour = datetime(2018, 3, 13, 14, tzinfo=UTC), datetime(2018, 3, 13, 15, tzinfo=UTC)
>>> def call(uid: str, group: str) -> Occurrence:
...     return Occurrence(Event(uid, uid, *hour, group_ids=(group,)), *hour)
>>> found = clashes([call("a", "dc-iot"), call("b", "bpf-ai")], {"Ann Lee": ["dc-iot", "bpf-ai"]}, {})
>>> found[0].reasons
('Ann Lee belongs to dc-iot and to bpf-ai.',)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from synthesis.models import Event, Occurrence

Memberships = Mapping[str, Iterable[str]]
"""The ids of the groups that each person belongs to."""

Likeness = Mapping[tuple[str, str], float]
"""How alike two groups are, 0 to 1; either order of the pair will do."""

ALIKE = 0.55
"""From this likeness of remits on the same people would want to be in both rooms.

These are the nearest 2 of 100 pairs of the sample (25 of 1,128), among them the coalition and the best
practice forum on the internet of things, and those on gender.
"""

SHORTEST = timedelta(minutes=1)
"""What has no length takes place all the same."""

NAMED = 5
"""People named in a reason; more are counted."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two things at the same hour, the earlier first, and why nobody can do both; a sentence a reason."""

    one: Occurrence
    other: Occurrence
    reasons: tuple[str, ...]

    @property
    def starts_at(self) -> datetime:
        """When both are under way, in UTC."""
        return max(self.one.starts_at, self.other.starts_at)

    @property
    def ends_at(self) -> datetime:
        """When the first of the two is over, in UTC."""
        return min(_end(self.one), _end(self.other))


def clashes(
    occurrences: Iterable[Occurrence],
    memberships: Memberships,
    likeness: Likeness,
    *,
    names: Mapping[str, str] | None = None,
    alike: float = ALIKE,
) -> tuple[Clash, ...]:
    """Find what takes place at the same hour and has a group, people or a concern in common.

    Deadlines and what is cancelled clash with nothing, an event does not clash with the sessions in it, and
    what fills whole days clashes with hours only where it is a meeting or a session itself.

    Parameters
    ----------
    occurrences : iterable of Occurrence
        In any order.
    memberships : mapping
        The groups of each person, beside the people that the events themselves name.
    likeness : mapping
        Pairs of groups with how alike they are.
    names : mapping, optional
        What groups are called in the reasons; their ids where nothing is said.
    alike : float, optional
        From which likeness on two groups are similar.

    Returns
    -------
    tuple of Clash
        By the hour at which they begin; each pair once.
    """
    shared = _Shared(memberships, likeness, names or {}, alike)
    found = (
        Clash(one, other, shared.reasons(one.event, other.event)) for one, other in overlaps(occurrences)
    )
    return tuple(clash for clash in found if clash.reasons)


def overlaps(occurrences: Iterable[Occurrence]) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Yield the pairs that can clash: a sweep over the beginnings that keeps what is not over yet."""
    under_way: list[Occurrence] = []
    for newcomer in sorted(filter(_takes_place, occurrences), key=_order):
        under_way = [other for other in under_way if _end(other) > newcomer.starts_at]
        yield from ((other, newcomer) for other in under_way if _can_clash(other, newcomer))
        under_way.append(newcomer)


def _takes_place(occurrence: Occurrence) -> bool:
    return occurrence.event.kind != "deadline" and occurrence.event.status != "cancelled"


def _order(occurrence: Occurrence) -> tuple[datetime, datetime, str]:
    return occurrence.starts_at, occurrence.ends_at, occurrence.event.id


def _end(occurrence: Occurrence) -> datetime:
    return max(occurrence.ends_at, occurrence.starts_at + SHORTEST)


def _can_clash(one: Occurrence, other: Occurrence) -> bool:
    if _is_session_of(one, other) or _is_session_of(other, one):
        return False
    if one.event.is_all_day != other.event.is_all_day:
        whole_days = one.event if one.event.is_all_day else other.event
        return whole_days.kind in ("meeting", "session")
    return True


def _is_session_of(event: Occurrence, session: Occurrence) -> bool:
    """Whether a session stands in the programme of an event: within its days, by the clock of its place."""
    if (event.event.kind, session.event.kind) != ("event", "session"):
        return False
    zones = {event.event.zone, session.event.zone} - {"", "UTC"}
    is_within = event.starts_at <= session.starts_at and session.ends_at <= event.ends_at
    return is_within and len(zones) < 2


class _Shared:
    """What two events have in common, in sentences."""

    def __init__(
        self, memberships: Memberships, likeness: Likeness, names: Mapping[str, str], alike: float
    ) -> None:
        self._names = names
        self._alike = {frozenset(pair): value for pair, value in likeness.items() if value >= alike}
        self._groups_of: dict[str, frozenset[str]] = {}
        self._called: dict[str, str] = {}
        for person, group_ids in memberships.items():
            key = person_key(person)
            self._called.setdefault(key, person)
            self._groups_of[key] = self._groups_of.get(key, frozenset()) | frozenset(group_ids)
        self._members: dict[str, set[str]] = {}
        for key, groups in self._groups_of.items():
            for group_id in groups:
                self._members.setdefault(group_id, set()).add(key)

    def reasons(self, one: Event, other: Event) -> tuple[str, ...]:
        """Say why nobody can do both; nothing where that is no trouble."""
        common = [group_id for group_id in one.group_ids if group_id in other.group_ids]
        hosts = [f"{self._name(group_id)} meets twice at that hour." for group_id in common]
        return (*hosts, *self._people(one, other, set(common)), *self._similar(one, other))

    def _people(self, one: Event, other: Event, common: set[str]) -> Iterator[str]:
        """Yield who would have to be in both; members of a group that meets twice go without saying."""
        named = {person_key(name): name for name in one.people}
        both = [name for name in other.people if person_key(name) in named]
        if both:
            is_one = len(both) == 1
            yield f"{_listed(both)} {'is' if is_one else 'are'} expected at both."
        known = {person_key(name) for name in both}
        own, others = set(one.group_ids) - common, set(other.group_ids) - common
        for key in sorted(self._in_any(own) & self._in_any(others) - known):
            mine = [self._name(each) for each in one.group_ids if each in self._groups_of[key] & own]
            theirs = [self._name(each) for each in other.group_ids if each in self._groups_of[key] & others]
            yield f"{self._called[key]} belongs to {_listed(mine)} and to {_listed(theirs)}."
        yield from self._expected_and_member(one, other, own, others, known)

    def _expected_and_member(
        self, one: Event, other: Event, own: set[str], others: set[str], known: set[str]
    ) -> Iterator[str]:
        """Yield who is expected at one and belongs to a group of the other."""
        for expected, groups, hosts, apart in ((one, others, other, own), (other, own, one, others)):
            for name in expected.people:
                of = self._groups_of.get(person_key(name), frozenset())
                if person_key(name) in known or not of & groups or of & apart:
                    continue
                of_hosts = [self._name(each) for each in hosts.group_ids if each in of & groups]
                yield f"{name} is expected at “{expected.title}” and belongs to {_listed(of_hosts)}."

    def _similar(self, one: Event, other: Event) -> Iterator[str]:
        for mine in one.group_ids:
            for theirs in other.group_ids:
                value = self._alike.get(frozenset((mine, theirs)))
                if value is not None and mine != theirs:
                    pair = f"{self._name(mine)} and {self._name(theirs)}"
                    yield f"{pair} work on similar issues (affinity {value:.2f})."

    def _in_any(self, group_ids: Iterable[str]) -> set[str]:
        return set().union(*(self._members.get(group_id, set()) for group_id in group_ids))

    def _name(self, group_id: str) -> str:
        return self._names.get(group_id, group_id)


def person_key(name: str) -> str:
    """Return what two spellings of one name share: case and spaces do not count.

    >>> person_key(" Ann  LEE") == person_key("Ann Lee")
    True
    """
    return " ".join(name.split()).casefold()


def _listed(words: Sequence[str]) -> str:
    if len(words) > NAMED:
        words = [*words[:NAMED], f"{len(words) - NAMED} more"]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
