"""`/notices.atom`: what is new, for programs that read news; filters as `?theme=...&group=...&kind=...`.

The addresses inside are built from the Host that was asked for, as the sample proxy passes it on. Whether it
was https is what the server says of the connection: it believes `X-Forwarded-Proto` from a proxy on the same
machine, or from those that FORWARDED_ALLOW_IPS names. `X-Forwarded-Host` is believed from nobody.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import data, happened
from synthesis.errors import SynthesisError
from synthesis.outputs.export.atom_file import EPOCH, channel_of, write_atom
from synthesis.outputs.notices import Asked, narrowed, read_asked

ADDRESS = "/notices.atom"
KNOWN = ("theme", "group", "kind")
LONGEST_QUERY = 2_000
_HOST = re.compile(r"[A-Za-z0-9._-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


def route() -> Route:
    """Return the feed at its address; HEAD is answered as GET without the feed itself."""
    return Route(ADDRESS, answer, methods=["GET", "HEAD"], include_in_schema=False)


def answer(request: Request) -> Response:
    """Answer with the feed, with nothing where the reader has it already, or with what is wrong."""
    try:
        home, state = _home(request), data.current()
        asked = _asked(request, state)
        return _unless_known(request, *_feed(state, asked, home))
    except _BadRequestError as error:
        return PlainTextResponse(f"{error}\n", status_code=400)
    except SynthesisError as error:
        return PlainTextResponse(f"{error.message} {error.hint}\n", status_code=503)


class _BadRequestError(Exception):
    """Something of the request is not understood; the message says what, for a person."""


def _home(request: Request) -> str:
    """Return the address of the dashboard as it was asked for."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise _BadRequestError("The Host of this request is not a name that a server can have.")
    return f"{request.url.scheme}://{host}{request.url.path.removesuffix(ADDRESS)}/"


def _asked(request: Request, state: data.State) -> Asked:
    query = request.query_params
    unknown = sorted(set(query) - set(KNOWN))
    if unknown or len(request.url.query) > LONGEST_QUERY:
        what = f"This feed knows no filter {unknown[0][:80]!r}." if unknown else "This address is too long."
        raise _BadRequestError(f"{what} It can be narrowed by: {', '.join(KNOWN)}.")
    try:
        return read_asked(happened.since(state), *(query.getlist(name) for name in KNOWN))
    except SynthesisError as error:
        raise _BadRequestError(f"{error.message} {error.hint}") from error


def _feed(state: data.State, asked: Asked, home: str) -> tuple[bytes, datetime]:
    told = happened.since(state)
    channel = channel_of(told, asked, home)
    return write_atom(narrowed(happened.notices(state), asked), channel), told.changed_at or EPOCH


def _unless_known(request: Request, body: bytes, changed_at: datetime) -> Response:
    """Answer 304 where the reader's copy is of the same bytes, or no older than the last change."""
    headers = {
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        "Last-Modified": format_datetime(changed_at, usegmt=True),
        "Cache-Control": "no-cache",
    }
    if _is_known(request, headers["ETag"], changed_at):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/atom+xml")


def _is_known(request: Request, etag: str, changed_at: datetime) -> bool:
    """Compare as RFC 9110 has it: the tag counts where both are sent."""
    if tags := request.headers.get("if-none-match", ""):
        return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in tags.split(","))
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return changed_at.replace(microsecond=0) <= since
    except (ValueError, TypeError):  # not a date, or one without a zone: the whole feed is never wrong
        return False
