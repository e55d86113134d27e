"""Decisions -> the passages they answer: proposed links, each with the reason in plain words.

A passage is proposed where it was sent in the three years before the meeting, shares a theme with the
decision, does not want the opposite, and says one telling word of the decision or names the same group; the
likest come first:

    score = likeness + SHARED * overlap + ON_THEME * (score of link * score of coding) + NAMED

`likeness` is the coder's, between what the decision says beside the words of every meeting and the passage;
`overlap` the share of the decision's telling terms, weighed by how rare they are, that the passage says too.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.topics.copies import group_passages
from synthesis.coding.topics.terms import find_terms
from synthesis.meetings.order import is_recent, order_in_words
from synthesis.meetings.trace import HOUSE_STEMS, HOUSE_WORDS, MAX_SHOWN, outermost, without_words
from synthesis.models import (
    Coding,
    Contribution,
    Decision,
    DecisionLink,
    Meeting,
    Passage,
    Position,
    Snapshot,
)

LEAST = 0.31
"""Score from which a passage is proposed."""

MOST = 5
"""Passages proposed for a decision; of copies, and of one contribution, only the best."""

SHARED = 0.5
ON_THEME = 0.3
NAMED = 0.05
CONTEXT = 0.5
"""Worth of a term that stands only in the sentence before the decision; its likeness counts `BY_CONTEXT`."""

BY_CONTEXT = 0.8
FEWEST_TERMS = 4
"""A decision with fewer telling terms is weighed as if it had so many, each as rare as can be."""

OF_BEST = 0.8
"""Of several themes of a decision, those count whose link has at least this share of the best score."""

SHORTLIST = 40
"""Candidates of a decision whose likeness is asked for, the most promising by what is cheap to know."""

_GROUPS = {
    "Best Practice Forums": re.compile(r"\bBPFs?\b|\bbest[- ]practices? (?:forum|group|work)", re.I),
    "national and regional initiatives": re.compile(
        r"\bNRIs?\b|\b(?:national|regional)(?: and regional)? (?:initiative|forum|IGF)", re.I
    ),
    "MAG working groups": re.compile(r"\bMAG working groups?\b|\bworking groups? of the MAG\b", re.I),
}
_COALITION = re.compile(
    r"\bDC[- ]?(?:on )?([A-Z]\w{2,})|\bcoalitions? (?:on|for|of) (?:the )?(?-i:([a-z]{4,}))", re.I
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A passage with what is compared: its terms, the groups it names, its codings by theme."""

    passage: Passage
    contribution: Contribution
    terms: frozenset[str]
    groups: frozenset[str]
    codings: Mapping[str, Coding]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A decision with what is compared: its telling terms (key -> as written), groups, themes with scores."""

    decision: Decision
    meeting: Meeting
    own: Mapping[str, str]
    before: Mapping[str, str]
    groups: frozenset[str]
    themes: Mapping[str, float]
    positions: Mapping[str, Position]


def link_passages(
    snapshot: Snapshot, links: Sequence[DecisionLink], coder: ThemeCoder
) -> tuple[DecisionLink, ...]:
    """Propose which passages the decisions of a snapshot answer.

    Parameters
    ----------
    snapshot : Snapshot
        Its decisions, meetings, contributions, passages and assignments are compared.
    links : sequence of DecisionLink
        To themes; rejected ones do not count.
    coder : ThemeCoder
        The one that coded the passages.

    Returns
    -------
    tuple of DecisionLink
        At most `MOST` for a decision, the best first, status "proposed", in the order of the decisions. A
        meeting without a date, or a contribution without date and cycle, gets none: the order is not known.
    """
    asked = _asked(snapshot, links, coder)
    said = _Index(_said(snapshot, {theme for each in asked for theme in each.themes}))
    return tuple(link for each in asked for link in _answered(each, said, coder))


def _asked(snapshot: Snapshot, links: Sequence[DecisionLink], coder: ThemeCoder) -> list[_Asked]:
    themes: dict[str, dict[str, float]] = defaultdict(dict)
    for link in links:
        if link.theme_id and link.status != "rejected":
            themes[link.decision_id][link.theme_id] = 1.0 if link.status == "confirmed" else link.score
    meetings = {meeting.id: meeting for meeting in snapshot.meetings}
    return [
        _ask(decision, meetings[decision.meeting_id], _strongest(themes[decision.id]), coder)
        for decision in snapshot.decisions
        if decision.id in themes and decision.review != "rejected" and decision.meeting_id in meetings
    ]


def _strongest(themes: Mapping[str, float]) -> dict[str, float]:
    best = max(themes.values())
    return {theme: score for theme, score in themes.items() if score >= OF_BEST * best}


def _ask(decision: Decision, meeting: Meeting, themes: Mapping[str, float], coder: ThemeCoder) -> _Asked:
    own = {term.key: term.text for term in find_terms(decision.quote, HOUSE_STEMS)}
    before = {term.key: term.text for term in find_terms(decision.context, HOUSE_STEMS)}
    before = {key: text for key, text in before.items() if key not in own}
    positions = {theme: coder.position(decision.quote, theme) for theme in themes}
    return _Asked(decision, meeting, own, before, _groups(decision.quote), themes, positions)


def _said(snapshot: Snapshot, themes: set[str]) -> Iterator[_Said]:
    """Prepare the passages that carry one of the themes."""
    contributions = {contribution.id: contribution for contribution in snapshot.contributions}
    passages = {passage.id: passage for passage in snapshot.passages}
    for assignment in snapshot.assignments:
        codings = {
            coding.theme_id: coding
            for coding in assignment.codings
            if coding.status != "rejected" and coding.theme_id in themes
        }
        if codings:
            passage = passages[assignment.passage_id]
            terms = frozenset(term.key for term in find_terms(passage.text, HOUSE_STEMS))
            contribution = contributions[passage.contribution_id]
            yield _Said(passage, contribution, terms, _groups(passage.text), codings)


def _groups(text: str) -> frozenset[str]:
    """Return the groups that a text names, coalitions by their subject."""
    named = {name for name, pattern in _GROUPS.items() if pattern.search(text)}
    return frozenset(named | {f"the coalition on {(a or b).lower()}" for a, b in _COALITION.findall(text)})


class _Index:
    """Passages by the terms that they say and the groups that they name, and how rare each term is."""

    def __init__(self, said: Iterable[_Said]) -> None:
        self.said = list(said)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, each in enumerate(self.said):
            for key in each.terms | each.groups:
                self._places[key].append(place)

    def weight(self, term: str) -> float:
        """Return how much a term tells: ln((1 + n) / (1 + df)), over these passages."""
        return math.log((1 + len(self.said)) / (1 + len(self._places.get(term, ()))))

    def find(self, keys: Iterable[str]) -> list[_Said]:
        """Return the passages that have one of these, in their order."""
        return [
            self.said[place] for place in sorted({at for key in keys for at in self._places.get(key, ())})
        ]


def _answered(asked: _Asked, index: _Index, coder: ThemeCoder) -> Iterator[DecisionLink]:
    """Propose the best passages for one decision."""
    promising = [
        (_worth(asked, said, index), said)
        for said in index.find([*asked.own, *asked.before, *asked.groups])
        if _can_answer(asked, said)
    ]
    promising.sort(key=lambda pair: (-pair[0], pair[1].passage.id))
    shortlist = promising[:SHORTLIST]
    alike = _likeness(asked, [said for _, said in shortlist], coder)
    scored = [(worth + like, said) for (worth, said), like in zip(shortlist, alike, strict=True)]
    scored = [(score, said) for score, said in scored if score >= LEAST]
    scored.sort(key=lambda pair: (-pair[0], pair[1].passage.id))
    for score, said in _without_copies(scored)[:MOST]:
        yield DecisionLink(
            asked.decision.id,
            passage_id=said.passage.id,
            score=round(min(score, 1.0), 2),
            why=_why(asked, said, index),
        )


def _can_answer(asked: _Asked, said: _Said) -> bool:
    sent = said.contribution
    return is_recent(sent.submitted_on, sent.cycle, asked.meeting.held_on) and bool(_themes(asked, said))


def _themes(asked: _Asked, said: _Said) -> dict[str, float]:
    """Return what both are about, and how surely; not where the passage alone is against it."""
    return {
        theme: score * said.codings[theme].score
        for theme, score in asked.themes.items()
        if theme in said.codings
        and (said.codings[theme].position != "against" or asked.positions[theme] == "against")
    }


def _worth(asked: _Asked, said: _Said, index: _Index) -> float:
    """Return the part of the score that is cheap to know."""
    weight = {key: index.weight(key) for key in asked.own}
    weight |= {key: CONTEXT * index.weight(key) for key in asked.before}
    shared = sum(weight[key] for key in weight.keys() & said.terms)
    floor = FEWEST_TERMS * math.log(1 + len(index.said))
    overlap = shared / max(sum(weight.values()), floor)
    named = NAMED if asked.groups & said.groups else 0.0
    return SHARED * overlap + ON_THEME * max(_themes(asked, said).values()) + named


def _likeness(asked: _Asked, said: Sequence[_Said], coder: ThemeCoder) -> list[float]:
    if not said:
        return []
    own = without_words(asked.decision.quote, HOUSE_WORDS)
    whole = without_words(f"{asked.decision.quote} {asked.decision.context}", HOUSE_WORDS)
    alike = coder.likeness([own, whole], [each.passage.text for each in said])
    return [float(max(a, BY_CONTEXT * b)) for a, b in alike.T]


def _without_copies(scored: Sequence[tuple[float, _Said]]) -> list[tuple[float, _Said]]:
    """Keep the best of copies and of each contribution."""
    groups = group_passages([said.passage for _, said in scored])
    copy_of = {passage.id: number for number, group in enumerate(groups) for passage in group}
    kept: list[tuple[float, _Said]] = []
    seen: set[object] = set()
    for score, said in scored:
        same = {copy_of[said.passage.id], said.contribution.id}
        if seen.isdisjoint(same):
            kept.append((score, said))
            seen |= same
    return kept


def _why(asked: _Asked, said: _Said, index: _Index) -> str:
    """Say why in words that end a sentence: "shares a theme and 'page' with it, was sent before ..."."""
    terms = [key for key in (*asked.own, *asked.before) if key in said.terms]
    terms.sort(key=lambda key: -index.weight(key))
    words = [asked.own.get(key) or asked.before[key] for key in terms]
    told = [f"'{word}'" for word in outermost(words)[:MAX_SHOWN]]
    both = ["the theme", *told]
    shared = f"shares {', '.join(both[:-1])}{' and ' if told else ''}{both[-1]} with the passage"
    named = sorted(asked.groups & said.groups)
    naming = f"; both name {', '.join(named)}" if named else ""
    sent = order_in_words(said.contribution.submitted_on, said.contribution.cycle)
    return f"{shared}{naming}; the passage {sent}"
