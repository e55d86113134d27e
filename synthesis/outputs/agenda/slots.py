"""Free slots as a tidy table and in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from synthesis.community.calendar.slots import Clock, Slot
from synthesis.outputs.agenda.times import day_words, hour
from synthesis.outputs.phrases import counted, joined


def slot_sentence(slot: Slot, group_ids: Sequence[str], groups: Mapping[str, str]) -> str:
    """Say when a slot is, what the clocks show, who is free, and whose working day it leaves."""
    day = slot.starts_at
    clocks = joined([_clock_words(clock, slot) for clock in slot.clocks])
    free = joined([groups.get(each, each) for each in group_ids], "or")
    off = [f"{place(clock.zone)} ({off_words(clock)})" for clock in slot.clocks if not clock.is_working]
    outside = f" Outside working hours in {joined(off)}." if off else " Working hours everywhere."
    when = f"{day:%a} {day.day} {day:%b} {hour(day)} UTC"
    return f"{when}: {clocks}; nothing of {free} or their people then.{outside}"


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
    if clock.starts.weekday() >= 5:
        return "a day of rest"
    hours = f"{clock.hours_off:.1f}".removesuffix(".0")
    return f"{hours} {'hour' if hours == '1' else 'hours'} off"


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
