"""A corrected report in the place of the stored one: what people said stays, the differences are proposed.

An item that a person confirmed, changed, linked or added stays as it is, in the paragraph where its words
stand now. What nobody touched makes way for what is read in the new report. The old report is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from sqlalchemy import Connection, delete, func, select, update

from synthesis.errors import InputError, StoreError
from synthesis.models import Decision, DecisionLink, Meeting
from synthesis.store import register, rows, schema
from synthesis.store.hashing import add_rows, content, record_hash
from synthesis.store.linking import replace_links
from synthesis.store.reading import latest_decisions

Standing = Literal["new", "stored", "other"]
"""Whether a report is new, stored already, or another report of a meeting that has one."""

_LISTS = (schema.agenda, schema.participant, schema.paragraph)


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a corrected report came to: how many items it proposes, how many people's items stay.

    `without_words` are the quotes of those that stay and stand no more in the report.
    """

    n_proposed: int
    n_kept: int
    without_words: tuple[str, ...] = ()


def standing_of(connection: Connection, meeting: Meeting) -> Standing:
    """Say whether a report could be entered now."""
    known = register.stored_report(connection, meeting)
    if known is None:
        return "new"
    return "stored" if register.is_same_report(known, meeting) else "other"


def replace_report(
    connection: Connection,
    meeting: Meeting,
    decisions: Sequence[Decision],
    links: Sequence[DecisionLink],
    by: str,
    at: str,
) -> Replaced:
    """Put a report in the place of the stored one of the same meeting.

    Raises
    ------
    StoreError
        If nobody puts a name to it.
    InputError
        If no report of the meeting is stored, or it has an id of an earlier kind.
    """
    if not by.strip():
        raise StoreError("Replacing a report needs the name of whoever does it.")
    known = register.stored_report(connection, meeting)
    if known is None or known.id != meeting.id:
        raise InputError(
            f"No report of the meeting {meeting.id!r} is stored under this id.", where=meeting.source
        )
    _keep_old(connection, meeting.id, by.strip(), at)
    _write(connection, meeting)
    kept = _kept(connection, meeting.id)
    missing = _moved(connection, meeting, kept.values(), by.strip(), at)
    fresh = _fresh(decisions, kept, _quotes(connection, kept))
    register.propose(connection, meeting.id, list(fresh.values()), at)
    theirs = [
        replace(link, decision_id=fresh[link.decision_id].id) for link in links if link.decision_id in fresh
    ]
    replace_links(connection, theirs, {decision.id for decision in fresh.values()})
    return Replaced(len(fresh), len(kept), missing)


def _keep_old(connection: Connection, meeting_id: str, by: str, at: str) -> None:
    table = schema.replaced_report
    of_it = select(func.max(table.c.version)).where(table.c.meeting_id == meeting_id)
    old = {}
    for each in (schema.meeting, *_LISTS):
        key = each.c.id if each is schema.meeting else each.c.meeting_id
        found = connection.execute(select(each).where(key == meeting_id).order_by(*each.primary_key))
        old[each.name] = [dict(row) for row in found.mappings()]
    row: rows.Row = {
        "meeting_id": meeting_id,
        "version": (connection.execute(of_it).scalar() or 0) + 1,
        "content": json.dumps(old, ensure_ascii=False),
        "replaced_by": by,
        "at": at,
    }
    add_rows(connection, table, [row])


def _write(connection: Connection, meeting: Meeting) -> None:
    table = schema.meeting
    row = {"number": "", "held_on": ""} | rows.meeting_row(meeting)
    kept = {column.name: row[column.name] for column in content(table) if column.name in row}
    values = kept | {"hash": record_hash(kept)}
    connection.execute(update(table).where(table.c.id == meeting.id).values(values))
    for each in _LISTS:
        connection.execute(delete(each).where(each.c.meeting_id == meeting.id))
    register.insert_lists(connection, meeting)


def _kept(connection: Connection, meeting_id: str) -> dict[str, Decision]:
    """Return the items of a meeting that people touched, or that others lean on."""
    stored = latest_decisions(connection)
    own = [each for each in stored if each.meeting_id == meeting_id]
    standing = register.touched(connection, meeting_id) | register.held(connection, own, stored)
    return {each.id: each for each in own if each.id in standing}


def _quotes(connection: Connection, ids: Collection[str]) -> set[str]:
    """Return all that these items ever quoted: the program does not propose it beside them again."""
    table = schema.decision
    return set(connection.execute(select(table.c.quote).where(table.c.id.in_(list(ids)))).scalars())


def _moved(
    connection: Connection, meeting: Meeting, kept: Collection[Decision], by: str, at: str
) -> tuple[str, ...]:
    """Name the paragraph in which the words of each item stand now; return the quotes that stand nowhere."""
    missing = []
    by_people = register.touched(connection, meeting.id)
    for decision in kept:
        numbers = [each.number for each in meeting.paragraphs if decision.quote in each.text]
        if not numbers:
            missing.append(decision.quote)
        elif decision.paragraph not in numbers:
            number = min(numbers, key=lambda each: _apart(each, decision.paragraph))
            moved = replace(decision, paragraph=number, version=decision.version + 1)
            who = by if decision.id in by_people else ""  # what nobody touched stays the program's
            note = "The report was replaced"
            register.append_versions(connection, [moved], changed_by=who, note=note, at=at)
    return tuple(missing)


def _apart(number: str, other: str) -> list[int]:
    """Return how far two numbers of paragraphs are apart, the first part first."""
    parts = (map(int, re.findall(r"\d+", each)) for each in (number, other))
    return [abs(one - two) for one, two in zip_longest(*parts, fillvalue=0)]


def _fresh(
    decisions: Sequence[Decision], kept: Mapping[str, Decision], quoted: Collection[str]
) -> dict[str, Decision]:
    """Return what is proposed anew by the id it was read with; none takes the id of an item that stays."""
    fresh = {}
    for decision in decisions:
        if decision.quote not in quoted:
            free = decision.id
            while free in kept:
                free += "+"
            fresh[decision.id] = replace(decision, id=free)
    return fresh
