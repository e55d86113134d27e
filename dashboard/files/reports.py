"""Load: what reports of meetings would come to and came to, with every item; who puts a corrected one in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import person, ui
from synthesis.outputs.phrases import counted
from synthesis.outputs.words import KIND_WORDS

if TYPE_CHECKING:
    from synthesis.pipeline import ReportRead


def foreseen(reports: Sequence[ReportRead]) -> str:
    """Say what reports would come to: what is new, stored, twice in these files, or corrects a stored one."""
    usable = [report for report in reports if report.meeting and not report.is_refused]
    new = [report for report in usable if report.is_new]
    ids = {report.meeting.id for report in new if report.meeting}
    n_twice = sum(not report.is_new and report.meeting.id in ids for report in usable if report.meeting)
    n_stored = len(usable) - len(new) - n_twice
    corrections = [report for report in reports if report.is_correction]
    said = []
    if usable or not corrections:
        n_items = counted(_n_items(new), "item")
        said.append(f"{counted(len(usable), 'meeting')} read, {n_items} proposed for the register.")
    if n_stored:
        said.append(f"{n_stored:,} of {len(usable):,} stored already.")
    if n_twice:
        said.append(f"{n_twice:,} of {len(usable):,} twice in these files.")
    if corrections:
        does = "corrects a stored one" if len(corrections) == 1 else "correct a stored one each"
        n_items = counted(_n_items(corrections), "item")
        said.append(f"{counted(len(corrections), 'report')} {does}, with {n_items}.")
    return " ".join(said)


def entered(reports: Sequence[ReportRead]) -> str:
    """Say what reports came to in the register."""
    new = [report for report in reports if report.is_new and not report.is_correction]
    n_replaced = sum(report.is_new and report.is_correction for report in reports)
    said = []
    if new or not n_replaced:
        n_items = counted(_n_items(new), "item")
        said.append(f"{counted(len(new), 'meeting')} entered with {n_items} proposed.")
    if n_replaced:
        said.append(f"{counted(n_replaced, 'stored report')} replaced.")
    return " ".join(said)


def items(reports: Sequence[ReportRead]) -> None:
    """Show which meeting each report was read as, and every item that is proposed from it."""
    for report in reports:
        if report.meeting and (report.is_correction or not report.is_refused):
            held_on = report.meeting.held_on.isoformat() if report.meeting.held_on else "no date found"
            ui.section(f"{report.meeting.title} ({held_on})", level=4)
            columns = {
                "Paragraph": [item.paragraph for item in report.decisions],
                "Kind": [KIND_WORDS[item.kind] for item in report.decisions],
                "Words of the report": [item.quote for item in report.decisions],
                "Who": [item.owner for item in report.decisions],
                "Until": [item.due for item in report.decisions],
            }
            caption = f"{counted(len(report.decisions), 'item')} proposed"
            st.html(ui.html_table(pd.DataFrame(columns), caption))


def ask_to_replace(reports: Sequence[ReportRead]) -> str | None:
    """Offer to replace stored reports; return the name of whoever does, empty until given, None if nobody."""
    if not any(report.is_correction for report in reports):
        return None
    is_asked = st.checkbox("Put the corrected report in the place of the stored one", key="replace_report")
    if not is_asked:
        return None
    ui.note(
        "What people confirmed, changed, linked or added stays; the rest is proposed anew from this report."
    )
    person.field()
    by = person.name()
    if not by:
        ui.note("Give your name to replace it.")
    return by


def _n_items(reports: Sequence[ReportRead]) -> int:
    return sum(len(report.decisions) for report in reports)
