"""What each contribution comes to say about each theme."""

from __future__ import annotations

import numpy as np
import pandas as pd

from synthesis.outputs.frames.tidy import Frames, remembered
from synthesis.outputs.tables.facets import Attribute


@remembered
def stances(narrowed: Frames, attribute: Attribute | None = None) -> pd.DataFrame:
    """Take together what each contribution says about each theme.

    Parameters
    ----------
    narrowed : Frames
    attribute : {"stakeholder_group", "region", "cycle", "language"}, optional
        Tell per value of it too: copies that count once are heard in each value that those have who speak,
        with the position that all of them come to.

    Returns
    -------
    DataFrame
        One row per contribution and theme: `theme_id`, `counts_as`, the attribute if one is given,
        `position`, `n_passages`, `is_confirmed`. A contribution that says both for and
        against is mixed; what is unclear yields to what is clear. A position is confirmed where what a
        person confirmed comes to it by itself.
    """
    keys = ["theme_id", "counts_as"]
    columns = ["counts_as", *([attribute] if attribute else [])]
    speakers = narrowed.universe[["id", *columns]].rename(columns={"id": "contribution_id"})
    codings = narrowed.codings.merge(speakers, on="contribution_id", how="inner")
    taken = _positions_taken(codings, keys)
    confirmed = _positions_taken(codings[codings["status"] == "accepted"], keys)
    confirmed = confirmed.rename(columns={"position": "confirmed"}).drop(columns="n_passages")
    taken = taken.merge(confirmed, on=keys, how="left")
    taken["is_confirmed"] = taken["position"] == taken["confirmed"]
    taken = taken.drop(columns="confirmed").astype({"is_confirmed": "bool"})
    # Not worked out again per value: copies for in one and against in another would be mixed in neither.
    heard_in = codings[["theme_id", *columns]].drop_duplicates()
    return taken.merge(heard_in, on=keys, how="inner") if attribute else taken


def _positions_taken(codings: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Come to one position per theme and contribution; with `n_passages` that it rests on."""
    said = codings[keys].assign(n_passages=1)
    for position in ("for", "against", "mixed"):
        said[position] = codings["position"] == position
    rules = {"n_passages": "sum", "for": "max", "against": "max", "mixed": "max"}
    taken = said.groupby(keys, as_index=False, sort=False).agg(rules)
    is_mixed = taken["mixed"] | (taken["for"] & taken["against"])
    taken["position"] = np.select(
        [is_mixed, taken["for"], taken["against"]], ["mixed", "for", "against"], "unclear"
    )
    return taken[[*keys, "position", "n_passages"]].astype({"position": "str"})
