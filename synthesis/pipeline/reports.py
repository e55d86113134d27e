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
from synthesis.models import Decision, DecisionLink, Meeting, Problem, Snapshot
from synthesis.outputs.phrases import counted, short
from synthesis.pipeline.coding import reviewed_passages
from synthesis.pipeline.encoders import encoder_in_force
from synthesis.pipeline.linking import propose_links
from synthesis.pipeline.remembering import item_reader, theme_coder
from synthesis.store import Replaced, Store

TRANSCRIPT = (
    "This is a transcript: what was said is not yet what was decided, so no decision is read from it. "
    "Give the report of the meeting."
)


@dataclass(frozen=True, slots=True)
class ReportRead:
    """What one report came to; `meeting` is None for a file that could not be read.

    `is_correction` tells of another report of a meeting that has one, which could be replaced or was.
    """

    file: str
    meeting: Meeting | None = None
    decisions: tuple[Decision, ...] = ()
    problem: Problem | None = None
    is_new: bool = False
    is_correction: bool = False

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
    return _remarked(ReportRead(name, meeting, items))


def _remarked(report: ReportRead) -> ReportRead:
    """Return a report with what there is to remark on it, which is no refusal."""
    remarks = " ".join(remarks_on(report.meeting, report.decisions)) if report.meeting else ""
    return replace(report, problem=Problem(report.file, remarks) if remarks else None)


def preview_reports(store: Store, paths: Sequence[Path | str]) -> tuple[ReportRead, ...]:
    """Say what `load_reports` would come to now; nothing is stored."""
    met: dict[str, Meeting] = {}
    return tuple(_foreseen(store, report, met) for report in read_decisions(paths))


def _foreseen(store: Store, report: ReportRead, met: dict[str, Meeting]) -> ReportRead:
    if report.meeting is None or report.is_refused:
        return report
    standing = store.standing_of(report.meeting)
    first = met.setdefault(report.meeting.id, report.meeting)
    if standing == "other" or replace(first, source="") != replace(report.meeting, source=""):
        reason = f"Another report of the meeting {report.meeting.id!r} is stored, or stands in these files."
        problem = Problem(report.file, reason, is_refusal=True)
        return replace(report, problem=problem, is_correction=standing == "other")
    return replace(report, is_new=standing == "new" and first is report.meeting)


def load_reports(
    store: Store, paths: Sequence[Path | str], *, replaced_by: str = ""
) -> tuple[ReportRead, ...]:
    """Read reports, link their decisions to themes and passages, and enter them in the register.

    A report that is there already changes nothing; another report of the same meeting is refused, or takes
    the place of the stored one, whose items stay where people touched them.

    Parameters
    ----------
    store : Store
    paths : sequence of Path or str
    replaced_by : str, optional
        Who says that these reports replace the stored ones; empty if nobody does.
    """
    store.require_writable()
    return enter_reports(store, read_decisions(paths), replaced_by=replaced_by)


def enter_reports(
    store: Store, read: tuple[ReportRead, ...], *, replaced_by: str = ""
) -> tuple[ReportRead, ...]:
    """Enter reports as they were read or looked at, and link their decisions; as `load_reports`."""
    store.require_writable()
    if replaced_by.strip():
        read = tuple(_remarked(report) if report.is_correction else report for report in read)
    if not any(report.meeting and not report.is_refused for report in read):
        return read
    links = _propose_links(store, [report for report in read if not report.is_refused])
    return tuple(_enter(store, report, links, replaced_by) for report in read)


def coder_in_force(store: Store, snapshot: Snapshot) -> ThemeCoder:
    """Return the coder for the codebook in force in a snapshot, else for the shipped one."""
    codebook = snapshot.codebook if snapshot.codebook.themes else shipped_codebook()
    return theme_coder(codebook, reviewed_passages(snapshot), encoder_in_force(store))


def _propose_links(store: Store, read: Sequence[ReportRead]) -> tuple[DecisionLink, ...]:
    """Link the decisions of all reports at once: the passages of the store are prepared only once."""
    snapshot = store.snapshot()
    decisions = [decision for report in read for decision in report.decisions]
    meetings = [report.meeting for report in read if report.meeting]
    return propose_links(snapshot, decisions, meetings, coder_in_force(store, snapshot))


def _enter(
    store: Store, report: ReportRead, proposed: Sequence[DecisionLink], replaced_by: str
) -> ReportRead:
    if report.meeting is None or report.is_refused:
        return report
    ids = {decision.id for decision in report.decisions}
    links = [link for link in proposed if link.decision_id in ids]
    try:
        if replaced_by.strip() and store.standing_of(report.meeting) == "other":
            replaced = store.replace_meeting(report.meeting, report.decisions, links, replaced_by)
            return replace(report, is_new=True, is_correction=True, problem=_told(report, replaced))
        is_new = store.add_meeting(report.meeting, report.decisions, links)
    except InputError as error:
        reason = f"{error.message} {error.hint}".strip()
        return replace(report, problem=Problem(report.file, reason, is_refusal=True))
    return replace(report, is_new=is_new)


def _told(report: ReportRead, replaced: Replaced) -> Problem:
    """Say what a corrected report came to."""
    words = (
        f"It took the place of the stored report: {counted(replaced.n_proposed, 'item')} proposed, "
        f"{counted(replaced.n_kept, 'item')} stayed, because people touched or named them."
    )
    if gone := replaced.without_words:
        words += f" The words of {len(gone)} of these stand no more in it, such as {short(gone[0])!r}."
    return Problem(report.file, f"{words} {report.problem.reason}" if report.problem else words)
