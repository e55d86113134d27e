"""A row of a table <-> the cells of a proposal by our field; a heading that is none of ours is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from synthesis.community.standards.headings import COLUMNS, field_of, speaker_part
from synthesis.community.standards.speakers import read_speakers, speaker_of, write_speakers
from synthesis.models import SessionProposal


def is_read(heading: str) -> bool:
    """Whether a column with this heading is read."""
    return bool(field_of(heading) or speaker_part(heading))


def cells_of(headings: Sequence[str], row: Sequence[str]) -> dict[str, Any]:
    """Return the cells by our field; speakers in columns of their own come after those of one cell."""
    found: dict[str, Any] = {}
    people: dict[int, dict[str, str]] = {}
    for heading, cell in zip(headings, row, strict=True):
        if part := speaker_part(heading):
            people.setdefault(part[0], {})[part[1]] = cell
        elif field := field_of(heading):
            found[field] = found.get(field) or cell
    if people:
        listed = (speaker_of(people[place]) for place in sorted(people))
        found["speakers"] = (*read_speakers(found.get("speakers", "")), *(each for each in listed if each))
    return found


def as_cells(proposal: SessionProposal) -> dict[str, str]:
    """Return a proposal as a row of text, from which `plan_proposals` makes it again."""
    cells = {field: str(getattr(proposal, field) or "") for field in COLUMNS}
    minutes, attends = proposal.duration_minutes, proposal.attends_coordination
    return cells | {
        "duration_minutes": "" if minutes is None else str(minutes),
        "submitted_on": proposal.submitted_on.isoformat() if proposal.submitted_on else "",
        "attends_coordination": {True: "yes", False: "no", None: ""}[attends],
        "theme_ids": "; ".join(proposal.theme_ids),
        "speakers": write_speakers(proposal.speakers),
    }
