"""Read what happened since some time: from the versions of the records, a few queries for any number of them.

The change log is asked only where no record tells: how many contributions a change brought, and whether a
report was new.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, select

from synthesis.models import (
    Arrival,
    CommunityRecord,
    Decision,
    DecisionLink,
    Group,
    Happened,
    Judgement,
    Meeting,
    MessageTie,
    Session,
    SessionMessages,
    SessionProposal,
    Step,
)
from synthesis.store import rows, schema
from synthesis.store.coding import codebook_history
from synthesis.store.contributing import SAMPLE_LOADED
from synthesis.store.entries import KINDS, latest_entries, private_events, read_record
from synthesis.store.hashing import read_counts
from synthesis.store.linking import read_links
from synthesis.store.reading import latest_decisions

_RECORDS = {name: kind for kind, name in KINDS.items()}
_LINK_FIELDS = ("decision_id", "theme_id", "passage_id", "score", "status", "why", "version")
_MEETING_FIELDS = ("id", "title", "body", "number", "held_on", "format", "source")

MANY = 500
"""Decisions from which on all their links are read: a query names only so many."""


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the change log, with what it added to the contributions and meetings."""

    number: int
    at: str
    what: str
    who: str
    n_contributions: int
    n_meetings: int


def read_happened(connection: Connection, since: datetime | None) -> Happened:
    """Return what happened after `since`; from the beginning where it is None."""
    after = since.astimezone(UTC).isoformat(timespec="microseconds") if since else ""
    log = _read_log(connection, after)
    by_time = sorted(log, key=lambda each: each.at)  # the clocks of several machines may differ
    decisions = _decision_steps(connection, after, by_time)
    links = _link_steps(connection, after)
    steps = [*decisions, *links, *_entry_steps(connection, after)]
    now = _decisions_now(connection, decisions, steps)
    first, last = connection.execute(select(func.min(schema.change.c.at), func.max(schema.change.c.at))).one()
    return Happened(
        steps=tuple(sorted(steps, key=lambda step: (step.at, step.id, step.version))),
        arrivals=tuple(_arrivals(by_time, decisions)),
        meetings={meeting.id: meeting for meeting in _read_meetings(connection)},
        decisions=now,
        links=_standing(read_links(connection, list(now) if len(now) < MANY else None)),
        themes={theme.id: theme.name for _, book in codebook_history(connection) for theme in book.themes},
        groups=tuple(entry.record for entry in latest_entries(connection, Group)),
        sessions=_sessions(connection, steps),
        proposals=_proposals(connection, steps),
        hidden=private_events(connection),
        began_at=rows.read_time(first or ""),
        changed_at=rows.read_time(last or ""),
    )


def _decisions_now(
    connection: Connection, decided: Iterable[Step], steps: Iterable[Step]
) -> dict[str, Decision]:
    """Return the decisions that something happened to as they stand; a later version is among its steps."""
    by_version = sorted(decided, key=lambda step: step.version)
    found = {step.id: step.now for step in by_version if isinstance(step.now, Decision)}
    linked = {step.now.decision_id for step in steps if isinstance(step.now, DecisionLink | MessageTie)} - {
        ""
    }
    if linked <= found.keys():
        return found
    return {each.id: each for each in latest_decisions(connection) if each.id in linked} | found


def _standing(links: Iterable[DecisionLink]) -> tuple[DecisionLink, ...]:
    """Return the links to themes that nobody has rejected."""
    return tuple(link for link in links if link.theme_id and link.status != "rejected")


def _read_log(connection: Connection, after: str) -> list[Logged]:
    """Return the changes after a time, each beside the one before it."""
    table = schema.change
    columns = (table.c.number, table.c.at, table.c.what, table.c.who, table.c.counts)
    found = connection.execute(select(*columns).where(table.c.at > after).order_by(table.c.number)).all()
    number = found[0].number - 1 if found else 0
    counts = connection.execute(select(table.c.counts).where(table.c.number == number)).scalar()
    before = read_counts(counts or "")
    log = []
    for row in found:
        now = read_counts(row.counts)
        is_known = bool(now) and (bool(before) or row.number == 1)
        grown = [now.get(name, 0) - before.get(name, 0) for name in ("contribution", "meeting")]
        log.append(Logged(row.number, row.at, row.what, row.who, *(grown if is_known else (0, 0))))
        before = now
    return log


def _made_by(log: Sequence[Logged], at: str) -> Logged | None:
    """Return the change that a version belongs to: the next by time, since it is logged last."""
    place = bisect_left(log, at, key=lambda each: each.at)
    return log[place] if place < len(log) else None


