"""What a person decides about a topic: a theme, part of one, part of a topic, or none; kept with the name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import data, navigation, ui
from synthesis import pipeline
from synthesis.errors import ConflictError, SynthesisError
from synthesis.models import Topic, TopicDecision

PROMOTE, MERGE, JOIN, DISMISS = (
    "Make it a theme",
    "Add it to a theme",
    "Join it to another topic",
    "Put it aside",
)
OFFERED = 5
"""Passages offered as examples, the nearest."""
TAKEN = 3
"""Terms and passages ticked before the person looks at them."""


def panel(state: data.State, topic: Topic, others: Sequence[Topic]) -> None:
    """Ask what becomes of a topic."""
    ui.section("What becomes of it?")
    if state.is_read_only:
        ui.empty_state("This dashboard is read-only.", "Where it is not, people decide about topics here.")
        return
    by = st.text_input(
        "Your name, kept with every decision", key="reviewer", max_chars=80, persist_state="session"
    ).strip()
    if not by:
        ui.empty_state("Who is deciding?", "Give your name above to begin.")
        return
    choices = [PROMOTE, MERGE, *([JOIN] if others else []), DISMISS]
    choice = st.radio("Decision", choices, key=f"choice_{topic.id}")
    seen = _as_seen(topic)
    with st.form(f"decide_{topic.id}"):
        if choice == PROMOTE:
            _promote(state, seen, by)
        elif choice == MERGE:
            _merge(state, seen, by)
        elif choice == JOIN:
            _join(state, seen, others, by)
        else:
            _dismiss(state, seen, by)


def _as_seen(topic: Topic) -> Topic:
    """Return the topic as it stood when this person opened it: what is decided answers to that."""
    seen = st.session_state.get("topic_seen")
    if not isinstance(seen, Topic) or seen.id != topic.id:
        st.session_state["topic_seen"] = seen = topic
    return seen


def _promote(state: data.State, topic: Topic, by: str) -> None:
    name = st.text_input("Name of the theme", value=topic.name, max_chars=120)
    definition = st.text_area("Definition: what is coded to it", max_chars=1_000)
    confirmed = _confirmed(state, topic)
    ui.note("This makes the next version of the codebook and codes every passage with it. Reviews stay.")
    if st.form_submit_button("Make it a theme", type="primary"):
        _decide(
            lambda: pipeline.promote_topic(
                data.store(state.url, False), topic, name, definition, confirmed, by
            ),
            f"“{name}” is a theme of the codebook now, and every passage was coded with it.",
        )


def _merge(state: data.State, topic: Topic, by: str) -> None:
    names = {theme.id: theme.name for theme in data.records(state).snapshot.codebook.themes}
    theme_id = st.selectbox("Theme", list(names), format_func=names.get)
    confirmed = _confirmed(state, topic)
    ui.note("What is ticked goes into the next version of the codebook; every passage is coded with it.")
    if st.form_submit_button("Add it to the theme", type="primary"):
        _decide(
            lambda: pipeline.merge_into_theme(data.store(state.url, False), topic, theme_id, confirmed, by),
            f"“{topic.name}” went into the theme “{names[theme_id]}”, and every passage was coded with it.",
        )


def _join(state: data.State, topic: Topic, others: Sequence[Topic], by: str) -> None:
    names = {other.id: other.name for other in others}
    into = st.selectbox("Topic", list(names), format_func=names.get)
    if st.form_submit_button("Join them", type="primary"):
        _decide(
            lambda: pipeline.merge_into_topic(data.store(state.url, False), topic, into, by),
            f"“{topic.name}” is part of the topic “{names[into]}” now.",
        )


def _dismiss(state: data.State, topic: Topic, by: str) -> None:
    reason = st.text_input("Why is it no theme?", max_chars=300)
    if st.form_submit_button("Put it aside", type="primary"):
        _decide(
            lambda: pipeline.dismiss_topic(data.store(state.url, False), topic, reason, by),
            f"“{topic.name}” is put aside.",
        )


def _confirmed(state: data.State, topic: Topic) -> pipeline.Confirmed:
    """Ask which terms and passages the theme takes over."""
    st.html("<h3>Keywords</h3>")
    keywords = [
        term.text
        for place, term in enumerate(topic.terms)
        if st.checkbox(navigation.plain(term.text), value=place < TAKEN, key=f"term_{topic.id}_{place}")
    ]
    st.html("<h3>Examples</h3>")
    passages = data.records(state).passage_of
    words = {each: " ".join(passages[each].text.split()) for each in topic.passage_ids if each in passages}
    nearest: dict[str, str] = {}
    for passage_id, text in words.items():
        nearest.setdefault(text, passage_id)  # a copy is no second example
    examples = [
        passage_id
        for place, passage_id in enumerate(list(nearest.values())[:OFFERED])
        if st.checkbox(
            navigation.plain(words[passage_id]),
            value=place < TAKEN,
            key=f"example_{topic.id}_{place}",
        )
    ]
    return pipeline.Confirmed(tuple(keywords), tuple(examples))


def _decide(write: Callable[[], object], words: str) -> None:
    """Do what was decided, and go back to the list; what cannot be done is told and changes nothing."""
    try:
        with st.spinner("Keeping the decision"):
            write()
    except SynthesisError as error:
        if isinstance(error, ConflictError):
            st.session_state.pop("topic_seen", None)
        ui.error_box(error.message, error.where, error.hint)
        return
    st.session_state.pop("topic_seen", None)
    st.session_state["topic_told"] = words
    navigation.write("topic", "")
    st.rerun()


def told() -> None:
    """Show, once, what the last decision came to."""
    if words := st.session_state.pop("topic_told", ""):
        st.html(f'<div class="done" role="status"><p>{ui.text(words)}</p></div>')


def decided(state: data.State, topics: Sequence[Topic]) -> None:
    """List what people decided, the last first; what changed no codebook can be undone."""
    if not topics:
        return
    ui.section("Decided", "A later search that finds one of these again leaves it as it was decided.")
    snapshot = data.records(state).snapshot
    themes = {theme.id: theme.name for theme in snapshot.codebook.themes}
    names = {topic.id: topic.name for topic in snapshot.topics}
    for topic in topics:
        if topic.decision is None:
            continue
        with st.container(key=f"card_decided_{topic.id}"):
            st.html(_event(topic, topic.decision, themes, names))
            if not state.is_read_only and not topic.decision.theme_id:
                _undo(state, topic)


def _event(topic: Topic, decision: TopicDecision, themes: dict[str, str], names: dict[str, str]) -> str:
    found = "" if topic.is_found else " The last search did not find it again."
    when = decision.at.strftime("%d %B %Y, %H:%M UTC").lstrip("0") if decision.at else "at an unknown time"
    return (
        f'<h3 class="statement" {ui.BIDI}>{ui.text(topic.name)}</h3>'
        f'<p class="said">{ui.badge("Decided by a person", "confirmed")} '
        f"{ui.text(outcome_words(decision, themes, names))}{found}</p>"
        f'<p class="note"><b {ui.BIDI}>{ui.text(decision.by)}</b>, {ui.text(when)}</p>'
    )


def outcome_words(decision: TopicDecision, themes: dict[str, str], names: dict[str, str]) -> str:
    """Return what became of a topic.

    >>> outcome_words(TopicDecision("t", 1, "dismissed", "A. Reader", reason="Only thanks"), {}, {})
    'Put aside: Only thanks.'
    """
    theme = themes.get(decision.theme_id, decision.theme_id)
    if decision.verdict == "promoted":
        return f"Made the theme “{theme}”."
    if decision.verdict == "merged":
        into = f"Added to the theme “{theme}”." if theme else ""
        return into or f"Joined to the topic “{names.get(decision.into_topic, decision.into_topic)}”."
    return f"Put aside: {decision.reason.rstrip('.')}."


def _undo(state: data.State, topic: Topic) -> None:
    by = str(st.session_state.get("reviewer", "")).strip()
    label = "Undo" if by else "Undo (give your name on a topic first)"
    st.button(label, key=f"undo_{topic.id}", disabled=not by, on_click=_undone, args=(state, topic, by))


def _undone(state: data.State, topic: Topic, by: str) -> None:
    try:
        pipeline.undo_decision(data.store(state.url, False), topic, by)
    except SynthesisError as error:
        st.session_state["topic_told"] = f"{error.message} {error.hint}"
        return
    st.session_state["topic_told"] = f"The decision about “{topic.name}” is undone."
