"""standards: hold session proposals against their rules, show the rules, take proposals in and out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import (
    JsonOption,
    StoreOption,
    app,
    leave,
    opened,
    print_json,
    say,
    show_problems,
)
from synthesis.errors import InputError

if TYPE_CHECKING:
    from synthesis.community.standards.checking import Checked
    from synthesis.community.standards.table import ProposalPlan
    from synthesis.models import Standard

standards = typer.Typer(help="Session proposals held against the rules for them.", no_args_is_help=True)
app.add_typer(standards, name="standards")

VersionOption = Annotated[
    str,
    typer.Option(
        "--version", metavar="V", help="The version to check against; that of the year if not given."
    ),
]
StandardOption = Annotated[
    str,
    typer.Option(
        "--standard",
        metavar="ID",
        help="Such as dc-session, or dc-session-2018; see: standards list; or a YAML file.",
    ),
]
DeadlineOption = Annotated[
    datetime | None,
    typer.Option("--deadline", formats=["%Y-%m-%d"], help="The day to check against, as 2018-06-29."),
]


@standards.command("check")
def check_proposals(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="A table of proposals; what is in the store if not given."),
    ] = None,
    standard: StandardOption = "",
    version: VersionOption = "",
    deadline: DeadlineOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Say of each proposal which rules it meets, with reasons; one that does not is no error."""
    day = deadline.date() if deadline else None
    plan, checked = _checked(file, standard, version, day, store)
    if as_json:
        account = account_of(plan) if plan else {}
        print_json(account | {"proposals": [_as_dict(each) for each in checked]})
    else:
        show_problems(plan.problems if plan else ())
        for each in checked:
            _print(each)
        _print_overview(checked, plan)
    leave(refused=bool(plan and plan.refused))


def _checked(
    file: Path | None, asked: str, version: str, deadline: date | None, store: str | None
) -> tuple[ProposalPlan | None, Sequence[Checked]]:
    from synthesis.community.standards.checking import check_all
    from synthesis.pipeline.judging import judgements_of
    from synthesis.pipeline.standards import (
        check_proposals_file,
        context_of,
        shipped_standards,
        standards_of,
    )

    if file is not None:
        known = _chosen(shipped_standards(), asked, version)
        return check_proposals_file(file, known, version, deadline)
    with opened(store, must_exist=True) as source:
        known = _chosen(standards_of(source), asked, version)
        context, said = context_of(source, deadline), judgements_of(source)
    return None, check_all(context.proposals, known, context, version, said)


def _chosen(known: Sequence[Standard], asked: str, version: str) -> Sequence[Standard]:
    """Return the standards that were asked for, or that of a file; one that is not there is wrong usage."""
    from synthesis.pipeline.standards import YAML_SUFFIXES, read_standard_file

    if asked.endswith(YAML_SUFFIXES):
        return [read_standard_file(Path(asked))]
    found = [each for each in known if asked in ("", each.id, each.family)]
    if not found:
        ids = ", ".join(each.id for each in known) or "none"
        raise InputError(f"There is no standard {asked!r}.", hint=f"There are: {ids}.")
    if version and not any(each.version == version for each in found):
        versions = ", ".join(each.id for each in found)
        raise InputError(f"There is no version {version!r} of it.", hint=f"There are: {versions}.")
    return found


def _as_dict(each: Checked) -> dict[str, Any]:
    return {
        "id": each.proposal.id,
        "title": each.proposal.title,
        "cycle": each.proposal.cycle,
        "session_type": each.proposal.session_type,
        "standard": each.standard.id if each.standard else "",
        "overall": each.overall,
        "with_people": each.with_people,
        "is_sample": each.proposal.is_sample,
        "findings": [
            {"rule": found.rule_id, "force": rule.force, "outcome": found.outcome, "reason": found.reason,
             "mend": found.mend, "judgement": judgement_of(each, found.rule_id)}
            for found, rule in zip(each.findings, each.standard.rules if each.standard else (), strict=True)
        ],
    }  # fmt: skip


