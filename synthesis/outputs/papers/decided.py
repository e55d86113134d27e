"""Decisions as a paper tells of them: the exact words, who is responsible, and what became of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from synthesis.outputs import narrative
from synthesis.outputs.papers.blocks import Block, Heading, Note, Statement, Table
from synthesis.outputs.papers.sources import foreign
from synthesis.outputs.papers.theme_section import Told, takers
from synthesis.outputs.papers.wording import of_groups, senders
from synthesis.outputs.phrases import (
    counted,
    cut_marked,
    due_words,
    items_words,
    place_words,
    quoted,
    sentence,
    verb,
)
from synthesis.outputs.phrases import day_words as in_words
from synthesis.outputs.tables import Frames, decision_table, widened
from synthesis.outputs.trace import spoken_before, trace_table
from synthesis.outputs.trace.sentences import recurring_gaps, said_sentence
from synthesis.outputs.words import DECISION_REVIEW_WORDS, KIND_WORDS, PROGRESS_WORDS, progress_words

MOST_LATER = 2
"""So many items that tell of a decision are quoted below it."""

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
    """List the items of a theme that count, or with no id those linked to no theme; the earliest first."""
    rows = decision_table(narrowed, "theme") if not theme_id else trace_table(narrowed)
    rows = rows[(rows["theme_id"] == theme_id) & rows["is_decision"].astype(bool)]
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
    above, told_of = Above.of(rows), set[str]()
    before: tuple[int, int] | None = None
    for row in rows.to_dict("records"):
        if (row["n"], row["N"]) != before:
            yield _said_before(told, row)
            before = row["n"], row["N"]
        yield _decision(told, row, above, told_of)
        told_of.update(row["later"])


@dataclass(frozen=True, slots=True)
class Above:
    """What the count above a list of items has said of all of them, so that it need not be said of each."""

    is_unsaid: bool = False
    is_unconfirmed: bool = False

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Above:
        """Look at the items that are counted."""
        return cls(not (rows["progress_by"] != "").any(), not (rows["review"] == "confirmed").any())


def _said_before(told: Told, link: Mapping[Any, Any]) -> Statement:
    """Say who had spoken about the theme by the day of a meeting; a review filter makes nobody silent."""
    day = day_words(link["held_on"])
    words = said_sentence(link, day, quoted(told.made.name))
    key = f"{told.id}/said/{link['held_on'] or 'undated'}"
    if not link["n"]:
        return Statement(key, foreign(words))
    if (link["n"], link["N"]) == (told.made.n, told.made.n_universe):
        return Statement(
            key, f"All contributions on {quoted(foreign(told.made.name))} had been sent by {day}."
        )
    wide = widened(told.narrowed, "review")
    spoke = takers(replace(told, narrowed=wide))
    early = spoke[spoke["counts_as"].isin(spoken_before(wide, link["held_on"]))]
    codings = wide.codings[wide.codings["theme_id"] == told.id]
    codings = codings[codings["contribution_id"].isin(early["contribution_id"])]
    is_proposed = bool((codings["status"] != "accepted").any())
    note = told.sources.note(early["contribution_id"])
    return Statement(key, f"{foreign(words)} [1]", (note,), is_proposed)


def _unanswered(told: Told) -> str:
    sent = senders(told.by_group)
    if len(sent.known) < MANY_GROUPS:
        return ""
    return f"The theme was raised by {of_groups(sent)}."


def _decision(told: Told, row: Mapping[Any, Any], above: Above, told_of: Collection[str]) -> Statement:
    is_link_confirmed = row["link_status"] == "confirmed"
    words, notes = decision_words(row, above), _notes(row)
    words = " ".join((words, *_told_later(told.narrowed, row, told_of)))
    if row["review"] == "confirmed" and not is_link_confirmed:
        words = f"{words} No person has confirmed its link to this theme."
    return Statement(
        f"{told.id}/decided/{row['id']}",
        f"{words} [1]" if notes else words,
        notes,
        is_proposed=row["review"] != "confirmed" or not is_link_confirmed,
    )


def _told_later(narrowed: Frames, link: Mapping[Any, Any], told_of: Collection[str]) -> Iterator[str]:
    """Quote what tells of a decision; what people said in the register first, then what is found by words.

    What tells of an earlier one too is named there and only counted here.
    """
    whole = narrowed.decisions.set_index("id")
    quoted_here = [each for each in link["later"] if each not in told_of][:MOST_LATER]
    for other in quoted_here:
        row = whole.loc[other]
        how = "A person said that this repeats it"
        if other not in link["told"]:
            how = "What a later meeting said of it, going by the words"
        elif other == link["superseded_by"]:
            how = "A person said that this stands in its place"
        quote = f"“{cut_marked(' '.join(row['quote'].split()))}”"
        yield foreign(f"{how}: {quote} ({row['meeting']}, {day_words(row['held_on'])}).")
    if (n := len(link["later"]) - len(quoted_here)) > 0:
        more = "more item" if quoted_here else "item named above"
        yield f"{counted(n, more, more.replace('item', 'items'))} {verb(n, 'tells', 'tell')} of it."


def decision_words(row: Mapping[Any, Any], above: Above = Above()) -> str:
    """Say in a few sentences what was decided, when and where, by whom until when, and its state."""
    kind, of = KINDS[row["kind"]]
    where = [row["meeting"], place_words(row["paragraph"])]
    head = f"{kind} {of} {day_words(row['held_on'])} ({', '.join(filter(None, where))})"
    due = due_in_prose(row)
    named = [f"Responsible: {row['owner']}." if row["owner"] else "", f"Due: {due}." if due else ""]
    said = foreign(f"{head}: {in_quotes(row['quote'])}")
    return " ".join(filter(None, (said, foreign(" ".join(filter(None, named))), became(row, above))))


def in_quotes(quote: str) -> str:
    """Put exact words between quotation marks, and a full stop after them if they have none.

    >>> in_quotes("It was agreed"), in_quotes("coalitions should meet.")
    ('“It was agreed”.', '“… coalitions should meet.”')
    """
    words = " ".join(quote.split())
    return f"“{cut_marked(words)}”{'' if words.endswith(('.', '!', '?')) else '.'}"


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
    return in_words(date.fromisoformat(day) if day else None)


def became(row: Mapping[Any, Any], above: Above = Above()) -> str:
    """Say what became of a decision, and who says so; an item that no person has confirmed is said to be so.

    >>> became({"progress": "open", "progress_by": "", "review": "confirmed"})
    'Nobody has said what became of it.'
    >>> became({"progress": "open", "progress_by": "", "review": "proposed"}, Above(True, True))
    ''
    """
    said = [_state(row, above)]
    if row["review"] != "confirmed" and not above.is_unconfirmed:
        said.append("No person has confirmed this item.")
    return " ".join(filter(None, said))


def _state(row: Mapping[Any, Any], above: Above) -> str:
    if row["progress_by"]:
        return BECAME[row["progress"]]
    if reported := narrative.reported_words(row, day_words):
        return sentence(reported)
    if row["progress"] == "open":
        return "" if above.is_unsaid else "Nobody has said what became of it."
    return f"Its source has it as {PROGRESS_WORDS[row['progress']].lower()}; no person has said so."


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
        yield from _recurring(narrowed)
    rows = linked_decisions(narrowed, "")
    if rows.empty:
        if len(everything):
            yield Statement("unlinked", "Every decision in the register is linked to a theme.")
        return
    n, meetings = len(rows), counted(rows["meeting_id"].nunique(), "meeting")
    yield Statement(
        "unlinked",
        f"{items_words(rows['kind'])} of {meetings} {verb(n, 'is', 'are')} linked to no theme, so that no "
        f"contribution is known to have asked for {verb(n, 'it', 'them')}.",
        is_proposed=bool((rows["review"] != "confirmed").any()),
    )
    yield decisions_table(rows, "Decisions linked to no theme")


def _recurring(narrowed: Frames) -> Iterator[Statement]:
    """Name the themes that come back in cycle after cycle without being settled, if there are any."""
    found = recurring_gaps(narrowed)
    if found.entries:
        words = " ".join(entry.words for entry in found.entries)
        yield Statement("recurring", foreign(f"{found.meaning} {words}"))


def decisions_table(rows: pd.DataFrame, caption: str) -> Table:
    """Lay decisions out: words, meeting, who and when, state; what is no decision is called what it is.

    That no person has confirmed an item stands in its row only where somebody has confirmed another.
    """
    above = Above.of(rows)
    cells = tuple(
        (
            _marked(row),
            ", ".join(filter(None, [day_words(row["held_on"]), place_words(row["paragraph"])])),
            "; ".join(filter(None, [row["owner"], due_in_prose(row)])),
            state_words(row, above),
        )
        for row in rows.to_dict("records")
    )
    return Table(("Decision", "Meeting", "Responsible; due", "State"), cells, n_text=4, caption=caption)


def _marked(row: Mapping[Any, Any]) -> str:
    words = cut_marked(row["quote"])
    return words if row["kind"] == "decision" else f"{KIND_WORDS[row['kind']]}: {words}"


def state_words(row: Mapping[Any, Any], above: Above = Above()) -> str:
    """Say in a few words how a decision stands, whether a person said so, and whether one confirmed it."""
    reported = narrative.reported_words(row, day_words).split(", nobody")[0]
    state = reported[:1].upper() + reported[1:] or progress_words(row["progress"], row["progress_by"])
    state = "Open" if above.is_unsaid and state == progress_words("open", "") else state
    proposed = DECISION_REVIEW_WORDS["proposed"].lower()
    return state if row["review"] == "confirmed" or above.is_unconfirmed else f"{state} ({proposed})"
