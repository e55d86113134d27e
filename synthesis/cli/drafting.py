"""draft: papers in the making; list them, look at one, begin one, write one as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import (
    ByOption,
    FileOption,
    JsonOption,
    StoreOption,
    app,
    opened,
    print_json,
    require_name,
    say,
    write_file,
)
from synthesis.cli.narrowing import EVERYTHING, check_values, narrowed
from synthesis.cli.writing import measured_agreement, read_format, read_kind, tell_of_fonts
from synthesis.errors import InputError
from synthesis.models import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from synthesis.models import Draft, DraftVersion, Snapshot
    from synthesis.outputs.papers.blocks import Paper, PaperKind, Statement
    from synthesis.outputs.papers.layout import Item
    from synthesis.store import Store

draft = typer.Typer(help="Drafts of papers, each version kept.", no_args_is_help=True)
app.add_typer(draft, name="draft")

DraftArgument = Annotated[str, typer.Argument(metavar="ID", help="Id of a draft, such as draft-1.")]
VersionOption = Annotated[
    int | None, typer.Option("--version", metavar="N", min=1, help="An earlier version; else the newest.")
]


@draft.command("list")
def list_drafts(as_json: JsonOption = False, store: StoreOption = None) -> None:
    """List the drafts, the one saved last first."""
    with opened(store, must_exist=True) as source:
        latest = source.drafts()
    if as_json:
        print_json({"drafts": [_head(each) for each in latest]})
        return
    if not latest:
        print("There is no draft yet.")
    for each in latest:
        print(f"{each.draft_id}  version {each.version}, by {each.by}: {each.draft.title}")


@draft.command()
def show(
    draft_id: DraftArgument,
    version: VersionOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Print the statements of a draft in order, with what became of each and what the data changed."""
    from synthesis.outputs.papers.changed import data_changes
    from synthesis.outputs.papers.citing import labels_of, shown
    from synthesis.outputs.papers.layout import items_of

    with opened(store, must_exist=True) as source:
        found = _version(source, draft_id, version)
        paper = _paper(source.snapshot(), found.draft)
    items = items_of(paper, found.draft)
    label_of = {each: label for label, each in labels_of(paper).items()}
    words = {key: shown(item.text, item.cited, label_of) for key, item in items.items()}
    changes = data_changes(paper, found.draft)
    if as_json:
        statements = [
            {"key": item.key, "text": words[item.key], "state": list(_state(item))} for item in items.values()
        ]
        changed = [
            {"key": each.key, "kind": each.kind, "was": each.before, "is": each.now} for each in changes
        ]
        print_json(_head(found) | {"statements": statements, "data_changed": changed})
        return
    print(f"{found.draft.title}\n{found.draft_id}, version {found.version}, by {found.by}: {found.note}")
    for item in items.values():
        state = ", ".join(_state(item))
        print(f"\n{item.key}{f' ({state})' if state else ''}\n{words[item.key]}")
    if changes:
        say(f"The data have changed: {len(changes)} statements are not as when the drafters last looked.")


def _state(item: Item) -> Iterator[str]:
    """Say what became of a statement; nothing of one that is as the program writes it."""
    states = {
        "struck": item.is_struck,
        "edited": item.is_edited,
        "own": item.is_own,
        "to check": item.is_stale,
    }
    return (word for word, holds in states.items() if holds)


