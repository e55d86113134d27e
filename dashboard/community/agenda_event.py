"""One entry of the calendar."""

from __future__ import annotations

from dashboard import data
from dashboard.community.agenda_view import View


def show(state: data.State, view: View) -> None:
    """Draw."""


def told() -> None:
    """Say."""


def offer_new(state: data.State) -> None:
    """Offer."""
