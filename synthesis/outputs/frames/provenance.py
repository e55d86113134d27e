"""Snapshot -> what its state rests on: the codebook in force, the last coding run, and hashes to compare by.

>>> provenance_of(Snapshot()).run is None
True
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from synthesis.models import Codebook, Contribution, Run, Snapshot

_SHOWN = (
    *("id", "text", "display_name", "stakeholder_group", "group_as_given", "region", "region_as_given"),
    *("country", "cycle", "language", "submitted_on", "is_sample"),
)
"""Of a contribution, what pages and files can show; a name that nobody may publish is in no hash."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What one state of the store rests on, whole, whatever a view is narrowed to.

    `run` is the last run that coded, None where nothing was coded by a run. The hashes are SHA-256 in
    hexadecimal: equal where what a file can show of the contributions, the codebook, or the decisions with
    their links is equal.
    """

    codebook: Codebook = field(default_factory=lambda: Codebook("", "", ()))
    run: Run | None = None
    contributions: str = ""
    decisions: str = ""
    themes: str = ""

    @property
    def hashes(self) -> dict[str, str]:
        """What was hashed -> its hash."""
        return {
            "contributions": self.contributions,
            "codebook": self.themes,
            "decisions": self.decisions,
        }

    @property
    def run_id(self) -> str:
        """Id of the last coding run; empty where there was none."""
        return self.run.id if self.run else ""


def provenance_of(snapshot: Snapshot) -> Provenance:
    """Collect what a state rests on; the order of the records makes no difference."""
    unread = Provenance(
        codebook=snapshot.codebook,
        contributions=sha256_of(_shown(each) for each in sorted(snapshot.contributions, key=lambda c: c.id)),
        themes=sha256_of([asdict(snapshot.codebook)]),
    )
    return with_register(with_run(unread, snapshot), snapshot)


def with_run(before: Provenance, snapshot: Snapshot) -> Provenance:
    """Put the last coding run of a snapshot in the place of the one before."""
    coding = [run for run in snapshot.runs if run.command == "code"]
    return replace(before, run=coding[-1] if coding else None)


def with_register(before: Provenance, snapshot: Snapshot) -> Provenance:
    """Put the hash of a snapshot's decisions and links in the place of the one before."""
    links = sorted(snapshot.links, key=lambda link: (link.decision_id, link.theme_id, link.passage_id))
    decisions = sorted(snapshot.decisions, key=lambda decision: decision.id)
    return replace(before, decisions=sha256_of([*map(asdict, decisions), *map(asdict, links)]))


def sha256_of(records: Iterable[dict[str, object]]) -> str:
    """Hash records, each as one line of JSON with its keys in order; dates in ISO form."""
    total = hashlib.sha256()
    for record in records:
        line = json.dumps(record, sort_keys=True, default=str)
        total.update(f"{line}\n".encode("ascii"))
    return total.hexdigest()


def _shown(contribution: Contribution) -> dict[str, object]:
    return {name: getattr(contribution, name) for name in _SHOWN}
