"""The address that calendars subscribe to, with the filters of the page, and the same as a file."""

from __future__ import annotations

from dashboard import data
from dashboard.community.agenda_view import View


def show(state: data.State, view: View) -> None:
    """Draw the address and the download."""
