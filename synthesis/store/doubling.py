"""Samples coded twice: who was asked, what each said without seeing the other, what was settled.

A coding is kept under its role: "coder NAME", or "settled". It is never changed: what is blind stays blind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from synthesis.errors import ConflictError, StoreError
from synthesis.models import POSITIONS, BlindCoding, DoubleSample, Position
from synthesis.store import rows, schema
from synthesis.store.coding import current_codebook_number
from synthesis.store.hashing import add_rows

Tuples = Sequence[Any]

SETTLED = "settled"
TWO = 2


def add_sample(connection: Connection, passage_ids: Sequence[str], drawn_by: str, at: str) -> str:
    """Store a sample; return its id."""
    if not drawn_by.strip() or not passage_ids:
        raise ValueError("A sample needs passages and the name of who draws it.")
    n_before = len(connection.execute(select(schema.double_sample.c.id)).all())
    sample_id = f"sample-{n_before + 1}"
    seq = current_codebook_number(connection)
    head = {"id": sample_id, "codebook": seq, "drawn_by": drawn_by.strip(), "at": at}
    items = [
        {"sample_id": sample_id, "seq": place, "passage_id": passage_id}
        for place, passage_id in enumerate(passage_ids)
    ]
    add_rows(connection, schema.double_sample, [head])
    add_rows(connection, schema.double_item, items)
    return sample_id


def add_blind_coding(
    connection: Connection,
    sample_id: str,
    passage_id: str,
    themes: Mapping[str, Position],
    coder: str,
    at: str,
    *,
    is_settlement: bool = False,
) -> None:
    """Keep what one person says of a passage of a sample; a passage takes two coders and one settlement."""
    if not coder.strip() or not set(themes.values()) <= set(POSITIONS):
        raise ValueError(f"A coding needs a name and known positions. Got {coder!r}, {themes}.")
    _check_item(connection, sample_id, passage_id)
    roles = _roles(connection, sample_id, passage_id)
    role = SETTLED if is_settlement else f"coder {coder.strip()}"
    others = [each for each in roles if each != SETTLED]
    if role in roles or (not is_settlement and len(others) >= TWO):
        raise ConflictError(
            "This passage of the sample has been coded already.",
            where=passage_id,
            hint="Go on with the next one; what was said blind is not changed afterwards.",
        )
    if is_settlement and len(others) < TWO:
        raise StoreError("Two people code a passage before it can be settled.", where=passage_id)
    row = {"sample_id": sample_id, "passage_id": passage_id, "role": role}
    row |= {"themes": json.dumps(dict(sorted(themes.items()))), "coder": coder.strip(), "at": at}
    add_rows(connection, schema.double_coding, [row])


def _check_item(connection: Connection, sample_id: str, passage_id: str) -> None:
    table = schema.double_item
    is_item = (table.c.sample_id == sample_id) & (table.c.passage_id == passage_id)
    if connection.execute(select(table.c.seq).where(is_item)).first() is None:
        raise StoreError(f"The passage is not in the sample {sample_id!r}.", where=passage_id)


def _roles(connection: Connection, sample_id: str, passage_id: str) -> list[str]:
    table = schema.double_coding
    is_coded = (table.c.sample_id == sample_id) & (table.c.passage_id == passage_id)
    return list(connection.execute(select(table.c.role).where(is_coded)).scalars())


def fetch_samples(connection: Connection) -> tuple[Tuples, Tuples, Tuples]:
    """Rows of the samples with their codebooks, of their passages, and of the codings."""
    head, book = schema.double_sample, schema.codebook
    columns = (head.c.id, head.c.drawn_by, head.c.at, book.c.name, book.c.version, book.c.content)
    heads = select(*columns).join(book, head.c.codebook == book.c.seq, isouter=True).order_by(head.c.at)
    item, coding = schema.double_item, schema.double_coding
    items = select(item.c.sample_id, item.c.passage_id).order_by(item.c.sample_id, item.c.seq)
    codings = select(
        coding.c.sample_id, coding.c.passage_id, coding.c.role, coding.c.themes, coding.c.coder, coding.c.at
    ).order_by(coding.c.sample_id, coding.c.at, coding.c.role)
    return (
        connection.execute(heads).all(),
        connection.execute(items).all(),
        connection.execute(codings).all(),
    )


def build_samples(found: tuple[Tuples, Tuples, Tuples]) -> tuple[DoubleSample, ...]:
    """Build samples with all that was said of them, in the order drawn."""
    heads, items, codings = found
    return tuple(
        DoubleSample(
            sample_id,
            tuple(passage_id for own, passage_id in items if own == sample_id),
            tuple(theme["id"] for theme in json.loads(content)["themes"]) if content else (),
            drawn_by,
            f"{name} {version}" if name else "",
            rows.read_time(at),
            tuple(_coding(row) for row in codings if row[0] == sample_id),
        )
        for sample_id, drawn_by, at, name, version, content in heads
    )


def _coding(row: Any) -> BlindCoding:
    _, passage_id, role, themes, coder, at = row
    return BlindCoding(
        passage_id,
        coder,
        tuple(json.loads(themes).items()),
        rows.read_time(at),
        is_settlement=role == SETTLED,
    )
