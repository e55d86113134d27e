"""alignment: proposed topics beside what groups work on and inputs asked for; import reads topics in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import (
    ByOption,
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

if TYPE_CHECKING:
    from synthesis.community.alignment import Alignment, TopicsPlan
    from synthesis.models import Topic
    from synthesis.outputs.tables import Frames
    from synthesis.store import Store

alignment = typer.Typer(
    help="Proposed topics beside what groups work on and what inputs asked for.", invoke_without_command=True
)
app.add_typer(alignment, name="alignment")

CycleOption = Annotated[
    int | None,
    typer.Option("--cycle", metavar="YEAR", help="Topics for the meeting of this year; all if not given."),
]
WideOption = Annotated[bool, typer.Option("--wide", help="Take what is farther from a topic as near, too.")]
TableArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV, TSV, XLSX or JSON with a column headed Title.")
]
FileOption = Annotated[Path, typer.Option("--output", metavar="F", help="CSV, XLSX or JSON file to write.")]
ExportCycleOption = Annotated[
    int | None, typer.Option("--cycle", metavar="YEAR", help="Only topics of this year.")
]


@alignment.callback()
def show(
    context: typer.Context,
    cycle: CycleOption = None,
    wide: WideOption = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Say what is near each proposed topic, what no topic covers, and which groups none touches."""
    if context.invoked_subcommand is not None:
        return
    with opened(store, must_exist=True) as source:
        found, narrowed, beyond = _aligned(source, cycle, wide=wide)
    if as_json:
        from synthesis.outputs.alignment import as_dict

        print_json(dict(as_dict(found, narrowed, beyond)))
        return
    _print(found, narrowed, beyond)


def _aligned(source: Store, cycle: int | None, *, wide: bool) -> tuple[Alignment, Frames, tuple[Topic, ...]]:
    from synthesis.community.alignment import align
    from synthesis.models import Group
    from synthesis.outputs.tables import frames
    from synthesis.pipeline.aligning import topics_of

    snapshot = source.snapshot()
    groups = tuple(entry.record for entry in source.community.entries(Group))
    topics = topics_of(source, cycle)
    found = align(topics, groups, snapshot.passages, "wide" if wide else "near")
    return found, frames(snapshot), snapshot.topics


def _print(found: Alignment, narrowed: Frames, beyond: tuple[Topic, ...]) -> None:
    from synthesis.outputs import alignment as counts
    from synthesis.outputs import alignment_words as words

    if not found.fits:
        say("No topic is proposed. Read some in with: alignment import FILE --by NAME")
        return
    print(words.overview_sentence(found, narrowed))
    for fit in found.fits:
        print(f"  {words.topic_sentence(fit, found, narrowed)}")
    issues = counts.issues(found, narrowed, beyond)
    titles = words.titles_of(found)
    for is_covered, head in ((False, "Raised, and covered by no topic:"), (True, "Raised, and covered:")):
        print(head)
        own = issues[issues["is_covered"].astype(bool) == is_covered]
        for row in own.to_dict("records"):
            print(f"  {words.issue_sentence(row, titles)}")
    groups = counts.untouched(found, ())
    print(words.untouched_sentence(groups, found, ()))
    print(f"  {', '.join(group.short_name for group in groups)}")
    say(words.HOW)


@alignment.command(name="import")
def read_in(
    table: TableArgument, by: ByOption, as_json: JsonOption = False, store: StoreOption = None
) -> None:
    """Read a table of proposed topics into the store; a row with a known id changes that topic."""
    from synthesis.pipeline.aligning import import_topics

    require_name(by, "Topics are read in by name.")
    with opened(store) as target:
        done = import_topics(target, table, by)
    show_problems(done.problems)
    if as_json:
        print_json(_account(done))
    else:
        print(
            f"{done.received} rows received: {len(done.added)} new, {len(done.changed)} that change a topic, "
            f"{done.merged} merged (the same is there), {done.refused} refused."
        )
    leave(refused=done.refused > 0)


def _account(plan: TopicsPlan) -> dict[str, Any]:
    return {
        "received": plan.received,
        "added": len(plan.added),
        "changed": len(plan.changed),
        "merged": plan.merged,
        "refused": plan.refused,
        "problems": [problem.as_dict() for problem in plan.problems],
    }


@alignment.command(name="export")
def take_out(output: FileOption, cycle: ExportCycleOption = None, store: StoreOption = None) -> None:
    """Write the proposed topics as a table that can be changed and read in again."""
    from synthesis.outputs.export.topics_file import topics_file
    from synthesis.pipeline.aligning import topics_of

    with opened(store, must_exist=True) as source:
        topics = topics_of(source, cycle)
    write_file(output, topics_file(topics, output.suffix.lower().lstrip(".")))
    say(f"Wrote {len(topics)} topics to {output}.")
