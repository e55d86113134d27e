"""What people do to a message: reword, confirm, strike, move; mark another sentence; look back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import acting, data, ui
from dashboard.community.messages import saving
from synthesis.community.messages import added, confirmed, moved, reworded, struck
from synthesis.community.messages.editing import LONGEST
from synthesis.models import Message, Session, SessionMessages
from synthesis.outputs.phrases import quoted, short
from synthesis.outputs.session_messages import KIND_BADGES, KIND_ORDER, status_words
from synthesis.outputs.session_transcript import sentence_choices
from synthesis.store import Entry


def panel(state: data.State, entry: Entry[SessionMessages], message: Message, by: str) -> None:
    """Offer the changes of one message."""
    ui.section("Change it", level=4)
    place = f"{message.id}_{entry.version}"
    with st.form(f"reword_{place}", border=False):
        text = st.text_area(
            "Words of the message", message.text, key=f"words_{place}", max_chars=LONGEST, height=140
        )
        kind = st.selectbox(
            "Kind",
            KIND_ORDER,
            KIND_ORDER.index(message.kind),
            format_func=KIND_BADGES.__getitem__,
            key=f"kind_{place}",
        )
        if st.form_submit_button("Save these words", type="primary", key=f"save_{place}"):
            note = f"Reworded {_called(message)}"
            saving.save(state, entry, by, lambda given: reworded(given, message.id, text, kind), note)
            st.rerun()
    ui.note("The places stay cited, whatever the words are.")
    with st.container(horizontal=True, gap="small", key=f"acts_{message.id}"):
        if not message.is_confirmed and not message.is_struck:
            _act(
                state,
                entry,
                by,
                "Confirm",
                partial(confirmed, message_id=message.id),
                f"Confirmed {_called(message)}",
            )
        if message.is_struck:
            back = partial(struck, message_id=message.id, is_struck=False)
            _act(state, entry, by, "Bring back", back, f"Brought back {_called(message)}")
        else:
            _act(
                state,
                entry,
                by,
                "Strike",
                partial(struck, message_id=message.id),
                f"Struck {_called(message)}",
            )
        _move(state, entry, message, by, "Move up", -1)
        _move(state, entry, message, by, "Move down", 1)


def _called(message: Message) -> str:
    return f"{quoted(short(message.text))}"


def _act(
    state: data.State,
    entry: Entry[SessionMessages],
    by: str,
    label: str,
    action: saving.Action,
    note: str,
) -> None:
    st.button(
        label,
        key=f"{label.lower().replace(' ', '_')}_message",
        on_click=saving.save,
        args=(state, entry, by, action, note),
    )


def _move(
    state: data.State, entry: Entry[SessionMessages], message: Message, by: str, label: str, step: int
) -> None:
    """Move among the messages of the same kind, which stand together on the page."""
    places = [at for at, each in enumerate(entry.record.messages) if each.kind == message.kind]
    at = places.index(entry.record.messages.index(message))
    if not 0 <= at + step < len(places):
        return
    action = partial(moved, message_id=message.id, by=places[at + step] - places[at])
    _act(state, entry, by, label, action, f"Moved {_called(message)}")


def add(state: data.State, session: Session, entry: Entry[SessionMessages], by: str) -> None:
    """Offer to mark a sentence of the session that the draft misses."""
    if not by:
        return
    with st.expander("Add a message by marking a sentence", key="add_message"):
        sought = (
            st.text_input("Words of it, to find it by", key="find_sentence", max_chars=80).strip().casefold()
        )
        found = {
            span: words for span, words in sentence_choices(session).items() if sought in words.casefold()
        }
        if not found:
            ui.note("No sentence has these words.")
            return
        span = st.selectbox(
            f"Sentence ({len(found)} to choose from)",
            list(found),
            format_func=lambda each: found[each][:160],
            key="marked_sentence",
        )
        st.button(
            "Add it",
            key="add_marked",
            type="primary",
            on_click=saving.save,
            args=(
                state,
                entry,
                by,
                partial(added, session=session, span=span),
                "Marked a sentence as a message",
            ),
        )


def history(state: data.State, entry: Entry[SessionMessages], message: Message) -> None:
    """List the versions in which a message was another, with who and when."""
    versions = data.store(state.url).community.history(SessionMessages, entry.record.id)
    lines, before = [], None
    for each in versions:
        now = next((one for one in each.record.messages if one.id == message.id), None)
        if now is not None and now != before:
            when = f"{each.at:%Y-%m-%d %H:%M} UTC" if each.at else ""
            lines.append(
                f"<li>{ui.text(f'Version {each.version}, {when}, {each.by}: {each.note}.')} "
                f"{ui.text(status_words(now))}"
                f'<br><span class="note" {ui.BIDI}>{ui.text(now.text)}</span></li>'
            )
        before = now
    with st.expander(f"Versions of this message ({len(lines)})", key=f"message_history_{message.id}"):
        st.html(f'<ol class="gaps">{"".join(lines)}</ol>')


def version_before(state: data.State, entry: Entry[SessionMessages]) -> SessionMessages | None:
    """Return the version that a conflict began from, if there is one."""
    case = acting.case(saving.PLACE, saving.Case)
    if case is None:
        return None
    versions = data.store(state.url).community.history(SessionMessages, entry.record.id)
    return next((each.record for each in versions if each.version == case.version), None)
