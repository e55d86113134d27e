"""Clashes as a tidy table: one row for two entries, however often they meet at one hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from synthesis.community.calendar.clashes import Clash
from synthesis.models import Occurrence
from synthesis.outputs.agenda.listing import hosts_words
from synthesis.outputs.agenda.times import when_words
from synthesis.outputs.phrases import counted, verb


def clash_table(found: Sequence[Clash], groups: Mapping[str, str], zone: str) -> pd.DataFrame:
    """Join the clashes of the same two entries.

    Returns
    -------
    DataFrame
        `n` times, `dates` (tuple of ISO days in UTC), `when` (of the first) and `other_when`, titles, hosts
        and ids of the two, and `why`, the reasons of any of the times.
    """
    pairs: dict[tuple[str, str], list[Clash]] = {}
    for clash in found:
        pairs.setdefault(_pair(clash), []).append(clash)
    columns = [
        "n",
        "dates",
        "when",
        "other_when",
        "one",
        "one_hosts",
        "other",
        "other_hosts",
        "why",
        "one_id",
        "other_id",
    ]
    return pd.DataFrame([_row(each, groups, zone) for each in pairs.values()], columns=columns)


def _pair(clash: Clash) -> tuple[str, str]:
    """Return what is the same however often two series meet, in either order."""
    one, other = sorted((clash.one.event.id, clash.other.event.id))
    return one, other


def _row(found: Sequence[Clash], groups: Mapping[str, str], zone: str) -> tuple[object, ...]:
    first = found[0]
    reasons = dict.fromkeys(reason for clash in found for reason in clash.reasons)
    return (
        len(found),
        tuple(clash.starts_at.date().isoformat() for clash in found),
        when_words(first.one, zone),
        when_words(first.other, zone),
        first.one.event.title,
        hosts_words(first.one.event, groups),
        first.other.event.title,
        hosts_words(first.other.event, groups),
        " ".join(reasons),
        first.one.event.id,
        first.other.event.id,
    )


def clash_listing(found: Sequence[Clash], groups: Mapping[str, str], zone: str) -> pd.DataFrame:
    """List each clash of its own, as people read and download it."""
    rows = [
        (
            when_words(clash.one, zone),
            clash.one.event.title,
            hosts_words(clash.one.event, groups),
            when_words(clash.other, zone),
            clash.other.event.title,
            hosts_words(clash.other.event, groups),
            " ".join(clash.reasons),
            clash.starts_at.isoformat(timespec="minutes"),
        )
        for clash in found
    ]
    columns = [
        f"When ({zone})",
        "Entry",
        "Hosted by",
        "At the same hour",
        "Other entry",
        "Hosted by (other)",
        "Why it is a clash",
        "Both from (UTC)",
    ]
    return pd.DataFrame(rows, columns=columns)


def clash_sentence(found: Sequence[Clash], n_pairs: int, times: Sequence[Occurrence]) -> str:
    """Say how often something clashes, of how much.

    Parameters
    ----------
    found : sequence of Clash
        Clashes in which at least one of the two is among `times`.
    n_pairs : int
        Pairs of entries among them.
    times : sequence of Occurrence
        What is looked at; of two that clash the other may lie outside it, as where a filter is set.
    """
    if not found:
        return f"None of {counted(len(times), 'time', 'times')} clashes with another."
    clashing = {(each.event.id, each.starts_at) for clash in found for each in (clash.one, clash.other)}
    n = sum((each.event.id, each.starts_at) in clashing for each in times)
    return (
        f"{n:,} of {counted(len(times), 'time', 'times')} {verb(n, 'clashes', 'clash')} with another: "
        f"{counted(n_pairs, 'pair')} of entries, {counted(len(found), 'time', 'times')} in all."
    )
