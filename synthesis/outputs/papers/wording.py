"""Counts -> the sentences of a paper, in the past tense, so that one contribution and many take one form.

>>> said_in_past("Finds coalitions seen enough already, or wants less stage for them.")
'found coalitions seen enough already, or wanted less stage for them'
>>> in_words(4), in_words(12)
('four', '12')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from synthesis.models import UNKNOWN
from synthesis.outputs.frames.tidy import FILLER, NOT_CODED
from synthesis.outputs.papers.quantities import a_quantity
from synthesis.outputs.papers.sources import foreign
from synthesis.outputs.phrases import MOST, counted, joined, of_total, quoted, verb
from synthesis.outputs.tables import SMALL_GROUP

OUTSIDE_WORDS: dict[str, tuple[str, str]] = {
    "none": ("spoke about none of the themes", "spoke about none of the themes"),
    "undecided": ("could not be coded with certainty", "could not be coded with certainty"),
    NOT_CODED: ("is not coded yet", "are not coded yet"),
    FILLER: ("gave an empty answer, such as “N/A”", "gave an empty answer, such as “N/A”"),
}
"""What the contributions without a theme did, one of them and several."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_IRREGULAR = {
    "finds": "found",
    "holds": "held",
    "prefers": "preferred",
    "regrets": "regretted",
    "says": "said",
    "sees": "saw",
    "seeks": "sought",
    "speaks": "spoke",
    "thinks": "thought",
}
_REGULAR = (
    "accepts agrees argues asks believes calls complains considers criticises criticizes demands disagrees "
    "disapproves doubts endorses expects favors favours fears insists likes notes objects opposes praises "
    "proposes questions recommends rejects requests stresses suggests supports urges wants warns welcomes "
    "wishes"
)
_NOUNS_TOO = frozenset({"asks", "calls", "demands", "doubts", "fears", "likes", "notes", "questions"})
"""Inside a sentence these are more often nouns, so that they are read as verbs only at its beginning."""


def _past(third_person: str) -> str:
    stem = re.sub(r"(?<=[sh])es$", "", third_person) if third_person.endswith(("sses", "shes")) else ""
    stem = stem or third_person.removesuffix("s")
    return f"{stem}d" if stem.endswith("e") else f"{stem}ed"


_PAST = {word: _past(word) for word in _REGULAR.split()} | _IRREGULAR
_GOES_ON = re.compile(r"(?<=, or )([a-z]+)|(?<=, and )([a-z]+)|(?<=, )([a-z]+)")

PROSE_GROUPS = {
    "Government": "Governments",
    "Intergovernmental Organization": "Intergovernmental Organizations",
    "Civil Society": "Civil Society",
    "Technical Community": "the Technical Community",
    "Private Sector": "the Private Sector",
}
"""Stakeholder groups as they stand in a sentence."""


def in_words(n: int) -> str:
    """Write a number of groups: in words up to ten."""
    return _NUMBERS[n] if n < len(_NUMBERS) else f"{n:,}"


def said_in_past(meaning: str) -> str:
    """Turn what a position means ("Wants ..., or praises ...") into what contributions did; or nothing.

    Only its first sentence is taken. Nothing is returned where it does not begin with a verb that is known.
    """
    first = re.split(r"(?<=[a-z)])\.(?:\s|$)", foreign(meaning), maxsplit=1)[0].rstrip(" .;")
    head, _, rest = first.partition(" ")
    if head.lower() not in _PAST or not rest:
        return ""
    return f"{_PAST[head.lower()]} {_GOES_ON.sub(_later, rest)}"


def _later(match: re.Match[str]) -> str:
    word = match[0]
    return word if word in _NOUNS_TOO else _PAST.get(word, word)


def did(position: str, theme: Mapping[str, str], n: int) -> str:
    """Say what contributions that take a position did, as the codebook has it.

    >>> did("for", {"for_meaning": "Wants fewer sessions.", "for_label": "fewer"}, 4)
    'wanted fewer sessions'
    >>> did("for", {"for_meaning": "", "for_label": "fewer"}, 4), did("against", {}, 1)
    ('took the position “fewer”', 'was against')
    """
    if position == "mixed":
        return "said something on each side"
    if position == "unclear":
        return f"raised the subject without making {verb(n, 'its', 'their')} position clear"
    if past := said_in_past(theme.get(f"{position}_meaning", "")):
        return past
    if label := theme.get(f"{position}_label", ""):
        return f"took the position {quoted(foreign(label))}"
    return f"{verb(n, 'was', 'were')} {'in favour' if position == 'for' else 'against'}"


@dataclass(frozen=True, slots=True)
class Senders:
    """How many contributions come from each stakeholder group; `n_present` groups could have spoken.

    `n_sent` is how many each group sent in all.
    """

    n_of: Mapping[str, int]
    n_present: int
    n_sent: Mapping[str, int] = field(default_factory=dict)

    @property
    def known(self) -> dict[str, int]:
        """Those whose group is known, in the order that groups are shown."""
        return {group: n for group, n in self.n_of.items() if group != UNKNOWN and n}

    @property
    def n_unknown(self) -> int:
        """Those whose group is not known."""
        return self.n_of.get(UNKNOWN, 0)


