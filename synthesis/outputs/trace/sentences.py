"""What the trace comes to, in sentences: said, decided, what became of it, and where the chain breaks.

Each list of gaps has a heading, a sentence that says what it lists, and one sentence an entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from synthesis.models import DecisionLink
from synthesis.outputs import trace
from synthesis.outputs.phrases import NOTHING_PASSES, counted, joined, of_total, quoted, sentence, short, verb
from synthesis.outputs.tables import Frames, theme_table, totals, widened
from synthesis.outputs.words import PROGRESS_WORDS

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the chain breaks: in words, the theme to open for it ("" for none), of how many items."""

    words: str
    theme_id: str = ""
    n: int = 1


@dataclass(frozen=True, slots=True)
class Gaps:
    """A list of gaps of one kind; `nothing` is what to say where there is none."""

    name: str
    title: str
    meaning: str
    entries: tuple[Gap, ...]
    nothing: str

    @property
    def n(self) -> int:
        """How many items it tells of; one entry may tell of several."""
        return sum(entry.n for entry in self.entries)


def trace_sentence(narrowed: Frames) -> str:
    """At the head of the trace: how many items are linked to what was said, and who says so."""
    n_decisions = totals(narrowed).n_decisions
    if not n_decisions:
        return "No decision is in the register, so nothing can be traced yet."
    n_linked = n_decisions - len(trace.unlinked(narrowed))
    answer = verb(
        n_linked, "is linked to a theme or passage that it answers", "are linked to what they answer"
    )
    standing = trace.standing_links(narrowed)
    n_confirmed = int((standing["status"] == "confirmed").sum())
    links = counted(len(standing), "link")
    return (
        sentence(f"{of_total(n_linked, n_decisions, 'item')} {answer}")
        + " "
        + sentence(
            f"A person confirmed {n_confirmed:,} of the {links}; the others are proposed by the program"
        )
    )


def said_sentence(row: Row, day: str = "", about: str = "this theme") -> str:
    """Say who had spoken about a theme by the day of a meeting, from a row of `trace_table`.

    `day` is how the day is written where that is not the ISO date, `about` how the theme is called.
    """
    if not row["held_on"]:
        return "The meeting has no date, so it cannot be told what had been said before it."
    day = day or row["held_on"]
    if not row["N"]:
        return f"No contribution had been sent by {day}."
    if not row["n"]:
        sent = counted(row["N"], "contribution")
        return sentence(f"none of the {sent} sent by {day} speaks about {about}")
    speak = f"sent by {day} {verb(row['n'], 'speaks', 'speak')} about {about}"
    groups = f"{groups_words(row)} that had replied"
    positions = f": {_positions(row)}" if row["has_sides"] else ""
    return sentence(f"{of_total(row['n'], row['N'])} {speak}, from {groups}{positions}")


def groups_words(row: Row) -> str:
    """Say how many of the stakeholder groups speak, of a row that counts them.

    >>> groups_words({"n_groups": 2, "n_groups_present": 5})
    '2 of the 5 stakeholder groups'
    >>> groups_words({"n_groups": 5, "n_groups_present": 5})
    'all 5 stakeholder groups'
    """
    n, present = row["n_groups"], row["n_groups_present"]
    groups = counted(present, "stakeholder group")
    return f"all {groups}" if n == present > 1 else f"{n} of the {groups}"


def _positions(row: Row) -> str:
    words = ("for", "against", "mixed", "unclear")
    return joined([f"{row[f'n_{each}']:,} {each}" for each in words if row[f"n_{each}"]])


def became_sentence(row: Row, later: Sequence[Row] = ()) -> str:
    """Say what the register holds of the state of a decision and whether later reports tell of it.

    What people said in the register comes first, then what the program finds by words; and where the `later`
    rows of decisions that tell of it are of another state, which.
    """
    state = f"its state in the register is {PROGRESS_WORDS[row['progress']].lower()}"
    if not row["progress_by"]:
        state += ", which nobody has said" if row["progress"] == "open" else ", as its source has it"
    return sentence("; ".join((state, *told_words(row), *_states_told(row, later))))


