"""Meetings and events -> who sits in which groups, and which people two groups share.

>>> from synthesis.community.groups.names import Directory
>>> from synthesis.models import Group, Meeting, Participant
>>> groups = (Group("dc3", "Dynamic Coalition on Community Connectivity", "dynamic coalition", "DC3"),
...           Group("dcnn", "Dynamic Coalition on Network Neutrality", "dynamic coalition", "DCNN"))
>>> call = Meeting("m1", "Call", participants=(Participant("Dr. Ana Souza", ("DC3", "DCNN")),))
>>> [(each.person, each.group_id) for each in memberships([call], [], Directory(groups))]
[('Ana Souza', 'dc3'), ('Ana Souza', 'dcnn')]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from synthesis.community.groups.mentions import find_mentions
from synthesis.community.groups.names import Directory
from synthesis.community.groups.phrases import about
from synthesis.community.groups.rules import rules
from synthesis.corpus.folding import fold
from synthesis.models import Event, Meeting

_NUMBERED = re.compile(r"(?:participant|speaker|delegate|member|attendee|person|guest)\s*\d+", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """Where it says that somebody is of a group: a report's list of participants, or an event."""

    record_id: str
    title: str
    words: str = ""
    on: date | None = None
    is_event: bool = False
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """One person in one group, with every place that says so.

    `why_uncertain` is empty where a list of participants, or an event of this group alone, says it plainly.
    """

    person: str
    group_id: str
    sources: tuple[Source, ...]
    why_uncertain: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether it is said plainly somewhere."""
        return not self.why_uncertain


@dataclass(frozen=True, slots=True)
class _Seat:
    person: str
    key: str
    group_id: str
    source: Source
    doubt: str = ""


JOINT = "They were at an event of several groups, and it does not say for which."
UNCLEAR = "What stands beside the name may mean several groups."
LOOSE = "What stands beside the name is what the group is about, not its name."


def memberships(
    meetings: Iterable[Meeting], events: Iterable[Event], directory: Directory
) -> tuple[Membership, ...]:
    """Tell who sits in which groups.

    Two spellings are one person when they differ in case, accents, punctuation or a title alone. A person
    who has no name in a report ("Participant 6") is nobody outside of that report.

    Returns
    -------
    tuple of Membership
        By person, then group; where one place says it plainly and another does not, it is certain.
    """
    seats = [*_from_meetings(meetings, directory), *_from_events(events, directory)]
    spelt = _best_spellings(seats)
    found: dict[tuple[str, str], list[_Seat]] = defaultdict(list)
    for seat in seats:
        found[(seat.key, seat.group_id)].append(seat)
    made = (_membership(spelt[key], group_id, own) for (key, group_id), own in found.items())
    return tuple(sorted(made, key=lambda each: (fold(each.person), each.group_id)))


def shared_people(found: Iterable[Membership]) -> dict[str, tuple[Membership, ...]]:
    """Return the memberships of everybody who sits in two groups or more, by person; only the certain."""
    own: dict[str, list[Membership]] = defaultdict(list)
    for each in found:
        if each.is_certain:
            own[each.person].append(each)
    return {person: tuple(seats) for person, seats in own.items() if len(seats) > 1}


def certain_groups(found: Iterable[Membership]) -> dict[str, tuple[str, ...]]:
    """Return the groups of everybody, by person; only the certain."""
    groups: dict[str, list[str]] = defaultdict(list)
    for each in found:
        if each.is_certain:
            groups[each.person].append(each.group_id)
    return {person: tuple(ids) for person, ids in groups.items()}


def name_key(name: str) -> str:
    """Return a name by which two spellings of it are one.

    >>> name_key("Dr. Olivier CRÉPIN-LEBLOND") == name_key("Olivier Crépin Leblond")
    True
    """
    words = fold(name.split("(")[0]).split()
    while len(words) > 1 and words[0] in rules().titles:
        words = words[1:]
    return " ".join(words)


def without_title(name: str) -> str:
    """Return a name as it is written, without a title before it.

    >>> without_title("Prof. Dr. Ana Souza")
    'Ana Souza'
    """
    words = name.split()
    while len(words) > 1 and all(part in rules().titles for part in fold(words[0]).split()):
        words = words[1:]
    return " ".join(words)


def _from_meetings(meetings: Iterable[Meeting], directory: Directory) -> Iterator[_Seat]:
    for meeting in meetings:
        for person in meeting.participants:
            name = without_title(person.name)
            key = f"{meeting.id} {fold(name)}" if _NUMBERED.fullmatch(name.strip()) else name_key(name)
            shown = f"{name} ({meeting.title or meeting.id})" if key.startswith(f"{meeting.id} ") else name
            for words in person.affiliations:
                source = Source(
                    meeting.id, meeting.title, words, meeting.held_on, is_sample=meeting.is_sample
                )
                for group_id, doubt in _groups_of(words, directory):
                    yield _Seat(shown, key, group_id, source, doubt)


def _groups_of(affiliation: str, directory: Directory) -> Iterator[tuple[str, str]]:
    """Yield the groups that an affiliation names, each with why that is uncertain."""
    mentions = find_mentions(affiliation, directory)
    for mention in mentions:
        for group_id in mention.could_be:
            yield group_id, UNCLEAR
        if mention.is_certain:
            yield mention.group_id, ""
    if not mentions:
        ids = about(directory.lexicon.words(affiliation), directory)
        for group_id in ids:
            yield group_id, LOOSE if len(ids) == 1 else UNCLEAR


def _from_events(events: Iterable[Event], directory: Directory) -> Iterator[_Seat]:
    for event in events:
        known = [group_id for group_id in event.group_ids if group_id in directory.by_id]
        if event.status == "cancelled":
            continue
        source = Source(
            event.id, event.title, on=event.starts.date(), is_event=True, is_sample=event.is_sample
        )
        for name in event.people:
            for group_id in known:
                yield _Seat(
                    without_title(name), name_key(name), group_id, source, JOINT if len(known) > 1 else ""
                )


def _best_spellings(seats: Sequence[_Seat]) -> dict[str, str]:
    """Return for each person the spelling with most accents and capitals in their places."""
    found: dict[str, set[str]] = defaultdict(set)
    for seat in seats:
        found[seat.key].add(seat.person)
    return {key: max(sorted(names), key=_care) for key, names in found.items()}


def _care(name: str) -> tuple[int, bool]:
    return sum(not letter.isascii() for letter in name), not name.isupper() and not name.islower()


def _membership(person: str, group_id: str, seats: Sequence[_Seat]) -> Membership:
    plain = any(not seat.doubt for seat in seats)
    sources = tuple(dict.fromkeys(seat.source for seat in seats))
    return Membership(person, group_id, sources, "" if plain else seats[0].doubt)
