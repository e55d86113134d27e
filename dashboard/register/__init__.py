"""The register: what meetings decided, kept by people.

listing   the items by meeting, by theme or as a table
controls  what can be asked of it, held by the address
queue     the proposals one after another
forms     the actions under an item
adding    an item that the program missed
table     taken out as a table, and read in
saving    what a person does to it, told, undone, settled
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import pandas as pd

from dashboard import data, filters, paging, person, ui
from dashboard.register import controls, listing, queue, saving, table
from synthesis.models import Filters
from synthesis.outputs import narrative
from synthesis.outputs.phrases import counted, joined, of_total
from synthesis.outputs.tables.registered import narrowed_register

PAGE_SIZE = 20


def panel(state: data.State, chosen: Filters, today: date) -> None:
    """Show the items that pass the filters, and let a person who gives a name keep them."""
    narrowed = data.narrowed(state, filters.of_decisions(chosen))
    if len(narrowed.decisions) == 0:
        is_filtered = not filters.of_decisions(chosen).is_empty
        remove = ", or remove a filter" if is_filtered else ""
        ui.empty_state("No decision is here.", f"Load the report of a meeting on the page Data{remove}.")
        by = "" if state.is_read_only else person.name()
        saving.told(by)
        table.panel(state, data.register(state, filters.of_decisions(chosen), "meeting"), by)
        return
    everything = data.register(state, filters.of_decisions(chosen), "meeting")
    view, wanted = controls.ask(everything)
    order: Literal["meeting", "theme"] = "theme" if view == "theme" else "meeting"
    listed = data.register(state, filters.of_decisions(chosen), order)
    found = narrowed_register(listed, wanted, today)
    ui.note(_count_words(listed, found))
    by = "" if state.is_read_only else person.name()
    saving.told(by, has_keys=view == "one")
    if by and saving.conflict(state, by):
        return
    if found.empty:
        ui.empty_state("No item is of this kind and state.", "Choose fewer kinds or states, or other words.")
        return
    if view == "one":
        queue.panel(state, found, by)
        return
    table.panel(state, found, by)
    if view != "table":
        ui.note(narrative.gaps_sentence(narrowed))
    shown = found.iloc[paging.shown(len(found), PAGE_SIZE)]
    if view == "theme":
        listing.by_theme(state, shown, found, by)
    elif view == "table":
        listing.as_table(shown, len(found))
    else:
        listing.by_meeting(state, shown, found, by)
    paging.choice(len(found), PAGE_SIZE, "register_page")
    if wanted.only:  # a link to one item: the controls would stand before it
        ui.scroll_to("[class*='st-key-card_decision_']", 0)


def _count_words(listed: pd.DataFrame, found: pd.DataFrame) -> str:
    """Say how many items are shown and how many of them a person has still to look at."""
    shown, everything = found.drop_duplicates("id"), listed.drop_duplicates("id")
    n_waiting = int((shown["review"] == "proposed").sum())
    n_said = int((shown["progress_by"] != "").sum())
    return (
        f"Listed: {of_total(len(shown), len(everything), 'item')} of the register. {_kinds_words(shown)}"
        f"To be confirmed by a person: {n_waiting:,} of {len(shown):,}. "
        f"State said by a person: {n_said:,} of {len(shown):,}."
    )


def _kinds_words(shown: pd.DataFrame) -> str:
    """Say how many of the items are decisions, as the head of the page counts them, and what the rest are."""
    stands = shown["review"] != "rejected"
    n_information = int((stands & (shown["kind"] == "information") & ~shown["is_merged"]).sum())
    others = {
        "of information": n_information,
        "merged with earlier ones": int((stands & shown["is_merged"]).sum()),
        "rejected": int((~stands).sum()),
    }
    named = [f"{counted(n, 'item')} {words}" for words, n in others.items() if n]
    if not named:
        return ""
    n_decisions = int((stands & shown["is_decision"]).sum())
    return f"That is {joined([counted(n_decisions, 'decision'), *named])}. "