def _states_told(row: Row, later: Sequence[Row]) -> list[str]:
    """Say how many of the items that tell of a decision are in a state that it is not in itself."""
    states = [each["progress"] for each in later if each["progress"] not in ("open", row["progress"])]
    return [
        f"of these {states.count(state):,} {verb(states.count(state), 'is', 'are')} {words.lower()}"
        for state, words in PROGRESS_WORDS.items()
        if state in states
    ]


def told_words(row: Row) -> list[str]:
    """Say how many items tell of a decision: those that people put beside it, and those found by words."""
    n_told, n_later = len(row["told"]), len(row["later"])
    n_words = n_later - n_told
    said = []
    if n_told:
        tells = verb(n_told, "repeats or replaces", "repeat or replace")
        said.append(f"{counted(n_told, 'item')} {tells} it, as a person said")
    if n_words:
        items = counted(n_words, "item")
        said.append(f"going by the words, {items} of later reports {verb(n_words, 'tells', 'tell')} of it")
    return said or ["no later report tells of it"]


def undecided_sentence(narrowed: Frames, theme_id: str) -> str:
    """Beside a theme that nothing was decided on: who has raised it; empty where something was.

    A review filter does not count, as in the gaps.
    """
    table = theme_table(widened(narrowed, "review"))
    row = {each["theme_id"]: each for each in table.to_dict("records")}[theme_id]
    if row["n_decisions"]:
        return ""
    if not row["n"]:
        return "Nothing was decided on this theme, and no contribution raises it."
    said = f"{of_total(row['n'], row['N'])} {verb(row['n'], 'raises', 'raise')} it"
    groups = f"from {groups_words(row)} that replied"
    return sentence(f"nothing was decided on this theme, although {said}, {groups}")


def all_gaps(narrowed: Frames, day: str) -> tuple[Gaps, ...]:
    """Return the four lists of gaps; overdue on an ISO day."""
    return (
        _not_decided(narrowed),
        _without_input(narrowed),
        recurring_gaps(narrowed),
        _overdue(narrowed, day),
    )


def _not_decided(narrowed: Frames) -> Gaps:
    entries = [
        Gap(
            sentence(
                f"{quoted(row['name'])}: {of_total(row['n'], row['N'])}, from {groups_words(row)} that "
                "replied; no decision is linked"
            ),
            row["theme_id"],
        )
        for row in trace.not_decided(narrowed).to_dict("records")
    ]
    return Gaps(
        "not_decided",
        "Said and not decided",
        f"Themes that {trace.GROUPS_RAISE} stakeholder groups or more raise and no decision is linked to.",
        tuple(entries),
        all_decided_sentence(narrowed),
    )


def all_decided_sentence(narrowed: Frames) -> str:
    """Say why no theme is raised and not decided: each has its decision, or none is raised so widely."""
    if narrowed.universe.empty:
        return NOTHING_PASSES
    table = theme_table(widened(narrowed, "review"))
    if not ((table["kind"] == "theme") & (table["n_groups"] >= trace.GROUPS_RAISE)).any():
        return f"No theme is raised by {trace.GROUPS_RAISE} stakeholder groups or more."
    return f"Every theme raised by {trace.GROUPS_RAISE} stakeholder groups or more has a linked decision."


def _without_input(narrowed: Frames) -> Gaps:
    is_empty = narrowed.universe.empty  # where no contribution is left, none can be missing
    rows = [] if is_empty else trace.without_input(narrowed).to_dict("records")
    entries = [
        Gap(
            sentence(
                f"{row['held_on']}, on {quoted(row['theme'])}: {quoted(short(row['quote']))} "
                f"{_unasked(row['N'])}"
            ),
            row["theme_id"],
        )
        for row in rows
    ]
    n_unlinked = 0 if is_empty else len(trace.unlinked(narrowed))
    if n_unlinked:
        n_of = of_total(n_unlinked, totals(narrowed).n_decisions, "item")
        are = verb(n_unlinked, "is", "are")
        entries.append(Gap(sentence(f"{n_of} {are} linked to no theme and no passage"), n=n_unlinked))
    return Gaps(
        "without_input",
        "Decided without input",
        "Decisions on a theme that nobody had spoken about by then, and decisions linked to nothing.",
        tuple(entries),
        NOTHING_PASSES if is_empty else "Every decision is linked to something that had been said before it.",
    )


