"""What a notice is made of: one sentence for one record, and the words for many of them.

A notice tells what one person, or the program, did in one go; what it did to many records is one notice
with a list of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid5

from synthesis.models import NoticeKind, Step

KIND_WORDS: dict[NoticeKind, str] = {
    "decision": "New decision",
    "review": "Confirmed or rejected",
    "state": "Changed state",
    "edit": "Correction",
    "meeting": "Calendar",
    "group": "Group",
    "session": "Session",
    "standard": "Proposal or standard",
    "contribution": "Contributions",
}

_SPACE = UUID("6f0c1d3e-6a55-5a0b-9a35-2f1f6b7c4e10")
"""Sets the ids of notices apart from all other ids that are made of names (RFC 9562, version 5)."""


Page = Literal["decisions", "community", "data"]
Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One record that a notice tells of: its own words, where it is shown, and what it is about.

    `page` and `query` are the page of the dashboard and what its address asks for.
    """

    words: str
    page: Page
    query: Query = ()
    theme_ids: tuple[str, ...] = ()
    group_ids: tuple[str, ...] = ()
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened, in plain words.

    `by` is the name that a person gave, empty for the program. `many` is what follows the number where it
    tells of several records. `n_all` counts the records before any filter. `is_proposal` marks what the
    program proposed and nobody has confirmed.
    """

    id: str
    kind: NoticeKind
    at: datetime
    title: str
    many: str = ""
    items: tuple[Item, ...] = ()
    by: str = ""
    note: str = ""
    n_all: int = 0
    is_proposal: bool = False

    @property
    def is_sample(self) -> bool:
        """Whether all that it tells of was composed for this project."""
        return bool(self.items) and all(item.is_sample for item in self.items)

    @property
    def theme_ids(self) -> tuple[str, ...]:
        """The themes of all that it tells of, each once."""
        return tuple(dict.fromkeys(each for item in self.items for each in item.theme_ids))

    @property
    def group_ids(self) -> tuple[str, ...]:
        """The groups of all that it tells of, each once."""
        return tuple(dict.fromkeys(each for item in self.items for each in item.group_ids))


@dataclass(frozen=True, slots=True)
class Told:
    """One step in words: `one` where it stands alone, `many` after the number where it is one of several."""

    kind: NoticeKind
    one: str
    many: str
    item: Item


def by_words(by: str) -> str:
    """Name who did something: a person by the name they gave, or the program."""
    return by or "the program"


def urn(*parts: object) -> str:
    """Make an id of what never changes, the same each time (RFC 9562).

    >>> urn("a", 1) == urn("a", 1), urn("a", 1)[:9]
    (True, 'urn:uuid:')
    """
    return f"urn:uuid:{uuid5(_SPACE, '|'.join(map(str, parts)))}"


def gathered(told: Sequence[tuple[Step, Told]]) -> list[Notice]:
    """Make one notice of all that one person did to records in one go, in the same words."""
    goes: dict[tuple[datetime, str, str, str], list[tuple[Step, Told]]] = {}
    for step, each in told:
        goes.setdefault((step.at, step.by, each.kind, each.many), []).append((step, each))
    return [_notice(go) for go in goes.values()]


def _notice(go: Sequence[tuple[Step, Told]]) -> Notice:
    step, told = go[0]
    items = tuple(each.item for _, each in go)
    notes = {step.note for step, _ in go}
    return Notice(
        id=urn(step.at.isoformat(), step.id, step.version, told.kind),
        kind=told.kind,
        at=step.at,
        title=told.one if len(items) == 1 else f"{len(items):,} {told.many}",
        many=told.many,
        items=items,
        by=step.by,
        note=notes.pop() if len(notes) == 1 else "",
        n_all=len(items),
        is_proposal=not step.by and told.kind == "decision",
    )


def merged(notices: Sequence[Notice]) -> Notice:
    """Make one of several notices of the same words; the newest first."""
    if len(notices) == 1:
        return notices[0]
    items = tuple(item for notice in notices for item in notice.items)
    n_all = sum(notice.n_all for notice in notices)
    title = f"{n_all:,} {notices[0].many}"
    return replace(notices[0], id=notices[-1].id, title=title, items=items, n_all=n_all, note="")
