"""Snapshot -> Frames: tidy DataFrames made once per revision, and narrowed by Filters.

One row is one contribution, passage, coding, theme, meeting, decision or decision link. What a person
rejected is left out of `codings` and `links`, so that it counts nowhere. Dates are ISO text, "" if unknown.

>>> from synthesis.models import Snapshot
>>> len(frames(Snapshot()).universe)
0
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from synthesis.models import (
    UNKNOWN,
    Assignment,
    Coding,
    Contribution,
    Decision,
    Filters,
    Meeting,
    Passage,
    Snapshot,
    Span,
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
    "copy_group": "str",
    "is_exact_copy": "bool",
    "outcome": "str",
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
    "order": "int64",
}
THEME_COLUMNS = {"id": "str", "name": "str", "definition": "str", "order": "int64"}
MEETING_COLUMNS = {
    "id": "str",
    "title": "str",
    "held_on": "str",
    "body": "str",
    "source": "str",
    "is_sample": "bool",
}
DECISION_COLUMNS = {
    "id": "str",
    "meeting_id": "str",
    "meeting": "str",
    "held_on": "str",
    "body": "str",
    "kind": "str",
    "quote": "str",
    "context": "str",
    "paragraph": "str",
    "paragraph_text": "str",
    "owner": "str",
    "due": "str",
    "due_on": "str",
    "review": "str",
    "progress": "str",
    "theme_ids": "object",
    "passage_ids": "object",
    "is_sample": "bool",
    "order": "int64",
}
LINK_COLUMNS = {
    "decision_id": "str",
    "theme_id": "str",
    "passage_id": "str",
    "score": "float64",
    "status": "str",
    "why": "str",
}

NOT_CODED = "uncoded"
"""The outcome of a passage, or contribution, that nobody and nothing has coded yet."""


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """The tidy tables of one state of the store, whole or narrowed; treat them as read-only.

    `universe` holds the contributions that pass every filter but theme and review: its length is N.
    `contributions` are those of them with a coding that passes those two as well. Without such filters
    they are the same. `outcome` says what coding came to: coded, undecided (cannot tell), none
    (none of the themes), uncoded. `filters` is what the tables were narrowed to.
    """

    contributions: pd.DataFrame
    universe: pd.DataFrame
    passages: pd.DataFrame
    codings: pd.DataFrame
    themes: pd.DataFrame
    meetings: pd.DataFrame
    decisions: pd.DataFrame
    links: pd.DataFrame
    revision: int = 0
    changed_at: datetime | None = None
    codebook_name: str = ""
    codebook_version: str = ""
    filters: Filters = field(default_factory=Filters)

    @property
    def is_sample(self) -> bool:
        """Whether anything shown was composed for this project, and has to be marked."""
        return bool(self.universe["is_sample"].any()) or bool(self.decisions["is_sample"].any())


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
    outcomes = {p.id: _outcome(assignments.get(p.id), themes) for p in passages}
    heard = _contribution_frame(contributions, passages, outcomes, snapshot)
    decisions, meetings = _decisions_in_order(snapshot)
    return Frames(
        contributions=heard,
        universe=heard,
        passages=_passage_frame(passages, assignments, outcomes),
        codings=_coding_frame(passages, assignments, themes),
        themes=_theme_frame(snapshot),
        meetings=_meeting_frame(meetings),
        decisions=_decision_frame(decisions, meetings, snapshot, themes),
        links=_link_frame(snapshot),
        revision=snapshot.revision,
        changed_at=snapshot.changed_at,
        codebook_name=snapshot.codebook.name,
        codebook_version=snapshot.codebook.version,
    )


def narrow(whole: Frames, filters: Filters) -> Frames:
    """Keep what passes the filters: any of the values inside a field, all fields together.

    Cycle, group, region and language choose contributions (the N of every share); theme and review
    choose codings, and with them passages and contributions; theme also chooses decisions.
    """
    if filters.is_empty:
        return whole
    universe = whole.universe[contribution_mask(whole.universe, filters)]
    inside = whole.codings["contribution_id"].isin(universe["id"])
    codings = whole.codings[inside & coding_mask(whole.codings, filters)]
    passages = whole.passages[whole.passages["contribution_id"].isin(universe["id"])]
    contributions = universe
    if filters.themes or filters.review:
        passages = passages[passages["id"].isin(codings["passage_id"])]
        contributions = universe[universe["id"].isin(codings["contribution_id"])]
    return replace(
        _on_themes(whole, filters.themes),
        contributions=contributions,
        universe=universe,
        passages=passages,
        codings=codings,
        filters=filters,
    )


def contribution_mask(contributions: pd.DataFrame, filters: Filters) -> pd.Series[bool]:
    """Tell which contributions pass the cycle, group, region and language filters."""
    passes = pd.Series(True, index=contributions.index)
    wanted: dict[str, Sequence[Any]] = {
        "cycle": filters.cycles,
        "stakeholder_group": filters.stakeholder_groups,
        "region": filters.regions,
        "language": filters.languages,
    }
    for column, values in wanted.items():
        if values:
            passes &= contributions[column].isin(values).astype(bool)
    return passes


def coding_mask(codings: pd.DataFrame, filters: Filters) -> pd.Series[bool]:
    """Tell which codings pass the theme and review filters."""
    passes = pd.Series(True, index=codings.index)
    if filters.themes:
        passes &= codings["theme_id"].isin(filters.themes)
    if filters.review:
        passes &= codings["status"].isin(filters.review)
    return passes


def _on_themes(whole: Frames, themes: Sequence[str]) -> Frames:
    if not themes:
        return whole
    wanted = set(themes)
    on_them = [bool(wanted.intersection(ids)) for ids in whole.decisions["theme_ids"]]
    decisions = whole.decisions[pd.Series(on_them, index=whole.decisions.index, dtype=bool)]
    links = whole.links[
        whole.links["decision_id"].isin(decisions["id"])
        & (whole.links["theme_id"].isin(themes) | (whole.links["theme_id"] == ""))
    ]
    themes_kept = whole.themes[whole.themes["id"].isin(themes)]
    return replace(whole, decisions=decisions, links=links, themes=themes_kept)


def _frame(columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """Make a frame whose column types do not depend on what the rows hold, or whether there are any."""
    across = list(zip(*rows, strict=True)) or [() for _ in columns]
    return pd.DataFrame(
        {
            name: pd.Series(list(cells), dtype=kind)
            for (name, kind), cells in zip(columns.items(), across, strict=True)
        }
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _in_reading_order(passages: Iterable[Passage], contributions: Iterable[Contribution]) -> list[Passage]:
    place = {c.id: number for number, c in enumerate(contributions)}
    known = (p for p in passages if p.contribution_id in place)
    return sorted(known, key=lambda p: (place[p.contribution_id], p.start, p.end, p.id))


def _standing(assignment: Assignment, themes: Mapping[str, int]) -> tuple[Coding, ...]:
    """Return the codings that count: not rejected, on a theme of the codebook, in its order."""
    codings = [c for c in assignment.codings if c.status != "rejected" and c.theme_id in themes]
    return tuple(sorted(codings, key=lambda c: themes[c.theme_id]))


def _outcome(assignment: Assignment | None, themes: Mapping[str, int]) -> str:
    if assignment is None:
        return NOT_CODED
    if _standing(assignment, themes):
        return "coded"
    if assignment.outcome != "coded":
        return assignment.outcome
    is_of_this_codebook = all(c.theme_id in themes for c in assignment.codings)
    return "none" if is_of_this_codebook else NOT_CODED


def _outcome_of_contribution(outcomes: Iterable[str]) -> str:
    """One coded passage makes it coded; else one doubtful passage makes it undecided."""
    seen = set(outcomes)
    order = ("coded", "undecided", NOT_CODED, "none")
    return next((outcome for outcome in order if outcome in seen), NOT_CODED)


def _contribution_frame(
    contributions: Sequence[Contribution],
    passages: Sequence[Passage],
    outcomes: Mapping[str, str],
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
                _iso(c.submitted_on),
                c.source,
                c.is_sample,
                len(own[c.id]),
                copy.id if copy else "",
                copy.is_exact if copy else False,
                _outcome_of_contribution(outcomes[p.id] for p in own[c.id]),
            )
        )
    return _frame(CONTRIBUTION_COLUMNS, rows)


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
    passages: Sequence[Passage], assignments: Mapping[str, Assignment], outcomes: Mapping[str, str]
) -> pd.DataFrame:
    unseen = Assignment("", "none")
    rows: list[tuple[Any, ...]] = []
    for order, p in enumerate(passages):
        nearest = assignments.get(p.id, unseen)
        language = p.language or UNKNOWN
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
                order,
            )
        )
    return _frame(PASSAGE_COLUMNS, rows)


def _coding_frame(
    passages: Sequence[Passage], assignments: Mapping[str, Assignment], themes: Mapping[str, int]
) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = []
    for order, p in enumerate(passages):
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
                order,
            )
            for c in _standing(assignments[p.id], themes)
        )
    return _frame(CODING_COLUMNS, rows)


def _words(text: str, spans: Iterable[Span]) -> str:
    return "; ".join(dict.fromkeys(text[span.start : span.end] for span in spans))


def _theme_frame(snapshot: Snapshot) -> pd.DataFrame:
    themes = enumerate(snapshot.codebook.themes)
    return _frame(THEME_COLUMNS, [(t.id, t.name, t.definition, order) for order, t in themes])


def _decisions_in_order(snapshot: Snapshot) -> tuple[list[Decision], dict[str, Meeting]]:
    """Sort by meeting, newest first; inside a meeting as the report has them."""
    newest_first = sorted(snapshot.meetings, key=lambda m: (_iso(m.held_on), m.id), reverse=True)
    meetings = {m.id: m for m in newest_first}
    place = {meeting_id: number for number, meeting_id in enumerate(meetings)}
    known = [d for d in snapshot.decisions if d.meeting_id in place]
    return sorted(known, key=lambda d: (place[d.meeting_id], _paragraph_place(d, meetings))), meetings


def _paragraph_place(decision: Decision, meetings: Mapping[str, Meeting]) -> tuple[int, int, str]:
    for number, paragraph in enumerate(meetings[decision.meeting_id].paragraphs):
        if paragraph.number == decision.paragraph and decision.quote in paragraph.text:
            return number, paragraph.text.index(decision.quote), decision.id
    return len(meetings[decision.meeting_id].paragraphs), 0, decision.id


def _meeting_frame(meetings: Mapping[str, Meeting]) -> pd.DataFrame:
    rows = [(m.id, m.title, _iso(m.held_on), m.body, m.source, m.is_sample) for m in meetings.values()]
    return _frame(MEETING_COLUMNS, rows)


def _decision_frame(
    decisions: Sequence[Decision],
    meetings: Mapping[str, Meeting],
    snapshot: Snapshot,
    themes: Mapping[str, int],
) -> pd.DataFrame:
    on_themes: dict[str, set[str]] = defaultdict(set)
    on_passages: dict[str, set[str]] = defaultdict(set)
    for link in snapshot.links:
        if link.status != "rejected":
            (on_themes if link.theme_id else on_passages)[link.decision_id].add(
                link.theme_id or link.passage_id
            )
    rows: list[tuple[Any, ...]] = []
    for order, d in enumerate(decisions):
        meeting = meetings[d.meeting_id]
        linked = sorted(on_themes[d.id].intersection(themes), key=lambda theme: themes[theme])
        rows.append(
            (
                d.id,
                d.meeting_id,
                meeting.title,
                _iso(meeting.held_on),
                meeting.body,
                d.kind,
                d.quote,
                d.context,
                d.paragraph,
                _paragraph_text(d, meeting),
                d.owner,
                d.due,
                _iso(d.due_on),
                d.review,
                d.progress,
                tuple(linked),
                tuple(sorted(on_passages[d.id])),
                meeting.is_sample,
                order,
            )
        )
    return _frame(DECISION_COLUMNS, rows)


def _paragraph_text(decision: Decision, meeting: Meeting) -> str:
    numbered = [p.text for p in meeting.paragraphs if p.number == decision.paragraph]
    return next((text for text in numbered if decision.quote in text), numbered[0] if numbered else "")


def _link_frame(snapshot: Snapshot) -> pd.DataFrame:
    standing = [link for link in snapshot.links if link.status != "rejected"]
    standing.sort(key=lambda link: (link.decision_id, link.theme_id, link.passage_id))
    return _frame(
        LINK_COLUMNS,
        [
            (link.decision_id, link.theme_id, link.passage_id, link.score, link.status, link.why)
            for link in standing
        ],
    )
