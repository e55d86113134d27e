"""Decisions and what they answer, without what people rejected."""

from __future__ import annotations

import pandas as pd

from synthesis.outputs.tables import Frames


def standing_links(narrowed: Frames) -> pd.DataFrame:
    """List the links of what no person rejected, those of a merged item as links of what it restates.

    Returns
    -------
    DataFrame
        Rows of `Frames.links`, each end once: a confirmed link before a proposed one, then the best.
    """
    decisions = narrowed.decisions[narrowed.decisions["review"] != "rejected"]
    first = dict(zip(decisions["id"], decisions["item_id"], strict=True))
    links = narrowed.links[narrowed.links["decision_id"].isin(decisions["id"])]
    links = links.assign(
        decision_id=links["decision_id"].map(lambda each: first.get(each, each)),
        is_first=links["status"] == "confirmed",
    )
    in_order = links.sort_values(["is_first", "score"], ascending=False, kind="stable")
    once = in_order.drop_duplicates(["decision_id", "theme_id", "passage_id"])
    return once.sort_index().drop(columns="is_first")


def answers(narrowed: Frames) -> pd.DataFrame:
    """List which decision answers which passage: the standing links to passages, best first.

    Returns
    -------
    DataFrame
        `decision_id, passage_id, score, status, why`, and `quote, held_on, meeting` of the decision. Of what
        a person rejected, decision or link, there is none; a merged item's answers are those of the item that
        it restates, each once.
    """
    links = standing_links(narrowed)
    links = links[links["passage_id"] != ""].drop(columns="theme_id")
    decisions = narrowed.decisions[narrowed.decisions["review"] != "rejected"]
    decisions = decisions[["id", "quote", "held_on", "meeting"]].rename(columns={"id": "decision_id"})
    joined = links.merge(decisions, on="decision_id", how="inner")
    return joined.sort_values(["decision_id", "score"], ascending=[True, False], ignore_index=True)
