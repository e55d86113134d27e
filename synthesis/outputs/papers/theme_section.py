"""One theme of a paper: who spoke about it, a statement for each position, excerpts, the groups.

A position that anybody takes has its statement, however few they are; of the two sides the larger comes
first. Every statement calls a note that cites each contribution it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from synthesis.models import Position
from synthesis.outputs import narrative
from synthesis.outputs.narrative import statements
from synthesis.outputs.narrative.clarity import flowing
from synthesis.outputs.narrative.statements import (
    MOST_EXCERPTS,
    N_EXCERPTS,
    Excerpt,
    ThemeSynthesis,
    attribution,
    proposed_words,
)
from synthesis.outputs.papers.blocks import Bars, Block, Heading, Note, Paragraph, Quote, Statement, Table
from synthesis.outputs.papers.quantities import quantity
from synthesis.outputs.papers.sources import Sources, foreign
from synthesis.outputs.papers.wording import (
    balance,
    counted_from,
    did,
    from_whom,
    senders,
    weight_of_largest,
)
from synthesis.outputs.phrases import counted, of_total, quoted, sentence, verb
from synthesis.outputs.tables import (
    SMALL_GROUP,
    Frames,
    excerpts,
    positions_by_group,
    stances,
    totals,
)
from synthesis.outputs.words import SIDES, language_name, position_words

OPPOSITE: dict[str, str] = {"for": "against", "against": "for"}


@dataclass(frozen=True, slots=True)
class Told:
    """One theme as a paper tells of it; `theme` are its words in the codebook, `by_group` its positions."""

    narrowed: Frames
    sources: Sources
    theme: Mapping[str, str]
    made: ThemeSynthesis
    by_group: pd.DataFrame
    level: int = 1

    @property
    def id(self) -> str:
        """Id of the theme."""
        return self.made.theme_id

    @property
    def is_partly_coded(self) -> bool:
        """Whether some contributions are not looked at yet, so that nobody knows what they say."""
        return bool(narrative.uncoded_sentence(self.narrowed))


def tell(
    narrowed: Frames, theme_id: str, sources: Sources, level: int = 1, most: int = MOST_EXCERPTS
) -> Told:
    """Collect what there is to tell about one theme, quoting at most so many excerpts for a position."""
    rows = narrowed.themes[narrowed.themes["id"] == theme_id]
    made = statements.theme_synthesis(narrowed, theme_id, min(N_EXCERPTS, most), most)
    theme = {str(column): str(rows.iloc[0][column]) for column in rows.columns}
    by_group = positions_by_group(narrowed, theme_id)
    return Told(narrowed, sources, theme, made, by_group, level)


def theme_section(told: Told) -> Iterator[Block]:
    """Write the heading, the definition, the statements with their excerpts, and the groups."""
    yield Heading(told.level, told.made.name)
    if told.made.definition:
        yield Paragraph(told.made.definition)
    yield spoken(told)
    for made in in_order(told.made):
        if told.made.has_sides:
            label = made.label if made.position in OPPOSITE else ""
            yield Heading(told.level + 1, position_words(made.position, label))
            yield position_statement(told, made)
        yield from (quote(told, excerpt) for excerpt in made.excerpts)
    if told.made.n:
        yield from groups(told)


def in_order(made: ThemeSynthesis) -> list[statements.Statement]:
    """Put the larger of the two sides first, then mixed and unclear ones."""
    sides = [each for each in made.statements if each.position in OPPOSITE]
    others = [each for each in made.statements if each.position not in OPPOSITE]
    return [*sorted(sides, key=lambda each: -each.n), *others]


def spoken(told: Told) -> Statement:
    """Say how many spoke about the theme, and from which groups."""
    key, name = f"{told.id}/spoke", quoted(foreign(told.made.name))
    n, total = told.made.n, told.made.n_universe
    uncoded = narrative.uncoded_sentence(told.narrowed)
    if not n:
        n_known = total - totals(told.narrowed).n_uncoded
        nobody = f"None of the {counted(n_known, 'contribution')} spoke about {name}." if n_known else ""
        return Statement(key, f"{nobody} {uncoded}".strip() or narrative.NOTHING_STORED)
    sent = senders(told.by_group)
    lead = f"{counted_from(n, total, sent)} {_spoke(told, n)} {name} [1]."
    word = quantity(n, total)
    if word and n > 1:
        origin = from_whom(sent, n)
        lead = f"{_begin(word)} contributions, {of_total(n, total).split(' contribution')[0]}, {origin}, "
        lead += f"{_spoke(told, n)} {name} [1]."
    said = [lead, weight_of_largest(sent, n, total), *_silent_sides(told), uncoded]
    n_proposed = sum(each.n_proposed for each in told.made.statements)
    passages = [each for made in told.made.statements for each in made.passage_ids]
    return Statement(
        key, " ".join(filter(None, said)), (_note(told, None, passages, n_proposed, n),), n_proposed > 0
    )


def _begin(word: str) -> str:
    return "A few" if word == "few" else word.capitalize()


def _spoke(told: Told, n: int) -> str:
    """Say that they spoke; under a review filter only who has such a coding is counted."""
    if told.narrowed.filters.review:
        return f"{verb(n, 'has', 'have')} a coding that passes the review filter on"
    return "spoke about"


def _silent_sides(told: Told) -> Iterator[str]:
    """Say that nobody is on a side, as far as is known."""
    if not told.made.has_sides:
        return
    taken = {made.position for made in told.made.statements}
    for side in ("for", "against"):
        if side not in taken:
            so_far = " so far" if told.is_partly_coded else ""
            yield f"None was found{so_far} that {did(side, told.theme, 1)}."


def position_statement(told: Told, made: statements.Statement) -> Statement:
    """Say how many took one position, from which groups, and how that stands beside the others."""
    sent = senders(told.by_group, f"n_{made.position}")
    n = made.n
    says = f"{counted_from(n, told.made.n_universe, sent)} {did(made.position, told.theme, n)} [1]."
    if made.position in OPPOSITE and _is_second(told, made.position):
        says = f"By contrast, {says}"
    beside = balance(n, made.n_on_theme) if made.position in OPPOSITE else ""
    said = [
        says,
        beside,
        weight_of_largest(sent, n, told.made.n_universe),
        _copies(told, made.position),
        _quoted(made),
    ]
    note = _note(told, made.position, made.passage_ids, made.n_proposed, n)
    return Statement(
        f"{told.id}/{made.position}", " ".join(filter(None, said)), (note,), is_proposed=made.n_proposed > 0
    )


def _quoted(made: statements.Statement) -> str:
    """Say how many of the passages are quoted, where it is not all."""
    n_quoted, n_passages = len(made.excerpts), len(made.passage_ids)
    if not n_quoted or n_quoted == n_passages:
        return ""
    return f"Quoted: {of_total(n_quoted, n_passages, 'passage')}."


def _is_second(told: Told, position: str) -> bool:
    sides = [made.position for made in in_order(told.made) if made.position in OPPOSITE]
    return sides.index(position) == 1 if position in sides else False


def takers(told: Told, position: Position | None = None) -> pd.DataFrame:
    """List the contributions that take a position on the theme, any if none is given.

    Copies that count once are listed by the first of them in the order of the labels.
    """
    said = stances(told.narrowed)
    said = said[said["theme_id"] == told.id]
    if position is not None:
        said = said[said["position"] == position]
    rows = excerpts(told.narrowed, told.id)[["contribution_id", "counts_as", "copy_group"]].drop_duplicates()
    rows = rows[rows["counts_as"].isin(said["counts_as"])]
    place = {each: number for number, each in enumerate(told.sources.labels)}
    rows = rows.assign(place=rows["contribution_id"].map(place)).sort_values("place", kind="stable")
    return rows.drop_duplicates("counts_as")


def _note(
    told: Told, position: Position | None, passage_ids: list[str] | tuple[str, ...], n_proposed: int, n: int
) -> Note:
    ids = takers(told, position)["contribution_id"]
    return told.sources.note(ids, passage_ids, tail=f". {proposed_words(n_proposed, n)}")


def _copies(told: Told, position: Position) -> str:
    """Say how many of them sent a letter that others sent too; they count once where copies do."""
    if told.narrowed.filters.copies_once:
        return ""
    n = int((takers(told, position)["copy_group"] != "").sum())
    if n < 2:
        return ""
    return f"{n:,} of them sent a letter that others sent too (see “Campaigns and copies”)."


def quote(told: Told, excerpt: Excerpt) -> Quote:
    """Quote a passage, with whose it is, the language it is in, and what a person said of it."""
    state = "confirmed by a person" if excerpt.is_confirmed else "machine proposal"
    words = [excerpt.position if told.made.has_sides else "", state]
    if excerpt.language not in ("en", "unknown", ""):
        words.append(f"in {language_name(excerpt.language)}")
    words.append("sample data" if excerpt.is_sample else "")
    by = f"{attribution(excerpt)} ({'; '.join(filter(None, words))})"
    return Quote(flowing(excerpt.text), by, excerpt.language, told.sources.cite(excerpt.contribution_id))


def groups(told: Told) -> Iterator[Block]:
    """Show where each group stands: as bars where there are sides, and as a table."""
    table = told.by_group[told.by_group["N"] > 0]
    name = quoted(told.made.name)
    sides = SIDES if told.made.has_sides else {}
    if sides:
        rows = tuple(
            (str(row["value"]), tuple(int(row[side]) for side in sides))
            for row in table.to_dict("records")
            if row["n"]
        )
        yield Bars(f"Positions on {name} by stakeholder group", _alt(told), tuple(sides.values()), rows)
    cells = tuple(
        (
            f"{row['value']} *" if row["is_small"] else str(row["value"]),
            f"{row['n']:,} of {row['N']:,}",
            *(f"{row[side]:,}" for side in sides),
        )
        for row in table.to_dict("records")
    )
    caption = f"Contributions that spoke about {name}, by stakeholder group"
    yield Table(("Stakeholder group", "Contributions", *sides.values()), cells, caption=caption)
    if table["is_small"].any():
        yield Paragraph(f"* Fewer than {SMALL_GROUP} contributions came from this group: read with care.")


def _alt(told: Told) -> str:
    words = []
    for row in told.by_group.to_dict("records"):
        if row["n"]:
            parts = [f"{row[side]:,} {word.lower()}" for side, word in SIDES.items() if row[side]]
            words.append(f"{row['value']}: {', '.join(parts)}")
    return sentence(f"Contributions by stakeholder group and position. {'; '.join(words)}")
