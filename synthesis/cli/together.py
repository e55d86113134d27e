"""groups together: which groups could work together, and what ties each two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synthesis.cli.boundary import JsonOption, StoreOption, one_of, opened, print_json, say, write_file
from synthesis.cli.grouping import groups

if TYPE_CHECKING:
    from synthesis.community.together import Pair
    from synthesis.store import Store

KindOption = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", help="Kind of both groups, such as 'dynamic coalition'; repeatable."
    ),
]
GroupOption = Annotated[
    str, typer.Option("--group", metavar="ID", help="Id of a group that is one of the two.")
]
LeastOption = Annotated[float, typer.Option("--least", min=0, max=1, help="Least nearness, 0 to 1.")]
FileOption = Annotated[
    Path | None, typer.Option("--output", metavar="F", help="File to write, CSV or JSON by its ending.")
]


@groups.command()
def together(
    kind: KindOption = None,
    group: GroupOption = "",
    least: LeastOption = 0.15,
    output: FileOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List pairs of groups that could work together, those not yet in contact first, each with reasons."""
    from synthesis.models import GROUP_KINDS
    from synthesis.outputs.together import PairChoice, chosen_pairs

    kinds = tuple(one_of(each, GROUP_KINDS, "--kind") for each in kind or ())
    with opened(store, must_exist=True) as source:
        pairs, n_contributions, themes = _pairs(source)
    found = chosen_pairs(pairs, PairChoice(kinds, group, score=least))
    found.sort(key=lambda pair: pair.in_contact)
    if output is not None:
        _write(found, n_contributions, themes, output)
    elif as_json:
        print_json(_as_dict(found, n_contributions, themes))
    else:
        _print(found, n_contributions, themes)


def _pairs(source: Store) -> tuple[list[Pair], int, dict[str, str]]:
    from synthesis.community.groups import Directory, memberships
    from synthesis.community.together import affinities
    from synthesis.models import Group
    from synthesis.outputs.naming import mention_frame
    from synthesis.outputs.tables import frames
    from synthesis.outputs.ties import passages_naming, ties
    from synthesis.pipeline.calendar import open_events

    snapshot = source.snapshot()
    found = tuple(entry.record for entry in source.community.entries(Group))
    events = open_events(source)
    directory, tables = Directory(found), frames(snapshot)
    members = memberships(snapshot.meetings, events, directory)
    evidence = ties(tables, passages_naming(mention_frame(tables.passages, directory)), members, events)
    themes = {theme.id: theme.name for theme in snapshot.codebook.themes}
    return affinities(found, evidence), evidence.n_contributions, themes


def _as_dict(pairs: list[Pair], n_contributions: int, themes: dict[str, str]) -> dict[str, Any]:
    from synthesis.outputs.together import pair_record

    return {
        "n_contributions": n_contributions,
        "pairs": [pair_record(pair, n_contributions, themes) for pair in pairs],
    }


def _write(pairs: list[Pair], n_contributions: int, themes: dict[str, str], output: Path) -> None:
    import json

    from synthesis.outputs.together import pair_csv

    if output.suffix.lower() == ".json":
        content = json.dumps(_as_dict(pairs, n_contributions, themes), ensure_ascii=False, indent=2).encode()
    elif output.suffix.lower() == ".csv":
        content = pair_csv(pairs, n_contributions, themes)
    else:
        raise typer.BadParameter("The file must end in .csv or .json.", param_hint="--output")
    write_file(output, content)
    say(f"Wrote {len(pairs)} pairs to {output}.")


def _print(pairs: list[Pair], n_contributions: int, themes: dict[str, str]) -> None:
    from synthesis.outputs.together import CONTACT_WORDS, pair_title, part_sentences

    for pair in pairs:
        print(f"{pair.score:.2f}  {CONTACT_WORDS[pair.in_contact]}: {pair_title(pair)}")
        for sentence in part_sentences(pair, n_contributions, themes).values():
            print(f"      {sentence}")
    if not pairs:
        say("No pair passes. Ask for less nearness with --least, or for other kinds.")
