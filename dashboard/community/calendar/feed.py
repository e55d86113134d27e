"""The address that calendars subscribe to, narrowed as the page is; the same as a file; files taken in."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from dashboard import data, person, ui
from dashboard.community import held
from dashboard.community.calendar import diary
from dashboard.community.calendar.showing import View
from synthesis.errors import SynthesisError
from synthesis.models import Event, Group, Problem
from synthesis.outputs.agenda.taken import taken_words
from synthesis.outputs.export.ics_file import CalendarFilters, as_ics

MOST_SHOWN = 100


def show(state: data.State, view: View) -> None:
    """Draw the address and the download, and where the calendar can be changed the import."""
    ui.section("In your own calendar")
    narrowed = " with the filters of this page" if view.is_narrowed else ""
    links = "with" if diary.shows_access_links() else "without"
    ui.note(
        f"A calendar program that subscribes to this address{narrowed} follows every change; it stands there "
        f"{links} access links, and without the people expected."
    )
    st.code(address(view), language=None, wrap_lines=True)
    st.download_button(
        "Download as an iCalendar file (.ics)",
        data=lambda: _file(state, view),
        file_name="calendar.ics",
        mime="text/calendar",
        on_click="ignore",
        key="agenda_ics",
    )
    if not state.is_read_only:
        with st.expander("Import iCalendar files (.ics)", key="agenda_import"):
            _importing(state)


def address(view: View) -> str:
    """Return the address of the feed with the filters of the page."""
    told = urlsplit(st.context.url or "")
    root = f"{told.scheme}://{told.netloc}{told.path.rpartition('/')[0]}" if told.netloc else ""
    query = [("group", each) for each in view.groups]
    query += [("kind", each) for each in view.kinds]
    query += [("theme", each) for each in view.themes]
    return f"{root}/calendar.ics" + (f"?{urlencode(query)}" if query else "")


def _file(state: data.State, view: View) -> bytes:
    entries = held.entries(state, Event)
    return as_ics(
        [entry.record for entry in entries],
        CalendarFilters(view.groups, view.kinds, view.themes),
        stamps={entry.record.id: entry.at for entry in entries if entry.at},
        groups=held.records(state, Group),
        theme_names=data.theme_names(state),
        with_links=diary.shows_access_links(),
        for_everybody=True,
    )


def _importing(state: data.State) -> None:
    ui.note(
        "Entries that are here already are merged; a later revision replaces an earlier one, and every "
        "version is kept. What cannot be read is listed with its place and a reason."
    )
    turn = st.session_state.get("agenda_turn", 0)
    given = st.file_uploader(
        "iCalendar files", type=["ics"], accept_multiple_files=True, key=f"agenda_files_{turn}"
    )
    by = person.name()
    if given and not by:
        ui.note("To import, give your name above.")
    if st.button("Import", key="agenda_import_now", disabled=not (given and by)) and given:
        st.session_state["agenda_reports"] = [_taken(state, each.name, each.getvalue(), by) for each in given]
        st.session_state["agenda_turn"] = turn + 1
        st.rerun()
    for words, problems in st.session_state.pop("agenda_reports", ()):
        _report(words, problems)


def _taken(state: data.State, name: str, raw: bytes, by: str) -> tuple[str, Sequence[Problem]]:
    """Enter a file, and say what became of it."""
    from synthesis.pipeline.calendar import enter_calendar

    try:
        report = enter_calendar(data.store(state.url), raw, name, by)
    except SynthesisError as error:
        words = f"Nothing was loaded from {name}: the file was refused."
        return words, (Problem(name, f"{error.message} {error.hint}", is_refusal=True),)
    words = taken_words(
        name,
        received=report.received,
        loaded=report.loaded,
        merged=report.merged,
        refused=report.refused,
    )
    return words, sorted(report.problems, key=lambda each: each.row or 0)


def _report(words: str, problems: Sequence[Problem]) -> None:
    if any(each.is_refusal for each in problems):
        ui.warning(words)
    else:
        ui.done(words)
    if not problems:
        return
    table = pd.DataFrame(
        [
            (each.row or "", each.column, "Refused" if each.is_refusal else "Note", each.reason)
            for each in problems[:MOST_SHOWN]
        ],
        columns=["Line", "Property", "What", "Why, and what to do"],
    )
    st.html(ui.html_table(table, f"What to know of this file ({len(problems)})"))
