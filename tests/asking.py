"""What a store asks of its database, to be counted and looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from synthesis.store import Store

Asked = tuple[str, Any]
"""A statement and the values that go with it."""


@contextmanager
def asked_of(store: Store) -> Iterator[list[Asked]]:
    """Note every statement that a store sends while this is open."""
    sent: list[Asked] = []

    def note(_: object, __: object, statement: str, values: Any, *___: object) -> None:
        sent.append((statement, values))

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(store._engine, "before_cursor_execute", note)
