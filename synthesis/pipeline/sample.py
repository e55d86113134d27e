"""The shipped sample stocktaking -> a store that shows what the project does."""

from __future__ import annotations

from pathlib import Path

from synthesis.coding.codebook import shipped_codebook
from synthesis.corpus.load import OnProgress
from synthesis.pipeline.aligning import fill_topics
from synthesis.pipeline.calendar import fill_calendar
from synthesis.pipeline.discovering import code_and_discover
from synthesis.pipeline.grouping import fill_groups
from synthesis.pipeline.loading import LoadReport, load_into
from synthesis.pipeline.messaging import fill_sessions, session_files
from synthesis.pipeline.reports import load_reports
from synthesis.pipeline.standards import fill_standards
from synthesis.shipped import shipped
from synthesis.store import Store

CYCLES = (2017, 2016)
BY = "the sample data"
"""Who enters what ships with the program."""


def fill_with_sample(store: Store, on_progress: OnProgress | None = None) -> LoadReport:
    """Load both sample cycles and the sample meetings, code them, find topics; a second time changes nothing.

    Raises
    ------
    InputError
        If the sample does not lie beside the package.
    """
    store.require_writable()
    contributions = shipped("contributions")
    reports = [
        load_into(store, [contributions / str(cycle)], cycle=cycle, on_progress=on_progress)
        for cycle in CYCLES
    ]
    if not store.codebook().themes:
        store.save_codebook(shipped_codebook())
    load_reports(store, sample_meetings())
    fill_community(store, shipped("community"))
    code_and_discover(store, on_progress=on_progress)
    return _sum(reports)


def fill_community(store: Store, folder: Path) -> None:
    """Enter the sample groups, calendar, topics, standards, proposals and sessions that were never here.

    A second time changes nothing: what people changed or removed stays so.
    """
    fill_groups(store, folder / "groups.csv", BY)
    fill_calendar(store, folder / "calendar.ics", BY)
    fill_topics(store, folder / "topics.csv", BY)
    fill_standards(store, folder, BY)
    fill_sessions(store, session_files(folder / "sessions"), BY)


def sample_meetings() -> list[Path]:
    """Return the sample reports, without the README that tells how they were made."""
    return sorted(path for path in shipped("meetings").iterdir() if path.stem != "README")


def _sum(reports: list[LoadReport]) -> LoadReport:
    return LoadReport(
        received=sum(report.received for report in reports),
        loaded=sum(report.loaded for report in reports),
        merged=sum(report.merged for report in reports),
        refused=sum(report.refused for report in reports),
        problems=tuple(problem for report in reports for problem in report.problems),
    )
