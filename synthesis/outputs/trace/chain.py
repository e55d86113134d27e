"""Each decision beside what had been said on its themes, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from synthesis.models import POSITIONS, UNKNOWN
from synthesis.outputs.frames.tidy import remembered, sided_themes
from synthesis.outputs.tables import Frames, chains, stances, widened
from synthesis.outputs.tables.listings import decision_table
from synthesis.outputs.trace.sent import first_sent

_SAID = ["n", "N", "n_groups", "n_groups_present", *[f"n_{position}" for position in POSITIONS]]


def _said_by(narrowed: Frames, days: Iterable[str]) -> dict[tuple[str, str], dict[str, int]]:
    """Count what `_SAID` names by ISO day and theme; before no meeting ("") nothing had been said."""
    senders = first_sent(narrowed)
    said = stances(narrowed).merge(senders, on="counts_as", how="inner")
    counts = {}
    for day in days:
        sent, spoken = senders[senders["sent"] <= day], said[said["sent"] <= day]
        all_sent = {"N": sent["counts_as"].nunique(), "n_groups_present": _n_groups(sent)}
        for theme_id in narrowed.themes["id"]:
            own = spoken[spoken["theme_id"] == theme_id]
            once = own.drop_duplicates("counts_as")
            positions = {f"n_{each}": int((once["position"] == each).sum()) for each in POSITIONS}
            counts[day, theme_id] = {"n": len(once), "n_groups": _n_groups(own)} | all_sent | positions
    return counts


def _n_groups(rows: pd.DataFrame) -> int:
    return len(set(rows["stakeholder_group"]) - {UNKNOWN})


@remembered
def trace_table(narrowed: Frames) -> pd.DataFrame:
    """Set each decision of a theme beside what had been said on it, and what later meetings tell.

    Returns
    -------
    DataFrame
        One row per theme and decision linked to it, themes in the order of the codebook, the first decision
        first: the columns of `decision_table` by theme, `has_sides` of the theme, `link_status`; `n` of `N`
        contributions sent before the meeting speak about the theme, `n_for` and the rest of them, from
        `n_groups` of the `n_groups_present` stakeholder groups that had replied by then; `told`, a tuple of
        the ids of what the register has as a repetition of it or in its place, as people said; `later`
        those and after them the items of later meetings that tell of it by their words; `reported` and
        `reported_on` as in `chains`. Of a meeting without a date `N` is 0. A review filter does not count.
        What only repeats an earlier item of the theme, or tells how it went, has no row if that one has: it
        stands in the `later` of that one.
    """
    rows = decision_table(narrowed, by="theme")
    own = chains(narrowed)
    rows = rows.merge(own[~own["is_folded"].astype(bool)], on=["theme_id", "id"], how="inner")
    place = {theme: order for order, theme in enumerate(narrowed.themes["id"])}
    rows = rows.sort_values(
        ["theme_id", "held_on"],
        key=lambda keys: keys.map(place) if keys.name == "theme_id" else keys,
        kind="stable",
        ignore_index=True,
    )
    links = narrowed.links
    pairs = zip(links["decision_id"], links["theme_id"], strict=True)
    status = dict(zip(pairs, links["status"], strict=True))
    counts = _said_by(widened(narrowed, "review"), set(rows["held_on"]))
    said = [counts[day, theme] for day, theme in zip(rows["held_on"], rows["theme_id"], strict=True)]
    own_status = [status.get(pair, "proposed") for pair in zip(rows["id"], rows["theme_id"], strict=True)]
    return rows.assign(
        has_sides=rows["theme_id"].isin(sided_themes(widened(narrowed, "review"))),
        link_status=pd.Series(own_status, index=rows.index, dtype="str"),
        **{name: [each[name] for each in said] for name in _SAID},
    )