def _unasked(n_sent: int) -> str:
    if not n_sent:
        return "No contribution counted here had been sent by then"
    return f"None of the {counted(n_sent, 'contribution')} sent by then speaks about this theme"


def recurring_gaps(narrowed: Frames) -> Gaps:
    """List the themes that recur in cycle after cycle and are not settled."""
    share = f"{trace.RECURRING_SHARE:.0%}".replace("%", " %")
    entries = [
        Gap(_recurring_words(row), row["theme_id"]) for row in trace.recurring(narrowed).to_dict("records")
    ]
    return Gaps(
        "recurring",
        "Raised in cycle after cycle",
        f"Themes that {share} of the contributions or more raise in {trace.RECURRING_CYCLES} or more cycles "
        "running, up to the last, and that are not decided or not settled.",
        tuple(entries),
        NOTHING_PASSES if narrowed.universe.empty else "No unsettled theme recurs in cycle after cycle.",
    )


def _recurring_words(row: Row) -> str:
    raised = joined([f"{of_total(n, total)} on {cycle}" for cycle, n, total in row["cycles"]])
    n_decisions, n_unsettled = row["n_decisions"], row["n_unsettled"]
    are = verb(n_unsettled, "is", "are")
    state = f"{of_total(n_unsettled, n_decisions, 'linked item')} {are} open or under way"
    return sentence(f"{quoted(row['theme'])}: {raised}; {state if n_decisions else 'no decision is linked'}")


def _overdue(narrowed: Frames, day: str) -> Gaps:
    entries = [
        Gap(_overdue_words(row), _first(row)) for row in trace.overdue(narrowed, day).to_dict("records")
    ]
    return Gaps(
        "overdue",
        "Open and overdue",
        f"Items that were due before {day} and are open or under way in the register.",
        tuple(entries),
        f"No item that was due before {day} is open or under way.",
    )


def _overdue_words(row: Row) -> str:
    owner = f", {row['owner']}" if row["owner"] else ", no owner named"
    state = PROGRESS_WORDS[row["progress"]].lower()
    return f"Due {row['due_on']}, {state}{owner}: {quoted(short(row['quote']))}"


def _first(row: Row) -> str:
    return str(row["theme_ids"][0]) if row["theme_ids"] else ""


def hidden_sentence(hidden: Sequence[DecisionLink], names: Mapping[str, str]) -> str:
    """Say which links are not shown because their theme left the codebook; empty where there are none."""
    if not hidden:
        return ""
    gone = joined([quoted(names.get(theme, theme)) for theme in sorted({link.theme_id for link in hidden})])
    lead = verb(len(hidden), "leads", "lead")
    return sentence(
        f"{counted(len(hidden), 'link')} {lead} to what is no longer a theme of the codebook ({gone}): "
        "not shown, and kept for the day it is one again"
    )


def timeline_sentence(narrowed: Frames) -> str:
    """Beside the timeline: how many meetings follow how many inputs."""
    rows = trace.timeline(narrowed)
    meetings, inputs = rows[rows["kind"] == "meeting"], rows[rows["kind"] == "inputs"]
    n_undated = int((meetings["first"] == "").sum())
    said = (
        f"{counted(len(meetings), 'meeting')} with {counted(int(meetings['n'].sum()), 'item')} "
        f"{verb(len(meetings), 'stands', 'stand')} beside {counted(int(inputs['n'].sum()), 'contribution')} "
        f"on {counted(len(inputs), 'cycle')}"
    )
    missing = (
        f"{counted(n_undated, 'meeting')} without a date {verb(n_undated, 'is', 'are')} in the table only"
    )
    return sentence(said) + (f" {sentence(missing)}" if n_undated else "")


def amounts_words(row: Row) -> str:
    """Say how much a row of `timeline` stands for."""
    if row["kind"] != "meeting":
        return counted(row["n"], "contribution")
    return f"{counted(row['n'], 'item')}, after {counted(row['n_before'], 'contribution')}"


def answered_words(row: Row) -> str:
    """Name a decision that answers a passage, from a row of `answers`."""
    held_on = row["held_on"] or "date unknown"
    state = "confirmed by a person" if row["status"] == "confirmed" else "proposed"
    return f"Answered on {held_on} ({state}): {quoted(short(row['quote']))}"
