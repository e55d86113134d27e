"""What stands before and after the themes of a paper: what a reader must know first, who replied, method."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from synthesis.outputs import narrative
from synthesis.outputs.facts import Facts
from synthesis.outputs.papers.blocks import Block, Callout, Heading, Statement, Table
from synthesis.outputs.papers.quantities import table_of_quantities
from synthesis.outputs.papers.sources import foreign
from synthesis.outputs.papers.wording import in_words
from synthesis.outputs.phrases import counted, joined, of_total, percent, quoted, verb
from synthesis.outputs.tables import SMALL_GROUP, Frames, group_sizes, totals, widened

MOST_QUESTIONS = 8
"""A paper names so many questions of a stocktaking; the rest are said as a number."""

NOT_VOTES = (
    "Contributions are not votes. Nobody was sampled: who replied is who chose to, and a share does not "
    "stand for the community. One contribution can speak for many people, and some speak for one."
)

NOT_MEASURED = "How far the program agrees with people has not been measured for this paper."


def callouts(narrowed: Frames, about: Facts, agreement: str) -> Iterator[Block]:
    """Say first that data are sample data, that a paper rests on proposals, and that it is narrowed."""
    if about.sample_note:
        yield Callout(about.sample_note)
    seen = totals(narrowed)
    if seen.n_codings_confirmed < seen.n_codings:
        confirmed = of_total(seen.n_codings_confirmed, seen.n_codings, "coding")
        rest = "the others" if seen.n_codings_confirmed else "all"
        yield Callout(
            f"Made on proposals: {confirmed} {verb(seen.n_codings_confirmed, 'is', 'are')} confirmed by a "
            f"person; {rest} are proposals of the program. {agreement or NOT_MEASURED}"
        )
    if not narrowed.filters.is_empty:
        yield Callout(f"Narrowed to: {about.filters}.")


def introduction(narrowed: Frames) -> Iterator[Block]:
    """Tell what was asked, who replied, and who was not heard."""
    everyone = widened(narrowed, "themes", "review")
    yield Heading(1, "Introduction")
    yield Statement(
        "introduction/subject",
        "This paper puts together what stakeholders wrote, theme by theme, with those who disagreed, and "
        "sets beside it what meetings decided. Every number leads to the contributions that it counts.",
    )
    yield from _asked(everyone)
    yield Heading(2, "Who replied")
    yield Statement("introduction/replied", replied(everyone))
    if not len(everyone.universe):
        return
    yield Statement("introduction/groups", narrative.groups_sentence(everyone))
    yield sizes(group_sizes(everyone), "Stakeholder group")
    yield sizes(group_sizes(everyone, "region"), "Region")
    cycles = group_sizes(everyone, "cycle")
    if len(cycles) > 1:
        yield sizes(cycles, "Stocktaking")
    if narrowed.is_by_coding:
        yield Statement("introduction/narrowed", narrative.overview_sentence(narrowed))
    yield Statement("introduction/counting", narrative.counting_sentence(narrowed))
    yield Heading(2, "Who was not heard")
    yield Statement("introduction/not_heard", f"{narrative.not_heard_sentence(everyone)} {NOT_VOTES}")


def replied(everyone: Frames) -> str:
    """Say how many contributions came, from how many groups and regions, to which stocktakings."""
    seen = totals(everyone)
    if not seen.n_universe:
        return narrative.overview_sentence(everyone)
    came = f"{counted(seen.n_universe, 'contribution')} came"
    where = {"stakeholder group": seen.n_groups, "region": seen.n_regions}
    known = joined([f"{in_words(n)} {noun if n == 1 else noun + 's'}" for noun, n in where.items() if n])
    origin = f" from {known}" if known else " from senders of unknown group and region"
    cycles = joined([str(cycle) for cycle in seen.cycles])
    stocktakings = (
        f" to the {verb(len(seen.cycles), 'stocktaking', 'stocktakings')} of {cycles}" if cycles else ""
    )
    were = verb(seen.n_universe, "It was", "They were")
    return f"{came}{origin}{stocktakings}. {were} cut into {counted(seen.n_passages, 'passage')}."


def _asked(everyone: Frames) -> Iterator[Statement]:
    """Name the questions of each stocktaking, with how many contributions answered them."""
    cycle_of = everyone.universe.set_index("id")["cycle"].fillna(0).astype("int64")
    asked = everyone.questions[everyone.questions["contribution_id"].isin(cycle_of.index)]
    asked = asked.assign(cycle=asked["contribution_id"].map(cycle_of))
    for cycle in sorted(set(asked["cycle"])):
        rows = asked[asked["cycle"] == cycle]
        n_all, n_form = int((cycle_of == cycle).sum()), rows["contribution_id"].nunique()
        per_question = rows.groupby("question").agg(n=("contribution_id", "nunique"), place=("place", "mean"))
        named = per_question.sort_values(["place", "n"], ascending=[True, False], kind="stable")["n"]
        shown = named.head(MOST_QUESTIONS).items()
        words = [f"{quoted(foreign(str(question)))} ({n:,})" for question, n in shown]
        if len(named) > MOST_QUESTIONS:
            words.append(counted(len(named) - MOST_QUESTIONS, "more question"))
        which = f"the stocktaking of {cycle}" if cycle else "a stocktaking of no known year"
        freely = f" {n_all - n_form:,} wrote freely." if n_all > n_form else ""
        yield Statement(
            f"introduction/asked/{cycle}",
            f"To {which}, {of_total(n_form, n_all)} answered questions; in brackets, how many answered each: "
            f"{joined(words)}.{freely}",
        )


def sizes(rows: pd.DataFrame, heading: str) -> Table:
    """Lay out how many contributions come from each group; small ones are marked."""
    cells = tuple(
        (
            f"{row['value']} *" if row["is_small"] else str(row["value"]),
            f"{row['n']:,}",
            percent(row["n"], row["N"]),
        )
        for row in rows.to_dict("records")
    )
    caption = f"Contributions by {heading.lower()}"
    if rows["is_small"].any():
        caption += f" (* fewer than {SMALL_GROUP})"
    return Table((heading, "Contributions", "Share"), cells, caption=caption)


def words_of_quantity(narrowed: Frames) -> Iterator[Block]:
    """Print the table of words of quantity, for the contributions of this paper."""
    total = totals(narrowed).n_universe
    yield Heading(2, "Words of quantity")
    yield Statement(
        "introduction/words",
        "The program sets a word of quantity only beside the number that it is computed from, by the table "
        f"below. Of fewer than {SMALL_GROUP} contributions it uses no such word. What drafters worded is "
        "marked, and chose its words freely.",
    )
    yield table_of_quantities(total)


def method(narrowed: Frames, about: Facts) -> Iterator[Block]:
    """Say how the paper was made, and from what state of the data."""
    yield Heading(1, "How this was made")
    book = f" ({foreign(about.codebook)})" if about.codebook else ""
    yield Statement(
        "method/coding",
        "Each contribution was cut into passages that say one thing. A passage was coded to the themes of "
        f"the codebook{book}, to several or to none. The program proposes codings and "
        "positions; people confirm or reject them, and what they reject is not counted. A contribution that "
        "says both for and against counts as mixed.",
    )
    yield Statement("method/review", narrative.review_sentence(narrowed))
    yield Statement(
        "method/counting",
        "Counts are of contributions, n of N: N are the contributions that pass the filters other than theme "
        "and review, that is those that could have spoken. Filters on contributions do not narrow the "
        "decisions. Excerpts are verbatim; each stakeholder group that takes a position is quoted before any "
        "is quoted twice, and short, whole sentences that name the theme are preferred.",
    )
    yield facts_table(about)


def facts_table(about: Facts) -> Table:
    """Lay out what the file says about itself."""
    rows = (
        ("Filters", about.filters),
        ("Counting", about.counting),
        ("State of", f"{about.state} (the last stored change)"),
        ("Codebook", about.codebook),
        *about.counts.items(),
        *about.provenance_rows.items(),
    )
    return Table(("About this file", "Value"), rows, n_text=2, caption="What this file holds")
