"""Write the decisions register: a decision is never overwritten, each change is its next version."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, Table, delete, func, select

from synthesis.errors import ConflictError, InputError, StoreError
from synthesis.meetings.bodies import as_kept
from synthesis.models import DECISION_KINDS, DECISION_REVIEWS, PROGRESS, Decision, DecisionLink, Meeting
from synthesis.store import rows, schema, withdrawing
from synthesis.store.hashing import add_rows
from synthesis.store.linking import Linked, read_links, replace_links
from synthesis.store.reading import latest_decisions, read_meetings

REPLACE = (
    "If this one corrects it, or the program reads it otherwise now, put it in its place with: "
    "decisions --save --replace --by NAME FILE. What people said of its items stays."
)

ALLOWED: Mapping[str, tuple[str, ...]] = {
    "kind": DECISION_KINDS,
    "review": DECISION_REVIEWS,
    "progress": PROGRESS,
    **dict.fromkeys(
        (
            *("quote", "owner", "due", "due_on", "reason", "progress_reason", "progress_by"),
            *(
                "superseded_by",
                "restates",
                "context",
                "category",
                "tags",
                "source",
                "reference",
                "cross_reference",
            ),
            *("cost", "remark"),
        ),
        (),
    ),
}
"""What a person may change of a decision, and the values where only some will do."""


@dataclass(frozen=True, slots=True)
class DecisionVersion:
    """A decision as it stood after one change; `changed_by` is empty for what the program proposed."""

    version: int
    decision: Decision
    changed_by: str = ""
    note: str = ""
    at: datetime | None = None


def add_meeting(
    connection: Connection,
    meeting: Meeting,
    decisions: Sequence[Decision],
    links: Sequence[DecisionLink],
    at: str,
) -> bool:
    """Store a meeting with what was proposed from it; return False if nothing is new.

    Raises
    ------
    InputError
        If another report of the same meeting is stored.
    """
    known = stored_report(connection, meeting)
    if known and not is_same_report(known, meeting):
        raise InputError(
            f"Another report of the meeting {meeting.id!r} is stored; it was kept.",
            where=meeting.source,
            hint=REPLACE,
        )
    if known and known.id != meeting.id:  # entered under an earlier kind of id, which its decisions carry on
        return False
    if not known:
        insert_meeting(connection, meeting)
    proposals_changed = propose(connection, meeting.id, decisions, at)
    links_changed = replace_links(connection, links, {decision.id for decision in decisions})
    return not known or proposals_changed or links_changed


def is_same_report(known: Meeting, meeting: Meeting) -> bool:
    """Whether two reports of a meeting say the same, whatever their files are called."""
    return _as_said(known) == _as_said(meeting)


def _as_said(meeting: Meeting) -> Meeting:
    return replace(meeting, id="", source="", body=as_kept(meeting.body))


def stored_report(connection: Connection, meeting: Meeting) -> Meeting | None:
    """Return the stored report of a meeting, also under an id of before.

    The day alone was the id once, and a body was not always kept under the one name that it has now.
    """
    table = schema.meeting
    is_near = table.c.id == meeting.id
    if meeting.held_on and meeting.body:
        is_near |= table.c.held_on == rows.write_date(meeting.held_on)
    near = {row.id: row.body for row in connection.execute(select(table.c.id, table.c.body).where(is_near))}
    same = (each for each, body in near.items() if as_kept(body) == as_kept(meeting.body))
    stored_id = meeting.id if meeting.id in near else next(same, "")
    return read_meetings(connection, stored_id)[0] if stored_id else None


def insert_meeting(connection: Connection, meeting: Meeting) -> None:
    """Store a meeting with its lists."""
    add_rows(connection, schema.meeting, [rows.meeting_row(meeting)])
    insert_lists(connection, meeting)


def insert_lists(connection: Connection, meeting: Meeting) -> None:
    """Store the agenda, the participants and the paragraphs of a meeting."""
    lists: list[tuple[Table, list[rows.Row]]] = [
        (schema.agenda, [{"text": text} for text in meeting.agenda]),
        (
            schema.participant,
            [
                {"name": person.name, "affiliations": json.dumps(person.affiliations, ensure_ascii=False)}
                for person in meeting.participants
            ],
        ),
        (schema.paragraph, [{"number": each.number, "text": each.text} for each in meeting.paragraphs]),
    ]
    for table, entries in lists:
        numbered = [{"meeting_id": meeting.id, "seq": seq} | entry for seq, entry in enumerate(entries)]
        add_rows(connection, table, numbered)


def propose(connection: Connection, meeting_id: str, decisions: Sequence[Decision], at: str) -> bool:
    """Replace the program's proposals; what a person has touched stays as the person left it.

    A decision whose link a person has judged, or that another item names as the one that it restates or that
    came in its place, stays too where it is no longer proposed.
    """
    table = schema.decision
    by_people = touched(connection, meeting_id)
    new = {decision.id: decision for decision in decisions if decision.id not in by_people}
    stored = latest_decisions(connection)
    own = [decision for decision in stored if decision.meeting_id == meeting_id]
    staying = by_people | (held(connection, own, stored) - new.keys())
    old = {decision.id: decision for decision in own if decision.id not in staying}
    if new == old and list(new) == list(old):
        return False
    connection.execute(delete(table).where(table.c.meeting_id == meeting_id, table.c.id.in_(list(old))))
    links = schema.decision_link
    connection.execute(delete(links).where(links.c.decision_id.in_(list(old.keys() - new.keys()))))
    first = [replace(decision, version=1) for decision in new.values()]
    append_versions(connection, first, changed_by="", note="", at=at)
    return True


def put_links(connection: Connection, linked: Linked) -> None:
    """Put proposed links in the place of earlier proposed ones; what people said of links stays.

    A decision that is gone, or that somebody has reworded since, keeps its links: these are of other words.
    """
    if not linked.decisions:
        return
    words = {each.id: (each.quote, each.context) for each in latest_decisions(connection)}
    ids = {each.id for each in linked.decisions if words.get(each.id) == (each.quote, each.context)}
    replace_links(connection, [link for link in linked.links if link.decision_id in ids], ids)


def touched(connection: Connection, meeting_id: str) -> set[str]:
    """Return the items of a meeting that a person changed or added."""
    table = schema.decision
    by_people = select(table.c.id).where(table.c.meeting_id == meeting_id, table.c.changed_by != "")
    return set(connection.execute(by_people).scalars())


def held(connection: Connection, own: Iterable[Decision], stored: Iterable[Decision]) -> set[str]:
    """Return which `own` items have links that people judged, and all that a stored one names.

    Links that went out with a withdrawn contribution count: they come back with it.
    """
    links = read_links(connection, [decision.id for decision in own])
    judged = {link.decision_id for link in links if link.status != "proposed"}
    judged |= withdrawing.held_decisions(connection)
    return judged | {other for each in stored for other in (each.restates, each.superseded_by)}


def append_versions(
    connection: Connection, decisions: Iterable[Decision], *, changed_by: str, note: str, at: str
) -> None:
    """Store what decisions say from now on, each as the version that it carries."""
    said = {"changed_by": changed_by, "note": note, "at": at}
    add_rows(connection, schema.decision, [rows.decision_row(each) | said for each in decisions])


def change_decision(
    connection: Connection,
    decision_id: str,
    changes: Mapping[str, str | date | None],
    changed_by: str,
    base_version: int,
    note: str,
    at: str,
) -> int:
    """Append the next version of a decision; return its number."""
    _check_changes(changes, changed_by)
    history = decision_history(connection, decision_id)
    if not history:
        raise StoreError(f"There is no decision with the id {decision_id!r}.")
    latest = history[-1]
    if latest.version != base_version:
        raise ConflictError(
            f"{latest.changed_by or 'The program'} has changed this decision meanwhile.",
            where=decision_id,
            hint="Look at the decision as it stands now, then change it again.",
        )
    said = {"progress_by": changed_by.strip()} if "progress" in changes else {}
    changed = replace(latest.decision, **(said | dict(changes)))  # type: ignore[arg-type]  # checked above
    if changed.quote != latest.decision.quote:
        _check_quote(connection, changed)
    version = latest.version + 1
    changed = replace(changed, version=version)
    append_versions(connection, [changed], changed_by=changed_by.strip(), note=note, at=at)
    return version


def add_decision(connection: Connection, decision: Decision, added_by: str, note: str, at: str) -> None:
    """Enter an item that a person found in a stored report.

    Raises
    ------
    ConflictError
        If the register has this item already.
    """
    _check_person(added_by)
    _check_quote(connection, decision)
    if decision_history(connection, decision.id):
        raise ConflictError(
            "The register has this item already.",
            where=decision.quote,
            hint="Look for it among the items of the meeting; it may have been rejected.",
        )
    first = replace(decision, version=1)
    append_versions(connection, [first], changed_by=added_by.strip(), note=note, at=at)


def restore_decision(
    connection: Connection, decision_id: str, version: int, restored_by: str, base_version: int, at: str
) -> int:
    """Append what an earlier version said as the next one; return its number."""
    history = {each.version: each.decision for each in decision_history(connection, decision_id)}
    if version not in history:
        raise StoreError(f"The decision {decision_id!r} has no version {version}.")
    changes = {name: getattr(history[version], name) for name in ALLOWED}
    note = f"As in version {version} again"
    return change_decision(connection, decision_id, changes, restored_by, base_version, note, at)


def _check_quote(connection: Connection, decision: Decision) -> None:
    table = schema.paragraph
    is_own = (table.c.meeting_id == decision.meeting_id) & (table.c.number == decision.paragraph)
    texts = connection.execute(select(table.c.text).where(is_own)).scalars().all()
    if not any(decision.quote and decision.quote in text for text in texts):
        raise ValueError(f"The quote must stand in paragraph {decision.paragraph!r} of its report.")


def _check_person(name: str) -> None:
    if not name.strip():
        raise ValueError("A person's change of a decision must carry the person's name.")


def _check_changes(changes: Mapping[str, str | date | None], changed_by: str) -> None:
    _check_person(changed_by)
    for name, value in changes.items():
        if name not in ALLOWED:
            raise ValueError(f"{name!r} of a decision cannot be changed. Can be: {', '.join(ALLOWED)}.")
        if ALLOWED[name] and value not in ALLOWED[name]:
            raise ValueError(f"{name!r} must be one of {', '.join(ALLOWED[name])}. Got {value!r} instead.")


def decision_history(connection: Connection, decision_id: str) -> tuple[DecisionVersion, ...]:
    """Every version of one decision, the oldest first."""
    return decision_histories(connection, [decision_id]).get(decision_id, ())


def decision_histories(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[DecisionVersion, ...]]:
    """Every version of these decisions, the oldest first; not of those that there are none of."""
    table = schema.decision
    columns = [table.c[name] for name in ("changed_by", "note", "at", *rows.DECISION_FIELDS)]
    asked = select(*columns).order_by(table.c.version)
    found: dict[str, list[DecisionVersion]] = defaultdict(list)
    for batch in rows.in_batches(ids):
        for changed_by, note, at, *values in connection.execute(asked.where(table.c.id.in_(batch))):
            said = rows.read_decision(values)
            found[said.id].append(DecisionVersion(said.version, said, changed_by, note, rows.read_time(at)))
    return {decision_id: tuple(versions) for decision_id, versions in found.items()}


def newest_versions(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return the number of the last version of each of these decisions that there is."""
    table = schema.decision
    newest = select(table.c.id, func.max(table.c.version)).group_by(table.c.id)
    return {
        decision_id: version
        for batch in rows.in_batches(ids)
        for decision_id, version in connection.execute(newest.where(table.c.id.in_(batch)))
    }
