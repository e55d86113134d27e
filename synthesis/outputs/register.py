"""Meetings, decisions and decision links -> their tidy tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from synthesis.models import Decision, DecisionLink, Meeting, Snapshot
from synthesis.outputs.tidy import iso_day, make_frame

MEETING_COLUMNS = {
    "id": "str",
    "title": "str",
    "held_on": "str",
    "body": "str",
    "source": "str",
    "is_sample": "bool",
}
DECISION_COLUMNS = {
    "id": "str",
    "meeting_id": "str",
    "meeting": "str",
    "held_on": "str",
    "body": "str",
    "kind": "str",
    "quote": "str",
    "context": "str",
    "paragraph": "str",
    "paragraph_text": "str",
    "owner": "str",
    "due": "str",
    "due_on": "str",
    "review": "str",
    "progress": "str",
    "theme_ids": "object",
    "passage_ids": "object",
    "is_sample": "bool",
    "order": "int64",
}
LINK_COLUMNS = {
    "decision_id": "str",
    "theme_id": "str",
    "passage_id": "str",
    "score": "float64",
    "status": "str",
    "why": "str",
}


def decisions_in_order(snapshot: Snapshot) -> tuple[list[Decision], dict[str, Meeting]]:
    """Sort by meeting, newest first; inside a meeting as the report has them."""
    newest_first = sorted(snapshot.meetings, key=lambda m: (iso_day(m.held_on), m.id), reverse=True)
    meetings = {m.id: m for m in newest_first}
    place = {meeting_id: number for number, meeting_id in enumerate(meetings)}
    known = [d for d in snapshot.decisions if d.meeting_id in place]
    return sorted(known, key=lambda d: (place[d.meeting_id], _paragraph_place(d, meetings))), meetings


def _paragraph_place(decision: Decision, meetings: Mapping[str, Meeting]) -> tuple[int, int, str]:
    for number, paragraph in enumerate(meetings[decision.meeting_id].paragraphs):
        if paragraph.number == decision.paragraph and decision.quote in paragraph.text:
            return number, paragraph.text.index(decision.quote), decision.id
    return len(meetings[decision.meeting_id].paragraphs), 0, decision.id


def meeting_frame(meetings: Mapping[str, Meeting]) -> pd.DataFrame:
    """Lay the meetings out, one a row."""
    rows = [(m.id, m.title, iso_day(m.held_on), m.body, m.source, m.is_sample) for m in meetings.values()]
    return make_frame(MEETING_COLUMNS, rows)


def decision_frame(
    decisions: Sequence[Decision],
    meetings: Mapping[str, Meeting],
    snapshot: Snapshot,
    themes: Mapping[str, int],
) -> pd.DataFrame:
    """Lay the decisions out, one a row, with their meeting and what they are linked to."""
    on_themes: dict[str, set[str]] = defaultdict(set)
    on_passages: dict[str, set[str]] = defaultdict(set)
    for link in standing_links(snapshot):
        (on_themes if link.theme_id else on_passages)[link.decision_id].add(link.theme_id or link.passage_id)
    rows: list[tuple[Any, ...]] = []
    for order, d in enumerate(decisions):
        meeting = meetings[d.meeting_id]
        linked = sorted(on_themes[d.id].intersection(themes), key=lambda theme: themes[theme])
        rows.append(
            (
                d.id,
                d.meeting_id,
                meeting.title,
                iso_day(meeting.held_on),
                meeting.body,
                d.kind,
                d.quote,
                d.context,
                d.paragraph,
                _paragraph_text(d, meeting),
                d.owner,
                d.due,
                iso_day(d.due_on),
                d.review,
                d.progress,
                tuple(linked),
                tuple(sorted(on_passages[d.id])),
                meeting.is_sample,
                order,
            )
        )
    return make_frame(DECISION_COLUMNS, rows)


def _paragraph_text(decision: Decision, meeting: Meeting) -> str:
    numbered = [p.text for p in meeting.paragraphs if p.number == decision.paragraph]
    return next((text for text in numbered if decision.quote in text), numbered[0] if numbered else "")


def standing_links(snapshot: Snapshot) -> list[DecisionLink]:
    """Return the links that no person rejected, in a fixed order."""
    standing = [link for link in snapshot.links if link.status != "rejected"]
    return sorted(standing, key=lambda link: (link.decision_id, link.theme_id, link.passage_id))


def link_frame(snapshot: Snapshot) -> pd.DataFrame:
    """Lay the standing links out, one a row."""
    rows = [
        (link.decision_id, link.theme_id, link.passage_id, link.score, link.status, link.why)
        for link in standing_links(snapshot)
    ]
    return make_frame(LINK_COLUMNS, rows)
