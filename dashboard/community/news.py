"""News: what is new: decisions, states, meetings."""

from __future__ import annotations

from dashboard import data, ui
from synthesis.models import Filters

LEAD = "What is new: decisions, states, meetings."


def panel(state: data.State, chosen: Filters) -> None:
    """Draw the section."""
    ui.note(LEAD)
