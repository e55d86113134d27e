"""Versions of a proposal -> what each changed, field by field, in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from synthesis.community.standards.headings import COLUMNS
from synthesis.community.standards.rows import as_cells
from synthesis.models import SessionProposal
from synthesis.outputs.phrases import day_words, short


class Version(Protocol):
    """A version of a proposal as the store keeps it."""

    @property
    def record(self) -> SessionProposal:
        """What it said."""

    @property
    def version(self) -> int:
        """Its number, from 1."""

    @property
    def by(self) -> str:
        """Who saved it."""

    @property
    def note(self) -> str:
        """What they noted."""

    @property
    def is_removed(self) -> bool:
        """Whether it took the proposal out."""

    @property
    def at(self) -> datetime | None:
        """When."""


def differences(before: SessionProposal | None, after: SessionProposal) -> list[str]:
    """Say which fields a version says differently from the one before it.

    >>> differences(SessionProposal("1", "A", "workshop"), SessionProposal("1", "B", "workshop"))
    ['Title: “B” instead of “A”']
    """
    if before is None:
        return ["Entered it."]
    was, now = _cells(before), _cells(after)
    return [
        f"{heading}: {_words(now[field])} instead of {_words(was[field])}"
        for field, heading in COLUMNS.items()
        if was[field] != now[field]
    ]


def _cells(proposal: SessionProposal) -> dict[str, str]:
    return as_cells(proposal) | {"submitted_on": field_words(proposal, "submitted_on")}


def field_words(proposal: SessionProposal, field: str) -> str:
    """Write a field as a page shows it, a day in words; empty where nothing is given.

    >>> from datetime import date
    >>> field_words(SessionProposal("1", "A", "workshop", submitted_on=date(2018, 9, 3)), "submitted_on")
    '3 September 2018'
    """
    value = getattr(proposal, field)
    return day_words(value) if isinstance(value, date) else str(value or "")


def _words(cell: str) -> str:
    return f"“{short(cell)}”" if cell else "nothing"


def listed_version(before: Version | None, after: Version) -> tuple[str, list[str]]:
    """Say who saved a version and when, and what it changed."""
    when = after.at.strftime("%d %B %Y, %H:%M UTC").lstrip("0") if after.at else "at an unknown time"
    note = f" “{after.note}”" if after.note else ""
    head = f"Version {after.version}: {after.by}, {when}.{note}"
    if after.is_removed:
        return head, ["Took it out."]
    if before is not None and before.is_removed:
        return head, ["Brought it back.", *differences(before.record, after.record)]
    return head, differences(before.record if before else None, after.record)
