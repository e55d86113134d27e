"""What a person decides about a topic: a theme, part of one, part of a topic, or none; kept with the name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard import acting, data, navigation, person, ui
from synthesis import pipeline
from synthesis.coding.topics import standing
from synthesis.coding.topics.copies import group_passages
from synthesis.errors import ConflictError
from synthesis.models import Snapshot, Topic, TopicDecision
from synthesis.outputs.narrative.clarity import on_one_line
from synthesis.outputs.phrases import counted, joined

PLACE = "topics"

PROMOTE, MERGE, JOIN, DISMISS = (
    "Make it a theme",
    "Add it to a theme",
    "Join it to another topic",
    "Put it aside",
)
OFFERED = 5
"""Passages offered as examples, the nearest."""
TERMS_TAKEN, EXAMPLES_TAKEN = 2, 3
"""Terms and passages ticked before the person looks at them."""


def panel(state: data.State, topic: Topic, others: Sequence[Topic]) -> None:
    """Ask what becomes of a topic."""
    ui.section("What becomes of it?")
    if state.is_read_only:
        ui.empty_state("This dashboard is read-only.", "Where it is not, people decide about topics here.")
        return
    by = person.name()
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


def look_away() -> None:
    """Forget how a topic stood: whoever opens it again decides about it as it stands then."""
    st.session_state.pop("topic_seen", None)


def _promote(state: data.State, topic: Topic, by: str) -> None:
    name = st.text_input("Name of the theme", value=topic.name, max_chars=120)
    definition = st.text_area("Definition: what is coded to it", max_chars=1_000)
    confirmed = _confirmed(state, topic)
    ui.note("This makes the next version of the codebook and codes every passage with it. Reviews stay.")
    if st.form_submit_button("Make it a theme", type="primary"):
        _decide(
            state,
            lambda: pipeline.promote_topic(data.store(state.url), topic, name, definition, confirmed, by),
            f"“{name}” is a theme of the codebook now, and every passage was coded with it.",
        )


def _merge(state: data.State, topic: Topic, by: str) -> None:
    names = {theme.id: theme.name for theme in data.records(state).snapshot.codebook.themes}
    theme_id = st.selectbox("Theme", list(names), format_func=names.__getitem__)
    confirmed = _confirmed(state, topic)
    ui.note("What is ticked goes into the next version of the codebook; every passage is coded with it.")
    if st.form_submit_button("Add it to the theme", type="primary"):
        _decide(
            state,
            lambda: pipeline.merge_into_theme(data.store(state.url), topic, theme_id, confirmed, by),
            f"“{topic.name}” went into the theme “{names[theme_id]}”, and every passage was coded with it.",
        )


def _join(state: data.State, topic: Topic, others: Sequence[Topic], by: str) -> None:
    names = {other.id: other.name for other in others}
    into = st.selectbox("Topic", list(names), format_func=names.__getitem__)
    if st.form_submit_button("Join them", type="primary"):
        _decide(
            state,
            lambda: pipeline.merge_into_topic(data.store(state.url), topic, into, by),
            f"“{topic.name}” is part of the topic “{names[into]}” now.",
        )


def _dismiss(state: data.State, topic: Topic, by: str) -> None:
    reason = st.text_input("Why is it no theme?", max_chars=300)
    if st.form_submit_button("Put it aside", type="primary"):
        _decide(
            state,
            lambda: pipeline.dismiss_topic(data.store(state.url), topic, reason, by),
            f"“{topic.name}” is put aside.",
        )


def _confirmed(state: data.State, topic: Topic) -> pipeline.Confirmed:
    """Ask which terms and passages the theme takes over."""
    st.html("<h3>Keywords</h3>")
    keywords = [
        term.text
        for place, term in enumerate(topic.terms)
        if st.checkbox(
            navigation.plain(term.text), value=place < TERMS_TAKEN, key=f"term_{topic.id}_{term.key}"
        )
    ]
    st.html("<h3>Examples</h3>")
    passages = data.records(state).passage_of
    groups = group_passages([passages[each] for each in topic.passage_ids if each in passages])
    examples = [
        first.id  # a copy is no second example
        for place, (first, *_) in enumerate(groups[:OFFERED])
        if st.checkbox(
            navigation.plain(on_one_line(first.text)),
            value=place < EXAMPLES_TAKEN,
            key=f"example_{topic.id}_{first.id}",
        )
    ]
    return pipeline.Confirmed(tuple(keywords), tuple(examples))


def _decide(state: data.State, write: Callable[[], object], words: str) -> None:
    """Do what was decided, and go back to the list; what cannot be done is told here.

    Where something of it is stored all the same, as where the coding after it fails, the page shows that.
    """
    with acting.attempt(PLACE), st.spinner("Keeping the decision"):
        try:
            write()
        except ConflictError:
            look_away()
            raise
        look_away()
        acting.tell(PLACE, words)
        navigation.write("topic", "")
        st.rerun()
    if data.current().key != state.key:
        st.rerun()
    acting.told(PLACE)


def decided(state: data.State, topics: Sequence[Topic]) -> None:
    """List what people decided, the last first, each with its history and a way to undo it."""
    if not topics:
        return
    ui.section(f"Decided ({len(topics)})", "A later search that finds one of these again leaves it as it is.")
    by = "" if state.is_read_only else person.name()
    for topic in topics:
        with st.container(key=f"card_decided_{topic.id}"):
            st.html(_standing(topic))
            st.html(history(state, topic))
            if topic.decision is not None and not state.is_read_only:
                _undo(state, topic, topic.decision, by)


def _standing(topic: Topic) -> str:
    found = "" if topic.is_found else " The last search did not find it again."
    badge = ui.badge("Decided by a person", "confirmed") if topic.decision else ui.badge("Undone", "outcome")
    return (
        f'<h3 class="statement" {ui.BIDI}>{ui.text(topic.name)}</h3>'
        f'<p class="said">{badge} {counted(len(topic.passage_ids), "passage")}.{found}</p>'
    )


def history(state: data.State, topic: Topic) -> str:
    """Return every decision about a topic as a list, the last first: what, who and when."""
    themes = data.theme_names(state)
    names = {each.id: each.name for each in data.records(state).snapshot.topics}
    events = "".join(
        f"<li {ui.BIDI}>{ui.text(outcome_words(each, themes, names))} "
        f'<span class="note"><b>{ui.text(each.by)}</b>, {ui.text(_when(each))}</span></li>'
        for each in reversed(topic.history)
    )
    return f'<ul class="said">{events}</ul>'


def _when(decision: TopicDecision) -> str:
    return decision.at.strftime("%d %B %Y, %H:%M UTC").lstrip("0") if decision.at else "at an unknown time"


def outcome_words(decision: TopicDecision, themes: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Return what became of a topic.

    >>> outcome_words(TopicDecision("t", 1, "dismissed", "A. Reader", reason="Only thanks"), {}, {})
    'Put aside: Only thanks.'
    """
    if decision.verdict == "undone":
        return "Undid the decision before."
    theme = themes.get(decision.theme_id, decision.theme_id)
    if decision.verdict == "promoted":
        return f"Made the theme “{theme}”."
    if decision.verdict == "merged":
        into = f"Added to the theme “{theme}”." if theme else ""
        return into or f"Joined to the topic “{names.get(decision.into_topic, decision.into_topic)}”."
    return f"Put aside: {decision.reason.rstrip('.')}."