def judgement_of(each: Checked, rule_id: str) -> dict[str, Any] | None:
    """Give what a person judged of a rule for programs; None where nobody did."""
    said = each.judgement(rule_id)
    if said is None:
        return None
    at = said.at.isoformat() if said.at else ""
    return {"outcome": said.outcome, "note": said.note, "by": said.by, "at": at}


def _print(each: Checked) -> None:
    from synthesis.outputs.standards.judged import people_sentence, said_words
    from synthesis.outputs.standards.tables import outcome_words, rule_name
    from synthesis.outputs.standards.words import against_sentence, verdict_sentence

    sample = " (sample data)" if each.proposal.is_sample else ""
    print(f"{each.proposal.id}  {each.proposal.title}{sample}")
    print(f"    {verdict_sentence(each)} {against_sentence(each)}".rstrip())
    if people := people_sentence(each):
        print(f"    {people}")
    rules = each.standard.rules if each.standard else ()
    for found, rule in zip(each.findings, rules, strict=True):
        if found.outcome != "met":
            name = f"{rule_name(found.rule_id)} ({rule.force})"
            said_of = f"{found.reason} {each.mend_with_people(found)}".rstrip()
            print(f"    {outcome_words(found.outcome)}  {name}: {said_of}")
        if said := each.judgement(found.rule_id):
            print(f"        {said_words(said)}")


def _print_overview(checked: Sequence[Checked], plan: ProposalPlan | None) -> None:
    from synthesis.outputs.standards.words import overview_sentence

    if plan is not None:
        say(sentence_of(plan))
    print(overview_sentence(checked) or "There are no proposals.")


@standards.command("list")
def list_standards(as_json: JsonOption = False, store: StoreOption = None) -> None:
    """List the standards, each with its versions."""
    found = known_standards(store)
    if as_json:
        print_json({"standards": [_about(each) for each in found]})
        return
    for each in found:
        print(f"{each.id}  {each.name}, version {each.version}, {len(each.rules)} rules")


def _about(standard: Standard) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(standard)


def known_standards(store: str | None, asked: str = "") -> Sequence[Standard]:
    """Return the standards of the store, or the shipped ones where there is no store; those asked for."""
    from synthesis.errors import StoreError
    from synthesis.pipeline.standards import shipped_standards, standards_of

    try:
        with opened(store, must_exist=True) as source:
            found = standards_of(source)
    except StoreError:
        found = shipped_standards()
    return _chosen(found, asked, "") if asked else found


@standards.command("show")
def show_standard(
    standard: Annotated[str, typer.Argument(metavar="ID", help="Such as dc-session-2018.")],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show the rules of a standard; of one with several versions the newest, and what changed in it."""
    from synthesis.community.standards.versions import what_changed
    from synthesis.outputs.standards.words import change_words, standard_sentence

    found = known_standards(store, standard)
    newest = found[-1]
    if as_json:
        print_json(_about(newest))
        return
    print(f"{newest.name}, version {newest.version}: {standard_sentence(newest)}")
    for rule in newest.rules:
        print(f"  {rule.id} ({rule.force}, since {rule.since or 'an unknown year'}): {rule.text}")
        print(f"      Source: {rule.source or 'not named'}")
    for older, newer in pairwise(found):
        print(f"From {older.version} to {newer.version}:")
        for change in what_changed(older, newer):
            print(f"  {change_words(change)}")


def sentence_of(plan: ProposalPlan) -> str:
    """Give the account of a table in words."""
    from synthesis.outputs.standards.words import plan_sentence

    return plan_sentence(plan)


def account_of(plan: ProposalPlan) -> dict[str, Any]:
    """Give it for programs."""
    return {
        "received": plan.received,
        "loaded": len(plan.to_save),
        "added": len(plan.added),
        "changed": len(plan.changed),
        "merged": plan.merged,
        "refused": plan.refused,
        "problems": [each.as_dict() | {"refused": each.is_refusal} for each in plan.problems],
    }
