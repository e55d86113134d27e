"""Topics of the last search, and what people decided about them: one version after another, never changed.

A topic that people decided about, or merged another into, stays when a later search does not find it; the
others make way.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from synthesis.errors import ConflictError, StoreError
from synthesis.models import Topic, TopicDecision, TopicTerm
from synthesis.store import rows, schema
from synthesis.store.coding import current_codebook
from synthesis.store.hashing import add_rows, content, record_hash

Tuples = Sequence[Any]


def replace_topics(connection: Connection, topics: Sequence[Topic]) -> None:
    """Put these topics in the place of those found before; a decided one keeps its row and its decisions."""
    decisions = _fetch_decisions(connection)
    decided = {each for row in decisions for each in (row[0], row[5]) if each}
    known = set(connection.execute(select(schema.topic.c.id)).scalars())
    found = {topic.id for topic in topics}
    _remove(connection, (known - decided) | (known & found), keep_rows=decided)
    for topic_id in sorted(decided - found):
        _mark_as_gone(connection, topic_id)
    for place, topic in enumerate(topics):
        row = _topic_row(topic, place)
        if topic.id in decided:
            same = schema.topic.c.id == topic.id
            connection.execute(update(schema.topic).where(same).values(row | {"hash": record_hash(row)}))
        else:
            add_rows(connection, schema.topic, [row])
        add_rows(connection, schema.topic_passage, _passage_rows(topic))


def _remove(connection: Connection, ids: Collection[str], keep_rows: Collection[str]) -> None:
    for batch in rows.in_batches(sorted(ids)):
        passages, topics = schema.topic_passage, schema.topic
        connection.execute(delete(passages).where(passages.c.topic_id.in_(batch)))
        going = [topic_id for topic_id in batch if topic_id not in keep_rows]
        connection.execute(delete(topics).where(topics.c.id.in_(going)))


def _mark_as_gone(connection: Connection, topic_id: str) -> None:
    table = schema.topic
    stored = connection.execute(select(*content(table)).where(table.c.id == topic_id)).mappings().one()
    row = {**stored, "is_found": 0}
    connection.execute(update(table).where(table.c.id == topic_id).values(is_found=0, hash=record_hash(row)))


def _topic_row(topic: Topic, place: int) -> rows.Row:
    terms = [[term.key, term.text, term.weight] for term in topic.terms]
    return {
        "id": topic.id,
        "place": place,
        "name": topic.name,
        "terms": json.dumps(terms, ensure_ascii=False),
        "coherence": float(topic.coherence),
        "recurrence": float(topic.recurrence),
        "is_found": 1,
    }


def _passage_rows(topic: Topic) -> list[rows.Row]:
    return [
        {"topic_id": topic.id, "seq": seq, "passage_id": passage_id, "nearness": float(nearness)}
        for seq, (passage_id, nearness) in enumerate(zip(topic.passage_ids, topic.nearness, strict=True))
    ]


def add_decision(connection: Connection, decision: TopicDecision, base_version: int, at: str) -> int:
    """Append what a person decided about a topic; return its version."""
    if not decision.by.strip():
        raise ValueError("A decision about a topic must carry the person's name.")
    version = _next_version(connection, decision, base_version)
    _check_aims(connection, decision)
    standing = _standing(connection, decision.topic_id)
    if (decision.verdict == "undone") != (standing is not None):
        raise StoreError(
            "This topic is decided already." if standing else "There is no decision to undo.",
            where=decision.topic_id,
            hint="Undo the decision first." if standing else "",
        )
    row = {
        "topic_id": decision.topic_id,
        "version": version,
        "verdict": decision.verdict,
        "theme_id": decision.theme_id,
        "into_topic": decision.into_topic,
        "reason": decision.reason.strip(),
        "decided_by": decision.by.strip(),
        "at": at,
    }
    add_rows(connection, schema.topic_decision, [row])
    return version


def _next_version(connection: Connection, decision: TopicDecision, base_version: int) -> int:
    """Refuse what was decided on a topic that is another now; one no longer found can only be undone."""
    topic_id, topic, table = decision.topic_id, schema.topic, schema.topic_decision
    is_found = connection.execute(select(topic.c.is_found).where(topic.c.id == topic_id)).scalar()
    newest = select(func.max(table.c.version)).where(table.c.topic_id == topic_id)
    version = connection.execute(newest).scalar() or 0
    can_be_undone = decision.verdict == "undone" and is_found is not None
    if (
        not (is_found or can_be_undone or _stands_for_another(connection, topic_id))
        or version != base_version
    ):
        raise ConflictError(
            "This topic has changed meanwhile: somebody decided about it, or topics were found anew.",
            where=topic_id,
            hint="Look at it as it stands now, then decide again.",
        )
    return version + 1


def _stands_for_another(connection: Connection, topic_id: str) -> bool:
    """Whether a topic that is found was joined to this one, which people then decide about in its place."""
    topic, decided = schema.topic, schema.topic_decision
    joined = select(topic.c.id).join(decided, decided.c.topic_id == topic.c.id)
    wanted = joined.where(decided.c.into_topic == topic_id, topic.c.is_found == 1)
    return connection.execute(wanted.limit(1)).first() is not None


def _check_aims(connection: Connection, decision: TopicDecision) -> None:
    """Refuse a theme that is not there, and a topic that is not or went somewhere itself."""
    themes = {theme.id for theme in current_codebook(connection).themes}
    if decision.theme_id and decision.theme_id not in themes:
        raise StoreError(f"There is no theme {decision.theme_id!r} in the codebook.")
    if not decision.into_topic:
        return
    topics = set(connection.execute(select(schema.topic.c.id)).scalars()) - {decision.topic_id}
    if decision.into_topic not in topics or _standing(connection, decision.into_topic):
        raise StoreError("The topic to merge into is not among the proposals.", where=decision.into_topic)


def _standing(connection: Connection, topic_id: str) -> TopicDecision | None:
    return standing_decision([_decision(row) for row in _fetch_decisions(connection, topic_id)])


def standing_decision(history: Sequence[TopicDecision]) -> TopicDecision | None:
    """Return the decision that stands: the last, unless it undid the one before it."""
    return history[-1] if history and history[-1].verdict != "undone" else None


_DECISION_FIELDS = (
    "topic_id",
    "version",
    "verdict",
    "decided_by",
    "theme_id",
    "into_topic",
    "reason",
    "at",
)


def _fetch_decisions(connection: Connection, topic_id: str = "") -> Tuples:
    table = schema.topic_decision
    statement = select(*(table.c[name] for name in _DECISION_FIELDS)).order_by(
        table.c.topic_id, table.c.version
    )
    return connection.execute(statement.where(table.c.topic_id == topic_id) if topic_id else statement).all()


def _decision(row: Any) -> TopicDecision:
    topic_id, version, verdict, by, theme_id, into_topic, reason, at = row
    return TopicDecision(topic_id, version, verdict, by, theme_id, into_topic, reason, rows.read_time(at))


def fetch_topics(connection: Connection) -> tuple[Tuples, Tuples, Tuples]:
    """Rows of the topics, of their passages, and of the decisions."""
    topic, passage = schema.topic, schema.topic_passage
    names = ("id", "name", "terms", "coherence", "recurrence", "is_found")
    heads = select(*(topic.c[name] for name in names)).order_by(
        topic.c.is_found.desc(), topic.c.place, topic.c.id
    )
    members = select(passage.c.topic_id, passage.c.passage_id, passage.c.nearness).order_by(
        passage.c.topic_id, passage.c.seq
    )
    return (
        connection.execute(heads).all(),
        connection.execute(members).all(),
        _fetch_decisions(connection),
    )


def build_topics(found: tuple[Tuples, Tuples, Tuples]) -> tuple[Topic, ...]:
    """Build topics with their passages and the decision that stands; those of the last search first."""
    heads, members, decisions = found
    passages: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for topic_id, passage_id, nearness in members:
        passages[topic_id].append((passage_id, nearness))
    histories: dict[str, list[TopicDecision]] = defaultdict(list)
    for row in decisions:
        histories[row[0]].append(_decision(row))
    return tuple(
        Topic(
            topic_id,
            name,
            tuple(TopicTerm(*term) for term in json.loads(terms)),
            tuple(passage_id for passage_id, _ in passages[topic_id]),
            tuple(nearness for _, nearness in passages[topic_id]),
            coherence,
            recurrence,
            bool(is_found),
            standing_decision(histories[topic_id]),
            tuple(histories[topic_id]),
        )
        for topic_id, name, terms, coherence, recurrence, is_found in heads
    )
