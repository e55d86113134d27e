"""What people say of rules and of ties of messages, kept in the store with name, time and version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from synthesis.community.messages.ties import judged_tie, ties_of
from synthesis.community.standards import judge
from synthesis.community.standards.checking import check_all
from synthesis.errors import InputError
from synthesis.models import (
    Judgement,
    LinkStatus,
    MessageTie,
    Session,
    SessionMessages,
    SessionProposal,
    Snapshot,
)
from synthesis.outputs.session_ties import decisions_after
from synthesis.pipeline.standards import context_of, standards_of
from synthesis.store import Store, as_said

Said = TypeVar("Said", MessageTie, Judgement)


def judgements_of(store: Store) -> tuple[Judgement, ...]:
    """Return the judgements that stand."""
    return as_said(store.community.entries(Judgement))


def keep_judgement(store: Store, judgement: Judgement, by: str, base: int) -> None:
    """Keep what a person found of a rule as the next version.

    Raises
    ------
    InputError
        Without a name.
    ConflictError
        If somebody judged the rule since version `base`.
    """
    _keep(store, judgement, by, judgement.note, base)


def judge_rule(
    store: Store, proposal_id: str, rule_id: str, outcome: str, by: str, note: str = "", version: str = ""
) -> Judgement:
    """Judge a rule that the check of a stored proposal leaves unknown; over what anybody said before.

    Raises
    ------
    InputError
        If there is no such proposal, rule or outcome, the check answers it, or without a name.
    """
    entries = store.community.entries(SessionProposal)
    entry = next((each for each in entries if each.record.id == proposal_id), None)
    if entry is None:
        raise InputError(
            "There is no such proposal in the store.", proposal_id, "`standards check` lists them."
        )
    (each,) = check_all([entry.record], standards_of(store), context_of(store), version)
    said = judge(each, rule_id, outcome, note, entry.version)
    keep_judgement(store, said, by, _newest(store, said))
    return said


def take_back_judgement(store: Store, judgement: Judgement, by: str) -> None:
    """Take a judgement back as the person saw it; what was said is kept.

    Raises
    ------
    ConflictError
        If somebody judged the rule since.
    """
    store.require_writable()
    store.community.remove(Judgement, judgement.id, by, judgement.version, "Took the judgement back")


def _newest(store: Store, record: Judgement) -> int:
    return next((e.version for e in store.community.entries(type(record)) if e.record.id == record.id), 0)


def _keep(store: Store, record: Said, by: str, note: str, base: int) -> None:
    store.require_writable()
    if not by.strip():
        raise InputError("What is judged carries a person's name.", hint="Say whose.")
    stored = replace(record, by="", at=None, version=0)
    store.community.save([stored], by, note, {record.id: base})


@dataclass(frozen=True, slots=True)
class TiedMessages:
    """A session with its messages, and what each of them is tied to."""

    session: Session
    messages: SessionMessages
    ties: tuple[MessageTie, ...]


def said_of_ties(store: Store) -> tuple[MessageTie, ...]:
    """Return what people said last of each tie of a message."""
    return as_said(store.community.entries(MessageTie))


def tied_messages(store: Store) -> tuple[TiedMessages, ...]:
    """Return every session that has messages, with their ties."""
    snapshot, said = store.snapshot(), said_of_ties(store)
    given = {entry.record.id: entry.record for entry in store.community.entries(SessionMessages)}
    sessions = [e.record for e in store.community.entries(Session) if e.record.id in given]
    return tuple(
        TiedMessages(each, given[each.id], ties_of(each, given[each.id], snapshot, said)) for each in sessions
    )


def keep_tie(store: Store, tie: MessageTie, by: str, note: str = "") -> None:
    """Keep a tie as a person leaves it, on the version that the person saw.

    Raises
    ------
    InputError
        Without a name.
    ConflictError
        If somebody judged the tie since.
    """
    _keep(store, tie, by, note, tie.version)


def judge_tie(store: Store, wanted: MessageTie, status: LinkStatus, by: str, note: str = "") -> MessageTie:
    """Confirm or reject a tie of a message, or add one; over what anybody said before.

    Raises
    ------
    InputError
        If there is no such session, message, theme or decision, or as `judged_tie`; or without a name.
    """
    each = next((one for one in tied_messages(store) if one.session.id == wanted.session_id), None)
    if each is None:
        hint = "`messages list` names them."
        raise InputError("There is no such session in the store.", wanted.session_id, hint)
    _require_ends(each, wanted, store.snapshot())
    tie = judged_tie(each.ties, wanted, status, note)
    keep_tie(store, tie, by, note)
    return tie


def _require_ends(each: TiedMessages, wanted: MessageTie, snapshot: Snapshot) -> None:
    """Refuse a tie from a message, or to a theme or later decision, that is not there."""
    messages = [message.id for message in each.messages.messages]
    if wanted.message_id not in messages:
        hint = f"There are: {', '.join(messages)}."
        raise InputError("There is no such message.", wanted.message_id, hint)
    themes = [theme.id for theme in snapshot.codebook.themes]
    if wanted.theme_id and wanted.theme_id not in themes:
        hint = f"There are: {', '.join(themes)}."
        raise InputError("There is no such theme in the codebook.", wanted.theme_id, hint)
    later = {decision.id for decision in decisions_after(each.session, snapshot)}
    if wanted.decision_id and wanted.decision_id not in later:
        said = "There is no such decision in the register that is later than the session."
        raise InputError(said, wanted.decision_id, "`register list` names them.")
