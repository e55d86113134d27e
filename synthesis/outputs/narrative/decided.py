"""What was decided about it, and what was not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from synthesis.outputs.narrative.bounds import THAT_PASS, nothing_to_tell, so_far_words, theme_row
from synthesis.outputs.narrative.statements import proposed_words
from synthesis.outputs.phrases import counted, cut_marked, joined, of_total, quoted, sentence, short, verb
from synthesis.outputs.tables import Frames, decision_table, lead_decisions, theme_table, totals, widened
from synthesis.outputs.trace import not_decided
from synthesis.outputs.trace.sentences import all_decided_sentence
from synthesis.outputs.words import PROGRESS_WORDS


def decisions_sentence(narrowed: Frames, theme_id: str = "") -> str:
    """Beside the decisions: how many, of how many meetings, confirmed or not, and their progress.

    Under a theme filter also of how many that the register holds.
    """
    table = decision_table(narrowed)
    table = table[table["is_decision"]]
    n_all = totals(narrowed.whole or narrowed).n_decisions
    whole, where, nothing = "", "in the register", "No decision is in the register."
    if theme_id:
        where = f"linked to {quoted(str(theme_row(narrowed, theme_id)['name']))}"
        table = table[[theme_id in ids for ids in table["theme_ids"]]]
        nothing = f"No decision of a meeting is {where}."
    elif narrowed.filters.themes and n_all:
        where = f"linked to {verb(len(narrowed.themes), 'the theme', 'a theme')} chosen"
        whole = f", of {n_all:,} in the register,"
        nothing = f"None of the {counted(n_all, 'decision')} in the register is {where}."
    if table.empty:
        return nothing
    of_meetings = _sources(table)
    n_confirmed = int((table["review"] == "confirmed").sum())
    states = [
        f"{int((table['progress'] == state).sum()):,} {words.lower()}"
        for state, words in PROGRESS_WORDS.items()
        if (table["progress"] == state).any()
    ]
    are = verb(len(table), "is", "are")
    first = sentence(
        f"{counted(len(table), 'decision')} from {of_meetings}{whole} {are} {where}: {joined(states)}"
    )
    n_said = int((table["progress_by"] != "").sum())
    return f"{first} {said_words(n_said, len(table))} {proposed_words(len(table) - n_confirmed, len(table))}"


def lead_decision_sentence(narrowed: Frames, theme_id: str) -> str:
    """Say which decision answers a theme best, in its beginning words, when, how far it is; or nothing."""
    row = lead_decisions(narrowed).to_dict("index").get(theme_id)
    if row is None:
        return ""
    others = others_words(row)
    more = f", {others}." if others else ""
    return f"Decided, {decided_on(row)}: {quoted(short(cut_marked(row['quote'])))}{more}"


def others_words(row: Mapping[Any, Any]) -> str:
    """Say how many decisions on its theme a row of `lead_decisions` stands before; nothing before none.

    >>> others_words({"n_others": 8}), others_words({"n_others": 1}), others_words({"n_others": 0})
    ('and 8 others', 'and 1 other', '')
    """
    return f"and {counted(int(row['n_others']), 'other')}" if row["n_others"] else ""


def decided_on(row: Mapping[Any, Any]) -> str:
    """Say when an item was decided, how far it is, and whether a person stands behind it; of a decision row.

    >>> item = {"held_on": "2018-03-22", "progress": "done", "progress_by": "", "review": "proposed"}
    >>> decided_on(item | {"format": ""}), decided_on(item | {"progress": "open", "review": "confirmed"})
    ('2018-03-22 (done, says its source; machine proposal)', '2018-03-22 (open)')
    """
    how_far = PROGRESS_WORDS[row["progress"]].lower()
    if row["progress"] != "open" and not row["progress_by"]:
        how_far += ", says its source"
    if row["review"] == "proposed":
        how_far += "; from a table, not confirmed" if row["format"] == "table" else "; machine proposal"
    return f"{row['held_on'] or 'date unknown'} ({how_far})"


def folded_sentence(narrowed: Frames, theme_id: str, n_shown: int) -> str:
    """Above the decisions of a theme: why fewer stand there than are counted; nothing where all do."""
    n_decisions = int(theme_row(narrowed, theme_id)["n_decisions"])
    n = n_decisions - n_shown
    if n <= 0:
        return ""
    stand = verb(n_shown, "stands below on its own", "stand below on their own")
    one = "1 only restates an earlier one and stands under it; it counts until a person merges the two"
    many = f"{n:,} only restate earlier ones and stand under those; they count until a person merges them"
    return f"{n_shown:,} of the {n_decisions:,} {stand}. {verb(n, one, many)} in the register."


def ahead_words(n_said: int, n_shown: int, n_decisions: int) -> str:
    """Above the decisions that are said ahead: of how many, and where those stand; on a phone.

    >>> ahead_words(3, 9, 9)
    '3 of 9 decisions, what answers the theme best first; all stand below.'
    >>> ahead_words(3, 8, 9)
    '3 of 9 decisions, what answers the theme best first; 1 only restates another, the other 8 stand below.'
    """
    n = n_decisions - n_shown
    first = of_total(n_said, n_decisions, "decision")
    if n <= 0:
        return f"{first}, what answers the theme best first; all stand below."
    folded = f"{n:,} only {verb(n, 'restates', 'restate')} another"
    rest = verb(n_shown, "the other stands", f"the other {n_shown:,} stand")
    return f"{first}, what answers the theme best first; {folded}, {rest} below."


def said_words(n_said: int, n: int) -> str:
    """Say how many of the states in the register a person said.

    >>> said_words(0, 3), said_words(1, 3)
    ('No person has said any of these states.', 'A person has said 1 of the 3 states.')
    >>> said_words(1, 1), said_words(0, 1)
    ('A person has said this state.', 'No person has said this state.')
    """
    who = "A person" if n_said else "No person"
    if n == 1:
        return f"{who} has said this state."
    return f"{who} has said {f'{n_said:,} of the {n:,} states' if n_said else 'any of these states'}."


def _sources(table: pd.DataFrame) -> str:
    """Count the meetings and the tables of proposals that decisions come from."""
    formats = table.drop_duplicates("meeting_id")["format"]
    n_tables = int((formats == "table").sum())
    counts = {"meeting": len(formats) - n_tables, "table": n_tables}
    return joined([counted(n, noun) for noun, n in counts.items() if n])


def gaps_sentence(narrowed: Frames) -> str:
    """Beside the decisions: themes that three groups or more raise without a decision, and the reverse.

    A review filter does not count here: who has a coding of another state is not silent.
    """
    if not len(narrowed.universe):
        return nothing_to_tell(narrowed)
    table = theme_table(widened(narrowed, "review"))
    table = table[table["kind"] == "theme"]
    raised = [quoted(name) for name in not_decided(narrowed)["name"]]
    unasked = [quoted(n) for n in table.loc[(table["n"] == 0) & (table["n_decisions"] > 0), "name"]]
    said = []
    if raised:
        said.append(f"Raised by 3 stakeholder groups or more, and no decision is linked: {joined(raised)}.")
    if unasked:
        passing = THAT_PASS[0] if narrowed.is_by_contribution else ""
        nobody = f"no contribution{so_far_words(narrowed)}{passing}"
        said.append(f"Decided on, and {nobody} speaks about it: {joined(unasked)}.")
    return " ".join(said) or all_decided_sentence(narrowed)
