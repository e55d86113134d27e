"""runs, verify and forget: look after a store."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from synthesis.cli.boundary import (
    ByOption,
    JsonOption,
    StoreOption,
    app,
    leave,
    opened,
    print_json,
    say,
    show_problems,
)


@app.command()
def runs(as_json: JsonOption = False, store: StoreOption = None) -> None:
    """List what was run on what: codebook, input hashes, library versions, counts."""
    with opened(store, must_exist=True) as source:
        every = source.runs()
    if as_json:
        manifests = [
            {name: dict(value) if isinstance(value, tuple) else value for name, value in asdict(run).items()}
            | {"at": run.at.isoformat() if run.at else None}
            for run in every
        ]
        print_json({"runs": manifests})
        return
    for run in every:
        counts = ", ".join(f"{name} {count}" for name, count in run.counts)
        print(f"{run.at:%Y-%m-%d %H:%M}  {run.id}  {counts}")


@app.command()
def verify(as_json: JsonOption = False, store: StoreOption = None) -> None:
    """Compare everything stored with the hash taken when it was stored, and find what is missing."""
    with opened(store, must_exist=True) as source:
        damage = source.verify()
        revision = source.revision()
    if as_json:
        print_json({"revision": revision, "damaged": [problem.file for problem in damage]})
    else:
        show_problems(damage)
        print(f"{len(damage)} damaged records at revision {revision}.")
    leave(refused=bool(damage))


@app.command()
def forget(
    contribution_id: Annotated[str, typer.Argument(metavar="CONTRIBUTION", help="Id of the contribution.")],
    by: ByOption,
    store: StoreOption = None,
) -> None:
    """Blank the personal name of a contributor for good; that it was done is recorded, the name is not."""
    with opened(store, must_exist=True) as target:
        target.forget_contributor(contribution_id, by)
    say(f"The name of the contributor of {contribution_id} is forgotten.")
