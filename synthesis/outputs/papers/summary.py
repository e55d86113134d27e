"""Frames -> the theme summary as blocks.

Order: what the file is, who replied, the themes, then each theme with its positions and excerpts, the
decisions, who was not heard, how it was made. All text is plain; each format escapes it in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from synthesis.outputs import narrative, statements
from synthesis.outputs.facts import Facts
from synthesis.outputs.papers.blocks import (
    Block,
    Callout,
    Heading,
    Paragraph,
    Quote,
    Statement,
    Table,
)
from synthesis.outputs.phrases import cut_marked, due_words, of_total, percent, quoted
from synthesis.outputs.statements import Excerpt, attribution, theme_synthesis
from synthesis.outputs.tables import (
    SMALL_GROUP,
    Frames,
    decision_table,
    group_sizes,
    positions_by_group,
    theme_table,
    widened,
)
from synthesis.outputs.words import DECISION_REVIEW_WORDS, KIND_WORDS, PROGRESS_WORDS, SIDES, position_words


def summary(narrowed: Frames, about: Facts) -> tuple[Block, ...]:
    """Put the summary together."""
    return (
        *_about(about),
        *_who_replied(narrowed),
        *_themes(narrowed),
        *(block for theme_id in narrowed.themes["id"] for block in _theme(narrowed, theme_id)),
        *_decisions(narrowed),
        Heading(1, "Who was not heard"),
        Paragraph(narrative.not_heard_sentence(narrowed)),
        *_method(about),
    )


def _about(about: Facts) -> Iterator[Block]:
    if about.sample_note:
        yield Callout(about.sample_note)
    yield Table(
        ("About this file", "Value"),
        (
            ("Filters", about.filters),
            ("Counting", about.counting),
            ("State of", f"{about.state} (the last stored change)"),
            ("Codebook", about.codebook),
            *about.counts.items(),
            *about.provenance_rows.items(),
        ),
        n_text=2,
    )


def _who_replied(narrowed: Frames) -> Iterator[Block]:
    """Tell of all who could have spoken; then, where a filter chooses codings, of those who did."""
    yield Heading(1, "Who replied")
    everyone = widened(narrowed, "themes", "review")
    yield Paragraph(narrative.overview_sentence(everyone))
    if not len(everyone.universe):
        return
    yield Paragraph(narrative.groups_sentence(everyone))
    yield _sizes(group_sizes(everyone), "Stakeholder group")
    yield _sizes(group_sizes(everyone, "region"), "Region")
    if narrowed.is_by_coding:
        yield Paragraph(narrative.overview_sentence(narrowed))
    yield Paragraph(narrative.counting_sentence(narrowed))


def _sizes(sizes: pd.DataFrame, heading: str) -> Table:
    columns = (sizes[name] for name in ("value", "is_small", "n", "N"))
    rows = tuple(
        (_marked(value, is_small), f"{n:,}", percent(n, total))
        for value, is_small, n, total in zip(*columns, strict=True)
    )
    return Table((heading, "Contributions", "Share"), rows)


def _marked(value: object, is_small: bool) -> str:
    return f"{value} *" if is_small else str(value)


def _themes(narrowed: Frames) -> Iterator[Block]:
    yield Heading(1, "Themes")
    table = theme_table(narrowed)
    yield Paragraph(narrative.coverage_sentence(narrowed))
    if narrowed.is_by_coding and (uncoded := narrative.uncoded_sentence(narrowed)):
        yield Paragraph(uncoded)
    if len(narrowed.themes) > 1:
        yield Paragraph(narrative.THEME_ORDER)
    sides = SIDES if table["has_sides"].any() else {}
    headings = ("Theme", "Contributions", "Share", *sides.values(), "Groups", "Decisions")
    rows = [_theme_cells(row, tuple(sides)) for _, row in table.iterrows()]
    if rows:
        yield Table(headings, tuple(rows))
        yield from _meanings(table)
        yield Paragraph(narrative.review_sentence(narrowed))


def _meanings(table: pd.DataFrame) -> Iterator[Block]:
    """Say below the table what its columns For and Against mean for each theme that has labels."""
    said = []
    for name, *labels in zip(table["name"], table["for_label"], table["against_label"], strict=True):
        sides = [f"{side}: {label}" for side, label in zip(("for", "against"), labels, strict=True) if label]
        if sides:
            said.append(f"{quoted(name)}, {'; '.join(sides)}.")
    if said:
        yield Paragraph(f"What for and against mean. {' '.join(said)}")


def _theme_cells(row: pd.Series, sides: Sequence[str]) -> tuple[str, ...]:
    spoken = f"{row['n']:,} of {row['N']:,}"
    counts = [f"{row[side]:,}" if row["has_sides"] else "" for side in sides]
    decisions = f"{row['n_decisions']:,}" if row["kind"] == "theme" else ""
    return (row["name"], spoken, percent(row["n"], row["N"]), *counts, f"{row['n_groups']:,}", decisions)


def _theme(narrowed: Frames, theme_id: str) -> Iterator[Block]:
    theme = narrowed.themes[narrowed.themes["id"] == theme_id].iloc[0]
    made = theme_synthesis(narrowed, theme_id)
    yield Heading(1, made.name)
    yield Paragraph(made.definition)
    for word, column in (("For", "for_meaning"), ("Against", "against_meaning")):
        if theme[column]:
            yield Paragraph(f"{word}: {theme[column]}")
    yield Paragraph(narrative.theme_sentence(narrowed, theme_id))
    if not made.statements:
        return
    sides = SIDES if made.has_sides else {}
    yield _groups(positions_by_group(narrowed, theme_id), sides)
    for statement in made.statements:
        yield from _statement(theme_id, statement, has_sides=made.has_sides)


def _groups(table: pd.DataFrame, sides: Mapping[str, str]) -> Table:
    present = table[table["N"] > 0]
    rows = tuple(
        (
            _marked(row["value"], row["is_small"]),
            f"{row['n']:,} of {row['N']:,}",
            *(f"{row[side]:,}" for side in sides),
        )
        for _, row in present.iterrows()
    )
    return Table(("Stakeholder group", "Contributions", *sides.values()), rows)


def _statement(theme_id: str, made: statements.Statement, *, has_sides: bool) -> Iterator[Block]:
    yield Heading(2, position_words(made.position, made.label) if has_sides else "What was said")
    n_quoted, n_passages = len(made.excerpts), len(made.passage_ids)
    quoted_of = f" Quoted: {of_total(n_quoted, n_passages, 'passage')}." if n_quoted < n_passages else ""
    yield Statement(
        key=f"{theme_id}/{made.position}", text=made.sentence + quoted_of, is_proposed=made.n_proposed > 0
    )
    for excerpt in made.excerpts:
        yield Quote(excerpt.text, _by(excerpt, has_sides=has_sides), excerpt.language)


def _by(excerpt: Excerpt, *, has_sides: bool) -> str:
    state = "confirmed by a person" if excerpt.is_confirmed else "machine proposal"
    mark = "; sample data" if excerpt.is_sample else ""
    side = f"{excerpt.position}; " if has_sides else ""
    return f"{attribution(excerpt)} ({side}{state}{mark})"


def _decisions(narrowed: Frames) -> Iterator[Block]:
    yield Heading(1, "Decisions of meetings")
    yield Paragraph(narrative.decisions_sentence(narrowed))
    table = decision_table(narrowed, "theme")
    for (_, theme), rows in table.groupby(["theme_id", "theme"], sort=False):
        yield Heading(2, str(theme) or "Linked to no theme")
        for _, row in rows.iterrows():
            yield Quote(cut_marked(row["quote"]), _decided(row))
            if row["context"]:
                yield Paragraph(f"Context: {row['context']}")
            if row["why"]:
                yield Paragraph(f"Linked by: {row['why']}")
    gaps = narrative.gaps_sentence(narrowed)
    if len(narrowed.universe):
        yield Paragraph(gaps)


def _decided(row: pd.Series) -> str:
    place = f"{row['meeting']}, {row['held_on']}" if row["held_on"] else row["meeting"]
    paragraph = f", paragraph {row['paragraph']}" if row["paragraph"] else ""
    owner = f"owner {row['owner']}" if row["owner"] else ""
    due = due_words(row["due"], row["due_on"])
    due = f"due {due}" if due else ""
    progress = PROGRESS_WORDS[row["progress"]].lower() if row["is_decision"] else ""
    state = [KIND_WORDS[row["kind"]].lower(), owner, due, progress]
    review = DECISION_REVIEW_WORDS[row["review"]].lower()
    return f"{place}{paragraph} ({'; '.join(word for word in [*state, review] if word)})"


def _method(about: Facts) -> Iterator[Block]:
    yield Heading(1, "How this was made")
    yield Paragraph(
        "Each contribution was cut into passages that say one thing. A passage was coded to the themes of "
        f"the codebook ({about.codebook}), to several or to none. A machine proposes codings and positions; "
        "people confirm or reject them, and what they reject is not counted. A contribution that says both "
        "for and against counts as mixed."
    )
    yield Paragraph(
        "Counts are of contributions, n of N: N are the contributions that pass the filters other than theme "
        "and review, that is those that could have spoken. Contributions are not votes: nobody was sampled, "
        "and a share does not stand for the community. Contributions that share their text are counted as "
        "said at the head; counted once, they count once in all and once in each group and region they come "
        f"from. * marks a group or region with fewer than {SMALL_GROUP} contributions. Excerpts are "
        "verbatim; those of different groups come first. Filters on contributions do not narrow the "
        "decisions."
    )
