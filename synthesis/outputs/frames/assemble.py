"""Snapshot -> Frames, once per revision; the order depends on nothing but the records.

>>> from synthesis.models import Snapshot
>>> len(frames(Snapshot()).universe)
0
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from synthesis.corpus.boilerplate import find_repeats
from synthesis.corpus.records import is_no_answer
from synthesis.models import UNKNOWN, Assignment, Coding, Contribution, Passage, Repeat, Snapshot, Span
from synthesis.outputs.frames.provenance import provenance_of
from synthesis.outputs.frames.register import decision_frame, decisions_in_order, link_frame, meeting_frame
from synthesis.outputs.frames.tidy import (
    FILLER,
    NOT_CODED,
    OUTCOME_ORDER,
    QUESTION_COLUMNS,
    Frames,
    iso_day,
    make_frame,
)

CONTRIBUTION_COLUMNS = {
    "id": "str",
    "name": "str",
    "stakeholder_group": "str",
    "group_as_given": "str",
    "region": "str",
    "country": "str",
    "cycle": "Int64",
    "language": "str",
    "submitted_on": "str",
    "source": "str",
    "is_sample": "bool",
    "n_passages": "int64",
    "counts_as": "str",
    "copy_group": "str",
    "is_exact_copy": "bool",
    "outcome": "str",
    "own_outcome": "str",
}
PASSAGE_COLUMNS = {
    "id": "str",
    "contribution_id": "str",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "language": "str",
    "outcome": "str",
    "nearest_theme": "str",
    "nearest_score": "float64",
    "repeats": "str",
    "is_exact_repeat": "bool",
    "order": "int64",
}
CODING_COLUMNS = {
    "passage_id": "str",
    "contribution_id": "str",
    "theme_id": "str",
    "score": "float64",
    "position": "str",
    "status": "str",
    "origin": "str",
    "coder": "str",
    "evidence": "object",
    "evidence_words": "str",
    "evidence_at": "str",
    "position_at": "str",
    "order": "int64",
}
THEME_COLUMNS = {
    "id": "str",
    "name": "str",
    "definition": "str",
    "for_meaning": "str",
    "against_meaning": "str",
    "for_label": "str",
    "against_label": "str",
    "has_guide": "bool",
    "order": "int64",
}


def frames(snapshot: Snapshot) -> Frames:
    """Lay a snapshot out as tidy tables, in an order that depends on nothing but its records.

    Parameters
    ----------
    snapshot : Snapshot
        Not modified.

    Returns
    -------
    Frames
        Contributions by cycle and id, passages in reading order, themes as in the codebook. A coding on
        a theme that the codebook no longer has is left out, and its passage counts as not coded.
    """
    contributions = sorted(snapshot.contributions, key=lambda c: (-(c.cycle or 0), c.id))
    passages = _in_reading_order(snapshot.passages, contributions)
    themes = {theme.id: place for place, theme in enumerate(snapshot.codebook.themes)}
    assignments = {a.passage_id: a for a in snapshot.assignments}
    outcomes = {p.id: outcome_of_passage(assignments.get(p.id), themes) for p in passages}
    repeats = {repeat.passage_id: repeat for repeat in find_repeats(contributions, passages)}
    heard = _contribution_frame(contributions, passages, outcomes, repeats, snapshot)
    meetings, decisions, links = register_frames(snapshot)
    return Frames(
        contributions=heard,
        universe=heard,
        passages=_passage_frame(passages, assignments, outcomes, repeats),
        codings=coding_frame(list(enumerate(passages)), assignments, themes),
        themes=_theme_frame(snapshot),
        meetings=meetings,
        decisions=decisions,
        links=links,
        revision=snapshot.revision,
        changed_at=snapshot.changed_at,
        codebook_name=snapshot.codebook.name,
        codebook_version=snapshot.codebook.version,
        provenance=provenance_of(snapshot),
        questions=_question_frame(contributions),
    )


def register_frames(snapshot: Snapshot) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Lay out the meetings, the decisions and their links."""
    themes = {theme.id: place for place, theme in enumerate(snapshot.codebook.themes)}
    decisions, meetings = decisions_in_order(snapshot)
    return (
        meeting_frame(meetings),
        decision_frame(decisions, meetings, snapshot, themes),
        link_frame(snapshot),
    )


def _in_reading_order(passages: Iterable[Passage], contributions: Iterable[Contribution]) -> list[Passage]:
    place = {c.id: number for number, c in enumerate(contributions)}
    known = (p for p in passages if p.contribution_id in place)
    return sorted(known, key=lambda p: (place[p.contribution_id], p.start, p.end, p.id))


def _standing(assignment: Assignment, themes: Mapping[str, int]) -> tuple[Coding, ...]:
    """Return the codings that count: not rejected, on a theme of the codebook, in its order."""
    codings = [c for c in assignment.codings if c.status != "rejected" and c.theme_id in themes]
    return tuple(sorted(codings, key=lambda c: themes[c.theme_id]))


