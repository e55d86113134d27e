"""What the machine would learn from the reviews so far: shown before it is applied."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import acting, cards, data, ui
from dashboard.review.begun import verdict_words
from synthesis import pipeline
from synthesis.coding import review
from synthesis.outputs.narrative.clarity import on_one_line
from synthesis.outputs.phrases import counted
from synthesis.pipeline import Change, Lesson

PLACE = "lessons"
MOST_SHOWN = 30


def panel(state: data.State) -> None:
    """Offer to learn, show what would change and why, and apply it when asked."""
    ui.section("What the machine learns")
    acting.told(PLACE)
    store = data.store(state.url)
    n_new = pipeline.reviews_to_learn_from(store, data.records(state).snapshot)
    if not n_new:
        n_reviewed = review.progress(data.records(state).snapshot).n_reviewed
        ui.note(
            "The machine has learnt from every review there is."
            if n_reviewed
            else "There is no review to learn from yet."
        )
        st.session_state.pop("lesson", None)
        return
    ui.note(
        f"{counted(n_new, 'review')} since the machine last coded. Nothing changes before you have seen it."
    )
    if st.button("Show what would change", key="preview_lesson"):
        with st.status("Coding the rest again", expanded=True) as status, ui.boundary():
            st.session_state["lesson"] = (state.key, pipeline.preview_learning(store, _progress()))
            status.update(label="Coded again, not stored", state="complete", expanded=False)
    seen = st.session_state.get("lesson")
    if seen and seen[0] == state.key:
        _lesson(state, seen[1])
    elif seen:
        ui.note("There are new reviews since; look again.")


def _progress() -> Callable[[int, int, str], None]:
    bar = st.progress(0.0, "Learning")

    def show(done: int, total: int, what: str) -> None:
        bar.progress(min(done / total, 1.0) if total else 0.0, f"{what} ({done} of {total})")

    return show


def _lesson(state: data.State, lesson: Lesson) -> None:
    n = len(lesson.changes)
    st.html(
        f'<p class="said">{n:,} of {counted(lesson.n_passages, "passage")} that nobody has reviewed would be '
        f"coded differently.</p>"
    )
    names = {theme.id: theme.name for theme in data.records(state).snapshot.codebook.themes}
    passages = data.records(state).passage_of
    for change in lesson.changes[:MOST_SHOWN]:
        with st.expander(_label(passages[change.passage_id].text), key=f"change_{change.passage_id}"):
            _change(change, names, state)
    if n > MOST_SHOWN:
        ui.note(f"The {MOST_SHOWN} nearest to a reviewed passage are shown, of {n}.")
    st.button("Apply it", type="primary", key="apply_lesson", on_click=_apply, args=(state,))


def _label(text: str) -> str:
    from dashboard.navigation import plain

    words = on_one_line(text)
    return plain(words if len(words) <= 60 else f"{words[:57].rstrip()}...")


def _change(change: Change, names: dict[str, str], state: data.State) -> None:
    passages = data.records(state).passage_of
    passage = passages[change.passage_id]
    st.html(
        f"{cards.quote(passage.text, passage.language)}"
        f'<p class="said">Now: {ui.text(verdict_words(dict(change.before), names))}.<br>'
        f"Then: <b>{ui.text(verdict_words(dict(change.after), names))}</b>.</p>"
    )
    if change.because:
        because = passages[change.because]
        review = data.assignments(state)[change.because].review
        found = verdict_words(review.themes if review else {}, names)
        st.html(
            f'<p class="note">The reviewed passage most like it (likeness {change.likeness:.2f}) was given '
            f"{ui.text(found)}:</p>{cards.quote(because.text, because.language)}"
        )


def _apply(state: data.State) -> None:
    with acting.attempt(PLACE):
        run = pipeline.code_and_discover(data.store(state.url))
        counts = dict(run.counts)
        lesson = st.session_state.pop("lesson", None)
        n_changed = len(lesson[1].changes) if lesson else 0
        acting.tell(
            PLACE,
            f"The machine has learnt. {counted(n_changed, 'passage')} changed; what people reviewed stays. "
            f"{counts['coded']:,} of {counts['passages']:,} passages are now coded to a theme by the "
            "machine.",
        )
