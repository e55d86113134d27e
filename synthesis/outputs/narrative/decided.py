"""What was decided about it, and what was not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from synthesis.grammar import cut
from synthesis.models import UNFINISHED
from synthesis.outputs.narrative.bounds import THAT_PASS, nothing_to_tell, so_far_words, theme_row
from synthesis.outputs.narrative.statements import proposed_words
from synthesis.outputs.phrases import (
    counted,
    cut_marked,
    items_words,
    joined,
    of_total,
    quoted,
    sentence,
    verb,
)
from synthesis.outputs.tables import (
    Frames,
    decision_table,
    decisions_ranked,
    folded,
    lead_decisions,
    theme_table,
    totals,
    widened,
)
from synthesis.outputs.trace import not_decided
from synthesis.outputs.trace.sentences import all_decided_sentence
from synthesis.outputs.words import PROGRESS_WORDS

LEADING = 260
"""Letters of the decision named at the head of a theme: what was decided often stands at its end."""

_IN_SHORT = {"IGF Multistakeholder Advisory Group": "MAG"}
_COMMON_NOUNS = ("MAG", "Group", "Committee", "Council", "Forum", "Network", "Board", "Team", "Coalition")
"""Names that take an article."""


def decisions_sentence(narrowed: Frames, theme_id: str = "") -> str:
    """Beside the decisions: how many, of which kinds, of how many meetings, confirmed or not, and how far.

    Under a theme filter also of how many that the register holds. Of a theme what only repeats an earlier
    item of it, or tells how that went, does not count.
    """
    table = decision_table(narrowed)
    table = table[table["is_decision"]]
    n_all = totals(narrowed.whole or narrowed).n_decisions
    whole, where, nothing = "", "in the register", "No decision is in the register."
    if theme_id:
        where = f"linked to {quoted(str(theme_row(narrowed, theme_id)['name']))}"
        table = decisions_ranked(narrowed)
        table = table[table["theme_id"] == theme_id]
        nothing = f"No decision of a meeting is {where}."
    elif narrowed.filters.themes and n_all:
        where = f"linked to {verb(len(narrowed.themes), 'the theme', 'a theme')} chosen"
        whole = f", of {n_all:,} in the register,"
        nothing = f"None of the {counted(n_all, 'item')} in the register is {where}."
    if table.empty:
        return nothing
    n_confirmed = int((table["review"] == "confirmed").sum())
    are = verb(len(table), "is", "are")
    lead = f"{items_words(table['kind'])} from {_sources(table)}{whole} {are} {where}"
    n_said = int((table["progress_by"] != "").sum())
    said = [
        sentence(f"{lead}: {_states(table)}"),
        reported_counts(table) if theme_id else "",
        said_words(n_said, len(table)),
        proposed_words(len(table) - n_confirmed, len(table)),
    ]
    return " ".join(filter(None, said))


def _states(table: pd.DataFrame) -> str:
    n_in = table["progress"].value_counts()
    return joined(
        [f"{n_in[state]:,} {words.lower()}" for state, words in PROGRESS_WORDS.items() if state in n_in]
    )


def reported_counts(table: pd.DataFrame) -> str:
    """Say what later reports tell of items that are open or under way; nothing where they tell nothing."""
    rows = table[table["progress"].isin(UNFINISHED) & (table["reported"] != "")]
    rows = rows[rows["reported"] != rows["progress"]]
    if rows.empty:
        return ""
    n_in = rows["reported"].value_counts()
    states = [
        f"{n_in[state]:,} as {words.lower()}" for state, words in PROGRESS_WORDS.items() if state in n_in
    ]
    return f"Later reports have {joined(states)}."


def lead_decision_sentence(narrowed: Frames, theme_id: str) -> str:
    """Say which decision answers a theme best, in its beginning words, when, how far it is; or nothing."""
    row = lead_decisions(narrowed).to_dict("index").get(theme_id)
    if row is None:
        return ""
    others = others_words(row)
    more = f", {others}." if others else ""
    return f"{decided_by(row)}, {decided_on(row)}: {quoted(cut(cut_marked(row['quote']), LEADING))}{more}"


def others_words(row: Mapping[Any, Any]) -> str:
    """Say how many decisions on its theme a row of `lead_decisions` stands before; nothing before none.

    >>> others_words({"n_others": 8}), others_words({"n_others": 1}), others_words({"n_others": 0})
    ('and 8 others', 'and 1 other', '')
    """
    return f"and {counted(int(row['n_others']), 'other')}" if row["n_others"] else ""


def decided_by(row: Mapping[Any, Any]) -> str:
    """Say who decided an item, as the body of its meeting is called.

    >>> decided_by({"body": "IGF Multistakeholder Advisory Group"}), decided_by({"body": ""})
    ('Decided by the MAG', 'Decided')
    >>> decided_by({"body": "DC on Accessibility"}), decided_by({"body": "Calendar Group"})
    ('Decided by DC on Accessibility', 'Decided by the Calendar Group')
    """
    body = _IN_SHORT.get(row["body"], str(row["body"]))
    the = "the " if body.endswith(_COMMON_NOUNS) else ""
    return f"Decided by {the}{body}" if body else "Decided"


def decided_on(row: Mapping[Any, Any]) -> str:
    """Say when an item was decided, and how far it is; of a row of `decisions_ranked` also what became of it.

    That a later report has it as done, and no person has said so, stands beside the day of that report.

    >>> item = {"held_on": "2018-03-22", "progress": "done", "progress_by": "", "review": "proposed"}
    >>> decided_on(item | {"format": ""}), decided_on(item | {"progress": "open", "review": "confirmed"})
    ('2018-03-22 (done, says its source; machine proposal)', '2018-03-22 (open)')
    >>> decided_on(item | {"progress": "open", "reported": "done", "reported_on": "2019-01-30", "format": ""})
    '2018-03-22 (reported done on 2019-01-30, nobody has confirmed it; machine proposal)'
    """
    how_far = reported_words(row) or PROGRESS_WORDS[row["progress"]].lower()
    if row["progress"] != "open" and not row["progress_by"]:
        how_far += ", says its source"
    if row["review"] == "proposed":
        how_far += "; from a table, not confirmed" if row["format"] == "table" else "; machine proposal"
    return f"{row['held_on'] or 'date unknown'} ({how_far})"


def reported_words(row: Mapping[Any, Any], day: Callable[[str], str] = str) -> str:
    """Say what a later report tells of an item that nobody has said the state of; nothing without one."""
    if row["progress"] != "open" or row["progress_by"] or not row.get("reported", ""):
        return ""
    words = PROGRESS_WORDS[row["reported"]].lower()
    return f"reported {words} on {day(row['reported_on'])}, nobody has confirmed it"


def folded_sentence(narrowed: Frames, theme_id: str) -> str:
    """Above the decisions of a theme: what of the register stands below others and is not counted."""
    standing = decision_table(narrowed)
    decided = set(standing.loc[standing["is_decision"], "id"])
    n = len([each for each in folded(narrowed) if each[0] == theme_id and each[1] in decided])
    if not n:
        return ""
    one = "restates an earlier item or tells how it went: it stands under that one and is not counted"
    many = "restate earlier items or tell how they went: they stand under those and are not counted"
    return f"{counted(n, 'further item')} {verb(n, one, many)} again."


def ahead_words(n_said: int, n_decisions: int) -> str:
    """Above the decisions that are said ahead: of how many; on a phone.

    >>> ahead_words(3, 9)
    '3 of 9 items, what answers the theme best first; all stand below.'
    """
    return f"{of_total(n_said, n_decisions, 'item')}, what answers the theme best first; all stand below."


def said_words(n_said: int, n: int) -> str:
    """Say of how many items in the register a person said how far they are.

    >>> said_words(0, 3), said_words(1, 3)
    ('No person has said what became of any of them.', 'A person has said what became of 1 of the 3.')
    >>> said_words(1, 1), said_words(0, 1)
    ('A person has said what became of it.', 'No person has said what became of it.')
    """
    who = "A person" if n_said else "No person"
    if n == 1:
        return f"{who} has said what became of it."
    return f"{who} has said what became of {f'{n_said:,} of the {n:,}' if n_said else 'any of them'}."


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
