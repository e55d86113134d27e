"""What people say of rules and of ties of messages, kept in the store with name, time and version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from synthesis.community.standards import judge
from synthesis.community.standards.checking import check_all
from synthesis.errors import InputError
from synthesis.models import Judgement, MessageTie, SessionProposal
from synthesis.pipeline.standards import context_of, standards_of
from synthesis.store import Entry, Store

T = TypeVar("T", MessageTie, Judgement)


def as_said(entries: Iterable[Entry[T]]) -> tuple[T, ...]:
    """Return what people said, each with who said it last, when, and how often it was said."""
    return tuple(replace(entry.record, by=entry.by, at=entry.at, version=entry.version) for entry in entries)


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


def _keep(store: Store, record: T, by: str, note: str, base: int) -> None:
    store.require_writable()
    if not by.strip():
        raise InputError("What is judged carries a person's name.", hint="Say whose.")
    stored = replace(record, by="", at=None, version=0)
    store.community.save([stored], by, note, {record.id: base})
