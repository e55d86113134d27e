"""A long list, a page at a time; the address alone holds which."""

from __future__ import annotations

import streamlit as st

from dashboard import navigation


def asked(n: int, size: int) -> int:
    """Return the page that the address asks for, from 1; a page that is no longer there becomes the last."""
    page = st.query_params.get("page", "1")
    return min(max(int(page) if page.isascii() and page.isdigit() else 1, 1), n_pages(n, size))


def shown(n: int, size: int) -> slice:
    """Return which of n entries stand on the page that the address asks for."""
    first = (asked(n, size) - 1) * size
    return slice(first, first + size)


def n_pages(n: int, size: int) -> int:
    """Return over how many pages n entries go; nothing is a page too."""
    return max(-(-n // size), 1)


def choice(n: int, size: int, key: str) -> None:
    """Let another page be chosen, where there is more than one."""
    if n_pages(n, size) > 1:
        st.session_state[key] = asked(n, size)
        st.pagination(n_pages(n, size), key=key, on_change=_turn, args=(key,))


def _turn(key: str) -> None:
    page = int(st.session_state[key])
    navigation.write("page", "" if page == 1 else str(page))
