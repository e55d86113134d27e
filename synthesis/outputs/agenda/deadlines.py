"""Deadlines side by side: a tidy table with lanes, and where some could be aligned, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import pandas as pd

from synthesis.community.calendar.deadlines import PROCESSES, Deadline, Near
from synthesis.community.calendar.zones import to_wall
from synthesis.outputs.agenda.listing import hosts_words
from synthesis.outputs.agenda.times import day_words
from synthesis.outputs.phrases import counted, joined, quoted

Lanes = Literal["process", "group"]

NO_GROUP = "No group named"


def deadline_table(
    found: Sequence[Deadline], groups: Mapping[str, str], lanes: Lanes = "process"
) -> pd.DataFrame:
    """Lay deadlines out in lanes.

    Returns
    -------
    DataFrame
        `lane, day` (ISO), `title, hosts, process, until` (in words), `event_id, at` (UTC); by group a
        deadline of several groups has a row in the lane of each.
    """
    rows = [
        (
            lane,
            each.day.isoformat(),
            each.event.title,
            hosts_words(each.event, groups),
            each.process,
            _until(each),
            each.event.id,
            each.at.isoformat(timespec="minutes"),
        )
        for each in found
        for lane in _lanes(each, groups, lanes)
    ]
    columns = ["lane", "day", "title", "hosts", "process", "until", "event_id", "at"]
    table = pd.DataFrame(rows, columns=columns)
    order = {name: place for place, name in enumerate(PROCESSES)}
    place = table["lane"].map(lambda lane: order.get(lane, len(order)))
    return (
        table.assign(place=place)
        .sort_values(["place", "lane", "at"], kind="stable", ignore_index=True)
        .drop(columns="place")
    )


def _lanes(each: Deadline, groups: Mapping[str, str], lanes: Lanes) -> tuple[str, ...]:
    if lanes == "process":
        return (each.process,)
    return tuple(groups.get(one, one) for one in each.event.group_ids) or (each.event.hosted_by or NO_GROUP,)


def _until(each: Deadline) -> str:
    zone = each.event.zone or "UTC"
    if each.event.is_all_day:
        return f"{day_words(each.day)}, end of the day in {zone}"
    return f"{day_words(each.day)}, {to_wall(each.at, zone):%H:%M} in {zone}"


def near_sentence(found: Near, groups: Mapping[str, str]) -> str:
    """Say which deadlines lie close together, and what could be done about it."""
    first, last = found.deadlines[0].day, found.deadlines[-1].day
    span = f"within {counted(found.n_days, 'day')}, from {day_words(first)} to {day_words(last)}"
    named = joined([f"{quoted(each.event.title)} ({_short(each.day)})" for each in found.deadlines])
    amount = counted(len(found.deadlines), "deadline")
    if found.group_id:
        host = groups.get(found.group_id, found.group_id)
        return f"{host} asks for {amount} {span}: {named}. Fewer dates would ask people less often."
    is_of_several = len({group for each in found.deadlines for group in each.event.group_ids}) > 1
    why = "so that whoever answers several of them plans once" if is_of_several else "as one date"
    return f"{found.process}: {amount} {span}: {named}. They could be aligned on {day_words(last)}, {why}."


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def deadlines_sentence(found: Sequence[Deadline], close: Iterable[Near], days: int) -> str:
    """Say how many deadlines there are, and how many of them have another close by."""
    if not found:
        return "No deadline lies ahead."
    near_ones = {each.event.id for one in close if one.process for each in one.deadlines}
    n = sum(each.event.id in near_ones for each in found)
    return (
        f"{counted(len(found), 'deadline')} from {day_words(found[0].day)} to {day_words(found[-1].day)}; "
        f"{n} of {len(found)} have another of the same kind of process within {counted(days, 'day')}."
    )
