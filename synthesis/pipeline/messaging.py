"""Transcripts -> sessions and drafts of their messages, in the store or without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from synthesis.coding.assign import ThemeCoder
from synthesis.community.messages import SUFFIXES, Read, draft_messages, read_session
from synthesis.errors import InputError
from synthesis.models import CommunityRecord, Message, Passage, Problem, Session, SessionMessages
from synthesis.outputs.session_messages import is_settled
from synthesis.pipeline.retrying import while_others_store
from synthesis.store import Store
from synthesis.store.entries import T


@dataclass(frozen=True, slots=True)
class SessionRead:
    """One session of a file with its drafted messages; `is_new` is whether the store had none of it."""

    file: str
    session: Session
    messages: SessionMessages
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class SessionsRead:
    """What files came to: received = loaded + merged + refused, in sessions; a refused file is one."""

    read: tuple[SessionRead, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def n_refused(self) -> int:
        """Files that were refused as a whole."""
        return sum(problem.is_refusal for problem in self.problems)

    @property
    def n_loaded(self) -> int:
        """Sessions that are new."""
        return sum(each.is_new for each in self.read)

    @property
    def n_merged(self) -> int:
        """Sessions that were there already with the same words."""
        return len(self.read) - self.n_loaded

    @property
    def n_received(self) -> int:
        """All of them."""
        return len(self.read) + self.n_refused


def draft_files(
    paths: Sequence[Path], coder: ThemeCoder | None = None, shown: Mapping[str, str] | None = None
) -> SessionsRead:
    """Read files and draft messages, without a store; with a coder each message is tied to themes."""
    read: list[SessionRead] = []
    problems: list[Problem] = []
    for path in paths:
        found: Read = read_session(path, (shown or {}).get(path.name, ""))
        problems += found.problems
        for session in found.sessions:
            drafted = draft_messages(session)
            if not drafted.messages:
                problems.append(Problem(path.name, "Nothing in it can stand as a message.", is_refusal=False))
            read.append(SessionRead(path.name, session, with_themes(drafted, coder)))
    return SessionsRead(tuple(read), tuple(problems))


def with_themes(given: SessionMessages, coder: ThemeCoder | None) -> SessionMessages:
    """Tie each message that a person has not settled to the themes that the coder finds in it."""
    drafted = [message for message in given.messages if not is_settled(message)]
    if coder is None or not drafted:
        return given
    found = coder.assign([_as_passage(given.id, message) for message in drafted])
    tied = {
        message.id: replace(message, theme_ids=tuple(coding.theme_id for coding in assigned.codings))
        for message, assigned in zip(drafted, found, strict=True)
    }
    return replace(given, messages=tuple(tied.get(message.id, message) for message in given.messages))


def _as_passage(session_id: str, message: Message) -> Passage:
    return Passage(f"{session_id}:{message.id}", session_id, 0, len(message.text), message.text)


def load_sessions(
    store: Store, paths: Sequence[Path], by: str, shown: Mapping[str, str] | None = None, source: str = ""
) -> SessionsRead:
    """Read files into the store: what is new is drafted, what is there keeps its messages as they are.

    `source`, where it is given, takes the place of the files' names as where the sessions come from.
    """
    store.require_writable()
    if not by.strip():
        raise InputError("A session is kept with the name of who entered it.", hint="Give a name.")
    made = draft_files(paths, None, shown)
    return while_others_store(lambda: _keep(store, made, by, source))


def fill_sessions(store: Store, paths: Sequence[Path], by: str) -> None:
    """Enter the shipped sessions that this store never had: what people removed stays so."""
    made = draft_files(paths)
    while_others_store(lambda: _keep(store, made, by, with_removed=True))


def _keep(
    store: Store, made: SessionsRead, by: str, source: str = "", *, with_removed: bool = False
) -> SessionsRead:
    """Store the sessions whose text is none of those held of their day and title, each with its draft.

    One that is held without messages is drafted as a new one is. All is stored, or nothing.
    """
    coder: ThemeCoder | None = None  # learning one takes seconds: only where something is new
    known = {each.id: each for each in _held(store, Session, with_removed=with_removed)}
    drafted = {each.id for each in _held(store, SessionMessages, with_removed=with_removed)}
    kept: list[SessionRead] = []
    noted: list[tuple[str, Sequence[CommunityRecord]]] = []
    for each in made.read:
        session = replace(each.session, id=_own_id(each.session, known))
        session = replace(session, source=source) if source else session
        messages = replace(each.messages, id=session.id)
        is_new = session.id not in drafted
        if is_new:
            coder = coder or store_coder(store)
            messages = with_themes(messages, coder)
            if session.id not in known:
                noted.append((f"From the file {each.file}", [session]))
            noted.append(("The messages are a draft of the program", [messages]))
            known[session.id] = session
            drafted.add(session.id)
        kept.append(SessionRead(each.file, session, messages, is_new))
    if noted:
        store.community.save_together(noted, by, base={})
    return replace(made, read=tuple(kept))


def _held(store: Store, kind: type[T], *, with_removed: bool) -> list[T]:
    removed = store.community.removed(kind) if with_removed else ()
    return [entry.record for entry in (*removed, *store.community.entries(kind))]


def _own_id(session: Session, known: Mapping[str, Session]) -> str:
    """Return the id of the same text of that day and title, else the next free one: different texts stay."""
    others = (f"{session.id}-{number}" for number in count(2))
    return next(
        each for each in chain([session.id], others) if each not in known or known[each].text == session.text
    )


def store_coder(store: Store) -> ThemeCoder | None:
    """Return a coder for the codebook in force; None where there is none."""
    from synthesis.pipeline.coding import reviewed_passages
    from synthesis.pipeline.encoders import encoder_in_force
    from synthesis.pipeline.remembering import theme_coder

    codebook = store.codebook()
    if not codebook.themes:
        return None
    return theme_coder(codebook, reviewed_passages(store.snapshot()), encoder_in_force(store))


def session_files(folder: Path) -> list[Path]:
    """Return the files of a folder that sessions are read from, without its README."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(each for each in found if each.suffix.lower() in SUFFIXES and each.stem != "README")
