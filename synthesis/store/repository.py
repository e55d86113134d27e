"""The only door to the database: records in, records out, one transaction per verb.

>>> with open_store("sqlite://") as store:
...     letter = Contribution(id="2017-1", text="Fewer sessions, please.")
...     store.add_contributions([letter], [Passage.of(letter, 0, 23)]).loaded
...     store.snapshot().passages[0].text
1
'Fewer sessions, please.'
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, insert, select

from synthesis.errors import ReadOnlyError, StoreError
from synthesis.models import (
    Assignment,
    Codebook,
    Contribution,
    CopyGroup,
    Decision,
    DecisionLink,
    Draft,
    DraftVersion,
    Happened,
    LinkStatus,
    Meeting,
    Passage,
    Place,
    Position,
    Problem,
    Review,
    Run,
    Snapshot,
    Topic,
    TopicDecision,
)
from synthesis.store import coding as codings
from synthesis.store import (
    contributing,
    doubling,
    drafts,
    happening,
    linking,
    reading,
    refreshing,
    register,
    reviewing,
    rows,
    schema,
    tabled,
    topics,
)
from synthesis.store.community import Community
from synthesis.store.connection import (
    complaints_translated,
    default_url,
    is_read_only,
    lock_for_writing,
    make_engine,
    parse_url,
)
from synthesis.store.contributing import AddResult
from synthesis.store.damage import find_damage
from synthesis.store.entries import Entry, Saved
from synthesis.store.hashing import add_rows, count_records
from synthesis.store.linking import LinkVersion
from synthesis.store.migrate import bring_up_to_date
from synthesis.store.reading import Change
from synthesis.store.register import DecisionVersion
from synthesis.store.tabled import TableChange

__all__ = [
    "AddResult",
    "Change",
    "Community",
    "DecisionVersion",
    "Entry",
    "LinkVersion",
    "Saved",
    "Store",
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


class Store:
    """What is kept; made by `open_store`, closed by `with`. Threads may share one."""

    def __init__(self, engine: Engine, where: str, *, read_only: bool) -> None:
        self.where = where
        self.is_read_only = read_only
        self._engine = engine
        self._writer = engine.execution_options(is_writing=True)
        self.community = Community(self._read, self._write, _record)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with complaints_translated(self.where), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        self.require_writable()
        with complaints_translated(self.where), self._writer.begin() as connection:
            lock_for_writing(connection)
            yield connection

    @contextmanager
    def _rules_kept(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, KeyError) as error:
            raise StoreError(
                f"The store holds a damaged record: {error}",
                where=self.where,
                hint="Find it with the command verify, and put the last backup in its place.",
            ) from error

    # Reading

    def revision(self) -> int:
        """Return the number of changes so far; one cheap read, made to be asked often."""
        with self._read() as connection:
            return connection.execute(select(func.max(schema.change.c.number))).scalar() or 0

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

    def contributions(self) -> tuple[Contribution, ...]:
        """Return every contribution, by id."""
        with self._read() as connection:
            found, answers = reading.fetch_contributions(connection), reading.fetch_answers(connection)
        with self._rules_kept():
            return reading.build_contributions(found, answers)

    def passages(self) -> tuple[Passage, ...]:
        """Return every passage, in the order of the contributions."""
        with self._read() as connection:
            contributions = reading.fetch_contributions(connection)
            found = reading.fetch_passages(connection)
        with self._rules_kept():
            return reading.build_passages(found, reading.build_contributions(contributions, ()))

    def preview_contributions(
        self, contributions: Sequence[Contribution], places: Mapping[str, Place] | None = None
    ) -> AddResult:
        """Return what `add_contributions` would come to now; nothing is stored."""
        with self._read() as connection:
            return contributing.preview_contributions(connection, contributions, places or {})

    def codebook(self) -> Codebook:
        """Return the codebook in force; an empty one before the first is saved."""
        with self._read() as connection:
            return codings.current_codebook(connection)

    def coded_passage_ids(self) -> frozenset[str]:
        """Return the passages that the machine has coded, whatever came of it."""
        with self._read() as connection:
            return frozenset(connection.execute(select(schema.assignment.c.passage_id)).scalars())

    def runs(self) -> tuple[Run, ...]:
        """Return what was run on what, the oldest first."""
        with self._read() as connection:
            return reading.build_runs(reading.fetch_runs(connection))

    def problems(self) -> tuple[Problem, ...]:
        """Return what loads had to tell, the oldest first."""
        with self._read() as connection:
            return reading.read_problems(connection)

    def changes(self) -> tuple[Change, ...]:
        """Return every write, the oldest first."""
        with self._read() as connection:
            return reading.read_changes(connection)

    def review_history(self, passage_id: str) -> tuple[Review, ...]:
        """Return every review of a passage and every withdrawal, the oldest first."""
        with self._read() as connection:
            return reviewing.review_history(connection, passage_id)

    def codebook_history(self) -> tuple[tuple[datetime, Codebook], ...]:
        """Return every codebook that was put in force and when, the oldest first."""
        with self._read() as connection:
            return codings.codebook_history(connection)

    def topic_history(self, topic_id: str) -> tuple[TopicDecision, ...]:
        """Return every decision about a topic and every undoing, the oldest first."""
        with self._read() as connection:
            return topics.decision_history(connection, topic_id)

    def decision_history(self, decision_id: str) -> tuple[DecisionVersion, ...]:
        """Return every version of a decision, the oldest first."""
        with self._read() as connection:
            return register.decision_history(connection, decision_id)

    def hidden_links(self) -> tuple[DecisionLink, ...]:
        """Return the links to themes that left the codebook: kept, in no snapshot until the theme is back."""
        with self._read() as connection:
            themes = {theme.id for theme in codings.current_codebook(connection).themes}
            links = linking.read_links(connection)
        return tuple(link for link in links if themes and link.theme_id and link.theme_id not in themes)

    def link_history(self, link: DecisionLink) -> tuple[LinkVersion, ...]:
        """Return all that people said of a link, the oldest first."""
        with self._read() as connection:
            return linking.link_history(connection, link.key)

    def drafts(self) -> tuple[DraftVersion, ...]:
        """Return the latest version of every draft of a paper, the one saved last first."""
        with self._read() as connection:
            return drafts.latest_drafts(connection)

    def draft_history(self, draft_id: str) -> tuple[DraftVersion, ...]:
        """Return every version of a draft, the oldest first; none where there is no such draft."""
        with self._read() as connection:
            return drafts.draft_history(connection, draft_id)

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

    # Writing

    def require_writable(self) -> None:
        """Raise ReadOnlyError in read-only mode; asked before long work that would end in a write."""
        if self.is_read_only:
            raise ReadOnlyError(
                "This program is in read-only mode; nothing was changed.",
                where=self.where,
                hint="Start it without SYNTHESIS_READ_ONLY to make changes.",
            )

    def add_contributions(
        self,
        contributions: Sequence[Contribution],
        passages: Sequence[Passage],
        copies: Sequence[CopyGroup] | None = None,
        *,
        compared: Collection[str] | None = None,
        places: Mapping[str, Place] | None = None,
        problems: Sequence[Problem] = (),
        run: Run | None = None,
    ) -> AddResult:
        """Store what is new; merge what is there already; refuse an id that says something else.

        Parameters
        ----------
        contributions, passages : sequences
            Passages of contributions that are not new are left aside.
        copies : sequence, optional
            The copy groups of all that is stored afterwards; None leaves them as they are.
        compared : collection of str, optional
            The ids of the contributions that `copies` rests on, to find what was stored meanwhile.
        places : mapping, optional
            Where each contribution stood, by its id, to be named if it is refused.
        problems : sequence, optional
            What reading the files had to tell, kept beside the refusals of this call.
        run : Run, optional
            The manifest, kept if anything was stored.

        Raises
        ------
        ConflictError
            If contributions are stored that were not `compared`; nothing is stored then.
        """
        with self._write() as connection:
            result = contributing.add_contributions(
                connection, contributions, passages, copies, compared, places or {}
            )
            noted = contributing.add_problems(connection, [*problems, *result.problems])
            if result.loaded and run is not None:
                _add_run(connection, run)
            if result.loaded or noted:
                _record(connection, f"Loaded {result.loaded} contributions, noted {noted} problems")
        return result

    def forget_contributor(self, contribution_id: str, by: str) -> None:
        """Blank the personal name of a contribution for good; the change says that, not the name."""
        with self._write() as connection:
            if contributing.forget_contributor(connection, contribution_id):
                _record(connection, f"Forgot the name of the contributor of {contribution_id}", by)

    def save_codebook(self, codebook: Codebook) -> None:
        """Put a codebook in force; a changed one needs a new version."""
        with self._write() as connection:
            if codings.save_codebook(connection, codebook, _now()):
                _record(connection, f"Put codebook {codebook.name} {codebook.version} in force")

    def save_assignments(self, assignments: Sequence[Assignment], run: Run) -> None:
        """Replace the machine's codings of these passages; people's codings are not touched."""
        with self._write() as connection:
            codings.replace_assignments(connection, assignments, run.id)
            _add_run(connection, run)
            _record(connection, f"Coded {len(assignments)} passages with codebook {run.codebook_version}")

    def review_passage(
        self,
        passage_id: str,
        themes: Mapping[str, Position],
        coder: str,
        base_version: int,
        note: str = "",
    ) -> int:
        """Add what a person found in a passage, which stands over the machine's; return its version.

        Parameters
        ----------
        themes : mapping of theme id to position
            The themes that the passage carries, and no others; empty for none of the codebook's.
        base_version : int
            The version of the passage's assignment that the person has seen.

        Raises
        ------
        ConflictError
            If the passage was reviewed since.
        """
        with self._write() as connection:
            version = reviewing.add_review(connection, passage_id, themes, coder, base_version, note, _now())
            found = ", ".join(sorted(themes)) or "none of the themes"
            _record(connection, f"Reviewed {passage_id}: {found}", coder)
        return version

    def withdraw_review(self, passage_id: str, coder: str, base_version: int, note: str = "") -> int:
        """Take back the review that stands; the one before it, if any, stands again.

        Raises
        ------
        ConflictError
            If the passage was reviewed since `base_version`.
        """
        with self._write() as connection:
            version = reviewing.withdraw_review(connection, passage_id, coder, base_version, note, _now())
            _record(connection, f"Withdrew the review of {passage_id}", coder)
        return version

    def draw_sample(self, passage_ids: Sequence[str], drawn_by: str) -> str:
        """Store passages that two people are to code without seeing each other; return the sample's id."""
        with self._write() as connection:
            sample_id = doubling.add_sample(connection, passage_ids, drawn_by, _now())
            _record(connection, f"Drew {len(passage_ids)} passages to be coded twice ({sample_id})", drawn_by)
        return sample_id

    def code_blind(
        self,
        sample_id: str,
        passage_id: str,
        themes: Mapping[str, Position],
        coder: str,
        *,
        is_settlement: bool = False,
    ) -> None:
        """Keep what a person found in a passage of a sample, or what was settled where two differed.

        Raises
        ------
        ConflictError
            If this person has coded it, two others have, or it is settled.
        """
        with self._write() as connection:
            doubling.add_blind_coding(
                connection, sample_id, passage_id, themes, coder, _now(), is_settlement=is_settlement
            )
            what = "Settled" if is_settlement else "Coded blind"
            _record(connection, f"{what} {passage_id} ({sample_id})", coder)

    def save_topics(self, found: Sequence[Topic], run: Run) -> None:
        """Put the topics of a search in the place of the last one's; what people decided stays."""
        with self._write() as connection:
            topics.replace_topics(connection, found)
            _add_run(connection, run)
            _record(connection, f"Found {len(found)} topics beyond codebook {run.codebook_version}")

    def decide_topic(
        self, decision: TopicDecision, base_version: int, codebooks: tuple[Codebook, Codebook] | None = None
    ) -> int:
        """Keep what a person decided about a topic, and the codebook that comes of it; return its version.

        Parameters
        ----------
        decision : TopicDecision
            Its `version` and `at` are set here.
        base_version : int
            The version of the topic that the person has seen.
        codebooks : tuple of two Codebook, optional
            The one in force, and the next version made from it, put in force in the same transaction.

        Raises
        ------
        ConflictError
            If the topic was decided about since, a later search left it out, or the codebook in force is
            another by now.
        StoreError
            If the theme or topic that it goes into is not there.
        """
        with self._write() as connection:
            at = _now()
            if codebooks is not None:
                codings.save_next_codebook(connection, *codebooks, at)
            version = topics.add_decision(connection, decision, base_version, at)
            _record(connection, f"Topic {decision.topic_id} {decision.verdict}", decision.by)
        return version

    def add_draft(self, draft: Draft, by: str) -> str:
        """Keep the first version of a draft; return the draft's id."""
        with self._write() as connection:
            draft_id = drafts.add_draft(connection, draft, by, _now())
            _record(connection, f"Began {draft_id}: {draft.title}", by)
        return draft_id

    def save_draft(
        self, draft_id: str, draft: Draft, by: str, base_version: int, note: str = "", restores: int = 0
    ) -> int:
        """Add the next version of a draft; return its number.

        Raises
        ------
        ConflictError
            If `base_version` is not the newest version of the draft.
        """
        with self._write() as connection:
            version = drafts.save_draft(
                connection, draft_id, draft, by, base_version, _now(), note=note, restores=restores
            )
            _record(connection, f"Saved version {version} of {draft_id}: {note}", by)
        return version

    def add_meeting(
        self, meeting: Meeting, decisions: Sequence[Decision], links: Sequence[DecisionLink] = ()
    ) -> bool:
        """Store a meeting and what was proposed from it; return whether anything was new."""
        with self._write() as connection:
            is_new = register.add_meeting(connection, meeting, decisions, links, _now())
            if is_new:
                _record(connection, f"Entered {len(decisions)} decisions of {meeting.title}")
        return is_new

    def save_links(self, links: Sequence[DecisionLink], decision_ids: Collection[str]) -> None:
        """Put these proposed links in the place of the earlier proposed ones; people's stay.

        Parameters
        ----------
        links : sequence
            Those of decisions that are gone are left aside.
        decision_ids : collection of str
            The decisions that were looked at; what others entered meanwhile keeps its links.
        """
        with self._write() as connection:
            stored = {decision.id for decision in reading.latest_decisions(connection)}
            linked = stored.intersection(decision_ids)
            kept = [link for link in links if link.decision_id in linked]
            if linking.replace_links(connection, kept, linked):
                _record(connection, f"Linked decisions anew ({len(kept)} links)")

    def review_link(self, link: DecisionLink, status: LinkStatus, by: str, note: str = "") -> int:
        """Confirm or reject a link as it was seen, or confirm one that nobody proposed; return its version.

        Raises
        ------
        ConflictError
            If somebody has confirmed or rejected it since.
        StoreError
            If the decision, theme or passage is not there, or there is nothing to reject.
        """
        with self._write() as connection:
            version = linking.add_review(connection, link, status, by, note, _now())
            target = link.theme_id or link.passage_id
            _record(connection, f"Link of decision {link.decision_id} to {target} {status}", by)
        return version

    def review_decision(
        self,
        decision_id: str,
        changes: Mapping[str, str | date | None],
        by: str,
        base_version: int,
        note: str = "",
    ) -> int:
        """Add the next version of a decision; return its number.

        Raises
        ------
        ConflictError
            If `base_version` is not the version of the decision now.
        """
        with self._write() as connection:
            version = register.change_decision(
                connection, decision_id, changes, by, base_version, note, _now()
            )
            _record(connection, f"Changed {', '.join(changes)} of decision {decision_id}", by)
        return version

    def add_decision(self, decision: Decision, by: str, note: str = "") -> None:
        """Enter an item that a person found in a stored report.

        Raises
        ------
        ConflictError
            If the register has this item already.
        """
        with self._write() as connection:
            register.add_decision(connection, decision, by, note, _now())
            _record(connection, f"Added decision {decision.id}", by)

    def enter_table(
        self, meeting: Meeting, added: Sequence[Decision], changed: Sequence[TableChange], by: str, note: str
    ) -> None:
        """Store a table of proposals: its rows as paragraphs, what is new, and what it says differently.

        Raises
        ------
        ConflictError
            If one of the items was changed since the table was compared with the register.
        """
        with self._write() as connection:
            tabled.enter_table(connection, meeting, added, changed, by, note, _now())
            what = f"{len(added)} items added, {len(changed)} changed"
            _record(connection, f"Entered {meeting.title}: {what}", by)

    def restore_decision(self, decision_id: str, version: int, by: str, base_version: int) -> int:
        """Let a decision say again what it said in an earlier version; return the number of the new one.

        Raises
        ------
        ConflictError
            If `base_version` is not the version of the decision now.
        """
        with self._write() as connection:
            new = register.restore_decision(connection, decision_id, version, by, base_version, _now())
            _record(connection, f"Restored version {version} of decision {decision_id}", by)
        return new


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _add_run(connection: Connection, run: Run) -> None:
    at = run.at.isoformat() if run.at else _now()
    values = {"id": run.id, "command": run.command, "manifest": rows.write_run(run), "at": at}
    connection.execute(insert(schema.run).values(values))


def _record(connection: Connection, what: str, who: str = "") -> None:
    """Count a change, and what is stored after it; called last in the transaction that made it."""
    last = connection.execute(select(func.max(schema.change.c.number))).scalar() or 0
    counts = json.dumps(count_records(connection))
    row = {"number": last + 1, "at": _now(), "what": what, "who": who, "counts": counts}
    add_rows(connection, schema.change, [row])
