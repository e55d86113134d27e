"""standards judge, judgements: what people find of rules that no check can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from synthesis.cli.boundary import (
    ByOption,
    JsonOption,
    StoreOption,
    one_of,
    opened,
    print_json,
    require_name,
    say,
    write_file,
)
from synthesis.cli.standards import VersionOption
from synthesis.cli.standards_files import standards

__all__ = ["judge", "list_judgements", "standards"]


@standards.command()
def judge(
    proposal: Annotated[str, typer.Argument(metavar="PROPOSAL", help="Id of a stored proposal.")],
    rule: Annotated[str, typer.Argument(metavar="RULE", help="Id of a rule that the check leaves unknown.")],
    outcome: Annotated[str, typer.Option("--outcome", metavar="O", help="met, 'not met' or 'cannot tell'.")],
    by: ByOption,
    note: Annotated[str, typer.Option("--note", help="Why, in a sentence or two.")] = "",
    version: VersionOption = "",
    store: StoreOption = None,
) -> None:
    """Judge a rule that the check of a proposal leaves unknown; the check's answer stays beside it."""
    from synthesis.models import JUDGED_OUTCOMES
    from synthesis.outputs.standards.tables import judged_words, rule_name
    from synthesis.pipeline.judging import judge_rule

    require_name(by, "A judgement carries a person's name.")
    outcome = one_of(outcome, JUDGED_OUTCOMES, "--outcome")
    with opened(store, must_exist=True) as target:
        said = judge_rule(target, proposal, rule, outcome, by, note, version)
    name = rule_name(said.rule_id)
    say(f"{name} of {said.proposal_id}: judged {judged_words(said.outcome)} by {by.strip()}.")


@standards.command("judgements")
def list_judgements(
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write them as a .csv or .xlsx.")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List what people judged, each beside what the check says now."""
    from synthesis.community.standards.checking import check_all
    from synthesis.models import SessionProposal
    from synthesis.outputs.export.plain_table import written
    from synthesis.outputs.standards.judged import judgement_table
    from synthesis.pipeline.judging import judgements_of
    from synthesis.pipeline.standards import context_of, standards_of

    with opened(store, must_exist=True) as source:
        context, said = context_of(source), judgements_of(source)
        versions = {e.record.id: e.version for e in source.community.entries(SessionProposal)}
        known = standards_of(source)
    on_them = {each.standard_id for each in said}
    checked = [
        each
        for standard in known
        if standard.id in on_them
        for each in check_all(context.proposals, [standard], context, standard.id, said)
    ]
    table = judgement_table(checked, versions)
    if output is not None:
        content = written(
            table, output.suffix.lower().removeprefix("."), "This table is", "What people judged"
        )
        write_file(output, content)
        say(f"Wrote {output} ({len(table):,} judgements).")
    if as_json:
        print_json({"judgements": table.to_dict("records")})
    elif output is None:
        for row in table.to_dict("records"):
            note = f": {row['Note']}" if row["Note"] else ""
            print(f"{row['Proposal id']}  {row['Rule']} ({row['Checked against']})  {row['A person says']}"
                  f" by {row['By']}, {row['On']}{note} {row['Since then']}".rstrip())  # fmt: skip
