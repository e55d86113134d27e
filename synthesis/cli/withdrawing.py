"""withdraw: contributions loaded by mistake are taken out of all that is counted, and put back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from synthesis.cli.boundary import (
    ByOption,
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


@app.command()
def withdraw(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[CONTRIBUTION]...", help="Ids of contributions.")
    ] = None,
    load: Annotated[
        str, typer.Option("--load", metavar="RUN", help="All that came with a load; its id, or last.")
    ] = "",
    by: ByOption = "",
    note: NoteOption = "",
    undo: Annotated[bool, typer.Option("--undo", help="Count withdrawn ones again.")] = False,
    version: Annotated[
        int, typer.Option("--version", metavar="N", min=0, help="Which withdrawal to undo, as listed.")
    ] = 0,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Take contributions out of all that is counted, kept with what people said of them; or list those."""
    if not ids and not load:
        if undo or by or version:
            raise typer.BadParameter("Name the contributions by their ids, or a load by --load.")
        return _list(store, as_json=as_json)
    if ids and load:
        raise typer.BadParameter("Give either ids or --load.", param_hint="--load")
    if version and not (undo and len(ids or ()) == 1):
        raise typer.BadParameter("It goes with --undo and the id of one.", param_hint="--version")
    require_name(by, "The history keeps who withdrew a contribution.")
    from synthesis.pipeline import ids_of_load, put_back
    from synthesis.pipeline import withdraw as take_out

    with opened(store, must_exist=True) as target:
        named = list(ids or ids_of_load(target, load, withdrawn=undo))
        n = put_back(target, named, by, note, version) if undo else take_out(target, named, by, note)
    if as_json:
        print_json({"put_back" if undo else "withdrawn": n, "contributions": named})
        return None
    done = "Counted again" if undo else "Withdrawn"
    print(f"{done}: {counted(n, 'contribution')}.")
    named_so = f"--load {load}" if load else "ID..."
    say("Code them with the command code." if undo else f"To undo it: withdraw --undo {named_so} --by NAME.")
    return None


def _list(store: str | None, *, as_json: bool) -> None:
    with opened(store, must_exist=True) as source:
        history = source.withdrawals()
    if as_json:
        print_json(
            {
                "withdrawals": [
                    asdict(each) | {"at": each.at.isoformat() if each.at else None} for each in history
                ]
            }
        )
        return
    for each in history:
        done = f"version {each.version} withdrawn" if each.is_withdrawn else "put back"
        why = f": {each.note}" if each.note else ""
        print(f"{each.at:%Y-%m-%d %H:%M}  {each.contribution_id}  {done} by {each.by}{why}")
    if not history:
        say("Nothing was withdrawn.")
