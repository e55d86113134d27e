"""Proposed topics added, edited and removed by people, with their names; conflicts are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from dashboard import acting, data, person, ui
from synthesis.community.alignment.table import KINDS, topic_id
from synthesis.errors import ConflictError, InputError
from synthesis.models import CYCLES, ProposedTopic
from synthesis.store import Entry, Store

PLACE = "alignment"
NEW = ""
LONGEST_TITLE, LONGEST_TEXT = 160, 2000


def panel(state: data.State, entries: Sequence[Entry[ProposedTopic]], shown: Sequence[str]) -> None:
    """Let a topic be added, or one of those shown be changed."""
    if state.is_read_only:
        ui.note("This dashboard is read-only: topics cannot be changed here.")
        return
    by = person.name()
    if not by:
        ui.note("To add, edit or remove topics, give your name above.")
        return
    known = {entry.record.id: entry for entry in entries}
    names = {each: known[each].record.title for each in shown if each in known}
    asked = st.selectbox(
        "Topic to change",
        [NEW, *names],
        format_func=lambda each: names.get(each, "A new topic"),
        key="topic_to_change",
    )
    entry = known.get(asked or NEW)
    _form(entry, by)
    if entry is not None:
        _remove(state, entry, by)


def _form(entry: Entry[ProposedTopic] | None, by: str) -> None:
    topic = entry.record if entry else ProposedTopic(NEW, "")
    version = entry.version if entry else 0
    place = f"{topic.id}_{version}_{st.session_state.get('n_topic_forms', 0)}"
    with st.form(f"topic_{place}"):
        _fields(topic, place)
        st.form_submit_button(
            "Save the topic" if entry else "Add the topic",
            type="primary",
            on_click=_save,
            args=(topic, version, place, by),
        )


def _fields(topic: ProposedTopic, place: str) -> None:
    """Show the fields of a topic; a text that is longer than the form allows can still be edited."""
    st.text_input(
        "Title", topic.title, key=f"topic_title_{place}", max_chars=max(LONGEST_TITLE, len(topic.title))
    )
    left, right = st.columns(2, gap="medium")
    left.selectbox(
        "Main session or yearly theme",
        KINDS,
        KINDS.index(topic.kind),
        format_func=str.capitalize,
        key=f"topic_of_kind_{place}",
    )
    right.number_input(
        "Year of the meeting",
        min_value=CYCLES.start,
        max_value=CYCLES.stop - 1,
        value=topic.cycle,
        key=f"topic_cycle_{place}",
    )
    st.text_area(
        "Description: the longer, the more it finds",
        topic.description,
        key=f"topic_text_{place}",
        max_chars=max(LONGEST_TEXT, len(topic.description)),
    )


def _save(seen: ProposedTopic, version: int, place: str, by: str) -> None:
    def of(name: str) -> object:
        return st.session_state[f"topic_{name}_{place}"]

    title, cycle = str(of("title") or "").strip(), of("cycle")
    if not title:
        acting.tell(PLACE, InputError("A topic must have a title.", "Title", "Write a few words."))
        return
    year = int(cycle) if isinstance(cycle, int | float) else None
    topic = replace(
        seen,
        id=seen.id or _unused(topic_id(title, year)),
        title=title,
        kind=next(kind for kind in KINDS if kind == of("of_kind")),
        cycle=year,
        description=str(of("text") or "").strip(),
        source=seen.source or f"Added by {by}",
    )
    _keep(
        lambda store: store.community.save([topic], by, base={topic.id: version}),
        f"The topic “{title}” is saved.",
    )


def _unused(wanted: str) -> str:
    """Return an id that no topic has or had: one of the same title and year is another topic."""
    store = data.store(data.current().url)
    number, unused = 1, wanted
    while store.community.history(ProposedTopic, unused):
        number += 1
        unused = f"{wanted}-{number}"
    return unused


def _remove(state: data.State, entry: Entry[ProposedTopic], by: str) -> None:
    topic = entry.record
    with st.expander("History, and taking it away", key=f"topic_history_{topic.id}"):
        history = data.store(state.url).community.history(ProposedTopic, topic.id)
        rows = "".join(f"<li {ui.BIDI}>{ui.text(_line(each))}</li>" for each in history)
        st.html(f'<ul class="told">{rows}</ul>')
        st.button(
            "Remove this topic",
            key=f"remove_topic_{topic.id}",
            on_click=_take_away,
            args=(topic, entry.version, by),
        )


def _line(entry: Entry[ProposedTopic]) -> str:
    day = f"{entry.at:%Y-%m-%d}" if entry.at else "no date"
    what = "removed" if entry.is_removed else f"“{entry.record.title}”"
    note = f" ({entry.note})" if entry.note else ""
    return f"Version {entry.version}, {day}, {entry.by}: {what}{note}"


def _take_away(topic: ProposedTopic, version: int, by: str) -> None:
    _keep(
        lambda store: store.community.remove(ProposedTopic, topic.id, by, version),
        f"The topic “{topic.title}” is removed; its versions are kept.",
    )


def _keep(change: Callable[[Store], object], words: str) -> None:
    with acting.attempt(PLACE):
        try:
            change(data.store(data.current().url))
        except ConflictError as error:
            raise ConflictError(
                "Somebody else has changed this topic meanwhile; your change is not stored.",
                error.where,
                "The form shows the topic as it stands now. Look at it, then change it again if "
                "you still want to.",
            ) from error
        st.session_state["n_topic_forms"] = st.session_state.get("n_topic_forms", 0) + 1
        acting.tell(PLACE, words)
