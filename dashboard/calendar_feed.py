"""`/calendar.ics`: the calendar for programs that subscribe; filters as `?group=...&kind=...&theme=...`.

It only reads. Access links stand in it where SYNTHESIS_ACCESS_LINKS=1; the people of an event, and events
that were marked as private, never do.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard import data
from dashboard.community import held
from dashboard.community.calendar import diary
from dashboard.feed_answers import Written, answered, asked
from synthesis.models import EPOCH, Event, Group
from synthesis.outputs.asked import called, values_of
from synthesis.outputs.export.ics_file import CalendarFilters, as_ics

ADDRESS = "/calendar.ics"
KNOWN = ("group", "kind", "theme")
HEADERS = {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'inline; filename="calendar.ics"',
}


def route() -> Route:
    """Return the feed at its address; HEAD is answered as GET without the calendar itself."""
    return Route(ADDRESS, answer, methods=["GET", "HEAD"], include_in_schema=False)


def answer(request: Request) -> Response:
    """Answer with the calendar, with nothing where the client has it already, or with what is wrong."""
    return answered(request, lambda: _feed(request), HEADERS)


def _feed(request: Request) -> Written:
    state = data.current()
    filters = _filters(request, state)
    return _calendar(state.key, filters, diary.shows_access_links())


def _filters(request: Request, state: data.State) -> CalendarFilters:
    """Return what is asked for; a value may stand alone, several times, or in a list with commas.

    Raises
    ------
    InputError
        If there is no such filter or no such value: an empty calendar would look like an answer.
    """
    groups, events = held.records(state, Group), held.open_events(state)
    names: tuple[Mapping[str, str], ...] = (called(groups), {}, {})
    values = (values_of(texts, known) for texts, known in zip(asked(request, KNOWN), names, strict=True))
    filters = CalendarFilters(*(tuple(sorted(each)) for each in values))
    themes = {theme.id for theme in data.store(state.url).codebook().themes}
    filters.check(
        {group.id for group in groups} | {each for event in events for each in event.group_ids},
        {*themes, *(each for event in events for each in event.theme_ids)},
    )
    return filters


@st.cache_resource(max_entries=64, show_spinner=False)
def _calendar(key: data.Key, filters: CalendarFilters, with_links: bool) -> Written:
    """Write the calendar, and tell when the store was changed last."""
    store = data.store(key[0])
    entries = store.community.entries(Event)
    changes = store.changes()
    body = as_ics(
        [entry.record for entry in entries],
        filters,
        stamps={entry.record.id: entry.at for entry in entries if entry.at},
        groups=[entry.record for entry in store.community.entries(Group)],
        theme_names={theme.id: theme.name for theme in store.codebook().themes},
        with_links=with_links,
        for_everybody=True,
    )
    return body, (changes[-1].at if changes else None) or EPOCH