def outcome_of_passage(assignment: Assignment | None, themes: Mapping[str, int]) -> str:
    """Return what coding a passage came to, given the themes of the codebook."""
    if assignment is None:
        return NOT_CODED
    if _standing(assignment, themes):
        return "coded"
    if assignment.is_filler:
        return FILLER
    if assignment.outcome != "coded":
        return assignment.outcome
    is_of_this_codebook = all(c.theme_id in themes for c in assignment.codings)
    return "none" if is_of_this_codebook else NOT_CODED


def outcome_of_contribution(outcomes: Iterable[str], without_any: str) -> str:
    """Return the outcome of its passages that stands first in OUTCOME_ORDER."""
    return min(outcomes, key=OUTCOME_ORDER.index, default=without_any)


def _contribution_frame(
    contributions: Sequence[Contribution],
    passages: Sequence[Passage],
    outcomes: Mapping[str, str],
    repeats: Mapping[str, Repeat],
    snapshot: Snapshot,
) -> pd.DataFrame:
    own: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        own[passage.contribution_id].append(passage)
    copies = {member: group for group in snapshot.copies for member in group.contribution_ids}
    rows: list[tuple[Any, ...]] = []
    for c in contributions:
        copy = copies.get(c.id)
        rows.append(
            (
                c.id,
                c.display_name,
                c.stakeholder_group,
                c.group_as_given,
                c.region,
                c.country,
                c.cycle,
                _language(c, own[c.id]),
                iso_day(c.submitted_on),
                c.source,
                c.is_sample,
                len(own[c.id]),
                c.id,
                copy.id if copy else "",
                copy.is_exact if copy else False,
                outcome_of_contribution([outcomes[p.id] for p in own[c.id]], NOT_CODED),
                outcome_of_contribution([outcomes[p.id] for p in own[c.id] if p.id not in repeats], FILLER),
            )
        )
    return make_frame(CONTRIBUTION_COLUMNS, rows)


def _language(contribution: Contribution, passages: Iterable[Passage]) -> str:
    """Return the language given, else the one that most of its passages' characters are in."""
    if contribution.language:
        return contribution.language
    weight: Counter[str] = Counter()
    for passage in passages:
        if passage.language:
            weight[passage.language] += len(passage.text)
    return min(weight, key=lambda code: (-weight[code], code)) if weight else UNKNOWN


def _passage_frame(
    passages: Sequence[Passage],
    assignments: Mapping[str, Assignment],
    outcomes: Mapping[str, str],
    repeats: Mapping[str, Repeat],
) -> pd.DataFrame:
    unseen = Assignment("", "none")
    rows: list[tuple[Any, ...]] = []
    for order, p in enumerate(passages):
        nearest = assignments.get(p.id, unseen)
        language = p.language or UNKNOWN
        repeat = repeats.get(p.id)
        rows.append(
            (
                p.id,
                p.contribution_id,
                p.start,
                p.end,
                p.text,
                language,
                outcomes[p.id],
                nearest.nearest_theme,
                nearest.nearest_score,
                repeat.of if repeat else "",
                repeat.is_exact if repeat else False,
                order,
            )
        )
    return make_frame(PASSAGE_COLUMNS, rows)


def coding_frame(
    passages: Iterable[tuple[int, Passage]], assignments: Mapping[str, Assignment], themes: Mapping[str, int]
) -> pd.DataFrame:
    """Lay out the codings that count of these passages, each with its place among all."""
    rows: list[tuple[Any, ...]] = []
    for order, p in passages:
        if p.id not in assignments:
            continue
        rows.extend(
            (
                p.id,
                p.contribution_id,
                c.theme_id,
                c.score,
                c.position,
                c.status,
                c.origin,
                c.coder,
                tuple((span.start, span.end) for span in c.evidence),
                _words(p.text, c.evidence),
                places_words(c.evidence, p.start),
                places_words(c.position_evidence, p.start),
                order,
            )
            for c in _standing(assignments[p.id], themes)
        )
    return make_frame(CODING_COLUMNS, rows)


def _question_frame(contributions: Iterable[Contribution]) -> pd.DataFrame:
    rows = [
        (c.id, answer.question, place)
        for c in contributions
        for place, answer in enumerate(c.answers)
        if answer.question and not is_no_answer(c.text[answer.start : answer.end])
    ]
    return make_frame(QUESTION_COLUMNS, rows)


def _words(text: str, spans: Iterable[Span]) -> str:
    return "; ".join(dict.fromkeys(text[span.start : span.end] for span in spans))


def places_words(spans: Iterable[Span], start: int) -> str:
    """Write where words stand in a contribution, given where their passage starts.

    >>> places_words([Span(4, 11), Span(39, 53)], 70)
    '74-81 109-123'
    """
    return " ".join(f"{start + span.start}-{start + span.end}" for span in spans)


def _theme_frame(snapshot: Snapshot) -> pd.DataFrame:
    rows = []
    for order, t in enumerate(snapshot.codebook.themes):
        meanings = (t.position_for.meaning, t.position_against.meaning)
        labels = (t.position_for.label, t.position_against.label)
        rows.append((t.id, t.name, t.definition, *meanings, *labels, t.has_guide, order))
    return make_frame(THEME_COLUMNS, rows)
