"""Links of decisions to themes and passages: what the program proposes, and over it what people say.

What a person says is never changed: each time is the next version. It carries the score and the reason that
the person saw, so that it stands where a later proposal does not come again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, delete, select

from synthesis.errors import ConflictError, StoreError
from synthesis.models import Decision, DecisionLink, LinkStatus
from synthesis.store import rows, schema
from synthesis.store.coding import current_codebook
from synthesis.store.hashing import add_rows, content

ADDED_BY_HAND = "added by a person"
"""The reason of a link that the program did not propose, where the person gave none."""

VERDICTS = ("confirmed", "rejected")
_KEY = ("decision_id", "theme_id", "passage_id")
_REVIEW_FIELDS = (*_KEY, "score", "status", "why", "reviewed_by", "at", "version")


@dataclass(frozen=True, slots=True)
class Linked:
    """The links proposed for some decisions, with these as they were worded then."""

    decisions: tuple[Decision, ...] = ()
    links: tuple[DecisionLink, ...] = ()


NOT_LINKED = Linked()


@dataclass(frozen=True, slots=True)
class LinkVersion:
    """A link as it stood after a person spoke, and the note that was left with it."""

    link: DecisionLink
    note: str = ""


def read_links(connection: Connection, of: Collection[str] | None = None) -> list[DecisionLink]:
    """Every link, or those of some decisions, by decision and target; where people spoke, as they left it."""
    proposed, said = schema.decision_link, schema.link_review
    judged = select(*(said.c[name] for name in _REVIEW_FIELDS)).order_by(said.c.version)
    found = [DecisionLink(*row) for row in _rows_of(connection, select(*content(proposed)), proposed, of)]
    found += [_link(row) for row in _rows_of(connection, judged, said, of)]
    links = {link.key: link for link in found}  # what was said last is the last of each
    return [links[key] for key in sorted(links)]


def _rows_of(
    connection: Connection, asked: Select[Any], table: Table, of: Collection[str] | None
) -> Iterator[Any]:
    if of is None:
        yield from connection.execute(asked)
        return
    for batch in rows.in_batches(of):
        yield from connection.execute(asked.where(table.c.decision_id.in_(batch)))


def _link(row: Any) -> DecisionLink:
    decision_id, theme_id, passage_id, score, status, why, by, at, version = row
    said_at = rows.read_time(at)
    return DecisionLink(decision_id, theme_id, passage_id, score, status, why, by, said_at, version)


def replace_links(connection: Connection, links: Iterable[DecisionLink], decision_ids: set[str]) -> bool:
    """Put proposed links of these decisions in the place of earlier ones; people's stay."""
    table = schema.decision_link
    stored = read_links(connection, decision_ids)
    kept = {link.key for link in stored if link.status != "proposed"}
    new = {link.key: link for link in links if link.key not in kept}
    old = {link.key: link for link in stored if link.key not in kept}
    if new == old:
        return False
    for decision_id in sorted(decision_ids):
        connection.execute(
            delete(table).where(and_(table.c.decision_id == decision_id, table.c.status == "proposed"))
        )
    add_rows(connection, table, [_link_row(link) for link in new.values()])
    return True


def _link_row(link: DecisionLink) -> rows.Row:
    return {
        "decision_id": link.decision_id,
        "theme_id": link.theme_id,
        "passage_id": link.passage_id,
        "score": float(link.score),
        "status": link.status,
        "why": link.why,
    }


def add_review(
    connection: Connection,
    link: DecisionLink,
    status: LinkStatus,
    by: str,
    note: str,
    at: str,
) -> int:
    """Append what a person says of a link, as it was seen; return its version.

    Raises
    ------
    ConflictError
        If somebody has spoken since.
    StoreError
        If the decision or the target is not there, or a link is to be rejected that nobody proposed.
    """
    if not by.strip() or status not in VERDICTS:
        raise ValueError(f"A person confirms or rejects a link by name. Got {by!r}, {status!r} instead.")
    stored = {each.key: each for each in read_links(connection, [link.decision_id])}.get(link.key)
    _check_version(stored, link.version)
    _check_ends(connection, link)
    if stored is None and status == "rejected":
        raise StoreError("There is no such link to reject.", where=" ".join(link.key).strip())
    seen = stored or DecisionLink(*link.key, score=1.0, why=note.strip() or ADDED_BY_HAND)
    row = _link_row(seen) | {"status": status, "version": seen.version + 1, "note": note.strip()}
    add_rows(connection, schema.link_review, [row | {"reviewed_by": by.strip(), "at": at}])
    return seen.version + 1


def _check_version(stored: DecisionLink | None, base_version: int) -> None:
    if stored is not None and stored.version != base_version:
        raise ConflictError(
            f"{stored.by} has {stored.status} this link meanwhile.",
            where=" ".join(stored.key).strip(),
            hint="Look at the link as it stands now, then confirm or reject it again.",
        )


def _check_ends(connection: Connection, link: DecisionLink) -> None:
    """Refuse a decision, theme or passage that is not there."""
    decision, passage = schema.decision.c.id, schema.passage.c.id
    if connection.execute(select(decision).where(decision == link.decision_id)).first() is None:
        raise StoreError(f"There is no decision with the id {link.decision_id!r}.")
    if link.theme_id and link.theme_id not in {theme.id for theme in current_codebook(connection).themes}:
        raise StoreError(f"There is no theme {link.theme_id!r} in the codebook.")
    passages = select(passage).where(passage == link.passage_id)
    if link.passage_id and connection.execute(passages).first() is None:
        raise StoreError(f"There is no passage with the id {link.passage_id!r}.")


def link_history(connection: Connection, key: Sequence[str]) -> tuple[LinkVersion, ...]:
    """Return all that people said of one link, the oldest first."""
    table = schema.link_review
    columns = [table.c[name] for name in ("note", *_REVIEW_FIELDS)]
    is_it = and_(*(table.c[name] == value for name, value in zip(_KEY, key, strict=True)))
    found = connection.execute(select(*columns).where(is_it).order_by(table.c.version))
    return tuple(LinkVersion(_link(row), note) for note, *row in found)
