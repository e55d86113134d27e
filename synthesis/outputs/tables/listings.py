"""Frames -> one row per excerpt, passage, contribution or decision, with its attributes as columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd

from synthesis.outputs import search
from synthesis.outputs.frames.tidy import Frames, remembered, sided_themes
from synthesis.outputs.phrases import joined
from synthesis.outputs.words import OUTCOME_WORDS, REVIEW_WORDS

PassageOrder = Literal["newest", "score", "contributor", "length"]

_ATTRIBUTES = [
    "name",
    "stakeholder_group",
    "group_as_given",
    "region",
    "country",
    "cycle",
    "submitted_on",
    "source",
    "is_sample",
    "counts_as",
    "copy_group",
]

EXCERPT_COLUMNS = [
    "theme_id",
    "theme",
    "position",
    "status",
    "status_words",
    "score",
    "text",
    "language",
    *_ATTRIBUTES,
    "contribution_id",
    "passage_id",
    "start",
    "end",
    "evidence",
    "evidence_words",
    "evidence_at",
    "position_at",
    "origin",
    "repeat_words",
]


@remembered
def excerpts(narrowed: Frames, theme_id: str | None = None) -> pd.DataFrame:
    """List the coded passages, one row per coding, so that the first rows cover the most.

    Returns
    -------
    DataFrame
        `EXCERPT_COLUMNS`, sorted by theme; then confirmed by a person before proposed; then the first of a
        copy group before the rest of it; then the best of each stakeholder group before the second best.
        `repeat_words` are those of `passage_table`.
    """
    codings = narrowed.codings
    if theme_id is not None:
        codings = codings[codings["theme_id"] == theme_id]
    rows = codings.merge(_passage_columns(narrowed), on="passage_id", how="inner")
    rows = rows.merge(_contribution_columns(narrowed), on="contribution_id", how="inner")
    themes = narrowed.themes.rename(columns={"id": "theme_id", "name": "theme", "order": "theme_order"})
    rows = rows.merge(themes[["theme_id", "theme", "theme_order"]], on="theme_id", how="inner")
    rows["status_words"] = rows["status"].map(REVIEW_WORDS).astype("str")
    said_too = repeat_words(narrowed)
    rows["repeat_words"] = _texts([said_too.get(each, "") for each in rows["passage_id"]], rows.index)
    return _for_coverage(rows)[EXCERPT_COLUMNS]


def passage_table(narrowed: Frames) -> pd.DataFrame:
    """List the passages in reading order, coded or not.

    Returns
    -------
    DataFrame
        `passage_id, contribution_id, start, end, text, language, outcome, outcome_words, nearest_theme,
        nearest_score, repeats, is_exact_repeat, theme_ids, themes, positions, labels, has_sides, score,
        is_confirmed, repeat_words`, then the contribution's attributes and `n_alike`. `theme_ids`,
        `positions`, `labels`, what a position means on its theme where the codebook says so, and `has_sides`
        (see `sided_themes`) are tuples side by side;
        `score` is the best one, 0 without a theme. `is_confirmed` is a passage with themes each of which a
        person confirmed. `repeat_words` say where else its organisation said the same, empty where it did
        not; `n_alike` counts the contributions that share the text of this one, itself too.
    """
    names = dict(zip(narrowed.themes["id"], narrowed.themes["name"], strict=True))
    labels = _labels(narrowed)
    per_passage: dict[str, list[tuple[str, str, float, str]]] = defaultdict(list)
    columns = (narrowed.codings[name] for name in ("passage_id", "theme_id", "position", "score", "status"))
    for passage_id, *coding in zip(*columns, strict=True):
        per_passage[passage_id].append((coding[0], coding[1], coding[2], coding[3]))
    said_too, sided = repeat_words(narrowed), sided_themes(narrowed)
    rows = narrowed.passages.drop(columns="order")
    found = [per_passage.get(passage_id, []) for passage_id in rows["id"]]
    rows = rows.assign(
        outcome_words=rows["outcome"].map(OUTCOME_WORDS).astype("str"),
        theme_ids=_objects([tuple(c[0] for c in codings) for codings in found], rows.index),
        themes=_texts(["; ".join(names[c[0]] for c in codings) for codings in found], rows.index),
        positions=_objects([tuple(c[1] for c in codings) for codings in found], rows.index),
        labels=_objects([tuple(labels.get(c[:2], "") for c in codings) for codings in found], rows.index),
        has_sides=_objects([tuple(c[0] in sided for c in codings) for codings in found], rows.index),
        score=[max((c[2] for c in codings), default=0.0) for codings in found],
        is_confirmed=[bool(codings) and all(c[3] == "accepted" for c in codings) for codings in found],
        repeat_words=_texts([said_too.get(passage_id, "") for passage_id in rows["id"]], rows.index),
    )
    rows = rows.rename(columns={"id": "passage_id"})
    rows = rows.merge(_contribution_columns(narrowed), on="contribution_id", how="inner")
    n_alike = (narrowed.whole or narrowed).universe["copy_group"].value_counts().drop("", errors="ignore")
    return rows.assign(n_alike=rows["copy_group"].map(n_alike).fillna(1).astype("int64"))


def repeat_words(narrowed: Frames) -> dict[str, str]:
    """Say of each passage that its organisation sent more than once where else the words stand, by id."""
    whole = narrowed.whole or narrowed
    cycle_of = dict(zip(whole.universe["id"], whole.universe["cycle"], strict=True))
    cycles = whole.passages["contribution_id"].map(cycle_of)
    year_of = dict(zip(whole.passages["id"], cycles, strict=True))
    said = whole.passages[whole.passages["repeats"] != ""]
    told, again = {}, defaultdict(list)
    for passage_id, first, is_exact in zip(said["id"], said["repeats"], said["is_exact_repeat"], strict=True):
        told[passage_id] = f"Said in {_same(is_exact)} words {_in_cycles([year_of[first]])}"
        again[first].append((year_of[passage_id], is_exact))
    for first, later in again.items():
        same = _same(all(is_exact for _, is_exact in later))
        told[first] = f"Said again in {same} words {_in_cycles([year for year, _ in later])}"
    return told


def _same(is_exact: bool) -> str:
    return "the same" if is_exact else "nearly the same"


def _in_cycles(years: Sequence[Any]) -> str:
    known = sorted({str(year) for year in years if not pd.isna(year)})
    return f"in {joined(known)}" if known else "in another cycle"


def _labels(narrowed: Frames) -> dict[tuple[str, str], str]:
    """Return what a position means, by theme and position; mixed and unclear mean the same everywhere."""
    themes = narrowed.themes
    return {
        (theme_id, side): label
        for side in ("for", "against")
        for theme_id, label in zip(themes["id"], themes[f"{side}_label"], strict=True)
    }


def decision_table(
    narrowed: Frames, by: Literal["meeting", "theme"] = "meeting", *, has_rejected: bool = False
) -> pd.DataFrame:
    """List the decisions, newest meeting first, in the order of the report.

    Parameters
    ----------
    narrowed : Frames
    by : {"meeting", "theme"}
        By theme, a decision has one row for each theme it is linked to; those linked to none come last.
    has_rejected : bool
        Whether items that a person rejected are listed too; they are never counted.

    Returns
    -------
    DataFrame
        The columns of `Frames.decisions`, `themes` (names), `is_decision` (neither mere information nor
        merged with an earlier item); by theme
        first `theme_id, theme`, and `why` the link was made.
    """
    rows = narrowed.decisions
    if not has_rejected:
        rows = rows[rows["review"] != "rejected"]
    names = dict(zip(narrowed.themes["id"], narrowed.themes["name"], strict=True))
    rows = rows.assign(
        themes=_texts(
            ["; ".join(names[t] for t in ids if t in names) for ids in rows["theme_ids"]], rows.index
        ),
        is_decision=(rows["kind"] != "information") & ~rows["is_merged"],
    )
    return rows.reset_index(drop=True) if by == "meeting" else _by_theme(rows, narrowed, names)


def _by_theme(rows: pd.DataFrame, narrowed: Frames, names: dict[str, str]) -> pd.DataFrame:
    place = {theme_id: order for order, theme_id in enumerate(names)}
    links = narrowed.links[narrowed.links["theme_id"] != ""]
    keys = zip(links["decision_id"], links["theme_id"], strict=True)
    why = dict(zip(keys, links["why"], strict=True))
    spread = rows.assign(theme_id=rows["theme_ids"]).explode("theme_id", ignore_index=True)
    spread["theme_id"] = spread["theme_id"].astype("object").fillna("").astype("str")
    spread = spread[spread["theme_id"].isin([*names, ""])]
    spread["theme"] = _texts([names.get(theme_id, "") for theme_id in spread["theme_id"]], spread.index)
    pairs = zip(spread["id"], spread["theme_id"], strict=True)
    spread["why"] = _texts([why.get(pair, "") for pair in pairs], spread.index)
    spread["place"] = [place.get(theme_id, len(place)) for theme_id in spread["theme_id"]]
    spread = spread.sort_values(["place", "order"], ignore_index=True).drop(columns="place")
    first = ["theme_id", "theme", "why"]
    return spread[[*first, *[column for column in spread.columns if column not in first]]]


def _passage_columns(narrowed: Frames) -> pd.DataFrame:
    columns = ["id", "start", "end", "text", "language"]
    return narrowed.passages[columns].rename(columns={"id": "passage_id"})


def _contribution_columns(narrowed: Frames) -> pd.DataFrame:
    return narrowed.contributions[["id", *_ATTRIBUTES]].rename(columns={"id": "contribution_id"})


def _for_coverage(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(is_proposed=rows["status"] != "accepted")
    best = ["theme_order", "is_proposed", "score", "order"]
    rows = rows.sort_values(best, ascending=[True, True, False, True], kind="stable")
    first_sent = rows.groupby(["theme_id", "copy_group"])["contribution_id"].transform("first")
    rows["is_copy"] = (rows["copy_group"] != "") & (rows["contribution_id"] != first_sent)
    same = ["theme_id", "is_proposed", "is_copy", "stakeholder_group"]
    rows["rank"] = rows.groupby(same).cumcount()
    order = ["theme_order", "is_proposed", "is_copy", "rank", "score", "order"]
    ascending = [True, True, True, True, False, True]
    return rows.sort_values(order, ascending=ascending, ignore_index=True)


def _objects(cells: Sequence[tuple[str | bool, ...]], index: pd.Index) -> pd.Series:
    return pd.Series(cells, index=index, dtype="object")


def _texts(cells: list[str], index: pd.Index) -> pd.Series:
    return pd.Series(cells, index=index, dtype="str")


def found_passages(
    listed: pd.DataFrame, terms: Sequence[str], position: str = "", order: PassageOrder = "newest"
) -> pd.DataFrame:
    """Choose and sort passages.

    Parameters
    ----------
    listed : DataFrame
        Of `passage_table`, with `folded`, its text folded by `search.fold`. Not modified.
    terms : sequence of str
        Of `search.parse`; a passage has to hold all of them.
    position : str
        Keep the passages that take this position on some theme; empty keeps all.
    order : {"newest", "score", "contributor", "length"}
        Reading order decides between equals.
    """
    rows = listed
    if terms:
        rows = rows[[search.matches(folded, terms) for folded in rows["folded"]]]
    if position:
        rows = rows[[position in taken for taken in rows["positions"]]]
    if order == "score":
        return rows.sort_values("score", ascending=False, kind="stable")
    if order == "contributor":
        return rows.sort_values("name", key=lambda names: names.str.casefold(), kind="stable")
    if order == "length":
        return rows.loc[rows["text"].str.len().sort_values(ascending=False, kind="stable").index]
    return rows.sort_values("cycle", ascending=False, kind="stable")
