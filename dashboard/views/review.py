"""Review: people say what passages speak of, the machine learns, and both are held against coders."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import data, frame, person, ui
from dashboard.review import agreeing, doubling, judging, lessons
from synthesis.coding import review
from synthesis.models import Filters, Snapshot
from synthesis.outputs.phrases import counted

LEADS = {
    "Passages": "Say what a passage speaks of. Every answer is kept with your name, "
    "and the machine learns from it.",
    "Quality": "How far the machine's coding can be trusted, and how that is known.",
    "Coded twice": "Two people code the same passages blind, and settle where they differ.",
}


def show() -> None:
    """Draw the page."""
    state, chosen = frame.recall()
    is_coded = bool(data.records(state).snapshot.assignments)
    if frame.is_nothing_stored(state) or not is_coded:
        frame.begin("Review", next(iter(LEADS.values())))
        if not frame.is_blank(state):
            ui.empty_state(
                "Nothing is coded yet.", "Load contributions on the page Data; they are coded then."
            )
        return
    head = st.container()  # what it says follows from the tab, which is known only once the tabs are drawn
    tabs = st.tabs(list(LEADS), key="work", bind="query-params")
    passages, quality, twice = tabs
    with head:
        lead = next((said for said, tab in zip(LEADS.values(), tabs, strict=True) if tab.open), "")
        frame.begin("Review", lead)
        frame.ask_who(state)
    if passages.open:
        with passages:
            _passages(state, chosen)
    if quality.open:
        with quality:
            agreeing.panel(state)
    if twice.open:
        with twice:
            doubling.panel(state)


def _passages(state: data.State, chosen: Filters) -> None:
    snapshot = _passing(state, chosen)
    if state.is_read_only:
        _progress(snapshot)
        ui.empty_state("This dashboard is read-only.", "Where it is not, people review the codings here.")
        return
    work, side = st.container(key="review").columns((2, 1), gap="large")
    with side:
        _progress(snapshot)
        lessons.panel(state)
    with work:
        _work(state, chosen)


def _passing(state: data.State, chosen: Filters) -> Snapshot:
    """Return the snapshot with the passages alone that are in a contribution that passes the filters."""
    records = data.records(state)
    passing = set(data.narrowed(state, chosen).contributions["id"])
    kept = tuple(
        assignment
        for assignment in records.snapshot.assignments
        if records.passage_of[assignment.passage_id].contribution_id in passing
    )
    return replace(records.snapshot, assignments=kept)


def _work(state: data.State, chosen: Filters) -> None:
    reviewer = person.name()
    if not reviewer:
        ui.empty_state("Who is reviewing?", "Give your name above to begin.")
        return
    judging.panel(state, chosen, reviewer)


def _progress(snapshot: Snapshot) -> None:
    """Tell how far the review is, and how often the machine had proposed what people said."""
    done = review.progress(snapshot)
    ui.section("How far it is")
    share = done.n_reviewed / done.n_passages if done.n_passages else 0.0
    st.progress(share, f"{done.n_reviewed:,} of {counted(done.n_passages, 'passage')} reviewed")
    if n_left_out := len(snapshot.assignments) - done.n_passages:
        ui.note(
            f"{n_left_out:,} of {counted(len(snapshot.assignments), 'passage')} "
            f"{'is' if n_left_out == 1 else 'are'} left out: they say nothing, such as “N/A” or “ok”."
        )
    if not done.n_reviewed:
        return
    ui.note(
        f"For {done.n_agreed} of {counted(done.n_reviewed, 'reviewed passage')} the machine had proposed the "
        "very themes that people found. Passages come up because it is unsure of them: over all it is better."
    )
    if done.n_to_look_at:
        ui.note(
            f"{counted(done.n_to_look_at, 'review')} made with another codebook "
            f"{'needs' if done.n_to_look_at == 1 else 'need'} a look; they come up again."
        )
    names = {theme.id: theme.name for theme in snapshot.codebook.themes}
    rows = [(names[t.theme_id], t.n_proposed, t.n_accepted, t.n_added) for t in done.themes]
    tally = pd.DataFrame(rows, columns=["Theme", "Proposed", "Of those confirmed", "Added by people"])
    by_whom = pd.DataFrame(done.reviewers, columns=["Reviewer", "Passages"])
    with st.expander("Theme by theme, and by whom", key="tally"):
        st.html(ui.html_table(tally, "Proposals that people looked at", numbers=list(tally.columns[1:])))
        st.html(ui.html_table(by_whom, "Reviews that stand, by reviewer", numbers=["Passages"]))


if __name__ == "__main__":
    show()
