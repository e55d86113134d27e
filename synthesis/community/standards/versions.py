"""The versions of a standard: which one a proposal is held against, and what changed from one to the next.

>>> old = Standard("x-2018", "A session", "workshop", "2018", (Rule("a", "A."),), family="x")
>>> new = Standard("x-2019", "A session", "workshop", "2019", (Rule("a", "A."), Rule("b", "B.")), family="x")
>>> [(change.kind, change.rule.id) for change in what_changed(old, new)]
[('added', 'b')]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from synthesis.models import Rule, SessionProposal, Standard

ChangeKind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """A rule that one version has and the other has not, or says differently; `before` is the older one."""

    kind: ChangeKind
    rule: Rule
    before: Rule | None = None


def what_changed(older: Standard, newer: Standard) -> tuple[Change, ...]:
    """Compare two versions rule by rule: what is new, what says something else, what is gone."""
    before = {rule.id: rule for rule in older.rules}
    after = {rule.id for rule in newer.rules}
    found: list[Change] = []
    for rule in newer.rules:
        if rule.id not in before:
            found.append(Change("added", rule))
        elif _asks(rule) != _asks(before[rule.id]):
            found.append(Change("changed", rule, before[rule.id]))
    return (*found, *(Change("removed", rule) for rule in older.rules if rule.id not in after))


def _asks(rule: Rule) -> tuple[str, str, str, str]:
    return rule.text, rule.force, rule.check, rule.value


def year_of(standard: Standard) -> int:
    """Return the year that a version is named after; 0 where it is none, so that it comes first."""
    return int(standard.version) if standard.version.isdecimal() else 0


def in_order(standards: Iterable[Standard]) -> list[Standard]:
    """Order standards by type and family, the oldest version first."""
    return sorted(standards, key=lambda each: (each.session_type, each.family, year_of(each), each.version))


def applicable(
    proposal: SessionProposal, standards: Iterable[Standard], version: str = ""
) -> Standard | None:
    """Return the standard that a proposal is held against.

    Parameters
    ----------
    proposal : SessionProposal
    standards : iterable of Standard
    version : str, optional
        Of those for its type of session, or the id of one of them; if not given, the newest that was there
        in the proposal's year, or the oldest of all where the year is before that.

    Returns
    -------
    Standard or None
        None where there is none for its type of session, or none in this version.
    """
    own = [each for each in standards if each.session_type == proposal.session_type]
    own.sort(key=lambda each: (year_of(each), each.version, each.family))
    if version:
        return next((each for each in reversed(own) if version in (each.version, each.id)), None)
    if proposal.cycle is None:
        return own[-1] if own else None
    in_force = [each for each in own if year_of(each) <= (proposal.cycle or 0)]
    return in_force[-1] if in_force else next(iter(own), None)


def versions_for(standards: Iterable[Standard]) -> list[str]:
    """Return the versions that there are, the oldest first; by id where one type has several families."""
    ordered = sorted(standards, key=lambda each: (year_of(each), each.version, each.id))
    versions = dict.fromkeys(each.version for each in ordered)
    families = {(each.session_type, each.family) for each in ordered}
    doubled = [each for each in ordered if sum(each.session_type == kind for kind, _ in families) > 1]
    return [*versions, *(each.id for each in doubled)]


def version_before(standard: Standard, known: Iterable[Standard]) -> Standard | None:
    """Return what a version that is to be put in force is compared with.

    That is the same version where there is one already, else the one before it in time; None for the first of
    its family.
    """
    own = in_order(each for each in known if each.family == standard.family)
    same = [each for each in own if each.id == standard.id]
    place = (year_of(standard), standard.version)
    earlier = [each for each in own if (year_of(each), each.version) < place]
    return next(reversed(same or earlier), None)


def reworded_rules(older: Standard, newer: Standard) -> list[str]:
    """Return the ids of rules that ask the same, with another source, advice or year."""
    before = {rule.id: rule for rule in older.rules}
    return [
        rule.id
        for rule in newer.rules
        if rule.id in before and rule != before[rule.id] and _asks(rule) == _asks(before[rule.id])
    ]
