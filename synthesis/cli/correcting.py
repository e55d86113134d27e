"""correct: what was read wrongly of contributions stands right, by name; what the files said is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import (
    JsonOption,
    NoteOption,
    StoreOption,
    app,
    opened,
    print_json,
    require_name,
    say,
)
from synthesis.grammar import counted

if TYPE_CHECKING:
    from synthesis.models import Correction


@app.command()
def correct(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[CONTRIBUTION]...", help="Ids of contributions.")
    ] = None,
    load: Annotated[
        str, typer.Option("--load", metavar="RUN", help="All that came with a load; its id, or last.")
    ] = "",
    organisation: Annotated[str | None, typer.Option("--organisation", help="Who sent it.")] = None,
    group: Annotated[str | None, typer.Option("--group", help="The stakeholder group.")] = None,
    region: Annotated[str | None, typer.Option("--region", help="The regional group.")] = None,
    country: Annotated[
        str | None, typer.Option("--country", help="The country; it tells a region that is unknown.")
    ] = None,
    cycle: Annotated[str | None, typer.Option("--cycle", help="The year taken stock of.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="When it was sent, as 2018-12-03.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Its name or code.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who corrects it.")] = "",
    note: NoteOption = "",
    undo: Annotated[bool, typer.Option("--undo", help="Let what stood before stand again.")] = False,
    to: Annotated[
        int | None,
        typer.Option("--to", metavar="N", min=0, help="With --undo: that version; 0 is what the file said."),
    ] = None,
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", min=0, help="The version that you have seen.")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Correct what was read of contributions, by name; or show what was corrected.

    An empty text says that a field is not known.
    """
    named = {
        "organisation": organisation,
        "stakeholder_group": group,
        "region": region,
        "country": country,
        "cycle": cycle,
        "submitted_on": date,
        "language": language,
    }
    given = {name: text for name, text in named.items() if text is not None}
    _refuse_contradictions(ids, load, given, undo=undo, to=to, version=version)
    if not (given or undo):
        return _show(store, ids, by, as_json=as_json)
    require_name(by, "The history keeps who corrected a contribution.")
    from synthesis import pipeline

    with opened(store, must_exist=True) as target:
        asked = list(ids or pipeline.ids_of_load(target, load))
        if undo:
            saved = pipeline.take_back_correction(target, asked[0], by, note, to=to, base=version)
        else:
            base = None if version is None else {asked[0]: version}
            saved = pipeline.correct(target, asked, given, by, note, base)
    if as_json:
        print_json({"corrected": len(saved), "versions": dict(saved)})
        return None
    done = "Taken back" if undo else "Corrected"
    print(f"{done}: {len(saved)} of {counted(len(asked), 'contribution')}.")
    if n_same := len(asked) - len(saved):
        say(f"{n_same} stood so already.")
    say("To undo it: correct ID --undo --by NAME.")
    return None


def _refuse_contradictions(
    ids: Sequence[str] | None,
    load: str,
    given: Mapping[str, str],
    *,
    undo: bool,
    to: int | None,
    version: int | None,
) -> None:
    if ids and load:
        raise typer.BadParameter("Give either ids or --load.", param_hint="--load")
    if (given or undo) and not (ids or load):
        raise typer.BadParameter("Name the contributions by their ids, or a load by --load.")
    if undo and given:
        raise typer.BadParameter("Give either what is right or --undo.", param_hint="--undo")
    if (undo or version is not None) and len(ids or ()) != 1:
        raise typer.BadParameter("It goes with the id of one.", param_hint="--undo, --version")
    if to is not None and not undo:
        raise typer.BadParameter("It goes with --undo.", param_hint="--to")


def _show(store: str | None, ids: Sequence[str] | None, by: str, *, as_json: bool) -> None:
    """List what was corrected, of these contributions or of all."""
    if by:
        raise typer.BadParameter("Say what is right, such as --organisation or --cycle.")
    with opened(store, must_exist=True) as source:
        history = [each for each in source.corrections() if not ids or each.contribution_id in ids]
        said = source.received(list(dict.fromkeys(ids or _named(history))))
    if as_json:
        print_json({"corrections": [_as_dict(each) for each in history], "received": said})
        return
    for each in history:
        why = f": {each.note}" if each.note else ""
        print(f"{each.at:%Y-%m-%d %H:%M}  {each.contribution_id}  version {each.version} by {each.by}{why}")
        for name, value in each.values.items():
            was = said[each.contribution_id][name]
            print(f"    {name.replace('_', ' ')}: {_shown(value)} (the file: {_shown(was)})")
        if not each.values:
            print("    as the file said")
    for each_id in ids or ():
        if each_id not in _named(history):
            print(f"{each_id}  as the file said")
            for name, value in said[each_id].items():
                print(f"    {name.replace('_', ' ')}: {_shown(value)}")
    if not history:
        say("Nothing was corrected.")


def _named(history: Sequence[Correction]) -> list[str]:
    return [each.contribution_id for each in history]


def _shown(value: object) -> str:
    return "not known" if value in ("", None) else str(value)


def _as_dict(each: Correction) -> dict[str, Any]:
    return asdict(each) | {"at": each.at.isoformat() if each.at else None}
