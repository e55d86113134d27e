"""groups: the directory of groups, in and out, and where each stands in the stocktaking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import (
    ByOption,
    FileOption,
    JsonOption,
    StoreOption,
    app,
    leave,
    opened,
    print_json,
    require_name,
    say,
    show_problems,
    write_file,
)
from synthesis.errors import InputError
from synthesis.models import GROUP_KINDS, SAMPLE_SOURCE

if TYPE_CHECKING:
    import pandas as pd

    from synthesis.community.groups import Membership
    from synthesis.community.groups.reading import GroupsPlan
    from synthesis.models import Group
    from synthesis.store import Store

groups = typer.Typer(help="The groups of the community, and who speaks of them.", no_args_is_help=True)
app.add_typer(groups, name="groups")


@groups.command("list")
def list_groups(
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="K", help=", ".join(GROUP_KINDS))
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List the directory."""
    from synthesis.community.groups.records import as_records

    with opened(store, must_exist=True) as source:
        listed = [each for each in _directory(source) if not kind or each.kind in _kinds(kind)]
    if as_json:
        print_json({"groups": as_records(listed)})
        return
    for group in listed:
        print(f"{group.id}  {group.kind}{_sample(group)}")
        print(f"    {group.name}{f' ({group.acronym})' if group.acronym else ''}")


@groups.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV, TSV, XLSX or JSON with the columns name and kind.")
    ],
    by: ByOption,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Read a table of groups into the directory: received = loaded + merged + refused."""
    from synthesis.pipeline.grouping import import_groups

    require_name(by, "A change carries the name of who makes it.")
    with opened(store) as target:
        plan = import_groups(target, file, by.strip())
    if as_json:
        print_json(_account(plan))
    else:
        show_problems(plan.problems)
        print(
            f"{plan.received} rows received: {len(plan.added)} new and {len(plan.changed)} changed groups "
            f"loaded, {plan.merged} merged (the same is in the directory), {plan.refused} refused."
        )
    leave(refused=plan.refused > 0)


def _account(plan: GroupsPlan) -> dict[str, Any]:
    return {
        "received": plan.received,
        "loaded": len(plan.to_save),
        "added": [group.id for group in plan.added],
        "changed": {each.after.id: list(each.fields) for each in plan.changed},
        "merged": plan.merged,
        "refused": plan.refused,
        "problems": [each.as_dict() | {"is_refusal": each.is_refusal} for each in plan.problems],
    }


@groups.command("export")
def export_file(
    output: FileOption,
    file_format: Annotated[
        str, typer.Option("--format", metavar="csv|xlsx|json", help="The file's ending if not given.")
    ] = "",
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Write the directory as a table that can be changed and read in again."""
    from synthesis.models import Group
    from synthesis.outputs.export.groups_file import groups_file

    with opened(store, must_exist=True) as source:
        entries = source.community.entries(Group)
    changed_at = max((entry.at for entry in entries if entry.at), default=None)
    chosen = (file_format or output.suffix.removeprefix(".")).casefold()
    content = groups_file([entry.record for entry in entries], chosen, changed_at)
    write_file(output, content)
    if as_json:
        print_json({"output": str(output), "groups": len(entries), "bytes": len(content)})
    else:
        say(f"Wrote {output} ({len(entries):,} groups).")


