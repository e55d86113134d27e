"""Papers in the hands of their drafters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from synthesis.models.views import Filters


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement as the program wrote it when a drafter last looked: its words, and what it cited.

    `cites` is a fingerprint, so that a statement with the same words about other contributions is another.
    """

    key: str
    text: str
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a drafter made of a statement: other words, or none at all.

    `text` calls the notes of the statement as "[1]", and those of the drafter, which cite the contributions
    in `cited`, as "[c1]"; empty where the words stayed. A struck statement keeps its words for later.
    """

    key: str
    text: str = ""
    cited: tuple[tuple[str, ...], ...] = ()
    is_struck: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OwnParagraph:
    """A paragraph that a drafter added after the statement `after`, under the headings `section`."""

    key: str
    after: str
    section: str
    text: str
    cited: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper in the hands of its drafters: which one, narrowed to what, and what they changed in it.

    `order` holds the keys of the statements that were moved, with their neighbours; `seen` the statements
    that the drafters know, those they edited as they were then.
    """

    kind: str
    title: str
    theme: str = ""
    filters: Filters = field(default_factory=Filters)
    edits: tuple[Edit, ...] = ()
    own: tuple[OwnParagraph, ...] = ()
    order: tuple[str, ...] = ()
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A draft as somebody saved it; `restores` is the earlier version that it brought back, if any."""

    draft_id: str
    version: int
    draft: Draft
    by: str
    note: str = ""
    restores: int = 0
    at: datetime | None = None
