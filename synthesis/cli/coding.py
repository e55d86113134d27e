"""code: themes for the passages of a store, or of a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synthesis.cli.boundary import (
    ExitCode,
    InputOption,
    JsonOption,
    OutputOption,
    StoreOption,
    app,
    leave,
    opened,
    print_json,
    progress,
    refuse_half_a_pair,
    show_error,
    show_notes,
    show_problems,
)
from synthesis.errors import UnreadableFileError
from synthesis.models import Problem

if TYPE_CHECKING:
    from synthesis.coding.reference import ReviewedPassage
    from synthesis.models import Codebook

BYTES_A_PASSAGE = 200
"""Of a table; Parquet holds three times as much, where a process too few costs time and nothing else."""

CodebookOption = Annotated[
    Path | None,
    typer.Option("--codebook", metavar="FILE", help="Codebook (YAML or .qdc); else the one in force."),
]

EncoderOption = Annotated[
    str,
    typer.Option(
        "--encoder",
        metavar="none|NAME",
        help="Sentence encoder; else the one installed, if any. See: encoder install.",
        show_default=False,
    ),
]


@app.command()
def code(
    source: InputOption = None,
    target: OutputOption = None,
    codebook: CodebookOption = None,
    passages: Annotated[bool, typer.Option("--passages", help="A row of IN is a passage already.")] = False,
    reviewed: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Rows of text, theme confirmed by people, to learn from."),
    ] = None,
    encoder: EncoderOption = "",
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Code passages to the themes of a codebook: those in the store, or file to file."""
    refuse_half_a_pair(source, target)
    if source is None and (passages or reviewed):
        raise typer.BadParameter("--passages and --reviewed need --input.", param_hint="--input")
    scheme = read_scheme(codebook)
    if source is None or target is None:
        _code_store(scheme, encoder, store, as_json=as_json)
    else:
        from synthesis.pipeline import read_reviewed

        confirmed = read_reviewed(reviewed, scheme) if reviewed else ()
        _code_file(source, target, scheme, confirmed, encoder, are_passages=passages, as_json=as_json)


def read_scheme(path: Path | None) -> Codebook | None:
    """Read the codebook that a command was given, if it was."""
    from synthesis.coding.codebook import read_codebook

    return read_codebook(path) if path else None


def _code_store(codebook: Codebook | None, encoder: str, url: str | None, *, as_json: bool) -> None:
    from synthesis.engine import workers_for
    from synthesis.pipeline import code_and_discover, coding_notices

    with opened(url) as store, progress() as on_progress:
        workers = workers_for(len(store.snapshot().passages))
        run = code_and_discover(store, codebook, on_progress, workers, encoder)
        notes = coding_notices(store.snapshot())
    counts = dict(run.counts)
    if as_json:
        print_json(
            {"run": run.id, "codebook": run.codebook_version, "encoder": dict(run.parameters)["encoder"]}
            | counts
            | {"notes": list(notes)}
        )
        return
    show_notes(notes)
    print(
        f"{counts['passages']} passages: {counts['coded']} coded, {counts['none']} without a theme, "
        f"{counts['undecided']} undecided, {counts['kept']} kept as they were."
    )


def _code_file(
    source: Path,
    target: Path,
    codebook: Codebook | None,
    reviewed: tuple[ReviewedPassage, ...],
    encoder: str,
    *,
    are_passages: bool,
    as_json: bool,
) -> None:
    from synthesis.engine import workers_for
    from synthesis.pipeline import code_file
    from synthesis.pipeline.tabular import check_format

    check_format(source)
    check_format(target)
    if not source.is_file():
        raise typer.BadParameter(f"There is no file {source}.", param_hint="--input")
    try:
        with progress() as on_progress:
            report = code_file(
                source,
                target,
                codebook=codebook,
                are_passages=are_passages,
                reviewed=reviewed,
                on_progress=on_progress,
                workers=workers_for(source.stat().st_size // BYTES_A_PASSAGE),
                encoder=encoder,
            )
    except UnreadableFileError as error:  # the input; any other file at fault is wrong usage
        _refuse(error, source, as_json=as_json)
        return
    if as_json:
        print_json(report.as_dict())
    else:
        show_problems(report.problems)
        show_notes(report.notes)
        print(
            f"{report.received} rows, {report.passages} passages: {report.coded} coded, {report.none} "
            f"without a theme, {report.undecided} undecided; {report.refused} rows refused."
        )
    leave(refused=report.refused > 0)


def _refuse(error: UnreadableFileError, source: Path, *, as_json: bool) -> None:
    """Tell that all of the input was refused: that is done, not wrong usage."""
    if as_json:
        problem = Problem(source.name, f"{error.message} {error.hint}".strip(), is_refusal=True)
        print_json({"received": 1, "loaded": 0, "refused": 1, "problems": [problem.as_dict()]})
    else:
        show_error(error)
    raise typer.Exit(ExitCode.REFUSED)
