"""The pages and the links between them; a link carries the whole view in its address.

Links are ordinary ones, so that they can be copied, opened in another tab and gone back from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st

PageName = Literal["overview", "themes", "explore", "decisions", "data"]
Query = Mapping[str, str | list[str]]

TITLES: dict[PageName, str] = {
    "overview": "Overview",
    "themes": "Themes",
    "explore": "Explore",
    "decisions": "Decisions",
    "data": "Data",
}


def pages() -> list[st.Page]:  # type: ignore[valid-type]
    """Make the flat list for `st.navigation`; the first is the landing page."""
    return [
        st.Page(
            f"views/{name}.py", title=title, url_path="" if name == "overview" else name, default=not place
        )
        for place, (name, title) in enumerate(TITLES.items())
    ]


def link(page: PageName, label: str, query: Query, *, key: str = "", is_wide: bool = False) -> None:
    """Show a link to a page as it stands with this query; `label` is plain text."""
    with st.container(key=key or None):
        st.page_link(
            f"views/{page}.py",
            label=plain(label),
            query_params=dict(query),
            width="stretch" if is_wide else "content",
        )


def menu(here: str, query: Query) -> None:
    """Show the pages; each link keeps the filters."""
    for name, title in TITLES.items():
        link(name, title, query, key=f"nav_{'here_' if title == here else ''}{name}", is_wide=True)


def go(page: PageName, query: Query) -> None:
    """Open a page as it stands with this query."""
    st.switch_page(f"views/{page}.py", query_params=dict(query))


def plain(text: str) -> str:
    r"""Escape a text for a place where Streamlit reads markdown.

    >>> plain("*a* :red[b]")
    '\\*a\\* \\:red\\[b\\]'
    """
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in text)


_SPECIAL = frozenset("\\`*_{}[]()<>#+-.!|~$:&")
