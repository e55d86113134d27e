"""export: what the dashboard's download buttons give, filters included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from synthesis.cli.boundary import JsonOption, StoreOption, app, opened, print_json, say
from synthesis.errors import InputError
from synthesis.models import UNKNOWN, Filters

if TYPE_CHECKING:
    from synthesis.corpus.labels import Match
    from synthesis.models import Snapshot
    from synthesis.outputs.export import ExportFormat

REVIEW_STATES = {"proposed": "proposed", "confirmed": "accepted", "accepted": "accepted"}
"""What people call a state, and what the store does."""

PAPERS = ("theme",)


class Copies(StrEnum):
    """How contributions that share their text are counted."""

    EACH = "each"
    ONCE = "once"


class Repeats(StrEnum):
    """Whether passages that an organisation had sent before are counted again."""

    IN = "in"
    OUT = "out"


@app.command()
def export(
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="The file to write.")],
    file_format: Annotated[
        str, typer.Option("--format", metavar="csv|xlsx|json|docx|pdf|html|md", help="Its format.")
    ],
    paper: Annotated[str, typer.Option(metavar="theme", help="The theme summary; needs --theme.")] = "",
    theme: Annotated[list[str] | None, typer.Option(metavar="T", help="Id of a theme.")] = None,
    stakeholder_group: Annotated[
        list[str] | None, typer.Option(metavar="G", help="Stakeholder group.")
    ] = None,
    region: Annotated[list[str] | None, typer.Option(metavar="R", help="Region.")] = None,
    cycle: Annotated[list[int] | None, typer.Option(metavar="C", help="Year taken stock of.")] = None,
    language: Annotated[
        list[str] | None, typer.Option(metavar="L", help="Language of passages, such as fr.")
    ] = None,
    review: Annotated[list[str] | None, typer.Option(metavar="STATE", help="proposed or confirmed.")] = None,
    copies: Annotated[
        Copies, typer.Option(help="How contributions that share their text are counted.")
    ] = Copies.EACH,
    repeats: Annotated[
        Repeats, typer.Option(help="Whether passages that an organisation had sent before are counted again.")
    ] = Repeats.IN,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Write what passes the filters as one file; an option given several times takes any of its values."""
    chosen_format = _format(file_format)
    _check_paper(paper, theme or [])
    filters = Filters(
        cycles=tuple(cycle or ()),
        stakeholder_groups=_groups(stakeholder_group or ()),
        regions=_regions(region or ()),
        languages=tuple(language or ()),
        themes=tuple(theme or ()),
        review=_review_states(review or ()),
        copies_once=copies is Copies.ONCE,
        without_repeats=repeats is Repeats.OUT,
    )
    with opened(store, must_exist=True) as source:
        snapshot = source.snapshot()
    _check_values(filters, snapshot)
    n_bytes = _write(snapshot, filters, chosen_format, output)
    _tell_of_fonts(chosen_format)
    if as_json:
        print_json(
            {"output": str(output), "format": chosen_format, "bytes": n_bytes, "revision": snapshot.revision}
        )
    else:
        say(f"Wrote {output} ({n_bytes:,} bytes).")


def _write(snapshot: Snapshot, filters: Filters, chosen_format: ExportFormat, output: Path) -> int:
    from synthesis.outputs.export import export as write_export
    from synthesis.outputs.tables import frames

    theme = filters.themes[0] if len(filters.themes) == 1 else ""
    content = write_export(frames(snapshot), filters, chosen_format, theme)
    try:
        output.write_bytes(content)
    except OSError as error:
        raise InputError(
            f"The file cannot be written: {error.strerror}.",
            str(output),
            "Choose another place with --output.",
        ) from error
    return len(content)


def _tell_of_fonts(chosen_format: ExportFormat) -> None:
    from synthesis.outputs.export.fonts import lacking_note

    if chosen_format == "pdf" and (note := lacking_note()):
        say(note)


def _format(given: str) -> ExportFormat:
    from synthesis.outputs.export import ExportFormat as Known

    for known in get_args(Known):
        if given.casefold() == known:
            found: ExportFormat = known
            return found
    choices = ", ".join(get_args(Known))
    raise typer.BadParameter(f"{given!r} is not one of {choices}.", param_hint="--format")


def _check_paper(paper: str, themes: list[str]) -> None:
    if paper and paper not in PAPERS:
        raise typer.BadParameter(f"The paper {paper!r} cannot be written yet.", param_hint="--paper")
    if paper == "theme" and len(themes) != 1:
        raise typer.BadParameter("A theme summary needs one --theme.", param_hint="--paper")


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


def _check_values(filters: Filters, snapshot: Snapshot) -> None:
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
