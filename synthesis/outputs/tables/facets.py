"""What each filter value would give: counts per value, and the order in which values are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synthesis.models import REGIONS, STAKEHOLDER_GROUPS, UNKNOWN, Filters
from synthesis.outputs.frames.counting import sizes
from synthesis.outputs.frames.tidy import Frames, as_counted, coding_mask, contribution_mask, themeless_mask
from synthesis.outputs.words import REVIEW_WORDS

Attribute = Literal["stakeholder_group", "region", "cycle", "language"]

FACETS: dict[str, Attribute] = {
    "cycles": "cycle",
    "stakeholder_groups": "stakeholder_group",
    "regions": "region",
    "languages": "language",
}
"""Field of Filters -> column of the contributions."""

_FIELDS = {attribute: field for field, attribute in FACETS.items()}


def attribute_values(narrowed: Frames, attribute: Attribute) -> list[str] | list[int]:
    """Return the values of an attribute in the order they are shown; of a filtered one those chosen.

    Groups and regions are the official ones, present or not; cycles newest first; languages by code.
    """
    chosen = getattr(narrowed.filters, _FIELDS[attribute])
    return [value for value in _every_value(narrowed, attribute) if not chosen or value in chosen]


def _every_value(narrowed: Frames, attribute: Attribute) -> list[Any]:
    if attribute == "stakeholder_group":
        return list(STAKEHOLDER_GROUPS)
    if attribute == "region":
        return list(REGIONS)
    present = narrowed.universe[attribute].dropna().unique()
    if attribute == "cycle":
        return sorted((int(cycle) for cycle in present), reverse=True)
    return sorted((str(code) for code in present), key=lambda code: (code == UNKNOWN, code))


def facet_counts(whole: Frames, filters: Filters) -> dict[str, pd.DataFrame]:
    """Count contributions per filter value, given all the other filters.

    Parameters
    ----------
    whole : Frames
        Not narrowed, so that a value that is not chosen can say what choosing it would give.
    filters : Filters
        What is chosen now.

    Returns
    -------
    dict of str to DataFrame
        Field of `Filters` -> `value, n`, in an order that does not move when a filter changes.
    """
    whole = as_counted(whole, filters)
    row_of_coding = pd.Index(whole.universe["id"]).get_indexer(pd.Index(whole.codings["contribution_id"]))
    others: dict[str, Filters] = {field: _without(filters, field) for field in (*FACETS, "themes", "review")}
    row_of_passage = pd.Index(whole.universe["id"]).get_indexer(pd.Index(whole.passages["contribution_id"]))
    spoke = _rows_with(row_of_coding, coding_mask(whole.codings, filters), whole)
    spoke |= _rows_with(row_of_passage, themeless_mask(whole.passages, filters), whole)
    if not (filters.themes or filters.review):
        spoke = np.ones(len(whole.universe), dtype=bool)
    counted = {}
    for field, attribute in FACETS.items():
        passes = contribution_mask(whole.universe, others[field]).to_numpy() & spoke
        counted[field] = _facet(attribute_values(whole, attribute), sizes(whole.universe[passes], attribute))
    passes = contribution_mask(whole.universe, filters).to_numpy()
    counts_as = whole.universe["counts_as"].to_numpy()
    for field, column in (("themes", "theme_id"), ("review", "status")):
        kept = coding_mask(whole.codings, others[field]).to_numpy() & passes[row_of_coding]
        said = whole.codings.loc[kept, [column]].assign(counts_as=counts_as[row_of_coding[kept]])
        if field == "review" and not filters.themes:
            themeless = whole.passages["outcome_status"].to_numpy()
            states = pd.DataFrame({column: themeless, "counts_as": counts_as[row_of_passage]})
            said = pd.concat([said, states[passes[row_of_passage]]])
        values = list(whole.themes["id"]) if field == "themes" else list(REVIEW_WORDS)
        counted[field] = _facet(values, sizes(said, column))
    return counted


def _without(filters: Filters, field: str) -> Filters:
    emptied: dict[str, Any] = {field: ()}
    return replace(filters, **emptied)


def _rows_with(rows: NDArray[np.intp], mask: pd.Series[bool], whole: Frames) -> NDArray[np.bool_]:
    """Mark the contributions that have a coding which passes."""
    marked = np.zeros(len(whole.universe), dtype=bool)
    marked[rows[mask.to_numpy()]] = True
    return marked


def _facet(values: Sequence[str] | Sequence[int], n: pd.Series[int]) -> pd.DataFrame:
    return pd.DataFrame({"value": values, "n": [int(n.get(value, 0)) for value in values]})
