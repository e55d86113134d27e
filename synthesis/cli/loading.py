"""demo and load: something goes into the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synthesis.cli.boundary import (
    JsonOption,
    StoreOption,
    app,
    leave,
    opened,
    print_json,
    progress,
    say,
    show_problems,
)
from synthesis.models import CYCLES

if TYPE_CHECKING:
    from synthesis.pipeline import LoadReport


@app.command()
def demo(
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="Do nothing if the store holds anything.")
    ] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Fill the store with the shipped sample stocktaking."""
    with opened(store) as target:
        if if_empty and not target.is_empty():
            say("The store holds something already; the sample was not loaded.")
            if as_json:
                print_json({"received": 0, "loaded": 0, "merged": 0, "refused": 0, "run": "", "problems": []})
            return
        from synthesis.pipeline import fill_with_sample

        with progress() as on_progress:
            report = fill_with_sample(target, on_progress)
    _show(report, as_json=as_json, with_problems=False)


@app.command()
def load(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Tables, documents, or folders of them.")
    ],
    cycle: Annotated[
        int | None,
        typer.Option(
            min=CYCLES[0], max=CYCLES[-1], help="Year taken stock of, for contributions that don't state it."
        ),
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="YAML: our names -> their headings.")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Read files and folders into the store: received = loaded + merged + refused."""
    from synthesis.corpus.fieldmap import read_field_map
    from synthesis.pipeline import load_into

    field_map = read_field_map(map_file) if map_file else None
    with opened(store) as target, progress() as on_progress:
        report = load_into(target, paths, field_map=field_map, cycle=cycle, on_progress=on_progress)
    _show(report, as_json=as_json)
    leave(refused=report.refused > 0)


def _show(report: LoadReport, *, as_json: bool, with_problems: bool = True) -> None:
    if as_json:
        print_json(report.as_dict())
        return
    if with_problems:
        show_problems(report.problems)
    print(
        f"{report.received} contributions received: {report.loaded} loaded, "
        f"{report.merged} merged (the identical record is there), {report.refused} refused."
    )
    if report.run_id and with_problems:
        say(f"Loaded by mistake? It is taken out again with: withdraw --load {report.run_id} --by NAME")
