"""Who said it, and who was not heard."""

from __future__ import annotations

import pandas as pd

from synthesis.models import UNKNOWN
from synthesis.outputs.frames.counting import n_counted
from synthesis.outputs.narrative.bounds import THAT_PASS, nothing_to_tell, speaks
from synthesis.outputs.phrases import group_name, joined, of_total, percent, quoted, sentence, verb
from synthesis.outputs.tables import (
    FEW,
    SMALL_GROUP,
    Attribute,
    Frames,
    group_sizes,
    not_heard,
    theme_by_group,
)


def groups_sentence(narrowed: Frames, attribute: Attribute = "stakeholder_group") -> str:
    """Beside the chart of who replied: the size of each group."""
    sizes = group_sizes(narrowed, attribute)
    total = n_counted(narrowed.universe)
    present = sizes[sizes["n"] > 0].sort_values("n", ascending=False, kind="stable")
    if present.empty:
        return nothing_to_tell(narrowed)
    first, *rest = zip(present["value"], present["n"], strict=True)
    words = f"{of_total(first[1], total)} {verb(first[1], 'comes', 'come')} from {group_name(first[0])}"
    others = [f"{n:,} from {group_name(value)}" for value, n in rest]
    return sentence(f"{words}, {joined(others)}" if others else words)


def heatmap_sentence(narrowed: Frames, attribute: Attribute = "stakeholder_group") -> str:
    """Beside the heatmap: the largest share of any group, and which groups are too small for shares."""
    cells = theme_by_group(narrowed, attribute)
    if cells.empty or not cells["N"].sum():
        return nothing_to_tell(narrowed)
    words = _largest_cell(narrowed, cells[~cells["is_small"] & (cells["value"] != UNKNOWN)])
    small = cells[(cells["N"] > 0) & cells["is_small"]].drop_duplicates("value")
    if small.empty:
        return words
    names = [f"{group_name(value)} ({n:,})" for value, n in zip(small["value"], small["N"], strict=True)]
    return f"{words} Fewer than {SMALL_GROUP} contributions, so a share says little: {joined(names)}."


def not_heard_sentence(narrowed: Frames) -> str:
    """Who was not heard: the groups and regions with no or few contributions, of those that pass.

    Of groups nothing is said where some were chosen, nor of regions.
    """
    if not len(narrowed.universe):
        return nothing_to_tell(narrowed)
    chosen = narrowed.filters
    open_to = [
        *([] if chosen.stakeholder_groups else ["stakeholder group"]),
        *([] if chosen.regions else ["region"]),
    ]
    if not open_to:
        return "Groups and regions are both chosen here, so nobody can be said to be missing."
    table = not_heard(narrowed)
    one, many = THAT_PASS if narrowed.is_by_contribution else ("", "")
    said = []
    for attribute, plural in (("stakeholder_group", "stakeholder groups"), ("region", "regions")):
        rows = table[table["attribute"] == attribute]
        silent = list(rows.loc[rows["flag"] == "none", "value"])
        if silent:
            said.append(sentence(f"{plural} without a contribution{one}: {joined(silent)}"))
        few = rows[rows["flag"] == "few"]
        names = [f"{value} ({n:,})" for value, n in zip(few["value"], few["n"], strict=True)]
        if names:
            less = f"fewer than {FEW} contributions{many}"
            said.append(sentence(f"{plural} with {less}: {joined(names)}"))
    if said:
        return " ".join(said)
    if narrowed.is_by_contribution:
        return f"No {' or '.join(open_to)} has fewer than {FEW} contributions{many}."
    return f"Every stakeholder group and every region sent at least {FEW} contributions."


def _largest_cell(narrowed: Frames, cells: pd.DataFrame) -> str:
    if cells.empty:
        return "No group is large enough to compare shares."
    top = cells.sort_values(["share", "N"], ascending=False, kind="stable").iloc[0]
    if not top["n"]:
        return f"No group of {SMALL_GROUP} contributions or more {speaks(narrowed, 1, 'a theme')}."
    theme, group = quoted(str(top["theme"])), group_name(top["value"])
    where = f"{group} speaks most about {theme}"
    if narrowed.filters.review:
        where = f"{group} most often {speaks(narrowed, 1, theme)}"
    return sentence(
        f"{where}: {of_total(int(top['n']), int(top['N']))} ({percent(int(top['n']), int(top['N']))})"
    )
