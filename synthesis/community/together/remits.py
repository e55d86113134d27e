"""What groups are there for, set beside each other by the words that tell it.

What nearly all groups, or all of one kind, say of themselves tells no two of them apart: "coalition",
"annual meeting", "national forum". Such words are taken out before anything is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from synthesis.coding.topics.terms import find_terms, stems_of
from synthesis.community.termspace import TermSpace, Vector, shared
from synthesis.models import Group

COMMON = 0.5
"""Share of all groups, or of those of one kind, above which a word tells nothing of a single one."""

FEWEST_OF_A_KIND = 4
"""Groups of a kind below which what they share may well be what they are about."""

FULL = 0.25
"""Cosine from which two remits count as fully alike: two dialogues of one making reach it."""

NAME_COUNTS = 2
"""A word of the name counts so often: a name is the shortest remit."""

_WAYS = (
    "annual yearly active begin began build built bring collect compare compared consider describe debate "
    "discuss document draft edition example examples exist explain follow formal formally found guide help "
    "hold idea join keep later launch link list look maker makers model open outcome paper papers person "
    "plan practice prepare present proposal publish question relate renamed report reports review revise "
    "rule set show speak start statement studies study subject support take text trend turn write year "
    "country countries government include includes member people policy policies process session stakeholder "
    "internet meeting workshop"
)
WAYS = stems_of([_WAYS])
"""Words for how any group works, which say nothing of what it works on."""


class Remits:
    """The remits of groups, compared with each other and with `others`, texts that it learns from as well."""

    def __init__(self, groups: Sequence[Group], others: Sequence[str] = ()) -> None:
        texts = [*map(_as_text, groups), *others]
        self.space = TermSpace.fit(texts, common_words(groups))
        self._vectors = {
            group.id: vector
            for group, vector in zip(groups, self.space.vectors([*map(_as_text, groups)]), strict=True)
        }

    def vector(self, group_id: str) -> Vector:
        """Return what a group is about."""
        return self._vectors[group_id]

    def likeness(self, one: str, other: str) -> float:
        """Return how alike two remits are, 0 to 1: the cosine over `FULL`."""
        return min(1.0, self._vectors[one].likeness(self._vectors[other]) / FULL)

    def shared(self, one: str, other: str) -> tuple[str, ...]:
        """Return the words that two remits share, the most telling first."""
        return shared(self._vectors[one], self._vectors[other])


def remit_likeness(groups: Sequence[Group]) -> dict[tuple[str, str], float]:
    """Return how alike the remits of each two groups are, 0 to 1, by their ids in the order given."""
    if len(groups) < 2:
        return {}
    remits = Remits(groups)
    return {(one.id, other.id): remits.likeness(one.id, other.id) for one, other in combinations(groups, 2)}


def common_words(groups: Sequence[Group]) -> frozenset[str]:
    """Return the stems that more than half of the groups, or of those of one kind, have, and `WAYS`."""
    by_kind: dict[str, list[Group]] = {}
    for group in groups:
        by_kind.setdefault(group.kind, []).append(group)
    sets = [list(groups), *(own for own in by_kind.values() if len(own) >= FEWEST_OF_A_KIND)]
    return WAYS.union(*map(_common, sets)) if len(groups) >= FEWEST_OF_A_KIND else WAYS


def _common(groups: Sequence[Group]) -> Iterable[str]:
    counts = Counter(stem for group in groups for stem in {term.key for term in find_terms(_as_text(group))})
    return (stem for stem, n in counts.items() if n > COMMON * len(groups))


def _as_text(group: Group) -> str:
    return "\n".join([*[group.name] * NAME_COUNTS, group.remit])
