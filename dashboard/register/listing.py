"""The items of the register: by meeting, by theme, or as one plain table."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cards, data, frame, navigation, ui
from dashboard.community.messages import tying
from dashboard.register import adding, forms
from synthesis.models import Meeting
from synthesis.outputs.phrases import counted, due_words, of_total
from synthesis.outputs.words import DECISION_REVIEW_WORDS, KIND_WORDS, has_state, progress_words


def by_meeting(state: data.State, listed: Any, found: Any, by: str) -> None:
    """Show the items of each meeting below its name and day; `found` are those of the other pages too."""
    meetings = data.records(state).meetings
    for meeting_id, rows in listed.groupby("meeting_id", sort=False):
        meeting = meetings[meeting_id]
        day = meeting.held_on.isoformat() if meeting.held_on else "date unknown"
        is_table = meeting.format == "table"
        said = "A table of proposals" if is_table else day
        ui.section(meeting.title, f"{said}. {_below(rows, found[found['meeting_id'] == meeting_id])}")
        if not is_table:
            _around(meeting)
        if by and not is_table:
            adding.panel(meeting, by)
        _cards(state, rows, str(meeting_id), by, has_meeting=False)


def _around(meeting: Meeting) -> None:
    with st.expander("Agenda and participants", key=f"meeting_{meeting.id}"):
        agenda = "".join(f"<li {ui.BIDI}>{ui.text(line)}</li>" for line in meeting.agenda)
        people = "".join(
            f"<li {ui.BIDI}>{ui.text(person.name)}"
            f"{ui.text(' (' + ', '.join(person.affiliations) + ')') if person.affiliations else ''}</li>"
            for person in meeting.participants
        )
        st.html(
            f"<h3>Agenda</h3>{f'<ol>{agenda}</ol>' if agenda else '<p>The report has no agenda.</p>'}"
            f"<h3>Participants</h3>{f'<ul>{people}</ul>' if people else '<p>The report lists nobody.</p>'}"
            f'<p class="note">Source: {ui.text(meeting.source or "not named")}</p>'
        )


def by_theme(state: data.State, listed: Any, found: Any, by: str) -> None:
    """Show the items below the themes they are linked to; `found` are those of the other pages too."""
    for theme, rows in listed.groupby("theme", sort=False):
        ui.section(theme or "Linked to no theme", _below(rows, found[found["theme"] == theme]))
        _cards(state, rows, str(rows["theme_id"].iloc[0]), by, has_meeting=True)


def _below(rows: Any, whole: Any) -> str:
    """Say how many items stand below a heading, and where the others are that belong there."""
    if len(rows) == len(whole):
        return f"{counted(len(rows), 'item')} below."
    has_before, has_after = rows.index[0] != whole.index[0], rows.index[-1] != whole.index[-1]
    if has_before:
        where = "the pages around this one" if has_after else "the page before"
    else:
        where = "the next page"
    return f"{of_total(len(rows), len(whole), 'item')} below, the others on {where}."


def as_table(listed: Any, n_found: int) -> None:
    """Show the items of a page as one plain table, of so many that are on all pages."""
    columns = {
        "Words of the report": listed["quote"],
        "Meeting": [cards.meeting_words(row) for row in listed.to_dict("records")],
        "Kind": listed["kind"].map(KIND_WORDS),
        "Owner": listed["owner"],
        "Due": [due_words(*due) for due in zip(listed["due"], listed["due_on"], strict=True)],
        "State": [
            progress_words(said, by) if has_state(kind, said) else ""
            for kind, said, by in zip(listed["kind"], listed["progress"], listed["progress_by"], strict=True)
        ],
        "Review": listed["review"].map(DECISION_REVIEW_WORDS),
    }
    caption = f"{counted(len(listed), 'item')} of the register"
    if len(listed) < n_found:
        caption = f"{len(listed):,} of the {counted(n_found, 'item')} listed, the others on other pages"
    st.html(ui.html_table(pd.DataFrame(columns), caption, is_stacked=True))


def _cards(state: data.State, rows: Any, place: str, by: str, *, has_meeting: bool) -> None:
    """Show decisions two abreast; what is no decision of its own comes after them, folded away."""
    decided, told = rows[rows["is_decision"]], rows[~rows["is_decision"]]
    _abreast(state, decided, place, by, has_meeting=has_meeting)
    if len(told):
        with st.expander(f"{_folded_words(told)} ({len(told)})", key=f"information_{place}"):
            _abreast(state, told, place, by, has_meeting=has_meeting)


def _folded_words(told: Any) -> str:
    """Name what is folded away by what is there: mere information, items merged with an earlier one."""
    if not told["is_merged"].any():
        return "Information given"
    if told["is_merged"].all():
        return "Repetitions of earlier decisions"
    return "Information given, and repetitions of earlier decisions"


def _abreast(state: data.State, rows: Any, place: str, by: str, *, has_meeting: bool) -> None:
    records = rows.to_dict("records")
    for first in range(0, len(records), 2):
        for column, row in zip(st.columns(2, gap="small"), records[first : first + 2], strict=False):
            with column:
                _decision(state, row, place, by, has_meeting=has_meeting)


def _decision(state: data.State, row: Any, place: str, by: str, *, has_meeting: bool) -> None:
    themes, why = ("", row["why"]) if has_meeting else (row["themes"], "")
    with st.container(key=f"card_decision_{place}_{row['id']}"):
        st.html(cards.decision_card(row, why, themes=themes, has_meeting=has_meeting))
        with st.expander(f"The paragraph behind it ({navigation.plain(row['paragraph'] or 'not numbered')})"):
            st.html(cards.paragraph(row["paragraph_text"], row["quote"]))
        tying.taken_up(state, frame.recall()[1], row["id"], place)
        if by:
            item = data.records(state).decisions[row["id"]]
            forms.actions(state, item, f"{place}_{row['id']}", by)
