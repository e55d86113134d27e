"""notices: what happened since a day, in plain words; as lines, JSON or an Atom feed."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import (
    JsonOption,
    StoreOption,
    ThemesOption,
    app,
    opened,
    print_json,
    say,
    write_file,
)

if TYPE_CHECKING:
    from synthesis.models import Happened
    from synthesis.outputs.notices import Asked, Notice

HOME = "http://127.0.0.1:8501/"
"""Where `make run` serves the dashboard."""


class NoticeFormat(StrEnum):
    """The forms that a file of notices can have."""

    ATOM = "atom"


@app.command()
def notices(
    since: Annotated[
        str, typer.Option(metavar="DATE", help="Day or time in ISO form, UTC; everything if not given.")
    ] = "",
    theme: ThemesOption = None,
    group: Annotated[
        list[str] | None, typer.Option(metavar="G", help="Id, acronym or name of a group of the community.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="K", help="decision, review, state, edit, meeting, ...")
    ] = None,
    file_format: Annotated[
        NoticeFormat | None,
        typer.Option("--format", case_sensitive=False, help="The format of --output."),
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="The file to write.")] = None,
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where the dashboard is served, for links in the file.")
    ] = HOME,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Tell what is new: decisions, states, meetings, groups, sessions; the newest first."""
    if (file_format is None) != (output is None):
        raise typer.BadParameter("--format and --output go together.", param_hint="--format, --output")
    from synthesis.outputs.notices import narrowed, read_asked
    from synthesis.outputs.notices import notices as told

    moment = _moment(since)
    with opened(store, must_exist=True) as source:
        happened = source.happened(moment)
    asked = read_asked(happened, theme or (), group or (), kind or ())
    found = narrowed(told(happened), asked)
    if output is not None:
        _write(output, found, asked, happened, address)
    elif as_json:
        print_json({"notices": [_as_dict(notice) for notice in found]})
    else:
        _print(found)


def _moment(words: str) -> datetime | None:
    if not words:
        return None
    try:
        moment = datetime.fromisoformat(words)
    except ValueError as error:
        message = f"Must be a day or time such as 2018-03-01 or 2018-03-01T14:00Z. Got {words!r} instead."
        raise typer.BadParameter(message, param_hint="--since") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _print(found: tuple[Notice, ...]) -> None:
    from synthesis.outputs.notices import KIND_WORDS
    from synthesis.outputs.notices.table import origin_words

    for notice in found:
        at = notice.at.astimezone(UTC)
        mark = "  [sample data]" if notice.is_sample else ""
        origin = origin_words(notice)
        print(f"{at:%Y-%m-%d %H:%M}  {KIND_WORDS[notice.kind]}  {origin}  {notice.title}{mark}")
        if len(notice.items) > 1:
            for item in notice.items:
                print(f"                  - {item.words}")
    if not found:
        say("Nothing new.")


def _as_dict(notice: Notice) -> dict[str, Any]:
    from synthesis.outputs.notices.table import address, origin_words

    return {
        "id": notice.id,
        "at": notice.at.astimezone(UTC).isoformat(),
        "kind": notice.kind,
        "title": notice.title,
        "by": notice.by,
        "origin": origin_words(notice),
        "is_sample": notice.is_sample,
        "note": notice.note,
        "records": [
            {
                "words": item.words,
                "themes": list(item.theme_ids),
                "groups": list(item.group_ids),
                "is_sample": item.is_sample,
                "link": address(item),
            }
            for item in notice.items
        ],
    }


def _write(output: Path, found: tuple[Notice, ...], asked: Asked, happened: Happened, address: str) -> None:
    from synthesis.outputs.export.atom_file import MOST_ENTRIES, channel_of, write_atom

    write_file(output, write_atom(found, channel_of(happened, asked, f"{address.rstrip('/')}/")))
    n = min(len(found), MOST_ENTRIES)
    say(f"Wrote {n:,} of {len(found):,} notices to {output}.")
