"""decisions: reports of meetings in, proposed decisions out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import (
    ByOption,
    JsonOption,
    StoreOption,
    app,
    leave,
    opened,
    print_json,
    require_name,
    show_problems,
)

if TYPE_CHECKING:
    from synthesis.models import Decision, Meeting
    from synthesis.pipeline import ReportRead


@app.command()
def decisions(
    reports: Annotated[list[Path], typer.Argument(metavar="REPORT...", help="Reports, or folders of them.")],
    save: Annotated[
        bool, typer.Option("--save", help="Enter the decisions in the register of the store.")
    ] = False,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Put corrected reports in the place of stored ones; needs --save and --by."
        ),
    ] = False,
    by: ByOption = "",
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Read reports of meetings and propose their decisions, each with the words it rests on."""
    from synthesis.pipeline import load_reports, read_decisions

    if replace and not save:
        raise typer.BadParameter(
            "A report is replaced in the store: give --save, too.", param_hint="--replace"
        )
    if replace:
        require_name(by, "The history keeps who replaced a report.")
    if save:
        with opened(store) as target:
            read = load_reports(target, reports, replaced_by=by if replace else "")
    else:
        read = read_decisions(reports)
    if as_json:
        print_json(_as_dict(read))
    else:
        _show(read)
    leave(refused=any(report.is_refused for report in read))


def _as_dict(read: Sequence[ReportRead]) -> dict[str, Any]:
    """One meeting by itself, several in a list; what was refused stands beside, with the reason."""
    from synthesis.meetings.report import report_as_dict

    meetings = [report_as_dict(report.meeting, report.decisions) for report in read if report.meeting]
    problems = [{"file": report.file, "reason": report.problem.reason} for report in read if report.problem]
    content = meetings[0] if len(meetings) == 1 and len(read) == 1 else {"reports": meetings}
    return content | {"problems": problems} if problems else content


def _show(read: Sequence[ReportRead]) -> None:
    show_problems([report.problem for report in read if report.problem])
    for report in read:
        if report.meeting:
            _show_meeting(report.meeting, report.decisions)


def _show_meeting(meeting: Meeting, found: Sequence[Decision]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from synthesis.outputs.phrases import due_words

    day = meeting.held_on.isoformat() if meeting.held_on else "no date"
    table = Table(box=box.SIMPLE, title=Text(f"{meeting.title}, {day}"))
    for heading, width in (("§", 7), ("Kind", 11), ("Owner", 14), ("Due", 12), ("Quote", None)):
        table.add_column(heading, max_width=width, overflow="fold")
    for decision in found:
        due = due_words(decision.due, decision.due_on.isoformat() if decision.due_on else "")
        # Text, because a report's square brackets are not markup
        cells = (decision.paragraph, decision.kind, decision.owner, due, decision.quote)
        table.add_row(*map(Text, cells))
    Console().print(table)
