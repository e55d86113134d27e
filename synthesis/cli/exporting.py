"""export: what the dashboard's download buttons give, filters included; schema: the form of its JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from synthesis.cli.boundary import (
    FileOption,
    JsonOption,
    StoreOption,
    ThemesOption,
    app,
    opened,
    print_json,
    say,
    write_file,
)
from synthesis.errors import InputError
from synthesis.models import UNKNOWN, Filters

if TYPE_CHECKING:
    from synthesis.coding.agreement import Evaluation
    from synthesis.corpus.labels import Match
    from synthesis.models import Snapshot
    from synthesis.outputs.export import ExportFormat
    from synthesis.outputs.papers.blocks import PaperKind
    from synthesis.store import Store

REVIEW_STATES = {"proposed": "proposed", "confirmed": "accepted", "accepted": "accepted"}
"""What people call a state, and what the store does."""


class Copies(StrEnum):
    """How contributions that share their text are counted."""

    EACH = "each"
    ONCE = "once"


class Repeats(StrEnum):
    """Whether passages that an organisation had sent before are counted again."""

    IN = "in"
    OUT = "out"


GroupOption = Annotated[list[str] | None, typer.Option(metavar="G", help="Stakeholder group.")]
RegionOption = Annotated[list[str] | None, typer.Option(metavar="R", help="Region.")]
CycleOption = Annotated[list[int] | None, typer.Option(metavar="C", help="Year taken stock of.")]
LanguageOption = Annotated[
    list[str] | None, typer.Option(metavar="L", help="Language of passages, such as fr.")
]
ReviewOption = Annotated[list[str] | None, typer.Option(metavar="STATE", help="proposed or confirmed.")]
CopiesOption = Annotated[Copies, typer.Option(help="How contributions that share their text are counted.")]
RepeatsOption = Annotated[
    Repeats, typer.Option(help="Whether passages that an organisation had sent before are counted again.")
]


@app.command()
def export(
    output: FileOption,
    file_format: Annotated[
        str, typer.Option("--format", metavar="csv|xlsx|json|docx|pdf|html|md|qdc|ics", help="Its format.")
    ],
    paper: Annotated[
        str, typer.Option(metavar="synthesis|theme|brief|annex", help="Which paper; theme needs --theme.")
    ] = "",
    theme: ThemesOption = None,
    stakeholder_group: GroupOption = None,
    region: RegionOption = None,
    cycle: CycleOption = None,
    language: LanguageOption = None,
    review: ReviewOption = None,
    copies: CopiesOption = Copies.EACH,
    repeats: RepeatsOption = Repeats.IN,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Write what passes the filters as one file; an option given several times takes any of its values."""
    from synthesis.outputs.facts import PAPER_FORMATS

    if file_format.casefold() == "ics":
        others = (paper, stakeholder_group, region, cycle, language, review)
        _export_calendar(output, theme or (), store, is_narrowed=any(others), as_json=as_json)
        return
    chosen_format = read_format(file_format, "ics")
    kind = _paper(paper, theme or [], chosen_format)
    filters = read_filters(
        theme=theme,
        stakeholder_group=stakeholder_group,
        region=region,
        cycle=cycle,
        language=language,
        review=review,
        copies=copies,
        repeats=repeats,
    )
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


def read_filters(
    *,
    theme: Sequence[str] | None,
    stakeholder_group: Sequence[str] | None,
    region: Sequence[str] | None,
    cycle: Sequence[int] | None,
    language: Sequence[str] | None,
    review: Sequence[str] | None,
    copies: Copies,
    repeats: Repeats,
) -> Filters:
    """Put together what the options of a command narrow to."""
    return Filters(
        cycles=tuple(cycle or ()),
        stakeholder_groups=_groups(stakeholder_group or ()),
        regions=_regions(region or ()),
        languages=tuple(language or ()),
        themes=tuple(theme or ()),
        review=_review_states(review or ()),
        copies_once=copies is Copies.ONCE,
        without_repeats=repeats is Repeats.OUT,
    )


