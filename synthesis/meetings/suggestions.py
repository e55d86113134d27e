"""What later reports suggest about the register: nothing is set by it, a person says whether it is so.

decisions, meetings, links -> which item repeats an earlier one, and how far an item seems to be, each with
the reason in plain words. How much two items share is weighed by how rare their words are in the register,
so that "agreed" and "session" count for little.

>>> likeness(frozenset({"page", "agreed"}), frozenset({"page"}), {"page": 2.0, "agreed": 0.1})
1.0
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from synthesis.meetings.dates import find_dates
from synthesis.meetings.restated import counts_as
from synthesis.meetings.tasks import read_progress
from synthesis.meetings.wording import content_words
from synthesis.models import UNFINISHED, Decision, DecisionLink, Meeting, Progress

SAME_THING = 0.4
"""Share of the words of the shorter item from which two items that share a theme speak of one thing."""

SAME_WITHOUT_THEME = 0.65
"""The same where one of them is linked to no theme, so that only the words can agree."""

SAME_IF_NAMED = 0.3
"""The same where the repetition names the day of the earlier meeting."""

FEWEST_SHARED = 2


_NOT_YET = re.compile(
    r"\b(?:will|would|shall|should|could|may|might|must|if|unless|to be|asked|hope[ds]?|invited)\b", re.I
)
"""A report that says so speaks of what is to come, not of what was done."""

_LAST_MEETING = re.compile(r"\b(?:that|last|previous) (?:call|meeting)\b", re.I)

_FINISHED = re.compile(
    r"\b(?:launched|opened|online|available|adopted|circulated|delivered|issued|held)\b|"
    r"\b(?:had|has|have) been (?!agreed|decided|asked|proposed|recommended|suggested|requested)"
    r"\w+(?:ed|nt|en)\b",
    re.I,
)
"""Words of a sentence, beside those of a table's status, that say that a thing is there."""


