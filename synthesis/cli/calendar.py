"""calendar: bring calendars in, give them out, list what takes place and what clashes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import (
    ByOption,
    FileOption,
    JsonOption,
    StoreOption,
    ThemesOption,
    app,
    leave,
    opened,
    print_json,
    say,
    show_problems,
    write_file,
)

if TYPE_CHECKING:
    from synthesis.models import Event, Occurrence
    from synthesis.outputs.export.ics_file import CalendarFilters
    from synthesis.pipeline.calendar import CalendarReport
    from synthesis.store import Store

calendar = typer.Typer(help="The common calendar: import, export, list, clashes.", no_args_is_help=True)
app.add_typer(calendar, name="calendar")

FilesArgument = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="iCalendar files (.ics), or folders of them.")
]
GroupOption = Annotated[list[str] | None, typer.Option("--group", metavar="G", help="Id of a group.")]
KindOption = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="K", help="meeting, session, deadline or event."),
]
LinksOption = Annotated[
    bool, typer.Option("--with-links", help="Write the links into the meetings, too; keep such a file safe.")
]
SinceOption = Annotated[str, typer.Option(metavar="DAY", help="From this day on, such as 2018-03-15.")]
UntilOption = Annotated[str, typer.Option(metavar="DAY", help="To the end of this day.")]


@calendar.command("import")
def import_files(
    files: FilesArgument, by: ByOption, as_json: JsonOption = False, store: StoreOption = None
) -> None:
    """Enter the events of iCalendar files; what is there already stays, unless a file is later."""
    from synthesis.pipeline.calendar import import_calendars

    with opened(store) as target:
        reports = import_calendars(target, files, by)
    show_problems([problem for report in reports for problem in report.problems])
    if as_json:
        print_json(_totals(reports) | {"files": [report.as_dict() for report in reports]})
    else:
        for report in reports:
            say(f"{report.file}: {_sentence(report)}")
    leave(refused=any(report.refused for report in reports))


def _totals(reports: tuple[CalendarReport, ...]) -> dict[str, Any]:
    counts = ("received", "loaded", "merged", "refused")
    return {name: sum(getattr(report, name) for report in reports) for name in counts}


def _sentence(report: CalendarReport) -> str:
    return (
        f"{report.received} received = {report.loaded} loaded + {report.merged} merged "
        f"+ {report.refused} refused."
    )


@calendar.command("export")
def export_file(
    output: FileOption,
    group: GroupOption = None,
    kind: KindOption = None,
    theme: ThemesOption = None,
    with_links: LinksOption = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Write the calendar, or what passes the filters, as one iCalendar file."""
    from synthesis.outputs.export.ics_file import CalendarFilters

    filters = CalendarFilters(tuple(group or ()), tuple(kind or ()), tuple(theme or ()))
    write_events(output, filters, store, with_links=with_links, as_json=as_json)


def write_events(
    output: Path, filters: CalendarFilters, store: str | None, *, with_links: bool, as_json: bool
) -> None:
    """Write what passes the filters as one file, and say so."""
    with opened(store, must_exist=True) as source:
        content = _written(source, filters, with_links=with_links)
    write_file(output, content)
    n_events = content.count(b"\r\nBEGIN:VEVENT\r\n")
    if as_json:
        print_json({"output": str(output), "format": "ics", "bytes": len(content), "events": n_events})
    else:
        say(f"Wrote {output} ({n_events:,} events, {len(content):,} bytes).")


def _written(source: Store, filters: CalendarFilters, *, with_links: bool) -> bytes:
    """Return what passes the filters as iCalendar; filters that nothing can pass are refused."""
    from synthesis.models import Event, Group
    from synthesis.outputs.export.ics_file import as_ics

    entries = source.community.entries(Event)
    events = [entry.record for entry in entries]
    groups = [entry.record for entry in source.community.entries(Group)]
    themes = {theme.id: theme.name for theme in source.codebook().themes}
    filters.check(
        {group.id for group in groups} | {each for event in events for each in event.group_ids},
        set(themes) | {each for event in events for each in event.theme_ids},
    )
    stamps = {entry.record.id: entry.at for entry in entries if entry.at}
    return as_ics(events, filters, stamps=stamps, groups=groups, theme_names=themes, with_links=with_links)


