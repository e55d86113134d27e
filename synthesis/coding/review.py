"""Which passage a person should look at next, how far a review has come, and how often the machine was right.

    worth = uncertainty + REPEATED * (1 - 1 / n alike) + SELDOM * (1 - share reviewed / highest share)

Uncertainty is 1 where a score is at the threshold, 0 where all are far from it. `n alike` counts the waiting
passages with the same words, of which one is asked about and the others come last; the shares are of
stakeholder groups. Passages of about the same worth are ordered by a hash that differs from reviewer to
reviewer, so that two of them seldom look at the same one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from synthesis.coding.double import gold_passage_ids, ticket
from synthesis.coding.words import fold
from synthesis.models import PROPOSED_FROM, Assignment, Codebook, Coding, Review, Snapshot

REPEATED, SELDOM = 0.5, 0.5
"""What an answer for many alike, and a group that is seldom heard, count beside uncertainty."""

STEPS = 10
"""Worths are told apart in steps of a tenth; inside a step the reviewer's hash decides."""


def needs_look(assignment: Assignment, codebook: Codebook) -> bool:
    """Whether a review was made with a codebook that had other themes than the one in force."""
    if assignment.review is None:
        return False
    themes = {theme.id for theme in codebook.themes}
    return bool(themes - set(assignment.review.asked) or set(assignment.review.themes) - themes)


def queue(snapshot: Snapshot, reviewer: str, contributions: Collection[str] | None = None) -> tuple[str, ...]:
    """Return the passages that wait for a person, the most telling first.

    Parameters
    ----------
    snapshot : Snapshot
    reviewer : str
        Whose order it is.
    contributions : collection of str, optional
        Ids of the contributions to choose from; all if not given.

    Returns
    -------
    tuple of str
        Ids of passages without a standing review, or whose review needs a look. Fillers are left out, and
        passages that are drawn to be coded twice.
    """
    passages = {passage.id: passage for passage in snapshot.passages}
    group_of = {each.id: each.stakeholder_group for each in snapshot.contributions}
    waiting = _waiting(snapshot, contributions)
    words = {each.passage_id: fold(passages[each.passage_id].text) for each in waiting}
    alike = Counter(words.values())
    seldom = _seldom_reviewed(snapshot)

    def worth(assignment: Assignment) -> float:
        passage = passages[assignment.passage_id]
        repeats = 1 - 1 / alike[words[passage.id]]
        group = group_of[passage.contribution_id]
        return uncertainty(assignment) + REPEATED * repeats + SELDOM * seldom[group]

    ranked = sorted(
        waiting, key=lambda each: (-round(worth(each) * STEPS), ticket(reviewer, each.passage_id))
    )
    said = {
        fold(passages[each.passage_id].text)
        for each in snapshot.assignments
        if each.review and not needs_look(each, snapshot.codebook)
    }
    return _once_first([(each.passage_id, words[each.passage_id]) for each in ranked], said)


def _once_first(ranked: Sequence[tuple[str, str]], said: set[str]) -> tuple[str, ...]:
    """Put passages whose words a person has answered, or will have by then, behind all others."""
    first: list[str] = []
    again: list[str] = []
    known = set(said)
    for passage_id, words in ranked:
        (again if words in known else first).append(passage_id)
        known.add(words)
    return (*first, *again)


def updated(
    order: Sequence[str], snapshot: Snapshot, contributions: Collection[str] | None = None
) -> tuple[str, ...]:
    """Keep of an earlier queue what still waits; what came to wait since, as after a withdrawal, is first.

    Far cheaper than `queue`, whose order hardly moves with a few answers.
    """
    waiting = dict.fromkeys(each.passage_id for each in _waiting(snapshot, contributions))
    known = set(order)
    come_back = [passage_id for passage_id in waiting if passage_id not in known]
    return (*come_back, *(passage_id for passage_id in order if passage_id in waiting))


