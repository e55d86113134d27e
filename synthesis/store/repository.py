"""The only door to the database: records in, records out, one transaction per verb.

The verbs stand in `verbs`, one file an idea; what speaks of the whole store is here.

>>> from synthesis.models import Contribution, Passage
>>> with open_store("sqlite://") as store:
...     letter = Contribution(id="2017-1", text="Fewer sessions, please.")
...     store.add_contributions([letter], [Passage.of(letter, 0, 23)]).loaded
...     store.snapshot().passages[0].text
1
'Fewer sessions, please.'
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, func, select

from synthesis.models import Happened, Problem, Run, Snapshot
from synthesis.store import changes, happening, reading, refreshing, schema
from synthesis.store.changes import Change, Stamp
from synthesis.store.community import Community
from synthesis.store.connection import (
    complaints_translated,
    default_url,
    is_read_only,
    make_engine,
    parse_url,
)
from synthesis.store.contributing import AddResult
from synthesis.store.damage import find_damage
from synthesis.store.entries import Entry, Saved, as_said
from synthesis.store.linking import Linked, LinkVersion
from synthesis.store.migrate import bring_up_to_date
from synthesis.store.register import DecisionVersion
from synthesis.store.replacing import Replaced
from synthesis.store.verbs.coding import CodingVerbs
from synthesis.store.verbs.corpus import CorpusVerbs
from synthesis.store.verbs.correcting import CorrectingVerbs
from synthesis.store.verbs.doubling import DoublingVerbs
from synthesis.store.verbs.drafts import DraftVerbs
from synthesis.store.verbs.register import RegisterVerbs
from synthesis.store.verbs.replacing import ReplacingVerbs
from synthesis.store.verbs.topics import TopicVerbs
from synthesis.store.verbs.withdrawing import WithdrawingVerbs
from synthesis.store.withdrawing import Withdrawal

__all__ = [
    "AddResult",
    "Change",
    "Community",
    "DecisionVersion",
    "Entry",
    "LinkVersion",
    "Linked",
    "Replaced",
    "Saved",
    "Stamp",
    "Store",
    "Withdrawal",
    "as_said",
    "open_store",
]


def open_store(url: str | None = None, *, read_only: bool | None = None, must_exist: bool = False) -> Store:
    """Open a store, making it or bringing its tables up to date as needed.

    Parameters
    ----------
    url : str, optional
        A database URL or the name of a SQLite file; SYNTHESIS_STORE, else the file under `workspace`.
    read_only : bool, optional
        Refuse every write; SYNTHESIS_READ_ONLY if not given.
    must_exist : bool, optional
        Refuse to make a store where there is none, for what only reads.

    Raises
    ------
    StoreError
        If the store cannot be used; the hint says what to do.
    NewerStoreError
        If a later version of this program wrote it.
    """
    read_only = is_read_only() if read_only is None else read_only
    address = parse_url(url or default_url())
    where = (
        address.database or "memory" if address.get_backend_name() == "sqlite" else address.render_as_string()
    )
    engine = make_engine(address, read_only=read_only, must_exist=must_exist)
    try:
        with complaints_translated(where):
            bring_up_to_date(engine, where, read_only=read_only, must_exist=must_exist)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, where, read_only=read_only)


class Store(
    CorpusVerbs,
    WithdrawingVerbs,
    CorrectingVerbs,
    CodingVerbs,
    DoublingVerbs,
    TopicVerbs,
    DraftVerbs,
    RegisterVerbs,
    ReplacingVerbs,
):
    """What is kept; made by `open_store`, closed by `with`. Threads may share one."""

    def __init__(self, engine: Engine, where: str, *, read_only: bool) -> None:
        super().__init__(engine, where, read_only=read_only)
        self.community = Community(engine, where, read_only=read_only)

    def revision(self) -> int:
        """Return the number of changes so far; one cheap read, made to be asked often."""
        with self._read() as connection:
            return connection.execute(select(func.max(schema.change.c.number))).scalar() or 0

    def stamp(self) -> Stamp:
        """Return what tells this state of the store from others; one cheap read, made to be asked often."""
        with self._read() as connection:
            return changes.read_stamp(connection)

    def snapshot(self, earlier: Snapshot | None = None) -> Snapshot:
        """Return everything that a view rests on, as it stood at one moment.

        Parameters
        ----------
        earlier : Snapshot, optional
            One of this store, read before: the same comes of it, sooner. Where since then only reviews and
            decisions were added, what they left alone is not read again and stays the same objects.
        """
        with self._read() as connection:
            anew = refreshing.reviewed_since(connection, earlier) if earlier else None
            fetched = reading.fetch_snapshot(connection, anew)
        with self._rules_kept():
            if earlier is not None and anew is not None:
                return reading.build_anew(fetched, earlier)
            return reading.build_snapshot(fetched)

    def is_empty(self) -> bool:
        """Whether no contribution and no meeting is stored; the community may be."""
        with self._read() as connection:
            tables = (schema.contribution, schema.meeting)
            return all(connection.execute(select(table.c.id).limit(1)).first() is None for table in tables)

    def runs(self) -> tuple[Run, ...]:
        """Return what was run on what, the oldest first."""
        with self._read() as connection:
            return reading.build_runs(reading.fetch_runs(connection))

    def changes(self) -> tuple[Change, ...]:
        """Return every write, the oldest first."""
        with self._read() as connection:
            return changes.read_changes(connection)

    def happened(self, since: datetime | None = None) -> Happened:
        """Return what happened to decisions, links and the community's records, and what was loaded.

        Parameters
        ----------
        since : datetime, optional
            Aware; leave out what happened at that moment or before.
        """
        with self._read() as connection:
            return happening.read_happened(connection, since)

    def verify(self) -> tuple[Problem, ...]:
        """Return what is not as it was stored: changed records, and kinds of which some are missing."""
        with self._read() as connection:
            return find_damage(connection)
