"""The speakers of a proposal -> how many of each group, region and gender, as far as the proposal says.

Nothing is told from a name, an organisation or a country: who is not described counts as not given.

>>> from synthesis.models import Speaker
>>> people = [Speaker("A", gender="woman"), Speaker("B", gender="woman"), Speaker("C")]
>>> counts_of(people, "gender")
Counts(given={'woman': 2}, other={}, n_not_given=1)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from synthesis.models import REGIONS, STAKEHOLDER_GROUPS, UNKNOWN, Speaker

Attribute = Literal["stakeholder_group", "region", "gender"]

ATTRIBUTES: Mapping[Attribute, tuple[str, str]] = {
    "stakeholder_group": ("stakeholder group", "stakeholder groups"),
    "region": ("regional group", "regional groups"),
    "gender": ("gender", "genders"),
}
"""What of a speaker is counted -> its name, one and many."""

REGIONAL_GROUPS = REGIONS[:5]
"""The five regional groups of the United Nations; "Other" and the organizations are no region."""

_COUNTING: Mapping[Attribute, tuple[str, ...]] = {
    "stakeholder_group": tuple(group for group in STAKEHOLDER_GROUPS if group != UNKNOWN),
    "region": REGIONAL_GROUPS,
    "gender": (),
}
"""The values that count as different ones; of gender every value that somebody gave."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Speakers by what is said of them; `other` is given and none of the values that count."""

    given: Mapping[str, int]
    other: Mapping[str, int]
    n_not_given: int

    @property
    def n(self) -> int:
        """All speakers."""
        return sum(self.given.values()) + sum(self.other.values()) + self.n_not_given


def counts_of(speakers: Iterable[Speaker], attribute: Attribute) -> Counts:
    """Count speakers by one thing that is said of them, the values in their usual order."""
    found = Counter(getattr(speaker, attribute) for speaker in speakers)
    n_not_given = found.pop("", 0) + found.pop(UNKNOWN, 0)
    counting = _COUNTING[attribute] or tuple(sorted(found))
    given = {value: found[value] for value in counting if found[value]}
    other = {value: found[value] for value in sorted(found) if value not in given}
    return Counts(given, other, n_not_given)