def _waiting(snapshot: Snapshot, contributions: Collection[str] | None) -> list[Assignment]:
    contribution_of = {passage.id: passage.contribution_id for passage in snapshot.passages}
    gold = gold_passage_ids(snapshot)
    return [
        assignment
        for assignment in snapshot.assignments
        if _waits(assignment, snapshot.codebook)
        and assignment.passage_id not in gold
        and (contributions is None or contribution_of[assignment.passage_id] in contributions)
    ]


def _waits(assignment: Assignment, codebook: Codebook) -> bool:
    if assignment.review is not None:
        return needs_look(assignment, codebook)
    return bool(assignment.codings or assignment.nearest_theme)


def uncertainty(assignment: Assignment) -> float:
    """Return 1 where a theme's score is at the threshold, towards 0 the further all are from it."""
    scores = [coding.score for coding in assignment.codings] or [assignment.nearest_score]
    return 1 - 2 * min(abs(score - PROPOSED_FROM) for score in scores)


def _seldom_reviewed(snapshot: Snapshot) -> dict[str, float]:
    """Return 1 for groups of which nothing is reviewed, 0 for the one of which the largest share is."""
    group_of = {each.id: each.stakeholder_group for each in snapshot.contributions}
    contribution_of = {passage.id: passage.contribution_id for passage in snapshot.passages}
    n_all: Counter[str] = Counter()
    n_reviewed: Counter[str] = Counter()
    for assignment in snapshot.assignments:
        group = group_of[contribution_of[assignment.passage_id]]
        n_all[group] += 1
        n_reviewed[group] += assignment.review is not None
    shares = {group: n_reviewed[group] / n for group, n in n_all.items()}
    highest = max(shares.values(), default=0) or 1
    return {group: 1 - share / highest for group, share in shares.items()}


@dataclass(frozen=True, slots=True)
class ThemeTally:
    """How the machine's proposals of one theme fared in the reviews that stand."""

    theme_id: str
    n_proposed: int
    n_accepted: int
    n_added: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review has come, fillers left out.

    `n_agreed` passages were given the very themes that the machine proposed.
    """

    n_passages: int
    n_reviewed: int
    n_agreed: int
    n_to_look_at: int
    themes: tuple[ThemeTally, ...]
    reviewers: tuple[tuple[str, int], ...]


def progress(snapshot: Snapshot) -> Progress:
    """Count what people have reviewed and how often the machine's proposal was what they said.

    Passages are chosen for review because they are uncertain, so the share that agrees is lower than
    it would be on passages drawn by lot.
    """
    reviews = [assignment.review for assignment in snapshot.assignments if assignment.review is not None]
    codings = [coding for review in reviews for coding in review.codings]
    tallies = tuple(_tally(theme.id, codings) for theme in snapshot.codebook.themes)
    by_reviewer = Counter(review.coder for review in reviews)
    return Progress(
        n_passages=sum(not assignment.is_filler for assignment in snapshot.assignments),
        n_reviewed=len(reviews),
        n_agreed=sum(_agrees(review) for review in reviews),
        n_to_look_at=sum(needs_look(assignment, snapshot.codebook) for assignment in snapshot.assignments),
        themes=tallies,
        reviewers=tuple(sorted(by_reviewer.items(), key=lambda each: (-each[1], each[0]))),
    )


def _was_proposed(coding: Coding) -> bool:
    return coding.score >= PROPOSED_FROM


def _agrees(review: Review) -> bool:
    return all((coding.status == "accepted") == _was_proposed(coding) for coding in review.codings)


def _tally(theme_id: str, codings: Collection[Coding]) -> ThemeTally:
    own = [coding for coding in codings if coding.theme_id == theme_id]
    accepted = [coding for coding in own if coding.status == "accepted"]
    n_accepted = sum(map(_was_proposed, accepted))
    return ThemeTally(
        theme_id,
        n_proposed=sum(map(_was_proposed, own)),
        n_accepted=n_accepted,
        n_added=len(accepted) - n_accepted,
    )
