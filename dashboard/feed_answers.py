"""What all feeds do alike: the address that is asked for, and a client that has the feed already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from synthesis.errors import InputError, SynthesisError

LONGEST_QUERY = 2_000

Written = tuple[bytes, datetime]
"""A feed, and when the store was changed last."""


def answered(request: Request, write: Callable[[], Written], headers: Mapping[str, str]) -> Response:
    """Answer with a feed, with nothing where the client has it already, or with what is wrong.

    Parameters
    ----------
    request : Request
    write : callable
        Writes what is asked for; an `InputError` is the client's mistake, another one the store's.
    headers : mapping
        What the feed has besides; its `Content-Type`, for instance.
    """
    try:
        return _unless_known(request, *write(), headers)
    except SynthesisError as error:
        status = 400 if isinstance(error, InputError) else 503
        return PlainTextResponse(f"{error.message} {error.hint}\n", status_code=status)


def asked(request: Request, filters: Sequence[str]) -> list[list[str]]:
    """Return what is asked for of each filter.

    Raises
    ------
    InputError
        If there is no such filter: a feed that it does not narrow would look like an answer.
    """
    query = request.query_params
    unknown = sorted(set(query) - set(filters))
    if unknown or len(request.url.query) > LONGEST_QUERY:
        what = f"This feed knows no filter {unknown[0][:80]!r}." if unknown else "This address is too long."
        raise InputError(what, hint=f"It can be narrowed by: {', '.join(filters)}.")
    return [query.getlist(name) for name in filters]


def _unless_known(
    request: Request, body: bytes, changed_at: datetime, headers: Mapping[str, str]
) -> Response:
    """Answer 304 where the client's copy is of the same bytes.

    When the store was changed is told and not asked for: settings, and a new version of the program, change a
    feed as well.
    """
    validators = {
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        "Last-Modified": format_datetime(changed_at, usegmt=True),
        "Cache-Control": "no-cache",
    }
    tags = request.headers.get("if-none-match", "").split(",")
    if any(tag.strip().removeprefix("W/") in (validators["ETag"], "*") for tag in tags):
        return Response(status_code=304, headers=validators)
    return Response(body, headers=validators | dict(headers))
