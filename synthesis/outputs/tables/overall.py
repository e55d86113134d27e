"""How much everything on a page rests on."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from synthesis.models import UNKNOWN
from synthesis.outputs.frames.counting import n_counted, of_outcome
from synthesis.outputs.frames.tidy import FILLER, NOT_CODED, Frames, made_once

NO_REGION = (UNKNOWN, "Other", "Intergovernmental Organizations")
"""Values of the region that are no part of the world; they are not counted among the regions."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How much everything on a page rests on; contributions unless the name says otherwise.

    `n_contributions` passed all filters, of `n_universe` that passed those other than theme and review.
    `n_groups`, `n_regions` and `n_languages`, of the former, leave `unknown` out, `n_regions` also `Other`
    and intergovernmental organizations. `n_copies` of the former, counted one by one,
    have a text that others sent too, in `n_copy_groups` copy groups.
    `n_coded + n_none + n_undecided + n_uncoded + n_silent` is `n_universe`; of the passages `n_fillers` say
    nothing, and `n_silent` contributions nothing else. `n_with_confirmed` have a coding that a
    person confirmed.
    `n_decisions` leaves out information, what a person rejected, and what was merged with the item that it
    restates; they come from `n_meetings` meetings.
    """

    n_contributions: int
    n_universe: int
    n_passages: int
    n_passages_coded: int
    n_codings: int
    n_with_confirmed: int
    n_codings_confirmed: int
    n_coded: int
    n_none: int
    n_undecided: int
    n_uncoded: int
    n_silent: int
    n_fillers: int
    n_groups: int
    n_regions: int
    n_languages: int
    cycles: tuple[int, ...]
    n_copies: int
    n_copy_groups: int
    n_themes: int
    n_meetings: int
    n_decisions: int
    n_decisions_confirmed: int
    n_sample: int
    is_sample: bool


@made_once
def totals(narrowed: Frames) -> Totals:
    """Count everything once."""
    universe, heard, codings = narrowed.universe, narrowed.contributions, narrowed.codings
    outcomes = of_outcome(universe).value_counts()
    confirmed = codings[codings["status"] == "accepted"]
    copied = heard[heard["copy_group"] != ""]
    decided = decided_of(narrowed.decisions)
    return Totals(
        n_contributions=n_counted(heard),
        n_universe=n_counted(universe),
        n_passages=len(narrowed.passages),
        n_passages_coded=codings["passage_id"].nunique(),
        n_codings=len(codings),
        n_with_confirmed=n_counted(heard[heard["id"].isin(confirmed["contribution_id"])]),
        n_codings_confirmed=len(confirmed),
        n_coded=int(outcomes.get("coded", 0)),
        n_none=int(outcomes.get("none", 0)),
        n_undecided=int(outcomes.get("undecided", 0)),
        n_uncoded=int(outcomes.get(NOT_CODED, 0)),
        n_silent=int(outcomes.get(FILLER, 0)),
        n_fillers=int((narrowed.passages["outcome"] == FILLER).sum()),
        n_groups=len(set(heard["stakeholder_group"]) - {UNKNOWN}),
        n_regions=len(set(heard["region"]) - set(NO_REGION)),
        n_languages=len(set(heard["language"]) - {UNKNOWN}),
        cycles=tuple(sorted(int(cycle) for cycle in heard["cycle"].dropna().unique())),
        n_copies=len(copied),
        n_copy_groups=copied["copy_group"].nunique(),
        n_themes=len(narrowed.themes),
        n_meetings=decided["meeting_id"].nunique(),
        n_decisions=len(decided),
        n_decisions_confirmed=int((decided["review"] == "confirmed").sum()),
        n_sample=n_counted(universe[universe["is_sample"]]),
        is_sample=narrowed.is_sample,
    )


def decided_of(decisions: pd.DataFrame) -> pd.DataFrame:
    """Return the decisions that count: not information, not rejected, not merged with another."""
    is_counted = (decisions["review"] != "rejected") & (decisions["kind"] != "information")
    return decisions[is_counted & ~decisions["is_merged"]]
