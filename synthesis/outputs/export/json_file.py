"""JSON: the numbers, the statements and the excerpts, for programs.

    format, format_version    "stakeholder-synthesis", 2; a change that breaks readers raises the version
    title, is_sample, sample_note, filters_in_words
    filters                   field -> list of values, as chosen; an empty list filters nothing;
                              copies_once, without_repeats -> whether it is counted so
    counting                  how contributions that share their text were counted, in words
    changed_at                the last stored change, ISO 8601 in UTC, "" if there was none
    codebook                  name, version
    hashes                    SHA-256 of all contributions, of the codebook, of all decisions with their links
    run                       the last coding run: id, command, at, codebook_version, parameters,
                              input_hashes, library_versions, counts; null where nothing was coded by one
    units                     what a count of that name counts
    totals                    n_contributions of n_universe, ...
    themes                    the theme table; each theme with `groups` and `statements`
                              (position, label, sentence, n of n_on_theme, n_proposed, passage_ids)
    groups                    attribute, value, n of N, share, is_small, n_<theme_id>
    not_heard                 attribute, value, n, N, share, flag (none, few)
    excerpts                  one per coding, the columns of the CSV; text is verbatim
    decisions                 what the register holds of each, with its meeting, themes and links in words
    links                     decision to theme or passage, with state and reason

A share of nothing is null. `schema.json` beside this file is its JSON Schema (draft 2020-12).
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

import pandas as pd

from synthesis.models import Run
from synthesis.outputs.export.rows import decision_rows, excerpt_rows, group_rows, link_rows
from synthesis.outputs.facts import Facts, utc
from synthesis.outputs.narrative.statements import theme_synthesis
from synthesis.outputs.tables import Frames, not_heard, positions_by_group, theme_table, totals

FORMAT_VERSION = 2

UNITS = {
    "n": "contributions",
    "N": "contributions that pass the filters other than theme and review",
    "n_passages": "passages",
    "n_groups": "stakeholder groups",
    "n_confirmed": "contributions whose position a person confirmed",
    "n_copies": "contributions whose text others sent too",
    "n_decisions": "decisions",
    "share": "n / N",
}


def as_json(narrowed: Frames, about: Facts) -> bytes:
    """Write one object; keys in the order of the module's description."""
    content = {
        "format": "stakeholder-synthesis",
        "format_version": FORMAT_VERSION,
        "title": about.title,
        "is_sample": about.is_sample,
        "sample_note": about.sample_note,
        "filters_in_words": about.filters,
        "filters": asdict(narrowed.filters),
        "counting": about.counting,
        "changed_at": about.state_iso,
        "codebook": {"name": narrowed.codebook_name, "version": narrowed.codebook_version},
        "hashes": about.provenance.hashes,
        "run": _run(about.provenance.run),
        "units": UNITS,
        "totals": asdict(totals(narrowed)),
        "themes": [_theme(row, narrowed) for row in _rows(theme_table(narrowed))],
        "groups": _rows(group_rows(narrowed)),
        "not_heard": _rows(not_heard(narrowed)),
        "excerpts": _rows(excerpt_rows(narrowed)),
        "decisions": _rows(decision_rows(narrowed)),
        "links": _rows(link_rows(narrowed)),
    }
    # A lone surrogate is no character and has no UTF-8 form.
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="replace")


def schema_text() -> str:
    """Return the JSON Schema that every such file keeps, as text."""
    return files(__package__).joinpath("schema.json").read_text(encoding="utf-8")


def _run(run: Run | None) -> dict[str, Any] | None:
    if run is None:
        return None
    pairs = {name: dict(value) for name, value in asdict(run).items() if isinstance(value, tuple)}
    at = utc(run.at).isoformat(timespec="seconds") if run.at else ""
    return {**asdict(run), **pairs, "at": at}


def _theme(row: dict[str, Any], narrowed: Frames) -> dict[str, Any]:
    if row["kind"] != "theme":
        return row | {"groups": [], "statements": []}
    synthesis = theme_synthesis(narrowed, row["theme_id"], n_excerpts=0)
    statements = []
    for statement in synthesis.statements:
        fields = asdict(statement)
        del fields["excerpts"]
        statements.append(fields)
    return row | {"groups": _rows(positions_by_group(narrowed, row["theme_id"])), "statements": statements}


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): _plain(value) for key, value in row.items()} for row in table.to_dict("records")]


def _plain(value: Any) -> Any:
    return None if not isinstance(value, str) and pd.isna(value) else value
