"""Load: a corrected report takes the place of the stored one where a person says so, by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import person, ui

if TYPE_CHECKING:
    from synthesis.pipeline import ReportRead


def ask(reports: Sequence[ReportRead]) -> str | None:
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
