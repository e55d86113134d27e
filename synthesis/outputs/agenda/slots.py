"""Free slots as a tidy table and in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from synthesis.community.calendar.slots import Clock, Slot
from synthesis.outputs.agenda.times import day_words, hour
from synthesis.outputs.phrases import counted, joined

_NOON = 12


def slot_sentence(slot: Slot) -> str:
    """Say when a slot is and what the clocks show."""
    day = slot.starts_at
    clocks = joined([_clock_words(clock, slot) for clock in slot.clocks])
    return f"{day:%a} {day.day} {day:%b} {hour(day)} UTC: {clocks}."


def slot_reason(slot: Slot) -> str:
    """Say for whom a slot lies within working hours, and what it is for the others."""
    working = [place(clock.zone) for clock in slot.clocks if clock.is_working]
    n = len(slot.clocks)
    if len(working) == n:
        return "Working hours in every place." if n > 1 else f"Working hours in {working[0]}."
    said = f"Working hours in {len(working)} of {n} places" if n > 1 else "Outside working hours"
    said += f" ({joined(working)})" if working else ""
    off: dict[str, list[str]] = {}
    for clock in slot.clocks:
        if not clock.is_working:
            off.setdefault(part_of_day(clock), []).append(place(clock.zone))
    return "; ".join([said, *(f"{part} in {joined(places)}" for part, places in off.items())]) + "."


def part_of_day(clock: Clock) -> str:
    """Name what of the day or week a time outside working hours is."""
    if clock.is_rest:
        return f"{clock.starts:%A}"
    if clock.is_night:
        return "night"
    return "before the working day" if clock.starts.hour < _NOON else "after the working day"


def _clock_words(clock: Clock, slot: Slot) -> str:
    other = "" if clock.starts.date() == slot.starts_at.date() else f" on {clock.starts:%a}"
    return f"{hour(clock.starts)}{other} in {place(clock.zone)}"


def place(zone: str) -> str:
    """Return the place that a zone is named after.

    >>> place("America/Argentina/Buenos_Aires"), place("UTC")
    ('Buenos Aires', 'UTC')
    """
    return zone.rpartition("/")[2].replace("_", " ")


def off_words(clock: Clock) -> str:
    """Say how far a slot lies outside the working hours of a place."""
    if clock.is_working:
        return "working hours"
    if clock.is_rest:
        return "a day of rest"
    hours = f"{clock.hours_off:.1f}".removesuffix(".0")
    night = ", night" if clock.is_night else ""
    return f"{hours} {'hour' if hours == '1' else 'hours'} off{night}"


def slot_table(found: Sequence[Slot]) -> pd.DataFrame:
    """List slots: the UTC time, then for each zone the local one and how far it is from working hours."""
    rows = []
    for slot in found:
        row = {"UTC": f"{day_words(slot.starts_at)}, {hour(slot.starts_at)} to {hour(slot.ends_at)}"}
        for clock in slot.clocks:
            local = f"{clock.starts:%a} {hour(clock.starts)} to {hour(clock.ends)}"
            row[place(clock.zone)] = f"{local}, {off_words(clock)}"
        rows.append(row)
    return pd.DataFrame(rows)


def no_slot_sentence(n_days: int) -> str:
    """Say that there is none."""
    return f"In {counted(n_days, 'day')} there is no time at which nothing of these groups takes place."
