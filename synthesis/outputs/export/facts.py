"""What every exported file says about itself, and the tables that several formats share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import pandas as pd

from synthesis.models import POSITIONS
from synthesis.outputs.narrative import counting_sentence, sample_sentence
from synthesis.outputs.phrases import counted, filters_in_words, of_total, verb
from synthesis.outputs.statements import N_EXCERPTS, theme_synthesis
from synthesis.outputs.tables import (
    Frames,
    decision_table,
    excerpts,
    group_sizes,
    theme_by_group,
    theme_table,
    totals,
)
from synthesis.outputs.words import (
    ATTRIBUTE_WORDS,
    DECISION_REVIEW_WORDS,
    KIND_WORDS,
    PROGRESS_WORDS,
    SAMPLE_MARK,
)

ExportFormat = Literal["csv", "xlsx", "json", "md", "docx"]

TITLE = "Synthesis of stakeholder contributions"

EXCERPT_ROW = [
    *["theme_id", "theme", "position", "status", "score", "text", "language", "name", "stakeholder_group"],
    *["group_as_given", "region", "country", "cycle", "submitted_on", "contribution_id", "passage_id"],
    *["start", "end", "evidence_words", "copy_group"],
]
"""One row per excerpt, that is per coding. `source` stays inside: a file name can be a person's name."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file carries besides its rows; `counts` are those of `counts_of`.

    `counting` says how contributions that share their text, and passages that are repeated, were counted.
    """

    title: str
    theme_id: str
    is_sample: bool
    sample_note: str
    filters: str
    counting: str
    changed_at: datetime | None
    codebook: str
    counts: dict[str, str]

    @property
    def sample_mark(self) -> str:
        """`Sample data`, or nothing."""
        return SAMPLE_MARK if self.is_sample else ""

    @property
    def state(self) -> str:
        """When the last stored change was made, for people, in UTC."""
        return f"{utc(self.changed_at):%Y-%m-%d %H:%M} UTC" if self.changed_at else "unknown"

    @property
    def state_iso(self) -> str:
        """The same for programs; empty if nothing was ever stored."""
        return utc(self.changed_at).isoformat(timespec="seconds") if self.changed_at else ""


def utc(moment: datetime) -> datetime:
    """Give a moment in UTC; one without a zone is taken to be in UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def facts(narrowed: Frames, format: ExportFormat, theme: str = "") -> Facts:
    """Collect what a file says about itself."""
    names = dict(zip(narrowed.themes["id"], narrowed.themes["name"], strict=True))
    return Facts(
        title=f"{TITLE}: {names[theme]}" if theme else TITLE,
        theme_id=theme,
        is_sample=narrowed.is_sample,
        sample_note=sample_sentence(narrowed),
        filters=filters_in_words(narrowed.filters, names),
        counting=counting_sentence(narrowed),
        changed_at=narrowed.changed_at,
        codebook=f"{narrowed.codebook_name} {narrowed.codebook_version}".strip(),
        counts=counts_of(narrowed, format),
    )


def counts_of(narrowed: Frames, format: ExportFormat) -> dict[str, str]:
    """Say how much a file of this format holds: what is counted -> its number, with its unit.

    A summary quotes some of the excerpts, and says of how many; a CSV file has no decisions.
    """
    seen = totals(narrowed)
    coded = counted(seen.n_passages_coded, "passage")
    if not narrowed.is_by_coding:
        coded = of_total(seen.n_passages_coded, seen.n_passages - seen.n_fillers, "passage")
    held = {
        "Contributions": of_total(seen.n_contributions, seen.n_universe),
        "Passages": f"{coded} coded to {counted(seen.n_themes, 'theme')}",
        "Excerpts": f"{counted(seen.n_codings, 'excerpt')} (a passage coded to two themes is two)",
        "Decisions": f"{counted(seen.n_decisions, 'decision')} from {counted(seen.n_meetings, 'meeting')}",
    }
    if seen.n_uncoded:
        held["Not coded yet"] = f"{of_total(seen.n_uncoded, seen.n_universe)} not coded yet"
    if seen.n_fillers:
        held["Fillers"] = (
            f"{counted(seen.n_fillers, 'more passage')} that {verb(seen.n_fillers, 'says', 'say')} nothing"
        )
    if format in ("md", "docx"):
        quoted = of_total(_n_quoted(narrowed), seen.n_codings, "excerpt")
        held["Excerpts"] = f"{quoted}, at most {N_EXCERPTS} for each position on a theme"
    if format == "csv":
        del held["Decisions"]
    return held


def _n_quoted(narrowed: Frames) -> int:
    made = (theme_synthesis(narrowed, theme_id) for theme_id in narrowed.themes["id"])
    return sum(len(statement.excerpts) for theme in made for statement in theme.statements)


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
