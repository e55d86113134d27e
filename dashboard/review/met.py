"""Two people, or one in two windows, on one passage: the second is told, sees both answers, and settles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard import acting, cards, data, ui
from dashboard.review.begun import PLACE, Draft, drafted, leave, verdict_words
from synthesis.models import Assignment, Position, Review, Theme


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said of a passage, where somebody else was faster."""

    passage_id: str
    themes: dict[str, Position]
    note: str = ""


def gone(state: data.State) -> bool:
    """Stop where the passage was withdrawn: what is pressed next was meant for it, not for another."""
    draft = drafted()
    if draft is None or draft.passage_id in data.assignments(state):
        return False
    ui.empty_state(
        "This passage was withdrawn.", "Its contribution was taken out while you had it before you."
    )
    st.button("Go on to the next", key="go_on", on_click=leave)
    return True


def warn(assignment: Assignment, draft: Draft, reviewer: str, themes: Sequence[Theme]) -> None:
    """Say that the passage was answered while it stood before this person, and how."""
    if assignment.version == draft.version:
        return
    names = {theme.id: theme.name for theme in themes}
    review = assignment.review
    happened = (
        f"{_whose(review, reviewer)} answered this passage while you had it before you: "
        f"{verdict_words(review.themes, names)}."
        if review
        else "The review of this passage was withdrawn while you had it before you."
    )
    ui.warning(f"{happened} Skip it to leave that; if you answer too, you are asked which answer stands.")


def _whose(review: Review, reviewer: str) -> str:
    return f"{reviewer}, in another window," if review.coder == reviewer else review.coder


def keep(state: data.State, base_version: int, reviewer: str, mine: Answer) -> None:
    """Keep an answer to one version of a passage, and go on; if it has another, both wait to be settled."""
    with acting.attempt(PLACE, mine):
        version = data.store(state.url).review_passage(
            mine.passage_id, mine.themes, reviewer, base_version, mine.note
        )
        acting.mine(PLACE).append((mine.passage_id, version))
        leave()


def conflict(state: data.State, reviewer: str) -> bool:
    """Show two answers to one passage side by side, to be settled; return whether there is such a case."""
    mine = acting.case(PLACE, Answer)
    if mine is None:
        return False
    assignment = data.assignments(state).get(mine.passage_id)
    if assignment is None:
        leave()
        ui.note(
            "The passage that waited for you to settle two answers was withdrawn: nothing is left to settle."
        )
        return False
    review = assignment.review
    names = {theme.id: theme.name for theme in data.records(state).snapshot.codebook.themes}
    if review and review.themes == mine.themes and not mine.note:
        leave()
        said = verdict_words(mine.themes, names)
        ui.done(f"{_whose(review, reviewer)} gave the same answer before: {said}.")
        return False
    _both(state, reviewer, mine, review, names)
    put = partial(keep, state, assignment.version, reviewer, mine)
    acting.settle(PLACE, put, keep=leave)
    return True


def _both(
    state: data.State, reviewer: str, mine: Answer, review: Review | None, names: Mapping[str, str]
) -> None:
    """Show the answer that stands and one's own."""
    passage = data.records(state).passage_of[mine.passage_id]
    is_own = review is not None and review.coder == reviewer
    happened = (
        "This passage was answered under your name in another window while you did."
        if is_own
        else "Somebody else has reviewed this passage while you did."
    )
    whose = "Somebody, and withdrew it" if review is None else review.coder
    theirs = (review.themes, review.note) if review else ({}, "")
    acting.two_sides(
        PLACE,
        happened,
        (f"{whose} (the other window)" if is_own else whose, _found(*theirs, names)),
        (f"{reviewer} ({'this window' if is_own else 'you'})", _found(mine.themes, mine.note, names)),
        hint="Nothing is lost: both answers are below. Say which one stands.",
        about=[cards.quote(passage.text, passage.language)],
    )


def _found(themes: Mapping[str, Position], note: str, names: Mapping[str, str]) -> str:
    noted = f" “{ui.text(note)}”" if note else ""
    return f'<p class="said">{ui.text(verdict_words(themes, names))}{noted}</p>'
