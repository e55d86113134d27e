"""List view: what comes next first, with all that a person needs to take part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from dashboard import data, ui
from dashboard.cards import Row
from dashboard.community.calendar import diary
from dashboard.community.calendar.showing import View, address, anchor, elsewhere, event_link, read_day
from synthesis.outputs.agenda import KIND_WORDS, listed
from synthesis.outputs.agenda.times import day_words
from synthesis.outputs.phrases import counted

PAGE_SIZE = 20
AHEAD = timedelta(days=366)
"""How far the list looks ahead; series without end go on."""

BACK = timedelta(days=28)


def show(state: data.State, view: View) -> None:
    """Draw the list from the day of the address on, else from the day from which the page looks ahead."""
    first = read_day(st.query_params.get("from", "")) or view.day
    table = diary.listing(state, first, first + AHEAD, view.zone)
    passing = {event.id for event in view.narrow(diary.events(state))}
    table = table[table["id"].isin(passing)]
    ui.section(f"From {day_words(first)} on")
    times = counted(len(table), "time", "times")
    ui.note(f"{times} within a year, the next first. Hours are those of {view.zone}.")
    st.html(f'<nav class="steps" aria-label="Other days">{_steps(first, view)}</nav>')
    if table.empty:
        ui.empty_state("Nothing is ahead here.", "Remove a filter, or look at earlier days.")
        return
    n_pages = -(-len(table) // PAGE_SIZE)
    page = min(max(_page(), 1), n_pages)
    shown = table.iloc[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    st.html(entries(shown.to_dict("records"), diary.groups(state)) + _pages(page, n_pages))
    ui.download(listed(table, view.zone), f"calendar-from-{first.isoformat()}.csv")


def _steps(first: date, view: View) -> str:
    earlier = anchor(
        address(**{"from": (first - BACK).isoformat()}, page=""), "‹ Four weeks earlier", kind="step"
    )
    later = anchor(
        address(**{"from": (first + BACK).isoformat()}, page=""), "Four weeks later ›", kind="step"
    )
    back = anchor(address(**{"from": ""}, page=""), f"From {day_words(view.day)}", kind="step")
    return earlier + later + (back if first != view.day else "")


def _page() -> int:
    asked = st.query_params.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def _pages(page: int, n_pages: int) -> str:
    if n_pages < 2:
        return ""
    before = anchor(address(page=str(page - 1)), "‹ Before these", kind="step") if page > 1 else ""
    after = anchor(address(page=str(page + 1)), "After these ›", kind="step") if page < n_pages else ""
    here = f"<span>Page {page} of {n_pages}</span>"
    return f'<nav class="steps" aria-label="Pages of the list">{before}{here}{after}</nav>'


def entries(rows: Sequence[Row], groups: Mapping[str, str]) -> str:
    """Return entries as a list, a heading for each day."""
    parts: list[str] = []
    day = ""
    for row in rows:
        if row["first"] != day:
            parts.append(("</ol>" if parts else "") + f'<h3>{_heading(row["first"])}</h3><ol class="agenda">')
            day = row["first"]
        parts.append(_entry(row, groups))
    return "".join([*parts, "</ol>"])


def _heading(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found:%A} {found.day} {found:%B %Y}"


def _entry(row: Mapping[str, Any], groups: Mapping[str, str]) -> str:
    also = f'<span class="note">{ui.text(row["also"])}</span>' if row["also"] else ""
    badges = ui.badge(KIND_WORDS[row["kind"]], f"entry-kind {row['kind']}")
    badges += ui.badge(row["status"].capitalize(), "rejected") if row["status"] != "confirmed" else ""
    badges += ui.badge(row["moved"], "kind") if row["moved"] else ""
    badges += '<span class="mark-sample">Sample</span>' if row["is_sample"] else ""
    facts = [("Hosted by", hosts(row, groups)), ("Place", ui.of_any_script(row["place"]))]
    facts += [
        ("How to take part", ui.of_any_script(row["how_to_join"])),
        ("Themes", ui.of_any_script(row["themes"])),
    ]
    told = "".join(f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in facts if said)
    agenda = (
        f'<details><summary>Agenda</summary><p class="lines" {ui.BIDI}>{ui.text(row["agenda"])}</p></details>'
        if row["agenda"]
        else ""
    )
    title = event_link(row["id"], f"<span {ui.BIDI}>{ui.text(row['title'])}</span>", row["at"])
    return (
        f'<li class="listed {row["kind"]}"><p class="title">{title} <span class="badges">{badges}</span></p>'
        f'<p class="when">{ui.text(row["when"])} {also}</p><dl class="facts key">{told}</dl>{agenda}</li>'
    )


def hosts(row: Mapping[str, Any], groups: Mapping[str, str]) -> str:
    """Return who hosts an entry, as links to the groups that are here."""
    linked = [
        anchor(elsewhere(section="Groups", community_group=each), ui.text(groups[each]))
        if each in groups
        else ui.text(each)
        for each in row["group_ids"]
    ]
    return ", ".join(linked) or ui.of_any_script(row["hosts"])
