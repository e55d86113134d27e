"""Events of the common calendar -> one iCalendar file, narrowed by groups, kinds and themes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from synthesis.community.calendar.revisions import open_to_all
from synthesis.community.calendar.writer import NAME, write_calendar
from synthesis.errors import InputError
from synthesis.models import EVENT_KINDS, Event, Group
from synthesis.outputs.words import SAMPLE_MARK


@dataclass(frozen=True, slots=True)
class CalendarFilters:
    """Which events are asked for: any of the values of each filter; an empty one lets everything pass."""

    groups: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def check(self, groups: Collection[str], themes: Collection[str]) -> None:
        """Refuse what nobody knows, rather than give a calendar that is empty for ever.

        Raises
        ------
        InputError
            If a value is none of those that there are.
        """
        _check("group", self.groups, groups)
        _check("kind", self.kinds, EVENT_KINDS)
        _check("theme", self.themes, themes)

    def passes(self, event: Event) -> bool:
        """Whether an event is asked for."""
        return (
            (not self.groups or bool(set(self.groups) & set(event.group_ids)))
            and (not self.kinds or event.kind in self.kinds)
            and (not self.themes or bool(set(self.themes) & set(event.theme_ids)))
        )


def _check(what: str, given: Iterable[str], known: Collection[str]) -> None:
    for value in given:
        if value not in known:
            there = f"There are: {', '.join(sorted(known))}." if known else "There are none yet."
            raise InputError(f"The calendar has no {what} {value!r}.", hint=there)


def narrow_events(events: Iterable[Event], filters: CalendarFilters) -> tuple[Event, ...]:
    """Keep the events that pass, and with a series those that stand for one of it.

    What stands for all later times of a series does not say when they are: the series comes with it.
    """
    known = list(events)
    is_series = {event.id for event in known if event.replaces is None or event.and_later}
    series = {event.uid for event in known if event.id in is_series and filters.passes(event)}
    return tuple(event for event in known if event.uid in series or filters.passes(event))


def as_ics(
    events: Sequence[Event],
    filters: CalendarFilters,
    *,
    stamps: Mapping[str, datetime] | None = None,
    groups: Iterable[Group] = (),
    theme_names: Mapping[str, str] | None = None,
    with_links: bool = False,
    for_everybody: bool = False,
) -> bytes:
    """Write the events that pass the filters as one calendar, named by what it holds.

    Parameters
    ----------
    events : sequence of Event
    filters : CalendarFilters
    stamps : mapping of id to datetime, optional
        When each was changed last.
    groups, theme_names
        For the name of the calendar.
    with_links, for_everybody : bool
        As in `write_calendar`.
    """
    chosen = narrow_events(open_to_all(events) if for_everybody else events, filters)
    short = {group.id: group.short_name for group in groups}
    named = [short.get(each, each) for each in filters.groups]
    named += [f"{each}s" for each in filters.kinds]
    named += [(theme_names or {}).get(each, each) for each in filters.themes]
    # by plus signs, since some programs show a comma with its backslash
    name = ": ".join(part for part in (NAME, " + ".join(named)) if part)
    if any(event.is_sample for event in chosen):
        name = f"{name} ({SAMPLE_MARK})"
    return write_calendar(chosen, stamps, with_links=with_links, for_everybody=for_everybody, name=name)
