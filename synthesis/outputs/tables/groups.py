"""Group by group: whose contributions speak of what, who replied, who was not heard."""

from __future__ import annotations

import numpy as np
import pandas as pd

from synthesis.models import POSITIONS
from synthesis.outputs.frames.counting import n_counted, sizes
from synthesis.outputs.frames.tidy import Frames
from synthesis.outputs.tables.facets import Attribute, attribute_values
from synthesis.outputs.tables.overall import NO_REGION
from synthesis.outputs.tables.positions import stances
from synthesis.outputs.tables.shares import FEW, SMALL_GROUP, share, with_share


def theme_by_group(narrowed: Frames, attribute: Attribute = "stakeholder_group") -> pd.DataFrame:
    """Compare groups (or regions, cycles, languages): whose contributions speak about which theme.

    Returns
    -------
    DataFrame
        One row per theme and value, every value that the filters leave: `theme_id, theme, value, n, N,
        share, is_small`. N is the number of the value's contributions; the share of none is missing (NaN).
    """
    values = attribute_values(narrowed, attribute)
    n_all = sizes(narrowed.universe, attribute)
    said = stances(narrowed, attribute).groupby(["theme_id", attribute]).size()
    cells = [
        (theme_id, name, value, int(said.get((theme_id, value), 0)), int(n_all.get(value, 0)))
        for theme_id, name in zip(narrowed.themes["id"], narrowed.themes["name"], strict=True)
        for value in values
    ]
    table = pd.DataFrame(cells, columns=["theme_id", "theme", "value", "n", "N"])
    return with_share(table)


def positions_by_group(
    narrowed: Frames, theme_id: str, attribute: Attribute = "stakeholder_group"
) -> pd.DataFrame:
    """Tell where each group stands on one theme.

    Returns
    -------
    DataFrame
        One row per value: `value, n_for, n_against, n_mixed, n_unclear, n, N, share, is_small`; `n` spoke
        about the theme, of `N` contributions of that value.
    """
    said = stances(narrowed, attribute)
    said = said[said["theme_id"] == theme_id]
    n_all = sizes(narrowed.universe, attribute)
    counts = said.groupby([attribute, "position"]).size()
    rows = []
    for value in attribute_values(narrowed, attribute):
        per_position = [int(counts.get((value, position), 0)) for position in POSITIONS]
        rows.append((value, *per_position, sum(per_position), int(n_all.get(value, 0))))
    columns = ["value", *[f"n_{position}" for position in POSITIONS], "n", "N"]
    return with_share(pd.DataFrame(rows, columns=columns))


def group_sizes(narrowed: Frames, attribute: Attribute = "stakeholder_group") -> pd.DataFrame:
    """Tell who replied: `value, n, N, share, is_small`, each value that the filters leave, of N in all."""
    n_all = sizes(narrowed.universe, attribute)
    values = attribute_values(narrowed, attribute)
    table = pd.DataFrame({"value": values, "n": [int(n_all.get(value, 0)) for value in values]})
    table["N"] = n_counted(narrowed.universe)
    table["share"] = share(table["n"], table["N"])
    return table.assign(is_small=table["n"] < SMALL_GROUP)


def not_heard(narrowed: Frames) -> pd.DataFrame:
    """List the stakeholder groups and regions that few or no contributions came from.

    Returns
    -------
    DataFrame
        `attribute, value, n, N, share, flag`; flag is `none` or `few` (fewer than 3). `unknown` groups
        and what is no region (`NO_REGION`) are not listed; nor are groups where some were chosen, or regions
        where some were: who was left out by that was not silent.
    """
    chosen = narrowed.filters
    asked: dict[Attribute, tuple[str, ...]] = {
        "stakeholder_group": chosen.stakeholder_groups,
        "region": chosen.regions,
    }
    told = [
        group_sizes(narrowed, each).assign(attribute=each)[: 0 if values else None]
        for each, values in asked.items()
    ]
    table = pd.concat(told, ignore_index=True)
    is_somebody = ~table["value"].isin(NO_REGION)
    table = table[(table["n"] < FEW) & is_somebody].reset_index(drop=True)
    table["flag"] = np.where(table["n"] == 0, "none", "few")
    return table[["attribute", "value", "n", "N", "share", "flag"]].astype({"flag": "str"})


def copies(narrowed: Frames) -> pd.DataFrame:
    """List the copy groups of the contributions that pass all filters, largest first.

    Returns
    -------
    DataFrame
        `copy_group, n, is_exact`; n contributions, counted one by one, share one text.
    """
    copied = narrowed.contributions[narrowed.contributions["copy_group"] != ""]
    table = copied.groupby("copy_group", as_index=False).agg(
        n=("id", "size"), is_exact=("is_exact_copy", "all")
    )
    return table.sort_values(["n", "copy_group"], ascending=[False, True], ignore_index=True)
