"""Calendar: when and where the groups meet, and how to take part."""

from __future__ import annotations

from dashboard import data, ui
from synthesis.models import Filters

LEAD = "When and where the groups meet, and how to take part."


def panel(state: data.State, chosen: Filters) -> None:
    """Draw the section."""
    ui.note(LEAD)
