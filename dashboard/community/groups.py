"""Groups: what each group does, how to join it, and where it stands in the stocktaking."""

from __future__ import annotations

from dashboard import data, ui
from synthesis.models import Filters

LEAD = "What each group does, how to join it, and where it stands in the stocktaking."


def panel(state: data.State, chosen: Filters) -> None:
    """Draw the section."""
    ui.note(LEAD)
