"""Meetings, decisions and decision links -> their tidy tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from synthesis.meetings.restated import counts_as
from synthesis.models import Decision, DecisionLink, Meeting, Snapshot
from synthesis.outputs.frames.tidy import iso_day, make_frame

MEETING_COLUMNS = {
    "id": "str",
    "title": "str",
    "held_on": "str",
    "body": "str",
    "format": "str",
    "source": "str",
    "is_sample": "bool",
}
DECISION_COLUMNS = {
    "id": "str",
    "meeting_id": "str",
    "meeting": "str",
    "held_on": "str",
    "body": "str",
    "format": "str",
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
    "progress_by": "str",
    "progress_reason": "str",
    "superseded_by": "str",
    "superseded_words": "str",
    "restates": "str",
    "restates_words": "str",
    "restated_words": "str",
    "is_merged": "bool",
    "item_id": "str",
    "reason": "str",
    "category": "str",
    "tags": "str",
    "source": "str",
    "reference": "str",
    "cross_reference": "str",
    "cost": "str",
    "remark": "str",
    "version": "int64",
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
    rows = [
        (m.id, m.title, iso_day(m.held_on), m.body, m.format, m.source, m.is_sample)
        for m in meetings.values()
    ]
    return make_frame(MEETING_COLUMNS, rows)


def decision_frame(
    decisions: Sequence[Decision],
    meetings: Mapping[str, Meeting],
    snapshot: Snapshot,
    themes: Mapping[str, int],
) -> pd.DataFrame:
    """Lay the decisions out, one a row, with their meeting and what they are linked to.

    What is linked to an item that was merged with the earlier one it restates is linked to that one too.
    """
    known = {decision.id: decision for decision in decisions}
    roots = counts_as(decisions)
    repeats: dict[str, list[Decision]] = defaultdict(list)
    for item_id, root in roots.items():
        if root != item_id:
            repeats[root].append(known[item_id])
    on_themes, on_passages = _linked(snapshot, roots)
    rows: list[tuple[Any, ...]] = []
    for order, d in enumerate(decisions):
        meeting = meetings[d.meeting_id]
        linked = sorted(on_themes[d.id].intersection(themes), key=lambda theme: themes[theme])
        computed = {
            "meeting": meeting.title,
            "held_on": iso_day(meeting.held_on),
            "body": meeting.body,
            "format": meeting.format,
            "paragraph_text": paragraph_text(d, meeting),
            "due_on": iso_day(d.due_on),
            "superseded_words": _named(known.get(d.superseded_by), meetings),
            "restates_words": _named(known.get(d.restates), meetings),
            "is_merged": roots.get(d.id, d.id) != d.id,
            "item_id": roots.get(d.id, d.id),
            "restated_words": "; ".join(meeting_name(meetings[each.meeting_id]) for each in repeats[d.id]),
            "theme_ids": tuple(linked),
            "passage_ids": tuple(sorted(on_passages[d.id])),
            "is_sample": meeting.is_sample,
            "order": order,
        }
        rows.append(
            tuple(computed[name] if name in computed else getattr(d, name) for name in DECISION_COLUMNS)
        )
    return make_frame(DECISION_COLUMNS, rows)


def _linked(
    snapshot: Snapshot, roots: Mapping[str, str]
) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """Return the themes and the passages of each decision, by what each counts as."""
    on_themes: dict[str, set[str]] = defaultdict(set)
    on_passages: dict[str, set[str]] = defaultdict(set)
    for link in standing_links(snapshot):
        for decision_id in {link.decision_id, roots.get(link.decision_id, link.decision_id)}:
            (on_themes if link.theme_id else on_passages)[decision_id].add(link.theme_id or link.passage_id)
    return on_themes, on_passages


def _named(item: Decision | None, meetings: Mapping[str, Meeting]) -> str:
    return f"“{item.quote}” ({meeting_name(meetings[item.meeting_id])})" if item else ""


def meeting_name(meeting: Meeting) -> str:
    """Return a meeting's title with its date, where that is known."""
    return f"{meeting.title}, {meeting.held_on.isoformat()}" if meeting.held_on else meeting.title


def paragraph_text(decision: Decision, meeting: Meeting) -> str:
    """Return the paragraph of a report that an item was read in."""
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
