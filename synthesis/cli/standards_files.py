"""standards import, export: session proposals, and rules for them, from files into the store and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from synthesis.cli.boundary import (
    JsonOption,
    StoreOption,
    leave,
    opened,
    print_json,
    say,
    show_problems,
    write_file,
)
from synthesis.cli.standards import YAML, account_of, sentence_of, standards

__all__ = ["export_file", "import_file", "standards"]

ProposalFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV, TSV, XLSX or JSON; a standard as YAML.")
]


@standards.command("import")
def import_file(
    file: ProposalFile,
    by: Annotated[str, typer.Option(metavar="NAME", help="In whose name they are entered.")],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Read a table of proposals (received = loaded + merged + refused), or a standard, into the store."""
    from synthesis.pipeline.standards import import_proposals

    if not by.strip():
        raise typer.BadParameter("What is entered carries a person's name.", param_hint="--by")
    if file.suffix.lower() in YAML:
        _import_standard(file, by, store, as_json=as_json)
        return
    with opened(store) as target:
        plan = import_proposals(target, file, by)
    if as_json:
        print_json(account_of(plan))
    else:
        show_problems(plan.problems)
        print(sentence_of(plan))
    leave(refused=plan.refused > 0)


def _import_standard(file: Path, by: str, store: str | None, *, as_json: bool) -> None:
    from synthesis.pipeline.standards import import_standard

    with opened(store) as target:
        standard, is_same = import_standard(target, file, by)
    if as_json:
        print_json({"id": standard.id, "rules": len(standard.rules), "same": is_same})
    else:
        print(f"{standard.id} is {'there already' if is_same else 'entered'} ({len(standard.rules)} rules).")


@standards.command("export")
def export_file(
    output: Annotated[
        Path, typer.Option("--output", metavar="FILE", help="A .csv, .xlsx or .json to write.")
    ],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Write the stored proposals as a table that can be changed and read in again."""
    from synthesis.models import SessionProposal
    from synthesis.outputs.export.proposal_file import proposal_file

    with opened(store, must_exist=True) as source:
        proposals = [entry.record for entry in source.community.entries(SessionProposal)]
    content = proposal_file(proposals, output.suffix.lower().removeprefix("."))
    write_file(output, content)
    if as_json:
        print_json({"output": str(output), "proposals": len(proposals), "bytes": len(content)})
    else:
        say(f"Wrote {output} ({len(proposals):,} proposals).")
