"""Two groups and what is known of them in, four parts from 0 to 1 and their weighted sum out.

>>> closeness([2]), closeness([2, 2]), round(closeness([11]), 2)
(0.5, 0.6666666666666666, 0.09)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import Literal, get_args

from synthesis.community.together.evidence import Evidence, Gathering
from synthesis.community.together.remits import Remits
from synthesis.models import Group

PartName = Literal["remits", "themes", "people", "meetings"]
PARTS: tuple[PartName, ...] = get_args(PartName)

WEIGHTS: Mapping[PartName, float] = {"remits": 0.5, "themes": 0.2, "people": 0.2, "meetings": 0.1}
"""What each part adds to the sum; docs/method.md says why."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups, the parts of their affinity, and what each part rests on.

    `words` are shared by the remits, `theme_ids` and `contribution_ids` (which name both) make up the
    themes, `people` sit in both, at the `gatherings` both were present.
    """

    one: Group
    other: Group
    parts: Mapping[PartName, float]
    words: tuple[str, ...] = ()
    theme_ids: tuple[str, ...] = ()
    contribution_ids: tuple[str, ...] = ()
    passage_ids: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    gatherings: tuple[Gathering, ...] = ()

    @property
    def id(self) -> str:
        """Both ids, so that a link can name the pair."""
        return f"{self.one.id}+{self.other.id}"

    @property
    def score(self) -> float:
        """The weighted sum of the parts, 0 to 1."""
        return sum(WEIGHTS[name] * self.parts[name] for name in PARTS)

    @property
    def in_contact(self) -> bool:
        """Whether somebody sits in both, or both were at a meeting small enough to meet."""
        return bool(self.people) or any(gathering.is_small for gathering in self.gatherings)


def affinities(groups: Sequence[Group], evidence: Evidence) -> list[Pair]:
    """Set every two groups beside each other.

    Returns
    -------
    list of Pair
        The highest score first, of equal ones by id; in a pair the group comes first that does in `groups`.
    """
    weigh = _Weighing(groups, evidence)
    pairs = [weigh.pair(one, other) for one, other in combinations(groups, 2)]
    return sorted(pairs, key=lambda pair: (-pair.score, pair.id))


def closeness(sizes: Iterable[int]) -> float:
    """Return w / (1 + w), where w is the sum of 1 / (size - 1) over what two share: 0 to below 1.

    What only the two share counts in full, what many share counts little.

    Parameters
    ----------
    sizes : iterable of int
        How many groups share each, 2 or more.

    References
    ----------
    Newman (2001), doi:10.1103/PhysRevE.64.016132.
    """
    total = sum(1 / (size - 1) for size in sizes)
    return total / (1 + total)


class _Weighing:
    def __init__(self, groups: Sequence[Group], evidence: Evidence) -> None:
        self.evidence = evidence
        self.remits = Remits(groups)
        self.themes = {group.id: evidence.themes(group) for group in groups}
        self.telling = _rarity(self.themes.values())
        self.named = {group.id: evidence.contributions(group.id) for group in groups}
        self.met = {
            group.id: [each for each in evidence.gatherings if group.id in each.group_ids] for group in groups
        }

    def pair(self, one: Group, other: Group) -> Pair:
        both_named = sorted(self.named[one.id] & self.named[other.id])
        people = self.evidence.people(one.id, other.id)
        met = tuple(each for each in self.met[one.id] if other.id in each.group_ids)
        return Pair(
            one,
            other,
            {
                "remits": self.remits.likeness(one.id, other.id),
                "themes": (self._theme_likeness(one.id, other.id) + self._named_together(both_named)) / 2,
                "people": closeness(len(self.evidence.seats[name]) for name in people),
                "meetings": closeness(len(each.group_ids) for each in met),
            },
            self.remits.shared(one.id, other.id),
            tuple(sorted(self.themes[one.id] & self.themes[other.id])),
            tuple(both_named),
            self._passages(one.id, other.id, both_named),
            tuple(people),
            met,
        )

    def _theme_likeness(self, one: str, other: str) -> float:
        """Return the share of the weight of the themes of either that both have."""
        either = sum(self.telling[theme] for theme in sorted(self.themes[one] | self.themes[other]))
        both = sum(self.telling[theme] for theme in sorted(self.themes[one] & self.themes[other]))
        return both / either if either else 0.0

    def _named_together(self, contribution_ids: Sequence[str]) -> float:
        sizes = (sum(each in named for named in self.named.values()) for each in contribution_ids)
        return closeness(sizes)

    def _passages(self, one: str, other: str, contribution_ids: Sequence[str]) -> tuple[str, ...]:
        """Return the passages in which contributions that name both name either."""
        mentions, where = self.evidence.mentions, self.evidence.contribution_of
        either = mentions.get(one, frozenset()) | mentions.get(other, frozenset())
        return tuple(sorted(each for each in either if where[each] in set(contribution_ids)))


def _rarity(sets: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return ln((1 + n) / df) of each theme: one that all groups have tells next to nothing."""
    listed = list(sets)
    n_of = {theme: sum(theme in each for each in listed) for each in listed for theme in each}
    return {theme: log((1 + len(listed)) / n) for theme, n in n_of.items()}
