"""An item that the program missed: a person marks its words in a paragraph of a stored report."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import acting
from dashboard.navigation import plain
from dashboard.register import saving
from synthesis.meetings import register as rules
from synthesis.models import DECISION_KINDS, Meeting, Paragraph
from synthesis.outputs.phrases import quoted, short
from synthesis.outputs.words import KIND_WORDS


def panel(meeting: Meeting, by: str) -> None:
    """Offer to add an item of a report, or ask for its words."""
    place = f"add_{meeting.id}"
    action, _ = saving.opened(place)
    if not meeting.paragraphs:
        return
    if not action:
        st.button(
            "Add an item of this report",
            key=place,
            type="tertiary",
            icon=":material/add:",
            on_click=saving.open_form,
            args=(place, "add", None),
        )
        return
    with st.container(key=f"card_{place}"):
        _ask(meeting, place, by)


def _ask(meeting: Meeting, place: str, by: str) -> None:
    at = st.selectbox(
        "Paragraph",
        range(len(meeting.paragraphs)),
        format_func=lambda number: _named(meeting.paragraphs[number]),
        key=f"paragraph_{place}",
    )
    keys = {field: f"{field}_{place}" for field in ("kind", "owner", "due")} | {
        "quote": f"quote_{at}_{place}"
    }
    with st.form(f"form_{place}", border=False):
        paragraph = meeting.paragraphs[at]
        st.text_area(
            "Leave only the words that say it, letter by letter as they stand",
            paragraph.text,
            key=keys["quote"],
            height=160,
        )
        kind, owner, due = st.columns(3)
        kind.selectbox("Kind", DECISION_KINDS, format_func=KIND_WORDS.__getitem__, key=keys["kind"])
        owner.text_input("Owner", key=keys["owner"], max_chars=300)
        due.text_input("Due, as written", key=keys["due"], max_chars=300)
        with st.container(horizontal=True, gap="small"):
            keep = partial(_add, meeting, paragraph, keys, by)
            st.form_submit_button("Add and confirm", type="primary", on_click=keep, key=f"submit_{place}")
            st.form_submit_button("Cancel", type="tertiary", on_click=saving.close, key=f"cancel_{place}")


def _named(paragraph: Paragraph) -> str:
    return plain(f"{paragraph.number or 'not numbered'}: {short(paragraph.text)}")


def _add(meeting: Meeting, paragraph: Paragraph, keys: dict[str, str], by: str) -> None:
    said = {field: st.session_state[key] for field, key in keys.items()}
    with acting.attempt(saving.PLACE):
        item = rules.added(meeting, paragraph, said["quote"], said["kind"], said["owner"], said["due"])
        saving.add(item, by, f"Added: {quoted(short(item.quote))}.")
