"""Messages: what a session said, in a few short messages with the places they rest on."""

from __future__ import annotations

from dashboard import data, ui
from synthesis.models import Filters

LEAD = "What a session said, in a few short messages with the places they rest on."


def panel(state: data.State, chosen: Filters) -> None:
    """Draw the section."""
    ui.note(LEAD)