@draft.command()
@narrowed
def new(
    paper: Annotated[str, typer.Option(metavar="KIND", help="Which paper, such as theme.")],
    by: ByOption,
    title: Annotated[str, typer.Option(help="Its title, if another than the program's.")] = "",
    filters: Filters = EVERYTHING,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Begin a draft of a paper, narrowed by the options as an export is."""
    from dataclasses import replace

    from synthesis.outputs.papers.drafting import begin

    require_name(by, "A draft needs the name of who begins it.")
    kind, theme = read_kind(paper), ""
    if kind == "theme":
        if len(filters.themes) != 1:
            raise typer.BadParameter("A theme summary needs one --theme.", param_hint="--theme")
        theme = filters.themes[0]
    with opened(store, must_exist=True) as target:
        target.require_writable()
        snapshot = target.snapshot()
        check_values(filters, snapshot)
        beside = replace(filters, themes=()) if theme else filters
        draft_id = target.add_draft(begin(_made(snapshot, kind, theme, beside), beside, title), by)
    if as_json:
        print_json({"draft": draft_id, "version": 1})
    else:
        print(f"Began {draft_id}.")


@draft.command()
def export(
    draft_id: DraftArgument,
    output: FileOption,
    file_format: Annotated[str, typer.Option("--format", metavar="docx|pdf|html|md", help="Its format.")],
    version: VersionOption = None,
    annex: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the inputs annex that goes with a synthesis paper here."),
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Write a draft as a file, with the numbers of today; it says which version it is."""
    from synthesis.outputs.export import write_paper
    from synthesis.outputs.papers.drafting import apply, stale_items
    from synthesis.outputs.phrases import counted, verb

    chosen_format = read_format(file_format)
    with opened(store, must_exist=True) as source:
        found, snapshot = _version(source, draft_id, version), source.snapshot()
        if annex is not None and found.draft.kind != "synthesis":
            raise typer.BadParameter("Only a synthesis paper has an inputs annex.", param_hint="--annex")
        agreement = measured_agreement(source, snapshot)
    paper = _paper(snapshot, found.draft, agreement)
    drafted = apply(paper, found.draft, found)
    content = write_paper(drafted, chosen_format)
    write_file(output, content)
    tell_of_fonts(chosen_format)
    if annex is not None:
        made = _made(
            snapshot,
            "annex",
            found.draft.theme,
            found.draft.filters,
            agreement=agreement,
            drafted=drafted.statements,
        )
        write_file(annex, write_paper(made, chosen_format))
    n_stale = sum(not item.is_struck for item in stale_items(paper, found.draft))
    if as_json:
        told = {"output": str(output), "draft": draft_id, "version": found.version}
        print_json(told | {"format": chosen_format, "bytes": len(content), "to_check": n_stale})
        return
    say(f"Wrote version {found.version} of {draft_id} to {output} ({len(content):,} bytes).")
    if n_stale:
        statements = f"{counted(n_stale, 'statement')} {verb(n_stale, 'is', 'are')}"
        say(f"{statements} marked to be checked: the data have changed since.")


def _head(version: DraftVersion) -> dict[str, Any]:
    return {
        "id": version.draft_id,
        "version": version.version,
        "paper": version.draft.kind,
        "theme": version.draft.theme,
        "title": version.draft.title,
        "by": version.by,
        "note": version.note,
        "at": version.at.isoformat() if version.at else None,
    }


def _version(source: Store, draft_id: str, number: int | None) -> DraftVersion:
    history = source.draft_history(draft_id)
    if not history:
        known = ", ".join(each.draft_id for each in source.drafts())
        raise InputError(
            f"There is no draft {draft_id!r}.", hint=f"There are: {known}." if known else "There is none yet."
        )
    if number is not None and number > len(history):
        raise InputError(f"The newest version of {draft_id} is {len(history)}; there is no {number}.")
    return history[-1] if number is None else history[number - 1]


def _paper(snapshot: Snapshot, made: Draft, agreement: str = "") -> Paper:
    return _made(snapshot, read_kind(made.kind), made.theme, made.filters, agreement=agreement)


def _made(
    snapshot: Snapshot,
    kind: PaperKind,
    theme: str,
    filters: Filters,
    *,
    agreement: str = "",
    drafted: Sequence[Statement] | None = None,
) -> Paper:
    from synthesis.outputs.papers import make_paper
    from synthesis.outputs.tables import frames

    return make_paper(
        frames(snapshot),
        filters,
        kind,
        theme,
        agreement=agreement,
        topics=snapshot.topics,
        drafted=drafted,
    )
