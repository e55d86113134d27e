"""Free slots: when chosen groups could meet, none of them and none of their people elsewhere."""

from __future__ import annotations

from datetime import date, time, timedelta

import streamlit as st

from dashboard import data, ui
from dashboard.community.calendar import diary, showing
from dashboard.community.calendar.showing import View, anchor, control, day_control, read_day
from synthesis.community.calendar.slots import Slot, busy, free_slots
from synthesis.community.calendar.zones import known_zones
from synthesis.outputs.agenda.slots import no_slot_sentence, slot_reason, slot_sentence, slot_table
from synthesis.outputs.agenda.times import day_words
from synthesis.outputs.phrases import counted, joined

LENGTHS = {"30": "30 minutes", "45": "45 minutes", "60": "1 hour", "90": "1 hour 30", "120": "2 hours"}
SPANS = {"7": "7 days", "14": "14 days", "28": "4 weeks", "56": "8 weeks"}
HOURS = {"9-18": "9:00 to 18:00", "8-20": "8:00 to 20:00", "7-22": "7:00 to 22:00"}
MOST_ZONES = 6


def show(state: data.State, view: View) -> None:
    """Ask for whom, how long and when, and draw the best times."""
    ui.section("Free slots", "A time at which none of the groups meets, and none of their people elsewhere.")
    with st.container(key="slot_fields"):
        wanted, length, first, span, zones, hours = _asked(state, view)
    if not wanted:
        ui.empty_state("For whom?", "Choose the groups that want to meet.")
        return
    last = first + timedelta(days=int(span) - 1)
    around = diary.times(state, first - timedelta(days=2), last + timedelta(days=2))
    opens, closes = (time(int(each)) for each in hours.split("-"))
    found = free_slots(
        around,
        wanted,
        diary.people(state),
        length=timedelta(minutes=int(length)),
        first=first,
        last=last,
        zones=zones,
        working=(opens, closes),
    )
    _found(state, view, found, wanted, (first, last))


def _asked(state: data.State, view: View) -> tuple[tuple[str, ...], str, date, str, list[str], str]:
    names = diary.groups(state)
    asked = [each for each in st.query_params.get_all("meet") if each in names] or list(view.groups)
    groups, long = st.columns((3, 1), gap="small")
    with groups:
        wanted = control(
            st.multiselect,
            "Groups that want to meet",
            "meet",
            sorted(names, key=lambda each: names[each]),
            [each for each in asked if each in names],
            format_func=lambda each: names[each],
            placeholder="Choose groups",
            select_all=False,
        )
    with long:
        length = _one_of("How long", "long", LENGTHS, "60")
    day, within, working = st.columns(3, gap="small")
    with day:
        first = _first(view)
    with within:
        span = _one_of("Within", "span", SPANS, "14")
    with working:
        hours = _one_of("Working day in every place", "hours", HOURS, "9-18")
    zones = _zones(state, view, wanted)
    return tuple(wanted), length, first, span, zones, hours


def _one_of(label: str, name: str, words: dict[str, str], default: str) -> str:
    asked = st.query_params.get(name, default)
    value = asked if asked in words else default
    return str(control(st.selectbox, label, name, list(words), value, format_func=words.__getitem__))


def _first(view: View) -> date:
    """Ask for the first day; the address holds it."""
    day = read_day(st.query_params.get("since", "")) or view.day
    day_control("First day", "since", day)
    return day


def _zones(state: data.State, view: View, wanted: list[str]) -> list[str]:
    """Ask where people sit: where nothing is said, the visitor's zone and those that the groups plan by.

    Nobody sits in UTC, the zone that the page begins with.
    """
    own = [] if view.zone == "UTC" else [view.zone]
    for event in diary.events(state):
        if event.zone not in ("", "UTC", *own) and set(wanted) & set(event.group_ids):
            own.append(event.zone)
    asked = [each for each in st.query_params.get_all("places") if each in known_zones()]
    return list(
        control(
            st.multiselect,
            "Places, by their time zones",
            "places",
            sorted(known_zones()),
            asked or own[:MOST_ZONES] or [view.zone],
            max_selections=MOST_ZONES,
            select_all=False,
        )
    )


def _found(
    state: data.State,
    view: View,
    found: tuple[Slot, ...],
    wanted: tuple[str, ...],
    days: tuple[date, date],
) -> None:
    names, (first, last) = diary.groups(state), days
    n_days = (last - first).days + 1
    if not found:
        ui.empty_state(no_slot_sentence(n_days), "Take more days, or a shorter meeting.")
        return
    taken = busy(diary.times(state, first, last), wanted, diary.people(state))
    ui.note(
        f"From {day_words(first)} to {day_words(last)}, on different days and spread over the hours, the "
        "best first: by the fewest places on a Saturday or Sunday, then at night, then outside working "
        "hours, then by day. All keep clear "
        f"of {counted(len(taken), 'time', 'times')} of {joined([names.get(each, each) for each in wanted])} "
        "or of their people."
    )
    items = "".join(f"<li>{_slot(slot, wanted)}</li>" for slot in found)
    st.html(f'<ol class="slots said">{items}</ol>')
    table = slot_table(found)
    with st.expander("The same as a table", key="agenda_slot_table"):
        st.html(ui.html_table(table, "Free slots, the best first"))
        ui.download(table, "free-slots.csv")
    if taken:
        with st.expander(f"What they keep clear of ({len(taken)})", key="agenda_taken"):
            listing = diary.listing(state, first, last, view.zone)
            own = listing[listing["id"].isin({each.event.id for each in taken})]
            plain_table = own[["when", "title", "hosts"]]
            plain_table.columns = [f"When ({view.zone})", "Title", "Hosted by"]
            st.html(ui.html_table(plain_table, "Meetings of these groups and of their people"))


def _slot(slot: Slot, wanted: tuple[str, ...]) -> str:
    starts = slot.starts_at.isoformat(timespec="minutes")
    where = showing.address(event="", edit=showing.NEW, starts=starts, meet=list(wanted))
    link = anchor(where, "Put it in the calendar")
    return f"{ui.text(slot_sentence(slot))}<br>{ui.text(slot_reason(slot))} {link}"
