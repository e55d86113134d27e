"""What happened in the store -> notices in plain words, newest first, and what of them is asked for.

>>> from datetime import UTC, datetime
>>> from synthesis.models import Arrival, Happened
>>> [each.title for each in notices(Happened(arrivals=(Arrival(1, datetime(2018, 3, 1, tzinfo=UTC), 42),)))]
['42 contributions loaded']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import tzinfo
from functools import lru_cache
from itertools import chain

from synthesis.community.groups import Directory, find_mentions
from synthesis.models import Arrival, Decision, DecisionLink, Event, Group, Happened, Step
from synthesis.outputs.notices.decisions import NamedGroups, tell_decision, tell_link
from synthesis.outputs.notices.events import tell_event
from synthesis.outputs.notices.narrowing import Asked, narrowed, read_asked
from synthesis.outputs.notices.records import tell_record
from synthesis.outputs.notices.telling import KIND_WORDS, Item, Notice, Page, Told, gathered, merged, urn
from synthesis.outputs.phrases import counted

FOLDED_FROM = 4
"""So many notices in the same words are one line of the list; fewer are read one by one."""

__all__ = ["KIND_WORDS", "Asked", "Item", "Notice", "folded", "narrowed", "notices", "read_asked"]


def notices(happened: Happened) -> tuple[Notice, ...]:
    """Tell what happened, the newest first; what was done in one go to many records is one notice."""
    tell = _teller(happened)
    told = [(step, each) for step in happened.steps for each in tell(step)]
    found = [*gathered(told), *map(_arrival, happened.arrivals)]
    return tuple(sorted(found, key=lambda notice: (notice.at, notice.id), reverse=True))


def folded(found: Iterable[Notice], zone: tzinfo) -> tuple[Notice, ...]:
    """Make one notice of what the same person did over and over on one day, for a list to be read."""
    days: dict[tuple[object, ...], list[Notice]] = {}
    for notice in found:
        alone = "" if notice.by and notice.many else notice.id
        key = (notice.at.astimezone(zone).date(), notice.by, notice.kind, notice.many, alone)
        days.setdefault(key, []).append(notice)
    goes = [[merged(own)] if len(own) >= FOLDED_FROM else own for own in days.values()]
    return tuple(sorted(chain(*goes), key=lambda notice: (notice.at, notice.id), reverse=True))


def _teller(happened: Happened) -> Callable[[Step], list[Told]]:
    """Return what puts a step into words."""
    named = named_groups(happened.groups)
    themes: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for link in happened.links:
        themes[link.decision_id] += (link.theme_id,)

    def tell(step: Step) -> list[Told]:
        subject = step.now or step.before
        if isinstance(subject, Decision):
            return tell_decision(happened, step, named, themes[subject.id])
        if isinstance(subject, DecisionLink):
            return tell_link(happened, step, named, themes[subject.decision_id])
        if isinstance(subject, Event):
            is_hidden = not happened.hidden.isdisjoint((subject.uid, subject.id))
            return [] if is_hidden else tell_event(step)
        return tell_record(happened, step)

    return tell


@lru_cache(maxsize=2)
def named_groups(groups: tuple[Group, ...]) -> NamedGroups:
    """Return what finds the groups that a text surely names; it remembers, as texts stay."""
    directory = Directory(groups)

    @lru_cache(maxsize=20_000)
    def named(text: str) -> tuple[str, ...]:
        return tuple(sorted({each.group_id for each in find_mentions(text, directory) if each.is_certain}))

    return named


def _arrival(arrival: Arrival) -> Notice:
    """Tell of contributions, or of a report in which nothing was found, as the change log has it."""
    title = f"{counted(arrival.n_contributions, 'contribution')} loaded"
    if not arrival.n_contributions:
        title = f"A report was read and no decision found in it. {arrival.what}"
    kind = "contribution" if arrival.n_contributions else "decision"
    page: Page = "data" if arrival.n_contributions else "decisions"
    item = Item(title, page, is_sample=arrival.is_sample)
    return Notice(
        urn(arrival.at.isoformat(), arrival.number),
        kind,  # type: ignore[arg-type]  # one of two kinds
        arrival.at,
        title,
        items=(item,),
        by=arrival.by,
        n_all=1,
    )