@calendar.command("list")
def list_events(
    since: SinceOption = "",
    until: UntilOption = "",
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List what takes place, in UTC; the year ahead if no days are given."""
    from synthesis.community.calendar.recurrence import occurrences
    from synthesis.pipeline.calendar import open_events

    with opened(store, must_exist=True) as source:
        events = open_events(source)
    first, last = _span(events, since, until)
    found = occurrences(events, _midnight(first), _midnight(last + timedelta(days=1)))
    if as_json:
        print_json(
            {"since": f"{first}", "until": f"{last}", "n": len(found), "events": [*map(_as_dict, found)]}
        )
        return
    for each in found:
        print(_line(each))
    say(f"{len(found)} entries from {first} to {last}, times in UTC.")


@calendar.command("clashes")
def list_clashes(
    since: SinceOption = "",
    until: UntilOption = "",
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List what takes place at the same hour though groups, people or concerns are shared."""
    from synthesis.pipeline.calendar import find_clashes, open_events

    with opened(store, must_exist=True) as source:
        first, last = _span(open_events(source), since, until)
        found = find_clashes(source, _midnight(first), _midnight(last + timedelta(days=1)))
    if as_json:
        listed = [
            {
                "starts_at": each.starts_at.isoformat(),
                "ends_at": each.ends_at.isoformat(),
                "events": [_as_dict(each.one), _as_dict(each.other)],
                "reasons": list(each.reasons),
            }
            for each in found
        ]
        print_json({"since": f"{first}", "until": f"{last}", "n": len(found), "clashes": listed})
        return
    for each in found:
        print(f"{each.starts_at:%Y-%m-%d %H:%M}  {each.one.event.title} | {each.other.event.title}")
        print("".join(f"    {reason}\n" for reason in each.reasons), end="")
    say(f"{len(found)} clashes from {first} to {last}, times in UTC.")


def _span(events: Sequence[Event], since: str, until: str) -> tuple[date, date]:
    """Return the days that are asked for; else the year ahead, or the last that holds events."""
    from synthesis.community.calendar.asof import as_of

    first = _day(since, "--since") or as_of(events, datetime.now(UTC).date()).day
    last = _day(until, "--until") or first + timedelta(days=365)
    if last < first:
        raise typer.BadParameter("The last day lies before the first.", param_hint="--until")
    return first, last


def _day(given: str, option: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise typer.BadParameter(f"{given!r} is no day, such as 2018-03-15.", param_hint=option) from error


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _line(occurrence: Occurrence) -> str:
    from synthesis.community.calendar.recurrence import days_of

    event = occurrence.event
    first, last = days_of(occurrence)
    when = f"{first}" if first == last else f"{first} to {last}"
    if not event.is_all_day:
        when = f"{occurrence.starts_at:%Y-%m-%d %H:%M} to {occurrence.ends_at:%H:%M}"
    said = "" if event.status == "confirmed" else f" ({event.status})"
    groups = ", ".join(event.group_ids) or event.hosted_by
    return f"{when:24}  {event.kind:8}  {event.title}{said}" + (f"  [{groups}]" if groups else "")


def _as_dict(occurrence: Occurrence) -> dict[str, Any]:
    """Return a time of an event that is for everybody: no access links stand in it."""
    event = occurrence.event
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind,
        "status": event.status,
        "starts_at": occurrence.starts_at.isoformat(),
        "ends_at": occurrence.ends_at.isoformat(),
        "zone": event.zone,
        "is_all_day": event.is_all_day,
        "groups": list(event.group_ids),
        "hosted_by": event.hosted_by,
        "place": event.place,
        "how_to_join": event.how_to_join,
        "themes": list(event.theme_ids),
        "source": event.source,
    }
