"""Alignment: how proposed topics stand beside what groups work on and what inputs asked for."""

from __future__ import annotations

from dashboard import data, ui
from synthesis.models import Filters

LEAD = "How proposed topics stand beside what groups work on and what inputs asked for."


def panel(state: data.State, chosen: Filters) -> None:
    """Draw the section."""
    ui.note(LEAD)
