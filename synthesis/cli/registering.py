"""register: list the items of the register, say how far one is, and take tables in and out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import (
    ByOption,
    JsonOption,
    StoreOption,
    ThemesOption,
    app,
    leave,
    one_of,
    opened,
    print_json,
    require_name,
    say,
    show_problems,
    write_file,
)
from synthesis.errors import InputError
from synthesis.models import DECISION_KINDS, DECISION_REVIEWS, PROGRESS

if TYPE_CHECKING:
    import pandas as pd

    from synthesis.meetings.register import Changes
    from synthesis.meetings.register_import import Plan
    from synthesis.models import Decision, Snapshot
    from synthesis.store import DecisionVersion, Store

register = typer.Typer(help="The register of decisions, kept by people.", no_args_is_help=True)
app.add_typer(register, name="register")

KindOption = Annotated[list[str] | None, typer.Option("--kind", metavar="K", help=", ".join(DECISION_KINDS))]
StateOption = Annotated[list[str] | None, typer.Option("--state", metavar="S", help=", ".join(PROGRESS))]
ReviewOption = Annotated[
    list[str] | None,
    typer.Option(
        "--review", metavar="R", help=f"{', '.join(DECISION_REVIEWS)}; all but rejected if not given."
    ),
]
OverdueOption = Annotated[
    bool, typer.Option("--overdue", help="Only what was due before today and is not finished.")
]


@register.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table with a column headed Proposal.")],
    by: ByOption = "",
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Read a table of proposals into the register: received = loaded + merged + refused.

    Only with a name does it say how items of reports were reviewed and how far they are.
    """
    from synthesis.pipeline import import_table

    with opened(store) as target:
        plan = import_table(target, file, by)
    if as_json:
        print_json(_account(plan))
    else:
        show_problems(plan.problems)
        print(
            f"{plan.received} rows received: {len(plan.added)} new and {len(plan.changed)} changed items "
            f"loaded, {plan.merged} merged (the same is in the register), {plan.refused} refused."
        )
    leave(refused=plan.refused > 0)


def _account(plan: Plan) -> dict[str, Any]:
    return {
        "received": plan.received,
        "loaded": len(plan.added) + len(plan.changed),
        "added": len(plan.added),
        "changed": len(plan.changed),
        "merged": plan.merged,
        "refused": plan.refused,
        "problems": [problem.as_dict() for problem in plan.problems],
    }


@register.command("export")
def export_file(
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="A .csv or .xlsx to write.")],
    kind: KindOption = None,
    state: StateOption = None,
    review: ReviewOption = None,
    theme: ThemesOption = None,
    overdue: OverdueOption = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Write the register as a table that can be changed and read in again."""
    from synthesis.outputs.export.register_file import register_file

    with opened(store, must_exist=True) as source:
        snapshot = source.snapshot()
    listed = _listed(snapshot, kind, state, review, theme, overdue=overdue)
    content = register_file(snapshot, listed, output.suffix.lower().removeprefix("."))
    write_file(output, content)
    if as_json:
        print_json({"output": str(output), "items": len(listed), "bytes": len(content)})
    else:
        say(f"Wrote {output} ({len(listed):,} items).")


@register.command("list")
def list_items(
    kind: KindOption = None,
    state: StateOption = None,
    review: ReviewOption = None,
    theme: ThemesOption = None,
    overdue: OverdueOption = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List the items of the register, the newest meeting first."""
    with opened(store, must_exist=True) as source:
        snapshot = source.snapshot()
    listed = _listed(snapshot, kind, state, review, theme, overdue=overdue)
    if as_json:
        print_json({"items": listed.drop(columns=["folded", "order"]).to_dict("records")})
        return
    for row in listed.to_dict("records"):
        said = "" if row["progress_by"] else " (nobody has said)"
        stand = f"{row['kind']}, {row['progress']}{said}, {row['review']}"
        print(f"{row['id']}  {row['held_on'] or 'no date'}  {stand}")
        print(f"    {row['quote']}")