def _with_before(table: Table, names: Sequence[str], key: Sequence[str], after: str) -> Select[Any]:
    """Ask for each version after a time, its fields first, then those of the version before it."""
    earlier = table.alias()
    is_earlier = and_(
        *(earlier.c[name] == table.c[name] for name in key), earlier.c.version == table.c.version - 1
    )
    return (
        select(*(table.c[name] for name in names), *(earlier.c[name] for name in names))
        .join_from(table, earlier, is_earlier, isouter=True)
        .where(table.c.at > after)
        .order_by(table.c.at)
    )


def _decision_steps(connection: Connection, after: str, log: Sequence[Logged]) -> list[Step]:
    names = ("changed_by", "note", "at", *rows.DECISION_FIELDS)
    steps = []
    for row in connection.execute(_with_before(schema.decision, names, ("id",), after)):
        by, note, at, *said = row[: len(names)]
        before = row[len(names) + 3 :]
        now = rows.read_decision(said)
        change = None if by or now.version > 1 else _made_by(log, at)
        steps.append(
            Step(
                now.id,
                now.version,
                datetime.fromisoformat(at),
                now,
                rows.read_decision(before) if before[0] is not None else None,
                by,
                note,
                is_anew=change is not None and change.n_meetings == 0,
            )
        )
    return steps


def _link_steps(connection: Connection, after: str) -> list[Step]:
    table = schema.link_review
    columns = [table.c[name] for name in ("reviewed_by", "at", "note", *_LINK_FIELDS)]
    found = connection.execute(select(*columns).where(table.c.at > after).order_by(table.c.at))
    steps = []
    for by, said_at, note, *said in found:
        at = datetime.fromisoformat(said_at)
        link = DecisionLink(**dict(zip(_LINK_FIELDS, said, strict=True)), by=by, at=at)
        steps.append(Step("/".join(link.key), link.version, at, link, None, by, note))
    return steps


def _entry_steps(connection: Connection, after: str) -> list[Step]:
    names = ("kind", "id", "version", "at", "saved_by", "note", "is_removed", "content")
    asked = _with_before(schema.entry, names, ("kind", "id"), after)
    return [_entry_step(row[: len(names)], row[len(names) :]) for row in connection.execute(asked)]


def _entry_step(row: Sequence[Any], earlier: Sequence[Any]) -> Step:
    kind, record_id, version, at, by, note, is_removed, content = row
    *_, was_removed, old = earlier
    record = _RECORDS[kind]
    now: CommunityRecord = read_record(record, content)
    before = None if old is None or was_removed else read_record(record, old)
    return Step(record_id, version, datetime.fromisoformat(at), None if is_removed else now, before, by, note)


def _arrivals(log: Sequence[Logged], decisions: Iterable[Step]) -> Iterable[Arrival]:
    """Tell of contributions, and of reports that nothing was proposed from."""
    told = {_made_by(log, step.at.isoformat(timespec="microseconds")) for step in decisions}
    for each in log:
        n_reports = 0 if each in told else max(each.n_meetings, 0)
        if each.n_contributions > 0 or n_reports:
            at = datetime.fromisoformat(each.at)
            n, is_sample = max(each.n_contributions, 0), each.what.startswith(SAMPLE_LOADED)
            yield Arrival(each.number, at, n, n_reports, each.what, each.who, is_sample)


def _read_meetings(connection: Connection) -> Iterable[Meeting]:
    """Return the meetings without what their reports say."""
    table = schema.meeting
    for row in connection.execute(select(*(table.c[name] for name in _MEETING_FIELDS))).mappings():
        yield Meeting(**dict(row) | {"held_on": rows.read_date(row["held_on"])})


def _sessions(connection: Connection, steps: Iterable[Step]) -> dict[str, Session]:
    """Return the sessions whose messages or their ties changed, without what was said in them."""
    ids = {step.id for step in steps if isinstance(step.now or step.before, SessionMessages)}
    ids |= {step.now.session_id for step in steps if isinstance(step.now, MessageTie)}
    found = map(partial(read_record, Session), _contents(connection, KINDS[Session], ids))
    return {session.id: replace(session, text="", turns=()) for session in found}


def _proposals(connection: Connection, steps: Iterable[Step]) -> dict[str, SessionProposal]:
    """Return the proposals whose rules people judged."""
    ids = {said.proposal_id for step in steps if isinstance(said := step.now or step.before, Judgement)}
    found = map(partial(read_record, SessionProposal), _contents(connection, KINDS[SessionProposal], ids))
    return {proposal.id: proposal for proposal in found}


def _contents(connection: Connection, kind: str, ids: Iterable[str]) -> Sequence[str]:
    """Return what was stored of some records, the last version of each last."""
    wanted = sorted(ids)
    if not wanted:
        return ()
    table = schema.entry
    asked = select(table.c.content).where(table.c.kind == kind, table.c.id.in_(wanted))
    return connection.execute(asked.order_by(table.c.version)).scalars().all()
