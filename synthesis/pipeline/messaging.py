"""Transcripts -> sessions and drafts of their messages, in the store or without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from synthesis.coding.assign import ThemeCoder
from synthesis.community.messages import SUFFIXES, Read, draft_messages, read_session
from synthesis.errors import InputError
from synthesis.models import Message, Passage, Problem, Session, SessionMessages
from synthesis.store import Store


@dataclass(frozen=True, slots=True)
class SessionRead:
    """One session of a file with its drafted messages; `is_new` is whether the store did not have it."""

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
    if coder is None or not given.messages:
        return given
    passages = [_as_passage(given.id, message) for message in given.messages]
    found = coder.assign(passages)
    messages = [
        replace(message, theme_ids=tuple(coding.theme_id for coding in assigned.codings))
        for message, assigned in zip(given.messages, found, strict=True)
    ]
    return replace(given, messages=tuple(messages))


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
    coder: ThemeCoder | None = None  # learning one takes seconds: only where something is new
    known = {entry.record.id: entry.record for entry in store.community.entries(Session)}
    kept: list[SessionRead] = []
    for each in made.read:
        session = replace(each.session, source=source) if source else each.session
        before = known.get(session.id)
        if before is not None and before.text != session.text:
            session = replace(session, id=_another_id(session.id, known))
            before = known.get(session.id)
        messages = replace(each.messages, id=session.id)
        is_new = before is None
        if is_new:
            coder = coder or store_coder(store)
            messages = with_themes(messages, coder)
            store.community.save([session], by, f"From the file {each.file}")
            store.community.save([messages], by, "The messages are a draft of the program")
            known[session.id] = session
        kept.append(SessionRead(each.file, session, messages, is_new))
    return replace(made, read=tuple(kept))


def _another_id(session_id: str, known: Mapping[str, Session]) -> str:
    """Return an id for another text of the same day and title: both are kept."""
    number = 2
    while f"{session_id}-{number}" in known:
        number += 1
    return f"{session_id}-{number}"


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
