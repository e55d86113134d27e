"""export: what the dashboard's download buttons give, filters included; schema: the form of its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synthesis.cli.boundary import (
    FileOption,
    JsonOption,
    StoreOption,
    app,
    opened,
    print_json,
    say,
    write_file,
)
from synthesis.cli.narrowing import EVERYTHING, check_values, narrowed
from synthesis.cli.writing import measured_agreement, read_format, read_kind, tell_of_fonts
from synthesis.models import Filters

if TYPE_CHECKING:
    from synthesis.models import Snapshot
    from synthesis.outputs.export import ExportFormat
    from synthesis.outputs.papers.blocks import PaperKind


@app.command()
@narrowed
def export(
    output: FileOption,
    file_format: Annotated[
        str, typer.Option("--format", metavar="csv|xlsx|json|docx|pdf|html|md|qdc|ics", help="Its format.")
    ],
    paper: Annotated[
        str, typer.Option(metavar="synthesis|theme|brief|annex", help="Which paper; theme needs --theme.")
    ] = "",
    filters: Filters = EVERYTHING,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Write what passes the filters as one file; an option given several times takes any of its values."""
    from synthesis.outputs.facts import PAPER_FORMATS

    if file_format.casefold() == "ics":
        is_narrowed = bool(paper) or replace(filters, themes=()) != EVERYTHING
        _export_calendar(output, filters.themes, store, is_narrowed=is_narrowed, as_json=as_json)
        return
    chosen_format = read_format(file_format, "ics")
    kind = _paper(paper, filters.themes, chosen_format)
    with opened(store, must_exist=True) as source:
        snapshot = source.snapshot()
        agreement = measured_agreement(source, snapshot) if chosen_format in PAPER_FORMATS else ""
    check_values(filters, snapshot)
    n_bytes = _write(snapshot, filters, chosen_format, output, kind, agreement)
    tell_of_fonts(chosen_format)
    if as_json:
        print_json(
            {"output": str(output), "format": chosen_format, "bytes": n_bytes, "revision": snapshot.revision}
        )
    else:
        say(f"Wrote {output} ({n_bytes:,} bytes).")


def _export_calendar(
    output: Path, themes: Sequence[str], store: str | None, *, is_narrowed: bool, as_json: bool
) -> None:
    """Write the common calendar: contributions are narrowed by more than meetings have."""
    from synthesis.cli.calendar import write_events
    from synthesis.outputs.export.ics_file import CalendarFilters

    if is_narrowed:
        message = "The calendar is narrowed by --theme here; calendar export knows --group and --kind, too."
        raise typer.BadParameter(message, param_hint="--format")
    write_events(output, CalendarFilters(themes=tuple(themes)), store, with_links=False, as_json=as_json)


@app.command()
def schema() -> None:
    """Print the JSON Schema that every `export --format json` keeps."""
    from synthesis.outputs.export.json_file import schema_text

    print(schema_text(), end="")


def _write(
    snapshot: Snapshot,
    filters: Filters,
    chosen_format: ExportFormat,
    output: Path,
    paper: PaperKind | None,
    agreement: str,
) -> int:
    from synthesis.outputs.export import export as write_export
    from synthesis.outputs.tables import frames

    theme = filters.themes[0] if len(filters.themes) == 1 else ""
    content = write_export(
        frames(snapshot),
        filters,
        chosen_format,
        theme,
        paper=paper,
        agreement=agreement,
        topics=snapshot.topics,
    )
    write_file(output, content)
    return len(content)


def _paper(given: str, themes: Sequence[str], chosen_format: ExportFormat) -> PaperKind | None:
    """Return the paper that is asked for, None where none is named."""
    from synthesis.outputs.facts import PAPER_FORMATS

    if not given:
        return None
    kind = read_kind(given)
    if chosen_format not in PAPER_FORMATS:
        formats = ", ".join(PAPER_FORMATS)
        raise typer.BadParameter(f"A paper is written as {formats}.", param_hint="--format")
    if kind == "theme" and len(themes) != 1:
        raise typer.BadParameter("A theme summary needs one --theme.", param_hint="--paper")
    return kind
