"""How well passages are linked to the decisions that answer them: precision and recall on the sample.

`tests/meetings/answered.csv` says which passages of the sample stocktaking each decision of its meetings
takes up, as one reader found among all passages of the sample; of copies one is listed, and a decision that
is not listed answers none. At most `MOST` are proposed for a decision, so recall is of as many as can be.
The labels were made before anything was measured, but the thresholds were chosen with all of them in sight.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from synthesis.coding.topics.copies import group_passages
from synthesis.meetings.answers import MOST
from synthesis.models import Snapshot
from synthesis.pipeline import fill_with_sample
from synthesis.store import open_store
from tests.benchmarks.tables import Row, table

ANSWERED = Path(__file__).parents[1] / "meetings" / "answered.csv"


class Counts(NamedTuple):
    """Links proposed, those of them that are right, and those that could have been proposed and be right."""

    proposed: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of the proposed that is right; NaN where nothing is proposed."""
        return self.right / self.proposed if self.proposed else float("nan")

    @property
    def recall(self) -> float:
        """The share of the wanted that is proposed; NaN where nothing is wanted."""
        return self.right / self.wanted if self.wanted else float("nan")


def read_answered() -> dict[str, set[str]]:
    """Read which passages each decision answers, by its id."""
    answered: dict[str, set[str]] = {}
    with ANSWERED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            answered.setdefault(row["decision"], set()).add(row["passage"])
    return answered


def count_links(snapshot: Snapshot, body: str = "") -> Counts:
    """Count the links to passages of the decisions of all bodies, or of those whose name holds `body`."""
    copy_of = {
        passage.id: number
        for number, group in enumerate(group_passages(snapshot.passages))
        for passage in group
    }
    answered = {
        decision: {copy_of[passage] for passage in passages} for decision, passages in read_answered().items()
    }
    meetings = {meeting.id for meeting in snapshot.meetings if body in meeting.body}
    decisions = {decision.id for decision in snapshot.decisions if decision.meeting_id in meetings}
    links = [link for link in snapshot.links if link.passage_id and link.decision_id in decisions]
    right = sum(copy_of[link.passage_id] in answered.get(link.decision_id, ()) for link in links)
    wanted = sum(min(MOST, len(answered.get(decision, ()))) for decision in decisions)
    return Counts(len(links), right, wanted)


def sample_snapshot() -> Snapshot:
    """Return the sample stocktaking as `demo` makes it."""
    with open_store("sqlite://") as store:
        fill_with_sample(store)
        return store.snapshot()


def run() -> Iterator[str]:
    """Yield the table of this module."""
    snapshot = sample_snapshot()
    bodies = {"all meetings": "", "coordination group": "Coordination", "MAG": "Multistakeholder"}
    rows = []
    for name, body in bodies.items():
        counts = count_links(snapshot, body)
        rows.append(
            Row(
                name,
                {
                    "proposed": str(counts.proposed),
                    "right": str(counts.right),
                    "precision": f"{counts.precision:.2f}",
                    "recall": f"{counts.recall:.2f}",
                },
            )
        )
    yield table("passages linked to the decisions that answer them", rows)
