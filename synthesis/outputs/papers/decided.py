"""Decisions as a paper tells of them: the exact words, who is responsible, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd
from babel.dates import format_date

from synthesis.outputs import narrative
from synthesis.outputs.papers.blocks import Block, Heading, Note, Statement, Table
from synthesis.outputs.papers.sources import foreign
from synthesis.outputs.papers.theme_section import Told
from synthesis.outputs.papers.wording import of_groups, senders
from synthesis.outputs.phrases import counted, cut_marked, due_words, verb
from synthesis.outputs.tables import Frames, decision_table
from synthesis.outputs.words import DECISION_REVIEW_WORDS, PROGRESS_WORDS

MANY_GROUPS = 3
"""A theme that so many stakeholder groups raise is expected to be answered by a decision."""

KINDS = {
    "decision": ("A decision", "of"),
    "restated": ("An earlier decision, restated", "on"),
    "commitment": ("A commitment", "of"),
    "conditional": ("An undertaking on a condition,", "of"),
}

BECAME = {
    "open": "It is open.",
    "under way": "It is under way.",
    "done": "It has been done.",
    "declined": "It was declined.",
    "superseded": "It was superseded.",
}


def linked_decisions(narrowed: Frames, theme_id: str) -> pd.DataFrame:
    """List the decisions linked to a theme, none for those linked to no theme; the earliest meeting first."""
    rows = decision_table(narrowed, "theme")
    rows = rows[(rows["theme_id"] == theme_id) & rows["is_decision"]]
    return rows.sort_values(["held_on", "order"], kind="stable")


def decided(told: Told) -> Iterator[Block]:
    """Tell what was decided about a theme, and what became of it; or that nothing was."""
    yield Heading(told.level + 1, "What was decided, and what became of it")
    rows = linked_decisions(told.narrowed, told.id)
    is_proposed = bool((rows["review"] != "confirmed").any())
    said = narrative.decisions_sentence(told.narrowed, told.id)
    if rows.empty:
        said = f"{said} {_unanswered(told)}".rstrip()
    yield Statement(f"{told.id}/decided", foreign(said), is_proposed=is_proposed)
    links = told.narrowed.links
    confirmed = links[(links["theme_id"] == told.id) & (links["status"] == "confirmed")]["decision_id"]
    for row in rows.to_dict("records"):
        yield _decision(told.id, row, is_link_confirmed=row["id"] in set(confirmed))


def _unanswered(told: Told) -> str:
    sent = senders(told.by_group)
    if len(sent.known) < MANY_GROUPS:
        return ""
    return f"The theme was raised by {of_groups(sent)}."


def _decision(theme_id: str, row: Mapping[Any, Any], *, is_link_confirmed: bool) -> Statement:
    words, notes = decision_words(row), _notes(row)
    if row["review"] == "confirmed" and not is_link_confirmed:
        words = f"{words} No person has confirmed its link to this theme."
    return Statement(
        f"{theme_id}/decided/{row['id']}",
        f"{words} [1]" if notes else words,
        notes,
        is_proposed=row["review"] != "confirmed" or not is_link_confirmed,
    )


def decision_words(row: Mapping[Any, Any]) -> str:
    """Say in a few sentences what was decided, when and where, by whom until when, and its state."""
    kind, of = KINDS[row["kind"]]
    where = [row["meeting"], place_words(row["paragraph"])]
    head = f"{kind} {of} {day_words(row['held_on'])} ({', '.join(filter(None, where))})"
    due = due_in_prose(row)
    named = [f"Responsible: {row['owner']}." if row["owner"] else "", f"Due: {due}." if due else ""]
    words = foreign(f"{head}: {in_quotes(row['quote'])} {' '.join(filter(None, named))}")
    return f"{words} {became(row)}"


def in_quotes(quote: str) -> str:
    """Put exact words between quotation marks, and a full stop after them if they have none.

    >>> in_quotes("It was agreed"), in_quotes("coalitions should meet.")
    ('“It was agreed”.', '“… coalitions should meet.”')
    """
    words = " ".join(quote.split())
    return f"“{cut_marked(words)}”{'' if words.endswith(('.', '!', '?')) else '.'}"


def place_words(paragraph: str) -> str:
    """Say in which paragraph a decision stands; a row of a table says so itself.

    >>> place_words("7"), place_words("table 1, row 1"), place_words("")
    ('paragraph 7', 'table 1, row 1', '')
    """
    return f"paragraph {paragraph}" if paragraph[:1].isdigit() else paragraph


def due_in_prose(row: Mapping[Any, Any]) -> str:
    """Say when a decision is due, the date once.

    >>> due_in_prose({"due": "25 May 2018", "due_on": "2018-05-25"})
    '25 May 2018'
    >>> due_in_prose({"due": "end of May", "due_on": "2018-05-31"})
    'end of May (31 May 2018)'
    """
    day = day_words(row["due_on"]) if row["due_on"] else ""
    words = row["due"].rstrip(" .")
    return words if day and day in words else due_words(words, day)


def day_words(day: str) -> str:
    """Write an ISO date as prose does.

    >>> day_words("2018-03-09"), day_words("")
    ('9 March 2018', 'an unknown date')
    """
    if not day:
        return "an unknown date"
    return format_date(date.fromisoformat(day), "d MMMM yyyy", locale="en")


def became(row: Mapping[Any, Any]) -> str:
    """Say what became of a decision; what no person has confirmed is said to be so."""
    if row["review"] == "confirmed":
        return BECAME[row["progress"]]
    if row["progress"] == "open":
        return "No person has confirmed this item, or said what became of it."
    return (
        f"The record has it as {PROGRESS_WORDS[row['progress']].lower()}; no person has confirmed this item."
    )


def _notes(row: Mapping[Any, Any]) -> tuple[Note, ...]:
    """Give the sentence before and the reason of the link."""
    context = f"Context: {' '.join(row['context'].split())}" if row["context"] else ""
    why = f"Linked by: {row['why']}." if row["why"] else ""
    lead = " ".join(filter(None, (context, why)))
    return (Note(lead=lead),) if lead else ()


def without_input(narrowed: Frames) -> Iterator[Block]:
    """Count the decisions; tell of those on what nobody spoke about, or that are linked to no theme."""
    yield Heading(1, "Decisions without input")
    everything = decision_table(narrowed)
    is_proposed = bool((everything["review"] != "confirmed").any())
    yield Statement("decisions", foreign(narrative.decisions_sentence(narrowed)), is_proposed=is_proposed)
    gaps = narrative.gaps_sentence(narrowed)
    if len(narrowed.universe):
        yield Statement("gaps", foreign(gaps))
    rows = linked_decisions(narrowed, "")
    if rows.empty:
        if len(everything):
            yield Statement("unlinked", "Every decision in the register is linked to a theme.")
        return
    n, meetings = len(rows), counted(rows["meeting_id"].nunique(), "meeting")
    yield Statement(
        "unlinked",
        f"{counted(n, 'decision')} of {meetings} {verb(n, 'is', 'are')} linked to no theme, so that no "
        f"contribution is known to have asked for {verb(n, 'it', 'them')}.",
        is_proposed=bool((rows["review"] != "confirmed").any()),
    )
    yield decisions_table(rows, "Decisions linked to no theme")


def decisions_table(rows: pd.DataFrame, caption: str) -> Table:
    """Lay decisions out: words, meeting, who and when, state."""
    cells = tuple(
        (
            cut_marked(row["quote"]),
            ", ".join(filter(None, [day_words(row["held_on"]), place_words(row["paragraph"])])),
            "; ".join(filter(None, [row["owner"], due_in_prose(row)])),
            state_words(row),
        )
        for row in rows.to_dict("records")
    )
    return Table(("Decision", "Meeting", "Responsible; due", "State"), cells, n_text=4, caption=caption)


def state_words(row: Mapping[Any, Any]) -> str:
    """Say in two words how a decision stands, and whether a person confirmed it."""
    progress = PROGRESS_WORDS[row["progress"]]
    proposed = DECISION_REVIEW_WORDS["proposed"].lower()
    return progress if row["review"] == "confirmed" else f"{progress} ({proposed})"
