"""A table of records on a page: taken out as a file, and one read in that a person looks at before it counts.

`name` tells one such table from the others in the state of the page, such as groups or proposals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from dashboard import ui
from synthesis.outputs.export import MIME_TYPES, ExportFormat

SUFFIXES = ("csv", "tsv", "xlsx", "json")
"""Endings of the files that tables of records are read from."""

Form = TypeVar("Form", bound=ExportFormat)
Found = TypeVar("Found")


def downloads(name: str, forms: Sequence[Form], write: Callable[[Form], bytes], what: str = "") -> None:
    """Offer the table in each format; a file is made when it is asked for."""
    with st.container(horizontal=True, gap="small"):
        for form in forms:
            st.download_button(
                f"Download {what} as {form.upper()}" if what else f"Download as {form.upper()}",
                data=partial(write, form),
                file_name=f"{name}.{form}",
                mime=MIME_TYPES[form],
                on_click="ignore",
                key=f"{name}_{form}",
            )


def checked(
    name: str,
    label: str,
    types: Sequence[str],
    preview: Callable[[Any], Found],
    *,
    by: str = "",
    button: str = "Check the table",
) -> Found | None:
    """Ask for a file, and return what `preview` found in it once a person had it checked.

    Where what is found depends on the person, `by` makes another name ask for another check.
    """
    given = st.file_uploader(
        label, type=list(types), key=f"{name}_given_{st.session_state.get(_count(name), 0)}"
    )
    if given is None:
        return None
    asked = (given.file_id, by)
    if st.button(button, type="primary", key=f"check_{name}"):
        st.session_state.pop(_seen(name), None)
        with ui.boundary():
            st.session_state[_seen(name)] = (asked, preview(given))
    checked_for, found = st.session_state.get(_seen(name), (None, None))
    return found if checked_for == asked else None


def forget(name: str) -> None:
    """Drop what was found in a file."""
    st.session_state.pop(_seen(name), None)


def clear(name: str) -> None:
    """After a table was entered, make room for the next: forget it and empty the field."""
    forget(name)
    st.session_state[_count(name)] = st.session_state.get(_count(name), 0) + 1


def _seen(name: str) -> str:
    return f"{name}_checked"


def _count(name: str) -> str:
    """Name what counts the tables entered: another key is the only way to empty a field for files."""
    return f"n_{name}_entered"
