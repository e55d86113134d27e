"""Ties of a message judged by people: the themes it is about, the later decisions that took it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import acting, cards, data, filters, navigation, ui
from dashboard.community import held
from synthesis.community.messages.ties import LONGEST_NOTE, confirmed_for, judged_tie, ties_of
from synthesis.models import (
    Filters,
    LinkStatus,
    Message,
    MessageTie,
    Session,
    SessionMessages,
)
from synthesis.outputs.session_ties import (
    choice_words,
    of_message,
    taken_up_words,
    target_names,
    tied_to,
    ties_words,
)
from synthesis.store import Entry, as_said

PLACE = "ties"


@st.cache_resource(max_entries=64, show_spinner=False)
def _ties(
    key: data.Key,
    _session: Session,
    given: SessionMessages,
    _state: data.State,
) -> tuple[MessageTie, ...]:
    said = as_said(held.entries(_state, MessageTie))
    return ties_of(_session, given, data.records(_state).snapshot, said)


@st.cache_resource(max_entries=4, show_spinner=False)
def _names(key: data.Key, _state: data.State) -> dict[str, str]:
    return target_names(data.records(_state).snapshot)


def ties(state: data.State, session: Session, given: SessionMessages) -> tuple[MessageTie, ...]:
    """Return the ties of the messages of a session, as they stand."""
    return _ties(state.key, session, given, state)


def names(state: data.State) -> Mapping[str, str]:
    """Return every theme and decision by id, in words."""
    return _names(state.key, state)


def panel(
    state: data.State, chosen: Filters, session: Session, given: SessionMessages, message: Message, by: str
) -> None:
    """Show what a message is tied to, and let a person confirm, reject or add a tie."""
    own = of_message(ties(state, session, given), message.id)
    ui.section("What it is about, and what took it up", ties_words(own), level=4)
    acting.told(PLACE)
    if own and not by and not state.is_read_only:
        ui.note("To confirm or reject a tie, give your name above.")
    for tie in [each for each in own if each.status != "rejected"]:
        _tie(state, chosen, tie, by)
    rejected = [each for each in own if each.status == "rejected"]
    if rejected:
        with st.expander(f"Rejected ties ({len(rejected)})", key=f"rejected_ties_{message.id}"):
            for tie in rejected:
                _tie(state, chosen, tie, by)
    if by:
        _add(state, session, message, own, by)


def _tie(state: data.State, chosen: Filters, tie: MessageTie, by: str) -> None:
    """Show one tie with its reason and who stands behind it."""
    place = f"{tie.message_id}_{tied_to(tie)}"
    with st.container(key=f"card_tie_{place}", gap=None):
        head = "Theme" if tie.theme_id else "Later decision"
        st.html(
            f'<p class="badges">{cards.link_badge(tie)}{ui.badge(head, "kind")}</p>'
            f'<p class="said" {ui.BIDI}>{ui.text(names(state).get(tied_to(tie), tied_to(tie)))}</p>'
            f"{cards.link_reason(tie)}"
        )
        if tie.theme_id:
            query = filters.query_of(chosen, theme_id=tie.theme_id)
            navigation.link("themes", "What was said on this theme", query, key=f"tie_link_{place}")
        if by:
            _judge(state, tie, by, place)
        _history(state, tie, place)


def _judge(state: data.State, tie: MessageTie, by: str, place: str) -> None:
    with st.container(horizontal=True, key=f"judge_tie_{place}"):
        for status, label in cards.LINK_VERDICTS.items():
            if tie.status != status:
                st.button(
                    label, key=f"{status}_tie_{place}", on_click=_keep, args=(state, [tie], tie, status, by)
                )


def _keep(
    state: data.State,
    seen: Sequence[MessageTie],
    wanted: MessageTie,
    status: LinkStatus,
    by: str,
    note: str = "",
) -> None:
    from synthesis.pipeline.judging import keep_tie  # brings the readers of tables

    with acting.attempt(PLACE):
        keep_tie(data.store(state.url), judged_tie(seen, wanted, status, note), by, note)
        acting.tell(PLACE, f"The tie is {status}, and kept with your name.")


def _add(state: data.State, session: Session, message: Message, own: Sequence[MessageTie], by: str) -> None:
    """Offer to tie a message to a theme or a later decision that the program did not propose."""
    taken = {tied_to(tie) for tie in own}
    snapshot = data.records(state).snapshot
    ends = (session.id, message.id)
    themes = {theme.id for theme in snapshot.codebook.themes}
    named = choice_words(session, snapshot)
    offered = {
        target: MessageTie(*ends, theme_id=target)
        if target in themes
        else MessageTie(*ends, decision_id=target)
        for target in named
        if target not in taken
    }
    if not offered:
        return
    place = f"{message.id}_{len(own)}"
    with st.popover("Tie it to something else", key=f"add_tie_{message.id}"), st.form(f"tie_form_{place}"):
        st.selectbox(
            "Theme or later decision",
            list(offered),
            format_func=named.__getitem__,
            key=f"tie_target_{place}",
        )
        st.text_input("Why, in a few words", max_chars=LONGEST_NOTE, key=f"tie_note_{place}")
        st.form_submit_button(
            "Add the tie", key=f"add_tie_{place}", on_click=_added, args=(state, offered, place, by)
        )


def _added(state: data.State, offered: Mapping[str, MessageTie], place: str, by: str) -> None:
    wanted = offered[st.session_state[f"tie_target_{place}"]]
    _keep(state, (), wanted, "confirmed", by, st.session_state[f"tie_note_{place}"])


def _history(state: data.State, tie: MessageTie, place: str) -> None:
    """List what people said of a tie before, where more than one did."""
    if tie.version < 2:
        return
    versions = data.store(state.url).community.history(MessageTie, tie.id)
    with st.expander(f"What people said of it ({len(versions)})", key=f"tie_history_{place}"):
        lines = "".join(
            f"<li {ui.BIDI}>{ui.text(_version_words(entry))}</li>" for entry in reversed(versions)
        )
        st.html(f'<ul class="told">{lines}</ul>')


def _version_words(entry: Entry[MessageTie]) -> str:
    when = f", {entry.at:%Y-%m-%d %H:%M} UTC" if entry.at else ""
    note = f": {entry.note}" if entry.note else ""
    return f"{entry.record.status.capitalize()} by {entry.by}{when}{note}"


def taken_up(state: data.State, chosen: Filters, target: str, place: str = "", heading: str = "") -> None:
    """Say at a theme or a decision which messages people tied to it; nothing where they tied none."""
    said = [tie for tie in as_said(held.entries(state, MessageTie)) if target == tied_to(tie)]
    if not said:
        return  # transcripts are long: they are read only where something is tied
    sessions = {each.id: each for each in held.records(state, Session)}
    messages = {each.id: each for each in held.records(state, SessionMessages)}
    for tie, message in confirmed_for(said, messages, target):
        session = sessions.get(tie.session_id)
        if session is None:
            continue
        if heading:
            ui.section(heading, level=3)
            heading = ""  # it stands once, above the first
        st.html(f'<p class="note taken-up" {ui.BIDI}>{ui.text(taken_up_words(session, message, tie))}</p>')
        query = filters.query_of(chosen, section="Messages", session=session.id, message=message.id)
        key = f"more_taken_up_{place}_{target}_{session.id}_{message.id}"
        navigation.link("community", "Read the message and its places", query, key=key)