def tell_of_fonts(chosen_format: ExportFormat) -> None:
    """Say which scripts a PDF could not show, where no font on this machine has them."""
    from synthesis.outputs.export.fonts import lacking_note

    if chosen_format == "pdf" and (note := lacking_note()):
        say(note)


def read_format(given: str, *others: str) -> ExportFormat:
    """Return the format that a person named; `others` are those that the command knows as well."""
    from synthesis.outputs.export import ExportFormat as Known

    for known in get_args(Known):
        if given.casefold() == known:
            found: ExportFormat = known
            return found
    choices = ", ".join((*get_args(Known), *others))
    raise typer.BadParameter(f"{given!r} is not one of {choices}.", param_hint="--format")


def _paper(given: str, themes: list[str], chosen_format: ExportFormat) -> PaperKind | None:
    """Return the paper that is asked for, None where none is named."""
    from synthesis.outputs.facts import PAPER_FORMATS
    from synthesis.outputs.papers import PAPERS

    if not given:
        return None
    kind = next((known for known in PAPERS if known == given.casefold()), None)
    if kind is None:
        choices = ", ".join(PAPERS)
        raise typer.BadParameter(f"{given!r} is not one of {choices}.", param_hint="--paper")
    if chosen_format not in PAPER_FORMATS:
        formats = ", ".join(PAPER_FORMATS)
        raise typer.BadParameter(f"A paper is written as {formats}.", param_hint="--format")
    if kind == "theme" and len(themes) != 1:
        raise typer.BadParameter("A theme summary needs one --theme.", param_hint="--paper")
    return kind


def measured_agreement(source: Store, snapshot: Snapshot) -> str:
    """Say how far the program agrees with people, where something rests on its proposals."""
    from synthesis.pipeline import agreement_words, encoder_in_force, measure, reviews_in_force

    def measured() -> Evaluation | None:
        return measure(snapshot, reviews_in_force(source, snapshot), encoder_in_force(source))

    return agreement_words(snapshot, measured)


def _groups(given: Iterable[str]) -> tuple[str, ...]:
    from synthesis.corpus.labels import match_group

    return tuple(_matched(value, match_group, "--stakeholder-group") for value in given)


def _regions(given: Iterable[str]) -> tuple[str, ...]:
    from synthesis.corpus.labels import match_region

    return tuple(_matched(value, match_region, "--region") for value in given)


def _matched(given: str, match: Callable[[str], Match], option: str) -> str:
    found = match(given)
    if found.value == UNKNOWN and given.strip().casefold() != UNKNOWN:
        advice = f" Did you mean {found.suggestion!r}?" if found.suggestion else ""
        raise typer.BadParameter(f"{given!r} is not known.{advice}", param_hint=option)
    return found.value


def _review_states(given: Iterable[str]) -> tuple[str, ...]:
    for state in given:
        if state not in REVIEW_STATES:
            raise typer.BadParameter(f"{state!r} is neither proposed nor confirmed.", param_hint="--review")
    return tuple(REVIEW_STATES[state] for state in given)


def check_values(filters: Filters, snapshot: Snapshot) -> None:
    """Refuse what nothing in the store has, rather than write a file that looks like an answer."""
    cycles = {str(each.cycle) for each in snapshot.contributions if each.cycle is not None}
    languages = {passage.language for passage in snapshot.passages}
    _check_known("theme", filters.themes, [theme.id for theme in snapshot.codebook.themes])
    _check_known("cycle", map(str, filters.cycles), sorted(cycles))
    _check_known("language", filters.languages, sorted(languages))


def _check_known(what: str, given: Iterable[str], known: Sequence[str]) -> None:
    for value in given:
        if value not in known:
            raise InputError(
                f"The store has no {what} {value!r}.",
                hint=f"There are: {', '.join(known)}." if known else "It has none yet.",
            )
