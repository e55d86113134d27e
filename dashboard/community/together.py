"""Together: which groups could work together, and why."""

from __future__ import annotations

from dashboard import data, ui
from synthesis.models import Filters

LEAD = "Which groups could work together, and why."


def panel(state: data.State, chosen: Filters) -> None:
    """Draw the section."""
    ui.note(LEAD)
