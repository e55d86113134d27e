"""The shipped sample stocktaking -> a store that shows what the project does."""

from __future__ import annotations

from pathlib import Path

from synthesis.coding.codebook import shipped_codebook
from synthesis.corpus.load import OnProgress
from synthesis.errors import InputError
from synthesis.pipeline.community import fill_community
from synthesis.pipeline.discovering import code_and_discover
from synthesis.pipeline.loading import LoadReport, load_into
from synthesis.pipeline.reports import load_reports
from synthesis.store import Store

SAMPLE = Path(__file__).parents[2] / "data"
"""The sample lies beside the package in a clone; it is not part of an installed package."""

CYCLES = (2017, 2016)


def fill_with_sample(store: Store, on_progress: OnProgress | None = None) -> LoadReport:
    """Load both sample cycles and the sample meetings, code them, find topics; a second time changes nothing.

    Raises
    ------
    InputError
        If the sample does not lie beside the package.
    """
    store.require_writable()
    if not (SAMPLE / "contributions").is_dir():
        raise InputError(
            "The sample stocktaking is not here.",
            str(SAMPLE),
            "Work in a clone of the project, which holds it.",
        )
    reports = [
        load_into(store, [SAMPLE / "contributions" / str(cycle)], cycle=cycle, on_progress=on_progress)
        for cycle in CYCLES
    ]
    if not store.codebook().themes:
        store.save_codebook(shipped_codebook())
    load_reports(store, sample_meetings())
    fill_community(store, SAMPLE / "community")
    code_and_discover(store, on_progress=on_progress)
    return _sum(reports)


def sample_meetings() -> list[Path]:
    """Return the sample reports, without the README that tells how they were made."""
    return sorted(path for path in (SAMPLE / "meetings").iterdir() if path.stem != "README")


def _sum(reports: list[LoadReport]) -> LoadReport:
    return LoadReport(
        received=sum(report.received for report in reports),
        loaded=sum(report.loaded for report in reports),
        merged=sum(report.merged for report in reports),
        refused=sum(report.refused for report in reports),
        problems=tuple(problem for report in reports for problem in report.problems),
    )
