"""Draw the section: its head, what can be chosen, and its parts."""

from __future__ import annotations

import streamlit as st

from dashboard import acting, data, filters, navigation, ui
from dashboard.community import held
from dashboard.community.messages import desk, saving, upload
from synthesis.models import Filters, Session, SessionMessages
from synthesis.outputs.phrases import counted
from synthesis.outputs.session_messages import about_session, draft_sentence, sample_sentence, shown_title
from synthesis.outputs.session_tables import in_order, session_table

LEAD = "What a session said, in a few short messages with the places they rest on."


def panel(state: data.State, chosen: Filters) -> None:
    """Show the session that the address asks for, or the sessions there are."""
    acting.told(saving.PLACE)
    sessions = {each.id: each for each in held.records(state, Session)}
    asked = st.query_params.get("session", "")
    if asked in sessions:
        desk.panel(state, chosen, sessions[asked])
        return
    if asked:
        ui.error_box("There is no such session in this store.", asked, "The sessions there are stand below.")
    _sessions(state, chosen, in_order(list(sessions.values())))
    upload.panel(state, chosen)


def _sessions(state: data.State, chosen: Filters, sessions: list[Session]) -> None:
    ui.section(
        "Sessions",
        "From the transcript of a session the program drafts four to eight messages in the speakers' own "
        "words; people edit them before they go out. The filters at the left do not change them.",
    )
    if not sessions:
        ui.empty_state("No session is here.", "Load the transcript of one below, or from the command line.")
        return
    if sample := sample_sentence(sessions):
        ui.sample_banner(sample)
    kept = {each.id: each for each in held.records(state, SessionMessages)}
    for session in sessions:
        _row(chosen, session, kept.get(session.id, SessionMessages(session.id)))
    table = session_table(sessions, kept)
    with st.expander("The same as a table", key="sessions_table"):
        numbers = ["Speakers", "Words", "Messages", "Settled by people"]
        st.html(ui.html_table(table.drop(columns="Id"), counted(len(table), "session"), numbers=numbers))
        ui.download(table, "sessions.csv")


def _row(chosen: Filters, session: Session, given: SessionMessages) -> None:
    standing = sum(not each.is_struck for each in given.messages)
    with st.container(key=f"card_session_{session.id}"):
        st.html(
            f'<h3 class="statement" {ui.BIDI}>{ui.text(shown_title(session))}</h3>'
            f'<p class="said">{ui.text(about_session(session))} {ui.text(counted(standing, "message"))}.</p>'
            f'<p class="note">{ui.text(draft_sentence(given.messages))}</p>'
        )
        query = filters.query_of(chosen, section="Messages", session=session.id)
        navigation.link("community", f"Open {shown_title(session)}", query)
