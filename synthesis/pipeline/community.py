"""The shipped sample of the community -> the store."""

from __future__ import annotations

from pathlib import Path

from synthesis.pipeline.aligning import fill_topics
from synthesis.pipeline.calendar import fill_calendar
from synthesis.pipeline.grouping import fill_groups
from synthesis.pipeline.messaging import fill_sessions, session_files
from synthesis.pipeline.standards import fill_standards
from synthesis.store import Store

BY = "The sample data"
"""Who enters what ships with the program."""


def fill_community(store: Store, folder: Path) -> None:
    """Enter the sample groups, calendar, topics, standards, proposals and sessions that were never here.

    A second time changes nothing: what people changed or removed stays so.
    """
    fill_groups(store, folder / "groups.csv", BY)
    fill_calendar(store, folder / "calendar.ics", BY)
    fill_topics(store, folder / "topics.csv", BY)
    fill_standards(store, folder, BY)
    fill_sessions(store, session_files(folder / "sessions"), BY)
