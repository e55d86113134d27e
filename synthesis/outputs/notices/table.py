"""Notices -> a tidy table, one row per record that a notice tells of, so that none is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

import pandas as pd

from synthesis.outputs.frames.tidy import make_frame
from synthesis.outputs.notices.telling import KIND_WORDS, Item, Notice
from synthesis.outputs.words import SAMPLE_MARK

COLUMNS = {
    "at": "str",
    "kind": "str",
    "notice": "str",
    "record": "str",
    "by": "str",
    "origin": "str",
    "themes": "str",
    "groups": "str",
    "note": "str",
    "sample": "str",
    "link": "str",
}


def notice_table(
    found: Iterable[Notice], themes: Mapping[str, str], groups: Mapping[str, str]
) -> pd.DataFrame:
    """Lay notices out.

    Parameters
    ----------
    themes, groups : mappings of id to name

    Returns
    -------
    DataFrame
        `at` as ISO text in UTC; `origin` says whether a person did it or the program proposes it.
    """
    rows = [
        (
            notice.at.isoformat(timespec="seconds"),
            KIND_WORDS[notice.kind],
            notice.title,
            item.words,
            notice.by,
            origin_words(notice),
            "; ".join(themes.get(each, each) for each in item.theme_ids),
            "; ".join(groups.get(each, each) for each in item.group_ids),
            notice.note,
            SAMPLE_MARK if item.is_sample else "",
            address(item),
        )
        for notice in found
        for item in notice.items
    ]
    return make_frame(COLUMNS, rows)


def origin_words(notice: Notice) -> str:
    """Say who stands behind a notice: a person, or the program with a proposal or a count."""
    if notice.is_proposal:
        return "Machine proposal"
    return "A person" if notice.by else "The program"


def address(item: Item) -> str:
    """Return where a record is shown, under the address of the dashboard.

    >>> address(Item("A call", "community", (("section", "Calendar"), ("event", "call 1"))))
    'community?section=Calendar&event=call+1'
    """
    return f"{item.page}?{urlencode(item.query)}" if item.query else item.page
