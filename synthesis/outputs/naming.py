"""Passages and decisions -> the groups that they name, one row a place; found once for each state."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from synthesis.community.groups import Directory, Mention, find_mentions
from synthesis.outputs.frames.tidy import make_frame

MENTION_COLUMNS = {
    "passage_id": "str",
    "contribution_id": "str",
    "group_id": "str",
    "words": "str",
    "start": "int64",
    "end": "int64",
    "is_certain": "bool",
}
NAMED_COLUMNS = {
    "decision_id": "str",
    "group_id": "str",
    "words": "str",
    "where": "str",
    "is_certain": "bool",
}
IN_QUOTE, AS_OWNER = "in its words", "as owner"


def mention_frame(passages: pd.DataFrame, directory: Directory) -> pd.DataFrame:
    """Find the groups that passages mention.

    Returns
    -------
    DataFrame
        `MENTION_COLUMNS`, in the order of the passages and their words; `start` and `end` inside the
        passage. A mention that may be of several groups has a row for each, none of them certain.
    """
    columns = (passages[name] for name in ("id", "contribution_id", "text"))
    return make_frame(
        MENTION_COLUMNS,
        (
            (passage_id, contribution_id, group_id, each.words, each.start, each.end, each.is_certain)
            for passage_id, contribution_id, text in zip(*columns, strict=True)
            for each in find_mentions(text, directory)
            for group_id in groups_meant(each)
        ),
    )


def groups_meant(mention: Mention) -> tuple[str, ...]:
    """Return the group of a mention, or all that it may be of."""
    return mention.could_be or (mention.group_id,)


def decisions_naming(decisions: pd.DataFrame, directory: Directory) -> pd.DataFrame:
    """Find the groups that decisions name, in their words or as owner; rejected ones name nobody.

    Returns
    -------
    DataFrame
        `NAMED_COLUMNS`, one row for each decision, group and place in it.
    """
    standing = decisions[decisions["review"] != "rejected"]
    rows = (
        (decision_id, group_id, words, where, is_certain)
        for decision_id, quote, owner in zip(
            standing["id"], standing["quote"], standing["owner"], strict=True
        )
        for text, where in ((quote, IN_QUOTE), (owner, AS_OWNER))
        for group_id, words, is_certain in _once(text, directory)
    )
    return make_frame(NAMED_COLUMNS, rows)


def _once(text: str, directory: Directory) -> Iterator[tuple[str, str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for each in find_mentions(text, directory):
        for group_id in groups_meant(each):
            if group_id not in found or each.is_certain:
                found[group_id] = (each.words, each.is_certain)
    yield from ((group_id, *rest) for group_id, rest in found.items())
