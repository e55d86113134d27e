"""One passage before a reviewer: its words in their place, what the machine proposes, and the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import streamlit as st

from dashboard import acting, cards, data, navigation, ui
from dashboard.review import met
from dashboard.review.begun import PLACE, Draft, begun, draft_of, leave, verdict_words
from dashboard.ui import Mark
from synthesis.models import POSITIONS, Assignment, Coding, Filters, Position, Review, Span, Theme
from synthesis.outputs.narrative.clarity import on_one_line
from synthesis.outputs.words import OUTCOME_WORDS, POSITION_WORDS

POSITION_KEYS: dict[Position, str] = {"for": "F", "against": "A", "mixed": "M", "unclear": "U"}
MOST_KEYS = 9
"""Themes that have a number key."""


def panel(state: data.State, chosen: Filters, reviewer: str) -> None:
    """Show the next passage of this reviewer, or the one that the address asks for."""
    acting.told(PLACE)
    if met.conflict(state, reviewer) or met.gone(state):
        return
    passage_id, n_waiting = _next(state, chosen, reviewer)
    if not passage_id:
        ui.empty_state("Nothing waits for a review here.", "Remove a filter, or take up what you skipped.")
        if st.session_state.get("skipped"):
            st.button("Take up what I skipped", on_click=_take_up)
        _undo(state, reviewer)
        return
    records = data.records(state)
    assignment = data.assignments(state)[passage_id]
    draft = draft_of(assignment, chosen)
    met.warn(assignment, draft, reviewer, records.snapshot.codebook.themes)
    _passage(records, assignment, n_waiting)
    _answer(records, assignment, draft)
    _buttons(state, draft, reviewer)
    _history(state, assignment)


def _history(state: data.State, assignment: Assignment) -> None:
    """Show every review of the passage and every withdrawal, the newest first."""
    if not assignment.version:
        return
    names = {theme.id: theme.name for theme in data.records(state).snapshot.codebook.themes}
    history = data.store(state.url).review_history(assignment.passage_id)
    with st.expander("What people said of it before", key="history"):
        st.html("".join(_event(review, names) for review in reversed(history)))


def _event(review: Review, names: Mapping[str, str]) -> str:
    when = review.at.strftime("%d %B %Y, %H:%M UTC").lstrip("0") if review.at else "at an unknown time"
    said = "withdrew the review" if review.is_withdrawal else verdict_words(review.themes, names)
    noted = f" “{ui.text(review.note)}”" if review.note else ""
    return (
        f'<p class="said"><b {ui.BIDI}>{ui.text(review.coder)}</b>: {ui.text(said)}.{noted}'
        f'<br><span class="note">{ui.text(when)}, with {ui.text(review.codebook)}</span></p>'
    )


def _next(state: data.State, chosen: Filters, reviewer: str) -> tuple[str, int]:
    """Return the passage to show, empty if none is left, and how many wait."""
    waiting = data.review_queue(state, chosen, reviewer)
    asked = st.query_params.get("passage", "")
    if asked in data.assignments(state):
        return asked, len(waiting)
    skipped = st.session_state.setdefault("skipped", [])
    left = [passage_id for passage_id in waiting if passage_id not in skipped]
    return begun(state, chosen, left) or (left[0] if left else ""), len(waiting)


def _passage(records: data.Records, assignment: Assignment, n_waiting: int) -> None:
    ui.note(f"{n_waiting:,} passages wait, the most telling first. {_standing(assignment)}")
    marks = [Mark(s.start, s.end, "evidence") for c in assignment.codings for s in c.evidence]
    marks += [Mark(s.start, s.end, "stance") for c in assignment.codings for s in c.position_evidence]
    st.html(place_of(records, assignment.passage_id, marks))
    if marks:
        ui.note("Underlined: what spoke for a theme. Dotted: what spoke for a position. Below: for which.")
    if any(not coding.evidence for coding in assignment.codings if coding.origin != "person"):
        ui.note("Its own words tell no theme; the question that it answers does.")
    here = records.passage_of[assignment.passage_id]
    query = {"contribution": here.contribution_id, "passage": here.id}
    navigation.link("explore", "Read it in its contribution", query, key="whole")


def place_of(records: data.Records, passage_id: str, marks: Sequence[Mark]) -> str:
    """Return a passage between its neighbours, under the question it answers, with whose words it is."""
    here = records.passage_of[passage_id]
    contribution = records.contributions[here.contribution_id]
    own = records.passages[here.contribution_id]
    place = own.index(here)
    question = next((a.question for a in contribution.answers if a.start <= here.start < a.end), "")
    cited = cards.citation_of(contribution, here.language)
    return cards.passage_in_place(
        here,
        cited,
        before=own[place - 1] if place else None,
        after=own[place + 1] if place + 1 < len(own) else None,
        question=question,
        marks=marks,
    )


def _standing(assignment: Assignment) -> str:
    if assignment.review is not None:
        return f"This one was reviewed by {assignment.review.coder}."
    words = (
        "Coded to a theme"
        if assignment.codings
        else OUTCOME_WORDS["filler" if assignment.is_filler else assignment.outcome]
    )
    return f"The machine's proposal for this one: {words.lower()}."


def _answer(records: data.Records, assignment: Assignment, draft: Draft) -> None:
    text = records.passage_of[assignment.passage_id].text
    proposed = {
        coding.theme_id: Proposal(coding.position, spoke_for(coding, text))
        for coding in assignment.codings
        if coding.origin != "person"
    }
    themes_to_choose(records.snapshot.codebook.themes, draft, proposed)


class Proposal(NamedTuple):
    """What the machine proposes on a theme, and the words that spoke for it."""

    position: Position
    because: str


def spoke_for(coding: Coding, text: str) -> str:
    """Say which words of a passage spoke for a theme, and which for the position on it.

    >>> coding = Coding("p", "size", 0.9, "for", evidence=(Span(6, 15),), position_evidence=(Span(0, 5),))
    >>> spoke_for(coding, "Fewer workshops")
    'Words for the theme: “workshops”. Words for the position: “Fewer”.'
    """
    said = (("theme", coding.evidence), ("position", coding.position_evidence))
    return " ".join(f"Words for the {what}: {_quoted(text, spans)}." for what, spans in said if spans)


def _quoted(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(f"“{on_one_line(text[span.start : span.end])}”" for span in spans)


def themes_to_choose(themes: Sequence[Theme], draft: Draft, proposed: Mapping[str, Proposal]) -> None:
    """Show each theme as a switch, a chosen one with its positions, and what the machine proposes and why."""
    ui.section("What does it speak of?", level=3)
    choices = st.container(key="themes_to_choose")
    for place, theme in enumerate(themes, 1):
        is_chosen = theme.id in draft.themes
        with choices.container(
            key=f"theme_{theme.id}", horizontal=True, gap="small", vertical_alignment="center"
        ):
            st.button(
                navigation.plain(theme.name),
                key=f"choose_{theme.id}",
                type="primary" if is_chosen else "secondary",
                icon=":material/check_box:" if is_chosen else ":material/check_box_outline_blank:",
                shortcut=str(place) if place <= MOST_KEYS else None,
                help=navigation.plain(theme.definition),
                on_click=_switch,
                args=(draft, theme.id),
            )
            if is_chosen:
                _positions(draft, theme.id)
            if theme.id in proposed:
                word = POSITION_WORDS[proposed[theme.id].position].lower()
                st.html(ui.badge(f"Machine proposal: {word}", "proposed"), width="content")
        if theme.id in proposed:
            with choices:
                ui.note(proposed[theme.id].because)
    if len(draft.themes) > 1 and (last := next((each for each in themes if each.id == draft.last), None)):
        ui.note(f"The keys F, A, M and U set the position on “{last.name}”, the theme chosen last.")


def _switch(draft: Draft, theme_id: str) -> None:
    if theme_id in draft.themes:
        del draft.themes[theme_id]
        draft.last = next(iter(draft.themes), "")
    else:
        draft.themes[theme_id] = "unclear"
        draft.last = theme_id


def _positions(draft: Draft, theme_id: str) -> None:
    """Show the positions as buttons; the keys work for the theme that was chosen last."""
    has_keys = draft.last == theme_id
    side_by_side = st.container(key=f"positions_{theme_id}", horizontal=True, gap="small", width="content")
    for position in POSITIONS:
        side_by_side.button(
            "Unclear" if position == "unclear" else POSITION_WORDS[position],
            key=f"position_{theme_id}_{position}",
            type="primary" if draft.themes[theme_id] == position else "tertiary",
            shortcut=POSITION_KEYS[position] if has_keys else None,
            on_click=_take,
            args=(draft, theme_id, position),
        )


def _take(draft: Draft, theme_id: str, position: Position) -> None:
    draft.themes[theme_id] = position
    draft.last = theme_id


def _buttons(state: data.State, draft: Draft, reviewer: str) -> None:
    with st.container(key="answer", horizontal=True, gap="small"):
        words = "Confirm these themes" if draft.themes else "Choose a theme to confirm"
        st.button(
            words,
            type="primary",
            shortcut="Enter",
            disabled=not draft.themes,
            on_click=_review,
            args=(state, draft, reviewer, dict(draft.themes)),
            key="confirm_review",
        )
        st.button(
            "None of the themes",
            shortcut="N",
            on_click=_review,
            args=(state, draft, reviewer, {}),
            key="none_review",
        )
        st.button("Skip", shortcut="S", on_click=_skip, args=(draft.passage_id,), key="skip_review")
        _undo(state, reviewer)
    st.text_input("A note for the next reader, if you wish", key="review_note", max_chars=300)


def _undo(state: data.State, reviewer: str) -> None:
    st.button(
        "Undo my last",
        shortcut="Z",
        disabled=not acting.mine(PLACE),
        on_click=acting.undo,
        args=(PLACE, partial(_withdraw, state, reviewer)),
        key="undo_review",
    )


def _review(state: data.State, draft: Draft, reviewer: str, themes: dict[str, Position]) -> None:
    note = str(st.session_state.get("review_note") or "").strip()
    met.keep(state, draft.version, reviewer, met.Answer(draft.passage_id, themes, note))


def _skip(passage_id: str) -> None:
    st.session_state.setdefault("skipped", []).append(passage_id)
    leave()


def _take_up() -> None:
    st.session_state["skipped"] = []


def _withdraw(state: data.State, reviewer: str, last: tuple[str, int]) -> None:
    passage_id, version = last
    data.store(state.url).withdraw_review(passage_id, reviewer, version)
    leave()
    acting.tell(PLACE, "Your last review is withdrawn; the passage is here again.")
    navigation.write("passage", passage_id)
