"""Reports of meetings -> proposed decisions, read only or entered in the register of a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from synthesis.coding.assign import ThemeCoder
from synthesis.coding.codebook import shipped_codebook
from synthesis.corpus.sources import find_sources
from synthesis.errors import InputError
from synthesis.meetings.decisions import find_decisions
from synthesis.meetings.remarks import remarks_on
from synthesis.meetings.report import read_reports
from synthesis.models import Codebook, Decision, DecisionLink, Meeting, Problem
from synthesis.pipeline.coding import reviewed_passages
from synthesis.pipeline.encoders import encoder_in_force
from synthesis.pipeline.linking import propose_links
from synthesis.pipeline.remembering import item_reader, theme_coder
from synthesis.store import Store

TRANSCRIPT = (
    "This is a transcript: what was said is not yet what was decided, so no decision is read from it. "
    "Give the report of the meeting."
)


@dataclass(frozen=True, slots=True)
class ReportRead:
    """What one report came to; `meeting` is None for a file that could not be read."""

    file: str
    meeting: Meeting | None = None
    decisions: tuple[Decision, ...] = ()
    problem: Problem | None = None
    is_new: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether something of it was refused, for the reason in `problem`."""
        return self.problem is not None and self.problem.is_refusal


def read_decisions(paths: Sequence[Path | str]) -> tuple[ReportRead, ...]:
    """Read reports and propose their decisions, in the order given; nothing is stored."""
    sources, problems = find_sources(paths)
    refused = [ReportRead(problem.file, problem=problem) for problem in problems if problem.is_refusal]
    read = [report for source in sources for report in _read(source.path, source.name)]
    return (*read, *refused)


def _read(path: Path, name: str) -> list[ReportRead]:
    try:
        meetings = read_reports(path)
    except InputError as error:
        reason = f"{error.message} {error.hint}".strip()
        return [ReportRead(name, problem=Problem(name, reason, is_refusal=True))]
    return [_propose(name, meeting) for meeting in meetings]


def _propose(name: str, meeting: Meeting) -> ReportRead:
    if meeting.format == "transcript":
        return ReportRead(name, meeting, (), Problem(name, TRANSCRIPT, is_refusal=True))
    items = find_decisions(meeting, item_reader())
    remarks = " ".join(remarks_on(meeting, items))
    return ReportRead(name, meeting, items, Problem(name, remarks) if remarks else None)


def load_reports(store: Store, paths: Sequence[Path | str]) -> tuple[ReportRead, ...]:
    """Read reports, link their decisions to themes and passages, and enter them in the register.

    A report that is there already changes nothing; another report of the same meeting is refused.
    """
    store.require_writable()
    read = read_decisions(paths)
    if not any(report.meeting and not report.is_refused for report in read):
        return read
    links = _propose_links(store, [report for report in read if not report.is_refused])
    return tuple(_enter(store, report, links) for report in read)


def coder_in_force(store: Store) -> tuple[Codebook, ThemeCoder]:
    """Return the codebook in force, else the shipped one, and the coder made for it."""
    snapshot = store.snapshot()
    codebook = snapshot.codebook if snapshot.codebook.themes else shipped_codebook()
    return codebook, theme_coder(codebook, reviewed_passages(snapshot), encoder_in_force(store))


def _propose_links(store: Store, read: Sequence[ReportRead]) -> tuple[DecisionLink, ...]:
    """Link the decisions of all reports at once: the passages of the store are prepared only once."""
    _, coder = coder_in_force(store)
    decisions = [decision for report in read for decision in report.decisions]
    meetings = [report.meeting for report in read if report.meeting]
    return propose_links(store.snapshot(), decisions, meetings, coder)


def _enter(store: Store, report: ReportRead, proposed: Sequence[DecisionLink]) -> ReportRead:
    if report.meeting is None or report.is_refused:
        return report
    ids = {decision.id for decision in report.decisions}
    links = [link for link in proposed if link.decision_id in ids]
    try:
        is_new = store.add_meeting(report.meeting, report.decisions, links)
    except InputError as error:
        reason = f"{error.message} {error.hint}".strip()
        return replace(report, problem=Problem(report.file, reason, is_refusal=True))
    return replace(report, is_new=is_new)
