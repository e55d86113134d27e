"""Pairs of groups -> the sentences, tables and places that a screen or a file shows of them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from synthesis.community.together import WEIGHTS, Gathering, Pair
from synthesis.community.together.affinity import PARTS, PartName
from synthesis.community.together.evidence import SMALL
from synthesis.models import Event, Group
from synthesis.outputs.export.cells import as_cell, printable
from synthesis.outputs.group_words import in_order
from synthesis.outputs.phrases import counted, day_words, joined, of_total, quoted, verb

PART_WORDS: Mapping[PartName, str] = {
    "remits": "Remits alike",
    "themes": "Themes shared",
    "people": "People shared",
    "meetings": "Meetings shared",
}
CONTACT_WORDS = {True: "In contact", False: "Not yet in contact"}

NAMED = 4
"""People or meetings that a sentence names; the rest are said as a number."""


@dataclass(frozen=True, slots=True)
class PairChoice:
    """What a list of pairs is narrowed to; an empty field narrows nothing.

    `kinds` are those of both groups, `part` has to say something, `score` is the least of the part, or of
    the sum where no part is chosen.
    """

    kinds: tuple[str, ...] = ()
    group_id: str = ""
    theme_id: str = ""
    part: PartName | None = None
    score: float = 0.0


def value_of(pair: Pair, part: PartName | None) -> float:
    """Return one part of an affinity, or the sum."""
    return pair.parts[part] if part else pair.score


def chosen_pairs(pairs: Sequence[Pair], choice: PairChoice) -> list[Pair]:
    """Return the pairs that pass, the nearest first."""
    passing = [pair for pair in pairs if _passes(pair, choice)]
    return sorted(passing, key=lambda pair: (-value_of(pair, choice.part), -pair.score, pair.id))


def _passes(pair: Pair, choice: PairChoice) -> bool:
    value = value_of(pair, choice.part)
    return (
        value > 0
        and value >= choice.score
        and (not choice.kinds or {pair.one.kind, pair.other.kind} <= set(choice.kinds))
        and (not choice.group_id or choice.group_id in (pair.one.id, pair.other.id))
        and (not choice.theme_id or choice.theme_id in pair.theme_ids)
    )


def asked_about(pairs: Iterable[Pair], choice: PairChoice) -> list[Pair]:
    """Return the pairs of the kinds and the group that are chosen, however near."""
    return [
        pair
        for pair in pairs
        if (not choice.kinds or {pair.one.kind, pair.other.kind} <= set(choice.kinds))
        and (not choice.group_id or choice.group_id in (pair.one.id, pair.other.id))
    ]


def labels(groups: Collection[Group]) -> dict[str, str]:
    """Return what to call each group in a narrow place, by id: its name where two have one acronym.

    >>> caribbean = Group("a", "Caribbean IGF", "national or regional initiative", "CIGF")
    >>> labels([caribbean, Group("b", "Canadian IGF", "national or regional initiative", "CIGF")])
    {'a': 'Caribbean IGF', 'b': 'Canadian IGF'}
    """
    called = Counter(group.short_name for group in groups)
    return {group.id: group.short_name if called[group.short_name] == 1 else group.name for group in groups}


def pair_title(pair: Pair) -> str:
    """Name both groups in short."""
    return f"{pair.one.short_name} and {pair.other.short_name}"


def part_sentences(pair: Pair, n_contributions: int, themes: Mapping[str, str]) -> dict[PartName, str]:
    """Say for each part what it rests on, or that there is nothing."""
    return {
        "remits": _remits_sentence(pair),
        "themes": _themes_sentence(pair, n_contributions, themes),
        "people": _people_sentence(pair.people),
        "meetings": _meetings_sentence(pair.gatherings),
    }


def _remits_sentence(pair: Pair) -> str:
    if not pair.words:
        return "Their remits share no word that tells what they work on."
    words = joined([quoted(word) for word in pair.words])
    return f"Their remits share the {verb(len(pair.words), 'word', 'words')} {words}."


def _themes_sentence(pair: Pair, n_contributions: int, themes: Mapping[str, str]) -> str:
    n = len(pair.contribution_ids)
    named = f"Named together in {of_total(n, n_contributions)}."
    if not n:
        named = f"Named together in none of {counted(n_contributions, 'contribution')}."
    if not pair.theme_ids:
        return f"{named} They share no theme."
    words = joined([quoted(themes.get(each, each)) for each in pair.theme_ids])
    return f"{named} Both stand with the {verb(len(pair.theme_ids), 'theme', 'themes')} {words}."


def _people_sentence(people: Sequence[str]) -> str:
    if not people:
        return "Nobody is known to sit in both."
    n = len(people)
    return f"{counted(n, 'person', 'people')} {verb(n, 'sits', 'sit')} in both: {_named(people)}."


def _meetings_sentence(gatherings: Sequence[Gathering]) -> str:
    if not gatherings:
        return "No meeting is known at which both were."
    said = f"Both were at {counted(len(gatherings), 'meeting')}: {_named([*map(_gathering, gatherings)])}."
    if any(each.is_small for each in gatherings):
        return said
    return f"{said} With more than {SMALL} groups in the room, that alone does not count as contact."


def _gathering(gathering: Gathering) -> str:
    day = f"{day_words(gathering.held_on)}, " if gathering.held_on else ""
    return f"{gathering.title} ({day}{counted(len(gathering.group_ids), 'group')})"


def _named(names: Sequence[str]) -> str:
    rest = len(names) - NAMED
    return joined([*names[:NAMED], f"{rest} more"] if rest > 0 else [*names])


def sample_sentence(groups: Sequence[Group], events: Sequence[Event]) -> str:
    """Say how much of what pairs rest on was composed for this project; nothing where nothing was."""
    parts = [
        of_total(n, len(records), noun)
        for records, noun in ((groups, "group"), (events, "event"))
        for n in [sum(each.is_sample for each in records)]
        if n
    ]
    return f"Sample data: {joined(parts)} were composed for this project." if parts else ""


def together_sentence(pairs: Sequence[Pair], asked: Sequence[Pair]) -> str:
    """Say how many pairs of how many are listed, and how many of them are not yet in contact."""
    n_new = sum(not pair.in_contact for pair in pairs)
    return (
        f"{len(pairs):,} of {counted(len(asked), 'pair')} of these groups pass what is chosen; "
        f"{n_new:,} of them {verb(n_new, 'is', 'are')} not yet in contact."
    )


def weights_sentence() -> str:
    """Say how the parts are summed."""
    shares = joined([f"{PART_WORDS[part].lower()} {WEIGHTS[part]:.0%}".replace("%", " %") for part in PARTS])
    return (
        f"The sum weighs {shares}, of parts from 0 to 1. In contact means: somebody sits in both, or both "
        f"were at a meeting of {SMALL} groups or fewer. Pairs are proposals of the program, read from words, "
        "names and lists; whether two groups should work together is for them to say."
    )


def pair_table(pairs: Sequence[Pair], n_contributions: int, themes: Mapping[str, str]) -> pd.DataFrame:
    """Lay pairs out, one a row, every part as a number and with what it rests on."""
    rows = [
        {
            "Group": pair.one.name,
            "And": pair.other.name,
            "Contact": CONTACT_WORDS[pair.in_contact],
            "Sum": round(pair.score, 2),
            **{PART_WORDS[part]: round(pair.parts[part], 2) for part in PARTS},
            "Words shared": "; ".join(pair.words),
            "Themes": "; ".join(themes.get(each, each) for each in pair.theme_ids),
            "Named together in": of_total(len(pair.contribution_ids), n_contributions),
            "People in both": "; ".join(pair.people),
            "Meetings of both": "; ".join(map(_gathering, pair.gatherings)),
            "Sample data": "yes" if pair.one.is_sample or pair.other.is_sample else "no",
        }
        for pair in pairs
    ]
    columns = ["Group", "And", "Contact", "Sum", *PART_WORDS.values(), "Words shared", "Themes"]
    more = ["Named together in", "People in both", "Meetings of both", "Sample data"]
    return pd.DataFrame(rows, columns=[*columns, *more])


def pair_csv(pairs: Sequence[Pair], n_contributions: int, themes: Mapping[str, str]) -> bytes:
    """Write pairs as a CSV file in which no cell can become a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    table = pair_table(pairs, n_contributions, themes)
    writer.writerow(table.columns)
    for row in table.itertuples(index=False, name=None):
        writer.writerow([as_cell(printable(str(cell))) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def pair_record(pair: Pair, n_contributions: int, themes: Mapping[str, str]) -> dict[str, object]:
    """Lay one pair out for JSON."""
    return {
        "one": pair.one.id,
        "other": pair.other.id,
        "names": [pair.one.name, pair.other.name],
        "in_contact": pair.in_contact,
        "score": round(pair.score, 4),
        "parts": {part: round(pair.parts[part], 4) for part in PARTS},
        "why": part_sentences(pair, n_contributions, themes),
        "words": list(pair.words),
        "themes": list(pair.theme_ids),
        "contributions": list(pair.contribution_ids),
        "passages": list(pair.passage_ids),
        "people": list(pair.people),
        "meetings": [each.title for each in pair.gatherings],
        "is_sample": pair.one.is_sample or pair.other.is_sample,
    }


def matrix(pairs: Sequence[Pair], groups: Sequence[Group], part: PartName | None) -> pd.DataFrame:
    """Lay the affinities of groups out as a square.

    Returns
    -------
    DataFrame
        One row a cell: `row_id, row, column_id, column, value, in_contact, pair`; both halves, no diagonal.
    """
    wanted = labels(groups)
    cells = [
        (row.id, wanted[row.id], column.id, wanted[column.id], value_of(pair, part), pair.in_contact, pair.id)
        for pair in pairs
        if pair.one.id in wanted and pair.other.id in wanted
        for row, column in ((pair.one, pair.other), (pair.other, pair.one))
    ]
    columns = ["row_id", "row", "column_id", "column", "value", "in_contact", "pair"]
    return pd.DataFrame(cells, columns=columns)


def groups_of(pairs: Sequence[Pair], most: int | None = None) -> list[Group]:
    """Return the groups of pairs, by kind and name; of the best pairs only, if no more than `most` fit."""
    found: dict[str, Group] = {}
    for pair in pairs:
        new = {each.id: each for each in (pair.one, pair.other) if each.id not in found}
        if most is not None and len(found) + len(new) > most:
            continue
        found |= new
    return in_order(found.values())
