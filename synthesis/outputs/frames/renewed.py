"""Frames after a review: only the rows of the passages that were reviewed are laid out again."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from synthesis.models import Assignment, Snapshot
from synthesis.outputs.frames.assemble import (
    coding_frame,
    frames,
    outcome_of_contribution,
    outcome_of_passage,
    register_frames,
    status_without_theme,
)
from synthesis.outputs.frames.provenance import with_register, with_run
from synthesis.outputs.frames.tidy import FILLER, NOT_CODED, Frames

_READ_ONCE = ("contributions", "passages", "copies", "codebook")
_REGISTER = ("meetings", "decisions", "links")


def renewed(before: Frames, earlier: Snapshot, snapshot: Snapshot) -> Frames:
    """Return what `frames(snapshot)` returns, sooner where only reviews or decisions changed.

    Parameters
    ----------
    before : Frames
        Those of `earlier`, not narrowed. Not modified.
    earlier, snapshot : Snapshot
        `snapshot` was read as what came after `earlier`, so that what did not change is the same object.
    """
    if any(getattr(snapshot, name) is not getattr(earlier, name) for name in _READ_ONCE):
        return frames(snapshot)
    after = replace(
        before,
        revision=snapshot.revision,
        changed_at=snapshot.changed_at,
        provenance=with_run(before.provenance, snapshot),
    )
    if any(getattr(snapshot, name) is not getattr(earlier, name) for name in _REGISTER):
        meetings, decisions, links = register_frames(snapshot)
        provenance = with_register(after.provenance, snapshot)
        after = replace(after, meetings=meetings, decisions=decisions, links=links, provenance=provenance)
    known = {each.passage_id: each for each in earlier.assignments}
    changed = {
        each.passage_id: each for each in snapshot.assignments if each is not known.get(each.passage_id)
    }
    return _recoded(after, snapshot, changed) if changed else after


def _recoded(before: Frames, snapshot: Snapshot, changed: dict[str, Assignment]) -> Frames:
    themes = {theme.id: place for place, theme in enumerate(snapshot.codebook.themes)}
    rows = before.passages[before.passages["id"].isin(changed)]
    orders = dict(zip(rows["id"], rows["order"], strict=True))
    own = [(orders[passage.id], passage) for passage in snapshot.passages if passage.id in orders]
    kept = before.codings[~before.codings["passage_id"].isin(changed)]
    codings = pd.concat([kept, coding_frame(own, changed, themes)]).sort_values(
        "order", kind="stable", ignore_index=True
    )
    passages = before.passages.copy(deep=False)
    for column, of_passage in (("outcome", outcome_of_passage), ("outcome_status", status_without_theme)):
        values = passages[column].copy()
        values.loc[rows.index] = [of_passage(changed[each], themes) for each in rows["id"]]
        passages[column] = values
    contributions = _with_outcomes(before.contributions, passages, set(rows["contribution_id"]))
    return replace(
        before, contributions=contributions, universe=contributions, passages=passages, codings=codings
    )


def _with_outcomes(contributions: pd.DataFrame, passages: pd.DataFrame, changed: set[str]) -> pd.DataFrame:
    inside = passages[passages["contribution_id"].isin(changed)]
    own = inside[inside["repeats"] == ""]
    rows = contributions.loc[contributions["id"].isin(changed), "id"]
    renewed = contributions.copy(deep=False)
    for column, among, without_any in (("outcome", inside, NOT_CODED), ("own_outcome", own, FILLER)):
        come_to = among.groupby("contribution_id")["outcome"].agg(list).to_dict()
        outcomes = contributions[column].copy()
        outcomes.loc[rows.index] = [
            outcome_of_contribution(come_to.get(each, []), without_any) for each in rows
        ]
        renewed[column] = outcomes
    return renewed
