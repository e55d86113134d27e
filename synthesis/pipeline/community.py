"""The shipped sample of the community -> the store."""

from __future__ import annotations

from pathlib import Path

from synthesis.pipeline.messaging import load_sessions, session_files
from synthesis.store import Store

BY = "The sample data"
"""Who enters what ships with the program."""


def fill_community(store: Store, folder: Path) -> None:
    """Enter the sample groups, calendar, standards, proposals and sessions; a second time changes nothing."""
    load_sessions(store, session_files(folder / "sessions"), BY)
