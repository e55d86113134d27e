"""The cookie `visit`: when this browser was here last, so that the page can say what is new since then.

It holds two times in seconds, `SEEN.BEFORE`: the last page of this visit, and the last page of the visit
before it (empty on the first). It names nobody, and the server keeps no list of visits. A visit ends after
half an hour without a page. Only whole pages of the dashboard are counted, no feed and nothing that a page
loads; the page reads the cookie on the server, so no script needs to.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAME = "visit"
ENDS_AFTER = 30 * 60
"""Seconds without a page after which the next one begins another visit."""

KEPT_FOR = 365 * 24 * 60 * 60
"""Seconds that a browser keeps the cookie: those who come to the yearly meeting alone have it still."""

_FORM = re.compile(r"([0-9]{1,11})\.([0-9]{0,11})")


@dataclass(frozen=True, slots=True)
class Visit:
    """The last page of this visit, and the last of the visit before it; seconds since 1970."""

    seen: int
    before: int | None = None

    @property
    def last(self) -> datetime | None:
        """When the visit before this one ended; None on the first."""
        return None if self.before is None else datetime.fromtimestamp(self.before, UTC)


def read(cookie: str) -> Visit | None:
    """Read the cookie; anything that this program does not write is as good as none.

    >>> read("1500.1000"), read("1500."), read("1500.x")
    (Visit(seen=1500, before=1000), Visit(seen=1500, before=None), None)
    """
    found = _FORM.fullmatch(cookie)
    if not found:
        return None
    seen, before = int(found[1]), int(found[2]) if found[2] else None
    return None if before is not None and before > seen else Visit(seen, before)


def write(visit: Visit) -> str:
    """Reverse of `read`."""
    return f"{visit.seen}.{'' if visit.before is None else visit.before}"


def following(visit: Visit | None, now: int) -> Visit:
    """Return the visit that a page at this time belongs to.

    >>> following(None, 1000)
    Visit(seen=1000, before=None)
    >>> following(Visit(1000), 1060), following(Visit(1000), 9000)
    (Visit(seen=1060, before=None), Visit(seen=9000, before=1000))
    """
    if visit is None or visit.seen > now:  # a clock that went back, or a cookie made by hand
        return Visit(now)
    return Visit(now, visit.before if now - visit.seen <= ENDS_AFTER else visit.seen)


class Visits:
    """Sets the cookie on every page that a browser asks for, and on nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where the answer is a page, note the visit in its head."""
        if scope["type"] != "http" or not _asks_for_page(scope):
            await self._app(scope, receive, send)
            return

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if _is_page(int(message["status"]), headers):
                    _note(scope, headers)
            await send(message)

        await self._app(scope, receive, noting)


def _asks_for_page(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    is_prefetch = "prefetch" in f"{headers.get('sec-purpose', '')} {headers.get('purpose', '')}"
    return scope["method"] == "GET" and "text/html" in headers.get("accept", "") and not is_prefetch


def _is_page(status: int, headers: MutableHeaders) -> bool:
    """Whether the answer is the page, or says that the browser has it already, which tells no type."""
    return status == 304 or (status == 200 and headers.get("content-type", "").startswith("text/html"))


def _note(scope: Scope, headers: MutableHeaders) -> None:
    visit = following(read(_cookie(Headers(scope=scope))), int(time.time()))
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    headers.append(
        "Set-Cookie",
        f"{NAME}={write(visit)}; Max-Age={KEPT_FOR}; Path=/; HttpOnly; SameSite=Lax{secure}",
    )
    if "private" not in headers.get("cache-control", ""):
        own = headers.get("cache-control", "no-cache").replace("public", "").strip(", ")
        headers["Cache-Control"] = f"private, {own or 'no-cache'}"  # no cache between may hand it to others


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(NAME)
    except CookieError:
        return ""
    return found.value if found else ""