@dataclass(frozen=True, slots=True)
class Restatement:
    """An item that seems to repeat an earlier one, with the share of words (0 to 1) and the reason."""

    item_id: str
    earlier_id: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class ProgressHint:
    """How far an item seems to be; `source_id` is the later item that says so, empty for its own report."""

    item_id: str
    progress: Progress
    source_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is suggested, by the id of the item that it is about."""

    restatements: Mapping[str, Restatement]
    progress: Mapping[str, ProgressHint]


def suggest(
    decisions: Sequence[Decision], meetings: Mapping[str, Meeting], links: Sequence[DecisionLink]
) -> Suggestions:
    """Find what later reports suggest about the items that stand.

    Parameters
    ----------
    decisions : sequence of Decision
        The whole register: how rare a word is depends on all of it.
    meetings : mapping of id to Meeting
        A meeting without a date is neither earlier nor later than another.
    links : sequence of DecisionLink
        Those that no person rejected; they tell whether two items share a theme.
    """
    register = _Register(decisions, meetings, links)
    repeats = filter(None, map(register.restated_by, register.standing))
    hints = filter(None, map(register.hint, register.standing))
    return Suggestions({each.item_id: each for each in repeats}, {each.item_id: each for each in hints})


def likeness(a: frozenset[str], b: frozenset[str], weight: Mapping[str, float]) -> float:
    """Return the share of the lighter of two sets of words that the other has too, by weight, 0 to 1."""
    lighter = min(_heft(a, weight), _heft(b, weight))
    return _heft(a & b, weight) / lighter if lighter else 0.0


def _heft(words: frozenset[str], weight: Mapping[str, float]) -> float:
    return sum(weight[word] for word in words)


class _Register:
    """The items that stand, with their words, themes and days."""

    def __init__(
        self, decisions: Sequence[Decision], meetings: Mapping[str, Meeting], links: Sequence[DecisionLink]
    ) -> None:
        self.roots = counts_as(decisions)
        self.standing = [each for each in decisions if each.review != "rejected"]
        self.words = {each.id: content_words(each.quote) for each in self.standing}
        n_items = Counter(word for own in self.words.values() for word in own)
        self.weight = {word: math.log((1 + len(self.standing)) / n) for word, n in n_items.items()}
        self.days = {
            each.id: meetings[each.meeting_id].held_on
            for each in self.standing
            if each.meeting_id in meetings
        }
        self.themes: dict[str, set[str]] = defaultdict(set)
        for link in links:
            if link.theme_id:
                self.themes[link.decision_id].add(link.theme_id)
        self.telling = [each for each in self.standing if each.kind in ("restated", "information")]

    def restated_by(self, item: Decision) -> Restatement | None:
        """Return the earlier item that this one seems to repeat, unless a person has said which."""
        if item.kind != "restated" or item.restates:
            return None
        earlier = [
            each
            for each in self.standing
            if each.kind != "information" and self._is_own(each) and self._is_before(each, item)
        ]
        named = self._days_named(item)
        score, _, found = max(self._alike(item, earlier, named), default=(0.0, 0, item))
        if found is item:
            return None
        words = self._shared_words(item, found)
        return Restatement(item.id, found.id, round(score, 2), f"both say {words}")

    def _days_named(self, item: Decision) -> set[tuple[int, int]]:
        """Return the days that an item or the words before it name; "the last call" is that before it."""
        said = f"{item.context} {item.quote}"
        named = {(each.month, each.day) for each in find_dates(said)}
        own_day = self.days.get(item.id)
        before = [day for day in self.days.values() if day and own_day and day < own_day]
        if before and _LAST_MEETING.search(said):
            named.add((max(before).month, max(before).day))
        return named

    def hint(self, item: Decision) -> ProgressHint | None:
        """Return how far the last report that speaks of an item says it is; None where nothing is new."""
        if item.progress not in UNFINISHED or item.kind == "information" or not self._is_own(item):
            pass
        elif found := max(self._later_words(item), default=None, key=lambda each: each[0]):
            _, progress, later = found
            if progress != item.progress or not item.progress_by:
                return ProgressHint(item.id, progress, later.id, f"it says “{later.quote}”")
        if item.progress != "open" and not item.progress_by:
            return ProgressHint(item.id, item.progress, "", "its own source says so")
        return None

    def _later_words(self, item: Decision) -> Iterator[tuple[tuple[str, float], Progress, Decision]]:
        later = [each for each in self.telling if self._is_before(item, each)]
        for score, _, each in self._alike(item, later):
            progress = _progress_of(each.quote)
            if progress != "open":
                yield (str(self.days[each.id]), score), progress, each

    def _alike(
        self, item: Decision, others: Sequence[Decision], named: Collection[tuple[int, int]] = ()
    ) -> Iterator[tuple[float, int, Decision]]:
        """Go through the items that speak of one thing with this one, with the score and minus the place.

        `named` are the days, as month and day, that the item names.
        """
        own, themes = self.words[item.id], self.themes[item.id]
        for place, other in enumerate(others):
            theirs = self.themes[other.id]
            if len(own & self.words[other.id]) < FEWEST_SHARED or (themes and theirs and not themes & theirs):
                continue
            needed = SAME_THING if themes & theirs else SAME_WITHOUT_THEME
            day = self.days[other.id]
            if day and (day.month, day.day) in named:
                needed = SAME_IF_NAMED
            score = likeness(own, self.words[other.id], self.weight)
            if score >= needed:
                yield score, -place, other

    def _is_own(self, item: Decision) -> bool:
        return self.roots.get(item.id) == item.id

    def _is_before(self, a: Decision, b: Decision) -> bool:
        first, second = self.days.get(a.id), self.days.get(b.id)
        return first is not None and second is not None and first < second

    def _shared_words(self, a: Decision, b: Decision) -> str:
        shared = sorted(self.words[a.id] & self.words[b.id], key=lambda word: (-self.weight[word], word))
        found = [_as_written(stem, a.quote) for stem in shared[:3]]
        return ", ".join(f"'{word}'" for word in found)


def _as_written(stem: str, text: str) -> str:
    words = (match.group() for match in re.finditer(r"[^\W_]+", text))
    return next(word for word in words if stem in content_words(word))


def _progress_of(quote: str) -> Progress:
    if _NOT_YET.search(quote):
        return "open"
    progress = read_progress(quote)
    return "done" if progress == "open" and _FINISHED.search(quote) else progress
