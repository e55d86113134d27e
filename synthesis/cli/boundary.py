"""What every command shares: options, progress, printing, and the one place where errors are shown."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from synthesis.errors import InputError, SynthesisError

if TYPE_CHECKING:
    from synthesis.corpus.load import OnProgress
    from synthesis.models import LinkStatus, Problem
    from synthesis.store import Store

Choice = TypeVar("Choice", bound=str)

app = typer.Typer(
    name="synthesis",
    help="Stakeholder contributions, coded by theme, beside what meetings decided about them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class ExitCode(IntEnum):
    """What a calling program is told."""

    DONE = 0
    REFUSED = 1
    WRONG_USAGE = 2


StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="Database URL or SQLite file; SYNTHESIS_STORE, else workspace/synthesis.db, if not given.",
        show_default=False,
    ),
]
InputOption = Annotated[
    Path | None,
    typer.Option(
        "--input", metavar="IN", help="CSV or Parquet with the columns id and text; no store is used."
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", metavar="OUT", help="CSV or Parquet to write.")
]
FileOption = Annotated[Path, typer.Option("--output", metavar="FILE", help="The file to write.")]
ThemesOption = Annotated[list[str] | None, typer.Option("--theme", metavar="T", help="Id of a theme.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
ByOption = Annotated[
    str, typer.Option("--by", metavar="NAME", help="Your name; it is kept with what you do.")
]
NoteOption = Annotated[str, typer.Option("--note", help="Why, in a few words.")]
OfThemeOption = Annotated[str, typer.Option("--theme", metavar="T", help="Id of the theme.")]


def require_name(by: str, why: str) -> None:
    """Refuse a change that nobody puts a name to, with a sentence that says why it needs one."""
    if not by.strip():
        raise typer.BadParameter(why, param_hint="--by")


def one_of(given: str, known: Iterable[Choice], option: str, *others: str) -> Choice:
    """Return the known value that a person named, in any case; `others` are named where it is none.

    >>> one_of("DOCX", ["docx", "pdf"], "--format")
    'docx'
    """
    choices = tuple(known)
    for each in choices:
        if given.casefold() == each.casefold():
            return each
    named = ", ".join((*choices, *others))
    raise typer.BadParameter(f"{given!r} is not one of {named}.", param_hint=option)


def verdict(context: typer.Context) -> LinkStatus:
    """Return what the command `confirm` or `reject` makes of a link or tie."""
    return "confirmed" if context.info_name == "confirm" else "rejected"


def require_one_target(theme: str, other: str, option: str) -> None:
    """Refuse a link or tie that leads to both a theme and what `option` names, or to neither."""
    if bool(theme) == bool(other):
        raise typer.BadParameter(f"Give either --theme or {option}.", param_hint=f"--theme, {option}")


def refuse_half_a_pair(source: Path | None, target: Path | None) -> None:
    """Refuse an input without an output, or an output without an input."""
    if (source is None) != (target is None):
        raise typer.BadParameter("--input and --output go together.", param_hint="--input, --output")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; the one boundary where a person's errors are shown."""
    _speak_utf8()
    try:
        app(list(arguments), prog_name="synthesis")
    except SynthesisError as error:
        show_error(error)
        return ExitCode.WRONG_USAGE
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else ExitCode.DONE
    return ExitCode.DONE


def _speak_utf8() -> None:
    """Print names of any script whatever the locale; a name that is no text comes out escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def show_error(error: SynthesisError) -> None:
    """Say on stderr what happened, where, and what to do."""
    say(f"Error: {error.message}")
    if error.where:
        say(f"  where: {error.where}")
    if error.hint:
        say(f"  hint:  {error.hint}")


def say(message: str) -> None:
    """Print a message for people on stderr."""
    print(message, file=sys.stderr)


def print_json(content: dict[str, Any]) -> None:
    """Print the one JSON object of a command on stdout."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def show_problems(problems: Sequence[Problem]) -> None:
    """List on stderr what a person should know of the input, file by file."""
    for problem in problems:
        place = problem.file
        if problem.row is not None:
            place += f", row {problem.row}"
        if problem.column:
            place += f", {problem.column}"
        say(f"{'refused' if problem.is_refusal else 'note   '}  {place}: {problem.reason}")


def show_notes(notes: Sequence[str]) -> None:
    """List on stderr what a person should know of a result."""
    for note in notes:
        say(f"note     {note}")


def write_file(output: Path, content: bytes) -> None:
    """Write a file that a person named."""
    try:
        output.write_bytes(content)
    except OSError as error:
        raise InputError(
            f"The file cannot be written: {error.strerror}.",
            str(output),
            "Choose another place with --output.",
        ) from error


def leave(*, refused: bool) -> None:
    """End a command that was done, in whole or in part."""
    if refused:
        raise typer.Exit(ExitCode.REFUSED)


@contextmanager
def opened(url: str | None, *, must_exist: bool = False) -> Iterator[Store]:
    """Open the store that a command was told to use; a command that needs one to be there makes none."""
    from synthesis.store import open_store

    with open_store(url, must_exist=must_exist) as store:
        yield store


@contextmanager
def progress() -> Iterator[OnProgress | None]:
    """Show a bar on stderr while something long runs; None where nobody looks at a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def on_progress(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total or None, description=what)

        yield on_progress
