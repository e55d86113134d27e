"""Stocktakings composed for one sentence each."""

from __future__ import annotations

from dataclasses import replace

from synthesis.models import Assignment, Coding, CodingStatus, Contribution, Passage, Position, Snapshot
from synthesis.outputs.tables import Frames, frames


def a_stocktaking(
    snapshot: Snapshot, said: dict[str, list[Position | None]], is_accepted: bool = False
) -> Frames:
    """Give each group one contribution per position on visibility; None says nothing."""
    contributions, assignments, passages = [], [], []
    for group, positions in said.items():
        for number, position in enumerate(positions):
            c = Contribution(
                f"{group}{number}", "Some words.", stakeholder_group=group, cycle=2017, language="en"
            )
            p = Passage.of(c, 0, 11)
            status = "accepted" if is_accepted else "proposed"
            codings = (Coding(p.id, "visibility", 0.5, position, status=status),) if position else ()  # type: ignore[arg-type]
            assignments.append(Assignment(p.id, "coded" if codings else "none", codings))
            contributions.append(c)
            passages.append(p)
    return frames(
        replace(
            snapshot,
            contributions=tuple(contributions),
            passages=tuple(passages),
            assignments=tuple(assignments),
            copies=(),
            meetings=(),
            decisions=(),
            links=(),
        )
    )


def one_who_says(snapshot: Snapshot, *said: tuple[Position, float, CodingStatus]) -> Frames:
    """Give one contribution a passage on visibility for each position, with its score and status."""
    words = "Some words. "
    c = Contribution("one", words * len(said), stakeholder_group="Government", cycle=2017, language="en")
    passages, assignments = [], []
    for number, (position, score, status) in enumerate(said):
        p = Passage.of(c, number * len(words), number * len(words) + 11)
        passages.append(p)
        coding = Coding(p.id, "visibility", score, position, status=status)
        assignments.append(Assignment(p.id, "coded", (coding,)))
    return frames(
        Snapshot(
            codebook=snapshot.codebook,
            contributions=(c,),
            passages=tuple(passages),
            assignments=tuple(assignments),
        )
    )


def without(snapshot: Snapshot, *ids: str) -> Frames:
    return frames(
        replace(
            snapshot,
            contributions=tuple(c for c in snapshot.contributions if c.id not in ids),
            passages=tuple(p for p in snapshot.passages if p.contribution_id not in ids),
        )
    )
