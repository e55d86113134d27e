"""One session: its messages at the left, the chosen one's places at the right, the transcript below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import data, filters, navigation, person, ui
from dashboard.community.messages import editing, saving, text, tying
from synthesis.models import Filters, Message, Session, SessionMessages
from synthesis.outputs.export import MIME_TYPES, ExportFormat, write_paper
from synthesis.outputs.messages_paper import SAMPLE_NOTE, messages_paper
from synthesis.outputs.papers.blocks import Paper
from synthesis.outputs.phrases import counted
from synthesis.outputs.session_messages import (
    KIND_BADGES,
    KIND_ORDER,
    KIND_WORDS,
    SIDES,
    Cited,
    about_session,
    cited_places,
    draft_sentence,
    is_settled,
    shown_title,
    status_words,
    support_words,
)
from synthesis.outputs.session_tables import message_table, role_table, share_sentence, share_table
from synthesis.store import Entry

FORMATS: tuple[ExportFormat, ...] = ("docx", "html", "md")
FORMAT_WORDS = {"docx": "Word (DOCX)", "html": "web page (HTML)", "md": "text (Markdown)"}


def panel(state: data.State, chosen: Filters, session: Session) -> None:
    """Draw the session."""
    navigation.link(
        "community", "All sessions", filters.query_of(chosen, section="Messages"), key="all_sessions"
    )
    ui.section(shown_title(session))
    ui.note(about_session(session))
    if session.is_sample:
        ui.sample_banner(SAMPLE_NOTE)
    entry = saving.entry_of(state, session.id)
    if entry is None:
        ui.empty_state("This session has no messages.", "Load its transcript again to have them drafted.")
    else:
        _messages(state, chosen, session, entry)
    text.panel(session, entry.record if entry else SessionMessages(session.id))
    _who_spoke(session)


def _messages(state: data.State, chosen: Filters, session: Session, entry: Entry[SessionMessages]) -> None:
    by = "" if state.is_read_only else person.name()
    before = editing.version_before(state, entry)
    if saving.conflict(state, entry, before, by):
        return
    ui.note(draft_sentence(entry.record.messages))
    _take_out(state, session, entry)
    listed, beside = st.columns((1.25, 1), gap="large")
    with listed, st.container(key="draft_text"):
        here = _list(session, entry.record)
        editing.add(state, session, entry, by)
    with beside, st.container(key="draft_desk"):
        if here is None:
            ui.empty_state("Choose a message.", "The places that it rests on then stand here.")
        else:
            _one(state, chosen, session, entry, here, by)
            if not st.query_params.get("at"):
                st.html(_IN_SIGHT.format(turn=int(here.id[1:])), unsafe_allow_javascript=True)


_IN_SIGHT = """<script data-turn="{turn:d}">
setTimeout(() => {{
  if (window.innerWidth <= 640) {{
    document.querySelector(".st-key-draft_desk")?.scrollIntoView({{ block: "start" }});
  }}
}}, 60);
</script>"""
"""On a narrow screen the places of a message stand above the list, out of sight of who chose it there."""


def _list(session: Session, given: SessionMessages) -> Message | None:
    """List the messages by kind; return the one that the address asks for."""
    asked = st.query_params.get("message", "")
    number = 0
    for kind in KIND_ORDER:
        own = [each for each in given.messages if each.kind == kind]
        if own:
            ui.section(KIND_WORDS[kind], level=3)
        for message in own:
            number += not message.is_struck
            _line(session, message, number, is_here=message.id == asked)
    if not given.messages:
        ui.empty_state("Nothing in this session can stand as a message.", "Mark a sentence of it below.")
    return next((each for each in given.messages if each.id == asked), None)


def _line(session: Session, message: Message, number: int, *, is_here: bool) -> None:
    place = "Struck" if message.is_struck else f"{number}."
    state = "struck" if message.is_struck else "own" if is_settled(message) else "generated"
    here = " is-here" if is_here else ""
    with st.container(key=f"line_{message.id}", gap=None):
        st.html(
            f'<div class="drafted {state}{here}"><p class="said" {ui.language_attribute(session.language)}>'
            f"<b>{place}</b> {ui.text(message.text)}</p>"
            f'<p class="note">{ui.text(support_words(session, message))}</p>'
            f'<p class="badges">{badges(message)}</p></div>'
        )
        called = f"message {number}" if not message.is_struck else f"struck message {message.id[1:]}"
        st.button(
            f"Read where {called} comes from",
            key=f"look_{message.id}",
            type="tertiary",
            on_click=navigation.write_all,
            args=({"message": message.id, "at": ""},),
        )


def badges(message: Message) -> str:
    """Return who stands behind a message, and of which kind it is."""
    kind = "confirmed" if is_settled(message) else "proposed"
    return ui.badge(status_words(message), kind) + ui.badge(KIND_BADGES[message.kind], "plain")


def _one(
    state: data.State,
    chosen: Filters,
    session: Session,
    entry: Entry[SessionMessages],
    message: Message,
    by: str,
) -> None:
    ui.section("The places it rests on", level=3)
    st.html(f'<p class="said" {ui.language_attribute(session.language)}>{ui.text(message.text)}</p>')
    side = None
    for place in cited_places(session, message):
        if place.side != side:
            side = place.side
            if SIDES[place.side]:
                ui.section(SIDES[place.side], level=4)
        _place(chosen, session, message, place)
    tying.panel(state, chosen, session, entry.record, message, by)
    if by:
        editing.panel(state, entry, message, by)
    elif not state.is_read_only:
        ui.note("To change this message, give your name above.")
    editing.history(state, entry, message)


def _place(chosen: Filters, session: Session, message: Message, place: Cited) -> None:
    at = f" at {place.at}" if place.at else ""
    with st.container(key=f"card_place_{message.id}_{place.span.start}", gap=None):
        st.html(
            f'<blockquote class="quote" {ui.language_attribute(session.language)}>'
            f"<p>{ui.text(place.quote)}</p></blockquote>"
            f'<p class="citation">{ui.text(place.who)}{ui.text(at)}</p>'
        )
        query = filters.query_of(
            chosen, section="Messages", session=session.id, message=message.id, at=str(place.span.start)
        )
        navigation.link("community", "See it in its place", query)


def _take_out(state: data.State, session: Session, entry: Entry[SessionMessages]) -> None:
    names, ties = tying.names(state), tying.ties(state, session, entry.record)
    with st.container(horizontal=True, key="take_out_messages"):
        for form in FORMATS:
            _download(session, form, partial(messages_paper, session, entry.record, entry.at, names, ties))
    with st.expander("All places as a table", key="places_table"):
        table = message_table(session, entry.record, names, ties)
        st.html(ui.html_table(table.drop(columns=["Start", "End"]), counted(len(table), "cited place")))
        ui.download(table, f"messages-{session.id}.csv")


def _download(session: Session, form: ExportFormat, made: Callable[[], Paper]) -> None:
    st.download_button(
        f"Download as {FORMAT_WORDS[form]}",
        data=lambda: write_paper(made(), form),
        file_name=f"messages-{session.id}.{form}",
        mime=MIME_TYPES[form],
        on_click="ignore",
        key=f"messages_{form}",
    )


def _who_spoke(session: Session) -> None:
    ui.section("Who spoke", share_sentence(session))
    if not session.turns:
        return
    ui.note(
        "Roles are those that the transcript gives. Words are those of named speakers, without headings; "
        "they say how much somebody spoke, no more."
    )
    roles, speakers = st.columns((1, 1.4), gap="large")
    with roles:
        st.html(ui.html_table(role_table(session), "Words by role", numbers=["Speakers", "Words"]))
    with speakers:
        table = share_table(session)
        st.html(ui.html_table(table, "Words by speaker", numbers=["Turns", "Words"]))
        ui.download(table, f"speakers-{session.id}.csv")