def _listed(
    snapshot: Snapshot,
    kind: Sequence[str] | None,
    state: Sequence[str] | None,
    review: Sequence[str] | None,
    theme: Sequence[str] | None,
    *,
    overdue: bool,
) -> pd.DataFrame:
    """Return the items that pass the options; a value that is none is wrong usage."""
    from synthesis.models import Filters
    from synthesis.outputs.tables import decision_table, frames, narrow
    from synthesis.outputs.tables.registered import Wanted, narrowed_register, with_folded

    wanted = Wanted(
        kinds=_known("--kind", kind, DECISION_KINDS),
        states=_known("--state", state, PROGRESS),
        reviews=_known("--review", review, DECISION_REVIEWS),
        is_overdue=overdue,
    )
    themes = _known("--theme", theme, [each.id for each in snapshot.codebook.themes])
    narrowed = narrow(frames(snapshot), Filters(themes=themes))
    listed = with_folded(decision_table(narrowed, has_rejected=True))
    return narrowed_register(listed, wanted, datetime.now(UTC).date())


def _known(option: str, given: Sequence[str] | None, known: Sequence[str]) -> tuple[str, ...]:
    return tuple(one_of(each, known, option) for each in given or ())


@register.command("set")
def set_item(
    item_id: Annotated[str, typer.Argument(metavar="ID", help="As `register list` shows it.")],
    by: ByOption,
    progress: Annotated[str, typer.Option(metavar="|".join(PROGRESS), help="How far it is.")] = "",
    review: Annotated[
        str, typer.Option(metavar="confirmed|rejected", help="Whether it is an item at all.")
    ] = "",
    reason: Annotated[str, typer.Option(help="Needed where it was declined or is rejected.")] = "",
    superseded_by: Annotated[
        str, typer.Option("--superseded-by", metavar="ID", help="The item that came in its place.")
    ] = "",
    note: Annotated[str, typer.Option(help="For the next reader.")] = "",
    version: Annotated[
        int,
        typer.Option(
            metavar="N", help="The version that you have seen: if it is not the last, nothing changes."
        ),
    ] = 0,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Confirm or reject an item, or say how far it is; the change is kept with the name."""
    require_name(by, "A change carries the name of who makes it.")
    if not progress and not review:
        raise typer.BadParameter("Say --progress, --review or both.", param_hint="--progress")
    progress = one_of(progress, PROGRESS, "--progress") if progress else ""
    review = one_of(review, ("confirmed", "rejected"), "--review") if review else ""
    with opened(store, must_exist=True) as target:
        last = _last(target, item_id)
        if superseded_by:
            _last(target, superseded_by)
        changes = _changes(last.decision, progress, review, reason, superseded_by, by)
        written = target.review_decision(item_id, changes, by, version or last.version, note)
    is_of_another = bool(last.changed_by) and last.changed_by != by.strip()
    replaced = {"version": last.version, "by": last.changed_by} if is_of_another else None
    if as_json:
        print_json({"id": item_id, "version": written, "replaced": replaced})
        return
    say(f"{item_id} is changed (version {written}).")
    if replaced:
        say(f"It replaces the word of {last.changed_by} (version {last.version}), kept in the history.")


def _last(store: Store, item_id: str) -> DecisionVersion:
    history = store.decision_history(item_id)
    if not history:
        raise InputError(f"There is no item {item_id!r} in the register.", hint="See: register list")
    return history[-1]


def _changes(item: Decision, progress: str, review: str, reason: str, superseded_by: str, by: str) -> Changes:
    from synthesis.meetings import register as rules

    changes: Changes = {}
    if review:
        changes |= rules.confirmed() if review == "confirmed" else rules.rejected(reason)
    for state in PROGRESS:
        if state == progress:
            changes |= rules.progressed(item, state, by, reason=reason, superseded_by=superseded_by)
    return changes
