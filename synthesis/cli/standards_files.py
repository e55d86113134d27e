"""standards import, export: session proposals, and rules for them, from files into the store and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from synthesis.cli.boundary import (
    ByOption,
    JsonOption,
    StoreOption,
    leave,
    opened,
    print_json,
    require_name,
    say,
    show_problems,
    write_file,
)
from synthesis.cli.standards import account_of, known_standards, sentence_of, standards

__all__ = ["export_file", "import_file", "standards"]

ProposalFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV, TSV, XLSX or JSON; a standard as YAML, CSV, TSV or XLSX.")
]


@standards.command("import")
def import_file(
    file: ProposalFile,
    by: ByOption,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Read a table of proposals (received = loaded + merged + refused), or a standard, into the store."""
    from synthesis.pipeline.standards import holds_standard, import_proposals

    require_name(by, "What is entered carries a person's name.")
    if holds_standard(file):
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
    """Put a version of a standard in force, and say what is other than before."""
    from synthesis.outputs.standards.words import change_counts, difference_words, put_sentence
    from synthesis.pipeline.standards import preview_standard, put_in_force

    with opened(store) as target:
        plan = preview_standard(target, file)
        if not (plan.is_same and plan.seen):
            put_in_force(target, plan, by, f"From the file {file.name}")
    standard, before = plan.standard, plan.before
    differences = difference_words(before, standard) if before else []
    if as_json:
        told = {"id": standard.id, "rules": len(standard.rules), "same": plan.is_same}
        print_json(told | {"beside": before.id if before else "", "differences": differences})
        return
    print(put_sentence(plan))
    if before and not plan.is_same:
        print(f"Beside {before.id}: {change_counts(before, standard)}")
        for each in differences:
            print(f"  {each}")


@standards.command("export")
def export_file(
    output: Annotated[
        Path, typer.Option("--output", metavar="FILE", help="A .csv, .xlsx or .json; a standard: .yaml too.")
    ],
    standard: Annotated[
        str,
        typer.Option("--standard", metavar="ID", help="The rules of this standard, no proposals."),
    ] = "",
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Write the stored proposals, or the rules of a standard, so that they can be changed and read again."""
    from synthesis.models import SessionProposal
    from synthesis.outputs.export.proposal_file import proposal_file

    if standard:
        _export_standard(output, standard, store, as_json=as_json)
        return
    with opened(store, must_exist=True) as source:
        proposals = [entry.record for entry in source.community.entries(SessionProposal)]
    content = proposal_file(proposals, output.suffix.lower().removeprefix("."))
    write_file(output, content)
    if as_json:
        print_json({"output": str(output), "proposals": len(proposals), "bytes": len(content)})
    else:
        say(f"Wrote {output} ({len(proposals):,} proposals).")


def _export_standard(output: Path, asked: str, store: str | None, *, as_json: bool) -> None:
    """Write one version of a standard; of one with several the newest."""
    from synthesis.outputs.export.standard_file import standard_file

    found = known_standards(store, asked)[-1]
    form = output.suffix.lower().removeprefix(".")
    content = standard_file(found, "yaml" if form == "yml" else form)
    write_file(output, content)
    if as_json:
        print_json({"output": str(output), "standard": found.id, "bytes": len(content)})
    else:
        say(f"Wrote {output} ({found.id}, {len(found.rules)} rules).")
