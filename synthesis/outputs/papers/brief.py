"""Frames -> the brief for the Multistakeholder Advisory Group (MAG): two pages at most.

Themes with n of N and positions, a line each; decisions and their state; what is asked of the MAG. Its notes
lead to the paragraphs of the synthesis paper of the same state, which name every contribution.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import pandas as pd

from synthesis.outputs import narrative
from synthesis.outputs.facts import Facts, utc
from synthesis.outputs.narrative.statements import Statement as Position
from synthesis.outputs.papers.blocks import Block, Heading, Note, Statement
from synthesis.outputs.papers.decided import (
    MANY_GROUPS,
    day_words,
    decisions_table,
)
from synthesis.outputs.papers.opening import NOT_VOTES, callouts, replied
from synthesis.outputs.papers.sources import Sources, foreign, sources_of
from synthesis.outputs.papers.synthesis import themes_by_number
from synthesis.outputs.papers.theme_section import OPPOSITE, Told, in_order, tell
from synthesis.outputs.papers.wording import Senders, did, senders, shortly_from
from synthesis.outputs.phrases import counted, items_words, of_total, quoted, short, verb
from synthesis.outputs.tables import Frames, decision_table, decisions_ranked, theme_table, widened
from synthesis.outputs.tables.registered import overdue, unfinished
from synthesis.outputs.words import KINDS_COUNTED

MOST_THEMES = 6
MOST_DECISIONS = 6
MOST_ASKED = 4
"""So much that the brief stays on two pages."""


def brief(
    narrowed: Frames, about: Facts, paragraphs: Iterable[Statement], agreement: str = ""
) -> Iterator[Block]:
    """Put the brief together.

    Parameters
    ----------
    narrowed : Frames
    about : Facts
    paragraphs : iterable of Statement
        Those of the synthesis paper of the same state and filters, in order.
    agreement : str, optional
        How far the program agrees with people, in a sentence.
    """
    places = {paragraph.key: number for number, paragraph in enumerate(paragraphs, start=1)}
    yield from callouts(narrowed, about, agreement)
    yield Statement("brief/replied", replied(widened(narrowed, "themes", "review")))
    sources = sources_of(narrowed)
    ids = themes_by_number(narrowed)
    told = [tell(narrowed, theme_id, sources, most=0) for theme_id in ids[:MOST_THEMES]]
    yield Heading(1, "What was said")
    for each in told:
        yield _said(each, places)
    if rest := len(ids) - len(told):
        themes = verb(rest, "One more theme stands", f"{rest:,} more themes stand")
        yield Statement("brief/more_themes", f"{themes} in the synthesis paper, each raised by fewer.")
    yield Heading(1, "What was decided")
    yield from _decided(narrowed)
    yield Heading(1, "What is asked of the MAG")
    yield from _asked(narrowed, about, sources, places)
    yield Heading(1, "How to read this")
    yield Statement("brief/caveat", NOT_VOTES)


def _said(told: Told, places: Mapping[str, int]) -> Statement:
    """Tell of one theme in one sentence."""
    made, name = told.made, quoted(foreign(told.made.name))
    if not made.n:
        return Statement(f"{told.id}/brief", f"No contribution was found to speak about {name}.")
    origin = shortly_from(senders(told.by_group), made.n)
    words = f"{name} was raised by {of_total(made.n, made.n_universe)}, {origin}"
    stands = [_position(told, each) for each in in_order(made)] if made.has_sides else []
    passages = tuple(each for position in made.statements for each in position.passage_ids)
    keys = [f"{told.id}/spoke", *[f"{told.id}/{each.position}" for each in made.statements]]
    note = Note(lead=_paragraphs(places, keys), passage_ids=tuple(dict.fromkeys(passages)))
    ends = f" [1]: {'; '.join(stands)}." if stands else " [1]."
    is_proposed = any(each.n_proposed for each in made.statements)
    return Statement(f"{told.id}/brief", f"{words}{ends}", (note,), is_proposed)


def _position(told: Told, made: Position) -> str:
    if made.position == "mixed":
        return f"{made.n:,} on both sides"
    if made.position == "unclear":
        return f"{made.n:,} without a clear position"
    sent = senders(told.by_group, f"n_{made.position}")
    stand = {"for": "in favour", "against": "against"}[made.position]
    stand = f"for {quoted(foreign(made.label))}" if made.label else stand
    return f"{made.n:,}, {shortly_from(sent, made.n)}, {stand}"


def _paragraphs(places: Mapping[str, int], keys: Sequence[str]) -> str:
    numbers = sorted(places[key] for key in keys if key in places)
    if len(numbers) < 2:
        return f"Synthesis paper, paragraph {numbers[0]}." if numbers else "Synthesis paper."
    return f"Synthesis paper, paragraphs {numbers[0]} to {numbers[-1]}."


def _decided(narrowed: Frames) -> Iterator[Block]:
    """Count what is linked to a theme, and lay out what is not ended: what was decided first."""
    rows = _on_themes(narrowed)
    if rows.empty:
        yield Statement("brief/decided", "No decision in the register is linked to a theme.")
        return
    n_ended = int((~unfinished(rows)).sum())
    n_confirmed = int((rows["review"] == "confirmed").sum())
    n_said = int((rows["progress_by"] != "").sum())
    meetings = counted(rows["meeting_id"].nunique(), "meeting")
    reported = f"{narrative.reported_counts(rows)} ".lstrip()
    yield Statement(
        "brief/decided",
        f"{items_words(rows['kind'])} of {meetings} {verb(len(rows), 'is', 'are')} linked to the "
        f"themes: {n_ended:,} ended (done, declined or superseded), {len(rows) - n_ended:,} open or under "
        f"way. {reported}{narrative.said_words(n_said, len(rows))} A person has confirmed "
        f"{of_total(n_confirmed, len(rows), 'item')}.",
        is_proposed=n_confirmed < len(rows),
    )
    waiting = rows[unfinished(rows)]
    shown = (waiting if len(waiting) else rows).head(MOST_DECISIONS)
    shown = shown.assign(quote=[short(quote) for quote in shown["quote"]])
    which = "not ended" if len(waiting) else "ended"
    n_all = len(waiting) or len(rows)
    caption = f"Decisions linked to the themes, {which}: {of_total(len(shown), n_all, 'item')}"
    yield decisions_table(shown, caption)


def _on_themes(narrowed: Frames) -> pd.DataFrame:
    """List what is linked to a theme, each item once, without what only repeats an earlier one.

    Decisions come before restatements, commitments and what hangs on a condition; of each kind first those
    that answer a theme best, then the newest.
    """
    ranked = decisions_ranked(narrowed)
    ranked = ranked.assign(
        kind_place=ranked["kind"].map({kind: place for place, kind in enumerate(KINDS_COUNTED)}),
        is_best=~ranked["theme_id"].duplicated(),
        is_decision=True,
    ).sort_values(["kind_place", "is_best", "held_on", "order"], ascending=[True, False, False, True])
    return ranked.drop_duplicates("id")


def _asked(
    narrowed: Frames, about: Facts, sources: Sources, places: Mapping[str, int]
) -> Iterator[Statement]:
    """Say what three groups or more ask for without a decision, and which decisions wait."""
    asked = [
        *islice(_undecided(narrowed, sources, places), MOST_ASKED),
        *_overdue(narrowed, about),
        *_waiting(narrowed),
    ]
    yield from asked or [
        Statement(
            "brief/nothing",
            "Nothing follows from the data: no position of three stakeholder groups or more is on a theme "
            "without a decision, and no decision is open.",
        )
    ]


def _undecided(narrowed: Frames, sources: Sources, places: Mapping[str, int]) -> Iterator[Statement]:
    """Tell of each theme without a decision, with all sides, where three groups or more take one."""
    table = theme_table(widened(narrowed, "review")).set_index("theme_id")
    for theme_id in themes_by_number(narrowed):
        if table.loc[theme_id, "n_decisions"]:
            continue
        told = tell(narrowed, theme_id, sources, most=0)
        sides = [each for each in in_order(told.made) if each.position in OPPOSITE or not told.made.has_sides]
        sent: dict[str, Senders] = {
            each.position: senders(told.by_group, f"n_{each.position}") for each in sides
        }
        if any(len(each.known) >= MANY_GROUPS for each in sent.values()):
            yield _to_consider(told, sides, sent, places)


def _to_consider(
    told: Told, sides: Sequence[Position], sent: Mapping[str, Senders], places: Mapping[str, int]
) -> Statement:
    wants: list[str] = []
    keys: list[str] = []
    for made in sides:
        keys.append(f"{told.id}/{made.position if told.made.has_sides else 'spoke'}")
        does = did(made.position, told.theme, made.n) if told.made.has_sides else "spoke about it"
        count = of_total(made.n, told.made.n_universe) if not wants else f"{made.n:,}"
        wants.append(f"{count}, {shortly_from(sent[made.position], made.n)}, {does}")
    note = Note(
        lead=_paragraphs(places, keys),
        passage_ids=tuple(dict.fromkeys(each for made in sides for each in made.passage_ids)),
    )
    return Statement(
        f"{told.id}/asked",
        f"To consider {quoted(foreign(told.made.name))}, on which no decision is in the register: "
        f"{'; '.join(wants)} [1].",
        (note,),
        is_proposed=any(made.n_proposed for made in sides),
    )


def _open(narrowed: Frames) -> pd.DataFrame:
    rows = decision_table(narrowed)
    return rows[unfinished(rows)]


def _overdue(narrowed: Frames, about: Facts) -> Iterator[Statement]:
    """Name those whose date has passed on the day of the last stored change."""
    if about.changed_at is None:
        return
    today = utc(about.changed_at).date().isoformat()
    rows = decision_table(narrowed)
    rows = rows[overdue(rows, today)].sort_values("due_on", kind="stable")
    if rows.empty:
        return
    named = [
        f"{row['owner'] or 'nobody named'}, {day_words(row['due_on'])}"
        for row in rows.head(MOST_ASKED).to_dict("records")
    ]
    more = f"; and {len(rows) - MOST_ASKED:,} more" if len(rows) > MOST_ASKED else ""
    n = len(rows)
    yield Statement(
        "brief/overdue",
        f"To ask what became of {counted(n, 'item')} whose date had passed on {day_words(today)} and "
        f"that {verb(n, 'is', 'are')} not recorded as ended ({foreign('; '.join(named))}{more}).",
        is_proposed=_is_proposed(rows),
    )


def _waiting(narrowed: Frames) -> Iterator[Statement]:
    """Count those that are open or under way, and of them those that name nobody."""
    rows, n_all = _open(narrowed), int(decision_table(narrowed)["is_decision"].sum())
    if rows.empty:
        return
    n, n_ownerless = len(rows), int((rows["owner"] == "").sum())
    nobody = ""
    if n_ownerless:
        nobody = f"; {n_ownerless:,} of them {verb(n_ownerless, 'names', 'name')} nobody responsible"
    yield Statement(
        "brief/open",
        f"To follow {of_total(n, n_all, 'item')} of the register that {verb(n, 'is', 'are')} open or under "
        f"way{nobody}.",
        is_proposed=_is_proposed(rows),
    )


def _is_proposed(rows: pd.DataFrame) -> bool:
    return bool((rows["review"] != "confirmed").any())
