"""`/notices.atom`: what is new, for programs that read news; filters as `?theme=...&group=...&kind=...`.

The addresses inside are built from the Host that was asked for, as the sample proxy passes it on. Whether it
was https is what the server says of the connection: it believes `X-Forwarded-Proto` from a proxy on the same
machine, or from those that FORWARDED_ALLOW_IPS names. `X-Forwarded-Host` is believed from nobody.
"""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard import data
from dashboard.data import happened
from dashboard.feed_answers import Written, answered, asked
from synthesis.errors import InputError
from synthesis.models import EPOCH
from synthesis.outputs.export.atom_file import channel_of, write_atom
from synthesis.outputs.notices import narrowed, read_asked

ADDRESS = "/notices.atom"
KNOWN = ("theme", "group", "kind")
HEADERS = {"Content-Type": "application/atom+xml"}
_HOST = re.compile(r"[A-Za-z0-9._-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


def route() -> Route:
    """Return the feed at its address; HEAD is answered as GET without the feed itself."""
    return Route(ADDRESS, answer, methods=["GET", "HEAD"], include_in_schema=False)


def answer(request: Request) -> Response:
    """Answer with the feed, with nothing where the reader has it already, or with what is wrong."""
    return answered(request, lambda: _feed(request), HEADERS)


def _home(request: Request) -> str:
    """Return the address of the dashboard as it was asked for."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise InputError("The Host of this request is not a name that a server can have.")
    return f"{request.url.scheme}://{host}{request.url.path.removesuffix(ADDRESS)}/"


def _feed(request: Request) -> Written:
    home, state = _home(request), data.current()
    told = happened.since(state)
    wanted = read_asked(told, *asked(request, KNOWN))
    channel = channel_of(told, wanted, home)
    return write_atom(narrowed(happened.notices(state), wanted), channel), told.changed_at or EPOCH
