"""A table of records on a page: taken out as a file, and one read in that a person looks at before it counts.

`name` tells one such table from the others in the state of the page, such as groups or proposals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import streamlit as st

from dashboard import acting, ui
from dashboard.files import uploads
from synthesis.corpus.accounting import TablePlan
from synthesis.errors import ConflictError
from synthesis.outputs.export import MIME_TYPES, ExportFormat

SUFFIXES = ("csv", "tsv", "xlsx", "json")
"""Endings of the files that tables of records are read from."""

Form = TypeVar("Form", bound=ExportFormat)
Found = TypeVar("Found")
Plan = TypeVar("Plan", bound=TablePlan[Any, Any])


@dataclass(frozen=True, slots=True)
class TableIn(Generic[Plan]):
    """A table that is read in: what a person is told, and what is done with the file.

    `place` names the part of the page where it is told what became of it; `advice` says how the table has to
    look; `show` lists what would be entered. `compare` takes the file and its name, `enter` what that came to
    and the name again: what was looked at is entered, no more and no less.
    """

    name: str
    label: str
    types: Sequence[str]
    advice: str
    place: str
    button: str
    compare: Callable[[Path, str], Plan]
    account: Callable[[Plan], str]
    enter: Callable[[Plan, str], object]
    show: Callable[[Plan], None] = lambda plan: None


def read_in(table: TableIn[Plan], by: str) -> None:
    """Ask for a table, say what it comes to, and enter it once a person has seen that."""
    ui.note(table.advice)
    found = checked(table.name, table.label, table.types, partial(_compare, table), by=by)
    if found:
        _confirm(table, *found)


def _compare(table: TableIn[Plan], given: Any) -> tuple[Plan, str]:
    kept = uploads.keep([given])
    return table.compare(kept.paths[0], given.name), given.name


def _confirm(table: TableIn[Plan], plan: Plan, name: str) -> None:
    from dashboard.files import loading  # brings the whole pipeline

    st.html(f'<p class="said">{ui.text(table.account(plan))}</p>')
    table.show(plan)
    loading.remarks(plan.problems)
    if not plan.added and not plan.changed:
        ui.empty_state("There is nothing in this table to enter.", "All of it is stored already, or refused.")
        return
    st.button(
        table.button, type="primary", key=f"enter_{table.name}", on_click=_enter, args=(table, plan, name)
    )


def _enter(table: TableIn[Plan], plan: Plan, name: str) -> None:
    with acting.attempt(table.place):
        try:
            table.enter(plan, name)
        except ConflictError:  # what was shown holds no longer; another check shows what does
            forget(table.name)
            raise
        clear(table.name)
        acting.tell(table.place, f"The table {name} is entered: {table.account(plan)}")


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