def _undo(state: data.State, topic: Topic, decision: TopicDecision, by: str) -> None:
    snapshot = data.records(state).snapshot
    if others := standing.added_since(topic, snapshot.topics):
        listed = joined([f"“{other.name}”" for other in others])
        ui.note(f"{listed} went into this theme since. Undo that first, then this can be undone.")
        return
    if decision.theme_id:
        ui.note(_price(snapshot, decision))
    label = _UNDO.get(decision.verdict if decision.theme_id else "", "Undo")
    if st.button(label, key=f"undo_{topic.id}", disabled=not by):
        _decide(
            state,
            lambda: pipeline.undo_decision(data.store(state.url), topic, by),
            f"The decision about “{topic.name}” is undone.",
        )
    if not by:
        ui.note("To undo this, give your name above.")


_UNDO = {
    "promoted": "Undo: take the theme out of the codebook",
    "merged": "Undo: take its keywords and examples out of the theme",
}


def _price(snapshot: Snapshot, decision: TopicDecision) -> str:
    """Say what undoing a change of the codebook comes to."""
    words = (
        "To undo this makes the next version of the codebook and codes every passage with it. Reviews stay"
    )
    reviews = [each.review for each in snapshot.assignments if each.review is not None]
    n_given = sum(decision.theme_id in review.themes for review in reviews)
    if decision.verdict != "promoted" or not n_given:
        return f"{words}."
    need = "needs" if n_given == 1 else "need"
    return f"{words}; {counted(n_given, 'of them')} gave this theme and {need} another look then."


def orphaned(state: data.State) -> None:
    """List the passages whose review gave a theme that has left the codebook, to be looked at again."""
    reviews = standing.orphaned_reviews(data.records(state).snapshot)
    if not reviews:
        return
    ui.section(
        f"Reviews to look at again ({len(reviews)})",
        "These gave a theme that has left the codebook. They are kept as they are; until somebody looks at "
        "them again, they count for the themes that are left, or for none.",
    )
    names, passages = data.theme_names(state), data.records(state).passage_of
    current = {theme.id for theme in data.records(state).snapshot.codebook.themes}
    for review in reviews:
        gone = joined([f"“{names.get(each, each)}”" for each in sorted(review.themes.keys() - current)])
        with st.container(key=f"card_orphan_{review.passage_id}", gap=None):
            st.html(
                f'<p class="said" {ui.BIDI}>{ui.text(passages[review.passage_id].text)}</p>'
                f'<p class="note"><b>{ui.text(review.coder)}</b> gave it {ui.text(gone)}.</p>'
            )
            navigation.link("review", "Look at it again", {"passage": review.passage_id})
