"""Standards: what a session has to meet, and which proposals do."""

from __future__ import annotations

from dashboard import data, ui
from synthesis.models import Filters

LEAD = "What a session has to meet, and which proposals do."


def panel(state: data.State, chosen: Filters) -> None:
    """Draw the section."""
    ui.note(LEAD)
