"""The tables that several formats share: excerpts, themes, groups, decisions, one row each."""

from __future__ import annotations

import pandas as pd

from synthesis.models import POSITIONS
from synthesis.outputs.tables import (
    Frames,
    decision_table,
    excerpts,
    group_sizes,
    theme_by_group,
    theme_table,
)
from synthesis.outputs.words import (
    ATTRIBUTE_WORDS,
    DECISION_REVIEW_WORDS,
    KIND_WORDS,
    PROGRESS_WORDS,
)

EXCERPT_ROW = [
    *["theme_id", "theme", "position", "status", "score", "text", "language", "name", "stakeholder_group"],
    *["group_as_given", "region", "country", "cycle", "submitted_on", "contribution_id", "passage_id"],
    *["start", "end", "evidence_words", "copy_group"],
]
"""One row per excerpt, that is per coding. `source` stays inside: a file name can be a person's name."""


def excerpt_rows(narrowed: Frames) -> pd.DataFrame:
    """List the excerpts as files carry them: `EXCERPT_ROW`."""
    rows = excerpts(narrowed)
    return rows.assign(status=rows["status_words"])[EXCERPT_ROW]


def theme_rows(narrowed: Frames) -> pd.DataFrame:
    """List the themes as files carry them; the counts of positions are missing where there are no sides."""
    sides = [f"n_{position}" for position in POSITIONS]
    counts = ["n", "N", "share", "n_passages", "n_groups", *sides, "n_confirmed"]
    decided = ["n_copies", "n_decisions", "n_decisions_confirmed"]
    words = ["theme_id", "name", "definition", "for_label", "against_label"]
    table = theme_table(narrowed)
    table[sides] = table[sides].astype("Int64").where(table["has_sides"])
    return table[[*words, *counts, *decided]]


def group_rows(narrowed: Frames) -> pd.DataFrame:
    """List each group and region: its size, then how many of its contributions speak about each theme."""
    tables = []
    for attribute in ("stakeholder_group", "region"):
        sizes = group_sizes(narrowed, attribute)
        cells = theme_by_group(narrowed, attribute).pivot(index="value", columns="theme_id", values="n")
        per_theme = cells.reindex(index=sizes["value"], columns=narrowed.themes["id"]).reset_index(drop=True)
        per_theme.columns = pd.Index([f"n_{theme_id}" for theme_id in narrowed.themes["id"]])
        sizes.insert(0, "attribute", ATTRIBUTE_WORDS[attribute])
        tables.append(pd.concat([sizes, per_theme], axis=1))
    return pd.concat(tables, ignore_index=True)


def decision_rows(narrowed: Frames) -> pd.DataFrame:
    """List the decisions as files carry them."""
    table = decision_table(narrowed)
    return pd.DataFrame(
        {
            "decision_id": table["id"],
            "meeting": table["meeting"],
            "held_on": table["held_on"],
            "body": table["body"],
            "paragraph": table["paragraph"],
            "kind": table["kind"].map(KIND_WORDS),
            "quote": table["quote"],
            "context": table["context"],
            "owner": table["owner"],
            "due": table["due"],
            "due_on": table["due_on"],
            "review": table["review"].map(DECISION_REVIEW_WORDS),
            "progress": table["progress"].map(PROGRESS_WORDS),
            "themes": table["themes"],
            "is_sample": table["is_sample"],
        }
    )
