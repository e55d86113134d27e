"""Everything at one moment, what it is narrowed to, and what was run to get there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from synthesis.models.codings import Assignment, Codebook, DoubleSample
from synthesis.models.corpus import Contribution, CopyGroup, Passage
from synthesis.models.register import Decision, DecisionLink, Meeting
from synthesis.models.topics import Topic


@dataclass(frozen=True, slots=True)
class Run:
    """What was run on what, so that a number can be made again."""

    id: str
    command: str
    codebook_version: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    input_hashes: tuple[tuple[str, str], ...] = ()
    library_versions: tuple[tuple[str, str], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a view or an export is narrowed to: any of the values inside a field, all fields together.

    An empty field filters nothing. `review` holds coding states: proposed, accepted. The last two are
    no filters but ways to count, and go wherever the filters go: `copies_once` takes contributions that share
    their text for one, `without_repeats` leaves out passages that repeat what their organisation had said
    before.
    """

    cycles: tuple[int, ...] = ()
    stakeholder_groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    copies_once: bool = False
    without_repeats: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether everything passes, however it is counted."""
        return replace(self, copies_once=False, without_repeats=False) == Filters()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a view or an export rests on, read from the store in one transaction.

    `revision` counts the changes of the store; `changed_at` is when the last one was made, so that
    two exports of one state are the same bytes. `assignments` are the latest of each passage, with a
    person's codings standing over the machine's. `runs` are in the order in which they were made.
    """

    revision: int = 0
    changed_at: datetime | None = None
    codebook: Codebook = field(default_factory=lambda: Codebook("", "", ()))
    contributions: tuple[Contribution, ...] = ()
    passages: tuple[Passage, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    copies: tuple[CopyGroup, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    links: tuple[DecisionLink, ...] = ()
    samples: tuple[DoubleSample, ...] = ()
    topics: tuple[Topic, ...] = ()
    runs: tuple[Run, ...] = ()
