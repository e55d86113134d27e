"""The shipped sample of the community -> the store."""

from __future__ import annotations

from pathlib import Path

from synthesis.pipeline.calendar import import_calendars
from synthesis.pipeline.grouping import fill_groups
from synthesis.store import Store

BY = "The sample data"
"""Who enters what ships with the program."""


def fill_community(store: Store, folder: Path) -> None:
    """Enter the sample groups, calendar, standards, proposals and sessions; a second time changes nothing."""
    fill_groups(store, folder / "groups.csv", BY)
    import_calendars(store, [folder / "calendar.ics"], BY)
