"""`/calendar.ics`: the calendar for programs that subscribe; filters as `?group=...&kind=...&theme=...`.

It only reads. Access links stand in it where SYNTHESIS_ACCESS_LINKS=1; the people of an event, and events
that were marked as private, never do.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import data
from dashboard.community import agenda_held
from synthesis.errors import InputError, SynthesisError
from synthesis.models import Event, Group
from synthesis.outputs.export.ics_file import CalendarFilters, as_ics

ADDRESS = "/calendar.ics"
KNOWN = ("group", "kind", "theme")
LONGEST_QUERY = 2_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def route() -> Route:
    """Return the feed at its address; HEAD is answered as GET without the calendar itself."""
    return Route(ADDRESS, answer, methods=["GET", "HEAD"], include_in_schema=False)


def answer(request: Request) -> Response:
    """Answer with the calendar, with nothing where the client has it already, or with what is wrong."""
    try:
        state = data.current()
        filters = _filters(request, state)
        links = agenda_held.shows_access_links()
        body, changed_at = _calendar(state.key, filters, links, state.is_read_only)
    except InputError as error:
        return PlainTextResponse(f"{error.message} {error.hint}\n", status_code=400)
    except SynthesisError as error:
        return PlainTextResponse(f"{error.message} {error.hint}\n", status_code=503)
    return _unless_known(request, body, changed_at)


def _filters(request: Request, state: data.State) -> CalendarFilters:
    """Return what is asked for; a value may stand alone, several times, or in a list with commas.

    Raises
    ------
    InputError
        If there is no such filter or no such value: an empty calendar would look like an answer.
    """
    query = request.query_params
    unknown = sorted(set(query) - set(KNOWN))
    if unknown or len(request.url.query) > LONGEST_QUERY:
        what = f"This feed knows no filter {unknown[0][:80]!r}." if unknown else "This address is too long."
        raise InputError(what, hint=f"It can be narrowed by: {', '.join(KNOWN)}.")
    listed = {name: [each for text in query.getlist(name) for each in text.split(",")] for name in KNOWN}
    values = (tuple(sorted({each.strip()[:200] for each in listed[name]} - {""})) for name in KNOWN)
    filters = CalendarFilters(*values)
    filters.check(*_known(state.key, state.is_read_only))
    return filters


@st.cache_resource(max_entries=4, show_spinner=False)
def _known(key: tuple[str, int], read_only: bool) -> tuple[frozenset[str], frozenset[str]]:
    """Return the groups and the themes that there are, those that only an event names among them."""
    store = data.store(key[0], read_only)
    events = [entry.record for entry in store.community.entries(Event)]
    groups = {entry.record.id for entry in store.community.entries(Group)}
    themes = {theme.id for theme in store.codebook().themes}
    groups.update(each for event in events for each in event.group_ids)
    themes.update(each for event in events for each in event.theme_ids)
    return frozenset(groups), frozenset(themes)


@st.cache_resource(max_entries=64, show_spinner=False)
def _calendar(
    key: tuple[str, int], filters: CalendarFilters, with_links: bool, read_only: bool
) -> tuple[bytes, datetime]:
    """Write the calendar, and tell when the store was changed last."""
    store = data.store(key[0], read_only)
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
    return body, (changes[-1].at if changes else None) or _EPOCH


def _unless_known(request: Request, body: bytes, changed_at: datetime) -> Response:
    """Answer 304 where the client's copy is of the same bytes, or no older than the last change."""
    headers = {
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        "Last-Modified": format_datetime(changed_at, usegmt=True),
        "Cache-Control": "no-cache",
    }
    if _is_known(request, headers["ETag"], changed_at):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return Response(body, headers=headers, media_type="text/calendar; charset=utf-8")


def _is_known(request: Request, etag: str, changed_at: datetime) -> bool:
    """Compare as RFC 9110 has it: the tag counts where both are sent."""
    if tags := request.headers.get("if-none-match", ""):
        return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in tags.split(","))
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return changed_at.replace(microsecond=0) <= since
    except (ValueError, TypeError):  # not a date, or one without a zone: the whole calendar is never wrong
        return False
