"""Clashes: what takes place at the same hour and draws on the same people or like groups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import streamlit as st

from dashboard import data, ui
from dashboard.community.calendar import diary
from dashboard.community.calendar.showing import View, event_link
from synthesis.community.calendar.clashes import Clash
from synthesis.outputs.agenda.clashing import clash_listing, clash_sentence, clash_table
from synthesis.outputs.agenda.times import day_words
from synthesis.outputs.phrases import counted

AHEAD = timedelta(days=365)
SHOWN = 30
"""Pairs that stand open; the table below has them all."""


def show(state: data.State, view: View) -> None:
    """Draw the clashes of a year, two entries at a time."""
    last = view.day + AHEAD
    passing = {event.id for event in view.narrow(diary.events(state))}
    found = [each for each in diary.clashing(state, view.day, last) if _passes(each, passing)]
    times = [each for each in diary.times(state, view.day, last) if each.event.id in passing]
    groups = diary.groups(state)
    table = clash_table(found, groups, view.zone)
    ui.section("Clashes", clash_sentence(found, len(table), times))
    ui.note(
        f"From {day_words(view.day)} to {day_words(last)}. Two entries clash where they overlap and somebody "
        "is expected at both or belongs to groups of both, where one group meets twice, or where the remits "
        "of the groups are alike. An event and the sessions in it do not clash; deadlines clash with nothing."
    )
    if not found:
        ui.empty_state("Nothing clashes here.", "Remove a filter to look at the whole calendar.")
        return
    st.html(f'<ol class="agenda">{"".join(_pair(row) for row in table.head(SHOWN).to_dict("records"))}</ol>')
    listing = clash_listing(found, groups, view.zone)
    with st.expander(f"Every clash as a table ({len(listing)})", key="agenda_clash_table"):
        st.html(ui.html_table(listing.iloc[:, :7], "What takes place at the same hour"))
        ui.download(listing, "calendar-clashes.csv")


def _passes(clash: Clash, passing: set[str]) -> bool:
    return clash.one.event.id in passing or clash.other.event.id in passing


def _pair(row: Mapping[Any, Any]) -> str:
    one = event_link(row["one_id"], f"<span {ui.BIDI}>{ui.text(row['one'])}</span>")
    other = event_link(row["other_id"], f"<span {ui.BIDI}>{ui.text(row['other'])}</span>")
    often = counted(row["n"], "time") if row["n"] > 1 else "once"
    dates = ", ".join(row["dates"])
    days = (
        f'<details><summary>All {row["n"]} days</summary><p class="lines">{dates}</p></details>'
        if row["n"] > 1
        else ""
    )
    return (
        f'<li class="clash"><p class="title">{one} <span class="versus">and</span> {other}</p>'
        f'<p class="when">{ui.badge(often, "caution")} {"first " if row["n"] > 1 else ""}'
        f"{ui.text(row['when'])}, beside {ui.text(row['other_when'])}</p>"
        f'<p class="said" {ui.BIDI}>{ui.text(row["why"])}</p>{days}</li>'
    )
