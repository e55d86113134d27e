"""A transcript from the browser -> a session in the store with its draft; what was refused, and why."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import data, filters, navigation, person, ui
from dashboard.files import uploads
from synthesis.community.messages import SUFFIXES
from synthesis.errors import SynthesisError
from synthesis.models import Filters, Problem
from synthesis.outputs.phrases import counted
from synthesis.outputs.session_messages import shown_title
from synthesis.pipeline.messaging import SessionsRead, load_sessions


def panel(state: data.State, chosen: Filters) -> None:
    """Offer to load transcripts, and show what the last ones came to."""
    ui.section("Load a transcript or notes")
    _told(chosen)
    if state.is_read_only:
        ui.empty_state("This dashboard is read-only.", "Where it is not, people load transcripts here.")
        return
    ui.note(
        "TXT, DOCX, PDF, HTML, VTT or SRT; speakers as “>> NAME:”, “NAME:” or “Name (Role):” at the start of "
        "a line. A title, a day and a place above the text are read too. Notes without speakers work, with a "
        "gap."
    )
    given = st.file_uploader(
        "Transcripts or notes of sessions",
        accept_multiple_files=True,
        type=[suffix.lstrip(".") for suffix in sorted(SUFFIXES)],
        key=f"transcripts_{st.session_state.get('transcripts_batch', 0)}",
    )
    by = person.name()
    if st.button("Read and draft", type="primary", key="read_transcripts", disabled=not (given and by)):
        _load(state, given, by)
    if given and not by:
        ui.note("To load, give your name above.")


def _load(state: data.State, given: Sequence[uploads.Upload], by: str) -> None:
    kept = uploads.keep(given)
    try:
        with st.spinner("Reading"):
            made = load_sessions(data.store(state.url), kept.paths, by, kept.shown)
    except SynthesisError as error:
        ui.error_box(error.message, error.where, error.hint)
        return
    st.session_state["transcripts_told"] = made
    st.session_state["transcripts_batch"] = st.session_state.get("transcripts_batch", 0) + 1
    st.rerun()


def _told(chosen: Filters) -> None:
    made = st.session_state.pop("transcripts_told", None)
    if not isinstance(made, SessionsRead):
        return
    said = (
        f"{counted(made.n_received, 'session')} received: {made.n_loaded} loaded, "
        f"{made.n_merged} there already, {made.n_refused} refused."
    )
    ui.done(said)
    for problem in made.problems:
        _problem(problem)
    for each in made.read:
        query = filters.query_of(chosen, section="Messages", session=each.session.id)
        navigation.link("community", f"See the messages of {shown_title(each.session)}", query)


def _problem(problem: Problem) -> None:
    where = problem.file + (f", line {problem.row}" if problem.row is not None else "")
    if problem.is_refusal:
        ui.error_box(f"Refused: {problem.reason}", where)
    else:
        ui.warning(f"{where}: {problem.reason}")
