"""Where each group stands in the stocktaking: n of N contributions, from whom, on which themes, how decided.

N is the number of contributions that pass the filters other than theme and review, as everywhere; with
those two, what counts is what the passages that pass them mention. A mention that may be of several groups
counts for none of them, and is told apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from synthesis.models import STAKEHOLDER_GROUPS, UNKNOWN, Group
from synthesis.outputs.frames.counting import n_counted, sizes
from synthesis.outputs.frames.tidy import Frames, make_frame
from synthesis.outputs.phrases import counted, group_name, joined, of_total
from synthesis.outputs.tables.listings import passage_table

VISIBILITY_COLUMNS = {
    "group_id": "str",
    "name": "str",
    "acronym": "str",
    "kind": "str",
    "n": "int64",
    "N": "int64",
    "share": "float64",
    "n_passages": "int64",
    "n_ambiguous": "int64",
    "n_stakeholder_groups": "int64",
    "n_decisions": "int64",
    "is_sample": "bool",
}


def passing(narrowed: Frames, mentions: pd.DataFrame) -> pd.DataFrame:
    """Keep the mentions in passages that pass the filters."""
    return mentions[mentions["passage_id"].isin(narrowed.passages["id"])]


def visibility(
    narrowed: Frames, groups: Sequence[Group], mentions: pd.DataFrame, named: pd.DataFrame
) -> pd.DataFrame:
    """Count for each group how visible it is.

    Parameters
    ----------
    narrowed : Frames
    groups : sequence of Group
        One row each is returned, a group that nobody mentions too.
    mentions : DataFrame
        Of `naming.mention_frame`, for all passages of the store.
    named : DataFrame
        Of `naming.decisions_naming`, for all decisions of the store.

    Returns
    -------
    DataFrame
        `VISIBILITY_COLUMNS`; the most mentioned first, then by name. `n` of `N` contributions mention the
        group, in `n_passages` passages, from `n_stakeholder_groups` stakeholder groups; `n_ambiguous` more
        contributions may. `n_decisions` counts the decisions that pass the filters and name it.
    """
    found, total = passing(narrowed, mentions), n_counted(narrowed.universe)
    decided = named[named["is_certain"] & named["decision_id"].isin(_standing(narrowed)["id"])]
    n_decisions = decided.groupby("group_id")["decision_id"].nunique()
    rows = []
    for group in groups:
        own = found[found["group_id"] == group.id]
        plain = own[own["is_certain"]]
        heard = _heard(narrowed, plain)
        unclear = _heard(narrowed, own)
        unclear = unclear[~unclear["counts_as"].isin(heard["counts_as"])]
        n = n_counted(heard)
        rows.append(
            (
                group.id,
                group.name,
                group.acronym,
                group.kind,
                n,
                total,
                n / total if total else 0.0,
                plain["passage_id"].nunique(),
                n_counted(unclear),
                len(set(heard["stakeholder_group"]) - {UNKNOWN}),
                int(n_decisions.get(group.id, 0)),
                group.is_sample,
            )
        )
    table = make_frame(VISIBILITY_COLUMNS, rows)
    return table.sort_values(["n", "n_passages", "name"], ascending=[False, False, True], ignore_index=True)


def _heard(narrowed: Frames, mentions: pd.DataFrame) -> pd.DataFrame:
    return narrowed.universe[narrowed.universe["id"].isin(mentions["contribution_id"])]


def _standing(narrowed: Frames) -> pd.DataFrame:
    return narrowed.decisions[narrowed.decisions["review"] != "rejected"]


def by_stakeholder_group(narrowed: Frames, mentions: pd.DataFrame, group_id: str) -> pd.DataFrame:
    """Count who mentions a group: `stakeholder_group, n, N, share`, groups that sent nothing left out."""
    own = _own(narrowed, mentions, group_id)
    n = sizes(_heard(narrowed, own), "stakeholder_group")
    total = sizes(narrowed.universe, "stakeholder_group")
    rows = [
        (each, int(n.get(each, 0)), int(total[each]), int(n.get(each, 0)) / int(total[each]))
        for each in STAKEHOLDER_GROUPS
        if each in total.index
    ]
    columns = {"stakeholder_group": "str", "n": "int64", "N": "int64", "share": "float64"}
    return make_frame(columns, rows)


def themes_beside(narrowed: Frames, mentions: pd.DataFrame, group_id: str) -> pd.DataFrame:
    """Count the themes of the passages that mention a group: `theme_id, theme, n_passages, N_passages`."""
    own = set(_own(narrowed, mentions, group_id)["passage_id"])
    coded = narrowed.codings[narrowed.codings["passage_id"].isin(own)]
    n = coded.groupby("theme_id")["passage_id"].nunique()
    rows = [
        (theme_id, name, int(n[theme_id]), len(own))
        for theme_id, name in zip(narrowed.themes["id"], narrowed.themes["name"], strict=True)
        if theme_id in n.index
    ]
    columns = {"theme_id": "str", "theme": "str", "n_passages": "int64", "N_passages": "int64"}
    return make_frame(columns, rows).sort_values(
        "n_passages", ascending=False, kind="stable", ignore_index=True
    )


def passages_mentioning(narrowed: Frames, mentions: pd.DataFrame, group_id: str) -> pd.DataFrame:
    """List the passages that mention a group, the certain first: `passage_table`, `spans`, `is_certain`."""
    own = passing(narrowed, mentions)
    own = own[own["group_id"] == group_id]
    spans: dict[str, list[tuple[int, int]]] = {}
    certain: dict[str, bool] = {}
    columns = (own[name] for name in ("passage_id", "start", "end", "is_certain"))
    for passage_id, start, end, is_certain in zip(*columns, strict=True):
        spans.setdefault(passage_id, []).append((start, end))
        certain[passage_id] = certain.get(passage_id, False) or is_certain
    rows = passage_table(narrowed)
    rows = rows[rows["passage_id"].isin(spans)]
    rows = rows.assign(
        spans=pd.Series([tuple(spans[i]) for i in rows["passage_id"]], rows.index, dtype="object"),
        is_certain=pd.Series([certain[i] for i in rows["passage_id"]], rows.index, dtype="bool"),
    )
    return rows.sort_values("is_certain", ascending=False, kind="stable", ignore_index=True)


def decisions_of(narrowed: Frames, named: pd.DataFrame, group_id: str) -> pd.DataFrame:
    """List the decisions that name a group: `id`, `where` it is named, `is_certain`; newest meeting first."""
    own = named[named["group_id"] == group_id]
    order = {each: place for place, each in enumerate(_standing(narrowed)["id"])}
    own = own[own["decision_id"].isin(order)]
    rows = [
        (decision_id, joined(list(dict.fromkeys(rows["where"]))), bool(rows["is_certain"].any()))
        for decision_id, rows in own.groupby("decision_id", sort=False)
    ]
    rows.sort(key=lambda row: order[row[0]])
    return make_frame({"id": "str", "where": "str", "is_certain": "bool"}, rows)


def _own(narrowed: Frames, mentions: pd.DataFrame, group_id: str) -> pd.DataFrame:
    own = passing(narrowed, mentions)
    return own[(own["group_id"] == group_id) & own["is_certain"]]


def overview_sentence(table: pd.DataFrame) -> str:
    """Say how many groups are mentioned at all."""
    if not len(table):
        return "No group is in the directory."
    n, total = int((table["n"] > 0).sum()), int(table["N"].iloc[0])
    if not total:
        return f"{counted(len(table), 'group')} in the directory; no contribution passes the filters."
    said = f"{of_total(n, len(table), 'group')} are mentioned in the {counted(total, 'contribution')}"
    if n:
        first = table.iloc[0]
        named = first["acronym"] or first["name"]
        said += f"; most of all {named}, by {of_total(int(first['n']), total)}"
    return f"{said}."


def standing_sentence(row: pd.Series, who: pd.DataFrame) -> str:
    """Say where one group stands: a row of `visibility`, and who mentions it."""
    n, total = int(row["n"]), int(row["N"])
    if not total:
        return "No contribution passes the filters."
    said = f"{of_total(n, total)} {'mentions' if n == 1 else 'mention'} it"
    if n:
        parts = [
            f"{count:,} of {sent:,} from {group_name(group)}"
            for group, count, sent in zip(who["stakeholder_group"], who["n"], who["N"], strict=True)
            if count
        ]
        said += f", in {counted(int(row['n_passages']), 'passage')}: {joined(parts)}"
    if row["n_ambiguous"]:
        said += (
            f". {counted(int(row['n_ambiguous']), 'more contribution')} may: the acronym is of several groups"
        )
    return f"{said}."