def senders(by_group: pd.DataFrame, column: str = "n") -> Senders:
    """Read from `value`, the counted column and `N`, of `positions_by_group` or the like."""
    n_of = dict(zip(by_group["value"], (int(n) for n in by_group[column]), strict=True))
    present = by_group[(by_group["N"] > 0) & (by_group["value"] != UNKNOWN)]
    return Senders(n_of, len(present), dict(zip(present["value"], map(int, present["N"]), strict=True)))


def from_whom(sent: Senders, n: int) -> str:
    """Say from which groups n contributions come, to stand between commas; empty for none.

    >>> from_whom(Senders({"Government": 2, "Technical Community": 0, "unknown": 1}, 5), 3)
    'from Governments (2) and a sender of unknown group (1)'
    >>> from_whom(Senders({"unknown": 1}, 5), 1)
    'from a sender of unknown group'
    >>> from_whom(Senders({"Technical Community": 4}, 5), 4)
    'all from the Technical Community'
    """
    named = {PROSE_GROUPS.get(group, group): n for group, n in sent.known.items()}
    unknown = verb(sent.n_unknown, "a sender of unknown group", "senders of unknown group")
    if sent.n_unknown:
        named[unknown] = sent.n_unknown
    if not named:
        return ""
    if len(named) == 1:
        return f"{'all ' if n > 1 else ''}from {next(iter(named))}"
    if len(sent.known) <= 2:
        return f"from {joined([f'{name} ({count:,})' for name, count in named.items()])}"
    cases = ""
    if sent.n_unknown:
        cases = f" and, in {counted(sent.n_unknown, 'case')}, from {unknown}"
    return f"from {of_groups(sent)}{cases}"


def shortly_from(sent: Senders, n: int) -> str:
    """Say the same without those of unknown group, where three groups or more speak.

    >>> shortly_from(Senders({"Government": 2, "Civil Society": 3, "Private Sector": 1, "unknown": 1}, 5), 7)
    'from three of five stakeholder groups'
    """
    return from_whom(sent, n) if len(sent.known) <= 2 else f"from {of_groups(sent)}"


def of_groups(sent: Senders) -> str:
    """Say how many of the groups that replied speak: "four of five stakeholder groups".

    >>> of_groups(Senders({"Government": 2}, 5)), of_groups(Senders({"Government": 2, "Civil Society": 1}, 2))
    ('one of five stakeholder groups', 'both stakeholder groups that replied')
    """
    n, present = len(sent.known), sent.n_present
    if n < present:
        return f"{in_words(n)} of {in_words(present)} stakeholder groups"
    if present == len(PROSE_GROUPS):
        return f"all {in_words(present)} stakeholder groups"
    return {1: "the one stakeholder group", 2: "both stakeholder groups"}.get(
        present, f"all {in_words(present)} stakeholder groups"
    ) + " that replied"


def counted_from(n: int, total: int, sent: Senders) -> str:
    """Begin a sentence: "18 of 71 contributions, from four of five stakeholder groups,"."""
    origin = from_whom(sent, n)
    return f"{of_total(n, total)}, {origin}," if origin else of_total(n, total)


def balance(n: int, n_on_theme: int) -> str:
    """Set a position beside all that was said on the theme; empty where that is too little for a word.

    >>> balance(30, 48), balance(1, 48)
    ('Of the 48 that spoke about the theme, most (30) took this view.', \
'Of the 48 that spoke about the theme, it alone took this view.')
    """
    if n_on_theme < SMALL_GROUP or not n:
        return ""
    if n == n_on_theme:
        return f"All {n:,} that spoke about the theme took this view."
    took = f"{a_quantity(n, n_on_theme)} ({n:,}) took this view"
    if n == 1:
        took = "it alone took this view"
    return f"Of the {n_on_theme:,} that spoke about the theme, {took}."


def weight_of_largest(sent: Senders, n: int, total: int) -> str:
    """Name the group that more than half of n contributions come from, and how many of all it sent.

    Empty if there is none, if it is all, or if few spoke.

    >>> everyone = {"Civil Society": 37, "Government": 15, "Private Sector": 16}
    >>> of_them = {"Civil Society": 20, "Government": 5, "Private Sector": 1}
    >>> weight_of_largest(Senders(of_them, 5, everyone), 26, 107)
    'More than half of them (20 of 26) came from Civil Society, which sent 37 of all 107.'
    """
    known = sent.known
    if n < SMALL_GROUP or len(known) < 3:
        return ""
    group, most = max(known.items(), key=lambda pair: pair[1])
    if most <= MOST * n:
        return ""
    name = PROSE_GROUPS.get(group, group)
    share = f"{sent.n_sent[group]:,} of all {total:,}"
    return f"More than half of them ({most:,} of {n:,}) came from {name}, which sent {share}."
