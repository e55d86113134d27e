"""The tables that several formats share: excerpts, themes, groups, decisions, links, and the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from synthesis.models import POSITIONS, Run
from synthesis.outputs.facts import HASH_WORDS, Facts, utc
from synthesis.outputs.frames.register import DECISION_COLUMNS
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
    said_by_words,
)

EXCERPT_ROW = [
    *["theme_id", "theme", "position", "status", "score", "text", "language", "name", "stakeholder_group"],
    *["group_as_given", "region", "country", "cycle", "submitted_on", "contribution_id", "passage_id"],
    *["start", "end", "evidence_words", "evidence_at", "position_at", "copy_group"],
]
"""One row per excerpt, that is per coding. `evidence_at` and `position_at` tell where the words stand that
speak for the theme and for the position: like `start` and `end`, characters of the contribution, "74-81
109-123". `source` stays inside: a file name can be a person's name."""


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


_INSIDE = ("meeting_id", "paragraph_text", "theme_ids", "passage_ids", "order", "progress_by")
"""Columns of the register that a file says in another way, that are of use on pages only, or that name who
keeps the register."""

_IN_WORDS = {"kind": KIND_WORDS, "review": DECISION_REVIEW_WORDS, "progress": PROGRESS_WORDS}


def decision_rows(narrowed: Frames) -> pd.DataFrame:
    """List the decisions as files carry them: what the register holds, and what they are linked to in words.

    Filters on contributions do not choose decisions; only a filter on themes does.
    """
    table = decision_table(narrowed)
    named = [name for name in DECISION_COLUMNS if name not in _INSIDE]
    rows = table[named].rename(columns={"id": "decision_id"})
    for name, words in _IN_WORDS.items():
        rows[name] = _looked_up(table[name], words)
    pairs = zip(table["progress"], table["progress_by"], strict=True)
    said_by = [said_by_words(*pair) for pair in pairs]
    rows.insert(list(rows.columns).index("progress") + 1, "progress_said_by", said_by)
    for name in named:
        if DECISION_COLUMNS[name] == "object":
            rows[name] = table[name].map("; ".join).astype("str")
    said = _links_in_words(link_rows(narrowed))
    return rows.assign(themes=table["themes"], links=_looked_up(table["id"], said))


def link_rows(narrowed: Frames) -> pd.DataFrame:
    """List the links of these decisions, in their order, to themes and to passages that pass the filters.

    The columns of the register, then the decision's `meeting`, `held_on`, `quote`, the `theme`, and the
    `passage` in its words with its `contribution_id`; `is_sample` where either side is sample data.
    """
    decisions = decision_table(narrowed).set_index("id")
    passages = narrowed.passages.set_index("id")
    links = narrowed.links
    passes = links["theme_id"].isin(narrowed.themes["id"]) | links["passage_id"].isin(passages.index)
    links = links[passes & links["decision_id"].isin(decisions.index)]
    place = {decision_id: number for number, decision_id in enumerate(decisions.index)}
    in_order = sorted(links.index, key=lambda row: place[links.at[row, "decision_id"]])
    links = links.loc[in_order].reset_index(drop=True)
    names = dict(zip(narrowed.themes["id"], narrowed.themes["name"], strict=True))
    composed = set(narrowed.universe.loc[narrowed.universe["is_sample"], "id"])
    of_sample = set(decisions.index[decisions["is_sample"]])
    rows = links.assign(
        status=_looked_up(links["status"], DECISION_REVIEW_WORDS),
        **{
            name: _looked_up(links["decision_id"], decisions[name])
            for name in ("meeting", "held_on", "quote")
        },
        theme=_looked_up(links["theme_id"], names),
        passage=_looked_up(links["passage_id"], passages["text"]),
        contribution_id=_looked_up(links["passage_id"], passages["contribution_id"]),
    )
    return rows.assign(is_sample=rows["decision_id"].isin(of_sample) | rows["contribution_id"].isin(composed))


def _looked_up(keys: pd.Series[str], words: Mapping[str, str] | pd.Series[str]) -> pd.Series[str]:
    """Put the words in the place of their keys; nothing where there are none."""
    known = dict(words)
    return pd.Series([known.get(key, "") for key in keys], index=keys.index, dtype="str")


def _links_in_words(links: pd.DataFrame) -> dict[str, str]:
    """Say of each decision what it is linked to, in which state and why."""
    said: dict[str, list[str]] = defaultdict(list)
    themes_first = links.sort_values("passage_id", kind="stable")
    columns = (themes_first[name] for name in ("decision_id", "theme", "passage_id", "status", "why"))
    for decision_id, theme, passage_id, status, why in zip(*columns, strict=True):
        reason = f": {why}" if why else ""
        said[decision_id].append(f"{theme or f'passage {passage_id}'} ({status.lower()}{reason})")
    return {decision_id: "; ".join(links) for decision_id, links in said.items()}


def run_rows(narrowed: Frames, about: Facts) -> pd.DataFrame:
    """List what the numbers of a file rest on: `part, what, value`, one thing a row."""
    origin = about.provenance
    parts: dict[str, dict[str, str]] = {
        "State": {
            "Last stored change": about.state_iso,
            "Filters": about.filters,
            "Counting": about.counting,
            "Codebook in force": about.codebook,
            "Contributions": contributions_reconciled(narrowed),
        },
        "Hashes": {HASH_WORDS[what]: value for what, value in origin.hashes.items()},
    }
    if origin.run is None:
        parts["Run"] = {"Id": about.run_words}
    else:
        parts |= _of_run(origin.run)
    rows = [(part, what, value) for part, said in parts.items() for what, value in said.items()]
    return pd.DataFrame(rows, columns=["part", "what", "value"], dtype="str")


def _of_run(run: Run) -> dict[str, dict[str, str]]:
    return {
        "Run": {
            "Id": run.id,
            "Command": run.command,
            "At": utc(run.at).isoformat(timespec="seconds") if run.at else "",
            "Codebook version": run.codebook_version,
            "Passages": passages_reconciled(dict(run.counts)),
        },
        "Parameters": dict(run.parameters),
        "Input hashes": dict(run.input_hashes),
        "Library versions": dict(run.library_versions),
        "Counts of the run": {name: str(n) for name, n in run.counts},
    }


def contributions_reconciled(narrowed: Frames) -> str:
    """Say how N comes together from what coding came to."""
    seen = totals(narrowed)
    parts = {
        "coded": seen.n_coded,
        "without a theme": seen.n_none,
        "undecided": seen.n_undecided,
        "not coded yet": seen.n_uncoded,
        "saying nothing": seen.n_silent,
    }
    return _sum_in_words(seen.n_universe, parts)


def passages_reconciled(counts: dict[str, int]) -> str:
    """Say how the passages of a coding run come together; empty where it did not count them so.

    >>> passages_reconciled({"passages": 12, "coded": 7, "none": 3, "undecided": 2, "kept": 0, "codings": 9})
    '12 = 7 coded + 3 without a theme + 2 undecided + 0 kept as they were'
    """
    names = {
        "coded": "coded",
        "none": "without a theme",
        "undecided": "undecided",
        "kept": "kept as they were",
    }
    if not {"passages", *names} <= counts.keys():
        return ""
    return _sum_in_words(counts["passages"], {words: counts[name] for name, words in names.items()})


def _sum_in_words(total: int, parts: dict[str, int]) -> str:
    sign = "=" if total == sum(parts.values()) else "is not"
    return f"{total:,} {sign} {' + '.join(f'{n:,} {words}' for words, n in parts.items())}"
