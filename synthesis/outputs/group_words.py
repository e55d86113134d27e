"""Words and tables for what is shown of a group: its fields, its people, when it meets next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from synthesis.community.calendar.public import public, public_title
from synthesis.community.groups.people import Membership
from synthesis.community.groups.rules import rules
from synthesis.corpus.folding import fold
from synthesis.models import Group, Occurrence
from synthesis.outputs.phrases import day_words, joined

FIELD_WORDS: Mapping[str, str] = {
    "id": "Id",
    "name": "Name",
    "kind": "Kind",
    "acronym": "Acronym",
    "aliases": "Also called",
    "remit": "What it does",
    "how_to_join": "How to join",
    "website": "Website",
    "mailing_list": "Mailing list",
    "meets": "Meets",
    "active_since": "Active since",
    "place": "Place",
    "theme_ids": "Themes",
    "sources": "Sources of these facts",
    "source": "Where the record is from",
}
"""What a person calls each field."""

KIND_WORDS: Mapping[str, str] = {
    "dynamic coalition": "Dynamic coalition",
    "best practice forum": "Best practice forum",
    "MAG working group": "MAG working group",
    "national or regional initiative": "National or regional initiative",
    "other body": "Other body",
}

KINDS_WORDS: Mapping[str, str] = {
    "dynamic coalition": "Dynamic coalitions",
    "best practice forum": "Best practice forums",
    "MAG working group": "MAG working groups",
    "national or regional initiative": "National and regional initiatives",
    "other body": "Other bodies",
}


def value_words(field: str, value: Any, themes: Mapping[str, str]) -> str:
    """Put a value of a group into words; empty is "nothing"."""
    if field == "theme_ids":
        value = [themes.get(each, each) for each in value]
    if field == "kind":
        return KIND_WORDS.get(str(value), str(value))
    return "; ".join(value) or "nothing" if isinstance(value, list | tuple) else str(value) or "nothing"


def found_by(groups: Sequence[Group], kinds: Sequence[str], words: str) -> list[Group]:
    """Return the groups of these kinds that have all these words in a name, their remit or place."""
    wanted = fold(words).split()
    return [
        group
        for group in groups
        if (not kinds or group.kind in kinds) and all(word in _searched(group) for word in wanted)
    ]


def _searched(group: Group) -> str:
    names = (group.name, group.acronym, *group.aliases, group.remit, group.place)
    return fold(" ".join(names))


def in_order(groups: Iterable[Group]) -> list[Group]:
    """Return groups by kind, then name without what all of a kind have in common."""
    kinds = list(KIND_WORDS)
    return sorted(groups, key=lambda group: (kinds.index(group.kind), _sorted_name(group)))


def _sorted_name(group: Group) -> str:
    common = {part for head in rules().heads for part in head} | rules().stops | {"mag"}
    words = fold(group.name).split()
    return " ".join([word for word in words if word not in common] or words)


def next_words(occurrence: Occurrence | None, last: Occurrence | None) -> str:
    """Say when and where a meeting is, or else when the last one was; access links are left out."""
    if occurrence is None:
        if last is None:
            return "nothing is in the calendar"
        return f"nothing ahead; last on {day_words(last.starts_at.date())}"
    event, at = occurrence.event, occurrence.starts_at
    day = day_words(at.date())
    when = day if event.is_all_day else f"{day}, {at:%H:%M} UTC"
    place = public(event).place
    status = {"cancelled": " (cancelled)", "tentative": " (tentative)"}.get(event.status, "")
    return f"{public_title(event)}, {when}{f', {place}' if place else ''}{status}"


def people_table(
    group: Group, found: Sequence[Membership], groups: Mapping[str, Group], *, certain: bool
) -> pd.DataFrame:
    """List who sits in a group, in which others too, and where it says so."""
    seats: dict[str, list[Membership]] = {}
    for each in found:
        seats.setdefault(each.person, []).append(each)
    own = [each for each in found if each.group_id == group.id and each.is_certain == certain]
    rows = []
    for each in own:
        others = [seat for seat in seats[each.person] if seat.group_id != group.id and seat.is_certain]
        beside = "; ".join(groups[seat.group_id].short_name for seat in others if seat.group_id in groups)
        rows.append((each.person, beside, _said(each)) + (() if certain else (each.why_uncertain,)))
    columns = ["Person", "Also in", "It says so in"] + ([] if certain else ["Why uncertain"])
    return pd.DataFrame(rows, columns=columns, dtype="str")


_MOST_SOURCES = 3


def _said(membership: Membership) -> str:
    titles = [
        f"{each.title or each.record_id}{f' ({day_words(each.on)})' if each.on else ''}"
        for each in membership.sources
    ]
    more = len(titles) - _MOST_SOURCES
    return joined(titles[:_MOST_SOURCES] + ([f"{more} more"] if more > 0 else []))


def linked_groups(
    group: Group, found: Sequence[Membership], groups: Mapping[str, Group]
) -> list[tuple[Group, list[str]]]:
    """Return the groups that share people with one, and who; the most shared first."""
    own = {each.person for each in found if each.group_id == group.id and each.is_certain}
    shared: dict[str, list[str]] = {}
    for each in found:
        if each.person in own and each.group_id != group.id and each.is_certain and each.group_id in groups:
            shared.setdefault(each.group_id, []).append(each.person)
    listed = [(groups[group_id], people) for group_id, people in shared.items()]
    return sorted(listed, key=lambda pair: (-len(pair[1]), pair[0].name))


def listing(
    groups: Sequence[Group],
    table: pd.DataFrame,
    next_at: Mapping[str, Occurrence],
    last_at: Mapping[str, Occurrence],
) -> pd.DataFrame:
    """Lay the directory out as a table for screen readers and files; `table` is of `visibility`."""
    counts = zip(table["group_id"], table["n"], table["N"], strict=True)
    said = {group_id: f"{n:,} of {total:,}" for group_id, n, total in counts}
    rows = [
        (
            group.name,
            group.acronym,
            KIND_WORDS[group.kind],
            said[group.id],
            next_words(next_at.get(group.id), last_at.get(group.id)),
            group.how_to_join or "not known",
            group.website,
            "yes" if group.is_sample else "no",
        )
        for group in groups
    ]
    columns = [
        "Group",
        "Acronym",
        "Kind",
        "Contributions that mention it",
        "Next meeting",
        "How to join",
        "Website",
        "Sample data",
    ]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def visibility_table(table: pd.DataFrame) -> pd.DataFrame:
    """Put `visibility` under headings that people read; names without what their kind says."""
    names = zip(table["name"], table["acronym"], strict=True)
    return pd.DataFrame(
        {
            "Group": [brief_name(name, acronym) for name, acronym in names],
            "Contributions": [f"{n:,} of {total:,}" for n, total in zip(table["n"], table["N"], strict=True)],
            "Passages": table["n_passages"],
            "Stakeholder groups": table["n_stakeholder_groups"],
            "May mention it": table["n_ambiguous"],
            "Decisions": table["n_decisions"],
        }
    )


def visibility_file(table: pd.DataFrame) -> pd.DataFrame:
    """Return `visibility` as a table to take along, a number a column."""
    return table.assign(kind=table["kind"].map(KIND_WORDS)).rename(
        columns={"n": "contributions", "N": "of_contributions", "n_ambiguous": "may_mention_it"}
    )


_PREFIX = re.compile(r"(?:dynamic coalition|best practice forum|mag working group) on (?:the |a )?", re.I)


def brief_name(name: str, acronym: str) -> str:
    """Return a name without what its kind says, with the acronym where that says more.

    >>> brief_name("Dynamic Coalition on the Internet of Things", "DC-IoT"), brief_name("Japan IGF", "")
    ('Internet of Things (DC-IoT)', 'Japan IGF')
    """
    brief = _PREFIX.sub("", name, count=1)
    return f"{brief} ({acronym})" if acronym and fold(brief) not in fold(acronym) else acronym or brief