@groups.command("mentions")
def list_mentions(
    group: Annotated[str, typer.Option("--group", metavar="ID", help="Only of this one.")] = "",
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Say how many contributions mention each group; with --group, which passages."""
    from synthesis.outputs.groups import passages_mentioning
    from synthesis.pipeline.grouping import group_standing

    with opened(store, must_exist=True) as source:
        if group:
            _known(_directory(source), group)
        found = group_standing(source)
    table = found.table[found.table["group_id"] == group] if group else found.table
    passages = passages_mentioning(found.frames, found.mentions, group) if group else None
    if as_json:
        print_json(_mentions_json(table, passages))
        return
    for row in table.to_dict("records"):
        more = f", {row['n_ambiguous']} more may" if row["n_ambiguous"] else ""
        print(f"{row['n']:>5} of {row['N']} contributions{more}  {row['group_id']}  {row['name']}")
    for row in passages.to_dict("records") if passages is not None else ():
        print(f"\n{row['passage_id']}  {row['name']}{'' if row['is_certain'] else ' (may be of several)'}")
        print(f"    {' '.join(row['text'].split())}")


def _mentions_json(table: pd.DataFrame, passages: pd.DataFrame | None) -> dict[str, Any]:
    content: dict[str, Any] = {"groups": table.drop(columns=["acronym", "is_sample"]).to_dict("records")}
    if passages is not None:
        kept = [
            "passage_id",
            "contribution_id",
            "text",
            "language",
            "stakeholder_group",
            "is_certain",
            "spans",
        ]
        content["passages"] = passages[kept].to_dict("records")
    return content


@groups.command("show")
def show_group(
    group_id: Annotated[str, typer.Argument(metavar="ID", help="As `groups list` shows it.")],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show one group: what it does, how to join, who is in it, where it stands in the stocktaking."""
    from synthesis.community.groups.records import as_records
    from synthesis.outputs.groups import by_stakeholder_group, standing_sentence
    from synthesis.pipeline.grouping import group_standing

    with opened(store, must_exist=True) as source:
        group = _known(_directory(source), group_id)
        found = group_standing(source)
    members = [each for each in found.memberships if each.group_id == group_id]
    row = found.table[found.table["group_id"] == group_id].iloc[0]
    who = by_stakeholder_group(found.frames, found.mentions, group_id)
    standing = standing_sentence(row, who)
    if as_json:
        people = [{"person": each.person, "is_certain": each.is_certain} for each in members]
        counts = {"n": int(row["n"]), "N": int(row["N"]), "decisions": int(row["n_decisions"])}
        told = {"standing": standing, "people": people, "is_sample": group.is_sample}
        print_json(as_records([group])[0] | counts | told)
        return
    print(f"{group.name}{f' ({group.acronym})' if group.acronym else ''}, {group.kind}{_sample(group)}")
    for label, value in _facts(group):
        print(f"{label}: {value}")
    print(f"People: {', '.join(map(_person, members)) or 'nobody is known'}")
    print(f"In the stocktaking: {standing}")


def _facts(group: Group) -> list[tuple[str, str]]:
    facts = [
        ("Also called", "; ".join(group.aliases)),
        ("What it does", group.remit),
        ("How to join", group.how_to_join),
        ("Website", group.website),
        ("Mailing list", group.mailing_list),
        ("Meets", group.meets),
        ("Active since", group.active_since),
        ("Place", group.place),
        ("Sources", "; ".join(group.sources)),
    ]
    return [(label, value) for label, value in facts if value]


def _person(member: Membership) -> str:
    return member.person if member.is_certain else f"{member.person} (uncertain)"


def _sample(group: Group) -> str:
    return f" [{SAMPLE_SOURCE}]" if group.is_sample else ""


def _directory(source: Store) -> tuple[Group, ...]:
    from synthesis.models import Group

    return tuple(entry.record for entry in source.community.entries(Group))


def _kinds(given: Sequence[str]) -> set[str]:
    from synthesis.community.groups.columns import read_kind

    for kind in given:
        if read_kind(kind) is None:
            known = ", ".join(GROUP_KINDS)
            raise typer.BadParameter(f"{kind!r} is not one of {known}.", param_hint="--kind")
    return {str(read_kind(kind)) for kind in given}


def _known(directory: Sequence[Group], group_id: str) -> Group:
    found = next((group for group in directory if group.id == group_id), None)
    if found is None:
        raise InputError(f"There is no group {group_id!r} in the directory.", hint="See: groups list")
    return found
