"""Frames -> the inputs annex: who sent what, which paragraphs cite it, and why none cites the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from synthesis.models import UNKNOWN
from synthesis.outputs.facts import Facts
from synthesis.outputs.narrative.clarity import n_words_of
from synthesis.outputs.papers.blocks import Block, Contents, Heading, Statement, Table
from synthesis.outputs.papers.opening import callouts, facts_table
from synthesis.outputs.papers.sources import Sources, ranges, sources_of
from synthesis.outputs.papers.wording import OUTSIDE_WORDS
from synthesis.outputs.phrases import counted, of_total, sender_words, verb
from synthesis.outputs.tables import Frames
from synthesis.outputs.words import language_name

HEADINGS = (
    "No.",
    "Contributor",
    "Group, region",
    "Language",
    "Paragraphs",
    "Words",
    "Passages",
    "Coded",
)

NOT_PASSING = "filter"

REASONS = {
    NOT_PASSING: ("has no coding that passes the filters", "have no coding that passes the filters"),
    **OUTSIDE_WORDS,
}
"""Why no paragraph cites a contribution; of one, of several."""


def annex(
    narrowed: Frames, about: Facts, paragraphs: Iterable[Statement], agreement: str = ""
) -> Iterator[Block]:
    """Put the annex together.

    Parameters
    ----------
    narrowed : Frames
    about : Facts
    paragraphs : iterable of Statement
        Those of the synthesis paper of the same state and filters, in order.
    agreement : str, optional
        How far the program agrees with people, in a sentence.
    """
    sources = sources_of(narrowed)
    cited = _citing(paragraphs)
    rows = _in_order(narrowed, sources)
    yield from callouts(narrowed, about, agreement)
    yield Contents()
    yield Heading(1, "What was sent")
    n, n_cited = len(rows), int(rows["id"].isin(list(cited)).sum())
    if n:
        yield Statement(
            "annex/cited",
            f"{of_total(n_cited, n)} {verb(n_cited, 'is', 'are')} cited by at least one paragraph of "
            "the synthesis paper of the same state. The lists below give the numbers of these paragraphs, "
            "the length in words, the number of passages, and how many of them are coded to a theme. A "
            "person is named only with their consent.",
        )
    else:
        yield Statement("annex/cited", "No contribution passes the filters, or none was sent.")
    yield from _lists(narrowed, rows, sources, cited)
    yield Heading(1, "What no paragraph cites")
    yield from _not_cited(rows, sources, cited)
    yield from _filtered(narrowed, sources)
    yield Heading(1, "About this annex")
    yield facts_table(about)


def _citing(paragraphs: Iterable[Statement]) -> dict[str, list[int]]:
    """Return the numbers of the paragraphs that cite each contribution for something it says."""
    cited: dict[str, list[int]] = defaultdict(list)
    for number, paragraph in enumerate(paragraphs, start=1):
        if paragraph.key.startswith("outside"):
            continue
        for contribution_id in {cite.contribution_id for note in paragraph.notes for cite in note.cites}:
            cited[contribution_id].append(number)
    return cited


def _in_order(narrowed: Frames, sources: Sources) -> pd.DataFrame:
    place = {each: number for number, each in enumerate(sources.labels)}
    return narrowed.universe.assign(place=narrowed.universe["id"].map(place)).sort_values("place")


def _lists(
    narrowed: Frames, rows: pd.DataFrame, sources: Sources, cited: Mapping[str, list[int]]
) -> Iterator[Block]:
    """Lay out the contributions, those of each cycle under a heading of its own."""
    said = narrowed.whole or narrowed
    of_each = said.passages.groupby("contribution_id")["text"]
    n_words = of_each.agg(lambda texts: sum(n_words_of(text) for text in texts)).to_dict()
    n_coded = narrowed.codings.groupby("contribution_id")["passage_id"].nunique().to_dict()
    for cycle, of_cycle in rows.groupby(rows["cycle"].fillna(0)):
        title = f"Stocktaking of {int(cycle)}" if cycle else "Of no known year"
        cells = tuple(
            (
                sources.labels[row["id"]],
                row["name"],
                sender_words("", row["stakeholder_group"], row["region"], None) or UNKNOWN,
                language_name(row["language"]),
                ", ".join(map(str, cited.get(row["id"], ()))) or "none",
                f"{n_words.get(row['id'], 0):,}",
                f"{row['n_passages']:,}",
                f"{n_coded.get(row['id'], 0):,}",
            )
            for row in of_cycle.to_dict("records")
        )
        yield Heading(2, title)
        yield Table(HEADINGS, cells, n_text=5, caption=f"{title}: {counted(len(cells), 'contribution')}")


def _not_cited(rows: pd.DataFrame, sources: Sources, cited: Mapping[str, list[int]]) -> Iterator[Statement]:
    """Say of each contribution that no paragraph cites why."""
    silent: dict[str, list[str]] = defaultdict(list)
    for row in rows[~rows["id"].isin(list(cited))].to_dict("records"):
        silent[_reason(row)].append(sources.labels[row["id"]])
    if not silent:
        yield Statement("annex/not_cited", "Every contribution is cited by some paragraph.")
    for reason, words in REASONS.items():
        if labels := silent.get(reason):
            n = len(labels)
            yield Statement(
                f"annex/not_cited/{reason}",
                f"{of_total(n, len(rows))} {verb(n, *words)}: {ranges(labels)}.",
            )


def _reason(row: Mapping[Any, Any]) -> str:
    return NOT_PASSING if row["outcome"] == "coded" else str(row["outcome"])


def _filtered(narrowed: Frames, sources: Sources) -> Iterator[Statement]:
    """Say which contributions the filters left out before anything was counted."""
    whole = (narrowed.whole or narrowed).universe
    outside = whole[~whole["id"].isin(narrowed.universe["id"])]
    if len(outside):
        n, labels = len(outside), ranges(sources.labels[each] for each in outside["id"])
        yield Statement(
            "annex/filtered",
            f"{of_total(n, len(whole))} in the store {verb(n, 'does', 'do')} not pass the filters of this "
            f"annex: {labels}.",
        )
