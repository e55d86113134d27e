"""What has to be read again after a change.

A change notes how many records of each kind there were after it. Reviews, decisions, drafts, codings of a
sample and the community's records are only ever added, by verbs that touch nothing else but links: where
every change since added one of these, the texts and what the machine proposes stand, and only the reviewed
passages are read again. After anything else the whole store is.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from sqlalchemy import Connection, Select, select

from synthesis.models import Snapshot
from synthesis.store import rows, schema
from synthesis.store.hashing import read_counts

ADDED = {
    "review",
    "double_sample",
    "double_item",
    "double_coding",
    "decision",
    "link_review",
    "draft",
    "entry",
}
"""Kinds of record of which one at least grows in a change that leaves texts and proposals alone."""

BESIDE_THE_TEXTS = ADDED | {"meeting", "agenda", "participant", "paragraph", "decision_link"}


def reviewed_since(connection: Connection, earlier: Snapshot) -> Select[tuple[str]] | None:
    """Select the passages that were reviewed after a snapshot; None where more than that has to be read."""
    table = schema.change
    columns = (table.c.number, table.c.at, table.c.counts)
    found = connection.execute(
        select(*columns).where(table.c.number >= earlier.revision).order_by(table.c.number)
    ).all()
    if not found or (found[0].number, rows.read_time(found[0].at)) != (earlier.revision, earlier.changed_at):
        return None  # another store lies at this address now
    counts = [read_counts(change.counts) for change in found]
    if "review" not in counts[0] or not all(_only_adds(*both) for both in pairwise(counts)):
        return None
    review = schema.review
    return select(review.c.passage_id).order_by(review.c.seq).offset(counts[0]["review"])


def _only_adds(before: Mapping[str, int], after: Mapping[str, int]) -> bool:
    """Whether a change between these counts added to what stands beside the texts, and did nothing else.

    >>> _only_adds({"review": 1, "passage": 9}, {"review": 3, "passage": 9})
    True
    >>> _only_adds({"review": 1, "passage": 9}, {"review": 1, "passage": 9})
    False
    """
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    has_grown = any(after.get(name, 0) > before.get(name, 0) for name in changed & ADDED)
    return has_grown and changed <= BESIDE_THE_TEXTS
